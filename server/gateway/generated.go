package gateway

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/internal/api"
)

// newGenerated returns the handlers that grpc-gateway generates, for the methods that read no records.
func newGenerated(ctx context.Context, conn grpc.ClientConnInterface, answers unaryMarshaler) (http.Handler, error) {
	mux := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, answers),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptReserved),
		runtime.WithIncomingHeaderMatcher(matchHeaders(api.RequestIDHeader, api.InteractiveKey, clientAddressHeader, clientCertificateHeader)),
		runtime.WithOutgoingHeaderMatcher(matchHeaders(retryAfterHeader, expiresHeader)),
		runtime.WithOutgoingTrailerMatcher(matchHeaders()),
		runtime.WithErrorHandler(writeUnaryError),
	)
	for _, register := range registrations() {
		if err := register(ctx, mux, conn); err != nil {
			return nil, fmt.Errorf("gateway: %w", err)
		}
	}
	return mux, nil
}

// matchHeaders returns a matcher for headers with these names, which keeps the names.
func matchHeaders(names ...string) runtime.HeaderMatcherFunc {
	return func(key string) (string, bool) {
		same := func(name string) bool { return strings.EqualFold(key, name) }
		return strings.ToLower(key), slices.ContainsFunc(names, same)
	}
}

// strictUnary checks what the generated handler of a method would ignore, then calls that handler with the gateway's own headers only.
func strictUnary(m *method, b api.Binding, generated http.Handler) http.Handler {
	return m.reading(b, func(ctx context.Context, w http.ResponseWriter, r *http.Request, _ proto.Message, body []byte) {
		w.Header().Set("Cache-Control", "no-store")
		inner := r.Clone(ctx)
		inner.Method = b.Verb                 // net/http drops the body of an answer to HEAD
		inner.Host, inner.RemoteAddr = "", "" // otherwise the handler sends them as x-forwarded headers
		inner.Body, inner.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		inner.Header = callerHeader(r) // with the credential, which the generated handlers always pass on
		inner.Header.Set(api.RequestIDHeader, requestIDOf(ctx))
		inner.Header.Set(api.InteractiveKey, "1")
		generated.ServeHTTP(w, inner)
	})
}

func writeUnaryError(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	md, _ := runtime.ServerMetadataFromContext(ctx)
	setExpires(w.Header(), md.HeaderMD)
	fromStatus(err).write(w)
}
