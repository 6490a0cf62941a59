package quota

import (
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// waiter is one Acquire that waits.
type waiter struct {
	call     *connectors.Call
	bulk     bool
	deadline time.Time  // zero for none
	ready    chan error // gets nil with a slot, or why there is none; has room for one
}

// queue holds bulk waiters. Their scans take turns; a scan's own come in the order of their arrival.
type queue struct {
	scans []*scan // the next to be served first; none is without waiters
}

// scan is who shares a turn: all that belongs to one call of a client.
type scan struct {
	call    *connectors.Call
	waiters []*waiter
}

func (q *queue) add(w *waiter) {
	i := slices.IndexFunc(q.scans, func(s *scan) bool { return s.call == w.call })
	if i < 0 {
		q.scans = append(q.scans, &scan{call: w.call, waiters: []*waiter{w}})
		return
	}
	q.scans[i].waiters = append(q.scans[i].waiters, w)
}

// next removes the waiter whose turn it is and returns it, nil if nobody waits.
func (q *queue) next() *waiter {
	if len(q.scans) == 0 {
		return nil
	}
	s := q.scans[0]
	w := s.waiters[0]
	s.waiters = s.waiters[1:]
	q.scans = q.scans[1:]
	if len(s.waiters) > 0 {
		q.scans = append(q.scans, s)
	}
	return w
}

// remove reports whether the waiter was still there.
func (q *queue) remove(w *waiter) bool {
	for i, s := range q.scans {
		if j := slices.Index(s.waiters, w); j >= 0 {
			if s.waiters = slices.Delete(s.waiters, j, j+1); len(s.waiters) == 0 {
				q.scans = slices.Delete(q.scans, i, i+1)
			}
			return true
		}
	}
	return false
}

// order returns all waiters in the order in which they would be served.
func (q *queue) order() []*waiter {
	var order []*waiter
	for round := 0; ; round++ {
		before := len(order)
		for _, s := range q.scans {
			if round < len(s.waiters) {
				order = append(order, s.waiters[round])
			}
		}
		if len(order) == before {
			return order
		}
	}
}
