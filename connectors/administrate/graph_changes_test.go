package administrate_test

import (
	"math/rand/v2"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/server/scan"
)

// TestEachChangeIsSeen feeds changed_until back for many rounds, while tasks are changed, inserted and deleted between the rounds and
// before each request. In the end a copy of the tenant that was kept by changes alone has what the tenant has.
func TestEachChangeIsSeen(t *testing.T) {
	for name, mode := range map[string]func(*sandbox.Settings){
		"updatedAt":            func(*sandbox.Settings) {},
		"lastUpdatedAt":        func(s *sandbox.Settings) { s.GraphQL.Updated = "lastUpdatedAt" },
		"with Z":               func(s *sandbox.Settings) { s.GraphQL.Zoned = true },
		"orderBy, global ids":  func(s *sandbox.Settings) { s.GraphQL.OrderArgument, s.GraphQL.LegacyID = "orderBy", false },
		"cut to pages of five": func(s *sandbox.Settings) { s.MaxLimit = 5 },
	} {
		t.Run(name, func(t *testing.T) {
			var clock atomic.Int64
			clock.Store(time.Date(2026, 10, 24, 20, 0, 0, 0, time.UTC).Unix()) // the clocks go back five hours later
			g := startGraph(t, conformance.Upstream{Rows: 150}, func(s *sandbox.Settings) {
				mode(s)
				s.Now = func() time.Time { return time.Unix(clock.Load(), 0) }
				s.GraphQL.TokenLife = sandbox.Duration(1000 * time.Hour) // by that clock, which is faster than the client's
			})
			draw := rand.New(rand.NewPCG(7, 11))
			change := func() {
				ids := g.server.IDs("tasks")
				switch draw.IntN(4) {
				case 0:
					g.server.Insert("tasks")
				case 1:
					require.NoError(t, g.server.Delete("tasks", ids[draw.IntN(len(ids))]))
				default:
					require.NoError(t, g.server.Touch("tasks", ids[draw.IntN(len(ids))]))
				}
			}
			g.server.OnRequest(func(op string, _ int64) {
				if op == sandbox.OpGraphQLList {
					clock.Add(draw.Int64N(3))
					change()
				}
			})
			subjects := map[string]string{}
			from := "1970-01-01"
			rows := 0
			for round := range 25 {
				got := all(t, g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: from})
				require.NotEmpty(t, got.last.ChangedUntil)
				from = got.last.ChangedUntil
				for _, task := range got.tasks {
					subjects[task.GetId()] = task.GetSubject()
				}
				if round > 0 {
					rows += len(got.tasks)
				}
				clock.Add(1200)
				for range 10 {
					change()
				}
			}
			g.server.OnRequest(func(string, int64) {})
			for _, task := range all(t, g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: from}).tasks {
				subjects[task.GetId()] = task.GetSubject()
			}
			whole := all(t, g.fresh(t), &crmstreamv1.ListTasksRequest{}).tasks
			require.Len(t, whole, len(g.ids()))
			for _, task := range whole {
				require.Contains(t, subjects, task.GetId())
				require.Equal(t, task.GetSubject(), subjects[task.GetId()], "a change of %s was missed", task.GetId())
			}
			require.Less(t, rows, 24*150, "changes are cheaper than the whole list")
		})
	}
}

// TestAChangeDuringTheScan moves a task to the end of a list by changes after it was read, and before it is read.
func TestAChangeDuringTheScan(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 250}, at(2026))
	ids := g.ids()
	g.before(func(n int) {
		if n == 4 {
			require.NoError(t, g.server.Touch("tasks", ids[0]))
			require.NoError(t, g.server.Touch("tasks", ids[249]))
		}
	})
	got := all(t, g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"})
	times := map[string]int{}
	for _, task := range got.tasks {
		times[task.GetId()]++
	}
	require.Len(t, times, 250)
	require.Equal(t, 2, times[ids[0]], "once as it was, once as it is")
	require.Equal(t, 1, times[ids[249]])
	last := got.tasks[len(got.tasks)-1]
	require.Contains(t, last.GetSubject(), "Revision 1")
}

// TestNothingHasChanged costs few requests, and the next run begins where this one began.
func TestNothingHasChanged(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 250}, func(*sandbox.Settings) {})
	got := all(t, g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: "2026-11-01T00:00:00Z"})
	require.Empty(t, got.tasks)
	require.Equal(t, "2026-11-01T00:00:00Z", got.last.ChangedUntil)
}

// TestASchemaWithoutTheTimeOfAChange refuses lists by changes, and names the field.
func TestASchemaWithoutTheTimeOfAChange(t *testing.T) {
	g := startGraph(t, conformance.Upstream{Rows: 5}, func(s *sandbox.Settings) { s.GraphQL.Updated = "" })
	got := read(t, g.client, &crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"}, scan.State{}, scan.Options{})
	var e *connectors.Error
	require.ErrorAs(t, got.err, &e)
	require.Equal(t, connectors.KindInvalidRequest, e.Kind)
	require.Equal(t, "changed_from", e.Field)
	require.Len(t, all(t, g.client, &crmstreamv1.ListTasksRequest{}).tasks, 5)
}

// TestNewestWithTies reads as many of the newest tasks as are wanted, for each number, with many tasks of one second.
func TestNewestWithTies(t *testing.T) {
	for _, most := range []int{0, 7} {
		for _, zoned := range []bool{false, true} {
			g := startGraph(t, conformance.Upstream{Rows: 300, PageCap: most}, func(s *sandbox.Settings) { at(2026)(s); s.GraphQL.Zoned = zoned })
			for range 12 {
				g.server.Insert("tasks")
			}
			for _, limit := range []int{1, 2, 7, 11, 12, 13, 50, 100} {
				t.Run(strconv.Itoa(most)+" "+strconv.Itoa(limit), func(t *testing.T) {
					got := read(t, g.fresh(t), &crmstreamv1.ListTasksRequest{Order: "-create_time"}, scan.State{}, scan.Options{Limit: limit, Descending: true})
					require.NoError(t, got.err)
					require.Len(t, got.tasks, limit)
					every := all(t, g.fresh(t), &crmstreamv1.ListTasksRequest{}).tasks
					oldest := got.tasks[limit-1].GetCreateTime()
					require.Equal(t, every[len(every)-limit].GetCreateTime().String(), oldest.String())
				})
			}
		}
	}
}
