package writes

import (
	"errors"
	"fmt"
)

// The errors of a Gate, besides *UnknownError, *ProofError, *LedgerError, and those of the steps before Prove. After each but the
// first two it is certain that the call has written nothing.
var (
	// ErrReused is a request id that stands for another request.
	ErrReused = errors.New("another request has this request id; give each request an id of its own")
	// ErrOverlaps is a part of a batch of which another call has sent some records in another part. What became of these is known to
	// the parts of the ledger: the call sends those that are left.
	ErrOverlaps = errors.New("another call sends records of this batch; send it again with the same request_id")
	// ErrNotExecuted is the end of a write of unknown outcome that was not executed. Its row is gone.
	ErrNotExecuted = errors.New("the write was not executed; send it again with the same request_id")
	// ErrStopping is a server that stops.
	ErrStopping = errors.New("the server is stopping, and this call has written nothing; send the request again with the same request_id")
	// ErrFull is a ledger full of rows that may not go.
	ErrFull = errors.New("the ledger of writes is full of unknown outcomes, and nothing was written; settle them")
	// ErrTooLarge is a request that no row can hold.
	ErrTooLarge = fmt.Errorf("a request to write may have %d bytes at most", MaxPayload)
	// ErrNoRow is a request id without a row.
	ErrNoRow = errors.New("no write is known by this request id; it was refused, or is no longer kept")
)

// errTransition is a change of a row that the callers of a ledger must not ask for.
var errTransition = errors.New("writes: a row cannot change so")

// errMisplaced is a place that has the row of another key.
var errMisplaced = errors.New("a row has another key than its place")

// LedgerError is a ledger that cannot be read or written. Nothing was sent; the call can be repeated. Its text has no path.
type LedgerError struct{ Err error }

func (e *LedgerError) Error() string {
	return "the ledger of writes cannot be used, and this call has written nothing; send the request again with the same request_id"
}

// Unwrap returns the cause, for the log.
func (e *LedgerError) Unwrap() error { return e.Err }

// UnknownError is a write that was perhaps executed. It is never sent again by itself.
type UnknownError struct {
	// Row is the row of the write, without its payloads.
	Row Row
	// Err is why the outcome is not known, or why the verifier could not be asked; nil where the row answers.
	Err error
}

func (e *UnknownError) Error() string {
	if !e.Row.Class.settles() || e.Row.Asked && e.Row.SettleTime.IsZero() {
		return "the write may have been executed, and the server cannot find out: look in the CRM, and say with ResolveWrite what you have found; " +
			"until then send it again with the same request_id, never with another"
	}
	return "the write may have been executed; send it again with the same request_id, never with another, to learn its outcome"
}

// Unwrap returns the cause.
func (e *UnknownError) Unwrap() error { return e.Err }

// ProofError is a write that was executed, and whose Prove failed. A replay proves again, and never writes.
type ProofError struct {
	// Row is the row of the write, without its payloads.
	Row Row
	// Err is the error of Prove.
	Err error
}

func (e *ProofError) Error() string {
	return "the write was executed, and not proved: " + e.Err.Error()
}

// Unwrap returns the error of Prove.
func (e *ProofError) Unwrap() error { return e.Err }
