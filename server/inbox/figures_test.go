package inbox

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/changelog"
)

var manyEvents = flag.Int("inbox.events", 5000, "how many events TestFiguresOfEvents stores")

// sizeOf returns the size of the files of a folder.
func sizeOf(t *testing.T, dir string) (bytes int64) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	}))
	return bytes
}

func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// TestFiguresOfEvents prints what the embedded log takes of disk and memory, at rest and with many events of about 1 KiB.
func TestFiguresOfEvents(t *testing.T) {
	dir := t.TempDir()
	open := func() (*Inbox, time.Duration) {
		began := time.Now()
		store, err := changelog.OpenJetStream(filepath.Join(dir, "log"), changelog.Settings{MaxBytes: DefaultSettings().Bytes})
		require.NoError(t, err)
		i, err := Open(store, DefaultSettings(), filepath.Join(dir, "seen"), slog.New(slog.DiscardHandler), func(string) Prepare { return ignore })
		require.NoError(t, err)
		require.NoError(t, i.Set(t.Context(), []Source{{Name: "main", Identity: "one", Events: true, Texts: true}}))
		return i, time.Since(began)
	}
	before := heap()
	i, took := open()
	check.Tell("events_open_empty_ms", float64(took.Milliseconds()))
	check.Tell("events_at_rest_heap_mib", heap()-before)
	check.Tell("events_at_rest_disk_kib", float64(sizeOf(t, dir)>>10))
	box := i.Box("main")
	var next atomic.Int64
	var group sync.WaitGroup
	began := time.Now()
	for range 64 {
		group.Go(func() {
			for {
				n := next.Add(1)
				if n > int64(*manyEvents) {
					return
				}
				body := fmt.Appendf(nil, `{"event":"edit","object_sub_id":"%d","x":"%0*d"}`, n, 500+rand.IntN(900), n)
				if _, err := box.AddEvent(context.Background(), "", body); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	check.Tell("events_stored", float64(*manyEvents))
	check.Tell("events_a_second", float64(*manyEvents)/time.Since(began).Seconds())
	check.Tell("events_heap_mib", heap()-before)
	check.Tell("events_disk_mib", float64(sizeOf(t, dir))/(1<<20))
	require.NoError(t, i.Close(context.Background()))
	check.Tell("events_closed_heap_mib", heap()-before)
	i, took = open()
	check.Tell("events_open_full_ms", float64(took.Milliseconds()))
	check.Tell("events_reopened_heap_mib", heap()-before)
	bounds, err := i.Box("main").Events.Bounds(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, *manyEvents+2, bounds.Last-bounds.First+1, "with a gap for each start")
	require.NoError(t, i.Close(context.Background()))
}
