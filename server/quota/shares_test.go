package quota

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// of returns the context of a call of a caller.
func of(t *testing.T, name string, interactive bool) context.Context {
	return connectors.WithMeter(t.Context(), &connectors.Meter{Caller: name, Interactive: interactive})
}

// within returns a context that ends after that time.
func within(t *testing.T, ctx context.Context, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(ctx, d)
	t.Cleanup(cancel)
	return ctx
}

// later asks for a slot, and returns how long that took when it is there.
func later(t *testing.T, ctx context.Context, b *Budget) <-chan time.Duration {
	start, waited := time.Now(), make(chan time.Duration, 1)
	go func() {
		release, err := b.Acquire(ctx)
		require.NoError(t, err)
		waited <- time.Since(start)
		release(true)
	}()
	synctest.Wait()
	return waited
}

func TestShareOfACaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		b.SetShares(map[string]float64{"small": 0.4})
		take(t, of(t, "small", true), b, 1)
		time.Sleep(10 * time.Minute)
		take(t, of(t, "small", false), b, 3)

		_, err := b.Acquire(of(t, "small", true))
		emptyFor(t, err, 50*time.Minute)
		require.ErrorContains(t, err, `budget "test": is used up as far as caller "small" may use it`)
		_, err = b.Acquire(within(t, of(t, "small", false), 50*time.Minute))
		emptyFor(t, err, 50*time.Minute)
		meter := &connectors.Meter{Caller: "small"}
		waits := later(t, connectors.WithMeter(t.Context(), meter), b)
		second := later(t, of(t, "small", false), b)
		require.Equal(t, 50*time.Minute, time.Until(meter.WaitingUntil()))
		take(t, of(t, "large", false), b, 4) // passes those who wait for a share of their own
		take(t, of(t, "large", true), b, 2)
		_, err = b.Acquire(of(t, "large", true))
		emptyFor(t, err, 50*time.Minute)
		require.NotContains(t, err.Error(), "caller", "nobody has more of it")
		require.Equal(t, 50*time.Minute, <-waits)
		require.Equal(t, 60*time.Minute, <-second)
	})
}

// TestWhatPacingCosts charges waits and refusals, of those who gave up too.
func TestWhatPacingCosts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Hour})
		var sum connectors.Cost
		charged := func(interactive bool) context.Context {
			return connectors.WithMeter(t.Context(), &connectors.Meter{
				Interactive: interactive, Charge: func(c connectors.Cost) { sum = sum.Plus(c) },
			})
		}
		take(t, charged(false), b, 1)
		require.Zero(t, sum)
		_, err := b.Acquire(charged(true))
		require.Error(t, err)
		_, err = b.Acquire(within(t, charged(false), 30*time.Minute))
		require.Error(t, err)
		require.Equal(t, connectors.Cost{Refused: 2}, sum)
		gone, leave := context.WithCancel(charged(false))
		time.AfterFunc(10*time.Minute, leave)
		_, err = b.Acquire(gone)
		require.ErrorIs(t, err, context.Canceled)
		_, err = b.Acquire(charged(false))
		require.NoError(t, err)
		require.Equal(t, connectors.Cost{Refused: 2, Waited: time.Hour}, sum)
	})
}

// TestShareOfAPlace has a click of a caller that has used its share not keep the place of another caller's.
func TestShareOfAPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour, Concurrency: 1})
		b.SetShares(map[string]float64{"small": 0.001}) // which is one request
		release := hold(t, of(t, "small", true), b, 1)[0]
		waits := later(t, of(t, "large", true), b)
		_, err := b.Acquire(of(t, "small", true))
		emptyFor(t, err, time.Hour+36*time.Second)
		require.Empty(t, waits)
		release(true)
		require.Zero(t, <-waits)
	})
}

func TestSharesChangeAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		take(t, of(t, "a", true), b, 5)
		b.SetShares(map[string]float64{"a": 0.5})
		_, err := b.Acquire(of(t, "a", true))
		emptyFor(t, err, time.Hour)
		waits := later(t, of(t, "a", false), b)
		refused := make(chan error, 1)
		go func() {
			_, err := b.Acquire(within(t, of(t, "b", false), 30*time.Minute))
			refused <- err
		}()
		require.NoError(t, <-refused)
		time.Sleep(time.Minute)
		require.Empty(t, waits)
		b.SetShares(map[string]float64{"a": 0.6})
		require.Equal(t, time.Minute, <-waits)
		hasty := within(t, of(t, "a", false), 90*time.Minute)
		time.AfterFunc(time.Minute, func() { b.SetShares(map[string]float64{"a": 0.1}) })
		_, err = b.Acquire(hasty)
		require.NoError(t, err, "five are over after an hour, and the sixth a minute later")
		b.SetShares(nil)
		take(t, of(t, "a", true), b, 8)
	})
}

// TestSharesSurviveARestart has the ledger tell whose the slots were, those that were not sent included.
func TestSharesSurviveARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		for i := range 3 {
			b, err := newVirtual(Config{Name: "test", Requests: 100, Window: time.Hour}, dir)
			require.NoError(t, err)
			b.SetShares(map[string]float64{"a": 0.09, "b": 1})
			take(t, of(t, "b", i == 0), b, 2)
			hold(t, of(t, "b", true), b, 1)[0](false)
			hold(t, of(t, "a", true), b, 1)[0](false)
			take(t, of(t, "a", false), b, 1)
			take(t, of(t, "a", true), b, 2)
			if i == 2 {
				_, err = b.Acquire(of(t, "a", true))
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited})
				take(t, of(t, "b", true), b, 3)
			}
			crash(t, b)
		}
	})
}

// TestAWaitForAShareHoldsUpNobody has a hundred calls wait for a share of their own, and another caller with little time.
func TestAWaitForAShareHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour})
		b.SetShares(map[string]float64{"small": 0.1})
		take(t, of(t, "small", false), b, 1)
		take(t, of(t, "large", true), b, 8)
		time.Sleep(time.Minute)
		ctx, cancel := context.WithCancel(t.Context())
		for range 100 {
			go func() { _, _ = b.Acquire(connectors.WithMeter(ctx, &connectors.Meter{Caller: "small"})) }()
		}
		synctest.Wait()
		take(t, of(t, "large", false), b, 1)
		start := time.Now()
		_, err := b.Acquire(within(t, of(t, "large", false), time.Hour))
		require.NoError(t, err)
		require.Equal(t, 59*time.Minute, time.Since(start))
		cancel()
		synctest.Wait()
	})
}

// TestCallersTakeTurns lets a caller with three scans and one with a single one wait.
func TestCallersTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Minute})
		take(t, of(t, "", false), b, 1)
		served := make(chan string, 12)
		enter := func(name string, call *connectors.Meter) {
			go func() {
				release, err := b.Acquire(connectors.WithMeter(t.Context(), call))
				require.NoError(t, err)
				release(true)
				served <- name
			}()
			synctest.Wait()
		}
		one, two, three := &connectors.Meter{Caller: "many"}, &connectors.Meter{Caller: "many"}, &connectors.Meter{Caller: "many"}
		for _, name := range []string{"A", "B", "C"} {
			enter(name, one)
		}
		enter("1", two)
		enter("2", two)
		enter("x", three)
		single := &connectors.Meter{Caller: "single"}
		for _, name := range []string{"R", "S", "T", "U"} {
			enter(name, single)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		close(served)
		var order strings.Builder
		for name := range served {
			order.WriteString(name)
		}
		require.Equal(t, "AR1SxTBU2C", order.String())
	})
}

// TestAShareGivesNoClaim raises a small share after a day: the caller has no claim to what it missed.
func TestAShareGivesNoClaim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 100, Window: time.Hour})
		b.SetShares(map[string]float64{"small": 0.01})
		var small, large atomic.Int64
		ctx, stop := context.WithCancel(t.Context())
		for name, got := range map[string]*atomic.Int64{"small": &small, "large": &large} {
			ctx := connectors.WithMeter(ctx, &connectors.Meter{Caller: name})
			go func() {
				for release, err := b.Acquire(ctx); err == nil; release, err = b.Acquire(ctx) {
					got.Add(1)
					time.Sleep(time.Second)
					release(true)
				}
			}()
		}
		time.Sleep(24 * time.Hour)
		require.InDelta(t, 24, small.Swap(0), 1)
		require.InDelta(t, 24*99, large.Swap(0), 24*3)
		b.SetShares(nil)
		time.Sleep(10 * time.Hour)
		require.InEpsilon(t, 500, small.Load(), 0.1)
		require.InEpsilon(t, 500, large.Load(), 0.1)
		stop()
		synctest.Wait()
	})
}

// TestWaitsAreReckonedAsTheyTurnOut compares when callers with shares are said to be served with when they are.
func TestWaitsAreReckonedAsTheyTurnOut(t *testing.T) {
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			b := open(t, Config{Requests: 20, Window: time.Hour, Reserve: 0.2})
			b.SetShares(map[string]float64{"a": 0.1, "b": 0.3})
			names := []string{"a", "b", "c", "d"}
			for range 20 {
				_, _ = b.Acquire(of(t, names[random.IntN(4)], true))
				time.Sleep(time.Duration(random.IntN(150)) * time.Second)
			}
			type wait struct {
				said, was time.Duration
				who       string
			}
			var waits []*wait
			calls := map[*connectors.Meter]*wait{}
			for i := range 12 {
				call := &connectors.Meter{Caller: names[random.IntN(4)]}
				w := &wait{who: fmt.Sprint(call.Caller, i)}
				waits, calls[call] = append(waits, w), w
				go func() {
					release, err := b.Acquire(connectors.WithMeter(t.Context(), call))
					require.NoError(t, err)
					w.was = b.now()
					release(true)
				}()
				synctest.Wait()
			}
			b.mu.Lock()
			b.bulk.reckon(b.now(), func(ahead int) time.Duration { return b.window.free(b.now(), true, ahead) },
				func(w *waiter, at time.Duration) bool { calls[w.call].said = at; return true })
			b.mu.Unlock()
			asked := b.now()
			time.Sleep(12 * time.Hour)
			synctest.Wait()
			for _, w := range waits {
				if w.said > 0 && w.said < asked+time.Hour { // else it was served at once, or comes after who is not served yet
					require.Equal(t, w.said, w.was, "%s of %d", w.who, seed)
				}
			}
		})
	}
}
