package rest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// nobody returns the address of a port at which nobody listens.
func nobody(t *testing.T) *url.URL {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	return parse(t, "http://"+listener.Addr().String())
}

// taking returns the address of a port at which each connection is taken by handle, and then closed.
func taking(t *testing.T, handle func(net.Conn)) *url.URL {
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
			serving.Go(func() { handle(conn); _ = conn.Close() })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); serving.Wait() })
	return parse(t, "http://"+listener.Addr().String())
}

// TestWhatWasNotSentIsToldToThePacer makes connections that fail at each place. Only where none was had is it certain that
// the upstream has seen nothing.
func TestWhatWasNotSentIsToldToThePacer(t *testing.T) {
	none := nobody(t)
	silent := taking(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)); time.Sleep(10 * time.Millisecond) })
	deaf := taking(t, func(c net.Conn) {
		time.Sleep(50 * time.Millisecond) // until it is seen to be there
		_ = c.(*net.TCPConn).SetLinger(0) // closing resets it, with all that was not read
	})
	whole := taking(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = c.Write([]byte("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]"))
	})
	noTLS := parse(t, "https://"+deaf.Host)
	for name, test := range map[string]struct {
		bases                    []*url.URL
		safe                     bool
		acquired, unsent, counts int
	}{
		"refused":                      {[]*url.URL{none}, true, 4, 4, 0},
		"refused at one of two":        {[]*url.URL{none, whole}, true, 2, 1, 1},
		"no TLS":                       {[]*url.URL{noTLS}, false, 1, 1, 0},
		"broken after it was written":  {[]*url.URL{silent}, false, 1, 0, 1},
		"reset when it may be written": {[]*url.URL{deaf}, false, 1, 0, -1},
		"answered":                     {[]*url.URL{whole}, false, 1, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			transport := NewTransport(Options{})
			defer transport.CloseIdleConnections()
			p := &pacer{}
			c := New(connectors.Account{Transport: transport, Pacer: p}, "fake", test.bases, Options{})
			call := &connectors.Meter{}
			_, err := c.Do(connectors.WithMeter(t.Context(), call), get(test.safe))
			require.Equal(t, name == "answered" || name == "refused at one of two", err == nil, err)
			require.Equal(t, test.acquired, p.acquired)
			require.Equal(t, test.acquired, p.released)
			require.Equal(t, test.unsent, p.unsent)
			if test.counts >= 0 {
				require.Equal(t, test.counts, call.Requests())
			}
		})
	}
}

// TestGivenUpBeforeThereWasAConnection ends a call whose connection is being made.
func TestGivenUpBeforeThereWasAConnection(t *testing.T) {
	transport := NewTransport(Options{})
	over, dialed := make(chan struct{}), make(chan struct{})
	transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
		defer close(dialed)
		<-over
		return nil, errors.New("nobody waits for it")
	}
	defer func() { close(over); <-dialed }()
	p := &pacer{}
	c := New(connectors.Account{Transport: transport, Pacer: p}, "fake", []*url.URL{parse(t, "http://upstream.test")}, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := c.Do(ctx, get(true))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Equal(t, []int{1, 1, 1}, []int{p.acquired, p.released, p.unsent})
}

// leaving is a pacer whose caller leaves as the slot is given.
type leaving struct {
	pacer
	leave context.CancelFunc
}

func (p *leaving) Acquire(ctx context.Context) (func(bool), error) {
	defer p.leave()
	return p.pacer.Acquire(ctx)
}

// TestGivenUpAsTheSlotWasGiven sends nothing for a call that has ended.
func TestGivenUpAsTheSlotWasGiven(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	p := &leaving{leave: leave}
	account := connectors.Account{Pacer: p, Transport: roundTrip(func(*http.Request) (*http.Response, error) { panic("sent") })}
	c := New(account, "fake", []*url.URL{parse(t, "http://upstream.test")}, Options{})
	_, err := c.Do(ctx, get(true))
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, []int{1, 1, 1}, []int{p.acquired, p.released, p.unsent})
}

// TestATransportThatTellsNothingIsTakenToHaveSent has one fail without a word of what it did.
func TestATransportThatTellsNothingIsTakenToHaveSent(t *testing.T) {
	p := &pacer{}
	account := connectors.Account{Pacer: p, Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("no") })}
	c := New(account, "fake", []*url.URL{parse(t, "http://upstream.test")}, Options{})
	_, err := c.Do(t.Context(), get(false))
	require.Error(t, err)
	require.Equal(t, 1, p.released)
	require.Zero(t, p.unsent)
}
