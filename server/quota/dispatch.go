package quota

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

var errEmpty = errors.New("is used up")

// shareError is why a caller is refused that has used its share, while the budget may have more.
type shareError string

func (e shareError) Error() string {
	return fmt.Sprintf("is used up as far as caller %q may use it", string(e))
}

// dispatch gives what can be given, refuses who must not wait, tells the others until when they wait, and sets the timer
// for the next time there is something to give. It is called, with the lock held, whenever anything changed.
func (b *Budget) dispatch() {
	if b.shut {
		return
	}
	now := b.now()
	b.give(now)
	b.refuse(now)
	if wait := max(b.window.free(now, true, 0), b.soonest(now)) - now; wait > 0 {
		b.wake(wait)
	}
}

// soonest returns when the first of the bulk waiters is let go, by the shares of their callers and the pace. It returns now if none
// waits: an interactive waiter waits for a release, which dispatches.
func (b *Budget) soonest(now time.Duration) time.Duration {
	soonest := time.Duration(math.MaxInt64)
	held := b.held(now)
	for _, c := range b.bulk.callers {
		if !c.waits() {
			continue
		}
		free := b.window.ownFree(now, c.name, 0)
		if free <= now {
			free = held
		}
		soonest = min(soonest, free)
	}
	if soonest == math.MaxInt64 {
		return now
	}
	return soonest
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
		w.slot = b.window.give(now, w.bulk, w.call.Caller)
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
		mayNow := func(w *waiter) bool { return b.window.ownFree(now, w.call.Caller, 0) <= now }
		if i := slices.IndexFunc(b.interactive, mayNow); i >= 0 {
			w := b.interactive[i]
			b.interactive = slices.Delete(b.interactive, i, i+1)
			return w
		}
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

// refuse answers interactive waiters when the budget is empty, or the share of their caller, and bulk waiters whose turn comes
// after their deadline. It tells the calls of the others until when they wait.
func (b *Budget) refuse(now time.Duration) {
	b.interactive = slices.DeleteFunc(b.interactive, func(w *waiter) bool {
		return b.refuseAfter(w, now, max(b.window.free(now, false, 0), b.window.ownFree(now, w.call.Caller, 0))-now, 0)
	})
	held := b.held(now)
	type turn struct {
		*waiter
		wait time.Duration
	}
	var stay []turn
	b.bulk.reckon(now, func(ahead int) time.Duration { return b.window.free(now, true, ahead) }, func(w *waiter, at time.Duration) bool {
		wait := max(at, held) - now
		if !w.deadline.IsZero() && b.refuseAfter(w, now, wait, time.Until(w.deadline)) {
			b.bulk.remove(w)
			return false
		}
		stay = append(stay, turn{w, wait})
		return true
	})
	// From last to first, so that a call with several waiters shows the wait of its first.
	for _, t := range slices.Backward(stay) {
		until := time.Time{} // who waits for a release only does not know until when
		if t.wait > 0 {
			until = time.Now().Add(t.wait)
		}
		t.call.Wait(until)
	}
}

// refuseAfter refuses a waiter that would wait for as long as it has time to spare, or longer. It reports whether it did.
func (b *Budget) refuseAfter(w *waiter, now, wait, spare time.Duration) bool {
	if wait <= 0 || wait < spare {
		return false
	}
	cause := errEmpty
	if b.window.ownFree(now, w.call.Caller, 0) > b.window.free(now, w.bulk, 0) {
		cause = shareError(w.call.Caller)
	}
	b.answer(w, b.error(connectors.KindRateLimited, wait, cause))
	return true
}

// answer ends a wait. The waiter is out of the queue.
func (b *Budget) answer(w *waiter, err error) {
	w.call.Wait(time.Time{})
	w.ready <- err
}
