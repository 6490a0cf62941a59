package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// smallMemory is a server of two sources, of which only the first has a budget. The memory is for a few answers of answerSize bytes.
const smallMemory = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
page_memory_mib: 4
budgets: [{name: small, %s, window: 1h, reserve: 0}]
sources:
  - {name: paced, connector: administrate, time_zone: UTC, budget: small, settings: {base_url: "%s", login: a@example.com, password: "${ADMINISTRATE}", page_size: 1000}}
  - {name: free, connector: administrate, time_zone: UTC, account: second, settings: {base_url: "%s", login: b@example.com, password: "${ADMINISTRATE}", page_size: 1000}}
`

// answerSize is how many bytes the answers have.
const answerSize = 300_000

// writeRows answers the first page of a list with tasks of that many bytes together, and all other requests with none.
func writeRows(w http.ResponseWriter, r *http.Request, rows, bytes int) {
	if q := r.URL.Query(); q.Get("id__gt") != "0" || q.Has("id__lt") {
		_, _ = w.Write([]byte("[]"))
		return
	}
	tasks := make([]string, rows)
	for i := range tasks {
		tasks[i] = fmt.Sprintf(`{"id":%d,"user_id":100,"subject":"a","description":"%s"}`, i+1, strings.Repeat("x", bytes/rows))
	}
	_, _ = fmt.Fprintf(w, "[%s]", strings.Join(tasks, ","))
}

// TestScansThatWaitForABudgetHoldUpNoOtherSource lets sixty scans wait for a budget that is used up, with answers for which the
// memory is too small. A list of another source does not wait for them.
func TestScansThatWaitForABudgetHoldUpNoOtherSource(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { writeRows(w, r, 2, answerSize) }))
	t.Cleanup(upstream.Close)
	address, web, _ := serveHere(t, fmt.Sprintf(smallMemory, "requests: 1", upstream.URL, upstream.URL))
	server, conn := process{web: web}, dial(t, address)
	ctx, cancel := context.WithCancel(t.Context())
	var waiting sync.WaitGroup
	defer waiting.Wait()
	defer cancel()
	scan := func(i int) *reader {
		r, err := openReader(ctx, conn, "tasks", "source=paced", fmt.Sprintf("where=owner_id >= %d", i))
		require.NoError(t, err)
		return r
	}
	first := scan(0)
	require.NoError(t, first.read(), "the size of an answer is known now, and the budget is used up")
	waiting.Go(func() { _ = first.drain() })
	for i := range 60 {
		r := scan(i + 1)
		waiting.Go(func() { _ = r.drain() })
	}
	const open = `crmstream_calls_open{method="/crmstream.v1.TasksService/ListTasks"}`
	require.Eventually(t, func() bool { return server.metric(t, open) == 61 }, 20*time.Second, 10*time.Millisecond)
	settle(t, func() int { return int(server.metric(t, "crmstream_page_memory_bytes")) })

	began := time.Now()
	within, stop := context.WithTimeout(t.Context(), 10*time.Second)
	defer stop()
	other, err := openReader(within, conn, "tasks", "source=free")
	require.NoError(t, err)
	require.NoError(t, other.drain())
	require.Len(t, other.ids, 2)
	check.AtMost(t, "list_beside_waiting_scans_seconds", time.Since(began).Seconds(), 5)
}

// TestAnswersThatGrowWithABudgetOfFewPlaces reads lists of answers that are larger than expected, with less memory than they need together.
// Scans that wait for a place hold no memory that the answers on the places wait for. A page of one row has two answers, and keeps
// the first in memory while it waits for the place of the second.
func TestAnswersThatGrowWithABudgetOfFewPlaces(t *testing.T) {
	for name, test := range map[string]struct{ places, rows, requests int }{
		"one place":                      {1, 2, 2},
		"two places":                     {2, 2, 2},
		"pages of two answers":           {1, 1, 3},
		"pages of two answers, 2 places": {2, 1, 3},
	} {
		t.Run(name, func(t *testing.T) {
			var requests atomic.Int64
			upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				writeRows(w, r, test.rows, 10*answerSize)
			}))
			t.Cleanup(upstream.Close)
			budget := fmt.Sprintf("requests: 10000, concurrency: %d", test.places)
			address, _, _ := serveHere(t, fmt.Sprintf(smallMemory, budget, upstream.URL, upstream.URL))
			conn := dial(t, address)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			const scans = 40
			errs := make(chan error, scans)
			for i := range scans {
				go func() {
					r, err := openReader(ctx, conn, "tasks", "source=paced", fmt.Sprintf("where=owner_id >= %d", i))
					if err == nil {
						err = r.drain()
					}
					errs <- err
				}()
			}
			for range scans {
				require.NoError(t, <-errs)
			}
			require.EqualValues(t, test.requests*scans, requests.Load(), "a place that is given back costs no request")
		})
	}
}
