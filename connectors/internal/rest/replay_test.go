package rest

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// hangingUp serves one request on each connection and hangs up on the second, after it has read that. It counts the
// requests that it read; stop returns when it has read all there is.
func hangingUp(t *testing.T, read *atomic.Int64) (base *url.URL, stop func()) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer func() { _ = conn.Close() }()
				requests := bufio.NewReader(conn)
				for n := range 2 {
					if _, err := http.ReadRequest(requests); err != nil {
						return
					}
					read.Add(1)
					if n == 0 {
						_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
					}
				}
			})
		}
	})
	return parse(t, "http://"+listener.Addr().String()), func() { _ = listener.Close(); serving.Wait() }
}

func TestSilentRepeatsAreCountedAndPaced(t *testing.T) {
	var read atomic.Int64
	base, stop := hangingUp(t, &read)
	transport := NewTransport(Options{})
	p := &pacer{}
	c := New(connectors.Account{Transport: transport, Pacer: p}, "fake", []*url.URL{base}, Options{})
	call := &connectors.Meter{}
	ctx := connectors.WithMeter(t.Context(), call)
	for range 2 {
		_, err := c.Do(ctx, get(false))
		require.NoError(t, err)
	}
	transport.CloseIdleConnections()
	stop()
	require.EqualValues(t, 3, read.Load(), "the transport repeats the second request on a new connection")
	require.Equal(t, 3, call.Requests())
	require.Equal(t, 3, p.acquired)
	require.Equal(t, 3, p.released)
}

func TestSilentRepeatReturnsItsSlotFirst(t *testing.T) {
	var read atomic.Int64
	base, stop := hangingUp(t, &read)
	transport := NewTransport(Options{})
	p := &turnstile{gate: make(chan struct{}, 1)}
	opts := Options{Timeout: 5 * time.Second} // how long a repeat would wait for the slot that it holds itself
	c := New(connectors.Account{Transport: transport, Pacer: p}, "fake", []*url.URL{base}, opts)
	for range 2 {
		_, err := c.Do(t.Context(), get(false))
		require.NoError(t, err)
	}
	transport.CloseIdleConnections()
	stop()
	require.EqualValues(t, 3, read.Load(), "the transport repeats the second request on a new connection")
	require.Equal(t, 3, p.acquired)
	require.Equal(t, 3, p.released)
	require.Empty(t, p.gate)
}

func TestSilentRepeatNeedsASlot(t *testing.T) {
	var read atomic.Int64
	base, stop := hangingUp(t, &read)
	transport := NewTransport(Options{})
	p := &pacer{limit: 2}
	c := New(connectors.Account{Transport: transport, Pacer: p}, "fake", []*url.URL{base}, Options{})
	call := &connectors.Meter{}
	ctx := connectors.WithMeter(t.Context(), call)
	_, err := c.Do(ctx, get(false))
	require.NoError(t, err)
	_, err = c.Do(ctx, get(false))
	require.Equal(t, connectors.KindUnavailable, failure(t, err).Kind)
	require.ErrorContains(t, err, errNoSlot.Error())
	require.Equal(t, 2, call.Requests())
	_, err = c.Do(ctx, get(true))
	require.Equal(t, connectors.KindRateLimited, failure(t, err).Kind, "what a retry of ours is told")
	transport.CloseIdleConnections()
	stop()
	require.EqualValues(t, 2, read.Load())
	require.Equal(t, 2, p.released)
}
