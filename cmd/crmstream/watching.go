package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// outlet is where the entries of a watch go. deliver returns when all of them are taken, or the context has ended.
type outlet interface {
	deliver(ctx context.Context, entries []protoreflect.Message) error
}

// printing is the outlet to standard output.
type printing struct{ *jsonWriter }

func (p printing) deliver(_ context.Context, entries []protoreflect.Message) error {
	if err := p.write(entries); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// watching reads one watch to its end, with as many calls as necessary.
type watching struct {
	flags      clientFlags
	con        *console
	conn       grpc.ClientConnInterface
	method     *api.Method
	request    protoreflect.Message
	out        outlet
	checkpoint *checkpoint // nil for none
	limit      int32       // of entries, 0 for no limit
	silence    time.Duration

	given     string // the token on the command line, or of the checkpoint
	token     string // the token of the last message whose entries were delivered
	delivered int32
	messages  int // of the call under way
	end       crmstreamv1.EndReason
}

// errSilent is the error of a stream that has stopped without an end.
var errSilent = errors.New("the server has sent nothing for too long")

// run calls the server until the watch has ended. It resumes a watch that broke. It does not repeat a first call that failed before any
// message with a token: the address is more likely wrong than the server away.
func (w *watching) run(ctx context.Context) error {
	for failures := 0; ; {
		err := w.call(ctx)
		if err == nil || ctx.Err() != nil || w.token == "" || !w.passes(err) {
			return err
		}
		if w.messages > 0 {
			failures = 0
		}
		failures++
		if err := w.con.waitToResume(ctx, err, "", failures); err != nil {
			return err
		}
		fields := w.request.Descriptor().Fields()
		w.request.Clear(fields.ByName("start"))
		w.request.Set(fields.ByName("resume_token"), protoreflect.ValueOfString(w.token))
		if w.limit > 0 {
			if w.delivered >= w.limit {
				return nil
			}
			w.request.Set(fields.ByName("limit"), protoreflect.ValueOfInt32(w.limit-w.delivered))
		}
	}
}

// passes reports whether a watch is resumed after an error. Errors without details are not of the server: something between breaks
// streams as internal errors or cancels them.
func (w *watching) passes(err error) bool {
	s, answered := status.FromError(err)
	switch {
	case errors.Is(err, errSilent):
		return true
	case !answered:
		return false
	case s.Code() == codes.Internal, s.Code() == codes.Canceled:
		return w.messages > 0 && len(s.Details()) == 0
	default:
		return s.Code() == codes.Unavailable || hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_SLOW_READER)
	}
}

// call makes one call and reads its stream to the end. The silence is that of the server: time in which entries are delivered does not
// count.
func (w *watching) call(ctx context.Context) error {
	listening, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silent := time.AfterFunc(w.silence, func() { cancel(errSilent) })
	defer silent.Stop()
	w.messages, w.end = 0, crmstreamv1.EndReason_END_REASON_UNSPECIFIED
	err := readStream(listening, w.conn, w.method, w.request.Interface(), func(m message) error {
		silent.Stop()
		defer silent.Reset(w.silence)
		return w.take(ctx, m)
	})
	switch {
	case err == nil && w.end == crmstreamv1.EndReason_END_REASON_UNSPECIFIED:
		return errors.New("the stream ended without saying why: more may have come")
	case err != nil && errors.Is(context.Cause(listening), errSilent):
		return errSilent
	default:
		return err
	}
}

// take delivers the entries of a message. From then on, the watch is resumed with the message's token.
func (w *watching) take(ctx context.Context, m message) error {
	if w.messages++; w.token == "" && w.con.errTerminal {
		w.con.say("Watching %s. Ctrl-C ends the watch.", w.method.Resource())
	}
	w.con.sayNotices(m)
	gaps, entries := parts[*crmstreamv1.Gap](m, "gaps"), m.records()
	for _, gap := range gaps {
		w.con.say("gap: %s", gapText(gap))
	}
	if err := w.out.deliver(ctx, entries); err != nil {
		return err
	}
	w.delivered += int32(len(entries))
	if token := m.resumeToken(); token != "" {
		w.token = token
	}
	w.end = crmstreamv1.EndReason(m.Get(m.Descriptor().Fields().ByName("end")).Enum())
	return w.checkpoint.note(w.token, len(entries) > 0 || len(gaps) > 0)
}

// report prints how the watch ended and how to continue. It returns the error that ends the process.
func (w *watching) report(ctx context.Context, err error) error {
	interrupted := ctx.Err() != nil && err != nil
	switch {
	case interrupted:
		w.con.say("Interrupted after %s %s.", thousands(int64(w.delivered)), w.method.Resource())
	case err != nil:
		w.con.say("crmstream: %s", w.flags.explainRequest(w.con, err, w.request))
	case w.end == crmstreamv1.EndReason_END_REASON_WAIT:
		w.con.say("%s %s, and then none came.", thousands(int64(w.delivered)), w.method.Resource())
	default:
		w.con.say("%s %s, which is the limit.", thousands(int64(w.delivered)), w.method.Resource())
	}
	if advice := w.advice(err, interrupted); advice != "" {
		w.con.say("%s", advice)
	}
	switch {
	case err == nil:
		return nil
	case interrupted:
		return exitError(exitInterrupted)
	default:
		return exitError(exitFailed)
	}
}

// advice returns how to go on after a watch, "" where the same command would fail the same way.
func (w *watching) advice(err error, interrupted bool) string {
	again := w.con.commandWithout("--resume-token", "--start")
	if w.checkpoint != nil {
		again = "remove " + shellQuote(w.checkpoint.path) + ", then " + again
	}
	switch {
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_CHANGES_EXPIRED):
		oldest := "the beginning of what the server keeps"
		if at := detailOf[*errdetails.ErrorInfo](status.Convert(err)).GetMetadata()["oldest_time"]; at != "" {
			oldest += ", " + printable(at) + ","
		}
		return fmt.Sprintf("The server does not keep the place of the token any more. What came between it and %s is lost for this watch: read what it was about "+
			"from the lists.\nTo begin again with all that is kept: %s --start oldest", oldest, again)
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_RESUME_TOKEN):
		return "To start again: " + again
	case status.Code(err) == codes.InvalidArgument && w.token == w.given && w.checkpoint != nil && w.given != "":
		return "The token is that of " + w.checkpoint.path + "."
	case status.Code(err) == codes.InvalidArgument && w.token == w.given:
		return ""
	case w.token != "" && w.checkpoint != nil:
		return fmt.Sprintf("To resume: run the same command again; %s has the place.", w.checkpoint.path)
	case w.token != "":
		return "To resume: " + w.con.commandWithout("--resume-token", "--start") + " " + shellJoin([]string{"--resume-token", printable(w.token)})
	case interrupted:
		return "Nothing to resume: run it again."
	default:
		return ""
	}
}
