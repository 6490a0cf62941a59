package writes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// testSettings are those of production.
var testSettings = DefaultSettings()

// rig is a gate over a ledger and an upstream that counts effects.
type rig struct {
	t *testing.T
	*machine
	f *File
	g *Gate

	mu      sync.Mutex
	effects map[string]int // by request id
	proofs  int
	asked   int
	log     []string // of the steps
	verdict func(row Row) (Verdict, error)
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{t: t, machine: newMachine(t), effects: map[string]int{}}
	r.verdict = func(Row) (Verdict, error) { return Verdict{}, nil }
	r.start()
	return r
}

func (r *rig) start() {
	r.f = r.open(r.t)
	r.g = NewGate(r.f, func(_ context.Context, row Row) (Verdict, error) {
		r.mu.Lock()
		r.asked++
		verdict := r.verdict
		r.mu.Unlock()
		return verdict(row)
	}, testSettings)
}

func (r *rig) restart() {
	r.t.Helper()
	require.NoError(r.t, r.g.Close())
	require.NoError(r.t, r.f.Close())
	r.start()
}

// effect executes a write.
func (r *rig) effect(requestID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.effects[requestID]++
}

func (r *rig) count(requestID string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.effects[requestID]
}

// questions returns how often the verifier was asked since the last call.
func (r *rig) questions() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := r.asked
	r.asked = 0
	return n
}

// write returns a write that is executed and whose every proof is another one.
func (r *rig) write(requestID string) Write {
	row := rowOf(requestID)
	return Write{
		Key: row.Key, Method: row.Method, Digest: row.Digest, Class: row.Class, Resource: row.Resource, Request: row.Request,
		Send: sends(func(context.Context) Report {
			r.effect(requestID)
			return Report{Outcome: Executed, IDs: []string{"id of " + requestID}, Result: []byte("result")}
		}),
		Prove: func(_ context.Context, row Row) ([]byte, error) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.proofs++
			return fmt.Appendf(nil, "%s proved by proof %d", requestID, r.proofs), nil
		},
	}
}

// send is a Send.
type send = func(ctx context.Context, sending func(context.Context) error) Report

// sends returns a Send that has its slot at once.
func sends(write func(context.Context) Report) send {
	return func(ctx context.Context, sending func(context.Context) error) Report {
		if err := sending(ctx); err != nil {
			return Report{Outcome: Maybe, Err: errors.New("the words of another layer")}
		}
		return write(ctx)
	}
}

// waits returns a Send that waits for its slot first.
func waits(d time.Duration, then send) send {
	return func(ctx context.Context, sending func(context.Context) error) Report {
		if err := after(ctx, d); err != nil {
			return Report{Err: err}
		}
		return then(ctx, sending)
	}
}

// reporting returns a write that ends so.
func (r *rig) reporting(requestID string, executed bool, report Report) Write {
	w := r.write(requestID)
	w.Send = sends(func(context.Context) Report {
		if executed {
			r.effect(requestID)
		}
		return report
	})
	return w
}

var errLost = errors.New("connection reset")

// lost returns a write whose answer is lost.
func (r *rig) lost(requestID string, executed bool) Write {
	return r.reporting(requestID, executed, Report{Outcome: Maybe, Err: errLost})
}

// do makes a call that is executed.
func (r *rig) do(w Write) Reply {
	r.t.Helper()
	reply, err := r.g.Do(r.t.Context(), w)
	require.NoError(r.t, err)
	return reply
}

// unknown makes a call whose outcome is unknown, and returns its row.
func (r *rig) unknown(w Write) Row {
	r.t.Helper()
	row, _ := r.doubted(w)
	return row
}

// doubted is unknown, and returns also why.
func (r *rig) doubted(w Write) (Row, error) {
	r.t.Helper()
	_, err := r.g.Do(r.t.Context(), w)
	var unknown *UnknownError
	require.ErrorAs(r.t, err, &unknown)
	require.Nil(r.t, unknown.Row.Request)
	row, found := get(r.t, r.f, w.Key.RequestID)
	require.True(r.t, found)
	require.Equal(r.t, Unknown, row.State)
	require.Equal(r.t, w.Request, row.Request)
	return unknown.Row, unknown.Err
}

// never is a write whose steps must not be taken.
func (r *rig) never(requestID string) Write {
	w := r.write(requestID)
	w.Validate = func(context.Context) error { panic("validated") }
	w.Send = func(context.Context, func(context.Context) error) Report { r.effect(requestID); return Report{} }
	w.Prove = func(context.Context, Row) ([]byte, error) { panic("proved") }
	return w
}

// after returns in a moment, in virtual time.
func after(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
