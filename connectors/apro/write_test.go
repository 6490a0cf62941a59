package apro_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// givenRow is a row of a request in JSON. Without a mask, the fields of the record that are set are written.
type givenRow struct {
	request string
	mask    []string
	before  string
	marker  string
}

// writeOf returns a write of a client.
func writeOf(t *testing.T, client connectors.Client, resource string, act connectors.Act) connectors.Write {
	t.Helper()
	for _, w := range client.Writes() {
		if w.Resource == resource && w.Act == act {
			return w
		}
	}
	require.Fail(t, "no such write", "%s %s", act, resource)
	return connectors.Write{}
}

// row returns the row for a write, as the server makes it.
func (g givenRow) row(t *testing.T, w connectors.Write) connectors.WriteRow {
	t.Helper()
	request := w.Request().New().Interface()
	require.NoError(t, protojson.Unmarshal([]byte(g.request), request))
	row := connectors.WriteRow{Request: request, Marker: g.marker}
	if named, ok := request.(interface{ GetId() string }); ok {
		row.ID = named.GetId()
	}
	if w.Act == connectors.Delete {
		return row
	}
	field := request.ProtoReflect().Descriptor().Fields().ByNumber(2)
	row.Record = request.ProtoReflect().Get(field).Message().Interface()
	if row.Mask = g.mask; row.Mask == nil {
		row.Mask = transcode.Set(row.Record)
	}
	if g.before != "" {
		before := row.Record.ProtoReflect().New().Interface()
		require.NoError(t, protojson.Unmarshal([]byte(g.before), before))
		row.Before = before
	}
	return row
}

// planned encodes rows and joins them.
func planned(t *testing.T, w connectors.Write, rows ...givenRow) connectors.PlannedCall {
	t.Helper()
	var encoded []connectors.EncodedRow
	for _, given := range rows {
		e, err := w.Encode(given.row(t, w), nil)
		require.NoError(t, err)
		encoded = append(encoded, e)
	}
	return w.Join(encoded)
}

// goldenCase is a request with a golden body.
type goldenCase struct {
	name string
	act  connectors.Act
	rows []givenRow
	edit func(*apro.Settings)
}

// goldens are the cases, by resource.
var goldens = map[string][]goldenCase{
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
					require.Equal(t, "apikey=***&"+string(call.Body), string(call.ShownBody))
					fmt.Fprintf(&text, "# %s %s, %s: %s %s, %s, %d rows, %d elements\n%s\n\n", c.act, c.name, dialect, call.Method, call.Path, call.ContentType,
						call.Rows, call.Elements, strings.ReplaceAll(string(call.Body), "&", "\n&"))
				}
			}
			conformance.GoldenText(t, filepath.Join("testdata", "writes", resource+".golden"), text.String())
		})
	}
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

// refusedRow is a row that is refused, for these fields.
type refusedRow struct {
	resource string
	act      connectors.Act
	given    givenRow
	fields   []string
	edit     func(*apro.Settings)
}

func markers(s *apro.Settings) {
	s.Markers = apro.Markers{Contacts: "1246", Activities: "1246", Deals: "1246", StockItems: "1246"}
}

var refusedRows = map[string]refusedRow{
	"an unknown origin":      {"contacts", connectors.Create, givenRow{request: `{"origin":"online_form","contact":{"firstName":"x"}}`}, []string{"origin"}, nil},
	"all mistakes":           {"contacts", connectors.Create, givenRow{request: `{"origin":"x","contact":{"ownerId":"me","groupId":"1"}}`}, []string{"origin", "contact.group_id", "contact.owner_id"}, nil},
	"an empty contact":       {"contacts", connectors.Create, givenRow{request: `{"contact":{}}`}, []string{"contact"}, nil},
	"the marker's field":     {"contacts", connectors.Create, givenRow{request: `{"contact":{"fields":{"1246":{"text":"x"}}}}`, marker: "m"}, []string{"contact.fields.1246"}, markers},
	"the field in a dry run": {"contacts", connectors.Create, givenRow{request: `{"contact":{"fields":{"1246":{"text":"x"}}}}`}, []string{"contact.fields.1246"}, markers},
	"an id to update":        {"contacts", connectors.Update, givenRow{request: `{"id":"007","contact":{"firstName":"x"}}`}, []string{"id"}, nil},
	"an id to delete":        {"contacts", connectors.Delete, givenRow{request: `{"id":"0"}`}, []string{"id"}, nil},
	"empty lists":            {"contacts", connectors.Update, givenRow{request: `{"id":"7","contact":{}}`, mask: []string{"phones", "emails"}}, []string{"contact.emails", "contact.phones"}, nil},
}

func TestRefusedRows(t *testing.T) {
	for name, test := range refusedRows {
		t.Run(name, func(t *testing.T) {
			w := writeOf(t, newClient(t, conformance.Unused(t), test.edit), test.resource, test.act)
			_, err := w.Encode(test.given.row(t, w), nil)
			var mistakes connectors.Mistakes
			require.True(t, mistakes.Add(err), "%v", err)
			var fields []string
			for _, m := range mistakes {
				fields = append(fields, m.Field)
			}
			require.Equal(t, test.fields, fields)
		})
	}
}

// TestElements counts rows up to the bound and beyond.
func TestElements(t *testing.T) {
	w := writeOf(t, newClient(t, conformance.Unused(t), nil), "contacts", connectors.Create)
	require.Equal(t, 900, w.MaxElements)
	for _, n := range []int{1, 2, 897, 898, 899} {
		ids := make([]string, n)
		for i := range ids {
			ids[i] = fmt.Sprintf("%q", fmt.Sprint(i+1))
		}
		call := planned(t, w, givenRow{request: `{"contact":{"additionalOwnerIds":[` + strings.Join(ids, ",") + `]}}`})
		require.Equal(t, n+2, call.Elements, "the values, their list, and the row")
		require.Equal(t, n, strings.Count(string(call.Body), "="))
	}
	point := givenRow{request: `{"contact":{"fields":{"27":{"point":{"latitude":1,"longitude":2}}}}}`}
	require.Equal(t, 7, planned(t, w, point).Elements, "the row, the fields, the field, its id, its value, and two coordinates")
}

// TestTheKeyIsSentAlone sends a write, whose body has the key and nothing else before the planned one.
func TestTheKeyIsSentAlone(t *testing.T) {
	const key = "0123456789abcdef+/&=%0123456789a"
	var body string
	client := newClient(t, roundTrip(func(req *http.Request) string {
		require.Equal(t, "http://account.example:81/sharedapi/purchaser/delete", req.URL.String())
		require.Equal(t, "application/x-www-form-urlencoded", req.Header.Get("Content-Type"))
		body = readBody(t, req)
		return success("true")
	}), func(s *apro.Settings) { s.APIKey = connectors.NewSecret(key) })
	w := writeOf(t, client, "contacts", connectors.Delete)
	call := planned(t, w, givenRow{request: `{"id":"7"}`})
	_, err := w.Send(t.Context(), call, unrecorded)
	require.NoError(t, err)
	require.Equal(t, "apikey=0123456789abcdef%2B%2F%26%3D%250123456789a&"+string(call.Body), body)
}

// TestNeedsBefore names the rows that cannot be written without the record before.
func TestNeedsBefore(t *testing.T) {
	for name, test := range needsBefore {
		t.Run(name, func(t *testing.T) {
			w := writeOf(t, newClient(t, conformance.Unused(t), test.edit), test.resource, connectors.Update)
			row := test.given.row(t, w)
			require.Equal(t, test.want, w.NeedsBefore(row))
			encoded, err := w.Encode(row, nil)
			require.NoError(t, err)
			require.Equal(t, test.elements, encoded.Elements)
			if test.unread {
				_, err = w.Send(t.Context(), w.Join([]connectors.EncodedRow{encoded}), unrecorded)
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest}, "it is never sent")
				return
			}
			require.NotEmpty(t, w.Join([]connectors.EncodedRow{encoded}).Body)
		})
	}
}

var needsBefore = map[string]struct {
	resource     string
	given        givenRow
	want, unread bool
	elements     int
	edit         func(*apro.Settings)
}{
	"a name":         {resource: "contacts", given: givenRow{request: `{"id":"7","contact":{"firstName":"x"}}`}, elements: 3},
	"a custom field": {resource: "contacts", given: givenRow{request: `{"id":"7","contact":{"fields":{"25":{"text":"x"}}}}`}, elements: 6},
	"a cleared one":  {resource: "contacts", given: givenRow{request: `{"id":"7","contact":{}}`, mask: []string{"fields.25"}}, want: true, elements: 6},
	"files":          {resource: "contacts", given: givenRow{request: `{"id":"7","contact":{"fields":{"25":{"files":{}}}}}`}, want: true, unread: true, elements: 900},
}
