package apro_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// datatypeOf is the upstream's word for the fields of a catalogue of definitions, by their numbers.
var datatypeOf = map[string]string{
	"101": "text", "102": "radio", "103": "integer", "104": "decimal", "105": "date", "106": "datetime", "107": "time",
	"108": "select", "109": "multiselect", "100": "barcode",
}

// conditioned are the requests for the record 7 by a condition, and the form that its fields have there.
var conditioned = map[string]struct {
	ask func(where string) proto.Message
	row string
}{
	"contacts": {func(w string) proto.Message {
		return &crmstreamv1.ListContactsRequest{Ids: []string{"7"}, Where: []string{w}}
	}, `{"list":[{"id":"7","fields":%s}],"count":"1"}`},
	"deals": {func(w string) proto.Message {
		return &crmstreamv1.ListDealsRequest{Ids: []string{"7"}, Where: []string{w}}
	}, `{"list":[{"id":"7","fields":%s}],"count":1}`},
	"activities": {func(w string) proto.Message {
		return &crmstreamv1.ListActivitiesRequest{Ids: []string{"7"}, Where: []string{w}}
	}, `{"list":{"0":{"id":7,"fields":%s}}}`},
	"stockItems": {func(w string) proto.Message {
		return &crmstreamv1.ListStockItemsRequest{Ids: []string{"7"}, Where: []string{w}}
	}, `{"list":[{"id":"7","fields":%s}],"count":"1"}`},
	"users": {func(w string) proto.Message {
		return &crmstreamv1.ListUsersRequest{Ids: []string{"7"}, Where: []string{w}}
	}, `{"7":{"id":"7","fields":%s}}`},
}

// kyivan is an account in Kyiv whose upstream has one answer.
func kyivan(t *testing.T, data string) connectors.Client {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Kyiv")
	require.NoError(t, err)
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs = []string{"http://account.example:81"}
	settings.APIKey = connectors.NewSecret(sandbox.Defaults().APIKey)
	client, err := apro.New(connectors.Account{Source: "test", TimeZone: zone, Transport: echo(`{"status":"success","data":` + data + `}`)}, settings)
	require.NoError(t, err)
	return client
}

// requireAdmitted requires that each list takes a row with these fields for one that a condition is for, or for the proof that
// the condition was ignored.
func requireAdmitted(t *testing.T, where, fields string, known *connectors.Catalogue, admitted bool) {
	t.Helper()
	for list, l := range conditioned {
		fetch, err := conformance.Open(kyivan(t, fmt.Sprintf(l.row, fields)), l.ask(where), known)
		require.NoError(t, err, "%s: %s", list, where)
		page, err := fetch(t.Context(), connectors.PageRequest{})
		if admitted {
			require.NoError(t, err, "%s: %s of %s", list, where, fields)
			require.Len(t, page.Records, 1, "%s: %s of %s", list, where, fields)
			continue
		}
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, "%s: %s of %s", list, where, fields)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, "where", classified.Field)
		require.ErrorContains(t, err, "record 7 does not match "+where[:len("fields.10")])
	}
}

// TestConditionsAreVerifiedOnRows shows rows with values of every datatype, in all forms in which servers send them, with what
// the catalogue knows of the field and with what only the rows tell.
func TestConditionsAreVerifiedOnRows(t *testing.T) {
	known := definitions(t)
	for _, test := range []struct {
		where, value string
		admitted     bool
	}{
		{"fields.103 = 40", `"40"`, true},
		{"fields.103 = 40", `40`, true},
		{"fields.103 = 40", `40.0`, true},
		{"fields.103 = 40", `"40.00"`, true},
		{"fields.103 = 40", `"41"`, false},
		{"fields.103 = 40", `"140"`, false},
		{"fields.103 = 40", `"40 m²"`, true}, // which no number is, so it proves nothing
		{"fields.103 = 40", `null`, false},
		{"fields.103 = 40", `""`, false},
		{"fields.103 = 0", `null`, true}, // which servers may take for 0
		{"fields.103 >= 40", `"40"`, true},
		{"fields.103 >= 40", `"39"`, false},
		{"fields.103 <= 40", `39`, true},
		{"fields.103 <= 40", `"41"`, false},
		{"fields.103 <= 40", `null`, true},
		{"fields.103 >= 40", `null`, false},
		{"fields.104 = 12.5", `"12.50"`, true},
		{"fields.104 = 12.50", `12.5`, true},
		{"fields.104 = 12.501", `"12.50"`, true},
		{"fields.104 = 12.5", `"12.51"`, false},
		{"fields.104 = 12.5", `["1","12.50"]`, true},
		{"fields.104 = 12.5", `["1","2"]`, false},
		{"fields.102 = 1", `"1"`, true},
		{"fields.102 = true", `1`, true},
		{"fields.102 = 1", `true`, true},
		{"fields.102 = 1", `"0"`, false},
		{"fields.102 = 1", `false`, false},
		{"fields.102 = 1", `null`, false},
		{"fields.102 = 0", `false`, true},
		{"fields.102 = 0", `null`, true},
		{"fields.102 = false", `"1"`, false},
		{"fields.105 = 2025-12-31", `"2025-12-31"`, true},
		{"fields.105 = 2025-12-31", `"31.12.2025"`, true},
		{"fields.105 = 2025-12-31", `"31.12.2025 00:00:00"`, true},
		{"fields.105 = 2025-12-31", `"30.12.2025"`, false},
		{"fields.105 >= 2025-12-31", `"01.01.2026"`, true},
		{"fields.105 >= 2025-12-31", `"30.12.2025"`, false},
		{"fields.105 >= 2025-12-31", `"0000-00-00"`, false},
		{"fields.105 <= 2025-12-31", `"0000-00-00"`, true},
		{"fields.105 <= 2025-12-31", `null`, true},
		{"fields.105 = 2025-12-31", `"on Monday"`, true},
		// the account is in Kyiv
		{"fields.106 = 2025-12-31T12:05:00Z", `"2025-12-31 14:05:00"`, true},
		{"fields.106 = 2025-12-31T12:05:00Z", `"31.12.2025 14:05:00"`, true},
		{"fields.106 = 2025-12-31T12:05:00Z", `"31.12.2025 14:05"`, true},
		{"fields.106 = 2025-12-31T12:05:00Z", `"31.12.2025"`, true},
		{"fields.106 = 2025-12-31T12:05:00Z", `"2025-12-31T12:05:00Z"`, true},
		{"fields.106 = 2025-12-31T12:05:00Z", `"2025-12-31 12:05:00"`, false},
		{"fields.106 = 2025-12-31", `"2025-12-31 14:05:00"`, true},
		{"fields.106 <= 2025-12-31", `"2025-12-31 14:05:00"`, true},
		{"fields.106 <= 2025-12-31", `"2026-01-01 00:00:00"`, false},
		{"fields.106 >= 2025-10-26T00:30:00Z", `"2025-10-26 03:10:00"`, true}, // the hour that comes twice
		{"fields.106 >= 2025-10-26T00:30:00Z", `"2025-10-26 02:59:00"`, false},
		{"fields.107 = 08:30", `"08:30:00"`, true},
		{"fields.107 >= 08:30", `"08:29:59"`, false},
		{"fields.108 = Да", `"Да "`, true},
		{"fields.108 = 71", `"да"`, true},
		{"fields.108 = Да", `"71"`, true},
		{"fields.108 = Да", `"Да, конечно"`, false},
		{"fields.108 = Да", `"72"`, false},
		{"fields.108 = Да", `null`, false},
		{"fields.109 = a, b", `"Да ,a, b"`, true},
		{"fields.109 = Да", `"a, b,Да "`, true},
		{"fields.109 = Да", `"a, b"`, false},
		{"fields.109 = Да", `["a, b","Да "]`, true},
		{"fields.109 = 71", `[71,72]`, true},
		{"fields.101 = Ёлка", `"елка  "`, true},
		{"fields.101 = Café", `"the CAFE\u0301 at noon"`, true},
		{"fields.101 = Ёлка", `"берёза"`, false},
		{"fields.101 = Ёлка", `""`, false},
		{"fields.101 = Ёлка", `null`, false},
		{"fields.101 = Ёлка", `{"x":"1"}`, true},
		{"fields.100 = 40.0", `"40"`, true}, // no type is known of it
		{"fields.100 = 2025-12-31", `"31.12.2025"`, true},
		{"fields.100 = 40", `"50"`, false},
	} {
		id := test.where[len("fields."):len("fields.100")]
		for _, form := range []string{
			`{"1":{"id":"1","datatype":"text","value":"40"},%[1]q:{"id":%[1]q,"datatype":%[2]q,"value":%[3]s}}`,
			`[{"id":"1","type":"text","value":"40"},{"id":%[1]q,"type":%[2]q,"value":%[3]s}]`,
		} {
			requireAdmitted(t, test.where, fmt.Sprintf(form, id, datatypeOf[id], test.value), known, test.admitted)
		}
	}
}

// TestConditionsWithoutACatalogue verifies them by the types that rows tell, and by any reading where they tell none.
func TestConditionsWithoutACatalogue(t *testing.T) {
	for _, test := range []struct {
		where, fields string
		admitted      bool
	}{
		{"fields.26 = 40", `{"26":{"id":"26","datatype":"decimal","value":"40.00"}}`, true},
		{"fields.26 = 40", `{"26":{"id":"26","datatype":"decimal","value":"140"}}`, false},
		{"fields.26 = 40", `{"26":"40.00"}`, true},
		{"fields.26 = 40.0", `{"26":40}`, true},
		{"fields.26 = 50", `{"26":40}`, false},
		{"fields.26 = 40", `[{"id":26,"type":"radio","value":"1"}]`, true}, // no flag is 40
		{"fields.26 = true", `{"26":"1"}`, true},
		{"fields.26 = false", `{"26":false}`, true},
		{"fields.26 = true", `{"26":false}`, false},
		{"fields.26 >= 2025-12-31", `{"26":{"value":"31.12.2025"}}`, true},
		{"fields.26 >= 2025-12-31", `{"26":{"value":"30.12.2025"}}`, false},
		{"fields.26 >= abc", `{"26":"zzz"}`, true},
		{"fields.26 = a.pdf", `[{"id":"26","type":"file","value":"b.pdf"},{"id":"26","type":"file","value":"30/a.pdf"}]`, true},
		{"fields.26 = a.pdf", `[{"id":"26","type":"file","value":"b.doc"},{"id":"26","type":"file","value":"c.doc"}]`, false},
		{"fields.26 = 5", `[{"id":"26","type":"attach","value":{"object":"sale","id":"6"}}]`, true},
		{"fields.26 = 40", `{"026":{"id":"026","datatype":"integer","value":"41"}}`, false},
		{"fields.26 = 40", `{"26":{"id":"26","datatype":"integer"}}`, false},
		// rows that show no such field
		{"fields.26 = 40", `{"27":{"id":"27","datatype":"integer","value":"40"}}`, false},
		{"fields.26 = 40", `[]`, false},
		{"fields.26 = 40", `{}`, false},
		{"fields.26 = 0", `[]`, true},
		{"fields.26 <= 40", `[]`, true},
		// rows that show no fields at all
		{"fields.26 = 40", `null`, true},
		{"fields.26 = 40", `false`, true},
		{"fields.26 = 40", `""`, true},
	} {
		requireAdmitted(t, test.where, test.fields, nil, test.admitted)
	}
}

// TestHiddenFieldsTellNothing leaves rows alone that lack a field which is switched off or deleted.
func TestHiddenFieldsTellNothing(t *testing.T) {
	for _, field := range []*crmstreamv1.Field{
		{Key: "26", Type: crmstreamv1.FieldType_FIELD_TYPE_INTEGER, Hidden: true},
		{Key: "26", Type: crmstreamv1.FieldType_FIELD_TYPE_INTEGER, Deleted: true},
		{Key: "26", Type: crmstreamv1.FieldType_FIELD_TYPE_INTEGER},
	} {
		known := &connectors.Catalogue{}
		add(t, known, connectors.ListOfFields, &crmstreamv1.ListFieldsResponse{Fields: []*crmstreamv1.Field{field}})
		hidden := field.GetHidden() || field.GetDeleted()
		requireAdmitted(t, "fields.26 = 40", `[]`, known, hidden)
		requireAdmitted(t, "fields.26 = 40", `{"26":{"id":"26","value":null}}`, known, false)
		requireAdmitted(t, "fields.26 = 40", `{"26":{"id":"26","value":"41"}}`, known, false)
	}
}
