package rest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// errConflict is a refusal of the tests' upstream.
var errConflict = &connectors.Error{Kind: connectors.KindInvalidRequest, Err: errors.New("refused")}

// writeOf returns a write that counts in recorded how often it is about to be sent.
func writeOf(recorded *atomic.Int64) Request {
	return Request{
		Op: "create", Method: http.MethodPost, Path: "/create", Body: []byte("{}"), ContentType: "application/json",
		Sending: func(context.Context) error { recorded.Add(1); return nil },
		Classify: func(res Response) error {
			if res.Status == http.StatusConflict {
				return NotExecuted(errConflict)
			}
			return ClassifyStatus(res)
		},
	}
}

// TestWhatAWriteMayHaveDone breaks writes at each place. Only where no connection was had, or the upstream says so, has the upstream
// certainly not executed the write. None is sent twice.
func TestWhatAWriteMayHaveDone(t *testing.T) {
	status := func(code int) *url.URL {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }))
		t.Cleanup(server.Close)
		return parse(t, server.URL)
	}
	silent := taking(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) })
	hanging := taking(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	cut := taking(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"))
	})
	for name, test := range map[string]struct {
		bases []*url.URL
		maybe bool
		kind  connectors.Kind
	}{
		"no connection":           {[]*url.URL{nobody(t)}, false, connectors.KindUnavailable},
		"no connection to both":   {[]*url.URL{nobody(t), nobody(t)}, false, connectors.KindUnavailable},
		"closed without a word":   {[]*url.URL{silent}, true, connectors.KindUnavailable},
		"no answer in time":       {[]*url.URL{hanging}, true, connectors.KindUnavailable},
		"an answer that is cut":   {[]*url.URL{cut}, true, connectors.KindUnavailable},
		"out of order":            {[]*url.URL{status(502)}, true, connectors.KindUnavailable},
		"a redirect":              {[]*url.URL{status(301)}, true, connectors.KindMisconfigured},
		"refused":                 {[]*url.URL{status(409)}, false, connectors.KindInvalidRequest},
		"the second base answers": {[]*url.URL{nobody(t), status(503)}, true, connectors.KindUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			var recorded atomic.Int64
			p := &pacer{}
			c := New(connectors.Account{Pacer: p}, "test", test.bases, Options{Timeout: 200 * time.Millisecond})
			meter := &connectors.Meter{}
			_, err := c.Do(connectors.WithMeter(t.Context(), meter), writeOf(&recorded))
			var e *connectors.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, test.kind, e.Kind, err)
			require.Equal(t, test.maybe, e.Maybe, err)
			require.EqualValues(t, 1, recorded.Load(), "it is recorded once")
			require.LessOrEqual(t, meter.Requests(), 1, "and sent once")
		})
	}
}

// TestAWriteThatCannotBeRecordedIsNotSent refuses to record, as a full disk does.
func TestAWriteThatCannotBeRecordedIsNotSent(t *testing.T) {
	var served atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { served.Add(1) }))
	defer server.Close()
	p := &pacer{}
	c := New(connectors.Account{Pacer: p}, "test", []*url.URL{parse(t, server.URL)}, Options{})
	r := writeOf(&atomic.Int64{})
	full := errors.New("the disk is full")
	r.Sending = func(context.Context) error { return full }
	_, err := c.Do(t.Context(), r)
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.False(t, e.Maybe)
	require.Zero(t, served.Load())
	require.Equal(t, 1, p.unsent, "and costs no slot")
}

// TestWritesHaveConnectionsOfTheirOwn sends writes after reads, of which the upstream keeps the connection.
func TestWritesHaveConnectionsOfTheirOwn(t *testing.T) {
	connections := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { connections[r.RemoteAddr]++ }))
	defer server.Close()
	c := New(connectors.Account{}, "test", []*url.URL{parse(t, server.URL)}, Options{})
	for range 3 {
		_, err := c.Do(t.Context(), Request{Op: "read", Method: http.MethodGet, Path: "/", Safe: true})
		require.NoError(t, err)
		_, err = c.Do(t.Context(), writeOf(&atomic.Int64{}))
		require.NoError(t, err)
	}
	require.Len(t, connections, 4, "one for the reads, and one for each write")
	c.transport.(*http.Transport).CloseIdleConnections()
}
