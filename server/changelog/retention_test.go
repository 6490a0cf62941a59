package changelog

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestFirstSequence(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { s.Logs[0].First = 10_001 })
		b := bounds(t, l)
		require.Equal(t, []uint64{10_001, 10_000}, []uint64{b.First, b.Last})
		require.Zero(t, b.Newest)
		fill(t, l, 0, 2)
		require.EqualValues(t, 10_001, all(t, l)[0].Sequence)
		requireExpired(t, l, Position{Log: b.Start.Log, Sequence: 5}, Dropped)
	})
}

func TestPositionsByTime(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		before := time.Now().Add(-time.Second)
		l := r.fresh(t)
		p, err := l.PositionAt(t.Context(), time.Now())
		require.NoError(t, err)
		require.Equal(t, bounds(t, l).End, p)
		for i := range 5 {
			fill(t, l, i, i+1)
			time.Sleep(2 * time.Millisecond)
		}
		records := all(t, l)
		for i, record := range records {
			for delta, want := range map[time.Duration]int{0: i, 1: i + 1} {
				p, err := l.PositionAt(t.Context(), record.Time.Add(delta))
				require.NoError(t, err)
				rest, err := read(t.Context(), l, p)
				require.NoError(t, err)
				require.Equal(t, records[want:], append([]Record{}, rest...))
			}
		}
		_, err = l.PositionAt(t.Context(), before)
		var expired *ExpiredError
		require.ErrorAs(t, err, &expired, "the log was not there yet")
		require.True(t, expired.Oldest.Equal(records[0].Time))
	})
}

func TestRetentionBySize(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { s.MaxBytes = 1 << 20 })
		old := bounds(t, l).Start
		content := make([]byte, 10<<10)
		var kept Record
		for i := range 300 {
			_, err := l.Append(t.Context(), Entry{Body: content})
			require.NoError(t, err)
			if i == 50 {
				kept = all(t, l)[50]
			}
		}
		b := bounds(t, l)
		require.LessOrEqual(t, b.Bytes, int64(1<<20))
		require.Greater(t, b.Bytes, int64(900<<10), "entries go only when there is no room")
		require.EqualValues(t, 300, b.Last)
		require.Len(t, all(t, l), int(b.Last-b.First+1))
		for _, p := range []Position{old, kept.After(), kept.Within(1), {Log: old.Log, Sequence: b.First - 2}, {Log: old.Log, Sequence: b.First - 1, Part: 1}} {
			require.True(t, b.Oldest.Equal(requireExpired(t, l, p, Dropped)))
		}
		rest, err := read(t.Context(), l, b.Start)
		require.NoError(t, err)
		require.Equal(t, b.First, rest[0].Sequence, "what went was read before: nothing is missed")
		_, err = l.PositionAt(t.Context(), b.Oldest.Add(-1))
		var expired *ExpiredError
		require.ErrorAs(t, err, &expired)
		_, err = l.PositionAt(t.Context(), b.Oldest)
		require.NoError(t, err)
	})
}

func TestRetentionByAge(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		fill(t, l, 0, 10)
		records := all(t, l)
		brief := settings()
		brief.Logs[0].Retention, brief.Logs[0].Window = time.Second, time.Second
		require.NoError(t, l.store.Set(brief))
		require.Eventually(t, func() bool { return bounds(t, l).First == 11 }, 30*time.Second, 50*time.Millisecond)
		require.Greater(t, time.Since(records[9].Time), time.Second)
		b := bounds(t, l)
		require.Equal(t, []any{uint64(10), true}, []any{b.Last, b.Newest.Equal(records[9].Time)})
		require.Zero(t, b.Oldest)
		require.Zero(t, requireExpired(t, l, records[4].After(), Dropped))
		rest, err := read(t.Context(), l, records[9].After())
		require.NoError(t, err)
		require.Empty(t, rest)
		_, err = l.PositionAt(t.Context(), records[9].Time.Add(-1))
		var expired *ExpiredError
		require.ErrorAs(t, err, &expired)
		require.NoError(t, l.store.Set(settings())) // what comes now stays, however long the rest takes
		fill(t, l, 10, 11)
		requireExpired(t, l, records[4].After(), Dropped)
		rest, err = read(t.Context(), l, records[9].After())
		require.NoError(t, err)
		require.Len(t, rest, 1)
		require.EqualValues(t, 11, rest[0].Sequence)
	})
}

// TestASlowReader reads more slowly than the retention takes entries away.
func TestASlowReader(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t, func(s *Settings) { s.MaxBytes = 1 << 20 })
		content := make([]byte, 10<<10)
		push := func(n int) {
			for range n {
				_, err := l.Append(t.Context(), Entry{Body: content})
				require.NoError(t, err)
			}
		}
		push(60)
		want := uint64(1)
		var last error
		for record, err := range l.Read(t.Context(), bounds(t, l).Start) {
			if err != nil {
				last = err
				break
			}
			require.Equal(t, want, record.Sequence, "a silent jump")
			want++
			push(5)
		}
		var expired *ExpiredError
		require.ErrorAs(t, last, &expired)
		require.Equal(t, Dropped, expired.Reason)
		require.True(t, expired.Oldest.Equal(bounds(t, l).Oldest))
	})
}

// TestAnotherLog gives positions of one log to another of the same name, whose sequences are higher.
func TestAnotherLog(t *testing.T) {
	eachRig(t, func(t *testing.T, r rig) {
		l := r.fresh(t)
		fill(t, l, 0, 10)
		old := all(t, l)
		other := r.fresh(t)
		fill(t, other, 0, 20)
		for _, p := range []Position{bounds(t, l).Start, old[4].After(), old[4].Within(1), {}} {
			require.True(t, bounds(t, other).Oldest.Equal(requireExpired(t, other, p, Replaced)))
			require.NoError(t, other.Wait(t.Context(), p), "Read has something to say")
		}
		ahead := bounds(t, other).End
		ahead.Sequence++
		requireExpired(t, other, ahead, Replaced)
		ahead.Check = 0
		requireExpired(t, other, ahead, Replaced)
		wrong := all(t, other)[3].After()
		wrong.Check ^= 1
		requireExpired(t, other, wrong, Replaced)
	})
}
