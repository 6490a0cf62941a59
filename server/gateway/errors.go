package gateway

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/anypb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// errorDomain is the domain of the ErrorInfo of every error of crmstream.
const errorDomain = "crmstream"

// failure is an error answer.
type failure struct {
	http   int // HTTP status
	status *status.Status
}

// fromStatus returns the failure of a gRPC call.
func fromStatus(err error) *failure { return fromStatusNamed(err, jsonName) }

// fromStatusNamed is fromStatus with other names of request fields.
func fromStatusNamed(err error, name func(string) string) *failure {
	st := status.Convert(err)
	if st.Code() == codes.DeadlineExceeded && len(st.Details()) == 0 {
		// The deadline passed before the server had sent its own error.
		return newFailure(http.StatusGatewayTimeout, st.Code(), st.Message(), errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_DEADLINE_EXCEEDED, nil))
	}
	return &failure{http: httpStatus(st), status: renamed(st, name)}
}

// httpStatus returns the HTTP status of a gRPC status: that of its code, but 410 for a position that is no longer kept:
// the request was right once, and will not be again.
func httpStatus(st *status.Status) int {
	gone := errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_CHANGES_EXPIRED, nil).GetReason()
	for _, detail := range st.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == errorDomain && info.GetReason() == gone {
			return http.StatusGone
		}
	}
	return runtime.HTTPStatusFromCode(st.Code())
}

// renamed returns the status of a gRPC call with another name of the request field at fault: in the spelling of JSON, like all fields
// in answers. The field is renamed in the details and in the message.
func renamed(st *status.Status, name func(string) string) *status.Status {
	p := st.Proto()
	for i, detail := range p.GetDetails() {
		m, err := detail.UnmarshalNew()
		if err != nil {
			continue // its type is unknown here
		}
		switch m := m.(type) {
		case *errdetails.BadRequest:
			for _, violation := range m.GetFieldViolations() {
				named := name(violation.GetField())
				p.Message = strings.ReplaceAll(p.GetMessage(), violation.GetField()+": ", named+": ")
				violation.Field = named
			}
		case *errdetails.ErrorInfo:
			field, ok := m.GetMetadata()["field"]
			if !ok {
				continue
			}
			m.Metadata["field"] = name(field)
			parts := strings.Split(p.GetMessage(), ": ")
			if at := slices.Index(parts, field); at >= 0 {
				parts[at] = name(field)
			}
			p.Message = strings.Join(parts, ": ")
		default:
			continue
		}
		if renamed, err := anypb.New(m); err == nil {
			p.Details[i] = renamed
		}
	}
	return status.FromProto(p)
}

// jsonName returns the name of a request field, or the path of an element, in the spelling of JSON: pageSize for page_size.
// Keys of custom fields stay as they are.
func jsonName(path string) string {
	if at := strings.Index("."+path, ".fields."); at >= 0 {
		at += len("fields.")
		return jsonName(path[:at-1]) + path[at-1:]
	}
	name := make([]byte, 0, len(path))
	for i := 0; i < len(path); i++ {
		if c := path[i]; c != '_' || i+1 == len(path) {
			name = append(name, c)
			continue
		}
		i++
		name = append(name, bytes.ToUpper([]byte{path[i]})...)
	}
	return string(name)
}

// refuse returns the failure of a request that does not reach the gRPC server.
func refuse(httpStatus int, c codes.Code, reason crmstreamv1.ErrorReason, format string, args ...any) *failure {
	return newFailure(httpStatus, c, fmt.Sprintf(format, args...), errorInfo(reason, nil))
}

// invalid returns the failure of a request with a wrong value in a field. The field has its name in JSON or, if the request has
// no such field, the name that the caller sent.
func invalid(field, format string, args ...any) *failure {
	field, description := redact.Keys(field), redact.Keys(fmt.Sprintf(format, args...))
	return newFailure(http.StatusBadRequest, codes.InvalidArgument, field+": "+description,
		errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST, map[string]string{"field": field}),
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: field, Description: description},
		}})
}

func errorInfo(reason crmstreamv1.ErrorReason, metadata map[string]string) *errdetails.ErrorInfo {
	return &errdetails.ErrorInfo{
		Reason:   strings.TrimPrefix(reason.String(), "ERROR_REASON_"),
		Domain:   errorDomain,
		Metadata: metadata,
	}
}

func newFailure(httpStatus int, c codes.Code, message string, details ...protoadapt.MessageV1) *failure {
	// Messages quote the request, which may have any bytes; a status must be UTF-8.
	st := status.New(c, redact.Keys(strings.ToValidUTF8(message, "\uFFFD")))
	if detailed, err := st.WithDetails(details...); err == nil {
		st = detailed
	}
	return &failure{http: httpStatus, status: st}
}

// write answers a request with the failure.
func (f *failure) write(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", typeJSON)
	h.Set("Cache-Control", "no-store")
	if wait := f.retryAfter(); wait > 0 {
		h.Set(retryAfterHeader, strconv.Itoa(wait))
	}
	if f.http == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="crmstream"`)
	}
	body := f.body()
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(f.http)
	_, _ = w.Write(body) // fails only if the client has gone
}

// retryAfter returns the seconds after which to try again, rounded up, 0 if the failure has no such time.
func (f *failure) retryAfter() int {
	for _, detail := range f.status.Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return int(math.Ceil(info.GetRetryDelay().AsDuration().Seconds()))
		}
	}
	return 0
}

// body returns the failure as one line of JSON, with its line end.
func (f *failure) body() []byte {
	type content struct {
		Code    int               `json:"code"`
		Status  string            `json:"status"`
		Message string            `json:"message"`
		Details []json.RawMessage `json:"details,omitempty"`
	}
	c := content{Code: f.http, Status: code.Code(f.status.Code()).String(), Message: f.status.Message()}
	for _, detail := range f.status.Proto().GetDetails() {
		c.Details = append(c.Details, detailJSON(detail))
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(map[string]content{"error": c}); err != nil {
		// Encode fails only for invalid RawMessages, and detailJSON returns valid ones.
		return []byte(`{"error":{"code":500,"status":"INTERNAL","message":"the error could not be encoded"}}` + "\n")
	}
	return buf.Bytes()
}

// detailJSON returns a detail with its @type. A detail of an unknown type has its bytes in base64.
func detailJSON(detail *anypb.Any) json.RawMessage {
	if data, err := protojson.Marshal(detail); err == nil {
		return wirejson.Compact(data)
	}
	data, err := json.Marshal(map[string]any{"@type": detail.GetTypeUrl(), "value": detail.GetValue()})
	if err != nil {
		return json.RawMessage("{}") // a map of a string and bytes can always be encoded
	}
	return data
}
