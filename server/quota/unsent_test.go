package quota

import (
	"context"
	"errors"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestWhatWasNotSentCostsNothing gives slots back, which are free for the next at once, and after a crash.
func TestWhatWasNotSentCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		config := Config{Name: "test", Requests: 10, Window: time.Hour, Reserve: 0.2}
		b, err := newVirtual(config, dir)
		require.NoError(t, err)
		for range 30 {
			for _, ctx := range []context.Context{t.Context(), interactive(t)} {
				release := hold(t, ctx, b, 1)[0]
				time.Sleep(time.Second)
				release(false)
				release(true) // once is enough
			}
		}
		require.Zero(t, b.Snapshot().Used)
		take(t, t.Context(), b, 8)
		release := hold(t, interactive(t), b, 1)[0]
		crash(t, b)
		b, err = newVirtual(config, dir)
		require.NoError(t, err)
		require.Equal(t, 9, b.Snapshot().Used)
		require.Len(t, b.window.bulk, 8)
		require.NoError(t, b.Close())
		require.NotPanics(t, func() { release(false) }, "of a budget that is no more")
	})
}

// TestACrashBeforeItWasTakenBack counts the slot.
func TestACrashBeforeItWasTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		b, err := newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		hold(t, t.Context(), b, 1)
		crash(t, b)
		b, err = newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		require.Equal(t, 1, b.Snapshot().Used)
		require.NoError(t, b.Close())
	})
}

// TestTakenBackForWhoWaits has a waiter get the slot of a request that was not sent, and no earlier.
func TestTakenBackForWhoWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Hour})
		release := hold(t, t.Context(), b, 1)[0]
		time.AfterFunc(time.Minute, func() { release(false) })
		start := time.Now()
		_, err := b.Acquire(t.Context())
		require.NoError(t, err)
		require.Equal(t, time.Minute, time.Since(start))
	})
}

// TestTakenBackInTheBooksOfTurns has a scan's dials be refused, which are no turns of it, and hold up nobody.
func TestTakenBackInTheBooksOfTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		refused, other := &connectors.Meter{}, &connectors.Meter{}
		in := func(call *connectors.Meter) context.Context { return connectors.WithMeter(t.Context(), call) }
		take(t, in(other), b, 1)
		for range 20 {
			hold(t, in(refused), b, 1)[0](false)
		}
		turns := map[*connectors.Meter]int{}
		require.Len(t, b.bulk.callers, 1)
		for _, s := range b.bulk.callers[0].scans {
			turns[s.call] = s.turns
		}
		require.Equal(t, map[*connectors.Meter]int{other: 1, refused: 2}, turns, "as when it came")
		require.Equal(t, 1, b.bulk.callers[0].turns)
		take(t, in(refused), b, 5) // no scan is ahead of the other by what it did not send
	})
}

// TestAProbeThatWasNotSentProvesNothing has the one request after the upstream's word not be sent: the next goes alone too.
func TestAProbeThatWasNotSentProvesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		b.Limited(time.Minute)
		time.Sleep(time.Minute)
		hold(t, t.Context(), b, 1)[0](false)
		require.True(t, b.probing)
		hold(t, t.Context(), b, 1)[0](true)
		require.False(t, b.probing)
	})
}

// TestTakingBackIsNotSynced writes the line before others get the slot, whose own line is synced with it.
func TestTakingBackIsNotSynced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err := newVirtual(ledgerConfig, t.TempDir())
		require.NoError(t, err)
		syncs := 0
		b.ledger.sync = func(*os.File) error { syncs++; return nil }
		release := hold(t, t.Context(), b, 1)[0]
		require.Equal(t, 1, syncs, "synced before it is told")
		release(false)
		require.Equal(t, 1, syncs)
		text, err := os.ReadFile(b.ledger.path)
		require.NoError(t, err)
		require.Equal(t, "v2 2000-01-01T00:00:36Z virtual 86436000 bulk - 1\nv2 2000-01-01T00:00:36Z virtual 86436000 bulk - -1\n", string(text))

		broken := errors.New("input/output error")
		b.ledger.sync = func(*os.File) error { return broken }
		_, err = b.Acquire(t.Context())
		require.ErrorIs(t, err, broken)
		require.NoError(t, b.Close())
	})
}
