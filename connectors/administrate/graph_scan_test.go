package administrate_test

import (
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/server/scan"
)

// fresh returns a client that knows nothing of the sandbox.
func (g *graphRig) fresh(t *testing.T) connectors.Client {
	t.Helper()
	client, err := administrate.New(
		connectors.Account{Source: "test", TimeZone: conformance.Zone(t), Transport: conformance.Upstream{}.Carry(g.server)}, g.account())
	require.NoError(t, err)
	return client
}

// scanned is what came of a scan.
type scanned struct {
	tasks []*crmstreamv1.Task
	last  scan.Batch
	err   error
}

func (s scanned) ids() []string {
	ids := make([]string, len(s.tasks))
	for i, task := range s.tasks {
		ids[i] = task.GetId()
	}
	return ids
}

// read scans a list as the server does, from a state.
func read(t *testing.T, client connectors.Client, req *crmstreamv1.ListTasksRequest, from scan.State, opts scan.Options) scanned {
	t.Helper()
	fetch, err := conformance.Open(client, req, nil)
	require.NoError(t, err)
	var got scanned
	got.err = scan.New(fetch, from, opts, func(b *scan.Batch) error {
		for _, wire := range b.Records {
			var task crmstreamv1.Task
			require.NoError(t, connectors.Record{Wire: wire}.Decode(&task))
			got.tasks = append(got.tasks, &task)
		}
		got.last = *b
		return nil
	}).Run(t.Context())
	return got
}

// all scans a list to its end.
func all(t *testing.T, client connectors.Client, req *crmstreamv1.ListTasksRequest) scanned {
	t.Helper()
	got := read(t, client, req, scan.State{}, scan.Options{})
	require.NoError(t, got.err)
	require.Equal(t, scan.EndOfList, got.last.End)
	return got
}

// at sets the clock of a sandbox: new tasks are of that second.
func at(year int) func(*sandbox.Settings) {
	return func(s *sandbox.Settings) {
		s.Now = func() time.Time { return time.Date(year, 6, 1, 12, 0, 0, 0, time.UTC) }
	}
}

// ticking sets a clock that shows the next second each time.
func ticking(s *sandbox.Settings, year int) {
	seconds := new(atomic.Int64)
	s.Now = func() time.Time { return time.Date(year, 10, 1, 0, 0, int(seconds.Add(1)), 0, time.UTC) }
}

// TestManyTasksOfOneSecond has more tasks of one second than a page, at all places of a list, on servers that cut pages as well.
func TestManyTasksOfOneSecond(t *testing.T) {
	for place, test := range map[string]struct{ rows, year int }{
		"the only tasks": {0, 2020}, "at the start": {30, 2010}, "in the middle": {30, 2020}, "at the end": {30, 2026},
	} {
		for _, n := range []int{250, 1000} {
			for _, most := range []int{0, 7} {
				if most > 0 && n > 250 && testing.Short() {
					continue
				}
				t.Run(place+" "+strconv.Itoa(n)+" in pages of "+strconv.Itoa(most), func(t *testing.T) {
					g := startGraph(t, conformance.Upstream{Rows: test.rows, PageCap: most}, at(test.year))
					for range n {
						g.server.Insert("tasks")
					}
					got := all(t, g.client, &crmstreamv1.ListTasksRequest{}).ids()
					require.ElementsMatch(t, g.ids(), got)
					if place != "at the end" && place != "the only tasks" {
						return
					}
					newest := read(t, g.client, &crmstreamv1.ListTasksRequest{Order: "-create_time"}, scan.State{}, scan.Options{Limit: 20, Descending: true})
					require.NoError(t, newest.err)
					require.Len(t, newest.tasks, 20)
					for _, task := range newest.tasks {
						require.EqualValues(t, test.year, task.GetCreateTime().AsTime().Year())
					}
				})
			}
		}
	}
}

// TestNothingIsLostWhileTheListChanges reads while tasks are deleted at the front of the list, inserted, and changed.
func TestNothingIsLostWhileTheListChanges(t *testing.T) {
	for name, mode := range map[string]func(*sandbox.Settings){
		"deletions before each page":        func(s *sandbox.Settings) { s.GraphQL.DeleteBetween = 1 },
		"deletions before each second page": func(s *sandbox.Settings) { s.GraphQL.DeleteBetween = 2 },
		"churn":                             func(s *sandbox.Settings) { ticking(s, 2026); s.Churn = 3 },
		"churn, deletions and times with Z": func(s *sandbox.Settings) {
			ticking(s, 2026)
			s.Churn, s.GraphQL.DeleteBetween, s.GraphQL.Zoned = 2, 3, true
		},
		"churn at the start of the list": func(s *sandbox.Settings) { at(2010)(s); s.Churn = 4 },
		"churn within the list":          func(s *sandbox.Settings) { ticking(s, 2020); s.Churn = 3 },
	} {
		for _, most := range []int{0, 7} {
			t.Run(name+" in pages of "+strconv.Itoa(most), func(t *testing.T) {
				g := startGraph(t, conformance.Upstream{Rows: 400, PageCap: most}, mode)
				before := g.ids()
				got := all(t, g.client, &crmstreamv1.ListTasksRequest{}).ids()
				after := g.ids()
				require.Less(t, len(slices.Compact(slices.Sorted(slices.Values(got)))), len(before)+len(after))
				require.Len(t, slices.Compact(slices.Sorted(slices.Values(got))), len(got), "a task came twice")
				for _, id := range before {
					if slices.Contains(after, id) {
						require.Contains(t, got, id)
					}
				}
			})
		}
	}
}

// TestResumingAfterEachTask reads one task in each call, each by a client that has not seen the form of times yet.
func TestResumingAfterEachTask(t *testing.T) {
	for name, test := range map[string]struct {
		mode func(*sandbox.Settings)
		req  *crmstreamv1.ListTasksRequest
		cap  int
	}{
		"naive":              {at(2020), &crmstreamv1.ListTasksRequest{}, 0},
		"with Z, cut pages":  {func(s *sandbox.Settings) { at(2020)(s); s.GraphQL.Zoned = true }, &crmstreamv1.ListTasksRequest{}, 7},
		"changes with Z":     {func(s *sandbox.Settings) { at(2020)(s); s.GraphQL.Zoned = true }, &crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"}, 7},
		"changes, deletions": {func(s *sandbox.Settings) { at(2020)(s); s.GraphQL.DeleteBetween = 50 }, &crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			g := startGraph(t, conformance.Upstream{Rows: 24, PageCap: test.cap}, test.mode)
			for range 15 {
				g.server.Insert("tasks")
			}
			var got []string
			for state := (scan.State{}); ; {
				one := read(t, g.fresh(t), test.req, state, scan.Options{PageSize: 1})
				require.NoError(t, one.err)
				got = append(got, one.ids()...)
				if state = one.last.State; one.last.End == scan.EndOfList {
					break
				}
				require.Len(t, one.tasks, 1)
			}
			require.Len(t, slices.Compact(slices.Sorted(slices.Values(got))), len(got), "a task came twice")
			require.Subset(t, got, g.ids())
		})
	}
}
