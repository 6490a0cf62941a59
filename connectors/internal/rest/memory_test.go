package rest

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// granting is a connectors.Memory that grants so many bytes, and counts them.
type granting struct {
	limit, granted int64
	answers        int
	refuses        error
}

func (g *granting) Begin() {
	g.answers++
	g.granted = 0
}

func (g *granting) Drop() { g.granted = 0 }

func (g *granting) Holds() bool { return g.granted > 0 }

func (g *granting) Grow(_ context.Context, bytes int64) error {
	if g.granted+bytes > g.limit {
		return g.refuses
	}
	g.granted += bytes
	return nil
}

// TestAnswersTakeTheirMemory takes what an answer needs as it comes, and what the last one needed before the next is asked for.
func TestAnswersTakeTheirMemory(t *testing.T) {
	body := strings.Repeat("x", 5*firstBody)
	requests := 0
	upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
		requests++
		return answer{status: http.StatusOK, body: body}.response(r), nil
	})
	c := inProcess(t, upstream, Options{})
	memory := &granting{limit: 1 << 30}
	ctx := connectors.WithMemory(t.Context(), memory)
	_, err := c.Do(ctx, get(true))
	require.NoError(t, err)
	require.EqualValues(t, weight*8*firstBody, memory.granted, "the room that it has grown to")
	memory.limit = int64(weight * (len(body) - 1))
	memory.refuses = connectors.ErrNoMemory
	_, err = c.Do(ctx, get(true))
	require.ErrorIs(t, err, connectors.ErrNoMemory)
	require.Equal(t, 1, requests, "nothing is asked for without memory")
}

// TestAnAnswerWithoutMemoryIsGivenUp reads a part of an answer, and asks for no other one.
func TestAnAnswerWithoutMemoryIsGivenUp(t *testing.T) {
	requests := 0
	upstream := roundTrip(func(r *http.Request) (*http.Response, error) {
		requests++
		return answer{status: http.StatusOK, body: strings.Repeat("x", 5*firstBody)}.response(r), nil
	})
	memory := &granting{limit: 3 * weight * firstBody, refuses: connectors.ErrNoMemory}
	_, err := inProcess(t, upstream, Options{}).Do(connectors.WithMemory(t.Context(), memory), get(true))
	require.ErrorIs(t, err, connectors.ErrNoMemory)
	require.Equal(t, 1, requests, "it is not asked for again")
}

// counted counts the answers that have taken memory.
type counted struct{ begun *atomic.Int64 }

func (c counted) Begin()                            {}
func (c counted) Grow(context.Context, int64) error { c.begun.Add(1); return nil }
func (c counted) Drop()                             {}
func (c counted) Holds() bool                       { return false }

// TestWhoHasMemoryHasAConnection sends more requests at a time than there are connections. Those that wait for a connection take no
// memory: the answers that are on all connections could wait for it, and none would ever end.
func TestWhoHasMemoryHasAConnection(t *testing.T) {
	const requests = 3 * maxExchanges
	var begun atomic.Int64
	gate := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { <-gate; _, _ = io.WriteString(w, "[]") }))
	defer server.Close()
	c := New(connectors.Account{}, "test", []*url.URL{parse(t, server.URL)}, Options{})
	defer c.transport.(*http.Transport).CloseIdleConnections()
	var all sync.WaitGroup
	for range requests {
		all.Go(func() {
			_, err := c.Do(connectors.WithMemory(t.Context(), counted{&begun}), Request{Op: "read", Method: http.MethodGet, Path: "/", Safe: true})
			assert.NoError(t, err)
		})
	}
	require.Eventually(t, func() bool { return begun.Load() >= maxExchanges }, 10*time.Second, time.Millisecond)
	time.Sleep(50 * time.Millisecond)
	require.EqualValues(t, maxExchanges, begun.Load())
	close(gate)
	all.Wait()
	require.EqualValues(t, requests, begun.Load())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Do(ctx, Request{Op: "read", Method: http.MethodGet, Path: "/", Safe: true})
	require.ErrorIs(t, err, context.Canceled)
}

// TestTheNextAnswerOfAPageDoesNotWait has pages with memory ask for another answer while all exchanges are under way.
func TestTheNextAnswerOfAPageDoesNotWait(t *testing.T) {
	gate := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/next" {
			<-gate
		}
		_, _ = io.WriteString(w, "[]")
	}))
	defer server.Close()
	c := New(connectors.Account{}, "test", []*url.URL{parse(t, server.URL)}, Options{})
	defer c.transport.(*http.Transport).CloseIdleConnections()
	var all sync.WaitGroup
	var begun atomic.Int64
	for range maxExchanges {
		all.Go(func() {
			_, err := c.Do(connectors.WithMemory(t.Context(), counted{&begun}), Request{Op: "read", Method: http.MethodGet, Path: "/", Safe: true})
			assert.NoError(t, err)
		})
	}
	require.Eventually(t, func() bool { return begun.Load() == maxExchanges }, 10*time.Second, time.Millisecond)
	has := &granting{limit: 1 << 30, granted: 1}
	_, err := c.Do(connectors.WithMemory(t.Context(), has), Request{Op: "next", Method: http.MethodGet, Path: "/next", Safe: true})
	require.NoError(t, err)
	close(gate)
	all.Wait()
}

// bulkWaits is a pacer of which bulk calls get no slot until the gate opens. It counts the bulk calls.
type bulkWaits struct {
	gate chan struct{}
	bulk *atomic.Int64
}

func (p bulkWaits) Acquire(ctx context.Context) (func(bool), error) {
	if !connectors.MeterFrom(ctx).Interactive {
		p.bulk.Add(1)
		<-p.gate
	}
	return func(bool) {}, nil
}

func (bulkWaits) Limited(time.Duration) {}

// TestInteractiveExchangesDoNotWaitForBulkOnes has many bulk exchanges wait for the budget.
func TestInteractiveExchangesDoNotWaitForBulkOnes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "[]") }))
	defer server.Close()
	pacer := bulkWaits{gate: make(chan struct{}), bulk: &atomic.Int64{}}
	c := New(connectors.Account{Pacer: pacer}, "test", []*url.URL{parse(t, server.URL)}, Options{})
	defer c.transport.(*http.Transport).CloseIdleConnections()
	read := Request{Op: "read", Method: http.MethodGet, Path: "/", Safe: true}
	var all sync.WaitGroup
	var begun atomic.Int64
	for range 2 * maxExchanges {
		all.Go(func() {
			_, err := c.Do(connectors.WithMemory(t.Context(), counted{&begun}), read)
			assert.NoError(t, err)
		})
	}
	require.Eventually(t, func() bool { return pacer.bulk.Load() == 2*maxExchanges }, 10*time.Second, time.Millisecond)
	_, err := c.Do(connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true}), read)
	require.NoError(t, err)
	require.Zero(t, begun.Load(), "what waits for a slot has no memory")
	close(pacer.gate)
	all.Wait()
}
