package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// writeCalls makes calls that write.
type writeCalls struct {
	flags   clientFlags
	con     *console
	conn    grpc.ClientConnInterface
	retries int
	// patient says that a call is made again after the wait that a limit asks for.
	patient bool
}

// unsentError is the error of a call that no server has received.
type unsentError struct{ error }

func (e unsentError) Unwrap() error { return e.error }

// call makes a call, and makes it again while the server is unavailable. The request has a request id, so that no try writes a
// second time.
func (c *writeCalls) call(ctx context.Context, m *api.Method, request proto.Message) (message, error) {
	for failures := 0; ; {
		answer := message{m.Response.New()}
		err := c.conn.Invoke(ctx, m.Name, request, answer.Interface())
		s := status.Convert(err)
		passes := s.Code() == codes.Unavailable || c.patient && s.Code() == codes.ResourceExhausted
		switch {
		case err == nil:
			c.con.sayNotices(answer)
			return answer, nil
		case ctx.Err() != nil:
			return answer, err
		case failures == 0 && c.flags.unsent(s):
			return answer, unsentError{err}
		case !passes, failures == c.retries:
			return answer, err
		}
		failures++
		wait, _ := retryDelay(failures, err)
		c.con.say("%s; trying again in %s (%d of %d)", printable(s.Message()), wait.Round(100*time.Millisecond), failures, c.retries)
		if err := pause(ctx, wait); err != nil {
			return answer, err
		}
	}
}

// failed prints what an error of a call means, and returns the error that ends the process.
func (c *writeCalls) failed(ctx context.Context, err error, request proto.Message, source, id string) error {
	var unsent unsentError
	switch {
	case ctx.Err() != nil:
		c.con.say("Interrupted: it may be written.")
		c.sayAgain(source, id)
		return exitError(exitInterrupted)
	case errors.As(err, &unsent):
		return errors.New(c.flags.explain(c.con, unsent.error))
	case isUnknown(err):
		c.con.say("crmstream: %s", c.flags.explainRequest(c.con, err, request.ProtoReflect()))
		c.sayAgain(source, id)
		return exitError(exitUnknown)
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_NOT_APPLIED):
		c.con.say("crmstream: %s", c.flags.explain(c.con, err))
		return exitError(exitDiffers)
	case hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_REQUEST_ID_REUSED):
		return errors.New(c.flags.explain(c.con, err) + "\nThe same file with other flags is another request: name its requests with --request-id.")
	default:
		return errors.New(c.flags.explainRequest(c.con, err, request.ProtoReflect()))
	}
}

// unsent reports whether no server has received a first call that failed.
func (f clientFlags) unsent(s *status.Status) bool {
	return s.Code() == codes.Unavailable && len(s.Details()) == 0 && (f.knock() != "" || f.advice(s.Message()) != "")
}

// isUnknown reports whether a call that failed may have written: the server says so, or the connection broke during the call.
// The errors of a server have details, and those of a connection have none.
func isUnknown(err error) bool {
	s, unsent := status.Convert(err), unsentError{}
	return !errors.As(err, &unsent) && (hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN) || len(s.Details()) == 0 && s.Code() != codes.Unimplemented)
}

// sayAgain prints how to settle a write that is perhaps executed.
func (c *writeCalls) sayAgain(source, id string) {
	if !c.patient { // the ids of a file are the same each time
		c.con.say("To ask again, which writes nothing twice: %s --request-id %s", c.con.commandWithout("--request-id"), shellQuote(id))
	} else {
		c.con.say("To ask again and go on, which writes nothing twice, run the same command again.")
	}
	command := func(verb string) string {
		return fmt.Sprintf("%s writes %s %s --source %s%s", c.con.program, verb, shellQuote(id), shellQuote(source), c.flags.typed())
	}
	c.con.say("To see what is known: %s", command("get"))
	c.con.say("To settle it after you have looked: %s --outcome executed --id ID, or --outcome not-executed", command("resolve"))
}

// typed returns the flags of the connection as they are typed.
func (f clientFlags) typed() string {
	var words []string
	for _, flag := range []struct{ name, value, usual string }{
		{"--addr", f.Addr, defaultGRPCAddress}, {"--ca", f.CA, ""}, {"--cert", f.Cert, ""}, {"--cert-key", f.CertKey, ""}, {"--key-file", f.KeyFile, ""},
	} {
		if flag.value != flag.usual {
			words = append(words, flag.name, flag.value)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return " " + shellJoin(words)
}
