package quota

import (
	"errors"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

var errEmpty = errors.New("is used up")

// settle gives what can be given, refuses who must not wait, tells the others until when they wait, and sets the timer
// for the next time there is something to give. It is called, with the lock held, whenever anything changed.
func (b *Budget) settle() {
	if b.shut {
		return
	}
	now := b.now()
	b.give(now)
	b.refuse(now)
	if len(b.bulk.scans) == 0 {
		return // an interactive waiter waits for a release, which settles
	}
	if wait := b.books.free(now, true, 0) - now; wait > 0 {
		b.wake(wait)
	}
}

// wake settles after that time, and no more at the time set before.
func (b *Budget) wake(wait time.Duration) {
	if b.timer != nil {
		b.timer.Reset(wait)
		return
	}
	b.timer = time.AfterFunc(wait, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.settle()
	})
}

// give serves those who come next while there are slots, and writes the slots to the ledger before it tells them.
func (b *Budget) give(now time.Duration) {
	var served []*waiter
	var slots []slot
	for b.config.Concurrency == 0 || b.underway < b.config.Concurrency {
		w := b.next(now)
		if w == nil {
			break
		}
		s := slot{at: now, bulk: w.bulk}
		b.books.take(s)
		b.underway++
		served, slots = append(served, w), append(slots, s)
	}
	if len(served) == 0 {
		return
	}
	err := b.ledger.write(slots, b.books.slots, now)
	if err != nil {
		err = b.error(connectors.KindUnavailable, 0, err)
		b.underway -= len(served) // the slots stay taken: what the ledger holds of them is not known
	}
	for _, w := range served {
		b.answer(w, err)
	}
}

// next takes who comes next out of the line, nil when there is no slot for anybody: interactive waiters before bulk.
func (b *Budget) next(now time.Duration) *waiter {
	if len(b.interactive) > 0 && b.books.free(now, false, 0) <= now {
		w := b.interactive[0]
		b.interactive = b.interactive[1:]
		return w
	}
	if b.books.free(now, true, 0) <= now {
		return b.bulk.next()
	}
	return nil
}

// refuse answers interactive waiters when the budget is empty, and bulk waiters whose turn comes after their deadline.
// It tells the calls of the others until when they wait.
func (b *Budget) refuse(now time.Duration) {
	if wait := b.books.free(now, false, 0) - now; wait > 0 {
		for _, w := range b.interactive {
			b.answer(w, b.error(connectors.KindRateLimited, wait, errEmpty))
		}
		b.interactive = nil
	}
	var stay []*waiter
	for _, w := range b.bulk.order() {
		wait := b.books.free(now, true, len(stay)) - now
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
		if wait := b.books.free(now, true, i) - now; wait > 0 {
			until = time.Now().Add(wait)
		}
		stay[i].call.Wait(until)
	}
}

// answer ends a wait. The waiter is out of the line.
func (b *Budget) answer(w *waiter, err error) {
	w.call.Wait(time.Time{})
	w.ready <- err
}
