package writes

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestCallsAtOnce lets calls with one key wait for the first one, each by its own deadline.
func TestCallsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		send := w.Send
		w.Send = waits(30*time.Second, send)
		var group sync.WaitGroup
		replayed := 0
		for range 5 {
			group.Go(func() {
				reply := r.do(w)
				r.mu.Lock()
				defer r.mu.Unlock()
				require.Equal(t, "a proved by proof 1", string(reply.Answer))
				if reply.Replayed {
					replayed++
				}
			})
		}
		group.Go(func() {
			time.Sleep(time.Second)
			other := r.never("a")
			other.Digest = Digest{9}
			_, err := r.g.Do(t.Context(), other)
			require.ErrorIs(t, err, ErrReused)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			_, err = r.g.Do(ctx, w)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			require.Equal(t, 11*time.Second, time.Since(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)))
		})
		group.Wait()
		require.Equal(t, 4, replayed)
		require.Equal(t, 1, r.count("a"))
		require.NoError(t, r.g.Close())
	})
}

// TestCallersWhoLeave before the write take it along, unless another call waits; after that they find its answer.
func TestCallersWhoLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		w.Send = waits(10*time.Second, sends(func(ctx context.Context) Report {
			require.NoError(t, after(ctx, 10*time.Second))
			r.effect("a")
			return Report{Outcome: Executed}
		}))
		leave := func(after time.Duration) error {
			ctx, cancel := context.WithTimeout(t.Context(), after)
			defer cancel()
			_, err := r.g.Do(ctx, w)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			return err
		}
		require.Error(t, leave(5*time.Second))
		time.Sleep(time.Hour)
		require.Zero(t, r.count("a"))

		var group sync.WaitGroup
		group.Go(func() { require.Error(t, leave(5*time.Second)) })
		time.Sleep(time.Second)
		group.Go(func() { require.Error(t, leave(time.Minute-45*time.Second)) }) // leaves while its write is under way
		group.Wait()
		time.Sleep(time.Hour)
		require.Equal(t, 1, r.count("a"))
		require.Equal(t, Reply{[]byte("a proved by proof 1"), true}, r.do(r.never("a")))
		require.NoError(t, r.g.Close())
	})
}

// TestOwnTimeout ends a write that hangs, whatever the caller's deadline.
func TestOwnTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		w.Send = sends(func(ctx context.Context) Report { return Report{Outcome: Maybe, Err: after(ctx, time.Hour)} })
		start := time.Now()
		_, err := r.doubted(w)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, testSettings.WriteTimeout, time.Since(start))
		w = r.write("panic")
		w.Send = sends(func(context.Context) Report { panic("oops") })
		_, err = r.doubted(w)
		require.ErrorContains(t, err, "panic while writing: oops")
		require.NoError(t, r.g.Close())
	})
}

// TestStop waits five seconds for the writes under way, and begins no other.
func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		var group sync.WaitGroup
		errs := map[string]error{}
		start := func(name string, slot, send, prove time.Duration) {
			w := r.write(name)
			w.Send = waits(slot, sends(func(ctx context.Context) Report {
				r.effect(name)
				if err := after(ctx, send); err != nil {
					return Report{Outcome: Maybe, Err: err}
				}
				return Report{Outcome: Executed}
			}))
			w.Prove = func(ctx context.Context, _ Row) ([]byte, error) { return []byte(name), after(ctx, prove) }
			group.Go(func() {
				_, err := r.g.Do(t.Context(), w)
				r.mu.Lock()
				errs[name] = err
				r.mu.Unlock()
			})
		}
		start("waits", time.Hour, 0, 0)
		start("waits", time.Hour, 0, 0)
		start("is short", 0, 4*time.Second, 500*time.Millisecond)
		start("is long", 0, 30*time.Second, 0)
		start("proves", 0, time.Second, 30*time.Second)
		synctest.Wait()
		begin := time.Now()
		require.NoError(t, r.g.Close())
		require.Equal(t, stopWait, time.Since(begin))
		group.Wait()
		require.ErrorIs(t, errs["waits"], ErrStopping)
		require.NoError(t, errs["is short"])
		require.ErrorIs(t, errs["is long"], errCut)
		require.ErrorIs(t, errs["proves"], errCut)
		_, err := r.g.Do(t.Context(), r.never("new"))
		require.ErrorIs(t, err, ErrStopping)
		_, err = r.g.Settle(t.Context(), rowOf("is long").Key, nil)
		require.ErrorIs(t, err, ErrStopping)
		require.NoError(t, r.f.Close())
		r.start()
		states := map[string]State{}
		for _, name := range []string{"waits", "is short", "is long", "proves"} {
			row, _ := get(t, r.f, name)
			states[name] = row.State
		}
		require.Equal(t, map[string]State{"waits": "", "is short": Done, "is long": Unknown, "proves": Done}, states)
		w := r.never("proves")
		w.Prove = r.write("proves").Prove
		require.True(t, r.do(w).Replayed)
		require.NoError(t, r.g.Close())
	})
}
