package quota

import (
	"cmp"
	"slices"
	"time"
)

// lineup holds the waiters of one caller in their order, while reckon computes the order of all waiters.
type lineup struct {
	*caller
	waiters []*waiter
	turns   int // the turns of the caller after the earlier waiters have been served
	served  int
}

// reckon visits all waiters in the order in which they will be served, with the time of their slots. free returns when a bulk
// waiter gets a slot after ahead others. If visit reports that the waiter does not stay, the waiter takes no slot.
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

// nextLine returns the line that is served when a slot comes free, and when. Of the lines of callers that may have the slot,
// this is the line with the fewest turns. If no caller may have the slot, this is the line of the caller that may have a slot
// first.
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

// order returns all waiters in the order in which they would be served if there were slots for all now.
func (q *queue) order() (order []*waiter) {
	all := queue{callers: q.callers}
	all.reckon(0, func(int) time.Duration { return 0 }, func(w *waiter, _ time.Duration) bool {
		order = append(order, w)
		return true
	})
	return order
}

// order returns the waiters of a caller in their order.
func (c *caller) order() []*waiter {
	type place struct {
		*waiter
		turn, own int // the turn among the scans of the caller, and the place within the scan
	}
	var places []place
	for _, s := range c.scans {
		for i, w := range s.waiters {
			places = append(places, place{w, s.turns + i, i})
		}
	}
	// Of equal turns the waiter with the higher place within its scan comes later: its scan was served meanwhile.
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(a.own, b.own)) })
	order := make([]*waiter, len(places))
	for i, p := range places {
		order[i] = p.waiter
	}
	return order
}
