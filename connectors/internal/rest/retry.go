package rest

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Waits between attempts. They double from the first to the last value.
const (
	minBackoff, maxBackoff = 500 * time.Millisecond, 30 * time.Second
	minLimited, maxLimited = 5 * time.Second, time.Minute
	// interactivePatience and bulkPatience are the longest announced absences of an upstream that an interactive call and any
	// other call wait for. A longer absence is an error, so that those who run the scan see it. A quota comes back when the
	// upstream has said so: bulk calls wait for it without such a bound.
	interactivePatience, bulkPatience = time.Minute, 10 * time.Minute
)

// again reports whether to try again after a failed try, and after which wait. Tries count from 1.
func (o *operation) again(try int, err error) (time.Duration, bool) {
	var e *connectors.Error
	if o.final || !o.Safe || try >= o.opts.MaxAttempts || !errors.As(err, &e) {
		return 0, false
	}
	switch e.Kind {
	case connectors.KindUnavailable:
		if e.RetryAfter > o.patience() {
			return 0, false
		}
		if e.RetryAfter > 0 {
			return e.RetryAfter + rand.N(minBackoff), true
		}
		return rand.N(doubled(minBackoff, maxBackoff, try)), true
	case connectors.KindRateLimited:
		if o.call.Interactive {
			return 0, false // connectors.Meter: an interactive call fails rather than wait for a budget
		}
		return cmp.Or(e.RetryAfter, doubled(minLimited, maxLimited, try)) + rand.N(minBackoff), true
	case connectors.KindMalformedResponse:
		if o.malformed {
			return 0, false
		}
		o.malformed = true
		return rand.N(minBackoff), true
	default:
		return 0, false
	}
}

// afford reports whether the client may retry once more, and counts the retry. A retry after a wait for a quota is not counted,
// since the pacer bounds it.
func (o *operation) afford(err error) bool {
	return errors.Is(err, &connectors.Error{Kind: connectors.KindRateLimited}) || o.retries.take()
}

// patience returns the longest announced absence of the upstream that the call waits for.
func (o *operation) patience() time.Duration {
	if o.call.Interactive {
		return interactivePatience
	}
	return bulkPatience
}

// doubled returns low, doubled with every try after the first, at most high.
func doubled(low, high time.Duration, try int) time.Duration {
	d := low
	for i := 1; i < try && d < high; i++ {
		d *= 2
	}
	return min(d, high)
}

// fits reports whether the wait ends before the context's deadline.
func fits(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return !ok || wait < time.Until(deadline)
}

// pause waits before the next try and reports whether the context lasted. The Meter shows a wait for a quota and a wait that
// the upstream announced, which may take minutes. It does not show the short waits of our own, with which a display would
// flicker.
func (o *operation) pause(ctx context.Context, wait time.Duration, err error) bool {
	var e *connectors.Error
	if errors.As(err, &e) && (e.Kind == connectors.KindRateLimited || e.RetryAfter > 0) {
		o.call.Wait(time.Now().Add(wait))
		defer o.call.Wait(time.Time{})
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
