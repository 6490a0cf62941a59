package apro_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// TestOwnersOfRows takes a row for one of its owner's, and of those who share it, as far as the row shows them.
func TestOwnersOfRows(t *testing.T) {
	ask := &crmstreamv1.ListDealsRequest{Ids: []string{"7"}, OwnerId: "48"}
	for row, admitted := range map[string]bool{
		`"employee_id":"48","additional_employee_id":[]`:        true,
		`"employee_id":48,"additional_employee_id":["1"]`:       true,
		`"employee_id":"47","additional_employee_id":["1",48]`:  true,
		`"employee_id":"47","additional_employee_id":"1, 048"`:  true,
		`"employee_id":"47","additional_employee_id":["1","2"]`: false,
		`"employee_id":"47","additional_employee_id":[]`:        false,
		`"employee_id":"0","additional_employee_id":[]`:         false,
		`"employee_id":"47"`: true,
		`"employee_id":"47","additional_employee_id":null`: true,
		`"additional_employee_id":["1"]`:                   true,
	} {
		_, err := conformance.Fetch(t.Context(), kyivan(t, `{"list":[{"id":"7",`+row+`}]}`), ask, connectors.PageRequest{})
		if admitted {
			require.NoError(t, err, row)
			continue
		}
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindFilterIgnored}, row)
	}
}

// TestUsersAreFoundByWhatTheyShow takes a row for one that was asked for by its name, address or number, in any writing.
func TestUsersAreFoundByWhatTheyShow(t *testing.T) {
	const row = `{"7":{"id":"7","surname":"Ковалёв","name":"Пётр","patronymic":"Ильич","internalemail":[{"email":"p.kovalev@example.com","comment":"x"}],` +
		`"externalemail":[],"internalphone":[{"phone":"101","comment":"495","link":"1"}],"mobilephone":[{"phone":"+7 495 123-45-67","comment":"9998877"}]}}`
	const bare = `{"7":{"id":"7","surname":null,"internalemail":[],"mobilephone":[]}}`
	for _, test := range []struct {
		field    string
		ask      *crmstreamv1.ListUsersRequest
		admitted bool
	}{
		{"last_name", &crmstreamv1.ListUsersRequest{LastName: "ковалев"}, true},
		{"last_name", &crmstreamv1.ListUsersRequest{LastName: "Пётр"}, true}, // as some servers have them the other way round
		{"last_name", &crmstreamv1.ListUsersRequest{LastName: "Петров"}, false},
		{"first_name", &crmstreamv1.ListUsersRequest{FirstName: "петр"}, true},
		{"first_name", &crmstreamv1.ListUsersRequest{FirstName: "Анна"}, false},
		{"email", &crmstreamv1.ListUsersRequest{Email: "P.Kovalev@Example.com"}, true},
		{"email", &crmstreamv1.ListUsersRequest{Email: "x"}, true}, // a part of the address
		{"email", &crmstreamv1.ListUsersRequest{Email: "anna@example.com"}, false},
		{"phone", &crmstreamv1.ListUsersRequest{Phone: "84951234567"}, true},
		{"phone", &crmstreamv1.ListUsersRequest{Phone: "101"}, true},
		{"phone", &crmstreamv1.ListUsersRequest{Phone: "9998877"}, false},
	} {
		test.ask.Ids = []string{"7"}
		_, err := conformance.Fetch(t.Context(), kyivan(t, bare), test.ask, connectors.PageRequest{})
		require.NoError(t, err, test.ask)
		_, err = conformance.Fetch(t.Context(), kyivan(t, row), test.ask, connectors.PageRequest{})
		if test.admitted {
			require.NoError(t, err, test.ask)
			continue
		}
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, test.ask)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind)
		require.Equal(t, test.field, classified.Field)
	}
}

// TestTypedFiltersOfAServerThatObeys asks by what rows show, and never finds the filter ignored.
func TestTypedFiltersOfAServerThatObeys(t *testing.T) {
	_, client := newSandbox(t, conformance.Upstream{Rows: 300}, "", big(nil))
	users, err := rowsOf(t, client, &crmstreamv1.ListUsersRequest{}, nil)
	require.NoError(t, err)
	calls := named(t, sandbox.ListCalls).read(t, client, &crmstreamv1.ListCallsRequest{}, 0)
	for _, row := range users[:8] {
		u := row.Interface().(*crmstreamv1.User)
		for _, ask := range []*crmstreamv1.ListUsersRequest{
			{LastName: u.GetLastName()},
			{FirstName: u.GetFirstName()},
			{Email: u.GetInternalEmails()[0].GetAddress()},
			{Phone: u.GetMobilePhones()[0].GetNumber()},
		} {
			found, err := rowsOf(t, client, ask, nil)
			require.NoError(t, err, ask)
			require.NotEmpty(t, found, ask)
		}
		for name, l := range map[string]proto.Message{
			sandbox.ListContacts:   &crmstreamv1.ListContactsRequest{OwnerId: u.GetId()},
			sandbox.ListDeals:      &crmstreamv1.ListDealsRequest{OwnerId: u.GetId()},
			sandbox.ListActivities: &crmstreamv1.ListActivitiesRequest{OwnerId: u.GetId()},
			sandbox.ListStock:      &crmstreamv1.ListStockItemsRequest{TypeIds: []string{"1"}, OwnerId: u.GetId()},
		} {
			_, err := named(t, name).tryRead(t, client, l, 0)
			require.NoError(t, err, name)
		}
	}
	for _, record := range calls.records[:8] {
		call := record.Interface().(*crmstreamv1.Call)
		for _, ask := range []*crmstreamv1.ListCallsRequest{{FromPhone: call.GetFromPhone()}, {ToPhone: call.GetToPhone()}} {
			found := named(t, sandbox.ListCalls).read(t, client, ask, 0)
			require.NotEmpty(t, found.ids, ask)
		}
	}
}
