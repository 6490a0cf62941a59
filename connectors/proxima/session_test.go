package proxima_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/connectors/proxima"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/proxima"
)

// oneDay is a request that costs one window.
func oneDay() *crmstreamv1.ListVisitsRequest {
	return &crmstreamv1.ListVisitsRequest{StartFrom: "2025-03-18", StartBefore: "2025-03-19"}
}

func TestTokensAreSharedAndRenewed(t *testing.T) {
	t.Run("one login for all calls", func(t *testing.T) {
		virtually(t, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: 50}, mode{})
			var group sync.WaitGroup
			for range 8 {
				group.Go(func() {
					if _, err := r.read(t.Context(), oneDay()); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			require.Equal(t, int64(1), r.server.Requests()["login"])
		})
	})
	t.Run("renewed before its end", func(t *testing.T) {
		virtually(t, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: 50}, mode{})
			for _, step := range []struct {
				wait   time.Duration
				logins int64
			}{{0, 1}, {23 * time.Hour, 1}, {56 * time.Minute, 2}, {time.Hour, 2}} {
				time.Sleep(step.wait)
				_, err := r.read(t.Context(), oneDay())
				require.NoError(t, err)
				require.Equal(t, step.logins, r.server.Requests()["login"])
			}
		})
	})
	t.Run("and once when it is refused", func(t *testing.T) {
		virtually(t, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: 50}, mode{tenant: func(s *sandbox.Settings) { s.Fail = "unauthorized_once" }})
			_, err := r.read(t.Context(), oneDay())
			require.NoError(t, err)
			require.Equal(t, int64(2), r.server.Requests()["login"])
		})
	})
	t.Run("not for ever", func(t *testing.T) {
		virtually(t, func(t *testing.T) {
			r := open(t, conformance.Upstream{Rows: 50, Fault: "status 401", FaultAt: 1}, mode{})
			_, err := r.read(t.Context(), oneDay())
			require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindCredentialsRejected})
			require.Equal(t, int64(2), r.server.Requests()["login"])
			require.Equal(t, int64(2), r.server.Requests()["run"])
		})
	})
}

func TestWrongPassword(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 50}, mode{
			tenant:  func(s *sandbox.Settings) { s.Latency = sandbox.Duration(time.Second) },
			account: func(s *proxima.Settings) { s.Password = connectors.NewSecret("not the password") },
		})
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				_, err := conformance.Fetch(t.Context(), r.Client, oneDay(), connectors.PageRequest{})
				if !errors.Is(err, &connectors.Error{Kind: connectors.KindCredentialsRejected}) || strings.Contains(fmt.Sprint(err), "not the password") {
					t.Error(err)
				}
			})
		}
		group.Wait()
		require.Equal(t, map[string]int64{"login": 1}, r.server.Requests(), "a wrong password is tried once for all who wait")
	})
}

// TestLoginOfACancelledCall cancels the call that logs in for another one.
func TestLoginOfACancelledCall(t *testing.T) {
	virtually(t, func(t *testing.T) {
		r := open(t, conformance.Upstream{Rows: 50}, mode{tenant: func(s *sandbox.Settings) { s.Latency = sandbox.Duration(time.Minute) }})
		first, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := conformance.Fetch(first, r.Client, oneDay(), connectors.PageRequest{}); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		time.Sleep(time.Second)
		group.Go(func() {
			if _, err := conformance.Fetch(t.Context(), r.Client, oneDay(), connectors.PageRequest{}); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(time.Second)
		cancel()
		group.Wait()
		require.Equal(t, int64(2), r.server.Requests()["login"])
	})
}

// TestTokensStaySecret breaks logins in ways that put the beginning of the answer into errors.
func TestTokensStaySecret(t *testing.T) {
	const token = "5ec2e7ab9dd0"
	for name, login := range map[string]func(http.ResponseWriter){
		"cut": func(w http.ResponseWriter) {
			_, _ = w.Write([]byte(`{"token": "` + token))
			panic(http.ErrAbortHandler)
		},
		"malformed": func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{"token": "` + token + `", expires`)) },
		"failed": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte(`{"token":"` + token + `"}`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			virtually(t, func(t *testing.T) {
				var seen []string
				settings, ok := proxima.Driver().Settings().(*proxima.Settings)
				require.True(t, ok)
				settings.BaseURL, settings.Password, settings.FirstDay = "https://localhost", connectors.NewSecret("x"), "2025-01-01"
				carrier := conformance.Upstream{}.Carry(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { login(w) }))
				client, err := proxima.New(connectors.Account{
					Source: "test", Transport: carrier,
					Observe: func(_ context.Context, x connectors.Exchange) {
						seen = append(seen, fmt.Sprint(x, connectors.Detail(x.Err)))
					},
				}, settings)
				require.NoError(t, err)
				_, err = conformance.Fetch(t.Context(), client, oneDay(), connectors.PageRequest{})
				var classified *connectors.Error
				require.ErrorAs(t, err, &classified)
				require.Equal(t, "POST /crm-api/login", classified.Op)
				require.NotEmpty(t, seen)
				for _, text := range append(seen, fmt.Sprintf("%v %+v %#v", err, err, errors.Unwrap(err)), connectors.Detail(err)) {
					require.NotContains(t, text, token[:6])
				}
			})
		})
	}
}
