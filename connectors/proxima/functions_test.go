package proxima

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestFunctionsOnTheWire compares the runs of each method with what its request means. Days begin in the account's zone,
// which is UTC here.
func TestFunctionsOnTheWire(t *testing.T) {
	const from, before = "2025-08-01", "2025-08-02"
	const period = `"date_from":"2025-07-31","date_till":"2025-08-02"`
	visits := [2]string{"api_get_tasks_json", `{` + period + `}`}
	for name, test := range map[string]struct {
		read func(*Client, context.Context) (connectors.Page, error)
		want [][2]string // functions and their arguments
	}{
		"events": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListCalendarEvents(ctx, &crmstreamv1.ListCalendarEventsRequest{
					StartFrom: from, StartBefore: before, OwnerId: "38", Ids: []string{"7", "3"},
				}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_actions_json", `{` + period + `,"ids":"3,7","user_id":38}`}},
		},
		"control cards": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListVisitControls(ctx, &crmstreamv1.ListVisitControlsRequest{
					StartFrom: from, StartBefore: before, PreparationIds: []string{"9", "10", "9"},
				}, connectors.PageRequest{})
			},
			[][2]string{visits, {"api_get_pdk_json", `{` + period + `,"preparation_ids":"9,10"}`}},
		},
		"arrangement cards": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListVisitArrangements(ctx, &crmstreamv1.ListVisitArrangementsRequest{
					StartFrom: from, StartBefore: before, PreparationIds: []string{"9"}, BrandIds: []string{"4", "2"},
				}, connectors.PageRequest{})
			},
			[][2]string{visits, {"api_get_arrangement_json", `{` + period + `,"preparation_ids":"9","brend_ids":"2,4"}`}},
		},
		"visits by id": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.GetVisits(ctx, &crmstreamv1.BatchGetVisitsRequest{StartFrom: from, StartBefore: before, Ids: []string{"8", "8"}}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_tasks_json", `{` + period + `,"ids":"8"}`}},
		},
		"contacts": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListContacts(ctx, &crmstreamv1.ListContactsRequest{}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_contact_json", `{}`}},
		},
		"contacts by id": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.GetContacts(ctx, &crmstreamv1.BatchGetContactsRequest{Ids: []string{"5", "4"}}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_contact_json", `{"ids":"4,5"}`}},
		},
		"users": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListUsers(ctx, &crmstreamv1.ListUsersRequest{Ids: []string{"5"}}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_users_json", `{"ids":"5"}`}},
		},
		"preparations": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListPreparations(ctx, &crmstreamv1.ListPreparationsRequest{}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_preparation_json", `{}`}},
		},
		"fields": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.ListFields(ctx, &crmstreamv1.ListFieldsRequest{Resource: "visitArrangements"}, connectors.PageRequest{})
			},
			[][2]string{{"api_get_entitymap_json", `{}`}},
		},
		"no ids": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.GetContacts(ctx, &crmstreamv1.BatchGetContactsRequest{}, connectors.PageRequest{})
			}, nil,
		},
		"an empty period": {
			func(c *Client, ctx context.Context) (connectors.Page, error) {
				return c.GetVisits(ctx, &crmstreamv1.BatchGetVisitsRequest{StartFrom: before, StartBefore: from, Ids: []string{"8"}}, connectors.PageRequest{})
			}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var sent []runBody
			c := testClient(t, recordRuns(t, &sent), nil)
			_, err := test.read(c, t.Context())
			require.NoError(t, err)
			if len(test.want) == 2 { // there are no visits here, so nobody asks for cards
				require.Len(t, sent, 1)
				sent = nil
				visit := visitOfCards
				c = testClient(t, recordRunsOf(t, &sent, visit), nil)
				_, err = test.read(c, t.Context())
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

// TestBadRequestsOfFunctions asks for what cannot be, which costs no request.
func TestBadRequestsOfFunctions(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), nil)
	first := connectors.PageRequest{}
	many := slices.Repeat([]string{"5"}, maxCollected+1)
	for name, test := range map[string]struct {
		field string
		err   error
	}{
		"events without a start": {"start_from", second(c.ListCalendarEvents(t.Context(), &crmstreamv1.ListCalendarEventsRequest{StartBefore: "2025-08-01"}, first))},
		"events without an end":  {"start_before", second(c.ListCalendarEvents(t.Context(), &crmstreamv1.ListCalendarEventsRequest{StartFrom: "2025-08-01"}, first))},
		"cards without a period": {"start_from", second(c.ListVisitControls(t.Context(), &crmstreamv1.ListVisitControlsRequest{}, first))},
		"a preparation's name": {"preparation_ids", second(c.ListVisitControls(t.Context(), &crmstreamv1.ListVisitControlsRequest{
			StartFrom: "2025-08-01", StartBefore: "2025-08-02", PreparationIds: []string{"aspirin"},
		}, first))},
		"a brand's name": {"brand_ids", second(c.ListVisitArrangements(t.Context(), &crmstreamv1.ListVisitArrangementsRequest{
			StartFrom: "2025-08-01", StartBefore: "2025-08-02", BrandIds: []string{"x"},
		}, first))},
		"too many preparations": {"preparation_ids", second(c.ListVisitArrangements(t.Context(), &crmstreamv1.ListVisitArrangementsRequest{
			StartFrom: "2025-08-01", StartBefore: "2025-08-02", PreparationIds: many[:maxIDs+1],
		}, first))},
		"a visit without a period": {"start_from", second(c.GetVisits(t.Context(), &crmstreamv1.BatchGetVisitsRequest{Ids: []string{"1"}}, first))},
		"too many contacts":        {"ids", second(c.ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Ids: many}, first))},
		"a user's name":            {"ids", second(c.ListUsers(t.Context(), &crmstreamv1.ListUsersRequest{Ids: []string{"anna"}}, first))},
		"fields of contacts":       {"resource", second(c.ListFields(t.Context(), &crmstreamv1.ListFieldsRequest{Resource: "contacts"}, first))},
	} {
		var classified *connectors.Error
		require.ErrorAs(t, test.err, &classified, name)
		require.Equal(t, connectors.KindInvalidRequest, classified.Kind, name)
		require.Equal(t, test.field, classified.Field, name)
	}
	for _, cursor := range []connectors.Cursor{"200", "0", "100", "+200", "x"} {
		_, err := c.ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Ids: many[:200]}, connectors.PageRequest{Cursor: cursor})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCursorGone}, cursor)
	}
	require.Empty(t, sent)
}

// second returns the error of a call.
func second(_ connectors.Page, err error) error { return err }

// TestDaysBeginInTheZoneOfTheAccount compares the days that are asked for; those of visits alone begin in UTC.
func TestDaysBeginInTheZoneOfTheAccount(t *testing.T) {
	var sent []runBody
	c := testClient(t, recordRuns(t, &sent), nil)
	c.zone = kyiv(t)
	_, err := c.ListCalendarEvents(t.Context(), &crmstreamv1.ListCalendarEventsRequest{StartFrom: "2025-08-04", StartBefore: "2025-08-05"}, connectors.PageRequest{})
	require.NoError(t, err)
	_, err = c.ListVisits(t.Context(), &crmstreamv1.ListVisitsRequest{StartFrom: "2025-08-04", StartBefore: "2025-08-05"}, connectors.PageRequest{})
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
		require.ErrorContains(t, err, "no CSV twin: set format to json to read "+list)
	}
	require.Empty(t, sent)
}

// TestIgnoredFiltersOfFunctions asks tenants that send what was not asked for.
func TestIgnoredFiltersOfFunctions(t *testing.T) {
	const from, before = "2025-08-01", "2025-08-02"
	cards := `[{"task_id":48313,"preparation_id":512,"brend_id":23}]`
	for name, test := range map[string]struct {
		field, function, rows string
		read                  func(*Client) (connectors.Page, error)
		outside               int
	}{
		"users": {"ids", "api_get_users_json", `[{"user_id":5},{"user_id":6}]`, func(c *Client) (connectors.Page, error) {
			return c.ListUsers(t.Context(), &crmstreamv1.ListUsersRequest{Ids: []string{"5"}}, connectors.PageRequest{})
		}, 0},
		"a look-up leaves them out": {"", "api_get_contact_json", `[{"contact_id":5},{"contact_id":6}]`, func(c *Client) (connectors.Page, error) {
			return c.GetContacts(t.Context(), &crmstreamv1.BatchGetContactsRequest{Ids: []string{"5"}}, connectors.PageRequest{})
		}, 1},
		"preparations": {"preparation_ids", "api_get_pdk_json", cards, func(c *Client) (connectors.Page, error) {
			return c.ListVisitControls(t.Context(), &crmstreamv1.ListVisitControlsRequest{StartFrom: from, StartBefore: before, PreparationIds: []string{"513"}}, connectors.PageRequest{})
		}, 0},
		"brands": {"brand_ids", "api_get_arrangement_json", cards, func(c *Client) (connectors.Page, error) {
			return c.ListVisitArrangements(t.Context(), &crmstreamv1.ListVisitArrangementsRequest{StartFrom: from, StartBefore: before, BrandIds: []string{"24"}}, connectors.PageRequest{})
		}, 0},
		"one of two filters": {"", "api_get_arrangement_json", cards, func(c *Client) (connectors.Page, error) {
			return c.ListVisitArrangements(t.Context(), &crmstreamv1.ListVisitArrangementsRequest{
				StartFrom: from, StartBefore: before, PreparationIds: []string{"512"}, BrandIds: []string{"24"},
			}, connectors.PageRequest{})
		}, 1},
		"a card for no preparation": {"", "api_get_arrangement_json", `[{"task_id":48313,"brend_id":23}]`, func(c *Client) (connectors.Page, error) {
			return c.ListVisitArrangements(t.Context(), &crmstreamv1.ListVisitArrangementsRequest{
				StartFrom: from, StartBefore: before, PreparationIds: []string{"512"},
			}, connectors.PageRequest{})
		}, 1},
	} {
		page, err := test.read(testClient(t, answers(t, map[string][]byte{
			"api_get_tasks_json": []byte(visitOfCards), test.function: []byte(test.rows),
		}), nil))
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
