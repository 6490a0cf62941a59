package solos

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestPaging(t *testing.T) {
	x := start(t, nil)
	ids := x.IDs(ListProjects)
	require.Len(t, ids, 300)
	down := slices.Clone(ids)
	slices.Reverse(down)
	deleted := x.IDs(ListDeletedProjects)
	require.Len(t, deleted, 30)
	tests := []struct {
		query string
		want  []string
	}{
		{"", ids[:100]},
		{"count=7", ids[:7]},
		{"count=0", []string{}},
		{"count=1000", ids[:100]},
		{"count=10&offset=295", ids[295:]},
		{"count=10&offset=300", []string{}},
		{"count=10&offset=100000", []string{}},
		{"count=3&offset=200&order_by=id&reverse=0&deleted=0", ids[200:203]},
		{"count=3&offset=200&reverse=1", down[200:203]},
		{"count=10&offset=297&reverse=1", down[297:]},
		{"deleted=1", deleted},
		{"count=5&offset=3&deleted=1", deleted[3:8]},
		{"count=2&order_by=name", ids[:2]},
	}
	for _, test := range tests {
		require.Equal(t, test.want, rowIDs(x.get(test.query)), test.query)
	}
}

func TestRefusedArguments(t *testing.T) {
	x := start(t, func(s *Settings) { s.OverMaxCount, s.OrderByOther = refuse400, refuse400 })
	for _, query := range []string{
		"count=-1", "count=x", "count=101", "offset=-1", "offset=", "reverse=true", "reverse=2", "deleted=yes", "deleted=", "order_by=name",
	} {
		status, body := x.do("GET", pathProjects+"?"+query, "")
		require.Equal(t, 400, status, query+body)
	}
	require.Len(t, x.get("count=100&order_by=id"), 100)
	require.Len(t, x.get(""), 100)
}

func TestOmittedDeleted(t *testing.T) {
	x := start(t, func(s *Settings) { s.OmittedDeleted, s.MaxCount = omittedBoth, 0 })
	both := x.get("count=1000")
	require.Len(t, both, 330)
	require.True(t, slices.IsSortedFunc(both, func(a, b row) int { return int(a.id() - b.id()) }))
	require.Len(t, x.get("count=1000&deleted=0"), 300)
	require.Equal(t, rowIDs(both[200:210]), rowIDs(x.get("count=10&offset=200")))
}

func TestMutators(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC)
	x := start(t, func(s *Settings) { s.Now = func() time.Time { return now } })
	ids, deleted := x.IDs(ListProjects), x.IDs(ListDeletedProjects)
	added := x.Insert(ListProjects)
	last := x.get("count=1&reverse=1")[0]
	require.Equal(t, added, strconv.FormatInt(last.id(), 10), "a new id is the highest")
	require.Equal(t, "2026-11-20 15:04:05", last["created"])
	now = now.Add(-time.Hour)
	x.Insert(ListProjects)
	require.Equal(t, last["created"], x.get("count=1&reverse=1")[0]["created"], "creation never falls")

	for _, id := range []string{ids[3], ids[250], added} {
		require.NoError(t, x.Delete(ListProjects, id))
		require.Error(t, x.Delete(ListProjects, id))
		require.NotContains(t, x.IDs(ListProjects), id)
		require.Contains(t, x.IDs(ListDeletedProjects), id)
	}
	require.Len(t, x.get("deleted=1"), len(deleted)+3)
	require.Equal(t, ids[4:104], rowIDs(x.get("offset=3")), "later rows move up")
	require.NoError(t, x.Restore(ListProjects, ids[3]))
	require.NoError(t, x.Restore(ListProjects, deleted[0]))
	require.Error(t, x.Restore(ListProjects, deleted[0]))
	require.Contains(t, rowIDs(x.get("")), deleted[0])
	require.NoError(t, x.Restore(ListProjects, added))
	require.Len(t, x.IDs(ListProjects), 300+2-1+1)

	name := func() any { return x.get("count=1")[0]["name"] }
	first := strconv.FormatInt(x.get("count=1")[0].id(), 10)
	base := name()
	require.NoError(t, x.Touch(ListProjects, first))
	once := name()
	require.NoError(t, x.Touch(ListProjects, first))
	require.NotEqual(t, base, once)
	require.NotEqual(t, once, name(), "each touch is a new version")

	require.Error(t, x.Touch(ListProjects, "999999"))
	require.Error(t, x.Touch(ListProjects, "x"))
	require.Error(t, x.Delete("tasks", ids[0]))
	require.Empty(t, x.Insert("tasks"))
	require.Empty(t, x.IDs("tasks"))
}

func TestMutateBetweenPages(t *testing.T) {
	pages := func(mode string, reverse int) (before []string, read []string, x tenant) {
		x = start(t, func(s *Settings) { s.MutateBetweenPages = mode })
		before = x.IDs(ListProjects)
		for offset := 0; ; offset += 50 {
			page := rowIDs(x.get(fmt.Sprintf("count=50&offset=%d&order_by=id&reverse=%d&deleted=0", offset, reverse)))
			if len(page) == 0 {
				return before, read, x
			}
			read = append(read, page...)
		}
	}
	before, read, _ := pages(mutateNone, 0)
	require.Equal(t, before, read)
	for reverse := range 2 {
		before, read, x := pages(mutateDelete, reverse)
		require.Less(t, len(read), len(before), "naive readers lose rows")
		require.Len(t, x.IDs(ListProjects), 300-6)
		for _, id := range read {
			require.Contains(t, before, id)
		}
	}
	before, read, _ = pages(mutateInsert, 0)
	require.Equal(t, before, read[:300])
	require.Len(t, read, 306)
	before, read, x := pages(mutateRestore, 0)
	require.Len(t, slices.Compact(slices.Sorted(slices.Values(read))), 300, "nothing is lost")
	require.Greater(t, len(read), len(before), "rows come twice")
	require.Len(t, x.IDs(ListProjects), 300+7, "one for each page after the first")
}

func TestChurn(t *testing.T) {
	x := start(t, func(s *Settings) { s.Churn = 3 })
	before := x.IDs(ListProjects)
	x.get("count=10")
	x.post(`{"count":10}`)
	require.Equal(t, before, x.IDs(ListProjects), "nothing moves before the first request of an operation")
	x.get("count=10&offset=10")
	after := x.IDs(ListProjects)
	require.Equal(t, before[1:], after[:299], "the lowest row is gone")
	require.Len(t, after, 300, "a new row has come")
}

func TestAMillionRowsPageCheaply(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows = 1_000_000 })
	require.NoError(t, x.Delete(ListProjects, rowIDs(x.get("count=1&offset=500000"))[0]))
	top := x.get("count=100&offset=999990")
	require.Len(t, top, 9)
	require.Equal(t, rowIDs(top[8:]), rowIDs(x.get("count=1&reverse=1")))
	require.Len(t, x.get("count=100&offset=99999&deleted=1"), 2)
	allocated := testing.AllocsPerRun(20, func() {
		w := httptest.NewRecorder()
		x.filter(w, jsonRequest(`{"count":100,"offset":5000,"buildin_data":{"created":"2020-01-01;2025-12-31"}}`))
		require.Equal(t, 200, w.Code)
	})
	require.Less(t, allocated, 300.0, "a page of a range of dates costs no more for its offset")
	seen := 0
	q := everything(view{active: true})
	q.count, q.match = 10, func(project) bool { seen++; return true }
	rows, _ := x.store.page(q)
	require.Len(t, rows, 10)
	require.Equal(t, 10, seen, "a filtered page stops when it is full")
}

func TestConcurrentUse(t *testing.T) {
	x := start(t, func(s *Settings) { s.Churn, s.MutateBetweenPages = 2, mutateRestore })
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 5 {
				id := x.Insert(ListProjects)
				_ = x.Touch(ListProjects, id)
				w := httptest.NewRecorder()
				x.projects(w, httptest.NewRequest("GET", pathProjects+"?offset=10", nil))
				_ = x.Delete(ListProjects, id)
				_ = x.IDs(ListDeletedProjects)
			}
		})
	}
	all.Wait()
	ids := x.IDs(ListProjects)
	require.Equal(t, int64(len(ids)), x.store.below(view{active: true}, x.store.end()), "counts agree with the rows")
}

func jsonRequest(body string) *http.Request {
	r := httptest.NewRequest("POST", pathFilter, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

func BenchmarkList(b *testing.B) {
	s := Defaults()
	s.Rows, s.MaxCount = 1_000_000, 0
	srv, err := New(s)
	require.NoError(b, err)
	rows := 0
	for b.Loop() {
		w := httptest.NewRecorder()
		srv.projects(w, httptest.NewRequest("GET", pathProjects+"?count=1000&offset=500000", nil))
		b.SetBytes(int64(w.Body.Len()))
		rows += 1000
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkFilterDeepPage(b *testing.B) {
	s := Defaults()
	s.Rows = 1_000_000
	srv, err := New(s)
	require.NoError(b, err)
	for b.Loop() {
		srv.filter(httptest.NewRecorder(), jsonRequest(`{"count":100,"offset":300000,"buildin_data":{"sales_funnel_id":[1]}}`))
	}
}
