package server

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

var (
	watchers   = flag.Int("watchers", 200, "how many watches TestManyWatchers opens, of which nine in ten read nothing")
	watchedAll = flag.Int("watchers.events", 10_000, "how many events it sends")
)

// TestManyWatchers delivers all events to those that read, while most watches read nothing, in bounded memory (V8).
func TestManyWatchers(t *testing.T) {
	logs := newStore(t)
	logs.bytes = 512 << 20
	r := newWatchRig(t, logs, t.TempDir())
	box := r.server.inbox.Box("main")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var delivered sync.WaitGroup
	wrong := atomic.Int64{}
	live := 0
	for i := range *watchers {
		stream, err := r.events.WatchEvents(ctx, &crmstreamv1.WatchEventsRequest{Source: "main"})
		require.NoError(t, err)
		_, err = stream.Recv()
		require.NoError(t, err)
		if i%10 != 0 {
			continue // it never reads again
		}
		live++
		delivered.Go(func() {
			for next := 0; next < *watchedAll; {
				m, err := stream.Recv()
				if err != nil {
					wrong.Add(1)
					return
				}
				for _, e := range m.GetEvents() {
					if e.GetObjectId() != fmt.Sprint(next) {
						wrong.Add(1)
					}
					next++
				}
			}
		})
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	for i := range *watchedAll {
		_, err := box.AddEvent(ctx, "", fmt.Appendf(nil, "%d=%s", i, strings.Repeat("x", 300)))
		require.NoError(t, err)
	}
	delivered.Wait()
	took := time.Since(began)
	runtime.GC()
	runtime.ReadMemStats(&after)
	check.AtMost(t, "watchers_live_wrong", float64(wrong.Load()), 0)
	kept, err := box.Events.Bounds(t.Context())
	require.NoError(t, err)
	grown := float64(after.HeapAlloc) - float64(before.HeapAlloc) - float64(kept.Bytes) // the log, which is on the disk elsewhere
	check.AtMost(t, "watchers_heap_mib", max(0, grown)/(1<<20), 256)
	check.Tell("watchers_deliveries_a_second", float64(live**watchedAll)/took.Seconds())
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Len(t, seen.ids, *watchedAll)
}
