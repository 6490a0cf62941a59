package quota

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

func TestScansTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Minute})
		take(t, t.Context(), b, 1)
		served := make(chan string, 7)
		enter := func(name string, call *connectors.Meter) {
			go func() {
				release, err := b.Acquire(connectors.WithMeter(t.Context(), call))
				require.NoError(t, err)
				release(true)
				served <- name
			}()
			synctest.Wait()
		}
		wide, narrow, late := &connectors.Meter{}, &connectors.Meter{}, &connectors.Meter{}
		for _, name := range []string{"A", "B", "C", "D"} {
			enter(name, wide)
		}
		enter("x", narrow)
		enter("y", narrow)
		enter("1", late)
		time.Sleep(7 * time.Minute)
		synctest.Wait()
		close(served)
		var order strings.Builder
		for name := range served {
			order.WriteString(name)
		}
		require.Equal(t, "Ax1ByCD", order.String())
	})
}

// TestFairShares lets scans of different width and speed ask for all they can get, with a slot coming free every minute.
func TestFairShares(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 60, Window: time.Hour, Concurrency: 4})
		for range 60 {
			take(t, t.Context(), b, 1)
			time.Sleep(time.Minute)
		}
		got := make([]atomic.Int64, 5)
		stop := time.Now().Add(48*time.Hour - time.Second)
		for i := range got {
			call := &connectors.Meter{}
			for range 1 + 3*i { // from 1 to 13 workers
				go func() {
					for time.Now().Before(stop) {
						release, err := b.Acquire(connectors.WithMeter(t.Context(), call))
						require.NoError(t, err)
						got[i].Add(1)
						time.Sleep(time.Duration(1+i) * time.Second)
						release(true)
					}
				}()
			}
		}
		time.Sleep(time.Until(stop))
		for i := range got {
			require.InDelta(t, 60*48/5, got[i].Load(), 1, "scan %d", i)
		}
		time.Sleep(2 * time.Hour) // until the last have ended
	})
}

// TestFairSharesOfARush lets a fast scan with many workers and slow ones with one start together. It could take nearly all
// that comes free in the same minute of every hour, and may take its share as fast as it can. It is the same with scans of one
// caller and with callers.
func TestFairSharesOfARush(t *testing.T) {
	for i := range 6 {
		slow, apart := 1+i/2, i%2 == 1
		synctest.Test(t, func(t *testing.T) {
			b := open(t, Config{Requests: 80, Window: time.Hour, Concurrency: 8})
			ctx, stop := context.WithCancel(t.Context())
			got := make([]atomic.Int64, 1+slow)
			var workers sync.WaitGroup
			for i := range got {
				call := &connectors.Meter{}
				if apart {
					call.Caller = fmt.Sprint("caller", i)
				}
				ctx := connectors.WithMeter(ctx, call)
				width, took := 1, 5*time.Second
				if i == 0 {
					width, took = 8, time.Second
				}
				for range width {
					workers.Go(func() {
						for release, err := b.Acquire(ctx); err == nil; release, err = b.Acquire(ctx) {
							got[i].Add(1)
							time.Sleep(took)
							release(true)
							time.Sleep(time.Second) // until the client has taken what came
						}
					})
				}
			}
			time.Sleep(time.Minute)
			require.GreaterOrEqual(t, got[0].Load(), int64(80/len(got)))
			time.Sleep(12*time.Hour - 2*time.Minute)
			stop()
			workers.Wait()
			sum := int64(0)
			for i := range got {
				require.InEpsilon(t, 80*12/len(got), got[i].Load(), 0.1, "scan %d", i)
				sum += got[i].Load()
			}
			require.GreaterOrEqual(t, sum, int64(80*12*98/100))
		})
	}
}

// TestNewcomersAreNoFavourites has calls of one request come without end beside two scans, as many as are served, of which
// each gets its turn; and fewer, which leave the scans what they do not take.
func TestNewcomersAreNoFavourites(t *testing.T) {
	for every, share := range map[int]int{1: 24, 3: 200} {
		var q queue
		scans := []*connectors.Meter{{}, {}}
		for _, call := range scans {
			q.add(&waiter{call: call}, 0)
		}
		served := map[*connectors.Meter]int{}
		for i := range 600 {
			now := time.Duration(i) * absence
			if i%every == 0 {
				q.add(&waiter{call: &connectors.Meter{}}, now)
			}
			call := q.next(now).call
			if served[call]++; slices.Contains(scans, call) {
				q.add(&waiter{call: call}, now)
			}
		}
		require.InDelta(t, share, served[scans[0]], 2)
		require.InDelta(t, share, served[scans[1]], 2)
	}
}

// TestAbsentScansAreForgotten has a scan fall behind while it is away, for a moment and for long.
func TestAbsentScansAreForgotten(t *testing.T) {
	for away, first := range map[time.Duration]int{absence - 1: 7, absence: 0} {
		var q queue
		slow, fast := &connectors.Meter{}, &connectors.Meter{}
		q.add(&waiter{call: slow}, 0)
		require.Same(t, slow, q.next(0).call)
		for range 6 {
			q.add(&waiter{call: fast}, away)
			require.Same(t, fast, q.next(away).call)
		}
		for range 9 {
			q.add(&waiter{call: slow}, away)
			q.add(&waiter{call: fast}, away)
		}
		n := 0
		for q.next(away).call == slow {
			n++
		}
		require.Equal(t, first, n, away)
	}
}

func TestQueueOrderIsTheOrderOfService(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var q queue
		calls := []*connectors.Meter{{}, {}, {Caller: "a"}, {Caller: "a"}, {Caller: "b"}}
		for range random.IntN(40) {
			q.add(&waiter{call: calls[random.IntN(len(calls))]}, 0)
			if random.IntN(3) == 0 {
				q.next(0)
			}
		}
		if order := q.order(); len(order) > 1 {
			gone := order[random.IntN(len(order))]
			require.True(t, q.remove(gone))
			require.False(t, q.remove(gone))
			require.False(t, slices.Contains(q.order(), gone))
		}
		for _, w := range q.order() {
			require.Same(t, w, q.next(0))
		}
		require.Nil(t, q.next(0))
	}
}
