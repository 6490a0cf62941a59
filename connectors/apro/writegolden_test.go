package apro_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/internal/check"
)

// goldenCase is a request with a golden body.
type goldenCase struct {
	name string
	act  connectors.Act
	rows []givenRow
	edit func(*apro.Settings)
}

// goldens are the cases, by resource.
var goldens = map[string][]goldenCase{
	"invoices": invoiceGoldens, "importedCalls": callGoldens,
	"contacts": {
		{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"origin":"help_manager","contact":{"firstName":"Mary","lastName":"Moore & Son","patronymic":"Ann",
			"ownerId":"47","additionalOwnerIds":["48","49"],"typeId":"2","emails":[{"address":"m@example.com"},{"address":"w@example.com","comment":"work"}],
			"phones":[{"number":"+441234"},{"number":"1","comment":"home"}],"comment":" two\nlines 😀","fields":{"25":{"integer":"34"},"9":{"flag":false},
			"26":{"files":{"files":[{"name":"30/3b/a.jpg"}]}},"27":{"point":{"latitude":51.5,"longitude":-0.12}},"28":{"range":{"lower":"1"}}}}}`}}},
		{name: "one field", act: connectors.Create, rows: []givenRow{{request: `{"contact":{"lastName":"Moore"}}`}}},
		{name: "three records with markers", act: connectors.Create, edit: func(s *apro.Settings) { s.Markers.Contacts = "1246" }, rows: []givenRow{
			{request: `{"contact":{"lastName":"Moore"}}`, marker: "crmstream:aaaa"},
			{request: `{"contact":{"patronymic":"Ann","fields":{"25":{"integer":"1"}}}}`, marker: "crmstream:bbbb"},
			{request: `{"contact":{"fields":{"1300":{"text":""}}}}`, marker: "crmstream:cccc"},
		}},
		{name: "a mask", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"10607","contact":{"lastName":"Moore","firstName":"ignored","createTime":"2026-01-01T00:00:00Z","fields":{"25":{"integer":"34"},"26":{"text":"ignored"}}}}`,
			mask:    []string{"last_name", "fields.25"},
		}}},
		{name: "two records", act: connectors.Update, rows: []givenRow{{request: `{"id":"10607","contact":{"patronymic":"Ann"}}`}, {request: `{"id":"10608","contact":{"phones":[{"number":"5"}]}}`}}},
		{name: "cleared fields", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"10607","contact":{}}`, before: `{"id":"10607"}`,
			mask: []string{"first_name", "last_name", "patronymic", "owner_id", "additional_owner_ids", "type_id", "comment", "fields.25"},
		}}},
		{
			name: "cleared lists", act: connectors.Update, edit: func(s *apro.Settings) { s.EmptyLists = "text" },
			rows: []givenRow{{request: `{"id":"10607","contact":{}}`, mask: []string{"emails", "phones"}}},
		},
		{name: "files", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"10607","contact":{"fields":{"26":{"files":{"files":[{"name":"a.jpg"},{"name":"b.jpg"}]}}}}}`,
			before:  `{"id":"10607","fields":{"26":{"files":{"files":[{"name":"b.jpg"},{"name":"c.jpg"}]}}}}`,
		}}},
		{name: "one record", act: connectors.Delete, rows: []givenRow{{request: `{"id":"10607"}`}}},
		{name: "three records", act: connectors.Delete, rows: []givenRow{{request: `{"id":"10607"}`}, {request: `{"id":"3"}`}, {request: `{"id":"22"}`}}},
	},
	"activities": {
		{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"activity":{"typeId":"2","contactId":"10607","ownerId":"47","additionalOwnerIds":["48"],
			"comment":"c","name":"n","status":"ACTIVITY_STATUS_IN_PROCESS","origin":"online_form","fields":{"25":{"option":{"text":"Red, light"}},"26":{"dateTime":"2026-07-01T10:00:00Z"}}}}`}}},
		{name: "the request's origin", act: connectors.Create, rows: []givenRow{{request: `{"origin":"none","activity":{"typeId":"2","contactId":"10607"}}`}}},
		{name: "a mask", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","activity":{"status":"ACTIVITY_STATUS_PROCESSED","name":"ignored"}}`, mask: []string{"status"}}}},
		{name: "cleared fields", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","activity":{}}`, mask: []string{"owner_id", "additional_owner_ids", "name", "comment"}}}},
		{name: "two records", act: connectors.Delete, rows: []givenRow{{request: `{"id":"5"}`}, {request: `{"id":"6"}`}}},
	},
	"deals": {
		{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"deal":{"contactId":"10607","ownerId":"47","additionalOwnerIds":["48"],"typeId":"8",
			"stageId":"12","name":"Flat A","fields":{"25":{"options":{"options":[{"text":"Red"},{"text":"Blue"}]}},"26":{"decimal":"2850000.00"}}}}`}}},
		{name: "files", act: connectors.Create, edit: func(s *apro.Settings) { s.UploadSales = true }, rows: []givenRow{{request: `{"deal":{"fields":{"26":{"files":{"files":[{"name":"a.pdf"}]}}}}}`}}},
		{name: "a mask", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","deal":{"stageId":"13","name":"ignored"}}`, mask: []string{"stage_id"}}}},
		{name: "cleared fields", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","deal":{}}`, mask: []string{"contact_id", "owner_id", "additional_owner_ids", "name"}}}},
		{name: "two records", act: connectors.Delete, rows: []givenRow{{request: `{"id":"5"}`}, {request: `{"id":"6"}`}}},
	},
	"stockItems": {
		{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"stockItem":{"categoryId":"14","name":"Flat A","ownerId":"7","additionalOwnerIds":["48"],
			"contactId":"10607","fields":{"487":{"point":{"latitude":51.5,"longitude":-0.12}},"471":{"range":{"lower":"1"}},"472":{"files":{"files":[{"name":"30/3b/a.jpg"},{"name":"b.jpg"}]}}}}}`}}},
		{name: "the category of before", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","stockItem":{"name":"Flat B"}}`, before: `{"id":"5","categoryId":"14"}`}}},
		{name: "a new category", act: connectors.Update, rows: []givenRow{{request: `{"id":"5","stockItem":{"categoryId":"15"}}`}}},
		{
			name: "no category", act: connectors.Update, edit: func(s *apro.Settings) { s.ResendCategory = false },
			rows: []givenRow{{request: `{"id":"5","stockItem":{"name":"Flat B"}}`}},
		},
		{name: "cleared fields", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"5","stockItem":{}}`, before: `{"id":"5","categoryId":"14"}`, mask: []string{"name", "owner_id", "additional_owner_ids", "contact_id", "fields.25"},
		}}},
		{name: "files", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"5","stockItem":{"fields":{"26":{"files":{"files":[{"name":"a.jpg"}]}}}}}`,
			before:  `{"id":"5","categoryId":"14","fields":{"26":{"files":{"files":[{"name":"c.jpg"}]}}}}`,
		}}},
		{name: "cleared files", act: connectors.Update, rows: []givenRow{{
			request: `{"id":"5","stockItem":{"categoryId":"14"}}`, mask: []string{"category_id", "fields.26"},
			before: `{"id":"5","categoryId":"14","fields":{"26":{"files":{"files":[{"name":"b.jpg"},{"name":"c.jpg"}]}}}}`,
		}}},
		{name: "two records", act: connectors.Delete, rows: []givenRow{{request: `{"id":"5"}`}, {request: `{"id":"6"}`}}},
	},
	"calendarEvents": eventGoldens, "dialogs": dialogGoldens, "dialogTypes": dialogTypeGoldens, "forms": formGoldens, "incomingSms": smsGoldens,
}

// TestGoldenBodies compares the bodies of requests, in each dialect, with those in testdata/writes. They are the bytes that are sent, but
// for the key.
func TestGoldenBodies(t *testing.T) {
	for resource, cases := range goldens {
		t.Run(resource, func(t *testing.T) {
			var text strings.Builder
			for _, c := range cases {
				for _, dialect := range []string{"english", "intrum", "both"} {
					client := newClient(t, conformance.Unused(t), func(s *apro.Settings) {
						if c.edit != nil {
							c.edit(s)
						}
						s.Dialect = dialect
					})
					call := planned(t, writeOf(t, client, resource, c.act), c.rows...)
					require.Equal(t, credential(resource)+"=***&"+string(call.Body), string(call.ShownBody))
					fmt.Fprintf(&text, "# %s %s, %s: %s %s, %s, %d rows, %d elements\n%s\n\n", c.act, c.name, dialect, call.Method, call.Path, call.ContentType,
						call.Rows, call.Elements, strings.ReplaceAll(string(call.Body), "&", "\n&"))
				}
			}
			conformance.GoldenText(t, filepath.Join("testdata", "writes", resource+".golden"), text.String())
		})
	}
}

// credential is the parameter that is sent before a body.
func credential(resource string) string {
	if resource == "incomingSms" {
		return "hash"
	}
	return "apikey"
}

// TestDryRunsShowWhatIsSent sends the golden requests: a dry run shows the same bytes, but for the key (W4).
func TestDryRunsShowWhatIsSent(t *testing.T) {
	const key = "0123456789abcdef+/&=%0123456789a"
	otherwise, sent := 0, 0
	for resource, cases := range goldens {
		for _, c := range cases {
			for _, dialect := range []string{"english", "intrum", "both"} {
				var body string
				client := newClient(t, roundTrip(func(req *http.Request) string {
					body = readBody(t, req)
					return success("true")
				}), func(s *apro.Settings) {
					if c.edit != nil {
						c.edit(s)
					}
					s.Dialect, s.APIKey = dialect, connectors.NewSecret(key)
				})
				w := writeOf(t, client, resource, c.act)
				call := planned(t, w, c.rows...)
				_, _ = w.Send(t.Context(), call, unrecorded) // the answer is of another act
				sent++
				if resource == "incomingSms" {
					body = anyHash.ReplaceAllString(body, "hash="+url.QueryEscape(key))
				}
				if body != strings.Replace(string(call.ShownBody), "***", url.QueryEscape(key), 1) {
					otherwise++
					t.Errorf("%s %s in %s: sent %q, and a dry run shows %q", c.act, resource, dialect, body, call.ShownBody)
				}
			}
		}
	}
	check.AtMost(t, "writes_dry_runs_otherwise", float64(otherwise), 0)
	check.AtLeast(t, "writes_dry_runs", float64(sent), 60)
}

// TestAllWritesHaveGoldenBodies requires cases for each write.
func TestAllWritesHaveGoldenBodies(t *testing.T) {
	for _, w := range newClient(t, conformance.Unused(t), nil).Writes() {
		found := false
		for _, c := range goldens[w.Resource] {
			found = found || c.act == w.Act
		}
		require.True(t, found, "%s %s has no golden body", w.Act, w.Resource)
	}
	files, err := os.ReadDir(filepath.Join("testdata", "writes"))
	require.NoError(t, err)
	require.Len(t, files, len(goldens))
}
