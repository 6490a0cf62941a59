package apro_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// definitions is a catalogue with a field of each type, numbered by the type, and two fields of one name.
func definitions(t *testing.T) *connectors.Catalogue {
	t.Helper()
	c := &connectors.Catalogue{}
	list := &crmstreamv1.ListFieldsResponse{}
	for number, name := range crmstreamv1.FieldType_name {
		list.Fields = append(list.Fields, &crmstreamv1.Field{Key: string(rune('0'+number/10)) + string(rune('0'+number%10)), Name: proto.String(name), Type: crmstreamv1.FieldType(number)})
	}
	for _, f := range list.GetFields() {
		f.Key = "1" + f.GetKey() // 108 is the field of an option
		if f.GetType() == crmstreamv1.FieldType_FIELD_TYPE_OPTION || f.GetType() == crmstreamv1.FieldType_FIELD_TYPE_OPTIONS {
			f.Options = []*crmstreamv1.FieldOption{{Id: "71", Text: "Да "}, {Id: "72", Text: "a, b"}}
		}
	}
	list.Fields = append(list.Fields,
		&crmstreamv1.Field{Key: "201", Name: proto.String("Twice"), Type: crmstreamv1.FieldType_FIELD_TYPE_TEXT},
		&crmstreamv1.Field{Key: "202", Name: proto.String("Twice"), Type: crmstreamv1.FieldType_FIELD_TYPE_TEXT},
		&crmstreamv1.Field{Key: "203", Name: proto.String("Price, $"), Type: crmstreamv1.FieldType_FIELD_TYPE_DECIMAL},
		&crmstreamv1.Field{Key: "204", Name: proto.String("Late"), Type: crmstreamv1.FieldType_FIELD_TYPE_OPTION, OptionsOnDemand: true},
	)
	for _, f := range list.GetFields() {
		add(t, c, connectors.ListOfFields, &crmstreamv1.ListFieldsResponse{Fields: []*crmstreamv1.Field{f}})
	}
	return c
}

// TestConditionsAreCheckedAgainstTheCatalogue asks by fields of every type and operator, for values that such fields take and
// values that they cannot have.
func TestConditionsAreCheckedAgainstTheCatalogue(t *testing.T) {
	known := definitions(t)
	requests := map[string]func(where string) proto.Message{
		"contacts":   func(w string) proto.Message { return &crmstreamv1.ListContactsRequest{Where: []string{w}} },
		"deals":      func(w string) proto.Message { return &crmstreamv1.ListDealsRequest{Where: []string{w}} },
		"activities": func(w string) proto.Message { return &crmstreamv1.ListActivitiesRequest{Where: []string{w}} },
		"stockItems": func(w string) proto.Message { return &crmstreamv1.ListStockItemsRequest{Where: []string{w}} },
		"users":      func(w string) proto.Message { return &crmstreamv1.ListUsersRequest{Where: []string{w}} },
	}
	for _, test := range []struct {
		where, says string // "" for a condition that is right
		unknown     bool
	}{
		{"fields.999 = x", "this list has no field 999", true},
		{`fields."None such" = x`, `the name "None such"`, true},
		{`fields."Twice" = x`, "use one of fields.201, fields.202", false},
		{`fields."Price, $" >= 100.5`, "", false},
		{`fields."Price, $" >= dear`, `field 203 ("Price, $", DECIMAL) takes a decimal number`, false},
		{"fields.FIELD_TYPE_DECIMAL = 3", "", false},
		{"fields.101 = anything at all", "", false},
		{"fields.101 >= a", "does not take >=", false},
		{"fields.102 = 1", "", false},
		{"fields.102 = true", "", false},
		{"fields.102 = yes", "takes 1 or 0", false},
		{"fields.102 >= 1", "does not take >=", false},
		{"fields.103 >= 12", "", false},
		{"fields.103 = -12", "", false},
		{"fields.103 = 12.5", "takes a whole number", false},
		{"fields.103 = twelve", "takes a whole number", false},
		{"fields.104 = 12.50", "", false},
		{"fields.104 = 12,50", "takes a decimal number with a point", false},
		{"fields.104 = abc", "takes a decimal number", false},
		{"fields.104 <= 1e5", "takes a decimal number", false},
		{"fields.105 >= 2025-12-31", "", false},
		{"fields.105 >= 2025-13-45", "takes a day", false},
		{"fields.105 = 31.12.2025", "takes a day", false},
		{"fields.105 = 2025-12-31T00:00:00Z", "takes a day", false},
		{"fields.106 >= 2025-12-31", "", false},
		{"fields.106 <= 2025-12-31T10:00:00Z", "", false},
		{"fields.106 = 2025-12-31 10:00:00", "", false},
		{"fields.106 = 10:00", "takes a day, a wall clock", false},
		{"fields.107 >= 08:30", "", false},
		{"fields.107 >= 08:30:59", "", false},
		{"fields.107 >= 25:00", "takes a time of day", false},
		{"fields.108 = Да", "", false},
		{"fields.108 = 72", "", false},
		{"fields.108 = Нет", `has no option "Нет"`, true},
		{"fields.108 >= Да", "does not take >=", false},
		{"fields.109 = a, b", "", false},
		{"fields.109 = c", `has no option "c"`, true},
		{"fields.204 = unread options are not checked", "", false},
		{"fields.110 = x.pdf", "cannot have a condition", false},
		{"fields.111 = 1", "cannot have a condition", false},
		{"fields.112 = 1", "cannot have a condition", false},
		{"fields.113 = 1", "cannot have a condition", false},
	} {
		for list, request := range requests {
			err := conformance.Opens(offline(t), request(test.where), known)
			if test.says == "" {
				require.NoError(t, err, "%s: %s", list, test.where)
				continue
			}
			var ce *connectors.Error
			require.True(t, errors.As(err, &ce), "%s: %s: %v", list, test.where, err)
			require.Equal(t, connectors.KindInvalidRequest, ce.Kind)
			require.Equal(t, "where", ce.Field)
			require.Equal(t, test.unknown, ce.Unknown, "%s: %v", test.where, err)
			require.ErrorContains(t, err, test.says, "%s: %s", list, test.where)
			require.NoError(t, conformance.Opens(offline(t), request(test.where), nil), "nothing is known, so nothing is refused: %s", test.where)
		}
	}
	require.ErrorContains(t, conformance.Opens(offline(t), requests["deals"](`fields."Price, $" = 3`), &connectors.Catalogue{}), "use the field's number")
}

// TestNamesNeedTheCatalogue fetches by a field's name without the catalogue that has its key: nothing is asked, since the upstream
// would send rows that nobody asked for.
func TestNamesNeedTheCatalogue(t *testing.T) {
	where := []string{`fields."Price" = 1`}
	for _, request := range []proto.Message{
		&crmstreamv1.ListContactsRequest{Where: where},
		&crmstreamv1.ListDealsRequest{Where: where},
		&crmstreamv1.ListActivitiesRequest{Where: where},
		&crmstreamv1.ListStockItemsRequest{Where: where},
		&crmstreamv1.ListStockItemsRequest{Where: where, TypeIds: []string{"1", "2"}},
		&crmstreamv1.ListUsersRequest{Where: where},
	} {
		_, err := conformance.Fetch(t.Context(), offline(t), request, connectors.PageRequest{})
		var ce *connectors.Error
		require.ErrorAs(t, err, &ce, "%T", request)
		require.Equal(t, "where", ce.Field)
	}
}
