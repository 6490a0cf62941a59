package quota

import (
	"slices"
	"time"
)

// slot is one request that counts. Its time is that since the budget was opened, negative for those of an earlier
// process: the latest at which the upstream may have counted the request. That is when the request ended, or, until
// then, grace after it was given.
type slot struct {
	at     time.Duration
	bulk   bool
	caller string // for whom, "" where that is not known
}

// window knows what was given within a rolling window. It takes the present time, now, as it runs: never an earlier one.
type window struct {
	entries
	bulk             []slot            // the bulk ones among slots
	own              map[string][]slot // of each caller with a share, those among slots
	length, grace    time.Duration
	limit, bulkLimit int
	ownLimits        map[string]int // of each caller with a share
}

// entries are what lasts longer than a process.
type entries struct {
	slots  []slot        // in the order of their times
	closed time.Duration // no slot before this time, by the upstream's word
}

// forget drops what no longer counts.
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

// give takes a slot for a request that begins now. Slots stay in the order of their times when the grace becomes shorter.
func (w *window) give(now time.Duration, bulk bool, caller string) slot {
	s := slot{at: now + w.grace, bulk: bulk, caller: caller}
	if n := len(w.slots); n > 0 {
		s.at = max(s.at, w.slots[n-1].at)
	}
	w.add(s)
	return s
}

// add enters a slot whose time is not before that of any other.
func (w *window) add(s slot) {
	w.slots = append(w.slots, s)
	w.count(s)
}

// count enters a slot among those of its class and its caller.
func (w *window) count(s slot) {
	if s.bulk {
		w.bulk = append(w.bulk, s)
	}
	if _, limited := w.ownLimits[s.caller]; limited {
		w.own[s.caller] = append(w.own[s.caller], s)
	}
}

// classify finds the slots of each class and of each caller anew.
func (w *window) classify() {
	w.bulk, w.own = nil, map[string][]slot{}
	for _, s := range w.slots {
		w.count(s)
	}
}

// end tells that the request of a slot has ended.
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

// takeBack forgets a slot that was given, or one of the same kind and time.
func (w *window) takeBack(s slot) {
	w.slots = without(w.slots, s)
	if s.bulk {
		w.bulk = without(w.bulk, s)
	}
	if own, limited := w.own[s.caller]; limited {
		w.own[s.caller] = without(own, s)
	}
}

// without returns the slots without one. It is not there any more when a window has passed since.
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

// bring gives a slot, or one of the same kind, an earlier time, if it is among these.
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

// close gives no slot before the time until.
func (w *window) close(until time.Duration) { w.closed = max(w.closed, until) }

// free returns when a caller gets a slot if that many others of its class come before it; now if it gets one at once.
// Requests under way may bring that forward when they end.
func (w *window) free(now time.Duration, bulk bool, ahead int) time.Duration {
	w.forget(now)
	free := max(now, w.closed, w.turn(now, w.slots, w.limit, ahead))
	if bulk {
		free = max(free, w.turn(now, w.bulk, w.bulkLimit, ahead))
	}
	return free
}

// ownFree returns when the share of a caller leaves a slot after that many others of its own; now for a caller without a share.
func (w *window) ownFree(now time.Duration, caller string, ahead int) time.Duration {
	limit, limited := w.ownLimits[caller]
	if !limited {
		return now
	}
	return max(now, w.turn(now, forget(w.own[caller], now-w.length), limit, ahead))
}

// turn returns when these slots leave one of limit after that many others. Every limit others take a window.
func (w *window) turn(now time.Duration, slots []slot, limit, ahead int) time.Duration {
	later := time.Duration(ahead/limit) * w.length
	if i := len(slots) - limit + ahead%limit; i >= 0 {
		return slots[i].at + w.length + later
	}
	return now + later
}
