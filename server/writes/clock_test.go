package writes

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

const day = 24 * time.Hour

// TestClocksThatJump sets the wall clock once the rows are there, and restarts the process or the machine. "kept" is whether the
// answer is there two days later, and "gone" whether it is gone eight days later.
func TestClocksThatJump(t *testing.T) {
	for name, test := range map[string]struct {
		jump       time.Duration
		reboot     bool
		kept, gone bool
	}{
		"not":                     {0, false, true, true},
		"a month ahead":           {30 * day, false, true, true},
		"a month behind":          {-30 * day, false, true, true},
		"with the machine":        {0, true, true, true},
		"ahead with the machine":  {30 * day, true, false, true}, // what doc.go does not promise
		"behind with the machine": {-30 * day, true, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMachine(t)
				f := m.open(t)
				done(t, f, "a", "answer")
				row := put(t, f, rowOf("b"))
				row.State = Unknown
				put(t, f, row)
				for range 2 {
					m.set(func() {
						m.wrong += test.jump / 2
						if test.reboot {
							m.boot, m.up = m.boot+"a", time.Now()
						}
					})
					require.NoError(t, f.Close())
					f = m.open(t)
					time.Sleep(day)
				}
				row, found := get(t, f, "a")
				require.Equal(t, test.kept, found)
				if found && !test.reboot {
					require.Equal(t, time.Now().Add(5*day+m.wrong), row.KeptUntil, "by the clock as it is now")
				}
				row, found = get(t, f, "b")
				if !test.reboot {
					require.True(t, found)
					require.Equal(t, time.Now().Add(2*time.Minute-2*day+m.wrong), row.SettleTime)
				}
				time.Sleep(6 * day)
				_, found = get(t, f, "a")
				require.Equal(t, test.gone, !found)
				require.NoError(t, f.Close())
			})
		})
	}
}

// TestAnswersThatComeLater do not change until when their rows are kept.
func TestAnswersThatComeLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		f := m.open(t)
		row := put(t, f, rowOf("a"))
		row.State = Done
		row = put(t, f, row)
		until := row.KeptUntil
		time.Sleep(3 * day)
		row.Answer = []byte("answer")
		require.Equal(t, until, put(t, f, row).KeptUntil)
		require.NoError(t, f.Close())
		f = m.open(t)
		row, found := get(t, f, "a")
		require.True(t, found)
		require.True(t, until.Equal(row.KeptUntil))
		time.Sleep(4 * day)
		_, found = get(t, f, "a")
		require.False(t, found)
		require.NoError(t, f.Close())
	})
}

// TestSegmentsByANumber sets the clock to another day between the transitions of a row, whose order must stay.
func TestSegmentsByANumber(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		f := m.open(t)
		random := rand.New(rand.NewPCG(1, 2))
		jump := func() { m.set(func() { m.wrong = time.Duration(random.IntN(20)-10) * day }) }
		for i := range 60 {
			id := fmt.Sprint("row", i%7)
			if _, found := get(t, f, id); found {
				continue
			}
			put(t, f, rowOf(id))
			jump()
			if i%3 != 0 {
				require.NoError(t, f.Remove(rowOf(id).Key))
				jump()
				put(t, f, rowOf(id))
				jump()
			}
			row, _ := get(t, f, id)
			row.State, row.Answer = Done, fmt.Append(nil, i)
			put(t, f, row)
			jump()
			require.NoError(t, f.Close())
			f = m.open(t)
			require.Zero(t, f.Damaged())
		}
		for i := range 7 {
			row, found := get(t, f, fmt.Sprint("row", i))
			require.True(t, found)
			require.Equal(t, fmt.Sprint(i), string(row.Answer))
		}
		require.NoError(t, f.Close())
	})
}

// TestNoFileGoesTooEarly walks through three months of rows and restarts, beside a model that forgets no file. A row that has
// ended is never seen again.
func TestNoFileGoesTooEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		random := rand.New(rand.NewPCG(5, 6))
		f := m.open(t)
		model := map[string]Row{} // as they were stored last
		for step := range 2000 {
			id := fmt.Sprint("row", step)
			if old := step - random.IntN(60); random.IntN(2) == 0 && old > 0 {
				id = fmt.Sprint("row", old)
			}
			row, found := get(t, f, id)
			was, known := model[id]
			require.Equal(t, known && time.Now().Before(was.KeptUntil), found, "step %d, %s %s", step, id, was.State)
			switch {
			case !found:
				model[id] = put(t, f, rowOf(id))
			case row.State == Done:
			case random.IntN(3) == 0:
				require.NoError(t, f.Remove(row.Key))
				delete(model, id)
			case random.IntN(2) == 0:
				row.State, row.Answer = Done, []byte("answer")
				model[id] = put(t, f, row)
			default:
				row.State = Unknown
				model[id] = put(t, f, row)
			}
			time.Sleep(time.Duration(random.Int64N(int64(2 * time.Hour))))
			if random.IntN(20) == 0 {
				require.NoError(t, f.Close())
				f = m.open(t)
			}
		}
		require.NoError(t, f.Expire())
		require.Less(t, len(m.segments(t)), 40)
		require.NoError(t, f.Close())
	})
}

// TestEndsOutliveTheirRows has an unknown outcome hold the file in which other rows began that have ended in later files. No row
// comes back.
func TestEndsOutliveTheirRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		f := m.open(t)
		for _, id := range []string{"held", "removed", "done", "lost end"} {
			row := put(t, f, rowOf(id))
			row.State = Unknown
			put(t, f, row)
		}
		time.Sleep(day)
		require.NoError(t, f.Remove(rowOf("removed").Key))
		m.broken = true
		require.Error(t, f.Remove(rowOf("lost end").Key))
		m.broken = false
		time.Sleep(day)
		row, _ := get(t, f, "done")
		row.State, row.Answer = Done, []byte("answer")
		put(t, f, row)
		for range 25 {
			time.Sleep(day)
			done(t, f, fmt.Sprint("later", time.Now()), "answer")
			require.NoError(t, f.Expire())
			require.NoError(t, f.Close())
			f = m.open(t)
			_, found := get(t, f, "held")
			require.True(t, found)
			for _, id := range []string{"removed", "lost end"} {
				_, found = get(t, f, id)
				require.False(t, found, id)
			}
			row, found := get(t, f, "done")
			require.True(t, !found || row.State == Done)
		}
		require.Len(t, m.segments(t), 3+7, "those of the row that is held, and a week")
		time.Sleep(4 * day)
		require.NoError(t, f.Expire())
		require.Len(t, m.segments(t), 3)
		require.NoError(t, f.Close())
	})
}

// TestFullLedger forgets the oldest answers first, says so in KeptUntil, and refuses a row when it has none to forget.
func TestFullLedger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMachine(t)
		m.most = 10
		f := m.open(t)
		for i := range 15 {
			kept := time.Until(done(t, f, fmt.Sprint(i), "answer").KeptUntil)
			if i < 9 {
				require.Equal(t, KeepDone, kept)
			} else {
				require.Equal(t, 9*time.Hour, kept, "as long as the oldest one was kept")
			}
			time.Sleep(time.Hour)
		}
		for range 2 {
			for i := range 15 {
				_, found := get(t, f, fmt.Sprint(i))
				require.Equal(t, i >= 5, found, i)
			}
			require.NoError(t, f.Close())
			f = m.open(t)
		}
		for i := range 10 {
			put(t, f, rowOf(fmt.Sprint("unknown", i)))
		}
		_, err := f.Put(rowOf("more"))
		require.ErrorIs(t, err, ErrFull)
		require.NoError(t, f.Remove(rowOf("unknown3").Key))
		put(t, f, rowOf("more"))
		require.NoError(t, f.Close())
	})
}

// TestMemoryOfRows counts what a row with an answer takes in memory, whatever the sizes of its key and its answer.
func TestMemoryOfRows(t *testing.T) {
	const rows = 300_000
	before := heap()
	x := newIndex()
	x.segments = []*segment{{number: 1, reaches: 1}}
	for i := range rows {
		row := rowOf(fmt.Sprintf("%032d", i))
		at := place{1, uint32(2 * i), 100}
		x.apply(line{Row: row, moment: moment{Wall: time.Unix(int64(i), 0)}}, at)
		row.State, row.Answer = Done, []byte("answer")
		at.offset++
		x.apply(line{Row: row, moment: moment{Wall: time.Unix(int64(i), 0)}}, at)
	}
	check.AtMost(t, "writes_memory_bytes_per_row", (heap()-before)/rows, 200)
	require.Len(t, x.rows, rows)
	require.Empty(t, x.open)
}

// heap returns the bytes of all that is in use.
func heap() float64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.HeapAlloc)
}

func TestSystemClock(t *testing.T) {
	clock := systemClock()
	first := clock()
	require.WithinDuration(t, time.Now(), first.Wall, time.Minute)
	if runtime.GOOS != "linux" {
		require.Empty(t, first.Boot)
		return
	}
	require.Len(t, first.Boot, 36)
	time.Sleep(time.Millisecond)
	require.Greater(t, clock().Up, first.Up)
}
