package administrate

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// spread returns n rows, so many in each second, with parts of a second that are not shown.
func spread(n, each int, zone string) []hiddenRow {
	var rows []hiddenRow
	for i := range n {
		at := time.Date(2025, 10, 26, 0, 0, i/each, (i%each)*999/each*1e6, time.UTC).Format("2006-01-02T15:04:05.000")
		rows = append(rows, hidden(i+1, at, at, zone))
	}
	return rows
}

// TestPartsOfASecondAreNotLost reads tasks from a server that compares milliseconds and shows seconds.
func TestPartsOfASecondAreNotLost(t *testing.T) {
	for _, each := range []int{1, 3, 40, 150, 400} {
		for _, zone := range []string{"", "Z"} {
			for _, most := range []int{0, 7} {
				t.Run(fmt.Sprintf("%d %s %d", each, zone, most), func(t *testing.T) {
					x := &hiddenTenant{rows: spread(400, each, zone), cap: most}
					for _, req := range []*crmstreamv1.ListTasksRequest{{}, {ChangedFrom: "2025-10-01"}, {CreatedFrom: "2025-10-01"}} {
						got, err := walk(t, x.client(t), req, 0)
						require.NoError(t, err)
						require.ElementsMatch(t, x.wanted(), got)
					}
					got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{Order: "-create_time"}, 20)
					require.NoError(t, err)
					require.Len(t, got, 20)
				})
			}
		}
	}
}

// TestAServerThatRoundsWhatItShows shows times up to half a second later than those that it compares.
func TestAServerThatRoundsWhatItShows(t *testing.T) {
	x := &hiddenTenant{rows: spread(250, 1, "")}
	for i, row := range x.rows {
		before, err := time.Parse(clockText, row.created)
		require.NoError(t, err)
		x.rows[i].created = before.Add(-400 * time.Millisecond).Format("2006-01-02T15:04:05.000")
	}
	got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{}, 0)
	require.NoError(t, err)
	require.ElementsMatch(t, x.wanted(), got)
}

// TestConditionsOnHiddenParts has rows that obey a condition by what is not shown of them: none of them is taken for a sign of an ignored
// filter.
func TestConditionsOnHiddenParts(t *testing.T) {
	x := &hiddenTenant{rows: []hiddenRow{hidden(1, "2025-06-01T10:00:00.500", "", "Z"), hidden(2, "2025-06-01T10:00:00", "", "Z"), hidden(3, "2025-06-01T10:00:01", "", "Z")}}
	for condition, want := range map[string][]string{
		"> 2025-06-01T10:00:00Z": {"1", "3"}, ">= 2025-06-01T10:00:00Z": {"1", "2", "3"}, "< 2025-06-01T10:00:01Z": {"1", "2"},
		"<= 2025-06-01T10:00:00Z": {"2"}, "= 2025-06-01T10:00:00Z": {"2"}, "!= 2025-06-01T10:00:00Z": {"1", "3"},
	} {
		got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{Where: []string{"create_time " + condition}}, 0)
		require.NoError(t, err, condition)
		require.ElementsMatch(t, want, got, condition)
	}
}

// TestRowsThatCannotBeReadStopNoList puts rows with broken times, without ids, and null, at all places of a list.
func TestRowsThatCannotBeReadStopNoList(t *testing.T) {
	shows := func(created string) func(hiddenRow) string {
		return func(r hiddenRow) string { return fmt.Sprintf(`{"id":%d,"globalId":"x","createdAt":%s}`, r.id, created) }
	}
	broken := map[string]func(hiddenRow) string{
		"no time":       shows(`"2025-02-31T10:00:00"`),
		"a zero date":   shows(`"0000-00-00T00:00:00"`),
		"null for time": shows(`null`),
		"an object":     shows(`{"a":1}`),
		"no id": func(r hiddenRow) string {
			return fmt.Sprintf(`{"id":null,"createdAt":%q,"subject":"%d"}`, r.created[:len(clockText)], r.id)
		},
		"null": func(hiddenRow) string { return `null` },
	}
	for name, node := range broken {
		for place, at := range map[string][2]int{"one": {120, 121}, "first": {0, 1}, "last": {399, 400}, "before a page": {97, 103}, "a page": {100, 230}, "the first page": {0, 150}, "all": {0, 400}} {
			for _, each := range []int{1, 130} {
				if name == "null" && at[1]-at[0] > 1 {
					continue // equal rows without ids are one row
				}
				t.Run(fmt.Sprintf("%s, %s, %d in each second", name, place, each), func(t *testing.T) {
					x := &hiddenTenant{rows: spread(400, each, "")}
					for i := at[0]; i < at[1]; i++ {
						x.rows[i].node = node(x.rows[i])
					}
					got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{}, 0)
					require.NoError(t, err)
					for i, id := range x.wanted() {
						if (name != "no id" && name != "null") || i < at[0] || i >= at[1] {
							require.Contains(t, got, id)
						}
					}
					require.GreaterOrEqual(t, len(got), 400-1)
					changed, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{ChangedFrom: "2025-10-01"}, 0)
					require.NoError(t, err)
					require.GreaterOrEqual(t, len(changed), 400-1)
					for _, want := range []int{1, 20} {
						newest, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{Order: "-create_time"}, want)
						require.NoError(t, err)
						require.Len(t, newest, want)
					}
				})
			}
		}
	}
}

// TestTasksWithoutATimeOfCreation come first, each once, also more of them than a page.
func TestTasksWithoutATimeOfCreation(t *testing.T) {
	for _, n := range []int{1, 99, 100, 250} {
		for _, timed := range []int{0, 130} {
			x := &hiddenTenant{rows: spread(timed, 1, "")}
			for i := range n {
				x.rows = append(x.rows, hidden(1000+i, "", "", ""))
			}
			got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{}, 0)
			require.NoError(t, err)
			require.Len(t, got, n+timed)
			require.ElementsMatch(t, x.wanted(), got)
			newest, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{Order: "-create_time"}, 20)
			require.NoError(t, err)
			require.Len(t, newest, min(20, n+timed))
		}
	}
}

// TestTasksThatNeverChanged have no time of a change: a list by changes has those that were created since then.
func TestTasksThatNeverChanged(t *testing.T) {
	for _, zone := range []string{"", "Z"} {
		x := &hiddenTenant{rows: []hiddenRow{
			hidden(1, "2024-01-01T00:00:00", "", zone), hidden(2, "2025-06-02T00:00:00", "", zone), hidden(3, "2024-01-01T00:00:00", "2025-06-03T00:00:00", zone),
			hidden(4, "2024-01-01T00:00:00", "2024-06-03T00:00:00", zone),
		}}
		got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{ChangedFrom: "2025-06-01T00:00:00Z"}, 0)
		require.NoError(t, err)
		require.Equal(t, []string{"3", "2"}, got)
	}
}

// TestServersThatMisbehave reads lists from servers that do not do what they are asked for. Each ends with all tasks, or with an error.
func TestServersThatMisbehave(t *testing.T) {
	shuffled := func(_ graphAsk, found []hiddenRow) []hiddenRow {
		found = slices.Clone(found)
		slices.SortFunc(found, func(a, b hiddenRow) int { return a.id*7919%1009 - b.id*7919%1009 })
		return found
	}
	for name, test := range map[string]struct {
		x     hiddenTenant
		req   *crmstreamv1.ListTasksRequest
		kind  connectors.Kind // 0 for a list that is whole
		field string
	}{
		"unordered":                      {x: hiddenTenant{rows: spread(250, 1, ""), spoil: shuffled}, kind: connectors.KindInconsistent},
		"no order":                       {x: hiddenTenant{rows: shuffled(graphAsk{}, spread(250, 1, "")), ignoresOrder: true}, kind: connectors.KindInconsistent},
		"no filters":                     {x: hiddenTenant{rows: spread(250, 1, ""), ignoresFilters: true}, kind: connectors.KindInconsistent},
		"no filters, changes":            {x: hiddenTenant{rows: spread(50, 1, ""), ignoresFilters: true}, req: &crmstreamv1.ListTasksRequest{ChangedFrom: "2026-01-01"}, kind: connectors.KindFilterIgnored, field: "changed_from"},
		"no filters, ids":                {x: hiddenTenant{rows: spread(50, 1, ""), ignoresFilters: true}, req: &crmstreamv1.ListTasksRequest{Ids: []string{"7"}}, kind: connectors.KindFilterIgnored, field: "ids"},
		"no filters, where":              {x: hiddenTenant{rows: spread(50, 1, ""), ignoresFilters: true}, req: &crmstreamv1.ListTasksRequest{Where: []string{"create_time > 2026-01-01"}}, kind: connectors.KindFilterIgnored, field: "where"},
		"no offset":                      {x: hiddenTenant{rows: spread(250, 1, ""), ignoresOffset: true}},
		"no offset within a second":      {x: hiddenTenant{rows: spread(250, 250, ""), ignoresOffset: true}, kind: connectors.KindInconsistent},
		"totals of 0":                    {x: hiddenTenant{rows: spread(250, 40, ""), total: func(int, int) int { return 0 }}},
		"totals of the page":             {x: hiddenTenant{rows: spread(250, 40, ""), total: func(_, page int) int { return page }}},
		"totals of the page, one second": {x: hiddenTenant{rows: spread(250, 250, ""), total: func(_, page int) int { return page }}},
		"totals of the page, cut":        {x: hiddenTenant{rows: spread(250, 3, ""), cap: 7, total: func(_, page int) int { return page }}},
		"totals that are too high":       {x: hiddenTenant{rows: spread(250, 40, ""), total: func(all, _ int) int { return all + 3 }}},
		"totals that are far too high":   {x: hiddenTenant{rows: spread(250, 40, ""), total: func(all, _ int) int { return all + 100_000 }}, kind: connectors.KindInconsistent},
		"totals below 0":                 {x: hiddenTenant{rows: spread(250, 40, ""), total: func(int, int) int { return -7 }}},
	} {
		t.Run(name, func(t *testing.T) {
			req := test.req
			if req == nil {
				req = &crmstreamv1.ListTasksRequest{}
			}
			got, err := walk(t, test.x.client(t), req, 0)
			switch test.kind {
			case 0:
				require.NoError(t, err)
				require.ElementsMatch(t, test.x.wanted(), got)
			default:
				var e *connectors.Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, test.kind, e.Kind, err)
				require.Equal(t, test.field, e.Field)
			}
		})
	}
}

// TestAPageThatComesTwice gets each answer again in place of the next one, once.
func TestAPageThatComesTwice(t *testing.T) {
	x := &hiddenTenant{rows: spread(450, 1, "")}
	var before []hiddenRow
	x.spoil = func(ask graphAsk, found []hiddenRow) []hiddenRow {
		if ask.n%4 == 0 && before != nil {
			return before
		}
		before = found
		return found
	}
	got, err := walk(t, x.client(t), &crmstreamv1.ListTasksRequest{}, 0)
	if err != nil {
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
		return
	}
	require.ElementsMatch(t, x.wanted(), got)
}
