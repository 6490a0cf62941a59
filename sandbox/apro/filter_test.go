package apro

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// bigFilter is one of the four big filters with its keys for creation and activity.
type bigFilter struct{ op, created, activity string }

func bigFilters() []bigFilter {
	return []bigFilter{
		{opStock, "date_add", "stock_activity_date"},
		{opContacts, "create_date", "customer_activity_date"},
		{opActivities, "date_create", "request_activity_date"},
		{opDeals, "date_create", "sale_activity_date"},
	}
}

// filterCase is a request with parameters that each row of the whole list either meets or not.
type filterCase struct {
	op     string
	params []string
	want   func(row map[string]any) bool
}

// filterCases takes parameters from rows that exist: sample returns the text under a key of some row.
func filterCases(sample func(op, key string) string) []filterCase {
	is := func(key string, values ...string) func(map[string]any) bool {
		return func(r map[string]any) bool { return slices.Contains(values, r[key].(string)) }
	}
	every := func(map[string]any) bool { return true }
	owner := func(r map[string]any) bool { return r["customer_relation"] == sample(opStock, "customer_relation") }
	return []filterCase{
		{opStock, []string{"manager", "47"}, is("author", "47")},
		{opStock, []string{"category", "12"}, is("parent", "12")},
		{opStock, []string{"category", "12", "nested", "true"}, is("parent", "12", "14")},
		{opStock, []string{"category", "11", "nested", "1"}, is("parent", "11", "12", "13", "14")},
		{opStock, []string{"category", "11", "nested", "false"}, is("parent", "11")},
		{opStock, []string{"associated_with_customer", sample(opStock, "customer_relation")}, owner},
		{opContacts, []string{"manager[0]", "47", "manager[1]", "48"}, is("manager_id", "47", "48")},
		{opContacts, []string{"manager", "0"}, every},
		{opContacts, []string{"groups[]", "150"}, is("group_id", "150")},
		{opContacts, []string{"groups", "150"}, is("group_id", "150")},
		{opContacts, []string{"marktype[0]", "0"}, is("marktype", "0")},
		{opContacts, []string{"marktype", "2"}, is("marktype", "2")},
		{opContacts, []string{"nattype", "legal_entity"}, is("nattype", "legal_entity")},
		{opContacts, []string{"search", "mOORE"}, is("surname", "Moore")},
		{opContacts, []string{"byid", sample(opContacts, "id")}, is("id", sample(opContacts, "id"))},
		{opActivities, []string{"types[7]", "2", "types[3]", "4"}, is("request_type_id", "2", "4")},
		{opActivities, []string{"statuses[]", "processed"}, is("status", "processed")},
		{opActivities, []string{"customer", sample(opActivities, "customer_id")}, is("customer_id", sample(opActivities, "customer_id"))},
		{opActivities, []string{"manager", "47"}, is("employee_id", "47")},
		{opDeals, []string{"type[]", "2"}, is("sales_type_id", "2")},
		{opDeals, []string{"stage[]", "21", "manager", ""}, is("sales_status_id", "21")},
		{opDeals, []string{"stage[0]", "21", "stage[1]", "32"}, is("sales_status_id", "21", "32")},
		{opDeals, []string{"customer", sample(opDeals, "customers_id")}, is("customers_id", sample(opDeals, "customers_id"))},
		{opInvoices, []string{"type", "in"}, is("type", "in")},
		{opInvoices, []string{"type", "all"}, every},
		{opInvoices, []string{"active", "1"}, is("bill_active", "1")},
		{opInvoices, []string{"active", "0"}, is("bill_active", "0")},
		{opInvoices, []string{"bill_active", "0"}, is("bill_active", "0")},
		{opInvoices, []string{"pay_status", "part"}, is("pay_status", "part")},
		{opInvoices, []string{"client_id", sample(opInvoices, "client_id")}, is("client_id", sample(opInvoices, "client_id"))},
		{opInvoices, []string{"company_id", sample(opInvoices, "client_company_id")}, is("client_company_id", sample(opInvoices, "client_company_id"))},
		{opInvoices, []string{"sale_id", sample(opInvoices, "sale_id"), "not_sale_id", "1"}, is("sale_id", sample(opInvoices, "sale_id"))},
		{opInvoices, []string{"not_sale_id", sample(opInvoices, "sale_id")}, func(r map[string]any) bool {
			return r["sale_id"] != sample(opInvoices, "sale_id")
		}},
		{opInvoices, []string{"search", "fender ltd"}, is("payer", "Fender Ltd / EU")},
		{opInvoices, []string{"client_id", "0", "sale_id", "0"}, every},
		{opCalls, []string{"type", "in"}, is("is_incoming", "1")},
		{opCalls, []string{"type", "out"}, is("is_incoming", "0")},
		{opCalls, []string{"fromPhone", strings.ReplaceAll(sample(opCalls, "from_phone"), " ", "-")}, is("from_phone", sample(opCalls, "from_phone"))},
		{opCalls, []string{"toPhone", sample(opCalls, "to_phone")}, is("to_phone", sample(opCalls, "to_phone"))},
	}
}

func TestFiltersByRowKeys(t *testing.T) {
	srv := newServer(t, nil)
	everything := map[string][]map[string]any{}
	for _, op := range []string{opStock, opContacts, opActivities, opDeals, opInvoices, opCalls} {
		everything[op] = all(t, srv, op, "type", map[string]string{opStock: "1"}[op])
		require.NotEmpty(t, everything[op])
	}
	sample := func(op, key string) string { return column(everything[op], key)[3] }
	for _, c := range filterCases(sample) {
		t.Run(c.op+" "+strings.Join(c.params, " "), func(t *testing.T) {
			params := c.params
			if c.op == opStock {
				params = append([]string{"type", "1"}, params...)
			}
			want := []string{}
			for _, r := range everything[c.op] {
				if c.want(r) {
					want = append(want, r["id"].(string))
				}
			}
			require.NotEmpty(t, want)
			got := all(t, srv, c.op, params...)
			if strings.Contains(strings.Join(c.params, " "), "search") {
				require.Subset(t, column(got, "id"), want)
				require.Less(t, len(got), len(everything[c.op]))
				return
			}
			require.Equal(t, want, column(got, "id"))
		})
	}
}

func TestSearchLooksWhereThePageSays(t *testing.T) {
	srv := newServer(t, nil)
	for _, r := range all(t, srv, opContacts)[:50] {
		for _, p := range r["phone"].([]any) {
			number := p.(map[string]any)["phone"].(string)
			require.Contains(t, column(all(t, srv, opContacts, "search", number), "id"), r["id"])
		}
	}
	mail := all(t, srv, opContacts, "search", "@example.org")
	require.Len(t, mail, len(srv.IDs(ListContacts)))
	require.NotEmpty(t, all(t, srv, opActivities, "search", "завтра"))
	require.NotEmpty(t, all(t, srv, opDeals, "search", "villa"))
	require.NotEmpty(t, all(t, srv, opStock, "type", "1", "search", "fender"))
	require.Empty(t, all(t, srv, opDeals, "search", "no such words"))
}

func TestStockTypesAreSeparateLists(t *testing.T) {
	srv := newServer(t, nil)
	var ids []string
	for kind := range 3 {
		ids = append(ids, column(all(t, srv, opStock, "type", strconv.Itoa(kind+1)), "id")...)
	}
	require.ElementsMatch(t, srv.IDs(ListStock), ids)
	require.Empty(t, all(t, srv, opStock, "type", "4"))
	byID := list(t, srv, opStock, "byid", ids[5])
	require.Equal(t, ids[5:6], column(byID.List, "id"))
	require.Empty(t, list(t, srv, opStock, "byid", ids[5], "type", "3").List)
}

func TestLookups(t *testing.T) {
	srv := newServer(t, nil)
	ids := srv.IDs(ListDeals)
	require.NoError(t, srv.Delete(ListDeals, ids[4]))
	asked := []string{"by_ids[0]", ids[2], "by_ids[1]", ids[7], "by_ids[2]", ids[4], "by_ids[3]", "nonsense", "by_ids[4]", ids[2]}
	require.Equal(t, []string{ids[7], ids[2]}, column(list(t, srv, opDeals, asked...).List, "id"))
	require.Equal(t, []string{ids[4]}, column(list(t, srv, opDeals, append(asked, "publish", "0")...).List, "id"))
	require.Len(t, list(t, srv, opDeals, append(asked, "publish", "ignore")...).List, 3)
	require.Equal(t, []string{ids[3], ids[1]}, column(list(t, srv, opDeals, "byid[0]", ids[1], "byid[1]", ids[3]).List, "id"))

	old := newServer(t, func(s *Settings) { s.ByIDs = false })
	require.Len(t, list(t, old, opDeals, asked...).List, 20, "an unknown by_ids is ignored")

	bills := srv.IDs(ListInvoices)
	require.Equal(t, []string{bills[2], bills[1]}, column(list(t, srv, opInvoices, "ids", bills[1]+", "+bills[2]).List, "id"))
	require.Equal(t, []string{bills[1], bills[2]}, column(list(t, srv, opInvoices, "ids[]", bills[1], "ids[1]", bills[2], "orderType", "asc").List, "id"))
}

func TestOrdersAndWindows(t *testing.T) {
	srv := newServer(t, nil)
	for _, f := range bigFilters() {
		t.Run(f.op, func(t *testing.T) {
			newest := all(t, srv, f.op, "type", "1")
			ids := column(newest, "id")
			require.True(t, slices.IsSortedFunc(ids, func(a, b string) int { return len(b) - len(a) }))
			require.Equal(t, ids, column(all(t, srv, f.op, "type", "1", "order_field", "id", "order", "desc"), "id"))
			upwards := all(t, srv, f.op, "type", "1", "order_field", f.activity, "order", "asc")
			dates := column(upwards, f.activity)
			require.True(t, slices.IsSorted(dates))
			require.ElementsMatch(t, ids, column(upwards, "id"))
			downwards := column(all(t, srv, f.op, "type", "1", "order_field", f.activity), "id")
			slices.Reverse(downwards)
			require.Equal(t, column(upwards, "id"), downwards)

			from, to := dates[len(dates)/4], dates[len(dates)*3/4]
			for _, key := range []string{f.activity, f.created} {
				if key == f.created {
					from, to = column(newest, key)[len(newest)*3/4], column(newest, key)[len(newest)/4]
				}
				in := all(t, srv, f.op, "type", "1", "date[from]", from, "date[to]", to, "date_field", key)
				want := 0
				for _, date := range column(newest, key) {
					if from <= date && date <= to {
						want++
					}
				}
				require.Len(t, in, want)
				require.NotZero(t, want)
			}
		})
	}
}

func TestEndsOfWindows(t *testing.T) {
	plain := newServer(t, nil)
	dates := column(all(t, plain, opContacts, "order_field", "customer_activity_date", "order", "asc"), "customer_activity_date")
	// The first row whose day no other row shares.
	at := dates[slices.IndexFunc(dates, func(d string) bool {
		return len(slices.DeleteFunc(slices.Clone(dates), func(o string) bool { return o[:len(dateLayout)] != d[:len(dateLayout)] })) == 1
	})]
	day := at[:len(dateLayout)]
	count := func(edit func(*Settings), from, to string) int {
		return len(all(t, newServer(t, edit), opContacts, "date_field", "customer_activity_date", "date[from]", from, "date[to]", to))
	}
	require.Equal(t, 1, count(nil, at, at))
	require.Equal(t, len(dates)-slices.Index(dates, at), count(nil, at, ""))
	require.Equal(t, 1, count(nil, day, day), "a day as upper end is the whole day")
	require.Zero(t, count(func(s *Settings) { s.ExclusiveUpper = true }, at, at))
	require.Zero(t, count(func(s *Settings) { s.ExclusiveUpper = true }, at, day))
	require.Zero(t, count(func(s *Settings) { s.ExclusiveLower = true }, at, at))
	require.Equal(t, 1, count(func(s *Settings) { s.DateOnly = true }, day+" 23:59:59", day+" 00:00:00"))
	require.Equal(t, 1, len(all(t, plain, opInvoices, "ids", plain.IDs(ListInvoices)[5], "date_start", "31.12.2011", "date_end", "20.09.2026")))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, plain, opContacts, "date[to]", "yesterday")))
}

func TestPublish(t *testing.T) {
	srv := newServer(t, nil)
	for _, f := range bigFilters() {
		live := all(t, srv, f.op, "type", "1")
		dead := all(t, srv, f.op, "type", "1", "publish", "0")
		both := all(t, srv, f.op, "type", "1", "publish", "ignore")
		require.InDelta(t, 0.03, float64(len(dead))/float64(len(both)), 0.01, f.op)
		require.ElementsMatch(t, column(both, "id"), append(column(live, "id"), column(dead, "id")...))
	}
	everything := all(t, srv, opInvoices)
	active := newServer(t, func(s *Settings) { s.DefaultActive = true })
	require.Len(t, all(t, active, opInvoices), len(srv.IDs(ListInvoices)))
	require.Greater(t, len(everything), len(srv.IDs(ListInvoices)))
}

func TestPaging(t *testing.T) {
	srv := newServer(t, nil)
	for op, maximum := range map[string]int{opStock: 500, opContacts: 50, opActivities: 50, opDeals: 50, opInvoices: 1000, opCalls: 1000} {
		t.Run(op, func(t *testing.T) {
			srv := srv
			if maximum > 50 {
				srv = newServer(t, func(s *Settings) { s.Rows = 3000 })
			}
			typed := []string{"type", "1"}
			if op != opStock {
				typed = []string{"type", ""}
			}
			require.Len(t, list(t, srv, op, append(typed, "limit", "100000")...).List, maximum)
			fallback := 20
			if op == opInvoices {
				fallback = 1000
			}
			first := list(t, srv, op, typed...)
			require.Len(t, first.List, fallback)
			require.Equal(t, first.List, list(t, srv, op, append(typed, "page", "0", "limit", "nonsense")...).List)
			require.Equal(t, column(first.List, "id"), column(list(t, srv, op, append(typed, "page", "1")...).List, "id"))
			require.NotContains(t, column(list(t, srv, op, append(typed, "page", "2")...).List, "id"), first.List[0]["id"])
			require.Empty(t, list(t, srv, op, append(typed, "limit", "0")...).List)
			require.Empty(t, list(t, srv, op, append(typed, "page", "4000")...).List)
			strict := newServer(t, func(s *Settings) { s.LimitOverflow = Refuse; s.MaxLimit = map[string]int64{op: 7} })
			require.Len(t, list(t, strict, op, append(typed, "limit", "7")...).List, 7)
			require.Len(t, list(t, strict, op, typed...).List, 7)
			require.Equal(t, "BAD_PARAMS", refused(t, post(t, strict, op, append(typed, "limit", "8")...)))
		})
	}
}

func TestCallsPageBase(t *testing.T) {
	zero := newServer(t, func(s *Settings) { s.CallsPageBase = 0 })
	first := list(t, zero, opCalls)
	require.Equal(t, first, list(t, zero, opCalls, "page", "0"))
	require.NotEqual(t, first, list(t, zero, opCalls, "page", "1"))
	require.Equal(t, list(t, newServer(t, nil), opCalls, "page", "2"), list(t, zero, opCalls, "page", "1"))
	up := column(all(t, newServer(t, nil), opCalls, "orderType", "asc", "orderField", "date_time"), "date_time")
	require.True(t, slices.IsSorted(up))
	require.Len(t, all(t, newServer(t, nil), opCalls, "dateFrom", up[10], "dateTo", up[10]), 1)
}

func TestCountForms(t *testing.T) {
	for form, want := range map[string][2]any{
		CountDocumented: {"388", 388.0}, CountText: {"388", "388"}, CountNumber: {388.0, 388.0}, CountOnRequest: {false, false},
	} {
		srv := newServer(t, func(s *Settings) { s.Count = form })
		require.Equal(t, want, [2]any{list(t, srv, opContacts).Count, list(t, srv, opDeals).Count}, form)
	}
	srv := newServer(t, func(s *Settings) { s.Count = CountOnRequest })
	require.Equal(t, 388.0, list(t, srv, opContacts, "count_total", "1", "limit", "0").Count)
}

func TestInvoiceEcho(t *testing.T) {
	srv := newServer(t, nil)
	a := list(t, srv, opInvoices, "limit", "5", "page", "2", "ids[x]", "a\"b")
	require.Equal(t, map[string]any{"limit": "5", "page": "2", "ids": map[string]any{"x": `a"b`}}, a.Filter)
	require.Equal(t, []int64{5, 2, 0}, []int64{a.Limit, a.Page, a.Total})
	bare := list(t, srv, opInvoices)
	require.Equal(t, []any{}, bare.Filter)
	require.Equal(t, []int64{1000, 1, 400}, []int64{bare.Limit, bare.Page, bare.Total})
	ids := column(bare.List, "id")
	slices.Reverse(ids)
	require.Equal(t, ids, column(list(t, srv, opInvoices, "order", "b.date_create", "orderType", "ASC").List, "id"))
}
