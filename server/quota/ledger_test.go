package quota

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// ledgerConfig reserves some for interactive calls, to see for whom a slot was kept.
var ledgerConfig = Config{Name: "test", Requests: 10, Window: time.Hour, Reserve: 0.5}

// crash ends a budget as the system ends its process, after a line that is being written. Nothing is written or given any more; the
// Budget is not closed.
func crash(t *testing.T, b *Budget) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.quiet()
	b.ledger, b.block = nil, nil
	b.shut = true
	if b.timer != nil {
		b.timer.Stop()
	}
}

func TestLedgerAfterACrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "budgets")
		first, err := newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		take(t, t.Context(), first, 2)
		time.Sleep(30 * time.Minute)
		take(t, interactive(t), first, 3)
		time.Sleep(10 * time.Minute)

		crash(t, first)
		second, err := newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		require.Equal(t, 5, second.Snapshot().Used)
		require.Len(t, second.window.bulk, 2)
		time.Sleep(20*time.Minute + ledgerConfig.grace()) // when those requests ended is not kept
		require.Equal(t, 3, second.Snapshot().Used, "each counts from its own moment")
		require.NoError(t, second.Close())

		third, err := newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		require.Equal(t, 3, third.Snapshot().Used)
		require.NoError(t, third.Close())
		info, err := os.Stat(filepath.Join(dir, "test.ledger"))
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	})
}

func TestDamagedLedger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		line := func(ago time.Duration, mark string) string {
			return time.Now().Add(-ago).UTC().Format(time.RFC3339Nano) + " " + mark
		}
		good := line(59*time.Minute, "interactive") + "\n"
		tests := map[string]struct {
			text        string
			used, after int // now, and after the minute in which the good line expires
		}{
			"empty":                   {"", 0, 0},
			"whole":                   {good, 1, 0},
			"without its last end":    {good + line(59*time.Minute, "bulk"), 2, 0},
			"cut in the mark":         {good + line(59*time.Minute, "bul"), 2, 1},
			"cut in the time":         {good + line(0, "")[:12], 2, 1},
			"cut, then written on":    {good + "2000-01-\n\n" + good, 3, 1},
			"zeros for several lines": {good + strings.Repeat("\x00", 3*shortestLine), 4, 3},
			"from the future":         {line(-24*time.Hour, "bulk") + "\n" + good, 2, 1},
			"expired":                 {line(time.Hour, "bulk") + "\n", 0, 0},
			"a word that is over":     {line(time.Minute, "closed") + "\n" + good, 1, 0},
			"cut in the word":         {good + line(-time.Minute, "clos"), 2, 1},
		}
		for name, tt := range tests {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "test.ledger"), []byte(tt.text), 0o600), name)
			b, err := newVirtual(ledgerConfig, dir)
			require.NoError(t, err, name)
			opened := b.Snapshot().Used
			require.Equal(t, tt.used, opened, name)
			require.NoError(t, b.Close(), name)

			again, err := newVirtual(ledgerConfig, dir)
			require.NoError(t, err, name)
			require.Equal(t, tt.used, again.Snapshot().Used, "%s: the same when written anew", name)
			again.mu.Lock()
			again.window.forget(again.now() + time.Minute)
			require.Len(t, again.window.slots, tt.after, name)
			again.window.forget(again.now() + ledgerConfig.Window)
			require.Empty(t, again.window.slots, name)
			again.mu.Unlock()
			require.NoError(t, again.Close(), name)
		}
	})
}

// TestUpstreamsWordAfterACrash closes a budget, whose next processes keep to that however often they come.
func TestUpstreamsWordAfterACrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		b, err := newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		b.Limited(40 * time.Minute)
		b.Limited(time.Minute)
		for range 2 {
			time.Sleep(10 * time.Minute)
			crash(t, b)
			b, err = newVirtual(ledgerConfig, dir)
			require.NoError(t, err)
		}
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, 20*time.Minute)
		require.Zero(t, b.Snapshot().Used)
		start := time.Now()
		_, err = b.Acquire(t.Context())
		require.NoError(t, err)
		require.Equal(t, 20*time.Minute, time.Since(start))
		require.NoError(t, b.Close())

		far := time.Now().AddDate(1, 0, 0).Format(time.RFC3339Nano) + " closed\n" // by a clock that was set back
		require.NoError(t, os.WriteFile(filepath.Join(dir, "test.ledger"), []byte(far), 0o600))
		b, err = newVirtual(ledgerConfig, dir)
		require.NoError(t, err)
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, time.Hour)
		require.NoError(t, b.Close())
	})
}

func TestSmallerBudgetThanBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		first, err := newVirtual(Config{Name: "test", Requests: 10, Window: time.Hour}, dir)
		require.NoError(t, err)
		for range 10 {
			take(t, t.Context(), first, 1)
			time.Sleep(time.Minute)
		}
		require.NoError(t, first.Close())
		second, err := newVirtual(Config{Name: "test", Requests: 3, Window: time.Hour}, dir)
		require.NoError(t, err)
		_, err = second.Acquire(interactive(t))
		emptyFor(t, err, 57*time.Minute+second.config.grace())
		require.NoError(t, second.Close())
	})
}

func TestLedgerStaysShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		config := Config{Name: "test", Requests: 10, Window: time.Minute}
		b, err := newVirtual(config, dir)
		require.NoError(t, err)
		b.ledger.sync = func(*os.File) error { return nil }
		for range 300 {
			take(t, t.Context(), b, 10)
			time.Sleep(time.Minute)
		}
		text, err := os.ReadFile(filepath.Join(dir, "test.ledger"))
		require.NoError(t, err)
		require.LessOrEqual(t, strings.Count(string(text), "\n"), slack+20)
		take(t, t.Context(), b, 10)
		crash(t, b)
		time.Sleep(config.grace())
		again, err := newVirtual(config, dir)
		require.NoError(t, err)
		require.Equal(t, 10, again.Snapshot().Used)
		require.NoError(t, again.Close())
	})
}

// TestAllHearOfABrokenLedger has two wait for the place of a third when the disk fails.
func TestAllHearOfABrokenLedger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err := newVirtual(Config{Name: "test", Requests: 5, Window: time.Hour, Concurrency: 1}, t.TempDir())
		require.NoError(t, err)
		release := hold(t, t.Context(), b, 1)[0]
		failed := make(chan error, 2)
		for range cap(failed) {
			go func() {
				_, err := b.Acquire(t.Context())
				failed <- err
			}()
		}
		synctest.Wait()
		broken := errors.New("input/output error")
		b.ledger.sync = func(*os.File) error { return broken }
		release(true)
		require.ErrorIs(t, <-failed, broken)
		require.ErrorIs(t, <-failed, broken)
		require.NoError(t, b.Close())
	})
}

func TestNoSlotWithoutLedger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		b, err := newVirtual(Config{Name: "test", Requests: 3, Window: time.Hour, Concurrency: 1}, dir)
		require.NoError(t, err)
		take(t, t.Context(), b, 1)
		require.NoError(t, os.Rename(b.ledger.path, b.ledger.path+".away"))
		_, err = b.Acquire(t.Context())
		require.ErrorContains(t, err, "budget \"test\"")
		require.ErrorIs(t, err, os.ErrNotExist)
		require.NoFileExists(t, b.ledger.path, "a new file would know less")
		require.Equal(t, 2, b.Snapshot().Used, "by caution")

		require.NoError(t, os.Rename(b.ledger.path+".away", b.ledger.path))
		take(t, t.Context(), b, 1) // who was refused holds nothing up
		require.NoError(t, b.Close())
		text, err := os.ReadFile(b.ledger.path)
		require.NoError(t, err)
		require.Regexp(t, `^(v2 \S+ virtual \d+ bulk - 1\n){2}$`, string(text))
		_, err = newVirtual(Config{Name: "test", Requests: 3, Window: time.Hour}, b.ledger.path)
		require.Error(t, err, "a file is no directory")
	})
}
