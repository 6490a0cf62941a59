package server

import (
	"context"
	"sync/atomic"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/tap"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const (
	// maxCalls is how many calls are served at a time, over all connections. Each may hold its metadata, and a list a message.
	maxCalls = 4096
	// maxMetadata is how many bytes of metadata a call may have.
	maxMetadata = 64 << 10
)

// crowd counts the calls under way, from before their requests are read, and refuses those that are too many.
type crowd struct{ calls atomic.Int64 }

// admit refuses a call before anything is kept of it.
func (c *crowd) admit(ctx context.Context, _ *tap.Info) (context.Context, error) {
	if c.calls.Load() < maxCalls {
		return ctx, nil
	}
	refused := status.Newf(codes.Unavailable, "the server serves %d calls, as many as it may: try again", maxCalls)
	info := &errdetails.ErrorInfo{Reason: reasonOf(crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED), Domain: errorDomain}
	if detailed, err := refused.WithDetails(info, &errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)}); err == nil {
		refused = detailed
	}
	return nil, refused.Err()
}

// HandleRPC counts calls as they begin and end.
func (c *crowd) HandleRPC(_ context.Context, s stats.RPCStats) {
	switch s.(type) {
	case *stats.Begin:
		c.calls.Add(1)
	case *stats.End:
		c.calls.Add(-1)
	}
}

// TagRPC is of stats.Handler.
func (c *crowd) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

// TagConn is of stats.Handler.
func (c *crowd) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// HandleConn is of stats.Handler.
func (c *crowd) HandleConn(context.Context, stats.ConnStats) {}
