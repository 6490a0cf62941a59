package quota

import "time"

// slot is one request that counts. Its time is that since the budget was opened, negative for those of an earlier
// process.
type slot struct {
	at   time.Duration
	bulk bool
}

// books know what was given within the window. They take the present time, now, as it runs: never an earlier one.
type books struct {
	window           time.Duration
	limit, bulkLimit int
	slots            []slot          // in the order of their times
	bulk             []time.Duration // the times of the bulk ones among slots
	closed           time.Duration   // no slot before this time, by the upstream's word
}

// forget drops what no longer counts.
func (b *books) forget(now time.Duration) {
	for len(b.slots) > 0 && b.slots[0].at <= now-b.window {
		b.slots = b.slots[1:]
	}
	for len(b.bulk) > 0 && b.bulk[0] <= now-b.window {
		b.bulk = b.bulk[1:]
	}
}

// take gives a slot.
func (b *books) take(s slot) {
	b.slots = append(b.slots, s)
	if s.bulk {
		b.bulk = append(b.bulk, s.at)
	}
}

// close gives no slot before the time until.
func (b *books) close(until time.Duration) { b.closed = max(b.closed, until) }

// free returns when a caller gets a slot if that many others of its class come before it; now if it gets one at once.
func (b *books) free(now time.Duration, bulk bool, ahead int) time.Duration {
	b.forget(now)
	all := func(i int) time.Duration { return b.slots[i].at }
	free := max(now, b.closed, b.turn(now, len(b.slots), all, b.limit, ahead))
	if bulk {
		own := func(i int) time.Duration { return b.bulk[i] }
		free = max(free, b.turn(now, len(b.bulk), own, b.bulkLimit, ahead))
	}
	return free
}

// turn returns when used slots, given at those times, leave one of limit after that many others. Every limit others
// take a window.
func (b *books) turn(now time.Duration, used int, at func(int) time.Duration, limit, ahead int) time.Duration {
	later := time.Duration(ahead/limit) * b.window
	if i := used - limit + ahead%limit; i >= 0 {
		return at(i) + b.window + later
	}
	return now + later
}
