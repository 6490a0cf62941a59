package gateway

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
	"github.com/crmstream/crmstream/server/memory"
)

// lastEventHeader is the header with the resume token of a watch, which browsers send when they connect again. It has precedence over
// what the query says of the beginning, since browsers use the address of the first request.
const lastEventHeader = "Last-Event-ID"

// watchRequest is what all requests of watches have, as far as the gateway needs it.
type watchRequest interface {
	proto.Message
	GetLimit() int32
	GetResumeToken() string
	GetStart() crmstreamv1.WatchStart
	GetWait() *durationpb.Duration
}

// watchResponse is what all messages of watches have in addition to their entries.
type watchResponse interface {
	proto.Message
	GetResumeToken() string
	GetCompleteUntil() *timestamppb.Timestamp
	GetGaps() []*crmstreamv1.Gap
	GetNotices() []*crmstreamv1.Notice
	GetEnd() crmstreamv1.EndReason
}

// watch is the method of a watch.
type watch struct {
	stream
	entry string // the name of an entry in JSON, which is that of its message: pushedEvent
}

// watchMessage is one message of a watch.
type watchMessage = wirejson.Message[watchResponse]

// newWatch returns the watch of a method.
func newWatch(conn grpc.ClientConnInterface, m *method, pages *memory.Budget) (streamHandler, error) {
	_, asks := m.Request.New().Interface().(watchRequest)
	_, answers := m.Response.New().Interface().(watchResponse)
	if !asks || !answers {
		return nil, fmt.Errorf("gateway: %s: the request or the response is not that of a watch", m.Name)
	}
	for _, b := range m.Bindings {
		if b.Verb != http.MethodGet {
			return nil, fmt.Errorf("gateway: %s: %s %s: a watch has no body", m.Name, b.Verb, b.Path)
		}
	}
	s, err := newStream(conn, m, pages)
	if err != nil {
		return nil, err
	}
	name := string(s.Record().Name())
	return &watch{stream: s, entry: strings.ToLower(name[:1]) + name[1:]}, nil
}

// handler answers the HTTP form of the watch.
func (x *watch) handler(api.Binding) http.Handler { return http.HandlerFunc(x.answer) }

// answer answers a request.
func (x *watch) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	req, mediaType, f := x.read(r)
	if f == nil && mediaType == typeEvents && !readEncodings(r.Header.Values("Accept-Encoding")).identity {
		f = refuse(http.StatusNotAcceptable, codes.InvalidArgument, crmstreamv1.ErrorReason_ERROR_REASON_INVALID_REQUEST,
			"%s is never compressed: allow identity in Accept-Encoding", typeEvents)
	}
	if f != nil {
		f.write(w)
		return
	}
	within := time.Duration(0) // lines and events have no end
	if mediaType == typeJSON {
		within = max(req.GetWait().AsDuration(), 0) + answerWithin
	}
	ctx, cancel, f := callContext(r, within)
	if f != nil {
		f.write(w)
		return
	}
	defer cancel()
	if mediaType == typeJSON {
		x.writePoll(ctx, w, req)
		return
	}
	out := newLineWriter(w, mediaType)
	writeLines(out, x.call(ctx, req, out.begin), func(m *watchMessage) *failure { return x.writeMessage(out, m) })
}

// call calls the watch and yields its messages, as receive does. The last one says why the watch has ended.
func (x *watch) call(ctx context.Context, req watchRequest, begun func(metadata.MD)) iter.Seq2[*watchMessage, *failure] {
	isLast := func(m watchResponse) bool { return m.GetEnd() != crmstreamv1.EndReason_END_REASON_UNSPECIFIED }
	return receive(ctx, x.stream, req, begun, isLast, "the watch ended without a reason: continue it with its last token")
}

// read reads a watch's request, and the media type of its answer.
func (x *watch) read(r *http.Request) (watchRequest, string, *failure) {
	values, f := parseQuery(r.URL.RawQuery)
	if f != nil {
		return nil, "", f
	}
	mediaType, f := readFormat(r.Header, values, typeJSON, typeNDJSON, typeEvents)
	if f != nil {
		return nil, "", f
	}
	req := x.Request.New().Interface().(watchRequest) // newWatch has checked the type
	delete(values, formatParam)
	if f = x.fill(req, values, formatParam); f == nil {
		f = x.fillPath(req, r.PathValue)
	}
	if f == nil {
		f = x.fillPosition(req, r.Header.Values(lastEventHeader))
	}
	if f == nil && mediaType == typeJSON {
		f = x.setWait(req, values)
	}
	return req, mediaType, f
}

// positions are the fields that say where a watch begins. At most one of them may be set.
func positions() []protoreflect.Name {
	return []protoreflect.Name{"resume_token", "changed_from", "start"}
}

// fillPosition sets the position of a request to that of the header, if there is one.
func (x *watch) fillPosition(req watchRequest, tokens []string) *failure {
	switch {
	case len(tokens) > 1:
		return invalid(lastEventHeader, "takes one value, not %d", len(tokens))
	case len(tokens) == 0 || tokens[0] == "":
		return nil
	case !utf8.ValidString(tokens[0]):
		return invalid(lastEventHeader, "not valid UTF-8")
	}
	m := req.ProtoReflect()
	for _, name := range positions() {
		if f := m.Descriptor().Fields().ByName(name); f != nil {
			m.Clear(f)
		}
	}
	m.Set(m.Descriptor().Fields().ByName("resume_token"), protoreflect.ValueOfString(tokens[0]))
	return nil
}

// beginsNow reports whether a request begins with what comes after it. Then a caller needs a token before anything has come.
func (x *watch) beginsNow(req watchRequest) bool {
	m := req.ProtoReflect()
	for _, name := range positions() {
		f := m.Descriptor().Fields().ByName(name)
		now := name == "start" && req.GetStart() == crmstreamv1.WatchStart_WATCH_START_NOW
		if f != nil && m.Has(f) && !now {
			return false
		}
	}
	return true
}
