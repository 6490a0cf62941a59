package apro_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/internal/records"
)

// givenRow is a row of a request in JSON. Without a mask, the fields of the record that are set are written.
type givenRow struct {
	request string
	mask    []string
	before  string
	marker  string
	batch   bool
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
	row := connectors.WriteRow{Request: request, Marker: g.marker, Batch: g.batch}
	if named, ok := request.(interface{ GetId() string }); ok {
		row.ID = named.GetId()
	}
	m := request.ProtoReflect()
	before := m.Descriptor().Fields().ByName("expected")
	if held := m.Descriptor().Fields().ByNumber(2); held != nil {
		before = held
		row.Record = proto.Clone(m.Get(held).Message().Interface())
		if row.ID == "" && slices.ContainsFunc(w.Fields, func(f connectors.WritableField) bool { return f.Name == "id" }) {
			id := held.Message().Fields().ByName("id")
			row.ID = row.Record.ProtoReflect().Get(id).String()
			row.Record.ProtoReflect().Clear(id)
		}
		if row.Mask = g.mask; row.Mask == nil {
			row.Mask = records.Set(row.Record.ProtoReflect())
		}
	}
	if g.before != "" {
		row.Before = m.NewField(before).Message().Interface()
		require.NoError(t, protojson.Unmarshal([]byte(g.before), row.Before))
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
	"files of deals":                  {"deals", connectors.Create, givenRow{request: `{"deal":{"name":"x","fields":{"9":{"files":{}},"25":{"files":{"files":[{"name":"a"}]}}}}}`}, []string{"deal.fields.25", "deal.fields.9"}, nil},
	"two origins":                     {"activities", connectors.Create, givenRow{request: `{"origin":"none","activity":{"typeId":"1","contactId":"2","origin":"none"}}`}, []string{"origin"}, nil},
	"a contact's origin":              {"activities", connectors.Create, givenRow{request: `{"origin":"mobile","activity":{"typeId":"1","contactId":"2"}}`}, []string{"origin"}, nil},
	"a category that is cleared":      {"stockItems", connectors.Update, givenRow{request: `{"id":"5","stockItem":{}}`, mask: []string{"category_id"}}, []string{"stock_item.category_id"}, nil},
	"a stock item without a category": {"stockItems", connectors.Update, givenRow{request: `{"id":"5","stockItem":{"name":"x"}}`, before: `{"id":"5"}`}, []string{"stock_item.category_id"}, nil},
	"obligatory fields":               {"activities", connectors.Create, givenRow{request: `{"activity":{"name":"x"}}`}, []string{"activity.contact_id", "activity.type_id"}, nil},
	"an unknown origin":               {"contacts", connectors.Create, givenRow{request: `{"origin":"online_form","contact":{"firstName":"x"}}`}, []string{"origin"}, nil},
	"all mistakes":                    {"contacts", connectors.Create, givenRow{request: `{"origin":"x","contact":{"ownerId":"me","groupId":"1"}}`}, []string{"origin", "contact.group_id", "contact.owner_id"}, nil},
	"an empty contact":                {"contacts", connectors.Create, givenRow{request: `{"contact":{}}`}, []string{"contact"}, nil},
	"the marker's field":              {"contacts", connectors.Create, givenRow{request: `{"contact":{"fields":{"1246":{"text":"x"}}}}`, marker: "m"}, []string{"contact.fields.1246"}, markers},
	"the field in a dry run":          {"contacts", connectors.Create, givenRow{request: `{"contact":{"fields":{"1246":{"text":"x"}}}}`}, []string{"contact.fields.1246"}, markers},
	"an id to update":                 {"contacts", connectors.Update, givenRow{request: `{"id":"007","contact":{"firstName":"x"}}`}, []string{"id"}, nil},
	"an id to delete":                 {"contacts", connectors.Delete, givenRow{request: `{"id":"0"}`}, []string{"id"}, nil},
	"empty lists":                     {"contacts", connectors.Update, givenRow{request: `{"id":"7","contact":{}}`, mask: []string{"phones", "emails"}}, []string{"contact.emails", "contact.phones"}, nil},
}

func TestRefusedRows(t *testing.T) {
	cases := maps.Clone(refusedRows)
	maps.Copy(cases, refusedInvoices)
	maps.Copy(cases, refusedCalls)
	for name, test := range cases {
		t.Run(name, func(t *testing.T) { test.require(t) })
	}
}

// require requires the mistakes of the row.
func (r refusedRow) require(t *testing.T) {
	t.Helper()
	w := writeOf(t, newClient(t, conformance.Unused(t), r.edit), r.resource, r.act)
	_, err := w.Encode(r.given.row(t, w), nil)
	var mistakes connectors.Mistakes
	require.True(t, mistakes.Add(err), "%v", err)
	var fields []string
	for _, m := range mistakes {
		fields = append(fields, m.Field)
	}
	require.Equal(t, r.fields, fields)
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

	"a stock item's name":       {resource: "stockItems", given: givenRow{request: `{"id":"7","stockItem":{"name":"x"}}`}, want: true, unread: true, elements: 4},
	"its name, read":            {resource: "stockItems", given: givenRow{request: `{"id":"7","stockItem":{"name":"x"}}`, before: `{"categoryId":"14"}`}, want: true, elements: 4},
	"its category":              {resource: "stockItems", given: givenRow{request: `{"id":"7","stockItem":{"name":"x","categoryId":"14"}}`}, elements: 4},
	"its name, as the settings": {resource: "stockItems", given: givenRow{request: `{"id":"7","stockItem":{"name":"x"}}`}, elements: 3, edit: func(s *apro.Settings) { s.ResendCategory = false }},
	"its files": {
		resource: "stockItems", given: givenRow{request: `{"id":"7","stockItem":{"fields":{"25":{"files":{}}}}}`, before: `{"categoryId":"14","fields":{"25":{"files":{"files":[{"name":"a"}]}}}}`},
		want: true, elements: 8,
	},
}
