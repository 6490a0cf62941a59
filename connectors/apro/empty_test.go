package apro_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestEmptyInPHPsWay answers every list with each form that PHP has for nothing: the list is empty, and no error.
func TestEmptyInPHPsWay(t *testing.T) {
	whole := []string{`[]`, `{}`, `null`, `false`, `""`, `0`, `"0"`}
	listed := []string{
		`{"list":false,"count":"0"}`, `{"list":null,"count":0}`, `{"list":[],"count":"0"}`, `{"list":"","count":false}`, `{"list":{},"total":0}`,
		`{"list":null,"total":"0"}`, `{"list":0,"total":0,"count":0}`,
	}
	var requests []proto.Message
	for _, l := range lists {
		requests = append(requests, l.request())
	}
	for _, l := range fixedLists {
		requests = append(requests, l.request)
	}
	for _, req := range requests {
		name := string(req.ProtoReflect().Descriptor().Name())
		forms := whole
		switch req.(type) {
		case *crmstreamv1.ListContactsRequest, *crmstreamv1.ListStockItemsRequest, *crmstreamv1.ListActivitiesRequest, *crmstreamv1.ListDealsRequest,
			*crmstreamv1.ListInvoicesRequest, *crmstreamv1.ListCalendarEventsRequest, *crmstreamv1.ListDialogTypesRequest,
			*crmstreamv1.ListDialogMessagesRequest:
			forms = append(forms, listed...)
		case *crmstreamv1.ListContactLinksRequest, *crmstreamv1.ListDealLinksRequest:
			continue // a record comes for each id
		case *crmstreamv1.ListPhoneNumbersRequest:
			continue // numbers come by direction; an answer that names neither says nothing
		}
		for _, form := range forms {
			t.Run(name+"/"+form, func(t *testing.T) {
				client := answering(t, func(w http.ResponseWriter, r *http.Request) {
					answer := form
					if strings.HasSuffix(r.URL.Path, "/stock/types") && name == "ListStockItemsRequest" {
						answer = `[{"id":"1","name":"x"}]`
					}
					_, _ = w.Write([]byte(`{"status":"success","data":` + answer + `}`))
				})
				fetch, err := conformance.Open(client, req, nil)
				require.NoError(t, err)
				at := connectors.PageRequest{}
				for range 5 {
					page, err := fetch(t.Context(), at)
					require.NoError(t, err)
					require.Empty(t, page.Records)
					if at.Cursor = page.Next; at.Cursor == "" {
						return
					}
				}
				require.Fail(t, "the list does not end")
			})
		}
	}
}

// TestWhatIsNoList tells answers that are not in the format from those that are empty.
func TestWhatIsNoList(t *testing.T) {
	for _, form := range []string{`{"rows":[]}`, `{"list":"x","count":"0"}`, `{"list":7}`, `true`, `"none"`, `5`} {
		for _, req := range []*crmstreamv1.ListContactsRequest{{}, {Order: "-activity_time"}, {CreatedFrom: "2026-01-01"}} {
			client := answering(t, func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte(`{"status":"success","data":` + form + `}`))
			})
			_, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{Want: 5})
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMalformedResponse}, form)
		}
	}
}
