package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	pause    = 100 * time.Millisecond // between a failed call and the next
	patience = time.Minute            // without a message, until a failure is final
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
	open    func(ctx context.Context, resumeToken string) (receiver[M], error) // an empty token is the start
	records func(M) []R
}

// position says how far a list was read. A program that must survive its own end stores it together with the records.
type position struct {
	records, unreadable int
	calls               int    // that brought messages
	resumeToken         string // empty before the first message and after the last
	summary             *crmstreamv1.Summary
}

// errCut is the failure of a stream that broke off without an error.
var errCut = errors.New("the stream ended without a summary: records may be missing")

// drain prints the ids of a list until the list ends. A call that fails is continued after its last message, unless the failure
// would come again, or no message has come for longer than patience.
func drain[M message, R record](ctx context.Context, l list[M, R], at *position) error {
	heard := time.Now()
	for {
		calls := at.calls
		err := readOn(ctx, l, at)
		if at.calls > calls {
			heard = time.Now()
		}
		switch {
		case err == nil:
			return checkSummary(at)
		case !passing(err) || time.Since(heard) > patience:
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// readOn prints the ids of one call, from a position on. The position moves on after a message's ids are printed, never before:
// ids that were printed are not requested again, and ids that were not printed are.
func readOn[M message, R record](ctx context.Context, l list[M, R], at *position) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := l.open(ctx, at.resumeToken)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	for first := true; ; first = false {
		m, err := stream.Recv()
		switch {
		case err != nil && at.summary != nil:
			return nil // the list is complete, and a call without a token would start again
		case errors.Is(err, io.EOF):
			return errCut
		case err != nil:
			return err
		}
		for _, r := range l.records(m) {
			if _, err := fmt.Fprintln(out, r.GetId()); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
		at.records += len(l.records(m))
		at.unreadable += len(m.GetRecordErrors())
		at.resumeToken, at.summary = m.GetResumeToken(), m.GetSummary()
		if first {
			at.calls++
		}
	}
}

// passing reports whether a failure may pass: the server is gone or stopping, or it cannot reach its upstream.
func passing(err error) bool {
	return errors.Is(err, errCut) || status.Code(err) == codes.Unavailable
}

// checkSummary checks that the server's counts are the same as ours; the server counts over all calls.
func checkSummary(at *position) error {
	s := at.summary
	if s.GetEnd() != crmstreamv1.EndReason_END_REASON_END_OF_LIST {
		return fmt.Errorf("ended with %s", s.GetEnd())
	}
	if int(s.GetDelivered()) != at.records || int(s.GetErrors()) != at.unreadable {
		return fmt.Errorf("got %d records and %d errors, but the summary says %d and %d",
			at.records, at.unreadable, s.GetDelivered(), s.GetErrors())
	}
	return nil
}
