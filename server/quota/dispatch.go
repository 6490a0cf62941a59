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

// shareError is the cause of a refusal of a caller that has used up its share. The budget may have more slots.
type shareError string

func (e shareError) Error() string {
	return fmt.Sprintf("is used up as far as caller %q may use it", string(e))
}

// dispatch gives the slots that it can give, refuses the waiters that must not wait, notes in the calls of the others until
// when they wait, and sets the timer for the next slot. It is called after every change. The caller holds the lock.
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

// soonest returns when the first bulk waiter can get a slot, by the shares of the callers and the pace. If no bulk waiter
// waits, soonest returns now: an interactive waiter waits for a release, and a release calls dispatch.
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

// wake calls dispatch after a time. It cancels the time that was set before.
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

// give gives slots to the next waiters while there are slots. The slots are written to the ledger before the waiters are answered, by a
// goroutine of its own: waiters that come meanwhile share the next write, since a sync of the disk costs more than anything else here.
func (b *Budget) give(now time.Duration) {
	if b.writing {
		return // settle calls dispatch
	}
	var paid, unpaid []*waiter
	present := b.ledger.now()
	for w := b.next(now); w != nil; w = b.next(now) {
		w.slot = b.window.give(now, w.bulk, w.call.Caller)
		w.given = present.after(w.slot.at - now)
		b.countInFlight(w, 1)
		if w.bulk {
			b.pace = now + b.config.Window/time.Duration(b.window.bulkLimit)
			w.pace = b.pace
		}
		if b.ledger == nil || b.pay(w, now, present) {
			paid = append(paid, w)
		} else {
			unpaid = append(unpaid, w)
		}
	}
	b.settle(paid, nil)
	switch {
	case len(unpaid) == 0:
	case b.ledger.long(len(b.window.slots)): // rare, and needs all slots as they are now
		b.block = nil // its line is not kept
		b.settle(unpaid, b.ledger.rewrite(b.window.entries, now, present))
		b.give(now) // the places of waiters that got an error are free again: no release follows
	default:
		b.write(unpaid, now, present)
	}
}

// write writes the slots of waiters to the ledger, then answers the waiters.
func (b *Budget) write(unpaid []*waiter, now time.Duration, present stamp) {
	lines, opened := b.lines(unpaid, now, present)
	l := b.ledger
	b.writing = true
	go func() {
		err := l.add(lines, l.sync)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.writing = false
		if err == nil && opened != nil {
			b.block = opened
		}
		b.settle(unpaid, err)
		b.written.Broadcast()
		b.dispatch()
	}()
}

// settle answers waiters, whose slots were written unless there is an error.
func (b *Budget) settle(served []*waiter, err error) {
	for _, w := range served {
		if err == nil {
			b.answer(w, nil)
			continue
		}
		b.countInFlight(w, -1) // the slot stays taken: its line may be in the ledger
		b.answer(w, b.error(connectors.KindUnavailable, 0, err))
	}
}

// quiet waits until no slots are being written. It gives up the lock meanwhile.
func (b *Budget) quiet() {
	for b.writing {
		b.written.Wait()
	}
}

// next removes the next waiter from the queue and returns it, nil if no waiter can have a slot. Interactive waiters come
// before bulk waiters.
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

// held returns until when bulk waiters are held although there are slots; now if they are not held. While the scan that comes
// next is far ahead of another, slots are given no faster than they come free on average. So the rest of a burst is left for
// the scans that could not take their share as fast, and no slot is lost.
func (b *Budget) held(now time.Duration) time.Duration {
	if b.bulk.runsAhead(b.window.bulkLimit, now) {
		return max(now, b.pace)
	}
	return now
}

// room reports whether one more request of a class may be under way.
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

// refuse answers interactive waiters if the budget or the share of their caller is used up. It answers bulk waiters if their
// turn comes after their deadline. It notes in the calls of the others until when they wait.
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
	// The order is from last to first, so that a call with several waiters shows the wait of its first waiter.
	for _, t := range slices.Backward(stay) {
		until := time.Time{} // the time of a release is not known
		if t.wait > 0 {
			until = time.Now().Add(t.wait)
		}
		t.call.Wait(until)
	}
}

// refuseAfter refuses a waiter if its wait is as long as the time that it has to spare, or longer. It reports whether it
// refused the waiter.
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

// answer ends a wait. The caller removes the waiter from the queue.
func (b *Budget) answer(w *waiter, err error) {
	w.call.Wait(time.Time{})
	w.ready <- err
}
