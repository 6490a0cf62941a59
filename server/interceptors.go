package server

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
)

// unaryEdge is the outermost interceptor: request id, recovery, statuses, metrics and the call's log line.
func (s *Server) unaryEdge(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (resp any, err error) {
	ctx, id := withRequestID(ctx)
	ctx, leave, refused := s.enter(ctx, info.FullMethod, false)
	defer leave()
	_ = grpc.SetHeader(ctx, answerHeader(ctx, id))
	done := s.begin(ctx, info.FullMethod)
	defer func() { err = done(recover(), err) }()
	if refused != nil {
		return nil, refused
	}
	return handler(ctx, req)
}

// streamEdge is unaryEdge for streams.
func (s *Server) streamEdge(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) (err error) {
	ctx, id := withRequestID(stream.Context())
	ctx, leave, refused := s.enter(ctx, info.FullMethod, true)
	defer leave()
	_ = stream.SetHeader(answerHeader(ctx, id))
	done := s.begin(ctx, info.FullMethod)
	defer func() { err = done(recover(), err) }()
	if refused != nil {
		return refused
	}
	return handler(srv, &contextStream{ServerStream: stream, ctx: ctx})
}

// answerHeader returns the header metadata of an answer.
func answerHeader(ctx context.Context, id string) metadata.MD {
	md := metadata.Pairs(api.RequestIDHeader, id)
	if expires, soon := expiryOf(ctx); soon {
		md.Set(expiryKey, expires)
	}
	return md
}

// begin notes the start of a call. The returned function notes the end in the metrics, the log and the audit log, and returns
// the status of the error.
func (s *Server) begin(ctx context.Context, method string) func(panicked any, err error) error {
	start := time.Now()
	s.metrics.open(method)
	return func(recovered any, err error) error {
		cause := err
		var stack []byte
		if recovered != nil {
			cause, stack = fmt.Errorf("panic: %v", recovered), debug.Stack()
		}
		if p := (*panicked)(nil); errors.As(err, &p) {
			stack = p.stack
		}
		if cause != nil && stack == nil && errors.Is(ctx.Err(), context.Canceled) && !isWriteError(cause) {
			cause = context.Cause(ctx) // Send to a client that has left, or that lost its right, may have failed in any way
		}
		err = toStatus(cause, info(ctx).meter(), s.opts.Redactor)
		if unrecorded := s.record(ctx, method, cause, err); unrecorded != nil {
			cause, err = unrecorded, toStatus(unrecorded, info(ctx).meter(), s.opts.Redactor)
		}
		s.metrics.close(method, err, time.Since(start))
		s.logCall(ctx, method, start, cause, err, stack)
		return err
	}
}

// contextStream is a stream with another context.
type contextStream struct {
	grpc.ServerStream
	ctx context.Context
}

func (s *contextStream) Context() context.Context { return s.ctx }

// check applies the validation rules of the protos.
func (s *Server) check(req proto.Message) error {
	err := s.validate.Validate(req)
	var broken *protovalidate.ValidationError
	if !errors.As(err, &broken) || len(broken.Violations) == 0 {
		return err
	}
	first := broken.Violations[0]
	field := protovalidate.FieldPathString(first.Proto.GetField())
	switch first.Proto.GetRuleId() {
	case "string.min_len", "repeated.min_items", "enum.not_in":
		return connectors.Invalid(field, "is missing: this method needs it")
	default:
		return connectors.Invalid(field, "%s", first.Proto.GetMessage())
	}
}
