package writes

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestOldReadings are read again: nothing is sent by a reading that is older than five seconds.
func TestOldReadings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		slots := []time.Duration{5*time.Second + 1, time.Minute, 5 * time.Second}
		w := r.write("a")
		w.IDs = []string{"7"}
		reads, validated := 0, 0
		w.Validate = func(context.Context) error { validated++; return nil }
		w.Read = func(ctx context.Context) ([]byte, error) {
			reads++
			return fmt.Appendf(nil, "reading %d", reads), after(ctx, time.Hour) // the reading counts from its end
		}
		send := w.Send
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			require.NoError(t, after(ctx, slots[0]))
			slots = slots[1:]
			_, found := get(t, r.f, "a")
			require.False(t, found)
			return send(ctx, func(ctx context.Context) error {
				err := sending(ctx)
				require.Equal(t, len(slots) > 0, err != nil)
				return err
			})
		}
		w.Prove = func(_ context.Context, row Row) ([]byte, error) { return row.Before, nil }
		require.Equal(t, "reading 3", string(r.do(w).Answer))
		require.Equal(t, 1, r.count("a"))
		require.Equal(t, 1, validated)
		require.NoError(t, r.g.Close())
	})
}

// TestOldReadingsEndWithTheCaller who waits for a budget that is too small, or with a stop of the server.
func TestOldReadingsEndWithTheCaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		reads := 0
		w.Read = func(context.Context) ([]byte, error) { reads++; return []byte("read"), nil }
		w.Send = waits(6*time.Second, w.Send)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		_, err := r.g.Do(ctx, w)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		r.g.group.Wait()
		require.Equal(t, 4, reads)
		require.Zero(t, r.count("a"))

		stopped := make(chan error)
		go func() {
			_, err := r.g.Do(context.WithoutCancel(t.Context()), w)
			stopped <- err
		}()
		time.Sleep(20 * time.Second)
		require.NoError(t, r.g.Close())
		require.ErrorIs(t, <-stopped, ErrStopping)
		_, found := get(t, r.f, "a")
		require.False(t, found)
		w.Read = nil
		r.start()
		r.do(w)
		require.NoError(t, r.g.Close())
	})
}

// TestCallerLeavesAnOldReading in the moment in which it is found to be old.
func TestCallerLeavesAnOldReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		reads := 0
		w.Read = func(context.Context) ([]byte, error) { reads++; return []byte("read"), nil }
		ctx, cancel := context.WithCancel(t.Context())
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			time.Sleep(6 * time.Second)
			err := sending(ctx)
			require.ErrorIs(t, err, errOld)
			cancel()
			return Report{Err: err}
		}
		_, err := r.g.Do(ctx, w)
		require.ErrorIs(t, err, context.Canceled)
		r.g.group.Wait()
		require.Equal(t, 1, reads)
		require.NoError(t, r.g.Close())
	})
}

// TestWhatWasNotReadIsNotOld has Read find that nothing has to be read.
func TestWhatWasNotReadIsNotOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		w := r.write("a")
		reads := 0
		w.Read = func(context.Context) ([]byte, error) { reads++; return nil, nil }
		w.Send = waits(time.Minute, w.Send)
		r.do(w)
		require.Equal(t, 1, reads)
		require.NoError(t, r.g.Close())
	})
}
