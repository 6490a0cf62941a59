package apro

import (
	"sync"
	"time"
)

// quota counts the requests of one key in an hour.
type quota struct {
	size    int64 // 0: no quota
	sliding bool

	mu    sync.Mutex
	hour  time.Time   // start of the fixed window
	used  int64       // requests in the fixed window
	times []time.Time // requests of the sliding window, oldest first
}

// take uses one request at the time now, or reports false if the hour has none left.
func (q *quota) take(now time.Time) bool {
	if q.size == 0 {
		return true
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.sliding {
		for len(q.times) > 0 && now.Sub(q.times[0]) >= time.Hour {
			q.times = q.times[1:]
		}
		if int64(len(q.times)) >= q.size {
			return false
		}
		q.times = append(q.times, now)
		return true
	}
	if hour := now.Truncate(time.Hour); !hour.Equal(q.hour) {
		q.hour, q.used = hour, 0
	}
	if q.used >= q.size {
		return false
	}
	q.used++
	return true
}
