package apro

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// listCase is a list with its operation, its key for activity and its key that shows a row's version.
type listCase struct{ list, op, activity, mark string }

func listCases() []listCase {
	return []listCase{
		{ListStock, opStock, "stock_activity_date", "name"},
		{ListContacts, opContacts, "customer_activity_date", "name"},
		{ListActivities, opActivities, "request_activity_date", "request_name"},
		{ListDeals, opDeals, "sale_activity_date", "sale_name"},
		{ListInvoices, opInvoices, "", "outer_id"},
		{ListCalls, opCalls, "", ""},
	}
}

// rowOf returns the row of a list with an id, or nil.
func rowOf(t *testing.T, srv *Server, op, id string, params ...string) map[string]any {
	t.Helper()
	for kind := range srv.settings.StockTypes {
		if op == opStock {
			params = append(params, "type", strconv.Itoa(kind+1))
		}
		for _, r := range all(t, srv, op, params...) {
			if r["id"] == id {
				return r
			}
		}
	}
	return nil
}

func TestChanges(t *testing.T) {
	for _, l := range listCases() {
		t.Run(l.list, func(t *testing.T) {
			srv := newServer(t, nil)
			ids := srv.IDs(l.list)
			require.NotEmpty(t, ids)

			before := rowOf(t, srv, l.op, ids[10])
			require.NoError(t, srv.Touch(l.list, ids[10]))
			after := rowOf(t, srv, l.op, ids[10])
			require.NotEqual(t, before, after)
			if l.mark != "" {
				require.True(t, strings.HasSuffix(after[l.mark].(string), " v2"), after[l.mark])
			}
			if l.activity != "" {
				require.Equal(t, "2026-11-21 12:00:00", after[l.activity])
			}
			require.Equal(t, before["date_time"], after["date_time"])
			require.Equal(t, ids, srv.IDs(l.list))

			require.NoError(t, srv.Delete(l.list, ids[11]))
			require.NoError(t, srv.Delete(l.list, ids[10]))
			require.Error(t, srv.Delete(l.list, ids[11]))
			require.Error(t, srv.Touch(l.list, ids[11]))
			require.Equal(t, slices.Delete(slices.Clone(ids), 10, 12), srv.IDs(l.list))
			active, inactive := []string{"active", "1"}, []string{"publish", "0", "active", "0"}
			require.Nil(t, rowOf(t, srv, l.op, ids[11], active...))
			if l.list == ListCalls {
				require.Len(t, all(t, srv, l.op), len(ids)-2)
			} else {
				require.NotNil(t, rowOf(t, srv, l.op, ids[11], inactive...))
			}

			added := srv.Insert(l.list)
			require.Equal(t, added, srv.IDs(l.list)[len(ids)-2])
			newest := rowOf(t, srv, l.op, added)
			require.NotNil(t, newest)
			if l.activity != "" {
				require.Equal(t, "2026-11-21 12:00:00", newest[l.activity])
			}
			require.NoError(t, srv.Touch(l.list, added))
			require.NoError(t, srv.Delete(l.list, added))
			require.Len(t, srv.IDs(l.list), len(ids)-2)
		})
	}
}

func TestChangesOfNothing(t *testing.T) {
	srv := newServer(t, nil)
	require.ErrorContains(t, srv.Touch("visits", "1"), "visits")
	require.ErrorContains(t, srv.Delete(ListDeals, "one"), "one")
	require.ErrorContains(t, srv.Touch(ListDeals, "5"), "5")
	require.Empty(t, srv.Insert("visits"))
	require.Nil(t, srv.IDs("visits"))
}

func TestClockOfChanges(t *testing.T) {
	for want, now := range map[string]time.Time{
		"2026-11-21 15:00:00": time.Date(2026, 11, 21, 15, 0, 0, 0, time.FixedZone("east", 3*3600)),
		"2026-09-20 00:00:00": time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		srv := newServer(t, func(s *Settings) { s.Now = func() time.Time { return now } })
		id := srv.Insert(ListContacts)
		r := list(t, srv, opContacts, "byid", id).List[0]
		require.Equal(t, []any{want, want}, []any{r["create_date"], r["customer_activity_date"]})
	}
}

func TestStatusMovesOn(t *testing.T) {
	srv := newServer(t, nil)
	id := srv.IDs(ListActivities)[0]
	was := list(t, srv, opActivities, "byid", id).List[0]["status"].(string)
	require.NotEmpty(t, list(t, srv, opActivities, "byid", id, "statuses", was).List)
	require.NoError(t, srv.Touch(ListActivities, id))
	require.Empty(t, list(t, srv, opActivities, "byid", id, "statuses", was).List)
}

func TestChurnMakesPageReadersLoseRows(t *testing.T) {
	for _, op := range []string{opContacts, opInvoices, opCalls} {
		srv := newServer(t, func(s *Settings) { s.Churn = 4; s.MaxLimit = map[string]int64{op: 50} })
		ids := srv.IDs(listOf(op))
		first := list(t, srv, op)
		require.NotEmpty(t, first.List)
		require.Equal(t, ids, srv.IDs(listOf(op)), "nothing moves before the first request")
		read := column(all(t, srv, op, "order_field", "id", "order", "asc", "orderType", "asc", "active", "1"), "id")
		lost := 0
		for _, id := range srv.IDs(listOf(op)) {
			if slices.Contains(ids, id) && !slices.Contains(read, id) {
				lost++
			}
		}
		require.NotZero(t, lost, op)
		again := newServer(t, func(s *Settings) { s.Churn = 4; s.MaxLimit = map[string]int64{op: 50} })
		list(t, again, op)
		all(t, again, op, "order_field", "id", "order", "asc", "orderType", "asc", "active", "1")
		require.Equal(t, srv.IDs(listOf(op)), again.IDs(listOf(op)), "churn is deterministic")
	}
}

// TestAMillionRows reaches the ends of lists that no test could afford to read, with a few changes on top.
func TestAMillionRows(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Rows = 1_000_000; s.BulkRows, s.ZeroDates = 1200, 300 })
	for _, l := range listCases()[1:] {
		table := srv.tables[l.list]
		lowest, ok := table.find(table.layout.id(0))
		require.True(t, ok)
		for range 50 {
			srv.Insert(l.list)
		}
		require.NoError(t, srv.Delete(l.list, strconv.FormatInt(table.layout.id(20), 10)))
		maximum, _ := maximumOf(l.op, English)
		upwards := []string{"order_field", "id", "orderType", "ASC", "order", "asc", "active", "1", "limit", strconv.FormatInt(maximum, 10)}
		if l.op == opInvoices {
			upwards[5] = "b.id"
		}
		rows := table.merge(&query{live: true, windows: [orders]window{openWindow(), openWindow()}})
		require.Equal(t, int64(1_000_000-30303+50-1), rows.len())
		last := list(t, srv, l.op, append(upwards, "page", strconv.FormatInt((rows.len()-1)/maximum+1, 10))...)
		require.Len(t, last.List, int((rows.len()-1)%maximum+1))
		if l.op != opCalls {
			require.Equal(t, strconv.FormatInt(lowest.id, 10), list(t, srv, l.op, upwards...).List[0]["id"])
			require.Equal(t, strconv.FormatInt(table.nextID-1, 10), last.List[len(last.List)-1]["id"])
		}
		require.Empty(t, list(t, srv, l.op, append(upwards, "page", strconv.FormatInt((rows.len()-1)/maximum+2, 10))...).List)
	}
	window := list(t, srv, opDeals, "date_field", "sale_activity_date", "date[from]", "2023-05-01", "date[to]", "2023-05-02",
		"order_field", "sale_activity_date", "order", "asc", "limit", "50")
	require.Len(t, window.List, 50)
	require.Equal(t, "2023-05-01", window.List[0]["sale_activity_date"].(string)[:10])
}
