package inbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/changelog"
)

// openLog returns a log in memory.
func openLog(t *testing.T) changelog.Log {
	t.Helper()
	memory, err := changelog.OpenMemory(changelog.Settings{MaxBytes: 256 << 20, Logs: []changelog.Config{{
		Name: "L", Retention: time.Hour, Window: time.Minute, MaxEntry: 1 << 20,
	}}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, memory.Close()) })
	log, err := memory.Log("L")
	require.NoError(t, err)
	return log
}

// TestFeed lets readers of all speeds read what is appended meanwhile. All see the same entries, and most of them are read from the log
// once.
func TestFeed(t *testing.T) {
	log := openLog(t)
	var prepared atomic.Int64
	feed := newFeed(log, func(_ context.Context, r changelog.Record) ([]byte, error) {
		prepared.Add(1)
		return append([]byte("w"), r.Body...), nil
	})
	const entries, readers = 20_000, 50
	start, err := log.Bounds(t.Context())
	require.NoError(t, err)
	var group sync.WaitGroup
	wrong := atomic.Int64{}
	for reader := range readers {
		group.Go(func() {
			at, next := start.Start, 0
			for next < entries {
				got, err := feed.Next(t.Context(), at)
				if err != nil {
					wrong.Add(1)
					return
				}
				for _, e := range got {
					if string(e.Body) != fmt.Sprint(next) || string(e.Wire) != "w"+fmt.Sprint(next) {
						wrong.Add(1)
						return
					}
					next, at = next+1, e.After()
				}
				if len(got) == 0 {
					_ = feed.Wait(t.Context(), at)
				}
				if reader%10 == 0 {
					time.Sleep(rand.N(time.Millisecond))
				}
			}
		})
	}
	for i := range entries {
		_, err := log.Append(t.Context(), changelog.Entry{Kind: "k", Body: []byte(fmt.Sprint(i))})
		require.NoError(t, err)
	}
	group.Wait()
	check.AtMost(t, "feed_readers_wrong", float64(wrong.Load()), 0)
	check.AtMost(t, "feed_entries_prepared_per_entry", float64(prepared.Load())/entries, 8)
	require.LessOrEqual(t, feed.bytes, windowBytes)
}

// TestFeedOfAnotherHistory refuses a position that the log does not have, also while the window has its sequence.
func TestFeedOfAnotherHistory(t *testing.T) {
	log := openLog(t)
	feed := newFeed(log, ignore)
	bounds, err := log.Bounds(t.Context())
	require.NoError(t, err)
	for range 10 {
		_, err := log.Append(t.Context(), changelog.Entry{Kind: "k"})
		require.NoError(t, err)
	}
	got, err := feed.Next(t.Context(), bounds.Start)
	require.NoError(t, err)
	require.Len(t, got, 10)
	for _, wrong := range []changelog.Position{
		{Log: got[4].Log + 1, Sequence: got[4].Sequence, Check: got[4].After().Check},
		{Log: got[4].Log, Sequence: got[4].Sequence, Check: got[4].After().Check + 1},
		{Log: got[4].Log, Sequence: got[9].Sequence + 5},
	} {
		_, err := feed.Next(t.Context(), wrong)
		require.ErrorAs(t, err, new(*changelog.ExpiredError))
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = feed.Next(ended, got[0].After())
	require.NoError(t, err, "the window has it")
	require.ErrorIs(t, feed.Wait(ended, got[9].After()), context.Canceled)
}

// TestFeedStopsPreparing returns what was prepared before an error, and prepares nothing for a reader that has left.
func TestFeedStopsPreparing(t *testing.T) {
	t.Parallel()
	log := openLog(t)
	bounds, err := log.Bounds(t.Context())
	require.NoError(t, err)
	for i := range 10 {
		_, err := log.Append(t.Context(), changelog.Entry{Kind: "k", Body: []byte{byte(i)}})
		require.NoError(t, err)
	}
	broken := errors.New("broken")
	reader, leave := context.WithCancelCause(t.Context())
	prepared, wrong := 0, true
	feed := newFeed(log, func(_ context.Context, r changelog.Record) ([]byte, error) {
		if r.Body[0] == 3 && wrong {
			return nil, broken
		}
		if prepared++; r.Body[0] == 6 {
			leave(broken)
		}
		return r.Body, nil
	})
	got, err := feed.Next(reader, bounds.Start)
	require.NoError(t, err)
	require.Len(t, got, 3)
	_, err = feed.Next(reader, got[2].After())
	require.ErrorIs(t, err, broken)
	wrong = false
	rest, err := feed.Next(reader, got[2].After())
	require.NoError(t, err)
	require.Len(t, rest, 4)
	require.Equal(t, 7, prepared)
	_, err = feed.Next(reader, rest[3].After())
	require.ErrorIs(t, err, broken)
	require.Equal(t, 7, prepared)
}
