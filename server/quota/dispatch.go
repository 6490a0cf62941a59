package quota

import (
	"errors"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

var errEmpty = errors.New("is used up")

// dispatch gives what can be given, refuses who must not wait, tells the others until when they wait, and sets the timer
// for the next time there is something to give. It is called, with the lock held, whenever anything changed.
func (b *Budget) dispatch() {
	if b.shut {
		return
	}
	now := b.now()
	b.give(now)
	b.refuse(now)
	if b.bulk.first() == nil {
		return // an interactive waiter waits for a release, which dispatches
	}
	if wait := max(b.window.free(now, true, 0), b.held(now)) - now; wait > 0 {
		b.wake(wait)
	}
}

// wake dispatches after that time, and no more at the time set before.
func (b *Budget) wake(wait time.Duration) {
	if b.timer != nil {
		b.timer.Reset(wait)
		return
	}
	b.timer = time.AfterFunc(wait, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.dispatch()
	})
}

// give serves those who come next while there are slots, and writes the slots to the ledger before it tells them.
func (b *Budget) give(now time.Duration) {
	var served []*waiter
	var added entries
	present := b.ledger.now()
	for w := b.next(now); w != nil; w = b.next(now) {
		w.slot = b.window.give(now, w.bulk)
		w.given = present.after(w.slot.at - now)
		b.countInFlight(w, 1)
		if w.bulk {
			b.pace = now + b.config.Window/time.Duration(b.window.bulkLimit)
			w.pace = b.pace
		}
		served, added.slots = append(served, w), append(added.slots, w.slot)
	}
	if len(served) == 0 {
		return
	}
	err := b.ledger.write(added, b.window.entries, now, present)
	if err == nil {
		for _, w := range served {
			b.answer(w, nil)
		}
		return
	}
	for _, w := range served {
		b.countInFlight(w, -1) // the slot stays taken: what the ledger holds of it is not known
		b.answer(w, b.error(connectors.KindUnavailable, 0, err))
	}
	b.give(now) // those who waited for their places would hear of no release
}

// next takes who comes next out of the queue, nil when there is no slot for anybody: interactive waiters before bulk.
func (b *Budget) next(now time.Duration) *waiter {
	if len(b.interactive) > 0 && b.room(false) && b.window.free(now, false, 0) <= now {
		w := b.interactive[0]
		b.interactive = b.interactive[1:]
		return w
	}
	if b.room(true) && b.window.free(now, true, 0) <= now && b.held(now) <= now {
		return b.bulk.next(now)
	}
	return nil
}

// held returns until when bulk waiters are held although there are slots; now if they are not. While only scans wait that
// are far ahead of others, slots are given no faster than they come free on average: what is left of a burst is for those
// who could not take their share of it as fast, and none is lost.
func (b *Budget) held(now time.Duration) time.Duration {
	if b.bulk.runsAhead(b.window.bulkLimit, now) {
		return max(now, b.pace)
	}
	return now
}

// room reports whether one more request may be under way.
func (b *Budget) room(bulk bool) bool {
	places := b.config.Concurrency
	switch {
	case b.probing:
		return b.inFlight == 0
	case places == 0:
		return true
	default:
		return b.inFlight < places && (!bulk || b.bulkInFlight < b.config.forBulk(places))
	}
}

// refuse answers interactive waiters when the budget is empty, and bulk waiters whose turn comes after their deadline.
// It tells the calls of the others until when they wait.
func (b *Budget) refuse(now time.Duration) {
	if wait := b.window.free(now, false, 0) - now; wait > 0 {
		for _, w := range b.interactive {
			b.answer(w, b.error(connectors.KindRateLimited, wait, errEmpty))
		}
		b.interactive = nil
	}
	held := b.held(now)
	var stay []*waiter
	for _, w := range b.bulk.order() {
		wait := max(b.window.free(now, true, len(stay)), held) - now
		if wait <= 0 || w.deadline.IsZero() || wait < time.Until(w.deadline) {
			stay = append(stay, w)
			continue
		}
		b.bulk.remove(w)
		b.answer(w, b.error(connectors.KindRateLimited, wait, errEmpty))
	}
	// From last to first, so that a call with several waiters shows the wait of its first.
	for i := len(stay) - 1; i >= 0; i-- {
		until := time.Time{} // who waits for a release only does not know until when
		if wait := max(b.window.free(now, true, i), held) - now; wait > 0 {
			until = time.Now().Add(wait)
		}
		stay[i].call.Wait(until)
	}
}

// answer ends a wait. The waiter is out of the queue.
func (b *Budget) answer(w *waiter, err error) {
	w.call.Wait(time.Time{})
	w.ready <- err
}
