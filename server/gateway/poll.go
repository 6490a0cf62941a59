package gateway

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

const (
	// defaultWait and maxWait are how long the JSON document of a watch waits for an entry. Proxies often give up after a minute.
	defaultWait = 30 * time.Second
	maxWait     = time.Minute
	// maxPolled is the largest number of entries in a document. A document has the entries of one message, so messages bound its size. It
	// has no bound of its own: an entry above the bound would be refused for ever, and its reader could not pass it.
	maxPolled = 1000
)

// setWait sets how long a document waits, if the request does not say so, and checks it otherwise.
func (x *watch) setWait(req watchRequest, values url.Values) *failure {
	switch wait := req.GetWait(); {
	case wait == nil:
		m := req.ProtoReflect()
		m.Set(m.Descriptor().Fields().ByName("wait"), protoreflect.ValueOfMessage(durationpb.New(defaultWait).ProtoReflect()))
	case wait.AsDuration() > maxWait:
		return invalid("wait", "at most %ds in a JSON document, not %s: ask for %s or %s to wait for longer",
			int(maxWait.Seconds()), clip(values.Get("wait")), typeNDJSON, typeEvents)
	}
	return nil
}

// poll is the JSON document of a watch.
type poll struct {
	arrays
	gaps          []byte
	token         string
	completeUntil *timestamppb.Timestamp
	end           crmstreamv1.EndReason
}

// writePoll answers with the first entries that come, or with what is known when the wait has passed. A caller who has no token yet is
// answered at once: what comes between this answer and the next request comes after the token.
func (x *watch) writePoll(ctx context.Context, w http.ResponseWriter, req watchRequest) {
	atOnce, limited := x.beginsNow(req), x.setLimit(req)
	p := poll{arrays: arrays{lease: x.memory.Lease(true)}}
	defer p.lease.Release()
	for m, f := range x.call(withMetadata(ctx, api.InteractiveKey, "1"), req, func(md metadata.MD) { setExpires(w.Header(), md) }) {
		if f == nil {
			f = p.add(ctx, x, m)
		}
		if f != nil {
			f.write(w)
			return
		}
		if atOnce || len(p.records)+len(p.gaps) > 0 {
			break
		}
	}
	if limited && p.end == crmstreamv1.EndReason_END_REASON_LIMIT {
		p.end = crmstreamv1.EndReason_END_REASON_UNSPECIFIED // the caller has not asked for an end
	}
	parts, err := p.parts(x)
	if err != nil {
		unencodable(err).write(w)
		return
	}
	writeParts(w, parts)
}

// setLimit bounds the entries of a document. It reports whether the request had no such limit.
func (x *watch) setLimit(req watchRequest) bool {
	if limit := req.GetLimit(); limit != 0 && limit <= maxPolled {
		return false
	}
	m := req.ProtoReflect()
	m.Set(m.Descriptor().Fields().ByName("limit"), protoreflect.ValueOfInt32(maxPolled))
	return true
}

// add adds a message.
func (p *poll) add(ctx context.Context, x *watch, m *watchMessage) *failure {
	err := p.arrays.add(x.record, m.Records(), m.Parts.GetNotices())
	if err == nil {
		p.gaps, err = appendElements(p.gaps, m.Parts.GetGaps())
	}
	if err != nil {
		return unencodable(err)
	}
	p.token, p.completeUntil, p.end = m.Parts.GetResumeToken(), m.Parts.GetCompleteUntil(), m.Parts.GetEnd()
	if p.takeMemory(ctx, cap(p.gaps)) != nil {
		return errNoMemory()
	}
	return nil
}

// parts returns the document in pieces; the entries are one piece. The document always has its arrays and the token.
func (p *poll) parts(x *watch) ([][]byte, error) {
	head := append(append([]byte(`{"`), x.records...), `":[`...)
	out := make([]byte, 0, len(p.gaps)+len(p.notices)+len(p.token)+1024)
	out, err := appendPosition(append(out, `],`...), p.token, p.completeUntil)
	if err != nil {
		return nil, err
	}
	out = appendArray(append(out, ','), "gaps", p.gaps)
	out = appendArray(append(out, ','), "notices", p.notices)
	return [][]byte{head, p.records, append(appendEnd(out, p.end), '}', '\n')}, nil
}
