package access

import (
	"context"
	"sync"
	"time"
)

const (
	// freeFailures is how many refused credentials of an address a minute are answered at once.
	freeFailures   = 10
	failuresWithin = time.Minute
	// failureDelay is how long the answers to the others wait. There is no lock-out: whoever has a key is served.
	failureDelay = time.Second
	// maxAddresses is how many addresses are counted, and maxHeld how many answers wait at a time; more than that are not delayed.
	maxAddresses = 4096
	maxHeld      = 256
)

// Failures slows down those who try credentials. The zero value is ready; it is safe for concurrent use.
type Failures struct {
	mu        sync.Mutex
	addresses map[string]*failures
	held      int
}

// failures are those of an address since a time.
type failures struct {
	since time.Time
	count int
}

// Delay notes a refused credential of an address and returns when it may be answered: after a while, if there were many.
func (f *Failures) Delay(ctx context.Context, address string) {
	if !f.hold(address, time.Now()) {
		return
	}
	timer := time.NewTimer(failureDelay)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	f.mu.Lock()
	f.held--
	f.mu.Unlock()
}

// hold counts a failure and reports whether its answer is to wait.
func (f *Failures) hold(address string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	of := f.addresses[address]
	switch {
	case of != nil && now.Sub(of.since) < failuresWithin:
		of.count++
	case f.room(now):
		of = &failures{since: now, count: 1}
		f.addresses[address] = of
	default:
		return false
	}
	if of.count <= freeFailures || f.held >= maxHeld {
		return false
	}
	f.held++
	return true
}

// room reports whether another address can be counted, after it has forgotten those that are old. The caller holds the lock.
func (f *Failures) room(now time.Time) bool {
	if f.addresses == nil {
		f.addresses = map[string]*failures{}
	}
	if len(f.addresses) < maxAddresses {
		return true
	}
	for address, of := range f.addresses {
		if now.Sub(of.since) >= failuresWithin {
			delete(f.addresses, address)
		}
	}
	return len(f.addresses) < maxAddresses
}
