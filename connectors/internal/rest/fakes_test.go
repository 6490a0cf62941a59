package rest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// roundTrip is an in-process upstream, for tests under synctest.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// answer is one answer of a scripted upstream. Header holds "Name: value" lines.
type answer struct {
	status int
	header string
	body   string
	err    error
}

func (a answer) response(r *http.Request) *http.Response {
	h := http.Header{}
	for line := range strings.Lines(a.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		h.Set(name, value)
	}
	return &http.Response{StatusCode: a.status, Header: h, Body: io.NopCloser(strings.NewReader(a.body)), ContentLength: -1, Request: r}
}

// scripted answers with the script in turn, and with its last answer from then on. It tells what it writes only where
// no answer shows that.
func scripted(script ...answer) roundTrip {
	var mu sync.Mutex
	return func(r *http.Request) (*http.Response, error) {
		mu.Lock()
		defer mu.Unlock()
		a := script[0]
		if len(script) > 1 {
			script = script[1:]
		}
		if a.err != nil {
			httptrace.ContextClientTrace(r.Context()).WroteHeaders()
			return nil, a.err
		}
		return a.response(r), nil
	}
}

// pacer lets limit requests go and refuses the others; limit 0 refuses none.
type pacer struct {
	mu                 sync.Mutex
	limit              int
	acquired, released int
	unsent             int // of those released
	limited            []time.Duration
}

func (p *pacer) Acquire(ctx context.Context) (func(bool), error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.limit > 0 && p.acquired == p.limit {
		return nil, &connectors.Error{Kind: connectors.KindRateLimited, RetryAfter: time.Hour}
	}
	p.acquired++
	return func(sent bool) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.released++
		if !sent {
			p.unsent++
		}
	}, ctx.Err()
}

func (p *pacer) Limited(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.limited = append(p.limited, d)
}

// turnstile lets one request go at a time.
type turnstile struct {
	pacer
	gate chan struct{} // holds one element
}

func (p *turnstile) Acquire(ctx context.Context) (func(bool), error) {
	select {
	case p.gate <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	release, err := p.pacer.Acquire(ctx)
	return func(sent bool) { release(sent); <-p.gate }, err
}

func parse(t *testing.T, text string) *url.URL {
	t.Helper()
	u, err := url.Parse(text)
	require.NoError(t, err)
	return u
}

// inProcess returns a client of an in-process upstream.
func inProcess(t *testing.T, upstream http.RoundTripper, opts Options) *Client {
	t.Helper()
	account := connectors.Account{Source: "test", Transport: upstream}
	return New(account, "fake", []*url.URL{parse(t, "http://upstream.test/base")}, opts)
}

// overHTTP returns a client of a server on a socket.
func overHTTP(t *testing.T, handler http.Handler, account connectors.Account, opts Options) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	transport := NewTransport(Options{})
	t.Cleanup(transport.CloseIdleConnections)
	account.Transport = transport
	return New(account, "fake", []*url.URL{parse(t, server.URL+"/base")}, opts)
}

// failure returns the *connectors.Error of an error and checks that it is filled in.
func failure(t *testing.T, err error) *connectors.Error {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "fake", e.Connector)
	require.Equal(t, "list", e.Op)
	require.NotErrorIs(t, err, context.DeadlineExceeded)
	require.NotErrorIs(t, err, context.Canceled)
	return e
}

func get(safe bool) Request {
	return Request{Op: "list", Method: http.MethodGet, Path: "/rows", Safe: safe}
}
