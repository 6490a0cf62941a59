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

	"github.com/crmstream/crmstream/internal/check"
)

// stallConfig is a server of one source, without a budget.
const stallConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
sources:
  - {name: crm, connector: administrate, time_zone: UTC, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}", page_size: 1000}}
`

// stallBound is how many bytes of heap and stacks a reader that stalls may take on average: a message on its way, one that waits
// for it, and what gRPC and HTTP keep for a connection. The list has sixty times as much.
const stallBound = 256 << 10

// TestStalledReaders lets a thousand readers of a long list take one message and then no more, each over a connection of its
// own: by gRPC, as NDJSON, and both. They cost little memory and no further upstream requests, and a healthy reader gets its
// whole list, at a speed that is told. Whoever goes on has lost nothing.
func TestStalledReaders(t *testing.T) {
	binary := buildBinary(t)
	for name, jsonOfTen := range map[string]int{"grpc": 1, "ndjson": 9, "ndjson_alone": 10} {
		t.Run(name, func(t *testing.T) { testStalledReaders(t, binary, name, jsonOfTen) })
	}
}

// testStalledReaders is TestStalledReaders with so many of ten readers over JSON.
func testStalledReaders(t *testing.T, binary, name string, jsonOfTen int) {
	readers := 1000
	if testing.Short() {
		readers = 200
	}
	const rows = 10_000
	sandbox := startGated(t, "administrate", fmt.Sprintf(`{"rows": %d}`, rows))
	config := filepath.Join(t.TempDir(), "crmstream.yaml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, stallConfig, sandbox.url), 0o600))
	server := serveConfig(t, binary, config, filepath.Join(filepath.Dir(config), "log"))
	f := footprintOf(t, server)
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

	stalled := stall(t, server, readers, jsonOfTen)
	settle(t, func() int { return int(server.metric(t, `crmstream_records_total{list="tasks",source="crm"}`)) })
	each := (server.memory(t) - before) / float64(readers)
	beside := healthy()
	check.AtMost(t, "stalled_"+name+"_kib_each", each/1024, stallBound/1024)
	check.Tell("stalled_"+name+"_healthy_speed", alone.Seconds()/beside.Seconds())
	f.check(t, "stalled_"+name)
	if stalled == nil {
		return // nobody reads by gRPC
	}
	require.NoError(t, stalled.drain())
	require.Len(t, set(stalled.ids), rows)
}

// stall opens readers that take a message and then no more. They read a list of their own, with the upstream's JSON in it, so
// that no others fetch its pages. So many of ten read over JSON. It returns one of those by gRPC, nil if there is none.
func stall(t *testing.T, server process, readers, jsonOfTen int) *reader {
	t.Helper()
	found := make(chan *reader, readers)
	slots, opening := make(chan struct{}, 16), sync.WaitGroup{}
	for i := range readers {
		slots <- struct{}{}
		conn := dial(t, server.grpc)
		opening.Go(func() {
			defer func() { <-slots }()
			if i%10 < jsonOfTen {
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
	close(found)
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
