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
	// maxCalls is the largest number of calls at a time, over all connections and from within the process. Each call may keep
	// its metadata in memory, and a list also a message.
	maxCalls = 4096
	// maxMetadata is the largest size of a call's metadata, in bytes. A call keeps its metadata until it ends. So all calls
	// with more than usualMetadata may have maxAllMetadata together; calls with less are always served.
	maxMetadata    = 64 << 10
	usualMetadata  = 4 << 10
	maxAllMetadata = 16 << 20
)

// admission counts the calls under way and their large metadata. It begins before a request is read, and refuses a call that is
// over a limit.
type admission struct{ calls, metadata atomic.Int64 }

// admit refuses a call that is over a limit, before the server keeps anything of the call.
func (a *admission) admit(ctx context.Context, call *tap.Info) (context.Context, error) {
	if err := a.refuses(call.Header); err != nil {
		return nil, err
	}
	return expect(ctx, call.FullMethodName), nil
}

// enter counts a call from within the process, which has no connection, or refuses the call. Call leave at the end of the call.
func (a *admission) enter(md metadata.MD) (leave func(), err error) {
	if err := a.refuses(md); err != nil {
		return nil, err
	}
	size := largeSize(md)
	a.count(1, size)
	return func() { a.count(-1, -size) }, nil
}

// refuses returns the error of a call that is over a limit, else nil.
func (a *admission) refuses(md metadata.MD) error {
	if a.calls.Load() >= maxCalls {
		return overloaded("the server serves %d calls, as many as it may: try again", maxCalls)
	}
	if size := largeSize(md); size > 0 && a.metadata.Load()+size > maxAllMetadata {
		return overloaded("calls with much metadata have %d bytes of it, as many as they may: try again, or send less", maxAllMetadata)
	}
	return nil
}

// count adds to the numbers of calls and of bytes of large metadata.
func (a *admission) count(calls, metadata int64) {
	a.calls.Add(calls)
	a.metadata.Add(metadata)
}

// overloaded returns the error of a call that the client may try again soon.
func overloaded(format string, most int) error {
	refused := status.Newf(codes.Unavailable, format, most)
	info := &errdetails.ErrorInfo{Reason: reasonOf(crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED), Domain: errorDomain}
	if detailed, err := refused.WithDetails(info, &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)}); err == nil {
		refused = detailed
	}
	return refused.Err()
}

// HandleRPC counts a call when it begins and when it ends, and notes when its request arrives.
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

// metadataSize is the context key of the result of largeSize.
type metadataSize struct{}

// TagRPC puts the size of a call's metadata into the context, for HandleRPC.
func (a *admission) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context {
	md, _ := metadata.FromIncomingContext(ctx)
	return context.WithValue(ctx, metadataSize{}, largeSize(md))
}

// largeSize returns the size of metadata as HTTP/2 counts headers, or 0 if the metadata is not larger than usual.
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

// TagConn implements stats.Handler.
func (a *admission) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// HandleConn implements stats.Handler.
func (a *admission) HandleConn(context.Context, stats.ConnStats) {}

// requestTime is the time in which the request of a call must arrive after its headers. The JSON API has the same limit.
const requestTime = 20 * time.Second

// errLateRequest is the cause with which a call ends when its request does not arrive in time.
var errLateRequest = errors.New("the request did not arrive in time")

// arrival is the context of a call over a connection. It ends when the request does not arrive in time. gRPC itself has no such
// limit.
type arrival struct {
	context.Context
	late *time.Timer
	// ours reports whether the server itself calls arrived when the request is complete. For other calls, the first message
	// counts as the request.
	ours bool
}

// arrivalKey is the context key of an arrival.
type arrivalKey struct{}

// expect returns the context of a call that waits for its request.
func expect(ctx context.Context, method string) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	return &arrival{
		Context: ctx, ours: strings.HasPrefix(method, "/"+string(crmstreamv1.File_crmstream_v1_errors_proto.Package())+"."),
		late: time.AfterFunc(requestTime, func() { cancel(errLateRequest) }),
	}
}

// Err returns the reason why the context has ended.
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

// arrived notes that the request of a call is complete.
func arrived(ctx context.Context) {
	if a, ok := ctx.Value(arrivalKey{}).(*arrival); ok {
		a.late.Stop()
	}
}

// watchArrival stops the timer of a call when the call ends, and of a call that is not ours when its first message is there.
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
