package main

import (
	"context"
	"errors"
	"io"
	"iter"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// message is what the messages of every list have in common.
type message interface {
	GetResumeToken() string
	GetRecordErrors() []*crmstreamv1.RecordError
	GetSummary() *crmstreamv1.Summary
}

// record is what the records of every list have in common.
type record interface{ GetId() string }

// receiver is the part of a generated stream client that reading needs.
type receiver[M message] interface{ Recv() (M, error) }

// list is one list as this program reads it: M is the type of its messages, R of its records.
type list[M message, R record] struct {
	name     string
	open     func(ctx context.Context, resumeToken string) (receiver[M], error) // an empty token is the start
	records  func(M) []R
	describe func(R) string // for people
}

// messages yields the messages of one call. Leaving the loop early cancels the call, so that the server stops reading its
// upstream. An error is yielded once and last, with a zero message.
func messages[M message](ctx context.Context, open func(context.Context) (receiver[M], error)) iter.Seq2[M, error] {
	return func(yield func(M, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		complete := false
		stream, err := open(ctx)
		for err == nil {
			var m M
			if m, err = stream.Recv(); err == nil {
				complete = m.GetSummary() != nil
				if !yield(m, nil) {
					return
				}
			}
		}
		if errors.Is(err, io.EOF) {
			if complete {
				return
			}
			err = errors.New("the stream ended without a summary: records may be missing")
		}
		var none M
		yield(none, err)
	}
}

// position says how far a list was read. A program that stores it together with the records, for example in one transaction,
// can continue after a crash.
type position struct {
	ids         []string             // of the records read
	unreadable  int                  // records that exist but could not be read
	resumeToken string               // empty before the first message and after the last
	summary     *crmstreamv1.Summary // nil until the list has ended
}

// readOn reads a list from a position until the list ends. If enough is not 0, readOn stops once so many records were read and
// the list can be resumed. handle is called for each record.
func readOn[M message, R record](ctx context.Context, l list[M, R], at *position, enough int, handle func(R)) error {
	open := func(ctx context.Context) (receiver[M], error) { return l.open(ctx, at.resumeToken) }
	for m, err := range messages(ctx, open) {
		if err != nil {
			return err
		}
		for _, r := range l.records(m) {
			handle(r)
			at.ids = append(at.ids, r.GetId())
		}
		at.unreadable += len(m.GetRecordErrors())
		at.resumeToken, at.summary = m.GetResumeToken(), m.GetSummary()
		if enough > 0 && len(at.ids) >= enough && at.resumeToken != "" {
			return nil
		}
	}
	return nil
}
