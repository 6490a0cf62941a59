package rest

import (
	"sync"
	"time"
)

// The retries that a client may make: allowedRetries at once, one more for every callsPerRetry calls, and one more every
// retryEvery, so that a rare call may be retried however many calls failed before it.
const (
	allowedRetries = 10
	callsPerRetry  = 10
	retryEvery     = time.Minute
)

// allowance bounds the retries of a client by its calls: an upstream that fails must not get several times as many requests as
// one that works. The zero value has all retries left. An allowance is safe for concurrent use.
type allowance struct {
	mu    sync.Mutex
	spent float64   // retries used and not earned again; at most allowedRetries
	at    time.Time // up to when retryEvery has reduced spent
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
