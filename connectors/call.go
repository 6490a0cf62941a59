package connectors

import (
	"context"
	"errors"
	"sync/atomic"
	"time"
)

// Pacer keeps the budget of an account. It is safe for concurrent use.
type Pacer interface {
	// Acquire returns when one request may be written, and must be followed by a call of release when that request has
	// ended. It fails with KindRateLimited when the context's deadline comes before the budget does, or when the Call of
	// the context is interactive and the budget is empty, and with the context's error when that ends.
	Acquire(ctx context.Context) (release func(), err error)
	// Limited tells that the upstream refused a request for its quota, and for how long, 0 if it did not say. What the
	// upstream says counts more than the pacer's books. It is called before the request is released, so that no other is let
	// go in between.
	Limited(retryAfter time.Duration)
}

// Call accompanies one call of a client through its context. It is safe for concurrent use.
type Call struct {
	// Interactive tells that somebody waits for the answer: the call fails rather than wait for a budget.
	Interactive bool
	// Rehearsal tells that the call is to find mistakes of its request only: it ends with ErrRehearsed where it would
	// send its first upstream request.
	Rehearsal bool

	requests atomic.Int64
	waiting  atomic.Int64
	follows  atomic.Pointer[Call]
}

// ErrRehearsed ends a rehearsal that found no mistake.
var ErrRehearsed = errors.New("the call would ask the upstream now")

// Sent counts one upstream request, at the moment it is written.
func (c *Call) Sent() { c.requests.Add(1) }

// Requests returns how many upstream requests the call has cost so far.
func (c *Call) Requests() int { return int(c.requests.Load()) }

// Wait tells that the call waits until t, for its budget or because the upstream asked for it; the zero time tells that it no longer waits.
func (c *Call) Wait(t time.Time) {
	if t.IsZero() {
		c.waiting.Store(0)
		return
	}
	c.waiting.Store(t.UnixNano())
}

// Follow tells that the call waits for what another one fetches, so that it waits as long as that one does; nil tells that
// it no longer does.
func (c *Call) Follow(other *Call) { c.follows.Store(other) }

// WaitingUntil returns until when the call waits, or the zero time.
func (c *Call) WaitingUntil() time.Time {
	if other := c.follows.Load(); other != nil && other != c {
		return other.until() // and no further: two calls may follow each other
	}
	return c.until()
}

// until returns until when the call itself waits.
func (c *Call) until() time.Time {
	if n := c.waiting.Load(); n != 0 {
		return time.Unix(0, n)
	}
	return time.Time{}
}

type callKey struct{}

// WithCall returns a context that carries the call.
func WithCall(ctx context.Context, call *Call) context.Context {
	return context.WithValue(ctx, callKey{}, call)
}

// CallFrom returns the call of the context, or a new one that nobody reads.
func CallFrom(ctx context.Context) *Call {
	if c, ok := ctx.Value(callKey{}).(*Call); ok {
		return c
	}
	return &Call{}
}
