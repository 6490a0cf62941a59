package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/spelling"
)

// takeBody reads the whole body of a request, also if no handler needs it, and replaces r.Body by what it read. Otherwise a
// client that sends its body byte by byte would hold a connection for as long as it likes: in a handler that reads the body, or
// in net/http, which reads what a handler has left before it answers. Only reading has a deadline, and only until the body has
// come: streams last for hours. The body of an upload is left to its handler, which reads it as takeBody does.
func takeBody(w http.ResponseWriter, r *http.Request, o Options) *failure {
	if r.ContentLength == 0 {
		return nil
	}
	reading := http.NewResponseController(w)
	if err := reading.SetReadDeadline(time.Now().Add(o.BodyTime)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return invalid("body", "cannot be read: %v", err)
	}
	if o.uploads(r) {
		return nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, o.maxBody(r)))
	var tooMuch *http.MaxBytesError
	switch {
	case errors.As(err, &tooMuch):
		return tooLarge(tooMuch.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return tooSlow(o.BodyTime) // net/http closes the connection, since the rest of the body is still to come
	case err != nil:
		return invalid("body", "cannot be read: %v", err)
	}
	// net/http has lifted the deadline by now. Its documentation does not say so, so takeBody lifts it too.
	if err := reading.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return invalid("body", "cannot be read: %v", err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return nil
}

// readBody returns the body of a request, which must be JSON.
func readBody(r *http.Request) ([]byte, *failure) {
	if f := checkContentType(r.Header); f != nil {
		return nil, f
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, invalid("body", "cannot be read: %v", err)
	}
	return body, nil
}

// fillBody sets the part of a request that the body of an HTTP form has, the request or a message of it, from JSON. An empty
// body is an empty message. fillBody refuses fields that the request does not have. masked says that the query has a mask.
func (m *method) fillBody(req proto.Message, b api.Binding, body []byte, masked bool) *failure {
	if m.Kind.Writes() {
		return m.fillWrite(req, b, body, masked)
	}
	if b.Body != "*" {
		req = req.ProtoReflect().Mutable(m.Request.Descriptor().Fields().ByName(protoreflect.Name(b.Body))).Message().Interface()
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	if err := protojson.Unmarshal(body, req); err != nil {
		return m.fieldAtFault(req.ProtoReflect().Type(), body, err)
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

// fieldAtFault returns the failure of a body that could not be read as a message, with the field at fault. protojson's own
// errors have positions instead of fields, and differ from build to build.
func (m *method) fieldAtFault(message protoreflect.MessageType, body []byte, err error) *failure {
	var members map[string]json.RawMessage
	if jsonErr := json.Unmarshal(body, &members); jsonErr != nil {
		return invalid("body", "not a JSON object: %v", jsonErr)
	}
	if !utf8.Valid(body) {
		return invalid("body", "not valid UTF-8")
	}
	given := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		field := fieldOf(message.Descriptor(), name)
		if field == nil {
			return invalid(name, "unknown field%s", spelling.Suggest(name, m.parameters(message.Descriptor())))
		}
		if other, ok := given[string(field.Name())]; ok {
			return invalid(field.JSONName(), "given twice, as %s and as %s", other, name)
		}
		given[string(field.Name())] = name
	}
	if f := wrongValue(message.New(), body, ""); f != nil {
		return f
	}
	return invalid("body", "%s", strings.ReplaceAll(err.Error(), "\u00a0", " "))
}

// wrongValue returns the failure of the first value in an object that is not of its field's type, nil if all are.
func wrongValue(message protoreflect.Message, object []byte, path string) *failure {
	members, _ := readMembers(object) // the members before an error are read
	for _, m := range members {
		field := fieldOf(message.Descriptor(), m.name)
		alone, err := json.Marshal(map[string]json.RawMessage{m.name: m.value})
		if field == nil || err != nil || protojson.Unmarshal(alone, message.New().Interface()) == nil {
			continue
		}
		path := join(path, field.JSONName())
		if f := wrongPart(message.NewField(field), field, m.value, path); f != nil {
			return f
		}
		return invalid(path, "%s", expectation(field, []string{string(m.value)}))
	}
	return nil
}

// wrongPart returns the failure of the first value in a message, a list of messages or a map of messages, nil if there is none.
func wrongPart(v protoreflect.Value, field protoreflect.FieldDescriptor, value []byte, path string) *failure {
	switch {
	case field.Message() == nil, field.IsMap() && field.MapValue().Message() == nil:
	case field.IsMap():
		entries, _ := readMembers(value)
		for _, e := range entries {
			if f := wrongValue(v.Map().NewValue().Message(), e.value, join(path, e.name)); f != nil {
				return f
			}
		}
	case field.IsList():
		var elements []json.RawMessage
		_ = json.Unmarshal(value, &elements) // another value has no elements
		for i, element := range elements {
			if f := wrongValue(v.List().NewElement().Message(), element, fmt.Sprintf("%s[%d]", path, i)); f != nil {
				return f
			}
		}
	default:
		return wrongValue(v.Message(), value, path)
	}
	return nil
}
