package inbound

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// TestSlowBodiesAreCut sends bodies byte by byte. Each byte comes soon, and the whole does not.
func TestSlowBodiesAreCut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		head   string
		status int
		want   Cause
	}{
		"a body":       {"POST " + hook + " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 100000\r\n\r\n", 408, Slow},
		"a chunk":      {"POST " + hook + " HTTP/1.1\r\nHost: crm.example\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n", 408, Slow},
		"a stranger's": {"POST /in/" + wrongToken + " HTTP/1.1\r\nHost: crm.example\r\nContent-Length: 100000\r\n\r\n", 404, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serve(t, nil, quick)
			conn, begun := r.dial(t), time.Now()
			_, err := io.WriteString(conn, c.head)
			require.NoError(t, err)
			dripped := make(chan struct{})
			go func() {
				defer close(dripped)
				for {
					if _, err := io.WriteString(conn, "x"); err != nil {
						return // the server has hung up
					}
					time.Sleep(5 * time.Millisecond)
				}
			}()
			requireRefused(t, readAnswer(t, bufio.NewReader(conn)), c.status)
			<-dripped
			require.Less(t, time.Since(begun), 10*time.Second)
			if c.want != "" {
				require.Equal(t, []Cause{c.want}, r.causes())
			}
			require.Zero(t, r.count())
		})
	}
}

// TestTooManyAtATime has 64 requests wait in Answer. Another one is refused at once, and a stranger gets what strangers get.
func TestTooManyAtATime(t *testing.T) {
	t.Parallel()
	r := serve(t, nil)
	entered, leave := make(chan struct{}), make(chan struct{})
	require.NoError(t, r.Set([]Endpoint{r.endpoint("webhook", hookToken, func(e *Endpoint) {
		e.Answer = func(ctx context.Context, request Request) Reply {
			entered <- struct{}{}
			<-leave
			return r.ok(ctx, request)
		}
	}), r.endpoint("sms", smsToken, form)}))
	var waiting sync.WaitGroup
	for range maxRequests {
		waiting.Go(func() { _ = r.say(t, post(hook, "{}"), false) })
		<-entered
	}
	for name, path := range map[string]string{"the same endpoint": hook, "another endpoint": sms} {
		begun := time.Now()
		all := r.say(t, post(path, ""), false)
		requireRefused(t, all[0], http.StatusServiceUnavailable)
		require.Equal(t, "1", all[0].Header.Get("Retry-After"), name)
		require.Less(t, time.Since(begun), 5*time.Second)
	}
	requireRefused(t, r.say(t, post("/in/"+wrongToken, "{}"), false)[0], http.StatusNotFound)
	require.Equal(t, []Cause{Busy, Busy}, r.causes())
	close(leave)
	waiting.Wait()
	require.Equal(t, maxRequests, r.count())
	require.Equal(t, 200, r.say(t, post(sms, ""), false)[0].StatusCode, "a place is free")
}

// ask serves a request without sockets.
func ask(r *rig, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, strings.NewReader(body)))
	return w
}

// TestTooManyInASecond uses up what an endpoint may have. Another endpoint does not notice, and a reload forgives nothing.
func TestTooManyInASecond(t *testing.T) {
	t.Parallel()
	large := strings.Repeat("x", 1<<20)
	for name, c := range map[string]struct {
		body           string
		burst, further int // requests at once, and in the second after that
		retry          string
	}{
		"requests": {"{}", 5000, 200, "1"},
		"bytes":    {large, 32, 16, "1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				taken := func() (n int, last *httptest.ResponseRecorder) {
					for last = ask(r, hook, c.body); last.Code == http.StatusOK; last = ask(r, hook, c.body) {
						n++
					}
					return n, last
				}
				n, last := taken()
				require.Equal(t, c.burst, n)
				require.Equal(t, http.StatusTooManyRequests, last.Code)
				require.Equal(t, c.retry, last.Header().Get("Retry-After"))
				require.Equal(t, http.StatusOK, ask(r, sms, "").Code)
				require.NoError(t, r.Set([]Endpoint{r.endpoint("webhook", hookToken), r.endpoint("sms", smsToken, form)}))
				require.Equal(t, http.StatusTooManyRequests, ask(r, hook, "").Code)
				require.Equal(t, []Cause{TooMany, TooMany}, r.causes())
				time.Sleep(time.Second)
				n, _ = taken()
				require.InDelta(t, c.further, n, 1)
				require.Equal(t, 1, strings.Count(r.logged(), "cause=too_many"), "a line a minute")
				time.Sleep(time.Minute)
				_, _ = taken()
				require.Equal(t, 2, strings.Count(r.logged(), "cause=too_many"))
			})
		})
	}
}

// TestReloadsDuringTraffic sets endpoints 100 times while requests come for a token that all of them have.
func TestReloadsDuringTraffic(t *testing.T) {
	r := serve(t, nil)
	tokens := []string{NewToken(), NewToken()}
	reload := func(i int) {
		e := r.endpoint("webhook", hookToken)
		e.Tokens = append(e.Tokens, connectors.NewSecret(tokens[i%2]))
		e.Answer = func(ctx context.Context, request Request) Reply { return r.ok(ctx, request) }
		require.NoError(t, r.Set([]Endpoint{e}))
	}
	reload(0)
	done := make(chan struct{})
	var wrong, right atomic.Int64
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			for {
				select {
				case <-done:
					return
				default:
				}
				req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+r.address+hook, strings.NewReader("{}"))
				if err != nil {
					wrong.Add(1)
					return
				}
				resp, err := transport.RoundTrip(req)
				if err != nil {
					wrong.Add(1)
					return
				}
				body, err := io.ReadAll(resp.Body)
				if errors.Join(err, resp.Body.Close()) != nil || resp.StatusCode != 200 || string(body) != "ok" {
					wrong.Add(1)
				}
				right.Add(1)
				time.Sleep(time.Millisecond) // fewer in all than an endpoint may have at once
			}
		})
	}
	for i := range 100 {
		reload(i)
		time.Sleep(2 * time.Millisecond)
	}
	close(done)
	clients.Wait()
	check.AtMost(t, "inbound_reloads_wrong", float64(wrong.Load()), 0)
	check.AtLeast(t, "inbound_reloads_requests", float64(right.Load()), 100)
	require.EqualValues(t, right.Load(), r.count())
	require.Equal(t, 200, r.say(t, post("/in/"+tokens[1], "{}"), false)[0].StatusCode)
	requireRefused(t, r.say(t, post("/in/"+tokens[0], "{}"), false)[0], http.StatusNotFound)
}
