package oauth

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

const (
	// earlyBy is how long before its end a token is replaced. So long an outage of the token endpoint holds up no call.
	earlyBy = 5 * time.Minute
	// underWay is how long before its end a token is not sent any more, since the request is under way for some time.
	underWay = 10 * time.Second
	// assumedLife is the life of a token if the answer does not say it, and maxLife is the longest that is believed. A token that
	// ends earlier is replaced after a 401.
	assumedLife, maxLife = time.Hour, 24 * time.Hour
	// patience bounds a token request with its retries. The wait for a slow endpoint is the callers' wait.
	patience = time.Minute
	// forcedEvery is the shortest time between two replacements of rejected tokens. An upstream that rejects every token would
	// otherwise cost one token request for each call.
	forcedEvery = 30 * time.Second
)

// Waits after failed token requests. They double from the first to the last value. A refusal, which only a person can mend, is
// repeated after the last.
const minPause, maxPause = time.Second, time.Minute

// maxAbsence bounds the wait that a token endpoint may ask for, since all calls of the account wait with it.
const maxAbsence = 10 * time.Minute

// get returns an access token, and requests one if there is none. A token that is about to end is returned while the next one is
// requested.
func (s *Source) get(ctx context.Context) (*token, error) {
	t, f, err := s.tokenOrFlight()
	if t != nil || err != nil {
		return t, err
	}
	select {
	case <-f.done:
		return f.token, f.err
	case <-ctx.Done():
		return nil, fmt.Errorf("%s: %s: %w", s.config.Connector, op, ctx.Err())
	}
}

// tokenOrFlight returns the current token, or else the token request under way. It begins a request if one is needed, and
// returns the last failure if it is too early for the next request.
func (s *Source) tokenOrFlight() (*token, *flight, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	good := s.current != nil && now.Before(s.current.end)
	wait := s.until.Sub(now)
	if s.flight == nil && wait <= 0 && (!good || !now.Before(s.current.renew)) {
		s.flight = &flight{done: make(chan struct{})}
		go s.fly(s.flight)
	}
	switch {
	case good:
		return s.current, nil, nil
	case s.flight != nil:
		return nil, s.flight, nil
	default:
		return nil, nil, later(s.failed, wait)
	}
}

// later returns the failure of an earlier token request. A failure that may pass says when the next request may be made.
func later(failed error, wait time.Duration) error {
	var e *connectors.Error
	if !errors.As(failed, &e) || lasting(e) {
		return failed
	}
	again := *e
	again.RetryAfter = wait
	return &again
}

// fly gets a token, and wakes all calls that wait for it. It has no caller's context: a request for a new refresh token must go
// on when its caller is gone, since the upstream may have ended the old one already.
func (s *Source) fly(f *flight) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	t, err := s.obtain(ctx)
	var e *connectors.Error
	if err != nil && !errors.As(err, &e) { // the time of the flight is over, which is not the time of any call
		err = s.failure(connectors.KindUnavailable, errLate, "")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f.token, f.err, s.flight = t, err, nil
	if err == nil {
		s.current, s.failures, s.failed = t, 0, nil
	} else {
		s.failed, s.until = err, time.Now().Add(pause(err, s.failures))
		s.failures++
	}
	close(f.done)
}

// pause returns how long no token is requested after a failure that follows so many failures.
func pause(err error, failures int) time.Duration {
	var e *connectors.Error
	if errors.As(err, &e) && lasting(e) {
		return maxPause
	}
	wait := maxPause
	if failures < 6 {
		wait = minPause << failures
	}
	wait = wait/2 + rand.N(wait/2)
	if e != nil {
		wait = max(wait, min(e.RetryAfter, maxAbsence))
	}
	return wait
}

// lasting reports whether only a person can mend the failure.
func lasting(e *connectors.Error) bool {
	switch e.Kind {
	case connectors.KindCredentialsRejected, connectors.KindMisconfigured, connectors.KindForbidden:
		return true
	default:
		return false
	}
}

// replace gives up a token that the upstream rejected, and reports whether there may be another one. A newer token stays.
func (s *Source) replace(rejected *token) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != rejected {
		return true
	}
	if s.flight != nil { // the refresh under way may have ended the token
		s.current = nil
		return true
	}
	now := time.Now()
	if !s.forced.IsZero() && now.Sub(s.forced) < forcedEvery {
		return false
	}
	s.current, s.forced = nil, now
	return true
}
