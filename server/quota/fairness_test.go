package quota

import (
	"strings"
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
		enter := func(name string, call *connectors.Call) {
			go func() {
				_, err := b.Acquire(connectors.WithCall(t.Context(), call))
				require.NoError(t, err)
				served <- name
			}()
			synctest.Wait()
		}
		wide, narrow, late := &connectors.Call{}, &connectors.Call{}, &connectors.Call{}
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
			take(t, t.Context(), b, 1)[0]()
			time.Sleep(time.Minute)
		}
		got := make([]atomic.Int64, 5)
		stop := time.Now().Add(48*time.Hour - time.Second)
		for i := range got {
			call := &connectors.Call{}
			for range 1 + 3*i { // from 1 to 13 workers
				go func() {
					for time.Now().Before(stop) {
						release, err := b.Acquire(connectors.WithCall(t.Context(), call))
						require.NoError(t, err)
						got[i].Add(1)
						time.Sleep(time.Duration(1+i) * time.Second)
						release()
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

func TestQueueOrderIsTheOrderOfService(t *testing.T) {
	var q queue
	a, b, c := &connectors.Call{}, &connectors.Call{}, &connectors.Call{}
	for _, call := range []*connectors.Call{a, a, b, a, c, b} {
		q.add(&waiter{call: call})
	}
	gone := q.order()[2]
	require.Equal(t, c, gone.call)
	require.True(t, q.remove(gone))
	require.False(t, q.remove(gone))
	order := q.order()
	require.Len(t, order, 5)
	for _, w := range order {
		require.Same(t, w, q.next())
	}
	require.Nil(t, q.next())
}
