package proxima

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// ask fetches the first page of a list, or looks up, as the request means.
func ask(t *testing.T, c *Client, req proto.Message) (connectors.Page, error) {
	t.Helper()
	switch req.(type) {
	case *crmstreamv1.BatchGetVisitsRequest, *crmstreamv1.BatchGetContactsRequest:
		return conformance.Find(t.Context(), c, req)
	}
	return conformance.Fetch(t.Context(), c, req, connectors.PageRequest{})
}

// TestFunctionsOnTheWire compares the runs of each method with what its request means. Days begin in the account's zone,
// which is UTC here.
func TestFunctionsOnTheWire(t *testing.T) {
	const from, before = "2025-08-01", "2025-08-02"
	const period = `"date_from":"2025-07-31","date_till":"2025-08-02"`
	visits := [2]string{"api_get_tasks_json", `{` + period + `}`}
	for name, test := range map[string]struct {
		req  proto.Message
		want [][2]string // functions and their arguments
	}{
		"events": {
			&crmstreamv1.ListCalendarEventsRequest{
				StartFrom: from, StartBefore: before, OwnerId: "38", Ids: []string{"7", "3"},
			},
			[][2]string{{"api_get_actions_json", `{` + period + `,"ids":"3,7","user_id":38}`}},
		},
		"control cards": {
			&crmstreamv1.ListVisitControlsRequest{
				StartFrom: from, StartBefore: before, PreparationIds: []string{"9", "10", "9"},
			},
			[][2]string{visits, {"api_get_pdk_json", `{` + period + `,"preparation_ids":"9,10"}`}},
		},
		"arrangement cards": {
			&crmstreamv1.ListVisitArrangementsRequest{
				StartFrom: from, StartBefore: before, PreparationIds: []string{"9"}, BrandIds: []string{"4", "2"},
			},
			[][2]string{visits, {"api_get_arrangement_json", `{` + period + `,"preparation_ids":"9","brend_ids":"2,4"}`}},
		},
		"visits by id": {
			&crmstreamv1.BatchGetVisitsRequest{StartFrom: from, StartBefore: before, Ids: []string{"8", "8"}},
			[][2]string{{"api_get_tasks_json", `{` + period + `,"ids":"8"}`}},
		},
		"contacts": {
			&crmstreamv1.ListContactsRequest{},
			[][2]string{{"api_get_contact_json", `{}`}},
		},
		"contacts by id": {
			&crmstreamv1.BatchGetContactsRequest{Ids: []string{"5", "4"}},
			[][2]string{{"api_get_contact_json", `{"ids":"4,5"}`}},
		},
		"users": {
			&crmstreamv1.ListUsersRequest{Ids: []string{"5"}},
			[][2]string{{"api_get_users_json", `{"ids":"5"}`}},
		},
		"preparations": {
			&crmstreamv1.ListPreparationsRequest{},
			[][2]string{{"api_get_preparation_json", `{}`}},
		},
		"fields": {
			&crmstreamv1.ListFieldsRequest{Resource: "visitArrangements"},
			[][2]string{{"api_get_entitymap_json", `{}`}},
		},
		"no ids": {
			&crmstreamv1.BatchGetContactsRequest{}, nil,
		},
		"an empty period": {
			&crmstreamv1.BatchGetVisitsRequest{StartFrom: before, StartBefore: from, Ids: []string{"8"}}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var sent []runBody
			c := testClient(t, recordRuns(t, &sent), nil)
			_, err := ask(t, c, test.req)
			require.NoError(t, err)
			if len(test.want) == 2 { // there are no visits here, so no cards are requested
				require.Len(t, sent, 1)
				sent = nil
				visit := visitOfCards
				c = testClient(t, recordRunsOf(t, &sent, visit), nil)
				_, err = ask(t, c, test.req)
				require.NoError(t, err)
			}
			require.Len(t, sent, len(test.want))
			for i, want := range test.want {
				require.Equal(t, want[0], sent[i].Function)
				require.Equal(t, "json", sent[i].Format)
				got, err := json.Marshal(sent[i].Arguments)
				require.NoError(t, err)
				require.JSONEq(t, want[1], string(got))
			}
		})
	}
}

// TestCursorsOfManyIDs refuses places that are none among the ids.
func TestCursorsOfManyIDs(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), nil)
	req := &crmstreamv1.ListContactsRequest{Ids: slices.Repeat([]string{"5"}, 200)}
	for _, cursor := range []connectors.Cursor{"200", "0", "100", "+200", "x"} {
		_, err := conformance.Fetch(t.Context(), c, req, connectors.PageRequest{Cursor: cursor})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, cursor)
	}
	require.Empty(t, sent)
}

// TestDaysBeginInTheZoneOfTheAccount compares the days that are asked for; those of visits alone begin in UTC.
func TestDaysBeginInTheZoneOfTheAccount(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), nil)
	c.zone = kyiv(t)
	_, err := conformance.Fetch(t.Context(), c, &crmstreamv1.ListCalendarEventsRequest{StartFrom: "2025-08-04", StartBefore: "2025-08-05"}, connectors.PageRequest{})
	require.NoError(t, err)
	_, err = conformance.Fetch(t.Context(), c, &crmstreamv1.ListVisitsRequest{StartFrom: "2025-08-04", StartBefore: "2025-08-05"}, connectors.PageRequest{})
	require.NoError(t, err)
	require.Len(t, sent, 2)
	require.Equal(t, arguments{DateFrom: "2025-08-02", DateTill: "2025-08-05"}, sent[0].Arguments, "from 21:00 on the day before, and a day of pad")
	require.Equal(t, arguments{DateFrom: "2025-08-03", DateTill: "2025-08-05"}, sent[1].Arguments)
}

// TestWithoutTwin asks a tenant of CSV for what only JSON has.
func TestWithoutTwin(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), func(s *Settings) { s.Format = formatCSV })
	for list, d := range describedLists() {
		if d.function.csv != "" {
			continue
		}
		_, err := d.read(c, t.Context())
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindUnsupported}, list)
		require.ErrorContains(t, err, "no CSV form: set format to json to read "+list)
	}
	require.Empty(t, sent)
}

// TestIgnoredFiltersOfFunctions asks tenants that send what was not asked for.
func TestIgnoredFiltersOfFunctions(t *testing.T) {
	const from, before = "2025-08-01", "2025-08-02"
	cards := `[{"task_id":48313,"preparation_id":512,"brend_id":23}]`
	for name, test := range map[string]struct {
		field, function, rows string
		req                   proto.Message
		outside               int
	}{
		"users":                     {"ids", "api_get_users_json", `[{"user_id":5},{"user_id":6}]`, &crmstreamv1.ListUsersRequest{Ids: []string{"5"}}, 0},
		"a look-up leaves them out": {"", "api_get_contact_json", `[{"contact_id":5},{"contact_id":6}]`, &crmstreamv1.BatchGetContactsRequest{Ids: []string{"5"}}, 1},
		"preparations":              {"preparation_ids", "api_get_pdk_json", cards, &crmstreamv1.ListVisitControlsRequest{StartFrom: from, StartBefore: before, PreparationIds: []string{"513"}}, 0},
		"brands":                    {"brand_ids", "api_get_arrangement_json", cards, &crmstreamv1.ListVisitArrangementsRequest{StartFrom: from, StartBefore: before, BrandIds: []string{"24"}}, 0},
		"one of two filters": {"", "api_get_arrangement_json", cards, &crmstreamv1.ListVisitArrangementsRequest{
			StartFrom: from, StartBefore: before, PreparationIds: []string{"512"}, BrandIds: []string{"24"},
		}, 1},
		"a card for no preparation": {"", "api_get_arrangement_json", `[{"task_id":48313,"brend_id":23}]`, &crmstreamv1.ListVisitArrangementsRequest{
			StartFrom: from, StartBefore: before, PreparationIds: []string{"512"},
		}, 1},
	} {
		page, err := ask(t, testClient(t, answers(t, map[string][]byte{
			"api_get_tasks_json": []byte(visitOfCards), test.function: []byte(test.rows),
		}), nil), test.req)
		if test.field == "" {
			require.NoError(t, err, name)
			require.Equal(t, test.outside, page.Outside, name)
			continue
		}
		var classified *connectors.Error
		require.ErrorAs(t, err, &classified, name)
		require.Equal(t, connectors.KindFilterIgnored, classified.Kind, name)
		require.Equal(t, test.field, classified.Field, name)
	}
}
