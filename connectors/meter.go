package connectors

import (
	"context"
	"sync/atomic"
	"time"
)

// Pacer keeps the budget of an account. It is safe for concurrent use.
type Pacer interface {
	// Acquire returns when one request may be written, and must be followed by a call of release when that request has
	// ended, which tells whether anything of it may have been sent: where that is certain not to be so, as when no
	// connection could be had, the request costs nothing. It fails with KindRateLimited when the context's deadline comes before the budget does, or when the Meter of
	// the context is interactive and the budget is empty, and with the context's error when that ends.
	Acquire(ctx context.Context) (release func(sent bool), err error)
	// Limited tells that the upstream refused a request for its quota, and for how long, 0 if it did not say. What the
	// upstream says counts more than the pacer's books. It is called before the request is released, so that no other is let
	// go in between.
	Limited(retryAfter time.Duration)
}

// Meter accompanies one call of a client through its context and counts what the call costs. It is safe for concurrent use.
type Meter struct {
	// Interactive tells that somebody waits for the answer: the call fails rather than wait for a budget.
	Interactive bool
	// Caller is the name of who pays for the call, "" where there are no callers.
	Caller string
	// Charge is called with all that the call costs, at the moment it does; nil charges no account. All three are set before the
	// meter is used.
	Charge func(Cost)

	requests atomic.Int64
	shared   atomic.Int64
	waiting  atomic.Int64
	follows  atomic.Pointer[Meter]
}

// Cost is what calls cost.
type Cost struct {
	// Paid is how many upstream requests were written.
	Paid int
	// Shared is how many pages were taken that other calls had fetched.
	Shared int
	// Refused is how many requests a budget refused.
	Refused int
	// Waited is how long requests waited for a budget.
	Waited time.Duration
}

// Plus returns the sum of two costs.
func (c Cost) Plus(o Cost) Cost {
	return Cost{Paid: c.Paid + o.Paid, Shared: c.Shared + o.Shared, Refused: c.Refused + o.Refused, Waited: c.Waited + o.Waited}
}

// Sent counts one upstream request, at the moment it is written.
func (m *Meter) Sent() {
	m.requests.Add(1)
	m.charge(Cost{Paid: 1})
}

// Requests returns how many upstream requests the call has cost so far.
func (m *Meter) Requests() int { return int(m.requests.Load()) }

// Took counts one page that another call had fetched.
func (m *Meter) Took() {
	m.shared.Add(1)
	m.charge(Cost{Shared: 1})
}

// Shared returns how many pages the call has taken so far that others had fetched.
func (m *Meter) Shared() int { return int(m.shared.Load()) }

// Paced counts the asking for one request: how long it took to be given or refused, and whether the budget refused it.
func (m *Meter) Paced(waited time.Duration, refused bool) {
	cost := Cost{Waited: waited}
	if refused {
		cost.Refused = 1
	}
	if cost != (Cost{}) {
		m.charge(cost)
	}
}

func (m *Meter) charge(c Cost) {
	if m.Charge != nil {
		m.Charge(c)
	}
}

// Wait tells that the call waits until t, for its budget or because the upstream asked for it; the zero time tells that it no longer waits.
func (m *Meter) Wait(t time.Time) {
	if t.IsZero() {
		m.waiting.Store(0)
		return
	}
	m.waiting.Store(t.UnixNano())
}

// Follow tells that the call waits for what another one fetches, so that it waits as long as that one does; nil tells that
// it no longer does.
func (m *Meter) Follow(other *Meter) { m.follows.Store(other) }

// WaitingUntil returns until when the call waits, or the zero time.
func (m *Meter) WaitingUntil() time.Time {
	if other := m.follows.Load(); other != nil && other != m {
		return other.until() // and no further: two calls may follow each other
	}
	return m.until()
}

// until returns until when the call itself waits.
func (m *Meter) until() time.Time {
	if n := m.waiting.Load(); n != 0 {
		return time.Unix(0, n)
	}
	return time.Time{}
}

type meterKey struct{}

// WithMeter returns a context that carries the meter.
func WithMeter(ctx context.Context, meter *Meter) context.Context {
	return context.WithValue(ctx, meterKey{}, meter)
}

// MeterFrom returns the meter of the context, or a new one that nobody reads.
func MeterFrom(ctx context.Context) *Meter {
	if m, ok := ctx.Value(meterKey{}).(*Meter); ok {
		return m
	}
	return &Meter{}
}
