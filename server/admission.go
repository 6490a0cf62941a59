package server

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/tap"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	// maxCalls is how many calls are served at a time, over all connections. Each may hold its metadata, and a list a message.
	maxCalls = 4096
	// maxMetadata is how many bytes of metadata a call may have. The call keeps them until it ends, so that those with more than
	// usualMetadata may have maxAllMetadata together; others are served beside them.
	maxMetadata    = 64 << 10
	usualMetadata  = 4 << 10
	maxAllMetadata = 16 << 20
)

// admission counts the calls under way and their large metadata, from before their requests are read, and refuses those that
// are too many.
type admission struct{ calls, metadata atomic.Int64 }

// admit refuses a call before anything is kept of it.
func (a *admission) admit(ctx context.Context, call *tap.Info) (context.Context, error) {
	if err := a.refuses(call.Header); err != nil {
		return nil, err
	}
	return expect(ctx, call.FullMethodName), nil
}

// enter counts a call that does not come over a connection, unless it refuses it. The call ends with leave.
func (a *admission) enter(md metadata.MD) (leave func(), err error) {
	if err := a.refuses(md); err != nil {
		return nil, err
	}
	size := largeSize(md)
	a.count(1, size)
	return func() { a.count(-1, -size) }, nil
}

// refuses returns why a call with this metadata is one too many, nil if it is not.
func (a *admission) refuses(md metadata.MD) error {
	if a.calls.Load() >= maxCalls {
		return overloaded("the server serves %d calls, as many as it may: try again", maxCalls)
	}
	if size := largeSize(md); size > 0 && a.metadata.Load()+size > maxAllMetadata {
		return overloaded("calls with much metadata have %d bytes of it, as many as they may: try again, or send less", maxAllMetadata)
	}
	return nil
}

// count counts calls and their large metadata.
func (a *admission) count(calls, metadata int64) {
	a.calls.Add(calls)
	a.metadata.Add(metadata)
}

// overloaded returns the error of a call that may be tried again soon.
func overloaded(format string, most int) error {
	refused := status.Newf(codes.Unavailable, format, most)
	info := &errdetails.ErrorInfo{Reason: reasonOf(crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED), Domain: errorDomain}
	if detailed, err := refused.WithDetails(info, &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)}); err == nil {
		refused = detailed
	}
	return refused.Err()
}

// HandleRPC counts calls as they begin and end, and sees their requests arrive.
func (a *admission) HandleRPC(ctx context.Context, s stats.RPCStats) {
	watchArrival(ctx, s)
	size, _ := ctx.Value(metadataSize{}).(int64)
	switch s.(type) {
	case *stats.Begin:
		a.count(1, size)
	case *stats.End:
		a.count(-1, -size)
	}
}

// metadataSize is the context key of largeSize.
type metadataSize struct{}

// TagRPC notes how much metadata a call has, for HandleRPC.
func (a *admission) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context {
	md, _ := metadata.FromIncomingContext(ctx)
	return context.WithValue(ctx, metadataSize{}, largeSize(md))
}

// largeSize returns how large metadata is, as HTTP/2 counts headers, 0 where it is no larger than usual.
func largeSize(md metadata.MD) int64 {
	const each = 32
	size := 0
	for key, values := range md {
		for _, value := range values {
			size += len(key) + len(value) + each
		}
	}
	if size <= usualMetadata {
		return 0
	}
	return int64(size)
}

// TagConn is of stats.Handler.
func (a *admission) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// HandleConn is of stats.Handler.
func (a *admission) HandleConn(context.Context, stats.ConnStats) {}

// requestTime is how long the request of a call may take to arrive after its headers, as that of the JSON API may.
const requestTime = 20 * time.Second

// errLateRequest is the cause with which calls end whose requests do not arrive.
var errLateRequest = errors.New("the request did not arrive in time")

// arrival is the context of a call over a connection. It ends when the request does not arrive in time: for gRPC itself that would
// be never.
type arrival struct {
	context.Context
	late *time.Timer
	// ours tells that the server says itself when the request is there, and not only its first message.
	ours bool
}

// arrivalKey is the context key of an arrival.
type arrivalKey struct{}

// expect returns the context of a call whose request is to arrive.
func expect(ctx context.Context, method string) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	return &arrival{
		Context: ctx, ours: strings.HasPrefix(method, "/"+string(crmstreamv1.File_crmstream_v1_errors_proto.Package())+"."),
		late: time.AfterFunc(requestTime, func() { cancel(errLateRequest) }),
	}
}

// Err returns why the context has ended.
func (a *arrival) Err() error {
	if errors.Is(context.Cause(a.Context), errLateRequest) {
		return context.DeadlineExceeded
	}
	return a.Context.Err()
}

// Value returns the arrival itself for its key.
func (a *arrival) Value(key any) any {
	if key == (arrivalKey{}) {
		return a
	}
	return a.Context.Value(key)
}

// arrived tells that the request of a call is there.
func arrived(ctx context.Context) {
	if a, ok := ctx.Value(arrivalKey{}).(*arrival); ok {
		a.late.Stop()
	}
}

// watchArrival tells of calls that are not ours that their requests are there, and of all that they have ended.
func watchArrival(ctx context.Context, s stats.RPCStats) {
	switch s.(type) {
	case *stats.End:
		arrived(ctx)
	case *stats.InPayload:
		if a, ok := ctx.Value(arrivalKey{}).(*arrival); ok && !a.ours {
			a.late.Stop()
		}
	}
}
