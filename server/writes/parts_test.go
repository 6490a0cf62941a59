package writes

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// partOf returns a part of a batch that is to be sent.
func partOf(requestID string, part, count int) Row {
	row := rowOf(requestID)
	row.Key.Part, row.Count = part, count
	return row
}

// TestParts are in their order, each as it stands, also after a restart, and no payload is read.
func TestParts(t *testing.T) {
	m := newMachine(t)
	f := m.open(t)
	answer := make([]byte, MaxPayload)
	var large, small Row
	for _, part := range []int{300, 0, 20, 1000} {
		row := put(t, f, partOf("a", part, part+1))
		switch part {
		case 300:
			row.State, row.Answer = Done, answer
			row.IDs = make([]string, 1000) // a head that is longer than one reading
			for i := range row.IDs {
				row.IDs[i] = fmt.Sprintf("id %d, \"answer\": ", i)
			}
			row = put(t, f, row)
			row.Answer = nil
			large = row
		case 0:
			row.State, row.Answer = Done, []byte{}
			row = put(t, f, row)
			row.Answer = nil
			small = row
		case 20:
			row.State = Unknown
			put(t, f, row)
		case 1000:
			require.NoError(t, f.Remove(row.Key))
		}
	}
	other := partOf("a", 40, 1)
	other.Key.Caller = "another"
	put(t, f, other)
	put(t, f, rowOf("single"))
	for range 2 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		rows, err := f.Parts(partOf("a", 7, 1).Key)
		runtime.ReadMemStats(&after)
		require.NoError(t, err)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(MaxPayload/4))
		require.Len(t, rows, 3)
		for i, want := range []Row{small, partOf("a", 20, 21), large} {
			require.Equal(t, want.Key, rows[i].Key)
			require.Equal(t, want.Key.Part+1, rows[i].Count)
			require.Equal(t, want.IDs, rows[i].IDs)
			require.Equal(t, want.Digest, rows[i].Digest)
			require.Equal(t, rows[i], rows[i].head())
			require.NotZero(t, rows[i].SentTime)
			require.NotZero(t, rows[i].KeptUntil)
		}
		require.Equal(t, []State{Done, Unknown, Done}, []State{rows[0].State, rows[1].State, rows[2].State})
		rows, err = f.Parts(rowOf("single").Key)
		require.NoError(t, err)
		require.Len(t, rows, 1)
		require.Equal(t, 1, rows[0].Count, "which was not given")
		rows, err = f.Parts(rowOf("none").Key)
		require.NoError(t, err)
		require.Empty(t, rows)
		require.NoError(t, f.Close())
		f = m.open(t)
	}
	for _, part := range []int{-1, 1 << 32} {
		_, err := f.Put(partOf("b", part, 1))
		require.ErrorContains(t, err, "part: must be from 0 to 2147483647")
	}
	require.NoError(t, f.Close())
	_, err := f.Parts(rowOf("a").Key)
	require.ErrorAs(t, err, new(*LedgerError))
}

// TestPartsOfTheIndex are those of its rows, whatever comes and goes.
func TestPartsOfTheIndex(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		m.most = 150
		f := m.open(t)
		random := rand.New(rand.NewPCG(7, 8))
		for range 3000 {
			key := partOf(fmt.Sprint(random.IntN(30)), random.IntN(10), 1).Key
			row, found, err := f.Get(key)
			require.NoError(t, err)
			if !found {
				row = put(t, f, partOf(key.RequestID, key.Part, 1))
			}
			switch n := random.IntN(10); {
			case row.State == Done:
			case n == 0:
				require.NoError(t, f.Remove(key))
			case n < 8:
				row.State, row.Answer = Done, []byte("answer")
				put(t, f, row)
			}
			time.Sleep(time.Duration(random.Int64N(int64(3 * time.Hour))))
			if random.IntN(100) == 0 {
				require.NoError(t, f.Close())
				f = m.open(t)
			}
			checkParts(t, f.index)
		}
		require.NotEmpty(t, f.parts)
		require.NoError(t, f.Close())
		f = m.open(t) // what was under way is Unknown
		time.Sleep(2 * KeepUnknown)
		require.NoError(t, f.Expire())
		require.Empty(t, f.parts)
		require.NoError(t, f.Close())
	})
}

// checkParts compares the parts of an index with its rows.
func checkParts(t *testing.T, x *index) {
	t.Helper()
	want := map[[16]byte][]uint32{}
	for key := range x.rows {
		if key.part > 0 {
			want[key.request] = append(want[key.request], key.part)
		}
	}
	for _, parts := range want {
		slices.Sort(parts)
	}
	require.Equal(t, want, x.parts)
}

// TestOneRequestForAllParts refuses any part of another request, before a step is taken, until no part has a row.
func TestOneRequestForAllParts(t *testing.T) {
	r := newRig(t)
	part := func(w Write, part int) Write {
		w.Key.Part, w.Count = part, 2
		return w
	}
	other := func(part int) (wrong []Write) {
		digest, method := r.never("a"), r.never("a")
		digest.Digest, method.Method = Digest{9}, "CreateDeal"
		digest.Key.Part, method.Key.Part = part, part
		return []Write{digest, method}
	}
	r.do(part(r.write("a"), 4))
	r.do(part(r.write("a"), 2))
	for range 2 {
		for _, n := range []int{0, 1, 2, 3, 4, 9} {
			for _, w := range other(n) {
				_, err := r.g.Do(t.Context(), w)
				require.ErrorIs(t, err, ErrReused, n)
			}
		}
		r.restart()
	}
	require.True(t, r.do(part(r.never("a"), 4)).Replayed)
	require.False(t, r.do(part(r.write("a"), 0)).Replayed, "a part that was not sent yet")
	row, _ := get(t, r.f, "a")
	require.Equal(t, 2, row.Count)

	r.do(r.write("single"))
	w := r.never("single")
	w.Key.Part, w.Digest = 5, Digest{9}
	_, err := r.g.Do(t.Context(), w)
	require.ErrorIs(t, err, ErrReused)

	_, err = r.g.Do(t.Context(), part(r.reporting("b", false, Report{Outcome: Refused, Err: errLost}), 3))
	require.Equal(t, errLost, err)
	w = part(r.write("b"), 7)
	w.Digest = Digest{9}
	require.False(t, r.do(w).Replayed, "the refusal has removed all rows")
}

// TestPartsOfAnUndecidedBatch are kept until the batch is decided, and others are not. Nothing is sent again for the undecided part.
func TestPartsOfAnUndecidedBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		for _, n := range []int{0, 20, 40, 60} {
			w := r.write("a")
			if n == 40 {
				w = r.lost("a", true)
			}
			w.Key.Part, w.Class = n, None
			_, _ = r.g.Do(t.Context(), w)
			r.do(r.write(fmt.Sprint("single", n)))
		}
		parts := func() (numbers []int) {
			require.NoError(t, r.f.Expire())
			rows, err := r.f.Parts(rowOf("a").Key)
			require.NoError(t, err)
			for _, row := range rows {
				numbers = append(numbers, row.Key.Part)
				require.False(t, row.KeptUntil.Before(time.Now()))
			}
			return numbers
		}
		for n := range 29 {
			time.Sleep(day)
			r.do(r.write(time.Now().String()))
			require.Equal(t, []int{0, 20, 40, 60}, parts())
			require.True(t, slices.IsSortedFunc(r.f.done, func(a, b listed) int { return a.at.compare(b.at) }))
			require.LessOrEqual(t, len(r.f.done), 3+4+8)
			if n == 9 {
				r.restart()
			}
		}
		for _, n := range []int{0, 20, 60} {
			w := r.never("a")
			w.Key.Part = n
			require.True(t, r.do(w).Replayed)
			_, found := get(t, r.f, fmt.Sprint("single", n))
			require.False(t, found)
		}
		_, err := r.g.Settle(t.Context(), partOf("a", 40, 1).Key, func(context.Context, Row) (Verdict, error) {
			return Verdict{Outcome: Executed, Answer: []byte("by a person's word")}, nil
		})
		require.NoError(t, err)
		require.Equal(t, []int{40}, parts(), "the others have had their time")
		time.Sleep(KeepDone)
		require.Empty(t, parts())
		require.NoError(t, r.g.Close())
	})
}

// TestPartsAtOnce of two requests under one id: the second one is refused in the last moment.
func TestPartsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		var reused atomic.Int32
		done := make(chan struct{})
		for n := range 10 {
			w := r.write("a")
			w.Key.Part = n
			w.Digest = Digest{byte(n)}
			w.Send = waits(time.Second, w.Send)
			go func() {
				defer func() { done <- struct{}{} }()
				_, err := r.g.Do(context.WithoutCancel(t.Context()), w)
				if err != nil {
					require.ErrorIs(t, err, ErrReused)
					reused.Add(1)
				}
			}()
		}
		for range 10 {
			<-done
		}
		require.EqualValues(t, 9, reused.Load())
		require.Equal(t, 1, r.count("a"))
		require.NoError(t, r.g.Close())
	})
}

// TestPartsThatOverlap are refused, also after a restart: no record is in two parts.
func TestPartsThatOverlap(t *testing.T) {
	r := newRig(t)
	part := func(w Write, part, count int) Write {
		w.Key.Part, w.Count = part, count
		return w
	}
	r.do(part(r.write("a"), 3, 3))
	for range 2 {
		for _, c := range [][2]int{{0, 4}, {0, 9}, {2, 2}, {3, 2}, {3, 4}, {4, 1}, {5, 3}} {
			_, err := r.g.Do(t.Context(), part(r.write("a"), c[0], c[1]))
			require.ErrorIs(t, err, ErrOverlaps, c)
		}
		r.restart()
	}
	require.Equal(t, 1, r.count("a"))
	r.do(part(r.write("a"), 0, 3))
	r.do(part(r.write("a"), 6, 1))
	require.True(t, r.do(part(r.never("a"), 3, 3)).Replayed)
	require.NoError(t, r.g.Close())
}
