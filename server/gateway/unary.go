package gateway

import (
	"context"
	"net/http"
	"strconv"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// addUnary adds the routes of all methods with one answer. Those that read no records are served by the generated handlers.
func addUnary(ctx context.Context, rs routes, conn grpc.ClientConnInterface, methods []*method, o Options) error {
	answers, err := newUnaryMarshaler(methods)
	if err != nil {
		return err
	}
	generated, err := newGenerated(ctx, conn, answers)
	if err != nil {
		return err
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
			case m.isLookUp():
				rs.add(b.Verb, b.Path, m.lookUp(b, conn, answers))
			case b.Verb == http.MethodGet:
				rs.addPage(b.Path, strictUnary(m, b, generated))
			default:
				rs.add(b.Verb, b.Path, strictUnary(m, b, generated))
			}
		}
	}
	return nil
}

// retryAfterHeader says when to try again.
const retryAfterHeader = "Retry-After"

// isLookUp reports whether the method reads records by their ids, which costs upstream requests.
func (m *method) isLookUp() bool { return m.Kind == api.Get || m.Kind == api.BatchGet }

// reading answers one HTTP form of a method that does not write. answer gets what was read of the HTTP request, and the request's body as it
// came. A caller waits for the answer, so the call is interactive and has a timeout.
func (m *method) reading(b api.Binding, answer func(ctx context.Context, w http.ResponseWriter, r *http.Request, req proto.Message, body []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		req, body, f := m.readUnary(r, b)
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
		answer(ctx, w, r, req, body)
	}
}

// lookUp answers one HTTP form of a look-up. The records of the answer stay encoded, like those of a list: the generated handler would
// decode them only to write them as JSON.
func (m *method) lookUp(b api.Binding, conn grpc.ClientConnInterface, answers unaryMarshaler) http.HandlerFunc {
	return m.reading(b, func(ctx context.Context, w http.ResponseWriter, _ *http.Request, req proto.Message, _ []byte) {
		header := metadata.MD{}
		answer := lookUpMessage{Parts: m.Response.New().Interface()}
		defer answer.Release()
		err := conn.Invoke(withMetadata(ctx, api.InteractiveKey, "1"), m.Name, req, &answer, grpc.Header(&header), grpc.ForceCodecV2(wirejson.NewCodec()))
		setExpires(w.Header(), header)
		if err != nil {
			fromStatus(err).write(w)
			return
		}
		body, err := answers.marshalLookUp(&answer)
		if err != nil {
			unencodable(err).write(w)
			return
		}
		writeAnswer(w, body)
	})
}

// writeAnswer answers a request with JSON.
func writeAnswer(w http.ResponseWriter, body []byte) {
	h := w.Header()
	h.Set("Content-Type", typeJSON)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // fails only if the client has gone
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
