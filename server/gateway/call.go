package gateway

import (
	"context"
	"errors"
	"io"
	"iter"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/metadata"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// timeoutHeader has the timeout that a caller sets for a call, in gRPC's notation.
const timeoutHeader = "Grpc-Timeout"

// timeoutPattern matches gRPC's notation of a timeout: at most eight digits and a unit.
var timeoutPattern = regexp.MustCompile(`^([0-9]{1,8})([HMSmun])$`)

// readTimeout reads the value of a Grpc-Timeout header, 0 for none.
func readTimeout(text string) (time.Duration, *failure) {
	if text == "" {
		return 0, nil
	}
	parts := timeoutPattern.FindStringSubmatch(text)
	if parts == nil {
		return 0, invalid("grpc-timeout", "takes digits and one of the units H, M, S, m, u, n, such as 30S, not %q", text)
	}
	n, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil || n == 0 {
		return 0, invalid("grpc-timeout", "must be more than 0")
	}
	unit := map[string]time.Duration{
		"H": time.Hour, "M": time.Minute, "S": time.Second,
		"m": time.Millisecond, "u": time.Microsecond, "n": time.Nanosecond,
	}[parts[2]]
	if n > math.MaxInt64/int64(unit) {
		return math.MaxInt64, nil
	}
	return time.Duration(n) * unit, nil
}

// withMetadata returns a context for calls that send a metadata key.
func withMetadata(ctx context.Context, key, value string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, key, value)
}

// call calls the list and yields its messages; each message is valid until the next one. Before that, begun gets the header of
// the answer. A failure is yielded once and last; a list that ends without a summary has failed too. Cancelling ctx releases
// the call, so a caller that stops early must cancel it.
func (l *list) call(ctx context.Context, req listRequest, begun func(metadata.MD)) iter.Seq2[*message, *failure] {
	return func(yield func(*message, *failure) bool) {
		stream, err := l.conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, l.Name, grpc.ForceCodecV2(listCodec{encoding.GetCodecV2("proto")}))
		if err == nil {
			err = stream.SendMsg(req)
		}
		if err == nil {
			err = stream.CloseSend()
		}
		if err != nil && !errors.Is(err, io.EOF) { // io.EOF: the true error is what RecvMsg returns
			yield(nil, fromStatus(err))
			return
		}
		if md, err := stream.Header(); err == nil { // else RecvMsg returns the error
			begun(md)
		}
		complete := false
		m := &message{listResponse: l.Response.New().Interface().(listResponse)} // newList has checked the type
		defer m.hold(nil)
		defer context.AfterFunc(stream.Context(), m.detach)()
		for {
			err := stream.RecvMsg(m)
			switch {
			case err == nil:
				complete = m.GetSummary() != nil
				if !yield(m, nil) {
					return
				}
			case !errors.Is(err, io.EOF):
				yield(nil, fromStatus(err))
				return
			case !complete:
				yield(nil, refuse(http.StatusInternalServerError, codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_INTERNAL,
					"the list ended without a summary, so it may be incomplete"))
				return
			default:
				return
			}
		}
	}
}
