package memory

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// collectFrom is the number of bytes from which on the collector runs when a lease gives them up, before other leases may have
// them. They are garbage until then, and an answer takes as much within less time than the collector needs to begin by itself.
const collectFrom = 32 << 20

const (
	// MaxStall is how long a client may receive nothing of what is sent to it. Then its call is cancelled, since the waiting
	// messages take memory.
	MaxStall = 5 * time.Minute
	// MaxStallPressed is the same limit while leases wait, which is when Pressed returns true.
	MaxStallPressed = 10 * time.Second
)

// yieldAgain is how often waiting leases request memory that is kept for later.
const yieldAgain = 100 * time.Millisecond

// Budget is the memory that pages may take. It is safe for concurrent use.
type Budget struct {
	limit int64
	// collect makes garbage free.
	collect func()

	mu sync.Mutex
	// yield gives up memory that is kept for later, at least that many bytes if there are as many. It is called without the
	// lock.
	yield func(bytes int64)
	used  int64
	// over is the lease that may exceed the limit, nil for none.
	over    *Lease
	waiting []*waiter // in the order in which they will grow
	turns   int       // how many leases have come to the line
}

// waiter is a lease that waits to grow.
type waiter struct {
	lease *Lease
	bytes int64
	grown chan struct{} // closed when the lease has grown
}

// New returns a budget of that many bytes.
func New(limit int64) *Budget {
	return &Budget{limit: limit, collect: runtime.GC, yield: func(int64) {}}
}

// Yields sets the function that gives up memory which is kept for later. The budget calls it before a lease waits. Call Yields
// before the first lease.
func (b *Budget) Yields(yield func(bytes int64)) { b.yield = yield }

// Pressed reports whether leases wait.
func (b *Budget) Pressed() bool { return b.Waiting() > 0 }

// Waiting returns the number of waiting leases.
func (b *Budget) Waiting() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.waiting)
}

// Used returns the number of leased bytes.
func (b *Budget) Used() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used
}

// Lease returns a lease of no bytes. An early lease does not wait: it fails with ErrNoMemory.
func (b *Budget) Lease(early bool) *Lease { return &Lease{budget: b, early: early} }

// grow implements Lease.Grow.
func (b *Budget) grow(ctx context.Context, l *Lease, bytes int64) error {
	b.mu.Lock()
	if lack := b.used + bytes - b.limit; lack > 0 && b.over != l {
		b.mu.Unlock()
		b.yield(lack)
		b.mu.Lock()
	}
	if b.admits(l, bytes) {
		b.take(l, bytes)
		b.mu.Unlock()
		return nil
	}
	if l.early {
		b.mu.Unlock()
		return connectors.ErrNoMemory
	}
	w := &waiter{lease: l, bytes: bytes, grown: make(chan struct{})}
	b.queue(w)
	b.serve()
	b.mu.Unlock()
	return b.wait(ctx, w)
}

// wait returns when a waiter has grown. Meanwhile it calls yield and pass again and again.
func (b *Budget) wait(ctx context.Context, w *waiter) error {
	again := time.NewTicker(yieldAgain)
	defer again.Stop()
	for {
		select {
		case <-w.grown:
			return nil
		case <-ctx.Done():
			return b.leave(ctx, w)
		case <-again.C:
			b.yield(w.bytes) // more memory may have become free
			b.pass()
		}
	}
}

// admits reports whether a lease may grow at once. The caller holds the lock.
func (b *Budget) admits(l *Lease, bytes int64) bool {
	return b.over == l || b.used+bytes <= b.limit && (l.bytes > 0 || len(b.waiting) == 0)
}

// take makes a lease larger. The caller holds the lock.
func (b *Budget) take(l *Lease, bytes int64) {
	l.bytes += bytes
	b.used += bytes
}

// queue adds a waiter. A waiter with a lease of some bytes comes before those without. The caller holds the lock.
func (b *Budget) queue(w *waiter) {
	l := w.lease
	if l.turn == 0 {
		b.turns++
		l.turn = b.turns
	}
	at := slices.IndexFunc(b.waiting, func(other *waiter) bool {
		if holds := other.lease.bytes > 0; holds != (l.bytes > 0) {
			return !holds
		}
		return other.lease.turn > l.turn
	})
	if at < 0 {
		at = len(b.waiting)
	}
	b.waiting = slices.Insert(b.waiting, at, w)
}

// pass takes the right to exceed the limit from a lease that has been between two answers for MaxStallPressed: its page may wait for a
// request budget much longer.
func (b *Budget) pass() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if l := b.over; l != nil && l.bytes == l.records && time.Since(l.idle) >= MaxStallPressed {
		b.over = nil
		b.serve()
	}
}

// serve lets the first waiters grow, as long as they fit or may exceed the limit. The caller holds the lock.
func (b *Budget) serve() {
	if b.used <= b.limit {
		b.over = nil
	}
	for len(b.waiting) > 0 {
		w := b.waiting[0]
		if b.used+w.bytes > b.limit && b.over != w.lease {
			if b.over != nil {
				return
			}
			b.over = w.lease
		}
		b.take(w.lease, w.bytes)
		b.waiting = b.waiting[1:]
		close(w.grown)
	}
}

// leave ends the wait of a lease after its context has ended, unless the lease has grown meanwhile.
func (b *Budget) leave(ctx context.Context, w *waiter) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	at := slices.Index(b.waiting, w)
	if at < 0 {
		return nil
	}
	b.waiting = slices.Delete(b.waiting, at, at+1)
	b.serve()
	return context.Cause(ctx)
}

// shrink reduces a lease to that many bytes, if it has more.
func (b *Budget) shrink(l *Lease, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if l.bytes-bytes >= collectFrom {
		b.mu.Unlock()
		b.collect()
		b.mu.Lock()
	}
	bytes = min(bytes, l.bytes)
	b.used -= l.bytes - bytes
	l.bytes = bytes
	if bytes == 0 && b.over == l {
		b.over = nil
	}
	b.serve()
}
