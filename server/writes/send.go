package writes

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// write takes the steps until the write has ended, and returns how, with its row. After an error nothing was sent, and there is no row.
func (g *Gate) write(ctx context.Context, w Write) (_ Row, _ Report, err error) {
	row := Row{
		Key: w.Key, State: Sent, Count: w.Count, Method: w.Method, Digest: w.Digest, Class: w.Class,
		Account: w.Account, Resource: w.Resource, MarkerField: w.MarkerField, IDs: w.IDs, Request: w.Request, Again: g.settings.wait(w.Class),
	}
	if w.Validate != nil {
		if err := w.Validate(ctx); err != nil {
			return Row{}, Report{}, err
		}
	}
	for {
		var read time.Time
		if w.Read != nil {
			if row.Before, err = w.Read(ctx); err != nil {
				return Row{}, Report{}, err
			}
			if row.Before != nil {
				read = time.Now()
			}
		}
		sent, report, err := g.send(ctx, w, row, read)
		switch {
		case !errors.Is(err, errOld):
			return sent, report, err
		case ctx.Err() != nil:
			return Row{}, Report{}, context.Cause(ctx)
		}
	}
}

// send calls Send.
func (g *Gate) send(ctx context.Context, w Write, row Row, read time.Time) (sent Row, report Report, err error) {
	a := g.attempt(ctx, row, read)
	defer func() {
		if p := recover(); p != nil {
			report = Report{Outcome: Maybe, Err: fmt.Errorf("panic while writing: %v\n%s", p, debug.Stack())}
		}
		sent, err = a.end()
		if errors.Is(err, ErrNotExecuted) && report.Err != nil {
			err = report.Err
		}
	}()
	return Row{}, w.Send(a, a.sending), nil
}

// finish stores how the sending ended, and proves a write that was executed.
func (g *Gate) finish(ctx context.Context, w Write, row Row, report Report) (Reply, error) {
	switch report.Outcome {
	case Refused:
		_ = g.ledger.Remove(row.Key) // after an error the row is gone as well, or holds the request: nothing is sent twice
		if report.Err == nil {
			return Reply{}, ErrNotExecuted
		}
		return Reply{}, report.Err
	case Executed:
		row.State = Done
		if report.IDs != nil {
			row.IDs = report.IDs
		}
		if len(report.Result) <= MaxPayload {
			row.Result = report.Result
		}
		stored, err := g.ledger.Put(row)
		if err != nil {
			return Reply{}, g.doubt(stored, err)
		}
		stored.Result = report.Result
		answer, err := g.prove(ctx, w, stored)
		return Reply{Answer: answer}, err
	default:
		row.State, row.Candidates = Unknown, report.Candidates
		stored, err := g.ledger.Put(row)
		return Reply{}, g.doubt(stored, errors.Join(report.Err, err))
	}
}

// doubt returns the error of a row that has become Unknown.
func (g *Gate) doubt(row Row, err error) error {
	row.State = Unknown
	g.wake()
	return &UnknownError{row.head(), err}
}

// prove returns the answer of a row that is Done, and stores the answer. An answer that cannot be stored, or is too large for a
// row, is proved again by a replay.
func (g *Gate) prove(ctx context.Context, w Write, row Row) (answer []byte, err error) {
	ctx, cancel := g.detach(ctx)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while proving: %v\n%s", p, debug.Stack())
		}
		if err != nil {
			answer, err = nil, &ProofError{row.head(), err}
		}
	}()
	if answer, err = w.Prove(ctx, row); err != nil {
		return nil, err
	}
	if answer == nil {
		answer = []byte{}
	}
	if len(answer) <= MaxPayload {
		row.Answer = answer
		_, _ = g.ledger.Put(row)
	}
	return answer, nil
}

// detach returns a context that the caller does not end, with a time of its own.
func (g *Gate) detach(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), g.settings.WriteTimeout)
	ctx, leave := until(ctx, g.ended)
	return ctx, func() {
		leave()
		cancel()
	}
}

// until returns a context that also ends with another one, by its cause.
func until(ctx, end context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(end, func() { cancel(context.Cause(end)) })
	return ctx, func() {
		stop()
		cancel(nil)
	}
}
