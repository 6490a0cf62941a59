package connectors

import (
	"context"
	"sync/atomic"
	"time"
)

// Pacer keeps the budget of an account. It is safe for concurrent use.
type Pacer interface {
	// Acquire returns when one request may be written. After the request has ended, the caller calls release and says whether
	// any part of the request may have been sent. A request that was certainly not sent, for example because there was no
	// connection, costs nothing. Acquire fails with KindRateLimited if the deadline of the context is before the budget has
	// room, or if the budget is used up and the Meter of the context is interactive. When the context ends, Acquire fails with
	// the error of the context.
	Acquire(ctx context.Context) (release func(sent bool), err error)
	// Limited notes that the upstream refused a request because of its quota, and for how long; 0 if the upstream did not say.
	// The upstream's word counts more than the pacer's own count. Limited is called before release, so that no other request
	// starts in between.
	Limited(retryAfter time.Duration)
}

// Meter goes with one call of a client in its context, and counts what the call costs. A Meter is safe for concurrent use.
type Meter struct {
	// Interactive says that a person waits for the answer: the call fails rather than wait for a budget.
	Interactive bool
	// Caller is the name of the caller that pays for the call, "" if there are no callers.
	Caller string
	// Charge is called with each cost of the call, at the moment of the cost. nil charges no account. Interactive, Caller and
	// Charge are set before the meter is used.
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
	// Shared is how many pages the calls took that other calls had fetched.
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

// Sent counts one upstream request, at the moment when it is written.
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

// Shared returns how many pages the call has taken so far that other calls had fetched.
func (m *Meter) Shared() int { return int(m.shared.Load()) }

// Paced counts one request to a budget: how long it took until the budget gave or refused a slot, and whether the budget
// refused it.
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

// Wait notes that the call waits until t, for its budget or because the upstream asked the client to wait. The zero time
// means that the call no longer waits.
func (m *Meter) Wait(t time.Time) {
	if t.IsZero() {
		m.waiting.Store(0)
		return
	}
	m.waiting.Store(t.UnixNano())
}

// Follow notes that the call waits for what another call fetches, and so for as long as the other call waits. nil means that
// the call no longer waits for another call.
func (m *Meter) Follow(other *Meter) { m.follows.Store(other) }

// WaitingUntil returns the time until which the call waits, or the zero time.
func (m *Meter) WaitingUntil() time.Time {
	if other := m.follows.Load(); other != nil && other != m {
		return other.until() // the follows of other are not used: two calls may follow each other
	}
	return m.until()
}

// until returns the time until which the call itself waits.
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

// MeterFrom returns the meter of the context, or a new one.
func MeterFrom(ctx context.Context) *Meter {
	if m, ok := ctx.Value(meterKey{}).(*Meter); ok {
		return m
	}
	return &Meter{}
}
