package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

const (
	// writeWithin is the timeout of a write if the caller sets none. The server does not stop a write that has begun.
	writeWithin = 5 * time.Minute
	// maxWrite is the largest body of a write in bytes, and the largest message that the gRPC server takes.
	maxWrite = 4 << 20
	// maxWritten is the largest answer in bytes. The records of an executed batch must not be lost for their size.
	maxWritten = 64 << 20
	// idempotencyHeader has the request id of a write.
	idempotencyHeader = "Idempotency-Key"
)

// writeRequest is what all requests of writes have, as far as the gateway needs it.
type writeRequest interface {
	keyed
	GetSource() string
}

// keyed is a message with a request id.
type keyed interface {
	proto.Message
	GetRequestId() string
}

// writeHandler is a handler of a write. Its requests may have a larger body than others.
type writeHandler http.HandlerFunc

// ServeHTTP answers a request.
func (h writeHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h(w, r) }

// write answers one HTTP form of a write.
func (m *method) write(b api.Binding, conn grpc.ClientConnInterface, answers unaryMarshaler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		req, f := m.readWrite(r, b)
		if f != nil {
			f.write(w)
			return
		}
		ctx, cancel, f := callContext(r, writeWithin)
		if f != nil {
			f.write(w)
			return
		}
		defer cancel()
		answer, header := m.Response.New().Interface(), metadata.MD{}
		err := conn.Invoke(withMetadata(ctx, api.InteractiveKey, "1"), m.Name, req, answer, grpc.Header(&header), grpc.MaxCallRecvMsgSize(maxWritten))
		setExpires(w.Header(), header)
		if err != nil {
			fromWrite(err, req).write(w)
			return
		}
		body, err := answers.Marshal(answer)
		if err != nil {
			unencodable(err).write(w)
			return
		}
		writeAnswer(w, body)
	}
}

// readWrite reads the request of a write.
func (m *method) readWrite(r *http.Request, b api.Binding) (writeRequest, *failure) {
	if b.Body == "" {
		if body, err := io.ReadAll(r.Body); err != nil || len(body) > 0 {
			last := m.Bindings[len(m.Bindings)-1]
			return nil, invalid("body", "%s takes no body: use %s %s", b.Verb, last.Verb, last.Path)
		}
	}
	message, _, f := m.readUnary(r, b)
	if f != nil {
		return nil, f
	}
	if update, ok := message.(interface{ GetUpdateMask() []string }); ok {
		if f := checkMask("updateMask", update.GetUpdateMask()); f != nil {
			return nil, f
		}
	}
	req, ok := message.(writeRequest)
	if !ok {
		return nil, unencodable(fmt.Errorf("%s is no request of a write", m.Request.Descriptor().FullName()))
	}
	if size := proto.Size(req); size > maxWrite {
		return nil, refuse(http.StatusRequestEntityTooLarge, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			"the request is larger than %d bytes as a message: write fewer records at a time", maxWrite)
	}
	return req, fillKey(req, r.Header.Values(idempotencyHeader))
}

// fillWrite sets the part of a request that the body of an HTTP form has.
func (m *method) fillWrite(req proto.Message, b api.Binding, body []byte, masked bool) *failure {
	if body = bytes.TrimSpace(body); len(body) == 0 {
		body = []byte("{}")
	}
	switch {
	case !utf8.Valid(body):
		return invalid("body", "not valid UTF-8")
	case body[0] != '{' || !json.Valid(body):
		return invalid("body", "not a JSON object")
	}
	if b.Body != "*" {
		name := m.Request.Descriptor().Fields().ByName(protoreflect.Name(b.Body)).JSONName()
		body = slices.Concat([]byte(`{"`+name+`":`), body, []byte("}"))
	}
	body, f := m.rewrite(body, masked)
	if f != nil {
		return f
	}
	if err := protojson.Unmarshal(body, req); err != nil {
		return m.fieldAtFault(m.Request, body, err)
	}
	return nil
}

// splitMask splits the masks of a query at their commas and reports whether there is one.
func splitMask(query url.Values) bool {
	masked := false
	for _, name := range []string{"updateMask", maskField} {
		if masks, ok := query[name]; ok {
			query[name], masked = strings.Split(strings.Join(masks, ","), ","), true
		}
	}
	return masked
}

// checkMask refuses a mask that names all custom fields, since the upstream has more of them than the record.
func checkMask(path string, names []string) *failure {
	if slices.Contains(names, "fields") {
		return invalid(path, `"fields" stands for no field: name the keys, as fields.KEY`)
	}
	return nil
}

// keyPattern matches the value of the header Idempotency-Key: visible characters, bare or as a string of RFC 8941.
var keyPattern = regexp.MustCompile(`^(?:[!#-~][!-~]{0,254}|"((?:[!#-\[\]-~]|\\["\\]){1,255})")$`)

// fillKey sets the request id of a write to that of the header. The header is not sent on.
func fillKey(req keyed, keys []string) *failure {
	if len(keys) == 0 {
		return nil
	}
	parts := keyPattern.FindStringSubmatch(keys[0])
	if len(keys) > 1 || parts == nil {
		return invalid(idempotencyHeader, "takes one id of 1 to 255 visible characters, bare or in double quotes")
	}
	key := keys[0]
	if parts[1] != "" {
		key = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(parts[1])
	}
	if given := req.GetRequestId(); given != "" && given != key {
		return invalid("requestId", "%q differs from the header %s: send one of the two", given, idempotencyHeader)
	}
	field := req.ProtoReflect().Descriptor().Fields().ByName("request_id")
	req.ProtoReflect().Set(field, protoreflect.ValueOfString(key))
	return nil
}

// fromWrite returns the failure of a write. An error without details is not the server's: then the write may have been executed.
func fromWrite(err error, req writeRequest) *failure {
	st := status.Convert(err)
	if len(st.Details()) > 0 {
		return fromStatus(err)
	}
	advice, details := "the write may have been executed: its state is among "+writesPath(req), map[string]string(nil)
	if id := req.GetRequestId(); id != "" {
		advice = "the write may have been executed: send it again with the same request id, never with another; its state is at " +
			writesPath(req) + "/" + url.PathEscape(id)
		details = map[string]string{"request_id": id}
	}
	switch st.Code() {
	case codes.DeadlineExceeded:
		return newFailure(http.StatusGatewayTimeout, st.Code(), "the call has reached its timeout; "+advice,
			errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, details))
	case codes.Unavailable, codes.Internal, codes.ResourceExhausted: // lost, broken or too large
		return newFailure(http.StatusInternalServerError, codes.Unknown, "the answer of the server has not come; "+advice,
			errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN, details))
	default:
		return fromStatus(err)
	}
}

func writesPath(req writeRequest) string {
	return "/v1/sources/" + url.PathEscape(req.GetSource()) + "/writes"
}
