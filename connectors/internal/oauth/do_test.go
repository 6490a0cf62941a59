package oauth

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// TestRejectedTokens has an upstream that rejects tokens which have not ended.
func TestRejectedTokens(t *testing.T) {
	t.Parallel()
	refused := &connectors.Error{Kind: connectors.KindCredentialsRejected, Err: errors.New("refused")}
	inside := func(executed bool) func(rest.Response) error { // a rejection in an answer with status 200, as GraphQL has them
		return func(res rest.Response) error {
			switch {
			case string(res.Body) != "rejected":
				return rest.ClassifyStatus(res)
			case executed:
				return refused
			default:
				return rest.NotExecuted(refused)
			}
		}
	}
	for name, test := range map[string]struct {
		change   func(*rest.Request)
		inside   bool // the rejection has status 200
		requests int
		ok       bool
		maybe    bool
	}{
		"a read":                                {change: func(*rest.Request) {}, requests: 2, ok: true},
		"a read, by status 200":                 {change: func(r *rest.Request) { r.Classify = inside(true) }, inside: true, requests: 2, ok: true},
		"a write":                               {change: write, requests: 2, ok: true},
		"a write, by status 200":                {change: func(r *rest.Request) { write(r); r.Classify = inside(true) }, inside: true, requests: 1, maybe: true},
		"a write, by status 200, which says it": {change: func(r *rest.Request) { write(r); r.Classify = inside(false) }, inside: true, requests: 2, ok: true},
		"not safe":                              {change: func(r *rest.Request) { r.Safe = false }, requests: 2, ok: true},
		"not safe, by status 200":               {change: func(r *rest.Request) { r.Safe, r.Classify = false, inside(true) }, inside: true, requests: 1},
		"a connector that takes 401 for a permission": {change: func(r *rest.Request) { r.Classify = forbidden }, requests: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUpstream(strict)
			r := open(t, u, config(RefreshToken, &shelf{}))
			_, err := r.Do(t.Context(), r.client, read())
			require.NoError(t, err)
			if test.inside {
				u.api = func(q *http.Request) *http.Response {
					if q.Header.Get("Authorization") == "Bearer access-1" {
						return reply(http.StatusOK, "rejected")
					}
					return reply(http.StatusOK, "{}")
				}
			} else {
				u.revoke()
			}
			request, recorded := read(), 0
			test.change(&request)
			if request.Sending != nil {
				request.Sending = func(context.Context) error { recorded++; return nil }
			}
			_, err = r.Do(t.Context(), r.client, request)
			tokens, requests := u.counts()
			require.Equal(t, 1+test.requests, requests)
			require.Equal(t, test.requests, tokens)
			if request.Sending != nil {
				require.Equal(t, 1, recorded, "a write is recorded once")
			}
			if test.ok {
				require.NoError(t, err)
				return
			}
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, test.maybe, e.Maybe)
		})
	}
}

func write(r *rest.Request) {
	r.Method, r.Safe, r.Body, r.ContentType = http.MethodPost, false, []byte("{}"), "application/json"
	r.Sending = func(context.Context) error { return nil }
}

func forbidden(res rest.Response) error {
	if res.Status == http.StatusUnauthorized {
		return &connectors.Error{Kind: connectors.KindForbidden, Err: errors.New("forbidden")}
	}
	return nil
}

// TestAnUpstreamThatRejectsEveryToken has a call every second for five minutes.
func TestAnUpstreamThatRejectsEveryToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(strict)
		u.api = func(*http.Request) *http.Response { return reply(http.StatusUnauthorized, "") }
		r := open(t, u, config(RefreshToken, &shelf{}))
		_, err := r.Do(t.Context(), r.client, read())
		require.Equal(t, connectors.KindCredentialsRejected, kind(t, err))
		tokens, requests := u.counts()
		require.Equal(t, []int{2, 2}, []int{tokens, requests}, "one other token is tried")
		for began := time.Now(); time.Since(began) < 5*time.Minute; time.Sleep(time.Second) {
			_, err := r.Do(t.Context(), r.client, read())
			require.Equal(t, connectors.KindCredentialsRejected, kind(t, err))
		}
		tokens, _ = u.counts()
		require.LessOrEqual(t, tokens, 2+int(5*time.Minute/forcedEvery))
	})
}

// TestARefreshThatEndsTheTokenInUse has an upstream that has ended the old access token before the new one is here, soon after a
// token was rejected for another reason.
func TestARefreshThatEndsTheTokenInUse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(strict)
		u.life = 20
		r := open(t, u, config(RefreshToken, &shelf{}))
		for n, wait := range []time.Duration{0, 10 * time.Second, 18100 * time.Millisecond, 200 * time.Millisecond} {
			time.Sleep(wait)
			switch n {
			case 1:
				u.revoke()
			case 2:
				u.after = func() { time.Sleep(2 * time.Second) }
			}
			_, err := r.Do(t.Context(), r.client, read())
			require.NoError(t, err)
		}
		tokens, requests := u.counts()
		require.Equal(t, []int{3, 6}, []int{tokens, requests})
	})
}

// TestAWriteThatIsNotSentAgain ends the call after the first answer, which was a 401: the write was certainly not executed.
func TestAWriteThatIsNotSentAgain(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]bool{"the call ends": true, "there is no other token": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				u := newUpstream(strict)
				r := open(t, u, config(RefreshToken, &shelf{}))
				_, err := r.Do(t.Context(), r.client, read())
				require.NoError(t, err)
				u.revoke()
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				u.before = func(*http.Request) *http.Response {
					if end {
						cancel()
						time.Sleep(time.Second)
					}
					return reply(http.StatusBadRequest, `{"error":"invalid_grant"}`)
				}
				request := read()
				write(&request)
				_, err = r.Do(ctx, r.client, request)
				var e *connectors.Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, connectors.KindCredentialsRejected, e.Kind)
				require.False(t, e.Maybe)
				_, requests := u.counts()
				require.Equal(t, 2, requests)
				time.Sleep(time.Minute)
			})
		})
	}
}
