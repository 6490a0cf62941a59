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
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// addUnary adds the routes of all methods with one answer. Those that do not write are served by the generated handlers.
func addUnary(ctx context.Context, rs routes, conn grpc.ClientConnInterface, methods []*method, o Options) error {
	answers, err := newUnaryMarshaler(methods)
	if err != nil {
		return err
	}
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
			return fmt.Errorf("gateway: %w", err)
		}
	}
	for _, m := range methods {
		if m.Desc.IsStreamingServer() {
			continue
		}
		for _, b := range m.Bindings {
			switch {
			case m.Kind == api.Upload:
				rs.add(b.Verb, b.Path, uploadHandler(m.upload(conn, answers, o)))
			case m.Kind.Writes():
				rs.add(b.Verb, b.Path, writeHandler(m.write(b, conn, answers)))
			case b.Verb == http.MethodGet && !m.isLookUp():
				rs.addPage(b.Path, strictUnary(m, b, mux))
			default:
				rs.add(b.Verb, b.Path, strictUnary(m, b, mux))
			}
		}
	}
	return nil
}

// isLookUp reports whether the method reads records by their ids, which costs upstream requests.
func (m *method) isLookUp() bool { return m.Kind == api.Get || m.Kind == api.BatchGet }

// retryAfterHeader says when to try again.
const retryAfterHeader = "Retry-After"

// matchHeaders returns a matcher for headers with these names, which keeps the names.
func matchHeaders(names ...string) runtime.HeaderMatcherFunc {
	return func(key string) (string, bool) {
		same := func(name string) bool { return strings.EqualFold(key, name) }
		return strings.ToLower(key), slices.ContainsFunc(names, same)
	}
}

// strictUnary checks what the generated handler of a method would ignore, then calls that handler with the gateway's own
// headers only. A caller waits for the answer, so the call is interactive and has a timeout.
func strictUnary(m *method, b api.Binding, generated http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		_, body, f := m.readUnary(r, b)
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
		inner.Method = b.Verb                 // net/http drops the body of an answer to HEAD
		inner.Host, inner.RemoteAddr = "", "" // otherwise the handler sends them as x-forwarded headers
		inner.Body, inner.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		inner.Header = callerHeader(r) // with the credential, which the generated handlers always pass on
		inner.Header.Set(api.RequestIDHeader, requestIDOf(ctx))
		inner.Header.Set(api.InteractiveKey, "1")
		generated.ServeHTTP(w, inner)
	})
}

// readUnary reads a request. It also returns its body as it came.
func (m *method) readUnary(r *http.Request, b api.Binding) (proto.Message, []byte, *failure) {
	if negotiate(r.Header.Values("Accept"), typeJSON) == "" {
		return nil, nil, notAcceptable(typeJSON)
	}
	values, f := parseQuery(r.URL.RawQuery)
	if f != nil {
		return nil, nil, f
	}
	req := m.Request.New().Interface()
	var body []byte
	switch b.Body {
	case "":
	case "*":
		for name := range values {
			return nil, nil, m.misplaced(name)
		}
		fallthrough
	default:
		if body, f = readBody(r); f == nil {
			f = m.fillBody(req, b, body, splitMask(values))
		}
		if f != nil {
			return nil, nil, f
		}
	}
	for name := range values {
		if field := m.field(name); field != nil && string(field.Name()) == b.Body {
			return nil, nil, m.misplaced(name)
		}
	}
	if f := m.fill(req, values); f != nil {
		return nil, nil, f
	}
	if f := m.agrees(req, r); f != nil {
		return nil, nil, f
	}
	return req, body, m.fillPath(req, r.PathValue)
}

// misplaced returns the failure of a query parameter in a request with its fields in the body.
func (m *method) misplaced(name string, extra ...string) *failure {
	if m.field(name) != nil {
		return invalid(name, "belongs in the body, not in the query")
	}
	return invalid(name, "unknown parameter%s", spelling.Suggest(name, extra))
}

// agrees returns a failure if the body has another value for a field of the path than the path.
func (m *method) agrees(req proto.Message, r *http.Request) *failure {
	for _, name := range m.variables {
		given := req.ProtoReflect().Get(m.Request.Descriptor().Fields().ByName(protoreflect.Name(name))).String()
		if given != "" && given != r.PathValue(name) {
			return invalid(jsonName(name), "%q in the body differs from %q in the path: leave it out of the body", given, r.PathValue(name))
		}
	}
	return nil
}

func writeUnaryError(ctx context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, _ *http.Request, err error) {
	md, _ := runtime.ServerMetadataFromContext(ctx)
	setExpires(w.Header(), md.HeaderMD)
	fromStatus(err).write(w)
}
