package quota

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// open returns a budget in memory that is closed with the test.
func open(t *testing.T, c Config) *Budget {
	t.Helper()
	c.Name = "test"
	b, err := newVirtual(c, "")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, b.Close()) })
	return b
}

func interactive(t *testing.T) context.Context {
	return connectors.WithMeter(t.Context(), &connectors.Meter{Interactive: true})
}

// take uses n slots that must be had at once, for requests that take no time.
func take(t *testing.T, ctx context.Context, b *Budget, n int) {
	t.Helper()
	for _, release := range hold(t, ctx, b, n) {
		release(true)
	}
}

// hold acquires n slots that must be had at once.
func hold(t *testing.T, ctx context.Context, b *Budget, n int) (releases []func(bool)) {
	t.Helper()
	start := time.Now()
	for range n {
		release, err := b.Acquire(ctx)
		require.NoError(t, err)
		releases = append(releases, release)
	}
	require.Zero(t, time.Since(start))
	return releases
}

// emptyFor checks that the error tells that the budget is empty for that long.
func emptyFor(t *testing.T, err error, wait time.Duration) {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, connectors.KindRateLimited, e.Kind)
	require.Equal(t, wait, e.RetryAfter)
}

func TestReserve(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour, Reserve: 0.2})
		take(t, t.Context(), b, 8)
		time.Sleep(10 * time.Minute)

		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := b.Acquire(short)
		emptyFor(t, err, 50*time.Minute)
		take(t, interactive(t), b, 2)
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, 50*time.Minute)
		require.Equal(t, Snapshot{Name: "test", Limit: 10, Window: time.Hour, Used: 10, Free: time.Now().Add(50 * time.Minute)}, b.Snapshot())

		time.Sleep(50*time.Minute - 1)
		_, err = b.Acquire(interactive(t))
		emptyFor(t, err, 1)
		time.Sleep(time.Nanosecond)
		require.Equal(t, Snapshot{Name: "test", Limit: 10, Window: time.Hour, Used: 2, Left: 8}, b.Snapshot())
		take(t, interactive(t), b, 8)
	})
}

func TestInteractiveUseLeavesBulkItsPart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 10, Window: time.Hour, Reserve: 0.2})
		take(t, interactive(t), b, 2)
		take(t, t.Context(), b, 8)
		_, err := b.Acquire(interactive(t))
		emptyFor(t, err, time.Hour)
	})
}

func TestBulkWaitsAndSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 2, Window: time.Hour})
		take(t, t.Context(), b, 1)
		time.Sleep(time.Minute)
		take(t, t.Context(), b, 1)
		start := time.Now()
		call := &connectors.Meter{}
		got := make(chan time.Duration)
		for range 2 {
			go func() {
				_, err := b.Acquire(connectors.WithMeter(t.Context(), call))
				require.NoError(t, err)
				got <- time.Since(start)
			}()
		}
		synctest.Wait()
		require.True(t, start.Add(59*time.Minute).Equal(call.WaitingUntil()), "the wait of the first of both")
		require.Equal(t, 59*time.Minute, <-got)
		synctest.Wait()
		require.True(t, start.Add(60*time.Minute).Equal(call.WaitingUntil()))
		require.Equal(t, 60*time.Minute, <-got)
		require.True(t, call.WaitingUntil().IsZero())
	})
}

func TestDeadline(t *testing.T) {
	tests := map[string]struct {
		ahead    int           // bulk waiters of other scans
		deadline time.Duration // of the caller
		wait     time.Duration // that it is told, 0 if it gets its slot
	}{
		"late enough":          {0, time.Hour + 1, 0},
		"too early":            {0, time.Hour, time.Hour},
		"too early for a turn": {2, 2 * time.Hour, 2 * time.Hour},
		"in time for a turn":   {1, 2 * time.Hour, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := open(t, Config{Requests: 2, Window: time.Hour})
				take(t, t.Context(), b, 2)
				for range tt.ahead {
					go func() { _, _ = b.Acquire(t.Context()) }()
					synctest.Wait()
				}
				ctx, cancel := context.WithTimeout(t.Context(), tt.deadline)
				defer cancel()
				start := time.Now()
				_, err := b.Acquire(ctx)
				if tt.wait > 0 {
					emptyFor(t, err, tt.wait)
					require.Zero(t, time.Since(start))
					time.Sleep(3 * time.Hour) // until those ahead are served
					return
				}
				require.NoError(t, err)
			})
		})
	}
}

func TestCancelLeavesTheLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 1, Window: time.Hour})
		take(t, t.Context(), b, 1)
		call := &connectors.Meter{}
		ctx, cancel := context.WithCancel(connectors.WithMeter(t.Context(), call))
		time.AfterFunc(time.Minute, cancel)
		_, err := b.Acquire(ctx)
		require.ErrorIs(t, err, context.Canceled)
		require.True(t, call.WaitingUntil().IsZero())
		time.Sleep(59 * time.Minute)
		require.Equal(t, 1, b.Snapshot().Left, "who left takes nothing")
		_, err = b.Acquire(ctx)
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, 1, b.Snapshot().Left)
	})
}

func TestConcurrency(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 5, Window: time.Hour, Concurrency: 2})
		releases := hold(t, t.Context(), b, 2)
		order := make(chan string, 2)
		for _, name := range []string{"bulk", "interactive"} {
			go func() {
				call := &connectors.Meter{Interactive: name == "interactive"}
				_, err := b.Acquire(connectors.WithMeter(t.Context(), call))
				require.NoError(t, err)
				order <- name
			}()
			synctest.Wait()
		}
		require.Empty(t, order, "both wait for a release")
		releases[0](true)
		releases[0](true) // once more changes nothing
		require.Equal(t, "interactive", <-order)
		synctest.Wait()
		require.Empty(t, order)
		releases[1](true)
		require.Equal(t, "bulk", <-order)
	})
}

// TestPlacesAreReservedToo lets scans fill the places that are theirs.
func TestPlacesAreReservedToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := open(t, Config{Requests: 100, Window: time.Hour, Concurrency: 5, Reserve: 0.2})
		releases := hold(t, t.Context(), b, 4)
		served := make(chan struct{})
		go func() {
			defer close(served)
			_, err := b.Acquire(t.Context())
			require.NoError(t, err)
		}()
		synctest.Wait()
		hold(t, interactive(t), b, 1)[0](true)
		synctest.Wait()
		select {
		case <-served:
			t.Fatal("a scan got the place of a click")
		default:
		}
		releases[0](true)
		<-served
	})
}

// TestSlotCountsFromTheEndOfItsRequest checks when a request makes room for the next, as late as the upstream may have
// counted it.
func TestSlotCountsFromTheEndOfItsRequest(t *testing.T) {
	tests := map[string]struct{ window, took, counted time.Duration }{
		"at once":                      {time.Hour, 0, 0},
		"in a moment":                  {time.Hour, 5 * time.Second, 5 * time.Second},
		"in its grace":                 {time.Hour, 36 * time.Second, 36 * time.Second},
		"later":                        {time.Hour, 10 * time.Minute, 36 * time.Second},
		"never":                        {time.Hour, 2 * time.Hour, 36 * time.Second},
		"later, in a short window":     {time.Second, 300 * time.Millisecond, 100 * time.Millisecond},
		"later, in one of some length": {5 * time.Minute, time.Minute, 10 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := open(t, Config{Requests: 2, Window: tt.window})
				start := time.Now()
				release := hold(t, t.Context(), b, 1)[0]
				time.AfterFunc(tt.took, func() { release(true) })
				synctest.Wait()
				hold(t, interactive(t), b, 1) // is never released
				_, err := b.Acquire(t.Context())
				require.NoError(t, err)
				require.Equal(t, tt.window+tt.counted, time.Since(start))
				time.Sleep(time.Until(start.Add(3 * time.Hour))) // until all have ended
			})
		})
	}
}

func TestClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, err := newVirtual(Config{Name: "test", Requests: 1, Window: time.Hour}, t.TempDir())
		require.NoError(t, err)
		release := hold(t, t.Context(), b, 1)[0]
		time.AfterFunc(time.Minute, func() { require.NoError(t, b.Close()) })
		closed := &connectors.Error{Kind: connectors.KindUnavailable}
		_, err = b.Acquire(t.Context())
		var e *connectors.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, closed.Kind, e.Kind)
		_, err = b.Acquire(interactive(t))
		require.ErrorAs(t, err, &e)
		require.Equal(t, closed.Kind, e.Kind)
		release(true)
		require.NoError(t, b.Close())
	})
}

func TestValidate(t *testing.T) {
	valid := Defaults()
	valid.Name, valid.Requests, valid.Window = "apro-main", 200, time.Hour
	require.NoError(t, valid.Validate())
	require.Equal(t, 160, valid.forBulk(valid.Requests))
	err := Config{Name: "../x", Requests: 0, Window: -1, Concurrency: -1, Reserve: 1}.Validate()
	for _, field := range []string{"name:", "requests:", "window:", "concurrency:", "reserve:"} {
		require.ErrorContains(t, err, field)
	}
	_, newErr := newVirtual(Config{}, "")
	require.Error(t, newErr)
	require.Equal(t, 1, Config{Reserve: 0.9}.forBulk(1), "bulk is never shut out")
}
