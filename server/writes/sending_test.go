package writes

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// TestNothingIsSent when a step before it fails, or the disk, whatever Send reports.
func TestNothingIsSent(t *testing.T) {
	r := newRig(t)
	failure := errors.New("failure")
	unsent := func(outcome Outcome, err error) send {
		return func(context.Context, func(context.Context) error) Report { return Report{Outcome: outcome, Err: err} }
	}
	for name, test := range map[string]struct {
		step func(w *Write)
		text string
	}{
		"validate":   {func(w *Write) { w.Validate = func(context.Context) error { return failure } }, "failure"},
		"read":       {func(w *Write) { w.Read = func(context.Context) ([]byte, error) { return nil, failure } }, "failure"},
		"slot":       {func(w *Write) { w.Send = unsent(Refused, failure) }, "failure"},
		"no outcome": {func(w *Write) { w.Send = unsent(0, failure) }, "failure"},
		"maybe":      {func(w *Write) { w.Send = unsent(Maybe, failure) }, "failure"},
		"executed":   {func(w *Write) { w.Send = unsent(Executed, nil) }, "the write was not executed"},
		"disk":       {func(*Write) { r.broken = true }, "the ledger of writes cannot be used"},
		"too large":  {func(w *Write) { w.Request = make([]byte, MaxPayload+1) }, "may have 4194304 bytes at most"},
		"panic":      {func(w *Write) { w.Validate = func(context.Context) error { panic("failure") } }, "panic in a step of a write: failure"},
		"end":        {func(w *Write) { w.Validate = func(context.Context) error { runtime.Goexit(); return nil } }, "ended its goroutine"},
		"panic in send": {func(w *Write) {
			w.Send = func(context.Context, func(context.Context) error) Report { panic("failure") }
		}, "panic while writing: failure"},
		"disk ignored": {func(w *Write) {
			w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
				r.broken = true
				require.Error(t, sending(ctx))
				require.ErrorIs(t, sending(ctx), errSending)
				return Report{Outcome: Executed}
			}
		}, "the ledger of writes cannot be used"},
		"too late": {func(w *Write) {
			w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
				t.Cleanup(func() { require.ErrorIs(t, sending(context.WithoutCancel(ctx)), errSending) })
				return Report{Err: failure}
			}
		}, "failure"},
		"its own context": {func(w *Write) {
			w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
				ctx, cancel := context.WithCancelCause(ctx)
				cancel(failure)
				return Report{Err: sending(ctx)}
			}
		}, "failure"},
	} {
		w := r.write(name)
		test.step(&w)
		_, err := r.g.Do(t.Context(), w)
		require.ErrorContains(t, err, test.text, name)
		require.Zero(t, r.count(name), name)
		_, found := get(t, r.f, name)
		require.False(t, found, name)
		r.broken = false
		require.False(t, r.do(r.write(name)).Replayed, name)
	}
}

// TestLastMoment has the caller leave, or the server stop, just before the write is being sent and just after that.
func TestLastMoment(t *testing.T) {
	left := errors.New("left")
	for _, stops := range []bool{false, true} {
		for _, late := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				ctx, cancel := context.WithCancelCause(t.Context())
				leave := func() { cancel(left) }
				if stops {
					leave = func() { r.g.stop(ErrStopping); synctest.Wait() } // as Close does
				}
				w := r.write("a")
				w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
					if !late {
						leave()
						err := sending(context.WithoutCancel(ctx)) // as if ctx had not ended yet
						require.Error(t, err)
						synctest.Wait()
						require.Equal(t, err, context.Cause(ctx))
						return Report{Outcome: Executed}
					}
					require.NoError(t, sending(ctx))
					leave()
					require.NoError(t, after(ctx, time.Second))
					r.effect("a")
					return Report{Outcome: Executed}
				}
				_, err := r.g.Do(ctx, w)
				r.g.group.Wait()
				row, found := get(t, r.f, "a")
				require.Equal(t, late, found)
				switch {
				case late:
					require.Equal(t, "a proved by proof 1", string(row.Answer))
				case stops:
					require.ErrorIs(t, err, ErrStopping)
				default:
					require.ErrorIs(t, err, left)
				}
				require.NoError(t, r.g.Close())
			})
		}
	}
}

// TestLeavingAtOnce races callers who leave with the sending of their writes: either nothing is sent, or the caller is ignored.
func TestLeavingAtOnce(t *testing.T) {
	r := newRig(t)
	sent := 0
	for i := range 2000 {
		ctx, cancel := context.WithCancel(t.Context())
		w := r.write("a")
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			now := make(chan struct{})
			go func() {
				close(now)
				for range i * 20 { // so that each comes first now and then
				}
				cancel()
			}()
			<-now
			err := sending(ctx)
			_, found := get(t, r.f, "a")
			if (err == nil) != found {
				t.Errorf("a row: %t, and %v", found, err)
			}
			if err == nil {
				sent++
				if left := after(ctx, 10*time.Microsecond); left != nil {
					t.Errorf("ended after the sending: %v", left)
				}
			}
			return Report{Outcome: Refused}
		}
		_, _ = r.g.Do(ctx, w)
		r.g.group.Wait()
		cancel()
	}
	t.Logf("%d of 2000 were sent", sent)
	require.NoError(t, r.g.Close())
}

// TestDeadlines are the caller's until the write is being sent, and the write timeout's after that.
func TestDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		w := r.write("a")
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			at, ok := ctx.Deadline()
			require.True(t, ok)
			require.Equal(t, 10*time.Second, time.Until(at))
			require.NoError(t, after(ctx, 5*time.Second))
			require.NoError(t, sending(ctx))
			require.ErrorIs(t, sending(ctx), errSending)
			at, ok = ctx.Deadline()
			require.True(t, ok)
			require.Equal(t, testSettings.WriteTimeout, time.Until(at))
			child, stop := context.WithTimeout(ctx, time.Hour)
			defer stop()
			start := time.Now()
			require.ErrorIs(t, after(child, time.Hour), context.DeadlineExceeded)
			require.Equal(t, testSettings.WriteTimeout, time.Since(start))
			r.effect("a")
			return Report{Outcome: Executed}
		}
		_, err := r.g.Do(ctx, w)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		r.g.group.Wait()
		require.True(t, r.do(r.never("a")).Replayed)

		w = r.write("no deadline")
		send := w.Send
		w.Send = func(ctx context.Context, sending func(context.Context) error) Report {
			_, ok := ctx.Deadline()
			require.False(t, ok)
			return send(ctx, sending)
		}
		r.do(w)
		require.NoError(t, r.g.Close())
	})
}
