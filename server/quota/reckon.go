package quota

import (
	"cmp"
	"slices"
	"time"
)

// lineup holds the waiters of one caller in the order in which they come, while the order of all is reckoned.
type lineup struct {
	*caller
	waiters []*waiter
	turns   int // of the caller when those that came before are served
	served  int
}

// reckon visits all waiters in the order in which they will be served, with when that is. free returns when bulk waiters get a slot
// after that many others. One of which visit reports that it does not stay takes no slot.
func (q *queue) reckon(now time.Duration, free func(ahead int) time.Duration, visit func(*waiter, time.Duration) (stays bool)) {
	var lines []*lineup
	for _, c := range q.callers {
		if c.waits() {
			lines = append(lines, &lineup{caller: c, waiters: c.order(), turns: c.turns})
		}
	}
	for ahead := 0; len(lines) > 0; {
		l, at := q.nextLine(now, free(ahead), lines)
		w := l.waiters[0]
		if l.waiters = l.waiters[1:]; visit(w, at) {
			for _, other := range lines {
				other.turns = max(other.turns, l.turns)
			}
			ahead, l.served, l.turns = ahead+1, l.served+1, l.turns+1
			lines = toEnd(lines, l)
		}
		lines = slices.DeleteFunc(lines, func(l *lineup) bool { return len(l.waiters) == 0 })
	}
}

// nextLine returns the line that is served when a slot comes free, and when: of those whose callers may have it the one that was
// given least, or else the one whose caller may have one first.
func (q *queue) nextLine(now, slot time.Duration, lines []*lineup) (*lineup, time.Duration) {
	var next, soonest *lineup
	var at time.Duration
	for _, l := range lines {
		free := q.ownFree(now, l.caller, l.served)
		if free <= slot && (next == nil || l.turns < next.turns) {
			next = l
		}
		if soonest == nil || free < at {
			soonest, at = l, free
		}
	}
	if next != nil {
		return next, slot
	}
	return soonest, at
}

// order returns all waiters in the order in which they would be served, were there slots for all now.
func (q *queue) order() (order []*waiter) {
	all := queue{callers: q.callers}
	all.reckon(0, func(int) time.Duration { return 0 }, func(w *waiter, _ time.Duration) bool {
		order = append(order, w)
		return true
	})
	return order
}

// order returns the waiters of a caller in the order in which they come.
func (c *caller) order() []*waiter {
	type place struct {
		*waiter
		turn, own int // in the count of the caller, and of its scan
	}
	var places []place
	for _, s := range c.scans {
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
