package apro

import (
	"context"
	"slices"
	"time"
)

// keptPushes is the number of deliveries that the log keeps; it has up to pushBlock more.
const (
	keptPushes = 1 << 15
	pushBlock  = 1 << 10
)

// Reasons why an event was not sent, for Push.Unsent.
const (
	// UnsentLost is the reason of lost events.
	UnsentLost = "lost"
	// UnsentOverflow is the reason of events for which the queue had no room.
	UnsentOverflow = "overflow"
	// UnsentClosed is the reason of events that waited when the emulator was closed, or came later.
	UnsentClosed = "closed"
)

// Push is one delivery of an event to the webhook, or an event that was not sent.
type Push struct {
	// Number is the number of the event, from 1, and Copy is 1 for the second copy of a doubled event.
	Number int64
	Copy   int
	// Attempt is 1, and more for an event that was sent again; it is 0 if the event was not sent.
	Attempt int
	// Event and Object are words of the page; ID is the object's id.
	Event, Object, ID string
	// Body is the body as it was sent, or would have been.
	Body []byte
	// Faults are the names of the event's faults, in the order of WebhookFaults.
	Faults []string
	// Unsent is the reason why the event was not sent, "" for an event that was sent.
	Unsent string
	// Status is the HTTP status of the answer, 0 for none, and Answer is the start of its body.
	Status int
	Answer string
	// Err is why there is no answer.
	Err error
	// Time is when the answer came, or when the event was given up.
	Time time.Time
}

// Delivered reports whether the receiver answered with a status from 200 to 299.
func (p Push) Delivered() bool { return p.Err == nil && p.Status >= 200 && p.Status <= 299 }

// PushCounts are numbers of deliveries since the start. The copies of a doubled event count alone.
type PushCounts struct {
	// Events is the number of events, and Waiting the number of deliveries that wait or are being made.
	Events, Waiting int64
	// Delivered is the number of deliveries that were answered with a status from 200 to 299, and Failed that of the others.
	Delivered, Failed int64
	// Lost is the number of deliveries that were not made, for any reason.
	Lost int64
}

// Pushed returns the log of deliveries, in the order in which they ended: the newest 32,768 or some more. Bodies are not to be
// modified.
func (s *Server) Pushed() []Push {
	s.pushes.mu.Lock()
	defer s.pushes.mu.Unlock()
	return slices.Clone(s.pushes.log)
}

// PushCounts returns the numbers of deliveries.
func (s *Server) PushCounts() PushCounts {
	s.pushes.mu.Lock()
	defer s.pushes.mu.Unlock()
	return s.pushes.counts
}

// AwaitPushes waits until no delivery waits or is being made, or returns the error of the context.
func (s *Server) AwaitPushes(ctx context.Context) error {
	p := s.pushes
	p.mu.Lock()
	idle, waiting := p.idle, p.counts.Waiting
	p.mu.Unlock()
	if waiting == 0 {
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// keep adds an entry to the log. The caller holds the lock.
func (p *pushes) keep(entry Push) {
	if len(p.log) >= keptPushes+pushBlock {
		p.log = slices.Delete(p.log, 0, pushBlock)
	}
	p.log = append(p.log, entry)
}
