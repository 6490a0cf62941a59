package quota

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// absence is how long a scan that has nothing to wait for is still counted with those that do: time enough for a client
// to take what a request brought.
const absence = 5 * time.Second

// waiter is one Acquire that waits.
type waiter struct {
	call     *connectors.Meter
	bulk     bool
	deadline time.Time     // zero for none
	scan     *scan         // whose waiter it is; nil for interactive ones
	slot     slot          // what it was given
	given    stamp         // the slot's time in the ledger
	pace     time.Duration // the budget's, when it was given the slot
	ready    chan error    // gets nil with a slot, or why there is none; has room for one
}

// queue holds bulk waiters. The caller that was given least comes next, and of its scans the one that was given least; of several
// the one that has stood longest. A scan's own come in the order of their arrival.
type queue struct {
	callers []*caller // those with scans that are present; from the one that has stood longest
	// free returns when the share of a caller leaves a slot after that many of its own. nil is that there are no shares.
	free func(now time.Duration, caller string, ahead int) time.Duration
}

// caller is all scans of one caller.
type caller struct {
	name  string
	scans []*scan // those that are present; from the one that has stood longest
	turns int     // what it was given, with what other callers had been given when it came
}

// scan is all that belongs to one call of a client.
type scan struct {
	caller   *caller
	call     *connectors.Meter
	waiters  []*waiter
	inFlight int           // requests that have not been released
	turns    int           // what it was given, with what other scans of the caller had been given when it came
	seen     time.Duration // when it last asked, was given or released anything
}

// present reports whether the scan waits for a slot or for an answer, or did so within absence.
func (s *scan) present(now time.Duration) bool {
	return len(s.waiters) > 0 || s.inFlight > 0 || s.seen+absence > now
}

// waits reports whether a scan of the caller waits for a slot.
func (c *caller) waits() bool {
	return slices.ContainsFunc(c.scans, func(s *scan) bool { return len(s.waiters) > 0 })
}

// present reports whether a scan of the caller is.
func (c *caller) present(now time.Duration) bool {
	return slices.ContainsFunc(c.scans, func(s *scan) bool { return s.present(now) })
}

func turnsOfCaller(c *caller) int { return c.turns }
func turnsOfScan(s *scan) int     { return s.turns }

// add puts a waiter in the queue of its scan.
func (q *queue) add(w *waiter, now time.Duration) {
	for _, c := range q.callers {
		c.scans = slices.DeleteFunc(c.scans, func(s *scan) bool { return !s.present(now) })
	}
	q.callers = slices.DeleteFunc(q.callers, func(c *caller) bool { return len(c.scans) == 0 })
	i := slices.IndexFunc(q.callers, func(c *caller) bool { return c.name == w.call.Caller })
	if i < 0 {
		i = len(q.callers)
		q.callers = append(q.callers, &caller{name: w.call.Caller, turns: newcomer(q.callers, turnsOfCaller)})
	}
	c := q.callers[i]
	i = slices.IndexFunc(c.scans, func(s *scan) bool { return s.call == w.call })
	if i < 0 {
		i = len(c.scans)
		c.scans = append(c.scans, &scan{caller: c, call: w.call, turns: newcomer(c.scans, turnsOfScan)})
	}
	w.scan = c.scans[i]
	w.scan.waiters, w.scan.seen = append(w.scan.waiters, w), now
}

// newcomer returns the turns of who comes now: as if it had been served with the one that was given least. Were it level with
// that one, short calls that follow each other would keep all others from their turn.
func newcomer[T any](others []T, turns func(T) int) int {
	if len(others) == 0 {
		return 0
	}
	return turns(slices.MinFunc(others, func(a, b T) int { return cmp.Compare(turns(a), turns(b)) })) + 1
}

// first returns the scan that comes next, nil if none waits whose caller may have a slot now.
func (q *queue) first(now time.Duration) *scan {
	var c *caller
	for _, other := range q.callers {
		if (c == nil || other.turns < c.turns) && other.waits() && q.ownFree(now, other, 0) <= now {
			c = other
		}
	}
	if c == nil {
		return nil
	}
	var first *scan
	for _, s := range c.scans {
		if len(s.waiters) > 0 && (first == nil || s.turns < first.turns) {
			first = s
		}
	}
	return first
}

// ownFree returns when the share of a caller leaves a slot after that many of its own.
func (q *queue) ownFree(now time.Duration, c *caller, ahead int) time.Duration {
	if q.free == nil {
		return now
	}
	return q.free(now, c.name, ahead)
}

// runsAhead reports whether the scan that comes next, or its caller, is ahead of another by more than its share of that many slots.
func (q *queue) runsAhead(slots int, now time.Duration) bool {
	first := q.first(now)
	if first == nil {
		return false
	}
	callers, least := 0, math.MaxInt
	for _, c := range q.callers {
		if c.present(now) {
			callers, least = callers+1, min(least, c.turns)
		}
	}
	if first.caller.turns-least > max(1, slots/callers) {
		return true
	}
	scans, least := 0, math.MaxInt
	for _, s := range first.caller.scans {
		if s.present(now) {
			scans, least = scans+1, min(least, s.turns)
		}
	}
	return first.turns-least > max(1, slots/callers/scans)
}

// next removes the waiter whose turn it is and returns it, nil if none waits that may have a slot now.
func (q *queue) next(now time.Duration) *waiter {
	s := q.first(now)
	if s == nil {
		return nil
	}
	w := s.waiters[0]
	s.waiters, s.seen = s.waiters[1:], now
	for _, c := range q.callers {
		if c.waits() { // one with fewer turns is held back by its share, and has no claim to what it misses
			c.turns = max(c.turns, s.caller.turns)
		}
	}
	s.turns, s.caller.turns = s.turns+1, s.caller.turns+1
	q.callers, s.caller.scans = toEnd(q.callers, s.caller), toEnd(s.caller.scans, s)
	return w
}

// toEnd moves one to the end.
func toEnd[T comparable](all []T, one T) []T {
	i := slices.Index(all, one)
	return append(slices.Delete(all, i, i+1), one)
}

// remove reports whether the waiter was still there.
func (q *queue) remove(w *waiter) bool {
	for _, c := range q.callers {
		for _, s := range c.scans {
			if i := slices.Index(s.waiters, w); i >= 0 {
				s.waiters = slices.Delete(s.waiters, i, i+1)
				return true
			}
		}
	}
	return false
}
