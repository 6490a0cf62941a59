package oauth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/internal/check"
)

func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*Config)
		want   url.Values
	}{
		"refresh token": {func(*Config) {}, url.Values{
			"grant_type": {"refresh_token"}, "client_id": {"me"}, "client_secret": {clientSecret}, "refresh_token": {firstRefresh},
		}},
		"client credentials": {func(c *Config) {
			c.Grant, c.Scope, c.Parameters = ClientCredentials, "instance", url.Values{"instance": {"a.test"}, "client_id": {"another"}}
		}, url.Values{
			"grant_type": {"client_credentials"}, "client_id": {"me"}, "client_secret": {clientSecret}, "scope": {"instance"}, "instance": {"a.test"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUpstream(reusable)
			c := config(RefreshToken, &shelf{})
			test.change(&c)
			r := open(t, u, c)
			_, err := r.Do(t.Context(), r.client, read())
			require.NoError(t, err)
			require.Equal(t, []url.Values{test.want}, u.forms)
		})
	}
}

func TestNewNamesEverySetting(t *testing.T) {
	t.Parallel()
	_, err := New(connectors.Account{}, Config{TokenURL: "http://auth.test/token", Grant: RefreshToken})
	for _, setting := range []string{"token_url: ", "client_id: ", "refresh_token: is missing", "refresh_token: needs state_dir"} {
		require.ErrorContains(t, err, setting)
	}
	_, err = New(connectors.Account{}, Config{TokenURL: "https://auth.test/token", ClientID: "me", Grant: ClientCredentials})
	require.EqualError(t, err, "client_secret: is missing: refer to it as ${NAME} or file:PATH")
	_, err = New(connectors.Account{}, Config{TokenURL: "https://auth.test/token", ClientID: "me", Grant: "password"})
	require.ErrorContains(t, err, "grant: ")
}

// many is the number of calls at a time.
const many = 1000

// TestOneRequestForManyCalls has a thousand calls at a time, with tokens that are missing, have ended or were revoked.
func TestOneRequestForManyCalls(t *testing.T) {
	for name, h := range map[string]habit{"reusable": reusable, "grace": grace, "strict": strict} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := newUpstream(h)
				u.slow = time.Second
				r := open(t, u, config(RefreshToken, &shelf{}))
				most := 0
				for _, before := range []func(){
					func() {},
					func() { time.Sleep(2 * time.Hour) },
					u.revoke,
					func() { time.Sleep(56 * time.Minute) },
				} {
					before()
					from, _ := u.counts()
					var calls sync.WaitGroup
					for range many {
						calls.Go(func() {
							if _, err := r.Do(t.Context(), r.client, read()); err != nil {
								t.Error(err)
							}
						})
					}
					calls.Wait()
					time.Sleep(2 * time.Second) // for a token that is requested early
					to, _ := u.counts()
					require.Equal(t, 1, to-from)
					most = max(most, to-from)
				}
				check.AtMost(t, "oauth_token_requests_for_1000_calls_"+name, float64(most), 1)
			})
		})
	}
}

// TestCancelledCallers cancels all calls that wait for a token, first the one that began the request.
func TestCancelledCallers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u, store := newUpstream(strict), &shelf{}
		u.slow = 10 * time.Second
		r := open(t, u, config(RefreshToken, store))
		var calls sync.WaitGroup
		for n := range many {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second+time.Duration(n)*time.Millisecond)
			defer cancel()
			calls.Go(func() {
				if _, err := r.Do(ctx, r.client, read()); !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		calls.Wait()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		require.Equal(t, 1, store.saves, "the new refresh token is kept, although no call waits")
		_, err := r.Do(t.Context(), r.client, read())
		require.NoError(t, err)
		tokens, requests := u.counts()
		require.Equal(t, []int{1, 1}, []int{tokens, requests})
	})
}

// TestEndsOfTokens reads once a minute for hours, while the endpoint is slow and has a wrong clock, or fails until the token has ended.
func TestEndsOfTokens(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		life       int
		outage     time.Duration // of the token endpoint, from the 50th minute on
		hours      int
		tokens     int
		failed     bool
		longestFor time.Duration
	}{
		"a slow endpoint":            {life: 3600, hours: 10, tokens: 11, longestFor: 5 * time.Second},
		"an outage in the margin":    {life: 3600, outage: 9 * time.Minute, hours: 1, tokens: 2, longestFor: 5 * time.Second},
		"an outage beyond the token": {life: 3600, outage: 20 * time.Minute, hours: 2, failed: true},
		"no life at all":             {life: 0, hours: 10, tokens: 11, longestFor: 5 * time.Second},
		"a short life":               {life: 90, hours: 1, tokens: 30, longestFor: 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				u := newUpstream(strict)
				u.life = test.life
				u.slow = 5 * time.Second
				begun := time.Now()
				out := func() bool {
					since := time.Since(begun)
					return since >= 50*time.Minute && since < 50*time.Minute+test.outage
				}
				var succeeded atomic.Int64
				u.before = func(*http.Request) *http.Response {
					if out() {
						return reply(http.StatusServiceUnavailable, "")
					}
					succeeded.Add(1)
					return nil
				}
				if test.life == 0 { // tokens without a stated life last an hour here
					u.life = 3600
					granted := u.before
					u.before = func(r *http.Request) *http.Response {
						_ = granted(r)
						u.mu.Lock()
						defer u.mu.Unlock()
						return reply(http.StatusOK, `{"access_token":"`+u.issue()+`"}`, "Date: Mon, 01 Jan 1990 00:00:00 GMT")
					}
				}
				r := open(t, u, config(RefreshToken, &shelf{}))
				failures := 0
				for time.Since(begun) < time.Duration(test.hours)*time.Hour {
					started := time.Now()
					if _, err := r.Do(t.Context(), r.client, read()); err != nil {
						require.Equal(t, connectors.KindUnavailable, kind(t, err))
						failures++
					} else if !test.failed {
						require.LessOrEqual(t, time.Since(started), test.longestFor)
					}
					time.Sleep(time.Minute)
				}
				time.Sleep(10 * time.Second)
				require.Equal(t, test.failed, failures > 0, "%d", failures)
				if test.tokens > 0 {
					require.InDelta(t, test.tokens, succeeded.Load(), 1)
				}
				_, err := r.Do(t.Context(), r.client, read())
				require.NoError(t, err)
			})
		})
	}
}

// TestTheLifeCountsFromTheRequest has an endpoint that takes long, and that has begun the life of the token before it answers.
func TestTheLifeCountsFromTheRequest(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := newUpstream(reusable)
		u.slow = 14 * time.Second
		r, began := open(t, u, config(RefreshToken, &shelf{})), time.Now()
		got, err := r.get(t.Context())
		require.NoError(t, err)
		require.Equal(t, time.Hour-underWay, got.end.Sub(began))
	})
}

// pacer counts the requests that ask it.
type pacer struct{ asked int }

func (p *pacer) Acquire(context.Context) (func(bool), error) { p.asked++; return func(bool) {}, nil }
func (p *pacer) Limited(time.Duration)                       {}

// TestTokenRequestsCostNoCall has a call that needs a token.
func TestTokenRequestsCostNoCall(t *testing.T) {
	t.Parallel()
	u, p, meter, observed := newUpstream(reusable), &pacer{}, &connectors.Meter{}, 0
	account := connectors.Account{Transport: u, Pacer: p, Observe: func(context.Context, connectors.Exchange) { observed++ }}
	source, err := New(account, config(RefreshToken, &shelf{}))
	require.NoError(t, err)
	client := rest.New(account, "fake", []*url.URL{{Scheme: "https", Host: "api.test", Path: "/base"}}, rest.Options{})
	_, err = source.Do(connectors.WithMeter(t.Context(), meter), client, read())
	require.NoError(t, err)
	require.Equal(t, []int{1, 1, 2}, []int{p.asked, meter.Requests(), observed}, "the metrics have both")
}

// TestAddressesThatAreOffLimits has a token endpoint where clouds keep the credentials of machines.
func TestAddressesThatAreOffLimits(t *testing.T) {
	t.Parallel()
	c := config(RefreshToken, &shelf{})
	c.TokenURL = "https://169.254.169.254/token"
	source, err := New(connectors.Account{}, c)
	require.NoError(t, err)
	_, err = source.get(t.Context())
	require.Equal(t, connectors.KindMisconfigured, kind(t, err))
}
