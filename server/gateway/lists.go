package gateway

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
	"github.com/crmstream/crmstream/server/memory"
)

// Page sizes of the JSON document, in records.
const (
	defaultPageSize = 100
	maxPageSize     = 1000
)

// checkpointsParam is a query parameter of lists that is no field of the request.
const checkpointsParam = "checkpoints"

// listRequest is what all requests of lists have, as far as the gateway needs it.
type listRequest interface {
	proto.Message
	GetSource() string
	GetPageSize() int32
}

// listResponse is what all messages of lists have in addition to their records.
type listResponse interface {
	proto.Message
	GetResumeToken() string
	GetProgress() *crmstreamv1.Progress
	GetRecordErrors() []*crmstreamv1.RecordError
	GetNotices() []*crmstreamv1.Notice
	GetSchema() *crmstreamv1.Schema
	GetSummary() *crmstreamv1.Summary
}

// list is the method of a list.
type list struct{ stream }

// listMessage is one message of a list.
type listMessage = wirejson.Message[listResponse]

// presentation is the form in which a caller wants a list.
type presentation struct {
	mediaType   string
	checkpoints bool
}

// newList returns the list of a method.
func newList(conn grpc.ClientConnInterface, m *method, pages *memory.Budget) (streamHandler, error) {
	if _, ok := m.Request.New().Interface().(listRequest); !ok {
		return nil, fmt.Errorf("gateway: %s: the request is not that of a list", m.Name)
	}
	if _, ok := m.Response.New().Interface().(listResponse); !ok {
		return nil, fmt.Errorf("gateway: %s: the response is not that of a list", m.Name)
	}
	s, err := newStream(conn, m, pages)
	return &list{s}, err
}

// call calls the list and yields its messages, as receive does. The last one has the summary.
func (l *list) call(ctx context.Context, req listRequest, begun func(metadata.MD)) iter.Seq2[*listMessage, *failure] {
	isLast := func(m listResponse) bool { return m.GetSummary() != nil }
	return receive(ctx, l.stream, req, begun, isLast, "the list ended without a summary, so it may be incomplete")
}

// handler answers one HTTP form of the list.
func (l *list) handler(b api.Binding) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		req, p, f := l.read(r, b)
		if f != nil {
			f.write(w)
			return
		}
		within := time.Duration(0) // lines may last for hours
		if p.mediaType == typeJSON {
			within = answerWithin
		}
		ctx, cancel, f := callContext(r, within)
		if f != nil {
			f.write(w)
			return
		}
		defer cancel()
		if p.mediaType == typeNDJSON {
			l.writeLines(ctx, w, req, p.checkpoints)
			return
		}
		l.writeDocument(ctx, w, r, req)
	})
}

// read reads a list's request.
func (l *list) read(r *http.Request, b api.Binding) (listRequest, presentation, *failure) {
	values, f := parseQuery(r.URL.RawQuery)
	if f != nil {
		return nil, presentation{}, f
	}
	p, f := readPresentation(r.Header, values)
	if f != nil {
		return nil, p, f
	}
	delete(values, formatParam)
	delete(values, checkpointsParam)
	req := l.Request.New().Interface().(listRequest) // newList has checked the type
	if b.Body == "" {
		f = l.fill(req, values, formatParam, checkpointsParam)
	} else {
		f = l.readPost(req, r, b, values)
	}
	if f == nil {
		f = l.fillPath(req, r.PathValue)
	}
	if f == nil && p.mediaType == typeJSON {
		f = l.setPageSize(req)
	}
	return req, p, f
}

// readPost reads the body of a list over POST. Its query must have no fields of the request.
func (l *list) readPost(req listRequest, r *http.Request, b api.Binding, values url.Values) *failure {
	for name := range values {
		return l.misplaced(name, formatParam, checkpointsParam)
	}
	body, f := readBody(r)
	if f == nil {
		f = l.fillBody(req, b, body, false)
	}
	if f == nil {
		f = l.agrees(req, r)
	}
	return f
}

// setPageSize sets the page size of a request for a document, if the request has none, and checks it otherwise.
func (l *list) setPageSize(req listRequest) *failure {
	switch size := req.GetPageSize(); {
	case size > maxPageSize:
		return invalid("pageSize", "at most %d in a JSON document, not %d: use the token for more, or ask for %s",
			maxPageSize, size, typeNDJSON)
	case size == 0:
		field := l.Request.Descriptor().Fields().ByName("page_size")
		req.ProtoReflect().Set(field, protoreflect.ValueOfInt32(defaultPageSize))
	}
	return nil
}

// readPresentation reads the form in which the caller wants the list. The parameter format has precedence over Accept.
func readPresentation(h http.Header, values url.Values) (presentation, *failure) {
	var p presentation
	var f *failure
	if p.mediaType, f = readFormat(h, values, typeJSON, typeNDJSON); f != nil {
		return p, f
	}
	switch wanted := values[checkpointsParam]; {
	case len(wanted) == 0 || len(wanted) == 1 && wanted[0] == "false":
	case len(wanted) != 1 || wanted[0] != "true":
		return p, invalid(checkpointsParam, "takes true or false, not %q", strings.Join(wanted, ", "))
	case p.mediaType != typeNDJSON:
		return p, invalid(checkpointsParam, "only %s has checkpoints: add format=ndjson", typeNDJSON)
	default:
		p.checkpoints = true
	}
	return p, nil
}
