package administrate

import (
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFilters(t *testing.T) {
	x := start(t, nil)
	all := x.list("_order=id")
	number := func(key string, holds func(float64) bool) func(row) bool {
		return func(r row) bool { n, ok := r[key].(float64); return ok && holds(n) }
	}
	text := func(key string, holds func(string) bool) func(row) bool {
		return func(r row) bool { s, ok := r[key].(string); return ok && holds(s) }
	}
	tests := []struct {
		query string
		want  func(row) bool
	}{
		{"user_id=3", number("user_id", func(n float64) bool { return n == 3 })},
		{"user_id__eq=3", number("user_id", func(n float64) bool { return n == 3 })},
		{"user_id__lt=3", number("user_id", func(n float64) bool { return n < 3 })},
		{"user_id__lte=3", number("user_id", func(n float64) bool { return n <= 3 })},
		{"type_id__gt=3", number("type_id", func(n float64) bool { return n > 3 })},
		{"type_id__gte=3", number("type_id", func(n float64) bool { return n >= 3 })},
		{"type_id__in=1,4", number("type_id", func(n float64) bool { return n == 1 || n == 4 })},
		{"type_id__notin=1,4", number("type_id", func(n float64) bool { return n != 1 && n != 4 })},
		{"account_id__gt=100", number("account_id", func(n float64) bool { return n > 100 })},
		{"account_id__notin=100", number("account_id", func(n float64) bool { return n != 100 })},
		{"event_id__gte=10", number("event_id", func(n float64) bool { return n >= 10 })},
		{"contact_id__lt=9", number("contact_id", func(n float64) bool { return n < 9 })},
		{"opportunity_id__gt=900", number("opportunity_id", func(n float64) bool { return n > 900 })},
		{"id__in=2,5,300", number("id", func(n float64) bool { return n == 2 || n == 5 || n == 300 })},
		{"id=7", number("id", func(n float64) bool { return n == 7 })},
		{"id__gt=100&id__lte=200", number("id", func(n float64) bool { return n > 100 && n <= 200 })},
		{"id__lt=20", number("id", func(n float64) bool { return n < 20 })},
		{"id__gte=320&id__gt=200", number("id", func(n float64) bool { return n >= 320 })},
		{"id__gt=200&id__lt=100", func(row) bool { return false }},
		{"status=Completed", text("status", func(s string) bool { return s == "Completed" })},
		{"status__in=Completed,%D0%97%D0%B0%D0%B2%D0%B5%D1%80%D1%88%D0%B5%D0%BD%D0%B0", text("status", func(s string) bool { return s == "Completed" || s == "Завершена" })},
		{"status__notin=Completed&user_id=1", func(r row) bool { return r["status"] != "Completed" && r["user_id"] == 1.0 }},
		{"created_on__gte=2020-01-01", text("created_on", func(s string) bool { return s >= "2020-01-01T00:00:00" })},
		{"created_on__lt=2016-05-05%2010:00:00", text("created_on", func(s string) bool { return s < "2016-05-05T10:00:00" })},
		{"start_datetime__gt=2018-01-01T00:00:00", text("start_datetime", func(s string) bool { return s > "2018-01-01T00:00:00" })},
		{"end_datetime__lte=2018-01-01", text("end_datetime", func(s string) bool { return s <= "2018-01-01T00:00:00" })},
		{"show_on_calendar=false", func(r row) bool { return r["show_on_calendar"] == false }},
		{"show_on_calendar__eq=True", func(r row) bool { return r["show_on_calendar"] == true }},
		{"nonsense=1&id__like=3&user_id__le=2", func(row) bool { return true }}, // ignored, as v2.5 operators are
	}
	for _, test := range tests {
		t.Run(test.query, func(t *testing.T) {
			want := slices.DeleteFunc(slices.Clone(all), func(r row) bool { return !test.want(r) })
			require.ElementsMatch(t, rowIDs(want), rowIDs(x.list(test.query)))
			require.Equal(t, rowIDs(want), rowIDs(x.list(test.query+"&_order=id")))
		})
	}
}

func TestRefusedArguments(t *testing.T) {
	tests := []struct {
		query, unknown string
		status         int
	}{
		{"user_id=x", unknownIgnore, 400},
		{"id__in=1,", unknownIgnore, 400},
		{"show_on_calendar=maybe", unknownIgnore, 400},
		{"created_on__gt=2020-01-01T00:00:00Z", unknownIgnore, 400},
		{"created_on__gt=2020-02-30", unknownIgnore, 400},
		{"_limit=-1", unknownIgnore, 400},
		{"_limit=many", unknownIgnore, 400},
		{"nonsense=1", unknownIgnore, 200},
		{"nonsense=1", unknownRefuse, 400},
		{"id__like=1", unknownIgnore, 200},
		{"id__like=1", unknownRefuse, 400},
		{"_order=nonsense", unknownIgnore, 200},
		{"_order=nonsense", unknownRefuse, 400},
		{"_page=2", unknownRefuse, 400},
	}
	for _, test := range tests {
		x := start(t, func(s *Settings) { s.UnknownFilter = test.unknown })
		status, body, _ := x.do("GET", pathTasks+"?"+test.query, "")
		require.Equal(t, test.status, status, test.query+" "+body)
	}
}

func TestOrder(t *testing.T) {
	x := start(t, nil)
	x.Insert(ListTasks)
	byID := rowIDs(x.list("_order=id"))
	require.True(t, slices.IsSorted(byID))
	down := slices.Clone(byID)
	slices.Reverse(down)
	require.Equal(t, down, rowIDs(x.list("_order=-id")))
	require.Equal(t, down[:7], rowIDs(x.list("_order=-id&_limit=7")))
	without := rowIDs(x.list(""))
	require.False(t, slices.IsSorted(without), "careless clients are caught")
	require.ElementsMatch(t, byID, without)

	rows := x.list("_order=-user_id,account_id,-id")
	require.True(t, slices.IsSortedFunc(rows, func(a, b row) int {
		key := func(r row) string {
			account, _ := r["account_id"].(float64) // null sorts first
			return fmt.Sprintf("%03.0f %03.0f %06d", 100-r["user_id"].(float64), account, 1_000_000-r.id())
		}
		return strings.Compare(key(a), key(b))
	}))
	require.Equal(t, rowIDs(rows[:9]), rowIDs(x.list("_order=-user_id,account_id,-id&_limit=9")))
}

func TestLimits(t *testing.T) {
	tests := []struct {
		standard, top int64
		query         string
		want          int
	}{
		{0, 0, "", 300},
		{0, 0, "_limit=10", 10},
		{0, 0, "_limit=0", 0},
		{50, 0, "", 50},
		{50, 0, "_limit=70", 70},
		{0, 100, "", 100},
		{0, 100, "_limit=300", 100},
		{50, 20, "", 20},
		{0, 100, "_limit=1", 1},
		{0, 0, "_limit=1000", 300},
	}
	for _, test := range tests {
		x := start(t, func(s *Settings) { s.DefaultLimit, s.MaxLimit = test.standard, test.top })
		require.Len(t, x.list(test.query), test.want, test)
	}
}

// scan reads the list by the vendor's recipe until a page is empty.
func (x tenant) scan(size int) []int64 {
	var ids []int64
	last := int64(0)
	for {
		page := rowIDs(x.list(fmt.Sprintf("id__gt=%d&_order=id&_limit=%d", last, size)))
		if len(page) == 0 {
			return ids
		}
		ids = append(ids, page...)
		last = page[len(page)-1]
	}
}

func TestKeysetScan(t *testing.T) {
	for _, size := range []int{1, 99, 100, 299, 300, 301} {
		x := start(t, nil)
		require.Equal(t, x.IDs(ListTasks), texts(x.scan(size)), size)
	}
}

func texts(ids []int64) []string {
	s := make([]string, len(ids))
	for i, id := range ids {
		s[i] = fmt.Sprint(id)
	}
	return s
}

func TestAMillionRowsPageCheaply(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows = 1_000_000 })
	read := 0
	for range x.store.matching(x.store.between(1_000_000, 1_000_100).ascending(), nil) {
		read++
	}
	require.LessOrEqual(t, read, 101, "a range of ids reads no row outside of it")
	top := x.list("_order=-id&_limit=1")[0].id()
	require.Equal(t, []int64{top}, rowIDs(x.list(fmt.Sprintf("id__gt=%d&_order=id&_limit=100", top-1))))
	require.Empty(t, x.list(fmt.Sprintf("id__gt=%d&_order=id&_limit=100", top)))
	require.Len(t, x.list("_limit=100"), 100)
	allocated := testing.AllocsPerRun(20, func() {
		w := httptest.NewRecorder()
		x.Server.list(w, httptest.NewRequest("GET", fmt.Sprintf("%s?id__gt=%d&_order=id&_limit=100", pathTasks, top-5000), nil))
	})
	require.Less(t, allocated, 100.0, "rows of a page are not allocated one by one")
}

func TestChurn(t *testing.T) {
	x := start(t, func(s *Settings) { s.Churn = 3 })
	before := x.IDs(ListTasks)
	x.list("_order=id&_limit=100")
	require.Equal(t, before, x.IDs(ListTasks), "nothing moves before the first list request")
	x.list("_order=id&_limit=100")
	after := x.IDs(ListTasks)
	require.Equal(t, before[1:], after[:len(before)-1], "the lowest row is gone")
	require.Len(t, after, len(before), "a new row has come")

	again := start(t, func(s *Settings) { s.Churn = 3 })
	again.list("_limit=1")
	again.list("_limit=1")
	require.Equal(t, after, again.IDs(ListTasks), "churn is deterministic")
}

func TestConcurrentUse(t *testing.T) {
	x := start(t, func(s *Settings) { s.Churn = 2 })
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				id := x.Insert(ListTasks)
				_ = x.Touch(ListTasks, id)
				w := httptest.NewRecorder()
				r := httptest.NewRequest("GET", pathTasks+"?_order=id&_limit=50", nil)
				r.SetBasicAuth(x.settings.Username, x.settings.Password)
				x.ServeHTTP(w, r)
				_ = x.Delete(ListTasks, id)
				_ = x.IDs(ListTasks)
			}
		})
	}
	all.Wait()
	require.Equal(t, int64(20), x.Requests()[OpList])
}

func BenchmarkList(b *testing.B) {
	s := Defaults()
	s.HTTPScheme, s.Rate, s.Rows = schemeAllow, 0, 1_000_000
	srv, err := New(s)
	require.NoError(b, err)
	rows := 0
	for b.Loop() {
		w := httptest.NewRecorder()
		srv.list(w, httptest.NewRequest("GET", pathTasks+"?id__gt=500000&_order=id&_limit=1000", nil))
		b.SetBytes(int64(w.Body.Len()))
		rows += 1000
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
