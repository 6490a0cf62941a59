package administrate

import (
	"sync"
	"time"
)

// rate admits a number of requests per IP address within a rolling window. It is safe for concurrent use.
type rate struct {
	limit  int // 0 is no limit
	window time.Duration
	now    func() time.Time

	mu sync.Mutex
	// admitted has the times of the requests that were admitted within the window, oldest first, by address.
	admitted map[string][]time.Time
}

// take admits a request, or returns the time until the next one will be admitted.
func (r *rate) take(address string) (wait time.Duration, ok bool) {
	if r.limit == 0 {
		return 0, true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	times := r.admitted[address]
	for len(times) > 0 && now.Sub(times[0]) >= r.window {
		times = times[1:]
	}
	if len(times) >= r.limit {
		r.admitted[address] = times
		return r.window - now.Sub(times[0]), false
	}
	r.admitted[address] = append(times, now)
	return 0, true
}
