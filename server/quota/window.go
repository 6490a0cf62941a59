package quota

import (
	"slices"
	"time"
)

// slot is one request that counts. Its time is relative to the opening of the budget, negative for a slot of an earlier
// process. This is the latest time at which the upstream may have counted the request: grace after the slot was given or, if
// the request ends before that, its end.
type slot struct {
	at     time.Duration
	bulk   bool
	caller string // "" if the caller is not known
}

// window has what was given within a rolling window. Its methods get the present time as now, and never an earlier time than
// before.
type window struct {
	entries
	bulk             []slot            // the bulk slots among slots
	own              map[string][]slot // by caller with a share: the slots of the caller among slots
	length, grace    time.Duration
	limit, bulkLimit int
	ownLimits        map[string]int // by caller with a share
}

// entries are what a budget keeps after its process ends.
type entries struct {
	slots  []slot        // in the order of their times
	closed time.Duration // no slot before this time, by the upstream's word
}

// forget drops the slots that no longer count.
func (w *window) forget(now time.Duration) {
	w.slots = forget(w.slots, now-w.length)
	w.bulk = forget(w.bulk, now-w.length)
	for caller, slots := range w.own {
		w.own[caller] = forget(slots, now-w.length)
	}
}

func forget(slots []slot, until time.Duration) []slot {
	i := 0
	for i < len(slots) && slots[i].at <= until {
		i++
	}
	return slots[i:]
}

// give takes a slot for a request that begins now. If the grace has become shorter, the slot gets at least the time of the
// last slot, so that slots stay in the order of their times.
func (w *window) give(now time.Duration, bulk bool, caller string) slot {
	s := slot{at: now + w.grace, bulk: bulk, caller: caller}
	if n := len(w.slots); n > 0 {
		s.at = max(s.at, w.slots[n-1].at)
	}
	w.add(s)
	return s
}

// add adds a slot. The time of the slot is not before the time of any other slot.
func (w *window) add(s slot) {
	w.slots = append(w.slots, s)
	w.count(s)
}

// count adds a slot to the slots of its class and its caller.
func (w *window) count(s slot) {
	if s.bulk {
		w.bulk = append(w.bulk, s)
	}
	if _, limited := w.ownLimits[s.caller]; limited {
		w.own[s.caller] = append(w.own[s.caller], s)
	}
}

// classify rebuilds the slots of each class and of each caller.
func (w *window) classify() {
	w.bulk, w.own = nil, map[string][]slot{}
	for _, s := range w.slots {
		w.count(s)
	}
}

// end notes that the request of a slot has ended.
func (w *window) end(s slot, now time.Duration) {
	if s.at <= now {
		return // its grace is over
	}
	bring(w.slots, s, now)
	if s.bulk {
		bring(w.bulk, s, now)
	}
	bring(w.own[s.caller], s, now)
}

// takeBack removes a slot that was given, or another slot of the same class, caller and time.
func (w *window) takeBack(s slot) {
	w.slots = without(w.slots, s)
	if s.bulk {
		w.bulk = without(w.bulk, s)
	}
	if own, limited := w.own[s.caller]; limited {
		w.own[s.caller] = without(own, s)
	}
}

// without returns the slots without s. A window after its time, s is no longer among the slots.
func without(slots []slot, s slot) []slot {
	i := len(slots) - 1
	for i >= 0 && slots[i] != s {
		i--
	}
	if i < 0 {
		return slots
	}
	return slices.Delete(slots, i, i+1)
}

// bring gives the slot s, or an equal slot, an earlier time, if it is among these slots.
func bring(slots []slot, s slot, at time.Duration) {
	i := len(slots) - 1
	for i >= 0 && slots[i] != s {
		i--
	}
	if i < 0 {
		return
	}
	for ; i > 0 && slots[i-1].at > at; i-- {
		slots[i] = slots[i-1]
	}
	s.at = at
	slots[i] = s
}

// close closes the window until that time, or for longer if it is closed for longer.
func (w *window) close(until time.Duration) { w.closed = max(w.closed, until) }

// free returns when a request gets a slot if ahead others of its class come before it; now if it gets one at once. The end of
// a request under way may make that time earlier.
func (w *window) free(now time.Duration, bulk bool, ahead int) time.Duration {
	w.forget(now)
	free := max(now, w.closed, w.turn(now, w.slots, w.limit, ahead))
	if bulk {
		free = max(free, w.turn(now, w.bulk, w.bulkLimit, ahead))
	}
	return free
}

// ownFree returns when the share of a caller leaves a slot after ahead others of the caller; now for a caller without a
// share.
func (w *window) ownFree(now time.Duration, caller string, ahead int) time.Duration {
	limit, limited := w.ownLimits[caller]
	if !limited {
		return now
	}
	return max(now, w.turn(now, forget(w.own[caller], now-w.length), limit, ahead))
}

// turn returns when these slots leave one of limit after ahead others. Every limit others take one window.
func (w *window) turn(now time.Duration, slots []slot, limit, ahead int) time.Duration {
	later := time.Duration(ahead/limit) * w.length
	if i := len(slots) - limit + ahead%limit; i >= 0 {
		return slots[i].at + w.length + later
	}
	return now + later
}
