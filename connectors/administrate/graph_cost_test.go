package administrate_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	sandbox "github.com/crmstream/crmstream/sandbox/administrate"
	"github.com/crmstream/crmstream/server/scan"
)

// TestWhatGraphCosts counts the requests of lists and look-ups: those of the first call of a client, with the token, the schema and the
// proof that totals are true, and those of the second.
func TestWhatGraphCosts(t *testing.T) {
	list := func(req *crmstreamv1.ListTasksRequest, opts scan.Options) func(*testing.T, connectors.Client, []string) int {
		return func(t *testing.T, c connectors.Client, _ []string) int {
			got := read(t, c, req, scan.State{}, opts)
			require.NoError(t, got.err)
			return len(got.tasks)
		}
	}
	find := func(n int) func(*testing.T, connectors.Client, []string) int {
		return func(t *testing.T, c connectors.Client, ids []string) int {
			page, err := conformance.Find(t.Context(), c, &crmstreamv1.BatchGetTasksRequest{Ids: ids[:n]})
			require.NoError(t, err)
			return len(page.Records)
		}
	}
	newest := scan.Options{Limit: 20, Descending: true}
	for name, test := range map[string]struct {
		rows, cap     int
		call          func(*testing.T, connectors.Client, []string) int
		came          int
		first, second float64
	}{
		"no task":                  {0, 0, list(&crmstreamv1.ListTasksRequest{}, scan.Options{}), 0, 5, 3}, // an empty list is proved
		"one page":                 {40, 0, list(&crmstreamv1.ListTasksRequest{}, scan.Options{}), 40, 5, 2},
		"250 tasks":                {250, 0, list(&crmstreamv1.ListTasksRequest{}, scan.Options{}), 250, 6, 4},
		"250 tasks in pages of 60": {250, 60, list(&crmstreamv1.ListTasksRequest{}, scan.Options{}), 250, 8, 6},
		"the first 20":             {250, 0, list(&crmstreamv1.ListTasksRequest{}, scan.Options{Limit: 20}), 20, 4, 2},
		"the newest 20":            {250, 0, list(&crmstreamv1.ListTasksRequest{Order: "-create_time"}, newest), 20, 3, 1},
		"one id":                   {250, 0, find(1), 1, 3, 1},
		"250 ids":                  {250, 0, find(250), 250, 5, 3},
		"changes, none":            {250, 0, list(&crmstreamv1.ListTasksRequest{ChangedFrom: "2026-11-01"}, scan.Options{}), 0, 6, 3},
		"changes, all 250":         {250, 0, list(&crmstreamv1.ListTasksRequest{ChangedFrom: "1970-01-01"}, scan.Options{}), 250, 7, 4},
	} {
		t.Run(name, func(t *testing.T) {
			// The tasks of one second that the emulator imports would cost more: its clock is that of inserted tasks here.
			g := startGraph(t, conformance.Upstream{PageCap: test.cap}, func(s *sandbox.Settings) { ticking(s, 2026) })
			for range test.rows {
				g.server.Insert("tasks")
			}
			var requests atomic.Int64
			client, err := administrate.New(connectors.Account{
				Source: "test", TimeZone: conformance.Zone(t), Transport: conformance.Upstream{}.Carry(g.server),
				Observe: func(context.Context, connectors.Exchange) { requests.Add(1) },
			}, g.account())
			require.NoError(t, err)
			figure := strings.NewReplacer(" ", "_", ",", "").Replace(name)
			require.Equal(t, test.came, test.call(t, client, g.ids()))
			check.AtMost(t, "graph_requests_first_"+figure, float64(requests.Swap(0)), test.first)
			require.Equal(t, test.came, test.call(t, client, g.ids()))
			check.AtMost(t, "graph_requests_then_"+figure, float64(requests.Load()), test.second)
		})
	}
}
