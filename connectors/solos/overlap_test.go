package solos_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
	"github.com/crmstream/crmstream/server/scan"
)

// TestCutPages reads lists of all small lengths from servers that cut pages, down to less than the overlap.
func TestCutPages(t *testing.T) {
	for _, most := range []int{2, 3, 4, 5, 6, 7, 11} {
		for rows := range 3*most + 2 {
			t.Run(fmt.Sprintf("cap %d, rows %d", most, rows), func(t *testing.T) {
				r := open(t, conformance.Upstream{Rows: rows, PageCap: most}, modes["default"])
				ids, state, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{}, scan.Options{})
				require.NoError(t, err)
				require.True(t, slices.Equal(r.IDs(), ids), "got %v", ids)
				require.Equal(t, state.Counts.Read, state.Counts.Delivered+state.Counts.Repeats)
			})
		}
	}
}

// TestRowsMove deletes, restores and inserts rows between pages, few and many, and requires all that stayed throughout.
func TestRowsMove(t *testing.T) {
	moves := map[string]func(r rig, live []string){
		"delete within the overlap": func(r rig, live []string) { each(live[:5], r.Delete) },
		"delete one more":           func(r rig, live []string) { each(live[:6], r.Delete) },
		"delete much":               func(r rig, live []string) { each(live[:40], r.Delete) },
		"delete the last ones":      func(r rig, live []string) { each(live[len(live)-30:], r.Delete) },
		"delete around the middle":  func(r rig, live []string) { each(live[len(live)/2-9:len(live)/2+9], r.Delete) },
		"restore":                   func(r rig, _ []string) { restoreFirst(r, 9) },
		"insert":                    func(r rig, _ []string) { r.Insert() },
	}
	for name, move := range moves {
		for _, most := range []int{4, 20, 100} {
			for _, size := range []int{0, 7} {
				t.Run(fmt.Sprintf("%s, cap %d, size %d", name, most, size), func(t *testing.T) {
					r := open(t, conformance.Upstream{Rows: 400, PageCap: most}, modes["data"])
					before := r.IDs()
					r.Before(func(n int) {
						if live := r.IDs(); n > 1 && n%2 == 0 && n < 20 && len(live) > 100 {
							move(r, live)
						}
					})
					ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{}, scan.Options{PageSize: size, PageMax: 100})
					require.NoError(t, err)
					require.True(t, slices.IsSortedFunc(ids, byNumber))
					require.Len(t, slices.Compact(slices.Clone(ids)), len(ids), "told twice")
					after := r.IDs()
					stayed := slices.DeleteFunc(before, func(id string) bool { _, ok := slices.BinarySearchFunc(after, id, byNumber); return !ok })
					lost := slices.DeleteFunc(stayed, func(id string) bool { _, ok := slices.BinarySearchFunc(ids, id, byNumber); return ok })
					require.Empty(t, lost)
				})
			}
		}
	}
}

func (r rig) restore(id string) {
	if err := r.server.Restore(sandbox.ListProjects, id); err != nil {
		panic(err)
	}
}

func restoreFirst(r rig, n int) {
	gone := r.server.IDs(sandbox.ListDeletedProjects)
	each(gone[:min(n, len(gone))], r.restore)
}

func each(ids []string, f func(string)) {
	for _, id := range ids {
		f(id)
	}
}

func byNumber(a, b string) int {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return x - y
}

// TestMassRestoration restores more rows before the place than a page holds: pages without a new row are no circle.
func TestMassRestoration(t *testing.T) {
	r := open(t, conformance.Upstream{Rows: 4000, PageCap: 20}, modes["default"])
	before := r.IDs()
	each(before[:1000], r.Delete)
	r.Before(func(n int) {
		if n == 9 {
			each(before[:1000], r.restore)
		}
	})
	ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{}, scan.Options{})
	require.NoError(t, err)
	require.Equal(t, before[1000:], ids)
}

// TestStepsBackDouble counts what it costs to find the place again after more deletions than the overlap.
func TestStepsBackDouble(t *testing.T) {
	r := open(t, conformance.Upstream{Rows: 300}, modes["default"])
	before := r.IDs()
	r.Before(func(n int) {
		if n == 2 {
			each(before[:40], r.Delete)
		}
	})
	ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{}, scan.Options{})
	require.NoError(t, err)
	require.Equal(t, before, ids, "the deleted ones were read before")
	const pages, stepsBack, proof = 4, 4, 1 // steps back by 10, 20, 40 and 80
	require.Equal(t, map[string]int64{sandbox.OpProjects: pages + stepsBack + proof}, r.server.Requests())
}

// TestRequests counts what lists cost.
func TestRequests(t *testing.T) {
	for _, c := range []struct {
		name string
		rows int
		opts scan.Options
		req  *crmstreamv1.ListProjectsRequest
		want int64
	}{
		{name: "empty", rows: 0, want: 1},
		{name: "one row", rows: 1, want: 2},
		{name: "one page", rows: 60, want: 2},
		{name: "a full page", rows: 100, want: 3},
		{name: "a page size", rows: 700, opts: scan.Options{PageSize: 350, PageMax: 100}, want: 10},
		{name: "a limit", rows: 700, opts: scan.Options{Limit: 100}, want: 1},
		{name: "ninety-five a page", rows: 100 + 6*95 - 10, want: 8},
		{name: "newest", rows: 700, opts: scan.Options{Limit: 20, Descending: true}, req: &crmstreamv1.ListProjectsRequest{Order: "-id"}, want: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: c.rows}, modes["default"])
			_, _, err := readWith(t.Context(), r.Client, c.req, c.opts)
			require.NoError(t, err)
			require.Equal(t, map[string]int64{sandbox.OpProjects: c.want}, r.server.Requests())
		})
	}
}

func TestDeletedOnes(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: 1500}, mode)
			page, err := conformance.Fetch(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{OnlyDeleted: true}, connectors.PageRequest{})
			require.NoError(t, err)
			for _, record := range page.Records {
				var response crmstreamv1.ListProjectsResponse
				require.NoError(t, proto.Unmarshal(record.Wire, &response))
				require.True(t, response.GetProjects()[0].GetDeleted())
			}
			ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{OnlyDeleted: true}, scan.Options{})
			require.NoError(t, err)
			require.Equal(t, r.server.IDs(sandbox.ListDeletedProjects), ids)
		})
	}
}

func TestNewest(t *testing.T) {
	all := func(cap int) rig { return open(t, conformance.Upstream{Rows: 80, PageCap: cap}, modes["default"]) }
	r := all(100)
	for _, want := range []int{20, 80, 100} {
		ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{Order: "-id"}, scan.Options{Limit: want, Descending: true})
		require.NoError(t, err)
		newest := r.IDs()
		slices.Reverse(newest)
		require.Equal(t, newest[:min(want, 80)], ids)
	}
	for _, cap := range []int{2, 30} {
		r := all(cap)
		ids, _, err := readWith(t.Context(), r.Client, &crmstreamv1.ListProjectsRequest{Order: "-id"}, scan.Options{Limit: 50, Descending: true})
		require.NoError(t, err)
		newest := r.IDs()
		slices.Reverse(newest)
		require.Equal(t, newest[:50], ids, "a short page is read on below")
	}
}

// TestBrokenUpstreams meets upstreams that ignore what they are asked for.
func TestBrokenUpstreams(t *testing.T) {
	rows := func(ids ...int) string {
		list := ""
		for _, id := range ids {
			list += fmt.Sprintf(`,{"id":%d}`, id)
		}
		return "[" + list[1:] + "]"
	}
	up := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	for _, c := range []struct {
		name  string
		order string
		page  func(offset, count int) string
		want  connectors.Kind
	}{
		{"offset ignored", "", func(_, count int) string { return rows(up[:min(count, 12)]...) }, connectors.KindInconsistent},
		{"offset ignored, cut", "", func(int, int) string { return rows(up[:8]...) }, connectors.KindInconsistent},
		{"order ignored", "", func(int, int) string { return rows(3, 1, 2) }, connectors.KindInconsistent},
		{"reverse ignored", "-id", func(int, int) string { return rows(up...) }, connectors.KindInconsistent},
		{"no ids", "", func(int, int) string { return `[{"name":"a"},{"name":"b"},{"name":"c"}]` }, connectors.KindInconsistent},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := serve(t, c.page)
			req := &crmstreamv1.ListProjectsRequest{Order: c.order}
			_, _, err := readWith(t.Context(), client, req, scan.Options{Descending: c.order != ""})
			require.ErrorIs(t, err, &connectors.Error{Kind: c.want})
		})
	}
}

// TestRowsWithoutID tells each row without an id that is a number once, in its place, wherever pages end.
func TestRowsWithoutID(t *testing.T) {
	list := []string{`{"name":"a"}`, `{"id":1}`, `{"id":2}`, `{"name":"b"}`, `{"id":"A-17"}`, `{"id":30}`, `{"id":30}`, `{"id":31}`, `7`}
	for size := 4; size < 12; size++ {
		client := serve(t, func(offset, count int) string {
			from := min(offset, len(list))
			page := list[from:min(from+min(count, size), len(list))]
			text := ""
			for _, row := range page {
				text += "," + row
			}
			return "[" + (text + " ")[min(1, len(text)):] + "]"
		})
		ids, state, err := readWith(t.Context(), client, &crmstreamv1.ListProjectsRequest{}, scan.Options{})
		require.NoError(t, err, size)
		require.Equal(t, []string{"1", "2", "30", "31"}, ids, size)
		require.Equal(t, 4, state.Counts.Errors, size)
	}
}
