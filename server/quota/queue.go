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

// queue holds bulk waiters. The scan that was given least comes next, of several the one that has stood longest; a
// scan's own come in the order of their arrival.
type queue struct {
	scans []*scan // those that are present; from the one that has stood longest
}

// scan is who shares a turn: all that belongs to one call of a client.
type scan struct {
	call     *connectors.Meter
	waiters  []*waiter
	inFlight int           // requests that have not been released
	turns    int           // what it was given, with what others had been given when it came
	seen     time.Duration // when it last asked, was given or released anything
}

// present reports whether the scan waits for a slot or for an answer, or did so within absence.
func (s *scan) present(now time.Duration) bool {
	return len(s.waiters) > 0 || s.inFlight > 0 || s.seen+absence > now
}

// add puts a waiter in the queue of its scan.
func (q *queue) add(w *waiter, now time.Duration) {
	q.scans = slices.DeleteFunc(q.scans, func(s *scan) bool { return !s.present(now) })
	i := slices.IndexFunc(q.scans, func(s *scan) bool { return s.call == w.call })
	if i < 0 {
		i = len(q.scans)
		q.scans = append(q.scans, &scan{call: w.call, turns: q.last()})
	}
	w.scan = q.scans[i]
	w.scan.waiters, w.scan.seen = append(w.scan.waiters, w), now
}

// last returns the turns of a scan that comes now: as if it had been served with the one that was given least. Were it
// level with that one, short calls that follow each other would keep all others from their turn.
func (q *queue) last() int {
	if len(q.scans) == 0 {
		return 0
	}
	return slices.MinFunc(q.scans, func(a, b *scan) int { return cmp.Compare(a.turns, b.turns) }).turns + 1
}

// first returns the scan that comes next, nil if none waits.
func (q *queue) first() *scan {
	var first *scan
	for _, s := range q.scans {
		if len(s.waiters) > 0 && (first == nil || s.turns < first.turns) {
			first = s
		}
	}
	return first
}

// runsAhead reports whether the scan that comes next is ahead of another by more than its share of that many slots.
func (q *queue) runsAhead(slots int, now time.Duration) bool {
	first, all, least := q.first(), 0, math.MaxInt
	for _, s := range q.scans {
		if s.present(now) {
			all, least = all+1, min(least, s.turns)
		}
	}
	return first != nil && first.turns-least > max(1, slots/all)
}

// next removes the waiter whose turn it is and returns it, nil if nobody waits.
func (q *queue) next(now time.Duration) *waiter {
	s := q.first()
	if s == nil {
		return nil
	}
	w := s.waiters[0]
	s.waiters, s.seen = s.waiters[1:], now
	s.turns++
	i := slices.Index(q.scans, s)
	q.scans = append(slices.Delete(q.scans, i, i+1), s)
	return w
}

// remove reports whether the waiter was still there.
func (q *queue) remove(w *waiter) bool {
	for _, s := range q.scans {
		if i := slices.Index(s.waiters, w); i >= 0 {
			s.waiters = slices.Delete(s.waiters, i, i+1)
			return true
		}
	}
	return false
}

// order returns all waiters in the order in which they would be served.
func (q *queue) order() []*waiter {
	type place struct {
		*waiter
		turn, own int // in the count of all, and of its scan
	}
	var places []place
	for _, s := range q.scans {
		for i, w := range s.waiters {
			places = append(places, place{w, s.turns + i, i})
		}
	}
	// Of equals the one that moves up has been served meanwhile, and stands behind.
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(a.own, b.own)) })
	order := make([]*waiter, len(places))
	for i, p := range places {
		order[i] = p.waiter
	}
	return order
}
