package quota

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// absence is how long a scan that has nothing to wait for still counts as present. In that time a client can take the records
// that a request returned.
const absence = 5 * time.Second

// waiter is one Acquire that waits.
type waiter struct {
	call     *connectors.Meter
	bulk     bool
	deadline time.Time     // zero for none
	scan     *scan         // the scan of the waiter; nil for interactive waiters
	slot     slot          // what the waiter was given
	given    stamp         // the slot's time in the ledger
	block    *block        // the block of the slot; nil if the slot has a line of its own
	pace     time.Duration // the pace of the budget after the slot was given
	ready    chan error    // gets nil with a slot, or the error without one; has room for one value
}

// queue holds bulk waiters. The caller that got the fewest slots comes next. Of its scans, the scan that got the fewest slots
// comes next. Among equals, the first in the list comes next: it came, or had its last turn, before the others. The waiters
// of a scan come in the order of their arrival.
type queue struct {
	callers []*caller // callers with present scans, in the order of their arrival or last turn
	// free returns when the share of a caller leaves a slot after ahead more slots of the caller. nil means that there are no
	// shares.
	free func(now time.Duration, caller string, ahead int) time.Duration
}

// caller has the scans of one caller.
type caller struct {
	name  string
	scans []*scan // present scans, in the order of their arrival or last turn
	turns int     // the slots given to the caller, plus its turns when it came (newcomer)
}

// scan has the waiters and the turns of one call of a client.
type scan struct {
	caller   *caller
	call     *connectors.Meter
	waiters  []*waiter
	inFlight int           // requests that have not been released
	turns    int           // the slots given to the scan, plus its turns when it came (newcomer)
	seen     time.Duration // when the scan last asked for, got or released a slot
}

// present reports whether the scan waits for a slot or for an answer, or did so within absence.
func (s *scan) present(now time.Duration) bool {
	return len(s.waiters) > 0 || s.inFlight > 0 || s.seen+absence > now
}

// waits reports whether a scan of the caller waits for a slot.
func (c *caller) waits() bool {
	return slices.ContainsFunc(c.scans, func(s *scan) bool { return len(s.waiters) > 0 })
}

// present reports whether a scan of the caller is present.
func (c *caller) present(now time.Duration) bool {
	return slices.ContainsFunc(c.scans, func(s *scan) bool { return s.present(now) })
}

func turnsOfCaller(c *caller) int { return c.turns }
func turnsOfScan(s *scan) int     { return s.turns }

// add puts a waiter in the queue of its scan. It removes scans and callers that are absent.
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

// newcomer returns the turns of a newcomer, as if it had been served with the other that has the fewest turns: one turn more
// than that other. If both had the same number of turns, short calls that follow each other would keep all others from their
// turn.
func newcomer[T any](others []T, turns func(T) int) int {
	if len(others) == 0 {
		return 0
	}
	return turns(slices.MinFunc(others, func(a, b T) int { return cmp.Compare(turns(a), turns(b)) })) + 1
}

// first returns the scan that comes next, nil if no scan waits for a slot that its caller may have now.
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

// ownFree returns when the share of a caller leaves a slot after ahead more slots of the caller.
func (q *queue) ownFree(now time.Duration, c *caller, ahead int) time.Duration {
	if q.free == nil {
		return now
	}
	return q.free(now, c.name, ahead)
}

// runsAhead reports whether the scan that comes next is ahead of another scan of its caller, or its caller is ahead of
// another caller, by more than its share of that many slots.
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

// next removes the waiter that comes next and returns it, nil if no waiter may have a slot now.
func (q *queue) next(now time.Duration) *waiter {
	s := q.first(now)
	if s == nil {
		return nil
	}
	w := s.waiters[0]
	s.waiters, s.seen = s.waiters[1:], now
	for _, c := range q.callers {
		if c.waits() { // a caller with fewer turns is held back by its share, and has no claim to what it misses
			c.turns = max(c.turns, s.caller.turns)
		}
	}
	s.turns, s.caller.turns = s.turns+1, s.caller.turns+1
	q.callers, s.caller.scans = toEnd(q.callers, s.caller), toEnd(s.caller.scans, s)
	return w
}

// toEnd moves one element to the end.
func toEnd[T comparable](all []T, one T) []T {
	i := slices.Index(all, one)
	return append(slices.Delete(all, i, i+1), one)
}

// remove removes a waiter and reports whether the waiter was still in the queue.
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
