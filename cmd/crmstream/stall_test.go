package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// stallConfig is a server of one source, without a budget.
const stallConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: administrate, time_zone: UTC, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}", page_size: 1000}}
`

// stallBound is how many bytes of heap and stacks a reader that stalls may take on average: a message on its way, one that waits
// for it, and what gRPC and HTTP keep for a connection. The list has thirty times as much.
const stallBound = 512 << 10

// TestStalledReaders lets a thousand readers of a long list take one message and then no more, each over a connection of its
// own, nine of ten by gRPC and the others over JSON. They cost little memory and no further upstream requests, and a healthy
// reader gets its whole list, at a speed that is logged. Whoever goes on has lost nothing.
func TestStalledReaders(t *testing.T) {
	readers := 1000
	if testing.Short() {
		readers = 200
	}
	const rows = 10_000
	sandbox := startGated(t, "administrate", fmt.Sprintf(`{"rows": %d}`, rows))
	config := filepath.Join(t.TempDir(), "crmstream.yaml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, stallConfig, sandbox.url), 0o600))
	t.Setenv("GOGC", "50") // so that the heap is not much more than what is in use
	server := serveConfig(t, buildBinary(t), config, filepath.Join(filepath.Dir(config), "log"))
	conn := dial(t, server.grpc)
	healthy := func() time.Duration {
		before, began := sandbox.requests(), time.Now()
		r, err := openReader(t.Context(), conn, "tasks", "source=crm", "max_staleness=0s")
		require.NoError(t, err)
		require.NoError(t, r.drain())
		took := time.Since(began)
		require.Len(t, set(r.ids), rows)
		require.EqualValues(t, r.summary.GetUpstreamRequests(), sandbox.requests()-before, "readers that stall have cost requests")
		return took
	}
	fastest := func() time.Duration { return min(healthy(), healthy(), healthy()) }
	alone, before := fastest(), server.memory(t)

	stalled := stall(t, server, readers)
	settle(t, func() int { return int(server.metric(t, `crmstream_records_total{list="tasks",source="crm"}`)) })
	each := (server.memory(t) - before) / float64(readers)
	beside := fastest()
	t.Logf("%d stalled readers take %.0f KiB each; beside them a healthy one reads at %.2f of its speed", readers, each/1024, alone.Seconds()/beside.Seconds())
	require.Less(t, each, float64(stallBound))
	require.NoError(t, stalled.drain())
	require.Len(t, set(stalled.ids), rows)
}

// stall opens readers that take a message and then no more. They read a list of their own, with the upstream's JSON in it, so
// that no others fetch its pages. It returns one of those by gRPC.
func stall(t *testing.T, server process, readers int) *reader {
	t.Helper()
	found := make(chan *reader, readers)
	slots, opening := make(chan struct{}, 16), sync.WaitGroup{}
	for i := range readers {
		slots <- struct{}{}
		conn := dial(t, server.grpc)
		opening.Go(func() {
			defer func() { <-slots }()
			if i%10 == 0 {
				lines, err := openLines(t.Context(), server.web+"/v1/sources/crm/tasks?includeRaw=true&")
				for err == nil && lines.token == "" {
					err = lines.read()
				}
				assert.NoError(t, err)
				return
			}
			r, err := openReader(t.Context(), conn, "tasks", "source=crm", "include_raw=true")
			for err == nil && r.token == "" {
				err = r.read()
			}
			assert.NoError(t, err)
			found <- r
		})
	}
	opening.Wait()
	require.NotEmpty(t, found)
	return <-found
}

// memory returns how many bytes the server uses for its heap and its stacks.
func (p process) memory(t *testing.T) float64 {
	t.Helper()
	return p.metric(t, "go_memstats_heap_inuse_bytes") + p.metric(t, "go_memstats_stack_inuse_bytes")
}

// metric returns the value of a metric, of which the name has all labels.
func (p process) metric(t *testing.T, name string) float64 {
	t.Helper()
	code, metrics := get(t, p.web+"/metrics")
	require.Equal(t, http.StatusOK, code)
	for line := range strings.Lines(metrics) {
		if text, found := strings.CutPrefix(line, name+" "); found {
			value, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
			require.NoError(t, err)
			return value
		}
	}
	require.Fail(t, "no metric "+name)
	return 0
}
