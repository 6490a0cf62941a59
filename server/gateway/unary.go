package gateway

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	crmstreamv1gateway "github.com/crmstream/crmstream/gen/go/gateway/crmstream/v1"
)

// addUnary adds the routes of all unary methods, served by the generated handlers.
func addUnary(ctx context.Context, rs routes, conn grpc.ClientConnInterface, methods []*method) error {
	mux := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, unaryMarshaler{&runtime.JSONPb{
			MarshalOptions: protojson.MarshalOptions{EmitDefaultValues: true},
		}}),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptReserved),
		runtime.WithIncomingHeaderMatcher(matchHeaders(requestIDHeader)),
		runtime.WithOutgoingHeaderMatcher(matchHeaders(retryAfterHeader)),
		runtime.WithOutgoingTrailerMatcher(func(string) (string, bool) { return "", false }),
		runtime.WithErrorHandler(writeUnaryError),
	)
	if err := crmstreamv1gateway.RegisterSourcesServiceHandlerClient(ctx, mux, crmstreamv1.NewSourcesServiceClient(conn)); err != nil {
		return fmt.Errorf("gateway: %w", err)
	}
	for _, m := range methods {
		if m.desc.IsStreamingServer() {
			continue
		}
		for _, b := range m.bindings {
			if b.verb != http.MethodGet {
				return fmt.Errorf("gateway: %s: unary methods over %s are not supported", m.name, b.verb)
			}
			rs.addPage(b.path, strictUnary(m, mux))
		}
	}
	return nil
}

// retryAfterHeader tells when to try again.
const retryAfterHeader = "Retry-After"

// matchHeaders returns a matcher that lets one header through, under its own name.
func matchHeaders(name string) runtime.HeaderMatcherFunc {
	return func(key string) (string, bool) { return strings.ToLower(name), strings.EqualFold(key, name) }
}

// strictUnary checks what the generated handler of a method would ignore, then calls it with the allowed headers only.
func strictUnary(m *method, generated http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		if negotiate(r.Header.Values("Accept"), typeJSON) == "" {
			notAcceptable(typeJSON).write(w)
			return
		}
		values, f := parseQuery(r.URL.RawQuery)
		if f == nil {
			f = m.fill(m.request.New().Interface(), values)
		}
		if f == nil {
			f = m.fillPath(m.request.New().Interface(), r.PathValue)
		}
		if f == nil {
			_, f = readTimeout(r.Header.Get(timeoutHeader)) // the generated handlers take 0 for no timeout
		}
		if f != nil {
			f.write(w)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		inner := r.Clone(r.Context())
		inner.Method = http.MethodGet         // net/http drops the body of an answer to HEAD
		inner.Host, inner.RemoteAddr = "", "" // else it sends them on as x-forwarded headers
		inner.Header = http.Header{requestIDHeader: {requestIDOf(r.Context())}}
		if timeout := r.Header.Get(timeoutHeader); timeout != "" {
			inner.Header.Set(timeoutHeader, timeout)
		}
		generated.ServeHTTP(w, inner)
	})
}

func writeUnaryError(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	fromStatus(err).write(w)
}

// unaryMarshaler writes stable bytes.
type unaryMarshaler struct{ *runtime.JSONPb }

// Marshal returns v as JSON without blanks, with a line end.
func (m unaryMarshaler) Marshal(v any) ([]byte, error) {
	data, err := m.JSONPb.Marshal(v)
	if err != nil {
		return nil, err
	}
	return append(compact(data), '\n'), nil
}
