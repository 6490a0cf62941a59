package access

import (
	"context"
	"sync"
	"time"
)

const (
	// freeFailures is the number of refused credentials of an address within failuresWithin that are answered at once.
	freeFailures   = 10
	failuresWithin = time.Minute
	// failureDelay is the time by which further answers are delayed. No address is locked out: a call with a right key is
	// always served.
	failureDelay = time.Second
	// maxAddresses is the largest number of addresses that are counted, and maxHeld the largest number of answers that wait at
	// a time. Beyond these, answers are not delayed.
	maxAddresses = 4096
	maxHeld      = 256
)

// Failures slows down clients that try out credentials. The zero value is ready; it is safe for concurrent use.
type Failures struct {
	mu        sync.Mutex
	addresses map[string]*failures
	held      int
}

// failures is the number of refused credentials of one address since a time.
type failures struct {
	since time.Time
	count int
}

// Delay notes a refused credential of an address and returns when the refusal may be answered: after failureDelay if the
// address had many, else at once.
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

// hold counts a refused credential and reports whether its answer must wait.
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

// room reports whether another address can be counted, after it has forgotten the old ones. The caller holds the lock.
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
