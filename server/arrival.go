package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"google.golang.org/grpc/stats"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

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
