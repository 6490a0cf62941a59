package access

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The limits of a caller without limits of its own.
const (
	DefaultRate    = 200.0
	DefaultCalls   = 256
	DefaultStreams = 128
)

// Limits are how much of the server a caller may use.
type Limits struct {
	// Rate is the number of calls that may begin in a second; as many may begin at the same moment.
	Rate float64
	// Calls is the largest number of calls under way, and Streams the largest number of lists among them.
	Calls, Streams int
	// Budgets are the shares of request budgets that the caller may use, by the names of the budgets: above 0, and 1 for all of one.
	// A budget that is not named is all the caller's.
	Budgets map[string]float64
}

// DefaultLimits returns the limits of a caller without limits of its own.
func DefaultLimits() Limits {
	return Limits{Rate: DefaultRate, Calls: DefaultCalls, Streams: DefaultStreams}
}

// usage is how much of its limits a caller uses.
type usage struct {
	limits         Limits
	begun          *rate.Limiter
	calls, streams int
}

// usages has the usage of every caller. It stays when tables are replaced. The zero value is ready.
type usages struct {
	mu     sync.Mutex
	byName map[string]*usage
}

// busyAgain is the time after which a caller with too many calls under way may try again.
const busyAgain = time.Second

// begin counts a call that begins, or returns an error if the caller has reached a limit. Call end at the end of the call.
func (u *usages) begin(c *Caller, stream bool, now time.Time) (end func(), err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	use := u.of(c)
	streams := 0
	if stream {
		streams = 1
	}
	if use.calls+1 > c.Limits.Calls {
		return nil, limited(c, busyAgain, "%d calls under way", c.Limits.Calls)
	}
	if use.streams+streams > c.Limits.Streams {
		return nil, limited(c, busyAgain, "%d lists under way", c.Limits.Streams)
	}
	if turn := use.begun.ReserveN(now, 1); turn.DelayFrom(now) > 0 {
		wait := turn.DelayFrom(now)
		turn.CancelAt(now)
		return nil, limited(c, wait, "%g calls a second", c.Limits.Rate)
	}
	use.calls, use.streams = use.calls+1, use.streams+streams
	return func() {
		u.mu.Lock()
		defer u.mu.Unlock()
		use.calls, use.streams = use.calls-1, use.streams-streams
	}, nil
}

// of returns the usage of a caller, with the caller's current limits. The caller of this method holds the lock.
func (u *usages) of(c *Caller) *usage {
	if u.byName == nil {
		u.byName = map[string]*usage{}
	}
	use := u.byName[c.Name]
	if use == nil {
		use = &usage{}
		u.byName[c.Name] = use
	}
	if use.begun == nil || use.limits.Rate != c.Limits.Rate {
		use.begun = rate.NewLimiter(rate.Limit(c.Limits.Rate), max(1, int(c.Limits.Rate)))
	}
	use.limits = c.Limits
	return use
}

// limited returns the error of a caller that has reached a limit.
func limited(c *Caller, wait time.Duration, format string, most any) error {
	return &Error{Reason: CallerLimited, RetryAfter: wait, Text: fmt.Sprintf(
		"caller %q has as much as it may: "+format+"; try again", c.Name, most)}
}
