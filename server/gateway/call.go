package gateway

import (
	"context"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"google.golang.org/grpc/metadata"

	"github.com/crmstream/crmstream/internal/api"
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

// callContext returns the context of the call that answers a request. The context has the request's id and the timeout of the
// request or, if the request has none, within. 0 means no timeout.
func callContext(r *http.Request, within time.Duration) (context.Context, context.CancelFunc, *failure) {
	timeout, f := readTimeout(r.Header.Get(timeoutHeader))
	if f != nil {
		return nil, nil, f
	}
	if timeout == 0 {
		timeout = within
	}
	ctx := withCaller(withMetadata(r.Context(), api.RequestIDHeader, requestIDOf(r.Context())), r)
	if timeout > 0 {
		ctx, cancel := context.WithTimeout(ctx, timeout)
		return ctx, cancel, nil
	}
	ctx, cancel := context.WithCancel(ctx)
	return ctx, cancel, nil
}
