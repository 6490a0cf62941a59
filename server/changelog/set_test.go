package changelog

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// named returns settings of 8 MiB with logs of these names.
func named(names ...string) Settings {
	s := Settings{MaxBytes: 8 << 20}
	for _, n := range names {
		c := config()
		c.Name = n
		s.Logs = append(s.Logs, c)
	}
	return s
}

func logOf(t *testing.T, s Logs, name string) Log {
	t.Helper()
	l, err := s.Log(name)
	require.NoError(t, err)
	return l
}

// TestSetWhileInUse adds and removes logs beside one that is written and read all the time.
func TestSetWhileInUse(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { *s = named(name) })
		start := bounds(t, l).Start
		var stop atomic.Bool
		var group, reader sync.WaitGroup
		var last atomic.Int64
		last.Store(math.MaxInt64)
		appended := make([]int, 4)
		for a := range appended {
			group.Go(func() {
				for ; !stop.Load() && appended[a] < 5000; appended[a]++ { // so many fit into the share
					if _, err := l.Append(t.Context(), Entry{Body: body(a)}); err != nil {
						t.Errorf("append: %v", err)
						return
					}
				}
			})
		}
		read := 0
		reader.Go(func() {
			for from := start; int64(read) < last.Load(); {
				for record, err := range l.Read(t.Context(), from) {
					if err != nil || record.Sequence != uint64(read+1) {
						t.Errorf("read %d as %d: %v", record.Sequence, read+1, err)
						return
					}
					from = record.After()
					read++
				}
			}
		})
		for i := range 5 {
			require.NoError(t, l.store.Set(named(name, "b", fmt.Sprint("c", i))))
			require.EqualValues(t, 8<<20/3, bounds(t, l).MaxBytes)
			require.EqualValues(t, 8<<20/3, bounds(t, logOf(t, l.store, "b")).MaxBytes)
			fill(t, logOf(t, l.store, "b"), i, i+1)
		}
		require.Len(t, all(t, logOf(t, l.store, "b")), 5)
		same := logOf(t, l.store, name)
		require.Same(t, l.Log, same)
		require.NoError(t, l.store.Set(named(name)))
		require.EqualValues(t, 4<<20, bounds(t, l).MaxBytes, "b has entries still")
		stop.Store(true)
		group.Wait()
		total := 0
		for _, n := range appended {
			total += n
		}
		require.Len(t, all(t, l), total)
		last.Store(int64(total))
		reader.Wait()
		require.Equal(t, total, read)
	})
}

// TestALogLeavesAndComesBack, and is the same.
func TestALogLeavesAndComesBack(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { *s = named("other", name) })
		left := logOf(t, l.store, name)
		fill(t, left, 0, 10)
		before, end := all(t, left), bounds(t, left).End
		waiting := make(chan error)
		go func() { waiting <- left.Wait(t.Context(), end) }()
		require.NoError(t, l.store.Set(named("other")))
		require.ErrorIs(t, <-waiting, ErrClosed)
		_, err := l.store.Log(name)
		require.ErrorIs(t, err, ErrUnknownLog)
		requireClosed(t, left, end)
		require.NoError(t, l.store.Set(named("other", name)))
		requireClosed(t, left, end)
		back := logOf(t, l.store, name)
		require.Equal(t, before, all(t, back))
		require.Equal(t, end, bounds(t, back).End)
		fill(t, back, 10, 11)
		rest, err := read(t.Context(), back, end)
		require.NoError(t, err)
		require.Len(t, rest, 1)

		require.NoError(t, l.store.Set(named(name)), "other had no entries, and is gone")
		require.EqualValues(t, 8<<20, bounds(t, back).MaxBytes)
		require.NoError(t, l.store.Set(named("other", name)))
		require.EqualValues(t, 1, bounds(t, logOf(t, l.store, "other")).First)
		if r.lasting {
			require.NoError(t, l.Close())
			require.Len(t, all(t, logOf(t, r.opened(t, l.dir, named("other", name)).store, name)), 11)
		}
	})
}

// TestSetChangesBounds of entries there are, and of those to come.
func TestSetChangesBounds(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { *s = named(name) })
		start := bounds(t, l).Start
		for range 60 {
			_, err := l.Append(t.Context(), Entry{Body: make([]byte, 60<<10)})
			require.NoError(t, err)
		}
		require.NoError(t, l.store.Set(named(name, "b", "c", "d")))
		b := bounds(t, l)
		require.EqualValues(t, []int64{2 << 20, 60}, []int64{b.MaxBytes, int64(b.Last)})
		require.LessOrEqual(t, b.Bytes, b.MaxBytes)
		requireExpired(t, l, start, Dropped)

		smaller := named(name)
		smaller.Logs[0].MaxEntry, smaller.Logs[0].Retention, smaller.Logs[0].Window = 10, 500*time.Millisecond, 100*time.Millisecond
		require.NoError(t, l.store.Set(smaller))
		if r.lasting { // keys of before are known for longer, see Config: how long cannot be relied on
			there, err := streamsOf(l.store.(*JetStream).engine)
			require.NoError(t, err)
			require.Equal(t, 100*time.Millisecond, there[name].Config.Duplicates)
		}
		_, err := l.Append(t.Context(), Entry{Body: make([]byte, 11)})
		require.ErrorIs(t, err, ErrTooLarge)
		require.Eventually(t, func() bool { b := bounds(t, l); return b.First > b.Last }, 30*time.Second, 20*time.Millisecond)
		require.NoError(t, l.store.Set(named(name)))
		_, err = l.Append(t.Context(), Entry{Body: make([]byte, 60<<10)})
		require.NoError(t, err)
	})
}

func TestSettingsThatAreRefused(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { *s = named(name) })
		fill(t, l, 0, 3)
		require.ErrorContains(t, l.store.Set(named("b", "b")), "twice")
		_, err := l.store.Log("b")
		require.ErrorIs(t, err, ErrUnknownLog)
		require.Len(t, all(t, l), 3)
		require.NoError(t, l.Close())
		require.ErrorIs(t, l.store.Set(named(name)), ErrClosed)
	})
}

// TestSetFromNothing starts what a store without logs has not, and closes the last log.
func TestSetFromNothing(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		dir := filepath.Join(t.TempDir(), "log")
		s, err := r.open(dir, Settings{})
		require.NoError(t, err)
		defer func() { require.NoError(t, s.Close()) }()
		require.NoError(t, s.Set(Settings{}))
		if r.lasting { // a file in the place of the folder
			require.NoError(t, os.WriteFile(dir, nil, 0o600))
			var unavailable *UnavailableError
			require.ErrorAs(t, s.Set(named(name)), &unavailable)
			_, err = s.Log(name)
			require.ErrorIs(t, err, ErrUnknownLog)
			require.NoError(t, os.Remove(dir))
		}
		for i := range 3 {
			require.NoError(t, s.Set(named(name)))
			fill(t, logOf(t, s, name), i, i+1)
			require.Len(t, all(t, logOf(t, s, name)), i+1)
			require.NoError(t, s.Set(Settings{}))
			_, err = s.Log(name)
			require.ErrorIs(t, err, ErrUnknownLog)
		}
	})
}

// TestSetAtOnce calls everything at once, until the store is closed.
func TestSetAtOnce(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { *s = named(name) })
		var group sync.WaitGroup
		var calls atomic.Int32
		var closed atomic.Bool
		until := func(leaves bool, do func(i int) error) {
			group.Go(func() {
				for i := 0; !closed.Load(); i++ {
					err := do(i)
					calls.Add(1)
					gone := errors.Is(err, ErrUnknownLog) || errors.Is(err, ErrClosed)
					if err != nil && (!gone || !leaves && !closed.Load()) {
						t.Error(err)
					}
				}
			})
		}
		for range 2 {
			until(false, func(i int) error { return l.store.Set(named([]string{name, "b", "c"}[:1+i%3]...)) })
			until(true, func(int) error {
				b, err := l.store.Log("b")
				if err == nil {
					_, err = b.Append(t.Context(), Entry{})
				}
				return err
			})
			until(false, func(int) error { _, err := l.Append(t.Context(), Entry{}); return err })
			until(false, func(int) error { _, err := l.Bounds(t.Context()); return err })
		}
		require.Eventually(t, func() bool { return calls.Load() > 200 }, 30*time.Second, time.Millisecond)
		closed.Store(true)
		require.NoError(t, l.Close())
		group.Wait()
	})
}
