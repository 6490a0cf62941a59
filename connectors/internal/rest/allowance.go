package rest

import (
	"sync"
	"time"
)

// What retries a client may make beside its calls: allowed ones at once, one more for every few calls, and one more after
// every while, so that a call that comes alone may be retried however many failed before it.
const (
	allowedRetries = 10
	callsPerRetry  = 10
	retryEvery     = time.Minute
)

// allowance bounds the retries of a client by its calls: an upstream that is out of order must not get several times the
// requests of one that is well. The zero value is whole. It is safe for concurrent use.
type allowance struct {
	mu    sync.Mutex
	spent float64   // retries that are not made up for; at most allowedRetries
	at    time.Time // when spent was last true
}

// earn counts a call.
func (a *allowance) earn() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.spent = max(a.spent-1.0/callsPerRetry, 0)
}

// take reports whether one more retry may be made, and counts it.
func (a *allowance) take() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now()
	a.spent = max(a.spent-float64(now.Sub(a.at))/float64(retryEvery), 0)
	a.at = now
	if a.spent+1 > allowedRetries {
		return false
	}
	a.spent++
	return true
}
