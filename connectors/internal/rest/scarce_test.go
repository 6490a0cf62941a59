package rest

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// scarce is a connectors.Memory that grants nothing before more is closed, and fails with refuses at once if that is set.
type scarce struct {
	more    chan struct{}
	refuses error
	granted atomic.Int64
	grows   atomic.Int64
}

func (s *scarce) Begin()      { s.granted.Store(0) }
func (s *scarce) Drop()       { s.granted.Store(0) }
func (s *scarce) Holds() bool { return s.granted.Load() > 0 }

func (s *scarce) Grow(ctx context.Context, bytes int64) error {
	s.grows.Add(1)
	if s.refuses != nil {
		return s.refuses
	}
	select {
	case <-s.more:
		s.granted.Add(bytes)
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// memoryAfter returns a memory that grants nothing for that long.
func memoryAfter(d time.Duration) *scarce {
	s := &scarce{more: make(chan struct{})}
	time.AfterFunc(d, func() { close(s.more) })
	return s
}

// paced returns a client with a pacer.
func paced(t *testing.T, p connectors.Pacer, upstream http.RoundTripper) *Client {
	t.Helper()
	return New(connectors.Account{Pacer: p, Transport: upstream}, "fake", []*url.URL{parse(t, "http://upstream.test")}, Options{})
}

// TestASlotWithoutMemoryIsReturned lets the memory for an answer come late. The slot is returned unsent, and not counted: the transport,
// which writes the request twice, needs one slot for each time.
func TestASlotWithoutMemoryIsReturned(t *testing.T) {
	for _, late := range []time.Duration{0, minPatience - 1, time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			unsent := 0
			if late > minPatience {
				unsent = 1
			}
			p, memory := &pacer{}, memoryAfter(late)
			c := paced(t, p, roundTrip(func(r *http.Request) (*http.Response, error) {
				require.Equal(t, []int{unsent + 1, unsent, unsent}, []int{p.acquired, p.released, p.unsent})
				require.EqualValues(t, weight*firstBody, memory.granted.Load())
				for range 2 {
					httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
					httptrace.ContextClientTrace(r.Context()).WroteHeaders()
				}
				return answer{status: http.StatusOK, body: "[]"}.response(r), nil
			}))
			call, start := &connectors.Meter{}, time.Now()
			_, err := c.Do(connectors.WithMeter(connectors.WithMemory(t.Context(), memory), call), get(true))
			require.NoError(t, err)
			require.Equal(t, late, time.Since(start), "as soon as there is memory")
			require.Equal(t, []int{unsent + 2, unsent + 2, unsent}, []int{p.acquired, p.released, p.unsent})
			require.Equal(t, 2, call.Requests())
		})
	}
}

// oneOther is a pacer with one slot, which another exchange takes for a while whenever the slot is returned unsent.
type oneOther struct {
	turnstile
	busy time.Duration
}

func (p *oneOther) Acquire(ctx context.Context) (func(bool), error) {
	release, err := p.turnstile.Acquire(ctx)
	return func(sent bool) {
		if release(sent); !sent {
			p.gate <- struct{}{}
			time.AfterFunc(p.busy, func() { <-p.gate })
		}
	}, err
}

// TestMemoryWithoutASlotIsReturned lets the memory come while another exchange has the slot. Memory is held for a short wait only.
func TestMemoryWithoutASlotIsReturned(t *testing.T) {
	for busy, held := range map[time.Duration]bool{slotPatience / 2: true, time.Hour: false} {
		synctest.Test(t, func(t *testing.T) {
			p := &oneOther{turnstile: turnstile{gate: make(chan struct{}, 1)}, busy: busy}
			memory, start := memoryAfter(slotPatience/4), time.Now()
			time.AfterFunc(busy, func() { require.Equal(t, held, memory.Holds()) })
			_, err := paced(t, p, scripted(answer{status: http.StatusOK, body: "[]"})).Do(connectors.WithMemory(t.Context(), memory), get(true))
			require.NoError(t, err)
			require.Equal(t, minPatience+busy, time.Since(start), "as soon as there is a slot")
			require.Equal(t, []int{2, 2, 1}, []int{p.acquired, p.released, p.unsent})
		})
	}
}

// TestWithoutMemoryNothingIsSent ends requests that have a slot and no memory.
func TestWithoutMemoryNothingIsSent(t *testing.T) {
	never := roundTrip(func(*http.Request) (*http.Response, error) { panic("sent") })
	write := get(false)
	write.Sending = func(context.Context) error { panic("recorded") }
	for name, r := range map[string]Request{"read": get(true), "write": write} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				early, p := &scarce{refuses: connectors.ErrNoMemory}, &pacer{}
				_, err := paced(t, p, never).Do(connectors.WithMemory(t.Context(), early), r)
				require.ErrorIs(t, err, connectors.ErrNoMemory)
				require.Equal(t, []int{1, 1, 1}, []int{p.acquired, p.released, p.unsent})

				p = &pacer{}
				ctx, leave := context.WithTimeout(t.Context(), time.Second)
				defer leave()
				_, err = paced(t, p, never).Do(connectors.WithMemory(ctx, memoryAfter(time.Hour)), r)
				require.ErrorIs(t, err, context.DeadlineExceeded)
				require.Equal(t, []int{1, 1, 1}, []int{p.acquired, p.released, p.unsent})
				time.Sleep(time.Hour)
			})
		})
	}
}

// TestAWriteIsRecordedWithMemory calls Sending once, with the memory for the answer.
func TestAWriteIsRecordedWithMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, memory, recorded := &pacer{}, memoryAfter(5*time.Second), 0
		write := get(false)
		write.Sending = func(context.Context) error {
			require.NotZero(t, memory.granted.Load())
			recorded++
			return nil
		}
		_, err := paced(t, p, scripted(answer{status: http.StatusOK, body: "{}"})).Do(connectors.WithMemory(t.Context(), memory), write)
		require.NoError(t, err)
		require.Equal(t, 1, recorded)
		require.Equal(t, []int{2, 2, 1}, []int{p.acquired, p.released, p.unsent})
	})
}

// TestAnEmptyBudgetRefusesBeforeMemoryIsWaitedFor has an interactive call refused at once while there is no memory.
func TestAnEmptyBudgetRefusesBeforeMemoryIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, memory, start := &pacer{limit: 1, acquired: 1}, memoryAfter(time.Hour), time.Now()
		ctx := connectors.WithMeter(connectors.WithMemory(t.Context(), memory), &connectors.Meter{Interactive: true})
		_, err := paced(t, p, nil).Do(ctx, get(true))
		require.Equal(t, connectors.KindRateLimited, failure(t, err).Kind)
		require.Zero(t, time.Since(start))
		require.Zero(t, memory.grows.Load())
		time.Sleep(time.Hour)
	})
}

// TestWhatFailedHasNoMemory looks at the memory of a request while it waits for its retry.
func TestWhatFailedHasNoMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		memory := memoryAfter(0)
		c := paced(t, &pacer{}, scripted(answer{status: http.StatusTooManyRequests, header: "Retry-After: 3600"}, answer{status: http.StatusOK, body: "[]"}))
		done := make(chan error)
		go func() {
			_, err := c.Do(connectors.WithMemory(t.Context(), memory), get(true))
			done <- err
		}()
		time.Sleep(time.Minute)
		synctest.Wait()
		require.EqualValues(t, 1, memory.grows.Load())
		require.Zero(t, memory.granted.Load())
		require.NoError(t, <-done)
		require.NotZero(t, memory.granted.Load(), "for the answer")
	})
}

// watching is a pacer that notes the memory of those who ask for a slot.
type watching struct {
	pacer
	memory *scarce
	held   []int64
}

func (p *watching) Acquire(ctx context.Context) (func(bool), error) {
	p.held = append(p.held, p.memory.granted.Load())
	return p.pacer.Acquire(ctx)
}

// TestWhatAsksForASlotHasNoMemory looks at the memory of the answers of a page when each asks for a slot: the first, which is retried, and
// the second, which has memory of the first until it begins.
func TestWhatAsksForASlotHasNoMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		memory := memoryAfter(0)
		p := &watching{memory: memory}
		c := paced(t, p, scripted(answer{status: http.StatusServiceUnavailable}, answer{status: http.StatusOK, body: "[]"}))
		for range 2 {
			_, err := c.Do(connectors.WithMemory(t.Context(), memory), get(true))
			require.NoError(t, err)
			require.NotZero(t, memory.granted.Load())
		}
		require.Equal(t, []int64{0, 0, 0}, p.held)
	})
}
