package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// readPost reads the body of a POST. Its query has no fields of the request, only the extra parameters.
func (m *method) readPost(req proto.Message, r *http.Request, values url.Values, extra ...string) *failure {
	for name := range values {
		if m.field(name) != nil {
			return invalid(name, "belongs in the body of a POST, not in the query")
		}
		return invalid(name, "unknown parameter%s", suggest(name, extra))
	}
	if f := m.readBody(req, r); f != nil {
		return f
	}
	for _, name := range m.variables {
		text := req.ProtoReflect().Get(m.field(name)).String()
		if text != "" && text != r.PathValue(name) {
			return invalid(name, "%q in the body differs from %q in the path: leave it out of the body", text, r.PathValue(name))
		}
	}
	return nil
}

// readBody sets the request's fields from a JSON body; an empty body is an empty request.
func (m *method) readBody(req proto.Message, r *http.Request) *failure {
	if f := checkContentType(r.Header); f != nil {
		return f
	}
	body, err := io.ReadAll(r.Body)
	var tooMuch *http.MaxBytesError
	switch {
	case errors.As(err, &tooMuch):
		return tooLarge(tooMuch.Limit)
	case err != nil:
		return invalid("body", "cannot be read: %v", err)
	case len(bytes.TrimSpace(body)) == 0:
		return nil
	}
	if err := protojson.Unmarshal(body, req); err != nil {
		return m.explain(body, err)
	}
	return nil
}

func checkContentType(h http.Header) *failure {
	unsupported := func(format string, args ...any) *failure {
		return refuse(http.StatusUnsupportedMediaType, codes.InvalidArgument,
			crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST, format, args...)
	}
	mediaType, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || mediaType != typeJSON {
		return unsupported("Content-Type must be %s, not %q", typeJSON, h.Get("Content-Type"))
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return unsupported("the body must be in UTF-8, not %q", charset)
	}
	if encoding := h.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return unsupported("Content-Encoding %q is not supported: send the body as it is", encoding)
	}
	return nil
}

// explain finds the field at which reading a body failed. protojson's own errors give positions, and differ from build
// to build.
func (m *method) explain(body []byte, err error) *failure {
	var members map[string]json.RawMessage
	if jsonErr := json.Unmarshal(body, &members); jsonErr != nil {
		return invalid("body", "not a JSON object: %v", jsonErr)
	}
	if !utf8.Valid(body) {
		return invalid("body", "not valid UTF-8")
	}
	given := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		field := m.field(name)
		if field == nil {
			return invalid(name, "unknown field%s", suggest(name, m.parameters()))
		}
		if other, ok := given[string(field.Name())]; ok {
			return invalid(string(field.Name()), "given twice, as %s and as %s", other, name)
		}
		given[string(field.Name())] = name
		alone, encodeErr := json.Marshal(map[string]json.RawMessage{name: members[name]})
		if encodeErr == nil && protojson.Unmarshal(alone, m.request.New().Interface()) != nil {
			return invalid(string(field.Name()), "%s", expectation(field, []string{string(members[name])}))
		}
	}
	return invalid("body", "%s", strings.ReplaceAll(err.Error(), "\u00a0", " "))
}
