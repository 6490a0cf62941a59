package writes

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// errSending is a call of sending that must not be: the row was stored by another call, or Send has returned.
var errSending = errors.New("writes: Send may call sending once")

// errOld is a reading that was too old when the write was to be sent.
var errOld = errors.New("writes: the record was read too long ago, and nothing was sent")

// attempt is one call of Send, and its context.
type attempt struct {
	context.Context
	cancel context.CancelCauseFunc
	gate   *Gate
	// caller ends with the caller and with a stop of the server. stay separates the context from it, and reports whether it came first.
	caller context.Context
	stay   func() bool
	// limit ends the sending once it has begun, and free gives back what limit takes.
	limit atomic.Pointer[context.Context]
	free  context.CancelFunc

	mu   sync.Mutex
	over bool  // sending was called, or Send has returned
	err  error // why nothing was sent; nil once the row is stored
	row  Row
	read time.Time // when the record was read; zero without a reading
}

// attempt returns an attempt to send a row, which ends with the caller until it is being sent.
func (g *Gate) attempt(caller context.Context, row Row, read time.Time) *attempt {
	a := &attempt{gate: g, caller: caller, row: row, read: read, err: ErrNotExecuted, free: func() {}}
	a.Context, a.cancel = context.WithCancelCause(context.WithoutCancel(caller))
	a.stay = context.AfterFunc(caller, func() { a.cancel(context.Cause(caller)) })
	return a
}

// Deadline returns the caller's deadline until the row is stored, and the end of the write timeout after that: a pacer refuses a wait that
// is longer, and a dialer gives up.
func (a *attempt) Deadline() (time.Time, bool) {
	if limit := a.limit.Load(); limit != nil {
		return (*limit).Deadline()
	}
	return a.caller.Deadline()
}

// sending is the last moment to leave, and stores the row. After an error nothing may be sent.
func (a *attempt) sending(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.over {
		return errSending
	}
	a.over = true
	a.row, a.err = a.begin(ctx)
	return a.err
}

func (a *attempt) begin(ctx context.Context) (Row, error) {
	if ctx.Err() != nil {
		return Row{}, context.Cause(ctx)
	}
	if !a.read.IsZero() && time.Since(a.read) > a.gate.settings.ReadingAge {
		return Row{}, errOld
	}
	if !a.stay() { // this alone decides about a caller who leaves at the same instant
		return Row{}, context.Cause(a.caller)
	}
	row, err := a.gate.ledger.Put(a.row)
	if err != nil {
		return Row{}, err
	}
	limit, cancel := context.WithTimeout(a.gate.ended, a.gate.settings.WriteTimeout)
	stop := context.AfterFunc(limit, func() { a.cancel(context.Cause(limit)) })
	a.free = func() {
		stop()
		cancel()
	}
	a.limit.Store(&limit)
	return row, nil
}

// end ends the attempt when Send has returned, and returns the row, or why nothing was sent.
func (a *attempt) end() (Row, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.over = true
	a.stay()
	a.free()
	a.cancel(nil)
	return a.row, a.err
}
