package gateway

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
	"github.com/crmstream/crmstream/server/memory"
)

// maxDocument is the largest size in bytes of a document's lists, since a document is held in memory until it is complete.
const maxDocument = 64 << 20

const (
	// freeDocument is the number of bytes that a document may have without taking memory from the budget. Most documents are
	// smaller.
	freeDocument = 256 << 10
	// memoryWithin is how long a larger document waits for memory. It must not wait for long: the pages from which it is made
	// take their memory from the same budget.
	memoryWithin = 10 * time.Second
	memoryAgain  = 50 * time.Millisecond
)

// errNoMemory returns the failure of a document for which there is no memory.
func errNoMemory() *failure {
	return newFailure(http.StatusServiceUnavailable, codes.Unavailable,
		"there is no memory for so large a document now: try again, ask for fewer records, or for "+typeNDJSON,
		errorInfo(crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED, nil),
		&errdetails.RetryInfo{RetryDelay: durationpb.New(5 * time.Second)})
}

// answerWithin is the timeout of a document or a unary answer if the caller sets none. The caller sees no part of such an
// answer before it is complete, so a caller could not distinguish a slow upstream from one that hangs.
const answerWithin = time.Minute

// writeDocument answers with one page of the list as a JSON document.
func (l *list) writeDocument(ctx context.Context, w http.ResponseWriter, r *http.Request, req listRequest) {
	d := document{arrays: arrays{lease: l.memory.Lease(true)}}
	defer d.lease.Release()
	for m, f := range l.call(withMetadata(ctx, api.InteractiveKey, "1"), req, func(md metadata.MD) { setExpires(w.Header(), md) }) {
		if f == nil {
			f = d.add(ctx, l, m)
		}
		if f != nil {
			f.write(w)
			return
		}
	}
	parts, err := d.parts(l)
	if err != nil {
		unencodable(err).write(w)
		return
	}
	if d.token != "" && r.Method == http.MethodGet {
		w.Header().Set("Link", "<"+nextURL(r.URL, d.token)+`>; rel="next"`)
	}
	writeParts(w, parts)
}

// writeParts answers with a JSON document in pieces.
func writeParts(w http.ResponseWriter, parts [][]byte) {
	h := w.Header()
	h.Set("Content-Type", typeJSON)
	h.Set("Cache-Control", "no-store")
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	h.Set("Content-Length", strconv.Itoa(size))
	for _, p := range parts {
		if _, err := w.Write(p); err != nil {
			return // the client has gone
		}
	}
}

// nextURL returns the address of the next page, without scheme and host.
func nextURL(u *url.URL, token string) string {
	query := u.Query()
	query.Del("resume_token")
	query.Set("resumeToken", token)
	return u.EscapedPath() + "?" + query.Encode()
}

// unencodable returns the failure of an answer that cannot be written as JSON.
func unencodable(err error) *failure {
	return refuse(http.StatusInternalServerError, codes.Internal, crmstreamv1.ErrorReason_ERROR_REASON_INTERNAL,
		"the answer cannot be written as JSON: %v", err)
}

// arrays collects the arrays that the documents of lists and watches have in common, as JSON without their brackets, and the memory
// that a document takes.
type arrays struct {
	writer           wirejson.Writer
	records, notices []byte

	lease   *memory.Lease
	granted int
}

// add adds what the messages of lists and watches have in common.
func (a *arrays) add(p *wirejson.Plan, records iter.Seq2[[]byte, error], notices []*crmstreamv1.Notice) error {
	for record, err := range records {
		if err != nil {
			return err
		}
		if a.records, err = a.writer.Append(separate(a.records), p, record); err != nil {
			return err
		}
	}
	var err error
	a.notices, err = appendElements(a.notices, notices)
	return err
}

// appendElements appends messages as elements of an array.
func appendElements[M proto.Message](dst []byte, elements []M) ([]byte, error) {
	var err error
	for _, m := range elements {
		if dst, err = appendSparse(separate(dst), m); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// takeMemory takes memory for the bytes by which the document has grown; others are its bytes besides the arrays.
func (a *arrays) takeMemory(ctx context.Context, others int) error {
	grown := cap(a.records) + cap(a.notices) + others - max(a.granted, freeDocument)
	if grown <= 0 {
		return nil
	}
	for began := time.Now(); ; time.Sleep(memoryAgain) {
		err := a.lease.Grow(ctx, int64(grown))
		if err == nil {
			a.granted = max(a.granted, freeDocument) + grown
		}
		if err == nil || ctx.Err() != nil || time.Since(began) > memoryWithin {
			return err
		}
	}
}

// document collects the messages of a list.
type document struct {
	arrays
	recordErrors []byte
	token        string
	schema       *crmstreamv1.Schema
	summary      *crmstreamv1.Summary
}

// add adds a message.
func (d *document) add(ctx context.Context, l *list, m *listMessage) *failure {
	err := d.arrays.add(l.record, m.Records(), m.Parts.GetNotices())
	if err == nil {
		d.recordErrors, err = appendElements(d.recordErrors, m.Parts.GetRecordErrors())
	}
	if err != nil {
		return unencodable(err)
	}
	d.token = m.Parts.GetResumeToken()
	if m.Parts.GetSchema() != nil {
		d.schema = m.Parts.GetSchema()
	}
	d.summary = m.Parts.GetSummary()
	if d.takeMemory(ctx, cap(d.recordErrors)) != nil {
		return errNoMemory()
	}
	if len(d.records)+len(d.recordErrors) > maxDocument {
		return invalid("pageSize", "the document grows over %d MiB: ask for fewer records, or for %s", maxDocument>>20, typeNDJSON)
	}
	return nil
}

// separate appends a comma unless the list is empty.
func separate(elements []byte) []byte {
	if len(elements) == 0 {
		return elements
	}
	return append(elements, ',')
}

// parts returns the document in pieces; the records are one piece. The document always has the array of records and the
// summary, and other members only if they are not empty.
func (d *document) parts(l *list) ([][]byte, error) {
	head := append(append([]byte(`{"`), l.records...), `":[`...)
	out := make([]byte, 0, len(d.recordErrors)+len(d.notices)+len(d.token)+1024)
	out = append(out, ']')
	if d.token != "" {
		out = appendString(append(out, `,"resumeToken":`...), d.token)
	}
	if len(d.recordErrors) > 0 {
		out = appendArray(append(out, ','), "recordErrors", d.recordErrors)
	}
	if len(d.notices) > 0 {
		out = appendArray(append(out, ','), "notices", d.notices)
	}
	var err error
	if d.schema != nil {
		if out, err = appendSparse(append(out, `,"schema":`...), d.schema); err != nil {
			return nil, err
		}
	}
	if out, err = appendFull(append(out, `,"summary":`...), d.summary); err != nil {
		return nil, err
	}
	return [][]byte{head, d.records, append(out, '}', '\n')}, nil
}

func appendArray(dst []byte, name string, elements []byte) []byte {
	dst = append(dst, '"')
	dst = append(dst, name...)
	dst = append(dst, `":[`...)
	dst = append(dst, elements...)
	return append(dst, ']')
}
