package rest

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestRequestOnTheWire(t *testing.T) {
	type seen struct{ method, uri, agent, accept, kind, body string }
	var got seen
	c := overHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = seen{r.Method, r.RequestURI, r.UserAgent(), r.Header.Get("Accept"), r.Header.Get("Content-Type"), string(body)}
		w.Header().Set("X-Total", "7")
		_, _ = io.WriteString(w, "[]")
	}), connectors.Account{}, Options{})
	header := http.Header{"Accept": {"application/json"}}
	res, err := c.Do(t.Context(), Request{
		Op: "list", Method: http.MethodPost, Path: "/rows/a%2Fb", Query: url.Values{"q": {"a b"}, "p": {"1"}},
		Header: header, Body: []byte("x=1"), ContentType: "application/x-www-form-urlencoded",
	})
	require.NoError(t, err)
	require.Equal(t, seen{
		"POST", "/base/rows/a%2Fb?p=1&q=a+b", "crmstream/1", "application/json", "application/x-www-form-urlencoded", "x=1",
	}, got)
	require.Equal(t, http.StatusOK, res.Status)
	require.Equal(t, "[]", string(res.Body))
	require.Equal(t, "7", res.Header.Get("X-Total"))
	require.Len(t, header, 1, "the caller's header is not changed")
}

func TestPathMayNotClimb(t *testing.T) {
	c := inProcess(t, scripted(answer{status: 200}), Options{})
	_, err := c.Do(t.Context(), Request{Op: "list", Method: http.MethodGet, Path: "/rows/.."})
	require.Equal(t, connectors.KindInvalidRequest, failure(t, err).Kind)
}

func TestRedirectIsNotFollowed(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		var reached atomic.Bool
		other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Store(true) }))
		c := overHTTP(t, http.RedirectHandler(other.URL, status), connectors.Account{}, Options{})
		r := get(true)
		r.Authorize = func(_ context.Context, req *http.Request) error {
			req.Header.Set("X-Api-Key", "credential")
			return nil
		}
		_, err := c.Do(t.Context(), r)
		other.Close()
		require.Equal(t, connectors.KindMisconfigured, failure(t, err).Kind)
		require.False(t, reached.Load(), "the credentials went to another host")
	}
}

func TestBodies(t *testing.T) {
	tests := map[string]struct {
		write func(http.ResponseWriter)
		kind  connectors.Kind // 0: no error
	}{
		"as long as allowed": {func(w http.ResponseWriter) { _, _ = io.WriteString(w, strings.Repeat("x", 100)) }, 0},
		"too long":           {func(w http.ResponseWriter) { _, _ = io.WriteString(w, strings.Repeat("x", 101)) }, connectors.KindMalformedResponse},
		"too long when decompressed": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, strings.Repeat("x", 1000))
			_ = z.Close()
		}, connectors.KindMalformedResponse},
		"not gzip after all": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, "this is no gzip at all")
		}, connectors.KindMalformedResponse},
		"cut off": {func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "50")
			_, _ = io.WriteString(w, "half")
		}, connectors.KindUnavailable},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { tt.write(w) })
			c := overHTTP(t, h, connectors.Account{}, Options{MaxBody: 100})
			_, err := c.Do(t.Context(), get(false))
			if tt.kind == 0 {
				require.NoError(t, err)
				return
			}
			require.Equal(t, tt.kind, failure(t, err).Kind)
		})
	}
}

func TestTooLargeIsNotAskedForAgain(t *testing.T) {
	call := &connectors.Meter{}
	c := inProcess(t, scripted(answer{status: 200, body: strings.Repeat("x", 101)}), Options{MaxBody: 100})
	_, err := c.Do(connectors.WithMeter(t.Context(), call), get(true))
	require.Equal(t, connectors.KindMalformedResponse, failure(t, err).Kind)
	require.Equal(t, 1, call.Requests())
}

func TestTLS(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // the refused handshake is the point
	secure.StartTLS()
	defer secure.Close()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for name, base := range map[string]string{
		"unknown authority": secure.URL,
		"no TLS":            strings.Replace(plain.URL, "http:", "https:", 1),
	} {
		t.Run(name, func(t *testing.T) {
			transport := NewTransport(Options{})
			defer transport.CloseIdleConnections()
			c := New(connectors.Account{Transport: transport}, "fake", []*url.URL{parse(t, base)}, Options{})
			_, err := c.Do(t.Context(), get(true))
			require.Equal(t, connectors.KindMisconfigured, failure(t, err).Kind)
		})
	}
}

func TestCancelStopsTheUpstreamRequest(t *testing.T) {
	arrived, stopped := make(chan struct{}), make(chan struct{})
	p := &pacer{}
	c := overHTTP(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(stopped)
	}), connectors.Account{Pacer: p}, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	_, err := c.Do(ctx, get(true))
	require.ErrorIs(t, err, context.Canceled)
	var e *connectors.Error
	require.False(t, errors.As(err, &e), "the context's error wins")
	<-stopped
	require.Equal(t, 1, p.released)
	require.Empty(t, p.limited)
}

func TestFallbackBase(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.Path)
	}))
	defer server.Close()
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, dead.Close())
	transport := NewTransport(Options{})
	defer transport.CloseIdleConnections()
	var exchanges []connectors.Exchange
	account := connectors.Account{Transport: transport, Observe: func(_ context.Context, x connectors.Exchange) {
		exchanges = append(exchanges, x)
	}}
	c := New(account, "fake", []*url.URL{parse(t, "http://"+dead.Addr().String()), parse(t, server.URL+"/second")}, Options{})

	call := &connectors.Meter{}
	ctx := connectors.WithMeter(t.Context(), call)
	unsafe := get(false) // a failure to connect has written nothing
	res, err := c.Do(ctx, unsafe)
	require.NoError(t, err)
	require.Equal(t, "/second/rows", string(res.Body))
	require.Equal(t, 1, call.Requests(), "a failure to connect counts nothing")
	require.Len(t, exchanges, 2)
	require.Equal(t, []int{1, 2}, []int{exchanges[0].Attempt, exchanges[1].Attempt})
	require.Equal(t, connectors.KindUnavailable, failure(t, exchanges[0].Err).Kind)

	_, err = c.Do(ctx, unsafe)
	require.NoError(t, err)
	require.Len(t, exchanges, 3, "the base that connected is tried first from then on")

	server.Close()
	_, err = c.Do(ctx, unsafe)
	require.Equal(t, connectors.KindUnavailable, failure(t, err).Kind)
	require.Len(t, exchanges, 5, "all bases are tried")
}

func TestConcurrentUse(t *testing.T) {
	p := &pacer{}
	var ended atomic.Int64
	account := connectors.Account{Pacer: p, Observe: func(context.Context, connectors.Exchange) { ended.Add(1) }}
	c := overHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.URL.Query().Get("n"))
	}), account, Options{})
	call := &connectors.Meter{}
	ctx := connectors.WithMeter(t.Context(), call)
	var wg sync.WaitGroup
	for n := range 50 {
		wg.Go(func() {
			r := get(true)
			r.Query = url.Values{"n": {strconv.Itoa(n)}}
			res, err := c.Do(ctx, r)
			if err != nil || string(res.Body) != strconv.Itoa(n) {
				t.Errorf("request %d: %q, %v", n, res.Body, err)
			}
		})
	}
	wg.Wait()
	require.Equal(t, 50, call.Requests())
	require.Equal(t, 50, p.acquired)
	require.Equal(t, 50, p.released)
	require.EqualValues(t, 50, ended.Load())
}
