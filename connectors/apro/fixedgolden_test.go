package apro_test

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func publicationByID(ids []string, raw bool) proto.Message {
	return &crmstreamv1.GetPublicationRequest{Source: "test", Id: ids[0], IncludeRaw: raw}
}

func formByID(ids []string, raw bool) proto.Message {
	return &crmstreamv1.GetFormRequest{Source: "test", Id: ids[0], IncludeRaw: raw, Host: "sitename.com"}
}

func calendarEventByID(ids []string, raw bool) proto.Message {
	return &crmstreamv1.GetCalendarEventRequest{Source: "test", Id: ids[0], IncludeRaw: raw}
}

// TestDocumentedSamplesOfFixedLists reads the vendor's samples of lists and look-ups other than the six lists and records by ids.
func TestDocumentedSamplesOfFixedLists(t *testing.T) {
	folders := map[string]string{
		"fields of stockItems": "stockFields", "fields of deals": "dealFields", "fields of users": "userFields", "stock types": "stockTypes",
		"stock categories": "stockCategories", "activity types": "activityTypes", "deal types": "dealTypes", "call statuses": "callStatuses",
		"trunks": "trunks", "phone numbers": "phoneNumbers", "users": "users", "departments": "departments", "branches": "branches",
		"groups": "groups", "calendar events": "calendarEvents", "dialog types": "dialogTypes",
		"dialog messages": "dialogMessages", "unread": "unreadDialogMessages",
	}
	for name, folder := range folders {
		i := slices.IndexFunc(fixedLists, func(l fixedList) bool { return l.name == name })
		require.GreaterOrEqual(t, i, 0, name)
		l := fixedLists[i]
		goldenFixed(t, folder, l.response, func(ctx context.Context, c connectors.Client) (connectors.Page, error) {
			return conformance.Fetch(ctx, c, l.request, connectors.PageRequest{})
		})
	}
	goldenFixed(t, "publications", &crmstreamv1.ListPublicationsResponse{}, func(ctx context.Context, c connectors.Client) (connectors.Page, error) {
		return conformance.Fetch(ctx, c, &crmstreamv1.ListPublicationsRequest{}, connectors.PageRequest{})
	})
	goldenFixed(t, "publication", &crmstreamv1.GetPublicationResponse{}, func(ctx context.Context, c connectors.Client) (connectors.Page, error) {
		return conformance.Find(ctx, c, publicationByID([]string{"871"}, false))
	})
	goldenFixed(t, "form", &crmstreamv1.GetFormResponse{}, func(ctx context.Context, c connectors.Client) (connectors.Page, error) {
		return conformance.Find(ctx, c, formByID([]string{"3"}, false))
	})
	goldenFixed(t, "calendarEvent", &crmstreamv1.GetCalendarEventResponse{}, func(ctx context.Context, c connectors.Client) (connectors.Page, error) {
		return conformance.Find(ctx, c, calendarEventByID([]string{"17"}, false))
	})
}

// goldenFixed compares the samples of a folder; pages behind the first one are empty.
func goldenFixed(t *testing.T, folder string, response proto.Message, read func(context.Context, connectors.Client) (connectors.Page, error)) {
	t.Helper()
	t.Run(folder, func(t *testing.T) {
		conformance.Golden(t, filepath.Join("testdata", folder), response, func(t *testing.T, body []byte) connectors.Page {
			client := answering(t, func(w http.ResponseWriter, r *http.Request) {
				if page := r.FormValue("params[page]"); page != "" && page != "0" {
					_, _ = w.Write([]byte(`{"status":"success","data":{"list":[]}}`))
					return
				}
				_, _ = w.Write(body)
			})
			page, err := read(t.Context(), client)
			require.NoError(t, err)
			require.Empty(t, page.Next)
			require.Empty(t, page.Notices, "keys that the table does not know, or values it cannot read")
			return page
		})
	})
}
