package oauth

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestFailuresAreNotRepeatedAtOnce has a call every second for ten minutes while the token endpoint fails.
func TestFailuresAreNotRepeatedAtOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status      int
		body        string
		header      []string
		least, most int
		kind        connectors.Kind
	}{
		"out of order": {503, "", nil, 20, 50, connectors.KindUnavailable},
		"for how long": {503, "", []string{"Retry-After: 120"}, 5, 6, connectors.KindUnavailable},
		"for too long": {503, "", []string{"Retry-After: 86400"}, 1, 1, connectors.KindUnavailable},
		"quota":        {429, "", []string{"Retry-After: 90"}, 6, 8, connectors.KindRateLimited},
		"refused":      {400, `{"error":"invalid_grant"}`, nil, 10, 11, connectors.KindCredentialsRejected},
		"the client":   {401, `{"error":"invalid_client"}`, nil, 10, 11, connectors.KindCredentialsRejected},
		"a code":       {400, `{"error":"temporarily_unavailable"}`, nil, 20, 50, connectors.KindUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				u := newUpstream(reusable)
				var mended atomic.Bool
				u.before = func(*http.Request) *http.Response {
					if mended.Load() {
						return nil
					}
					return reply(test.status, test.body, test.header...)
				}
				r := open(t, u, config(RefreshToken, &shelf{}))
				for began := time.Now(); time.Since(began) < 10*time.Minute; time.Sleep(time.Second) {
					before, _ := u.counts()
					_, err := r.Do(t.Context(), r.client, read())
					after, _ := u.counts()
					require.Equal(t, test.kind, kind(t, err), err)
					var e *connectors.Error
					if errors.As(err, &e) && test.kind != connectors.KindCredentialsRejected && before == after {
						require.Positive(t, e.RetryAfter)
						require.LessOrEqual(t, e.RetryAfter, maxAbsence)
					}
				}
				tokens, requests := u.counts()
				require.GreaterOrEqual(t, tokens, test.least)
				require.LessOrEqual(t, tokens, test.most)
				require.Zero(t, requests)
				mended.Store(true)
				time.Sleep(3 * time.Minute)
				_, err := r.Do(t.Context(), r.client, read())
				require.NoError(t, err, "it works again by itself")
			})
		})
	}
}

// TestASlowEndpointIsNoDeadlineOfACall has an endpoint that never answers.
func TestASlowEndpointIsNoDeadlineOfACall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(reusable)
		u.slow = time.Hour
		r := open(t, u, config(RefreshToken, &shelf{}))
		began := time.Now()
		_, err := r.Do(t.Context(), r.client, read())
		require.Equal(t, connectors.KindUnavailable, kind(t, err))
		require.NotErrorIs(t, err, context.DeadlineExceeded)
		require.LessOrEqual(t, time.Since(began), patience)
	})
}

// TestTheTimeOfARequestIsNoDeadlineOfACall has an endpoint that asks for a wait, and then never answers.
func TestTheTimeOfARequestIsNoDeadlineOfACall(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(reusable)
		u.before = func(*http.Request) *http.Response {
			u.slow = time.Hour
			return reply(http.StatusServiceUnavailable, "", "Retry-After: 30")
		}
		r, began := open(t, u, config(RefreshToken, &shelf{})), time.Now()
		_, err := r.Do(t.Context(), r.client, read())
		require.Equal(t, connectors.KindUnavailable, kind(t, err))
		require.ErrorIs(t, err, errLate)
		require.NotErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, patience, time.Since(began))
	})
}
