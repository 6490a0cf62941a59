package changelog

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"iter"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// streamLog is a Log in a stream of NATS.
type streamLog struct {
	store  *JetStream
	name   string
	config atomic.Pointer[Config]
	tail   *tail // is closed with the log

	// These never change after the first opening.
	id      uint64
	created time.Time
	start   uint64
}

// open takes what the stream says of itself.
func (l *streamLog) open(ctx context.Context, e *engine) error {
	stream, err := e.js.Stream(ctx, l.name)
	if err != nil {
		return err
	}
	info := stream.CachedInfo()
	if l.id == 0 {
		l.id, l.created, l.start = identityOf(info), info.Created, max(1, info.Config.FirstSeq)
	}
	l.tail.restart(info.State.LastSeq)
	return nil
}

// Append implements Log.
func (l *streamLog) Append(ctx context.Context, entry Entry) (Stored, error) {
	if err := l.check(ctx, entry); err != nil {
		return Stored{}, err
	}
	message := nats.NewMsg(subjectOf(l.name))
	message.Data = frameOf(entry.Kind, entry.Body)
	options := []jetstream.PublishOpt{jetstream.WithRetryAttempts(0)}
	if entry.Key != "" {
		// A key may have any bytes, and a header may not.
		sum := sha256.Sum256([]byte(entry.Key))
		options = append(options, jetstream.WithMsgID(base64.RawURLEncoding.EncodeToString(sum[:])))
	}
	if entry.After != nil {
		options = append(options, jetstream.WithExpectLastSequence(*entry.After))
	}
	var ack *jetstream.PubAck
	var bad error
	err := l.store.use((*engine).stores, func(e *engine) error {
		if bad = l.check(ctx, entry); bad != nil { // other settings may have come meanwhile
			return nil
		}
		ctx, done := e.limited(context.WithoutCancel(ctx), e.storing)
		defer done()
		var err error
		ack, err = e.js.PublishMsg(ctx, message, options...)
		return causeOf(ctx, err)
	})
	var refused *jetstream.APIError
	switch {
	case bad != nil:
		return Stored{}, bad
	case errors.As(err, &refused) && refused.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence:
		return Stored{}, ErrConflict
	case err != nil:
		return Stored{}, l.store.unavailable(l.name, err)
	}
	l.tail.advance(ack.Sequence)
	return Stored{Sequence: ack.Sequence, Repeated: ack.Duplicate}, nil
}

// check returns the error of an entry that the log does not take, or of one that is closed.
func (l *streamLog) check(ctx context.Context, entry Entry) error {
	if l.tail.ended() {
		return ErrClosed
	}
	return l.config.Load().check(ctx, entry)
}

// causeOf returns the cause of a context's end in place of the error that it has led to.
func causeOf(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// asking returns a context for a question of a caller, which ends with the store as well.
func (l *streamLog) asking(ctx context.Context, e *engine) (context.Context, func()) {
	ctx, done := e.limited(ctx, e.answering)
	ctx, cancel := context.WithCancelCause(ctx)
	leave := context.AfterFunc(l.store.life, func() { cancel(ErrClosed) })
	return ctx, func() {
		leave()
		cancel(nil)
		done()
	}
}

// ask calls do with an engine that answers, and returns its error as callers get it.
func (l *streamLog) ask(caller context.Context, do func(context.Context, *engine) error) error {
	switch {
	case l.tail.ended():
		return ErrClosed
	case caller.Err() != nil:
		return context.Cause(caller)
	}
	err := l.store.use((*engine).answers, func(e *engine) error {
		if l.tail.ended() {
			return ErrClosed
		}
		ctx, done := l.asking(caller, e)
		defer done()
		return causeOf(ctx, do(ctx, e))
	})
	var expired *ExpiredError
	switch {
	case err == nil || errors.As(err, &expired):
		return err
	case caller.Err() != nil:
		return context.Cause(caller)
	}
	return l.store.unavailable(l.name, err)
}

// Bounds implements Log.
func (l *streamLog) Bounds(ctx context.Context) (b Bounds, err error) {
	err = l.ask(ctx, func(ctx context.Context, e *engine) error {
		b, err = l.bounds(ctx, e)
		return err
	})
	return b, err
}

func (l *streamLog) bounds(ctx context.Context, e *engine) (Bounds, error) {
	stream, err := e.js.Stream(ctx, l.name)
	if err != nil {
		return Bounds{}, err
	}
	info := stream.CachedInfo()
	state := info.State
	b := Bounds{
		First: state.FirstSeq, Last: state.LastSeq, Bytes: int64(state.Bytes), MaxBytes: info.Config.MaxBytes, Missing: state.NumDeleted,
	}
	if state.Msgs == 0 {
		b.First = b.Last + 1
	} else {
		b.Oldest = state.FirstTime
	}
	if b.Last >= l.start {
		b.Newest = state.LastTime
	}
	return b.placed(l.id), nil
}

// Wait implements Log.
func (l *streamLog) Wait(ctx context.Context, from Position) error {
	if from.Log != l.id {
		return nil
	}
	return l.tail.wait(ctx, from.next())
}

// PositionAt implements Log.
func (l *streamLog) PositionAt(ctx context.Context, at time.Time) (p Position, err error) {
	err = l.ask(ctx, func(ctx context.Context, e *engine) error {
		// The bounds come first: an entry that is stored between the two questions lies after their end.
		b, err := l.bounds(ctx, e)
		if err != nil {
			return err
		}
		if b.before(at, l.start, l.created) {
			return &ExpiredError{l.name, Dropped, b.Oldest}
		}
		found, err := l.fetch(ctx, e, question{StartTime: &at, Batch: 1})
		if err != nil {
			return err
		}
		p = b.End
		if len(found.records) > 0 {
			p = Position{Log: l.id, Sequence: found.records[0].Sequence - 1}
		}
		return nil
	})
	return p, err
}

// Read implements Log.
func (l *streamLog) Read(ctx context.Context, from Position) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for more := true; more; {
			var got batch
			err := l.ask(ctx, func(ctx context.Context, e *engine) (err error) {
				got, err = l.after(ctx, e, from)
				return err
			})
			for _, r := range got.records {
				l.tail.advance(r.Sequence)
				if !yield(r, nil) {
					return
				}
				from = r.After()
			}
			if err != nil {
				yield(Record{}, err)
				return
			}
			more = got.more
		}
	}
}
