package rest

import (
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// refusing is an upstream that no connection can be had to. It counts the attempts.
func refusing(attempts *atomic.Int64) roundTrip {
	return func(*http.Request) (*http.Response, error) {
		attempts.Add(1)
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
}

func TestAnOutageIsNotMultiplied(t *testing.T) {
	const calls = 200
	for name, gap := range map[string]time.Duration{"at once": 0, "every second": time.Second} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var attempts atomic.Int64
				c := inProcess(t, refusing(&attempts), Options{})
				var asking sync.WaitGroup
				for range calls {
					asking.Go(func() {
						_, err := c.Do(t.Context(), get(true))
						var e *connectors.Error
						assert.ErrorAs(t, err, &e)
					})
					time.Sleep(gap)
				}
				asking.Wait()
				require.LessOrEqual(t, attempts.Load(), int64(calls*12/10))
				require.Greater(t, attempts.Load(), int64(calls), "nothing was retried at all")
			})
		})
	}
}

func TestALoneCallMayBeRetriedAfterAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var attempts atomic.Int64
		c := inProcess(t, refusing(&attempts), Options{})
		attemptsOf := func() int64 {
			before := attempts.Load()
			_, err := c.Do(t.Context(), get(true))
			require.Equal(t, unavailable, failure(t, err).Kind)
			return attempts.Load() - before
		}
		require.EqualValues(t, 4, attemptsOf(), "a client that is new may retry")
		for attemptsOf() > 1 {
		}
		time.Sleep(2 * retryEvery)
		require.GreaterOrEqual(t, attemptsOf(), int64(3))
		time.Sleep(24 * time.Hour)
		require.EqualValues(t, 4, attemptsOf())
		for range allowedRetries + 2 {
			attemptsOf()
		}
		require.EqualValues(t, 1, attemptsOf(), "a day of rest allows no more than a new client has")
	})
}

func TestWaitsForAQuotaAreNotRationed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy, ok := answer{status: http.StatusTooManyRequests, header: "Retry-After: 1"}, answer{status: http.StatusOK}
		var script []answer
		for range 3 * allowedRetries {
			script = append(script, busy, busy, busy, ok)
		}
		c := inProcess(t, scripted(script...), Options{})
		for range 3 * allowedRetries {
			_, err := c.Do(t.Context(), get(true))
			require.NoError(t, err)
		}
	})
}

func TestARefusedConnectionIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var attempts atomic.Int64
		dead := refusing(&attempts)
		c := inProcess(t, roundTrip(func(r *http.Request) (*http.Response, error) {
			if attempts.Load() < 2 {
				return dead(r)
			}
			return answer{status: http.StatusOK, body: "whole"}.response(r), nil
		}), Options{})
		res, err := c.Do(t.Context(), get(true))
		require.NoError(t, err)
		require.Equal(t, "whole", string(res.Body))
		require.EqualValues(t, 2, attempts.Load())
	})
}
