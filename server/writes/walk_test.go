package writes

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// call makes a call of a caller who leaves after a time, and judges what it says.
func (w *world) call(l *life, number int, other bool, patience time.Duration) error {
	a := w.try(l, number)
	if other {
		a.Digest = Digest{9}
	}
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	reply, err := l.g.Do(ctx, a.Write)
	l.m.mu.Lock()
	dead := l.m.dead
	l.m.mu.Unlock()
	id := a.Key.RequestID
	var unknown *UnknownError
	rowless := false
	if errors.As(err, &unknown) {
		_, found, failure := l.f.Get(a.Key)
		rowless = failure == nil && !found
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tally.calls++
	switch {
	case dead, ctx.Err() != nil: // the caller got no word
	case err == nil:
		w.tally.executed++
		if reply.Replayed {
			w.tally.replayed++
		}
		if w.effects[id] != 1 {
			w.tally.lies++
		}
		if was, ok := w.answers[id]; ok && was != string(reply.Answer) {
			w.tally.changed++
		}
		w.answers[id] = string(reply.Answer)
	case unknown != nil:
		w.tally.unknown++
		if rowless && w.effects[id] > 0 {
			w.tally.rowless++
		}
	case errors.Is(err, ErrReused):
	case errors.As(err, new(*ProofError)):
		if w.effects[id] != 1 {
			w.tally.lies++
		}
	case a.effect: // and not executed, by its word
		w.tally.lies++
	case errors.Is(err, ErrNotExecuted) && w.effects[id] > 0 && w.answers[id] == "":
		w.tally.lies++
	default:
		w.tally.refused++
	}
	return err
}

// step does one thing of those that happen.
func (w *world) step(ids int) {
	switch n := w.draw(100); {
	case n < 75:
		number, other, patience := w.draw(ids), w.draw(12) == 0, time.Duration(1+w.draw(180))*time.Second
		l := w.now
		w.group.Go(func() { _ = w.call(l, number, other, patience) })
	case n < 88:
		time.Sleep(time.Duration(w.draw(120)) * time.Second)
	case n < 91:
		w.kill()
	case n < 93:
		w.restart()
	case n < 96:
		m, jump := w.now.m, time.Duration(w.draw(1000)-500)*time.Hour
		m.set(func() { m.wrong = jump })
	default:
		m, torn := w.now.m, int64(w.draw(300))
		m.set(func() { m.broken, m.torn = true, torn })
		time.Sleep(time.Duration(w.draw(20)) * time.Second)
		m.set(func() { m.broken = false })
	}
}

// finish ends all faults, and asks for each request until its outcome is known.
func (w *world) finish(ids int) {
	w.mu.Lock()
	w.faulty = false
	w.mu.Unlock()
	w.restart()
	time.Sleep(30 * time.Minute)
	for number := range ids {
		for tries := 0; ; tries++ {
			err := w.call(w.now, number, false, time.Hour)
			var unknown *UnknownError
			if errors.As(err, &unknown) && !classes[number%4].settles() {
				w.tally.open++
				break
			}
			if err == nil || errors.Is(err, ErrReused) { // the other request came first
				break
			}
			require.Less(w.t, tries, 5, err)
			time.Sleep(30 * time.Minute)
		}
		row, found := get(w.t, w.now.f, fmt.Sprint("r", number))
		require.True(w.t, found)
		require.True(w.t, row.State == Done || !row.Class.settles(), "%s %s", row.Key.RequestID, row.State)
	}
	w.now.settles()
	require.NoError(w.t, w.now.g.Close())
	w.group.Wait()
}

// TestWalk interleaves thousands of calls, replays, failures of the upstream and the disk, crashes, restarts and clocks that jump.
func TestWalk(t *testing.T) {
	walks, steps, ids := 20, 500, 60
	if testing.Short() {
		walks = 5
	}
	var sum tally
	for seed := range walks {
		synctest.Test(t, func(t *testing.T) {
			w := &world{
				t: t, random: rand.New(rand.NewPCG(uint64(seed), 14)), effects: map[string]int{}, answers: map[string]string{}, faulty: true,
			}
			w.begin(newMachine(t))
			for range steps {
				w.step(ids)
			}
			w.finish(ids)
			sum.add(w.tally)
		})
	}
	check.AtMost(t, "writes_doubles", float64(sum.doubles), 0)
	check.AtMost(t, "writes_executed_reported_otherwise", float64(sum.lies), 0)
	check.AtMost(t, "writes_ambiguous_without_row", float64(sum.rowless), 0)
	check.AtMost(t, "writes_answers_changed", float64(sum.changed), 0)
	check.AtLeast(t, "writes_calls", float64(sum.calls), float64(walks*steps/2))
	check.AtLeast(t, "writes_crashes", float64(sum.crashes), float64(walks))
	check.AtLeast(t, "writes_unknown", float64(sum.unknown), float64(walks))
	check.AtLeast(t, "writes_settled", float64(sum.verdicts), float64(walks))
	check.Tell("writes_replayed", float64(sum.replayed))
	check.Tell("writes_left_to_a_person", float64(sum.open))
}

func (s *tally) add(o tally) {
	s.calls += o.calls
	s.executed += o.executed
	s.refused += o.refused
	s.unknown += o.unknown
	s.replayed += o.replayed
	s.crashes += o.crashes
	s.verdicts += o.verdicts
	s.doubles += o.doubles
	s.lies += o.lies
	s.rowless += o.rowless
	s.changed += o.changed
	s.open += o.open
}
