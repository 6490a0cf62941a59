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
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// addUnary adds the routes of all unary methods, served by the generated handlers.
func addUnary(ctx context.Context, rs routes, conn grpc.ClientConnInterface, methods []*method) error {
	mux := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, unaryMarshaler{&runtime.JSONPb{}}),
		runtime.WithDisableHTTPMethodOverride(),
		runtime.WithDisablePathLengthFallback(),
		runtime.WithUnescapingMode(runtime.UnescapingModeAllExceptReserved),
		runtime.WithIncomingHeaderMatcher(matchHeaders(requestIDHeader, interactiveKey)),
		runtime.WithOutgoingHeaderMatcher(matchHeaders(retryAfterHeader)),
		runtime.WithOutgoingTrailerMatcher(matchHeaders()),
		runtime.WithErrorHandler(writeUnaryError),
	)
	for _, register := range registrations() {
		if err := register(ctx, mux, conn); err != nil {
			return fmt.Errorf("gateway: %w", err)
		}
	}
	for _, m := range methods {
		if m.desc.IsStreamingServer() {
			continue
		}
		for _, b := range m.bindings {
			if m.isLookUp() || b.body != "" {
				rs.add(b.verb, b.path, strictUnary(m, b, mux))
				continue
			}
			rs.addPage(b.path, strictUnary(m, b, mux))
		}
	}
	return nil
}

// isLookUp tells whether the method reads records by their ids, which costs upstream requests.
func (m *method) isLookUp() bool {
	_, ok := m.response.Zero().Interface().(lookUpAnswer)
	return ok
}

// retryAfterHeader tells when to try again.
const retryAfterHeader = "Retry-After"

// matchHeaders returns a matcher that lets these headers through, under their own names.
func matchHeaders(names ...string) runtime.HeaderMatcherFunc {
	return func(key string) (string, bool) {
		same := func(name string) bool { return strings.EqualFold(key, name) }
		return strings.ToLower(key), slices.ContainsFunc(names, same)
	}
}

// strictUnary checks what the generated handler of a method would ignore, then calls it with our own headers only. Somebody
// waits for the answer, so the call is interactive and ends in time.
func strictUnary(m *method, b binding, generated http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		req, f := m.readUnary(r, b)
		if f != nil {
			f.write(w)
			return
		}
		ctx, cancel, f := callContext(r, answerWithin)
		if f != nil {
			f.write(w)
			return
		}
		defer cancel()
		w.Header().Set("Cache-Control", "no-store")
		inner := r.Clone(ctx)
		inner.Method = b.verb                 // net/http drops the body of an answer to HEAD
		inner.Host, inner.RemoteAddr = "", "" // else it sends them on as x-forwarded headers
		inner.Header = http.Header{}
		inner.Header.Set(requestIDHeader, requestIDOf(ctx))
		inner.Header.Set(interactiveKey, "1")
		if b.body != "" {
			body, _ := protojson.Marshal(req) // fails only for what cannot have been read
			inner.Body = io.NopCloser(bytes.NewReader(body))
		}
		generated.ServeHTTP(w, inner)
	})
}

// readUnary reads a request, and finds its mistakes.
func (m *method) readUnary(r *http.Request, b binding) (proto.Message, *failure) {
	if negotiate(r.Header.Values("Accept"), typeJSON) == "" {
		return nil, notAcceptable(typeJSON)
	}
	values, f := parseQuery(r.URL.RawQuery)
	if f != nil {
		return nil, f
	}
	req := m.request.New().Interface()
	if b.body == "" {
		f = m.fill(req, values)
	} else {
		f = m.readPost(req, r, values)
	}
	if f != nil {
		return nil, f
	}
	return req, m.fillPath(req, r.PathValue)
}

func writeUnaryError(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	fromStatus(err).write(w)
}
