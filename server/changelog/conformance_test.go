package changelog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestAppendAndRead(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		b := bounds(t, l)
		require.Equal(t, Bounds{First: 1, Last: 0, Start: b.Start, End: b.Start, MaxBytes: 16 << 20}, b)
		require.Empty(t, all(t, l))
		before := time.Now()
		entries := []Entry{{Kind: "batch", Body: []byte("a")}, {Kind: "mark"}, {Kind: strings.Repeat("k", 255), Body: bytes.Repeat([]byte{0}, 64<<10)}, {}}
		for i, e := range entries {
			stored, err := l.Append(t.Context(), e)
			require.NoError(t, err)
			require.Equal(t, Stored{Sequence: uint64(i + 1)}, stored)
		}
		records := all(t, l)
		require.Len(t, records, len(entries))
		for i, record := range records {
			require.Equal(t, entries[i].Kind, record.Kind)
			require.True(t, bytes.Equal(entries[i].Body, record.Body))
			require.EqualValues(t, i+1, record.Sequence)
			require.WithinRange(t, record.Time, before, time.Now())
		}
		b = bounds(t, l)
		require.Equal(t, []uint64{1, 4}, []uint64{b.First, b.Last})
		require.True(t, b.Oldest.Equal(records[0].Time) && b.Newest.Equal(records[3].Time))
		require.Equal(t, records[3].After(), b.End)
		require.Greater(t, b.Bytes, int64(64<<10))
		require.Zero(t, b.Missing)
	})
}

func TestWhatIsNotStored(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		ended, end := context.WithCancelCause(t.Context())
		end(errors.New("went home"))
		zero := uint64(0)
		for want, e := range map[error]Entry{
			ErrTooLarge: {Body: make([]byte, 64<<10+1)},
			ErrEntry:    {Key: "k", After: &zero},
		} {
			_, err := l.Append(t.Context(), e)
			require.ErrorIs(t, err, want)
		}
		_, err := l.Append(t.Context(), Entry{Kind: strings.Repeat("k", 256)})
		require.ErrorIs(t, err, ErrEntry)
		_, err = l.Append(ended, Entry{})
		require.ErrorContains(t, err, "went home")
		_, err = read(ended, l, bounds(t, l).Start)
		require.ErrorContains(t, err, "went home")
		_, err = l.Bounds(ended)
		require.ErrorContains(t, err, "went home")
		_, err = l.PositionAt(ended, time.Now())
		require.ErrorContains(t, err, "went home")
		require.ErrorContains(t, l.Wait(ended, bounds(t, l).End), "went home")
		require.Empty(t, all(t, l))
		_, err = l.store.Log("other")
		require.ErrorIs(t, err, ErrUnknownLog)
	})
}

// TestResumeAfterEveryEntry reads from each position, whole and within entries, and over the borders of batches. Runs that are to be
// quick leave out positions.
func TestResumeAfterEveryEntry(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		const n = 2*batchEntries + 3
		l := r.fresh(t)
		fill(t, l, 0, n)
		records := all(t, l)
		require.Len(t, records, n)
		for i, record := range records {
			if !checks() && i%20 != 0 && i%batchEntries > 1 && i < n-2 {
				continue
			}
			for _, p := range []Position{record.After(), {Log: record.Log, Sequence: record.Sequence}} {
				rest, err := read(t.Context(), l, p)
				require.NoError(t, err)
				require.Equal(t, records[i+1:], append([]Record{}, rest...))
			}
			if i%50 == 0 {
				rest, err := read(t.Context(), l, record.Within(3))
				require.NoError(t, err)
				require.Equal(t, records[i:], rest)
			}
		}
	})
}

// TestLargeEntries fills batches by their bytes.
func TestLargeEntries(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		for i := range 20 {
			_, err := l.Append(t.Context(), Entry{Body: bytes.Repeat([]byte{byte(i)}, 60<<10)})
			require.NoError(t, err)
		}
		for i, record := range all(t, l) {
			require.True(t, bytes.Equal(bytes.Repeat([]byte{byte(i)}, 60<<10), record.Body))
		}
		taken := 0
		for _, err := range l.Read(t.Context(), bounds(t, l).Start) { // a reader that stops early
			require.NoError(t, err)
			if taken++; taken == 2 {
				break
			}
		}
	})
}

// TestManyAppenders appends from many goroutines, while readers follow.
func TestManyAppenders(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		const appenders, each = 32, 20
		l := r.fresh(t)
		start := bounds(t, l).Start
		var group sync.WaitGroup
		var stored sync.Map
		for a := range appenders {
			group.Go(func() {
				last := uint64(0)
				for i := range each {
					text := fmt.Sprintf("%d/%d", a, i)
					s, err := l.Append(t.Context(), Entry{Body: []byte(text)})
					if err != nil || s.Sequence <= last {
						t.Errorf("%v after %d: %v", s, last, err)
						return
					}
					last = s.Sequence
					stored.Store(text, s.Sequence)
				}
			})
		}
		followed := make([][]Record, 4)
		for i := range followed {
			group.Go(func() {
				from := start
				for len(followed[i]) < appenders*each {
					if err := l.Wait(t.Context(), from); err != nil {
						t.Error(err)
						return
					}
					for record, err := range l.Read(t.Context(), from) {
						if err != nil {
							t.Error(err)
							return
						}
						followed[i] = append(followed[i], record)
						from = record.After()
					}
				}
			})
		}
		group.Wait()
		records := all(t, l)
		require.Len(t, records, appenders*each)
		for _, record := range records {
			seq, ok := stored.Load(string(record.Body))
			require.True(t, ok)
			require.Equal(t, seq, record.Sequence)
		}
		for _, f := range followed {
			require.Equal(t, records, f)
		}
	})
}

func TestKeys(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		var first atomic.Int32
		var group sync.WaitGroup
		for range 8 { // at once
			group.Go(func() {
				s, err := l.Append(t.Context(), Entry{Key: "a\r\nb\x00", Body: body(1)})
				if err != nil || s.Sequence != 1 {
					t.Errorf("%v %v", s, err)
				}
				if !s.Repeated {
					first.Add(1)
				}
			})
		}
		group.Wait()
		require.EqualValues(t, 1, first.Load())
		s, err := l.Append(t.Context(), Entry{Key: "other"})
		require.NoError(t, err)
		require.Equal(t, Stored{Sequence: 2}, s)
		require.Len(t, all(t, l), 2)
	})
}

// TestARepeatDoesNotProlongTheWindow within which it is one.
func TestARepeatDoesNotProlongTheWindow(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { s.Logs[0].Window = time.Second })
		s, err := l.Append(t.Context(), Entry{Key: "k"})
		require.NoError(t, err)
		require.Equal(t, Stored{Sequence: 1}, s)
		require.Eventually(t, func() bool {
			s, err = l.Append(t.Context(), Entry{Key: "k"})
			return err == nil && !s.Repeated
		}, 30*time.Second, 50*time.Millisecond)
		require.Equal(t, Stored{Sequence: 2}, s)
		require.Greater(t, all(t, l)[1].Time.Sub(all(t, l)[0].Time), 900*time.Millisecond)
	})
}

// TestExpectedEntry lets writers race for each place.
func TestExpectedEntry(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		for round := range uint64(20) {
			var won atomic.Int32
			var group sync.WaitGroup
			for range 4 {
				group.Go(func() {
					switch s, err := l.Append(t.Context(), Entry{After: &round}); {
					case err == nil && s.Sequence == round+1:
						won.Add(1)
					case !errors.Is(err, ErrConflict):
						t.Errorf("%v %v", s, err)
					}
				})
			}
			group.Wait()
			require.EqualValues(t, 1, won.Load())
		}
		require.EqualValues(t, 20, bounds(t, l).Last)
	})
}
