package rest

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

const (
	unavailable = connectors.KindUnavailable
	rateLimited = connectors.KindRateLimited
	malformed   = connectors.KindMalformedResponse
)

// once is a Classify that calls every answer with the body "broken" malformed.
func once(res Response) error {
	if string(res.Body) == "broken" {
		return &connectors.Error{Kind: malformed, Err: errors.New("not JSON")}
	}
	return ClassifyStatus(res)
}

func TestRetryRules(t *testing.T) {
	ok, down, busy := answer{status: 200}, answer{status: 503}, answer{status: 429}
	soon, late := answer{status: 429, header: "Retry-After: 60"}, answer{status: 429, header: "Retry-After: 3600"}
	lost := answer{err: errors.New("connection reset by peer")}
	broken := answer{status: 200, body: "broken"}
	tests := map[string]struct {
		script      []answer
		unsafe      bool
		interactive bool
		requests    int
		kind        connectors.Kind // 0: no error
		least, most time.Duration   // how long it all takes
	}{
		"success":                           {script: []answer{ok}, requests: 1},
		"unavailable, then well":            {script: []answer{down, lost, ok}, requests: 3, most: 1500 * time.Millisecond},
		"unavailable for good":              {script: []answer{down}, requests: 4, kind: unavailable, most: 3500 * time.Millisecond},
		"unavailable, unsafe":               {script: []answer{down}, unsafe: true, requests: 1, kind: unavailable},
		"connection lost, unsafe":           {script: []answer{lost}, unsafe: true, requests: 1, kind: unavailable},
		"unavailable, announced":            {script: []answer{{status: 503, header: "Retry-After: 120"}, ok}, requests: 2, least: 2 * time.Minute, most: 121 * time.Second},
		"unavailable for 10 minutes":        {script: []answer{{status: 503, header: "Retry-After: 600"}, ok}, requests: 2, least: 10 * time.Minute, most: 601 * time.Second},
		"unavailable for hours":             {script: []answer{{status: 503, header: "Retry-After: 601"}}, requests: 1, kind: unavailable},
		"unavailable shortly, interactive":  {script: []answer{{status: 503, header: "Retry-After: 60"}, ok}, interactive: true, requests: 2, least: time.Minute, most: 61 * time.Second},
		"unavailable for long, interactive": {script: []answer{{status: 503, header: "Retry-After: 61"}}, interactive: true, requests: 1, kind: unavailable},
		"limited, bulk":                     {script: []answer{busy, busy, ok}, requests: 3, least: 15 * time.Second, most: 16 * time.Second},
		"limited for long, bulk":            {script: []answer{late, ok}, requests: 2, least: time.Hour, most: time.Hour + time.Second},
		"limited, unsafe":                   {script: []answer{soon}, unsafe: true, requests: 1, kind: rateLimited},
		"limited, interactive":              {script: []answer{{status: 429, header: "Retry-After: 1"}}, interactive: true, requests: 1, kind: rateLimited},
		"limited unannounced, interactive":  {script: []answer{busy}, interactive: true, requests: 1, kind: rateLimited},
		"malformed once":                    {script: []answer{broken, ok}, requests: 2, most: time.Second},
		"malformed twice":                   {script: []answer{broken}, requests: 2, kind: malformed, most: time.Second},
		"malformed, unsafe":                 {script: []answer{broken}, unsafe: true, requests: 1, kind: malformed},
		"forbidden":                         {script: []answer{{status: 403}}, requests: 1, kind: connectors.KindForbidden},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				call := &connectors.Meter{Interactive: tt.interactive}
				r := get(!tt.unsafe)
				r.Classify = once
				start := time.Now()
				_, err := inProcess(t, scripted(tt.script...), Options{}).Do(connectors.WithMeter(t.Context(), call), r)
				took := time.Since(start)
				if tt.kind == 0 {
					require.NoError(t, err)
				} else {
					require.Equal(t, tt.kind, failure(t, err).Kind)
				}
				require.Equal(t, tt.requests, call.Requests())
				require.GreaterOrEqual(t, took, tt.least)
				require.LessOrEqual(t, took, tt.most)
				require.True(t, call.WaitingUntil().IsZero())
			})
		})
	}
}

func TestNoWaitBeyondTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := inProcess(t, scripted(answer{status: 429, header: "Retry-After: 30"}), Options{})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		start := time.Now()
		_, err := c.Do(ctx, get(true))
		e := failure(t, err)
		require.Equal(t, rateLimited, e.Kind)
		require.Equal(t, 30*time.Second, e.RetryAfter)
		require.Zero(t, time.Since(start))
	})
}

func TestAnnouncedAbsenceIsTold(t *testing.T) {
	c := inProcess(t, scripted(answer{status: 503, header: "Retry-After: 86400"}), Options{})
	_, err := c.Do(t.Context(), get(true))
	require.Equal(t, 24*time.Hour, failure(t, err).RetryAfter)
}

func TestCallShowsItsWaits(t *testing.T) {
	for name, tt := range map[string]struct {
		first answer
		wait  time.Duration // 0: none is shown
	}{
		"for quota":               {answer{status: 429, header: "Retry-After: 600"}, 10 * time.Minute},
		"for quota, unannounced":  {answer{status: 429}, minLimited},
		"announced":               {answer{status: 503, header: "Retry-After: 120"}, 2 * time.Minute},
		"between tries, our word": {answer{status: 503}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := inProcess(t, scripted(tt.first, answer{status: 200}), Options{})
				call := &connectors.Meter{}
				done := make(chan error)
				start := time.Now()
				go func() {
					_, err := c.Do(connectors.WithMeter(t.Context(), call), get(true))
					done <- err
				}()
				synctest.Wait()
				if tt.wait == 0 {
					require.True(t, call.WaitingUntil().IsZero())
				} else {
					require.WithinDuration(t, start.Add(tt.wait), call.WaitingUntil(), time.Second)
				}
				require.NoError(t, <-done)
				require.True(t, call.WaitingUntil().IsZero())
			})
		})
	}
}

func TestCancelEndsTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := inProcess(t, scripted(answer{status: 429, header: "Retry-After: 600"}), Options{})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Minute, cancel)
		start := time.Now()
		_, err := c.Do(ctx, get(true))
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, time.Minute, time.Since(start))
	})
}

func TestAttemptTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var attempts int
		stuck := roundTrip(func(r *http.Request) (*http.Response, error) {
			attempts++
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		start := time.Now()
		_, err := inProcess(t, stuck, Options{MaxAttempts: 2, Timeout: time.Minute}).Do(t.Context(), get(true))
		require.Equal(t, unavailable, failure(t, err).Kind, "an attempt's time is not the caller's")
		require.Equal(t, 2, attempts)
		require.GreaterOrEqual(t, time.Since(start), 2*time.Minute)

		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = inProcess(t, stuck, Options{}).Do(ctx, get(true))
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

func TestPacer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &pacer{limit: 3}
		script := scripted(answer{status: 429, header: "Retry-After: 7"}, answer{status: 408}, answer{status: 429})
		c := inProcess(t, script, Options{})
		c.account.Pacer = p
		_, err := c.Do(t.Context(), get(true))
		e := failure(t, err)
		require.Equal(t, rateLimited, e.Kind)
		require.Equal(t, time.Hour, e.RetryAfter, "the pacer's refusal is final")
		require.Equal(t, []time.Duration{7 * time.Second, 0}, p.limited, "a request timeout is no word on the quota")
		require.Equal(t, 3, p.released)
	})
}
