package solos_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/solos"
	"github.com/crmstream/crmstream/server/scan"
)

// TestAttachedRowsMove deletes, changes and inserts rows between the pages of lists with and without an order, and
// requires all that stayed throughout, each once.
func TestAttachedRowsMove(t *testing.T) {
	moves := map[string]func(r *conformance.Rig, live []string){
		"delete within the overlap": func(r *conformance.Rig, live []string) { each(live[:3], r.Delete) },
		"delete much":               func(r *conformance.Rig, live []string) { each(live[:30], r.Delete) },
		"delete the last ones":      func(r *conformance.Rig, live []string) { each(live[len(live)-9:], r.Delete) },
		"insert":                    func(r *conformance.Rig, _ []string) { r.Insert(); r.Insert() },
		"all of it": func(r *conformance.Rig, live []string) {
			r.Delete(live[0])
			r.Touch(live[9])
			r.Delete(live[len(live)/2])
			r.Insert()
		},
	}
	for name, move := range moves {
		for _, list := range []string{"events", "payments"} {
			for _, size := range []int{0, 40} {
				for order, mode := range map[string]func(*sandbox.Settings){"by id": modes["default"], "shuffled": shuffled} {
					t.Run(fmt.Sprintf("%s, %s, size %d, %s", name, list, size, order), func(t *testing.T) {
						l := attachedLists[list]
						r, _ := l.open(t, conformance.Upstream{Rows: 350}, mode)
						before := r.IDs()
						r.Before(func(n int) {
							if live := r.IDs(); n > 1 && n < 5 && len(live) > 100 {
								move(r, live)
							}
						})
						ids, state, err := l.read(t.Context(), r, scan.Options{PageSize: size, PageMax: 100})
						require.NoError(t, err)
						require.True(t, slices.IsSortedFunc(ids, byNumber))
						require.Len(t, slices.Compact(slices.Clone(ids)), len(ids), "told twice")
						after := r.IDs()
						stayed := slices.DeleteFunc(before, func(id string) bool { return !slices.Contains(after, id) })
						lost := slices.DeleteFunc(stayed, func(id string) bool { return slices.Contains(ids, id) })
						require.Empty(t, lost)
						require.Equal(t, state.Counts.Read, state.Counts.Delivered+state.Counts.Repeats)
					})
				}
			}
		}
	}
}

// TestAttachedListsThatNeverStandStill reads a list without an order of which a row is deleted before each request: it ends as
// soon as readings bring nothing new, and has all that stayed.
func TestAttachedListsThatNeverStandStill(t *testing.T) {
	l := attachedLists["events"]
	r, _ := l.open(t, conformance.Upstream{Rows: 250}, shuffled)
	r.Before(func(int) { r.Delete(r.IDs()[0]) })
	ids, _, err := l.read(t.Context(), r, scan.Options{})
	require.NoError(t, err)
	require.NotEmpty(t, r.IDs())
	for _, id := range r.IDs() {
		require.Contains(t, ids, id)
	}
}

// TestAttachedCosts counts requests.
func TestAttachedCosts(t *testing.T) {
	l := attachedLists["events"]
	for _, c := range []struct {
		name string
		rows int
		mode func(*sandbox.Settings)
		// want is what a reading costs, of a client that does not know the upstream and of one that does.
		want int64
	}{
		{"empty", 0, modes["default"], 1},
		{"one row", 1, shuffled, 2},
		{"one page", 60, modes["default"], 3},
		{"a few rows without an order", 3, shuffled, 2 * 2},
		{"long", 250, modes["default"], 5},
		{"long, without an order", 250, shuffled, 2 * 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, x := l.open(t, conformance.Upstream{Rows: c.rows}, c.mode)
			_, _, err := l.read(t.Context(), r, scan.Options{})
			require.NoError(t, err)
			require.Equal(t, map[string]int64{l.op: c.want}, x.server.Requests())
			_, _, err = l.read(t.Context(), r, scan.Options{})
			require.NoError(t, err)
			require.Equal(t, map[string]int64{l.op: 2 * c.want}, x.server.Requests())
		})
	}
}

// attachedTo returns a client of an upstream that answers with what page returns, and a function that reads events of it.
func attachedTo(t *testing.T, page func(offset, count int) string) (fetch connectors.Fetch, read func() ([]string, scan.State, error)) {
	t.Helper()
	fetch, err := conformance.Open(serve(t, page), &crmstreamv1.ListProjectEventsRequest{ProjectId: project}, nil)
	require.NoError(t, err)
	return fetch, func() ([]string, scan.State, error) {
		return readList(t.Context(), fetch, &crmstreamv1.ListProjectEventsResponse{}, scan.Options{})
	}
}

// slicer returns pages of rows with these ids.
func slicer(ids ...int) func(offset, count int) string {
	rows := make([]string, len(ids))
	for i, id := range ids {
		rows[i] = fmt.Sprintf(`{"id":%d}`, id)
	}
	return pagesOf(rows...)
}

// pagesOf returns pages of rows.
func pagesOf(rows ...string) func(offset, count int) string {
	return func(offset, count int) string {
		return "[" + strings.Join(rows[min(offset, len(rows)):min(offset+count, len(rows))], ",") + "]"
	}
}

// TestOrdersThatShowLate has a first page in the order of ids by chance. What was read may lack records in between, so
// that the reading fails rather than go on; the next one knows, and reads all.
func TestOrdersThatShowLate(t *testing.T) {
	ids := []int{11, 12, 13, 14, 15, 16, 17, 18, 19, 60, 20, 50, 21}
	fetch, read := attachedTo(t, slicer(ids...))
	_, state, err := read()
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent})
	require.ErrorContains(t, err, "start the list again")

	_, err = fetch(t.Context(), connectors.PageRequest{Cursor: "10.3.60"})
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindInconsistent}, "no place of the broken reading can be gone on from, %v", state)

	got, _, err := read()
	require.NoError(t, err)
	slices.Sort(ids)
	require.Equal(t, strings.Trim(fmt.Sprint(ids), "[]"), strings.Join(got, " "))
}

// TestARecordThatWasAskedForByItsIDIsTheWholeList asks for no proof once it has come.
func TestARecordThatWasAskedForByItsIDIsTheWholeList(t *testing.T) {
	for rows, want := range map[string]int{`[{"id":7}]`: 1, `[]`: 1, `[{"name":"no id"}]`: 2} {
		requests := 0
		client := serve(t, func(offset, _ int) string {
			if requests++; offset > 0 {
				return `[]`
			}
			return rows
		})
		req := &crmstreamv1.ListProjectPaymentsRequest{ProjectId: project, PaymentId: "7"}
		page, err := conformance.Fetch(t.Context(), client, req, connectors.PageRequest{})
		require.NoError(t, err)
		require.Empty(t, page.Next)
		require.Equal(t, want, requests, rows)
	}
}

// TestReadingOnWithinAWholeList starts to read a list without an order, and goes on by another client when its rows have
// come into the order of ids: it is read whole again.
func TestReadingOnWithinAWholeList(t *testing.T) {
	fetch, _ := attachedTo(t, slicer(7, 3, 5))
	page, err := fetch(t.Context(), connectors.PageRequest{})
	require.NoError(t, err)
	require.Empty(t, page.Next)
	cursor := page.After(1)

	fetch, _ = attachedTo(t, slicer(3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
	page, err = fetch(t.Context(), connectors.PageRequest{Cursor: cursor})
	require.NoError(t, err)
	require.Len(t, page.Records, 12, "more than a page of 10")
	require.Empty(t, page.Next)
}

// TestBrokenPages meets upstreams whose lists without an order cannot be read whole.
func TestBrokenPages(t *testing.T) {
	for _, c := range []struct {
		name string
		page func(offset, count int) string
		want connectors.Kind
		text string
	}{
		{"offset ignored", func(_, count int) string { return slicer(9, 8, 7, 6, 5, 4, 3, 2, 1, 10, 11)(0, count) }, connectors.KindInconsistent, "again"},
		{"endless", func(offset, _ int) string {
			return fmt.Sprintf(`[{"id":%d},{"id":%d},{"id":%d}]`, offset+3, offset+2, offset+1)
		}, connectors.KindDataLost, "too many"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, read := attachedTo(t, c.page)
			_, _, err := read()
			require.ErrorIs(t, err, &connectors.Error{Kind: c.want})
			require.ErrorContains(t, err, c.text)
		})
	}
}

// TestAttachedRowsWithoutID are told, whatever the order.
func TestAttachedRowsWithoutID(t *testing.T) {
	for name, rows := range map[string][]string{
		"by id":     {`{"name":"a"}`, `{"id":1}`, `{"id":2}`, `{"name":"b"}`, `7`},
		"not by id": {`{"id":2}`, `{"name":"a"}`, `{"id":1}`, `{"name":"b"}`, `[]`},
	} {
		t.Run(name, func(t *testing.T) {
			_, read := attachedTo(t, pagesOf(rows...))
			got, state, err := read()
			require.NoError(t, err)
			require.Equal(t, []string{"1", "2"}, got)
			require.Equal(t, 3, state.Counts.Errors)
		})
	}
}

// TestMissingProjects are told where the upstream tells, and are empty lists where it does not.
func TestMissingProjects(t *testing.T) {
	for missing, told := range map[string]bool{"404": true, "error": true, "null": false} {
		x := start(t, conformance.Upstream{}, 10, func(s *sandbox.Settings) { s.MissingID = missing })
		for name, l := range attachedLists {
			page, err := conformance.Fetch(t.Context(), x.client, l.request("999999"), connectors.PageRequest{})
			if !told {
				require.NoError(t, err, name)
				require.Empty(t, page.Records)
				continue
			}
			var classified *connectors.Error
			require.ErrorAs(t, err, &classified, name)
			require.Equal(t, connectors.KindNotFound, classified.Kind)
			require.Equal(t, "project_id", classified.Field)
		}
	}
}

// TestWrongAddresses are not taken for missing projects.
func TestWrongAddresses(t *testing.T) {
	client := upstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusNotFound)
	})
	for name, l := range attachedLists {
		_, err := conformance.Fetch(t.Context(), client, l.request("1"), connectors.PageRequest{})
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured}, name)
	}
	for name, g := range getters {
		_, err := conformance.Find(t.Context(), client, g.request("1"))
		require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured}, name)
	}
}
