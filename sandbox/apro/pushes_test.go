package apro

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

func TestEventsArriveInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, w := wired(t, nil)
		all := pushBurst(t, srv, w, 500)
		require.Len(t, all, 500)
		for i, p := range srv.Pushed() {
			require.Equal(t, int64(i+1), p.Number)
			require.Equal(t, string(p.Body), all[i].body)
			require.Equal(t, []string{"application/json"}, all[i].contentType)
			require.Equal(t, []any{1, 200, "ok", nil, 0}, []any{p.Attempt, p.Status, p.Answer, p.Err, len(p.Faults)})
		}
		require.Equal(t, PushCounts{Events: 500, Delivered: 500}, srv.PushCounts())
	})
}

func TestRepeats(t *testing.T) {
	for name, c := range map[string]struct {
		fails    int
		err      error
		status   int
		attempts []int
		counts   PushCounts
	}{
		"answered":       {0, nil, 500, []int{1}, PushCounts{Events: 1, Delivered: 1}},
		"answered later": {2, nil, 503, []int{1, 2, 3}, PushCounts{Events: 1, Delivered: 1, Failed: 2}},
		"refused":        {9, nil, 404, []int{1, 2, 3, 4}, PushCounts{Events: 1, Failed: 4}},
		"redirected":     {9, nil, 302, []int{1, 2, 3, 4}, PushCounts{Events: 1, Failed: 4}},
		"no connection":  {1, errors.New("refused"), 0, []int{1, 2}, PushCounts{Events: 1, Delivered: 1, Failed: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv, w := wired(t, func(s *Settings) { s.WebhookRepeats = 3 })
				w.answer = func(n int, _ *http.Request) (int, error) {
					if n <= c.fails {
						return c.status, c.err
					}
					return 204, nil
				}
				all := pushBurst(t, srv, w, 1)
				require.Len(t, all, len(c.attempts), "a redirect is an answer, and is not followed")
				for i, p := range srv.Pushed() {
					require.Equal(t, c.attempts[i], p.Attempt)
					require.Equal(t, time.Duration(i)*12*time.Minute, all[i].after)
					require.NotContains(t, fmt.Sprint(p.Err), "secret")
				}
				require.Equal(t, c.counts, srv.PushCounts())
			})
		})
	}
}

func TestNoContentType(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, w := wired(t, func(s *Settings) { s.WebhookContentType = "" })
		require.Empty(t, pushBurst(t, srv, w, 1)[0].contentType)
	})
}

// hangingReceiver answers nothing until the client leaves, and counts those that wait.
func hangingReceiver(t *testing.T) (address string, entered chan struct{}) {
	t.Helper()
	entered = make(chan struct{}, 1000)
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		entered <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	return hanging.URL + "/in/secret", entered
}

// TestRequestsDoNotWaitForReceivers writes while a receiver hangs and the queue is full.
func TestRequestsDoNotWaitForReceivers(t *testing.T) {
	address, entered := hangingReceiver(t)
	srv := newServer(t, func(s *Settings) { s.WebhookURL, s.WebhookQueue, s.WebhookWorkers = address, 7, 2 })
	for range 20 {
		require.Len(t, insertedIDs(t, srv, opContactInsert, "0[name]", "A"), 1)
	}
	<-entered
	<-entered
	require.Equal(t, PushCounts{Events: 20, Waiting: 7, Lost: 13}, srv.PushCounts())
	for _, p := range srv.Pushed() {
		require.Equal(t, UnsentOverflow, p.Unsent)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, srv.AwaitPushes(ctx), context.DeadlineExceeded)

	require.NoError(t, srv.Close())
	require.Empty(t, entered, "not more than the workers at a time")
	srv.Insert(ListDeals)
	require.NoError(t, srv.AwaitPushes(t.Context()))
	require.Equal(t, PushCounts{Events: 21, Failed: 2, Lost: 13 + 5 + 1}, srv.PushCounts())
	failed := 0
	for _, p := range srv.Pushed()[13:] {
		if p.Unsent != UnsentClosed {
			require.ErrorIs(t, p.Err, context.Canceled)
			require.Equal(t, 1, p.Attempt)
			failed++
		}
	}
	require.Equal(t, 2, failed)
}

// TestCloseEndsSlowAndLateEvents closes an emulator that would be busy for hours, and has nothing left that runs.
func TestCloseEndsSlowAndLateEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv, w := wired(t, func(s *Settings) {
			f := &s.WebhookFaults
			f.Slow, f.Late, f.SlowFor, f.LateBy, s.WebhookRepeats = 1, 0.5, Duration(time.Hour), Duration(time.Hour), 5
			s.ReceiverTimeout = Duration(2 * time.Hour)
		})
		require.NoError(t, srv.PushAll("blank", "create", 60))
		time.Sleep(time.Minute)
		require.NoError(t, srv.Close())
		require.Empty(t, w.arrivals)
		counts := srv.PushCounts()
		require.Equal(t, PushCounts{Events: 60, Failed: slowPlaces, Lost: 60 - slowPlaces}, counts)
		require.Equal(t, time.Minute, time.Since(w.start))
	})
}

func TestReceiverTimeout(t *testing.T) {
	address, _ := hangingReceiver(t)
	srv := closed(t, newServer(t, func(s *Settings) { s.WebhookURL, s.ReceiverTimeout = address, Duration(30*time.Millisecond) }))
	srv.Insert(ListDeals)
	require.NoError(t, srv.AwaitPushes(t.Context()))
	require.ErrorIs(t, srv.Pushed()[0].Err, context.DeadlineExceeded)
	require.Equal(t, PushCounts{Events: 1, Failed: 1}, srv.PushCounts())
}

// TestWebhookMoves changes the address while the emulator runs, and takes it away.
func TestWebhookMoves(t *testing.T) {
	first, second := newReceiver(t, 200, "ok"), newReceiver(t, 200, "ok")
	srv := closed(t, newServer(t, nil))
	srv.Insert(ListDeals)
	for _, r := range []*receiver{first, second} {
		require.NoError(t, srv.SetReceivers(Receivers{Webhook: r.URL}))
		srv.Insert(ListDeals)
		require.NoError(t, srv.AwaitPushes(t.Context()))
	}
	require.NoError(t, srv.SetReceivers(Receivers{}))
	srv.Insert(ListDeals)
	require.Len(t, first.forms, 1)
	require.Len(t, second.forms, 1)
	require.Equal(t, PushCounts{Events: 2, Delivered: 2}, srv.PushCounts())
}

func TestLogKeepsTheNewest(t *testing.T) {
	p := &pushes{}
	for n := range int64(keptPushes + 3*pushBlock) {
		p.keep(Push{Number: n})
		require.LessOrEqual(t, len(p.log), keptPushes+pushBlock)
		require.Equal(t, n, p.log[len(p.log)-1].Number)
	}
	require.GreaterOrEqual(t, len(p.log), keptPushes)
	require.True(t, slices.IsSorted(numbers(p.log)))
}

// TestConcurrentPushes is for the race detector.
func TestConcurrentPushes(t *testing.T) {
	r := newReceiver(t, 200, "ok")
	srv := newServer(t, func(s *Settings) {
		s.WebhookURL, s.WebhookWorkers = r.URL, 8
		s.WebhookFaults.Doubled, s.WebhookFaults.Reordered, s.WebhookFaults.ReorderedWithin = 0.3, 0.5, Duration(20*time.Millisecond)
	})
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for range 20 {
				srv.Insert(ListContacts)
				post(t, srv, opDealInsert, "0[sales_type_id]", "1")
				_ = srv.PushAll("call", "view", worker)
				_ = srv.Pushed()
				_ = srv.PushCounts()
				_ = srv.SetReceivers(Receivers{Webhook: r.URL})
			}
		})
	}
	wg.Wait()
	require.NoError(t, srv.AwaitPushes(t.Context()))
	counts := srv.PushCounts()
	require.Equal(t, int64(4*20*2+20*(1+2+3)), counts.Events)
	require.Greater(t, counts.Delivered, counts.Events)
	require.Equal(t, int64(len(srv.Pushed())), counts.Delivered)
	require.NoError(t, srv.Close())
	require.Len(t, r.forms, int(counts.Delivered))
}
