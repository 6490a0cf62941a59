package gateway

import (
	"errors"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The names of events. Those of lines are the same, except that an entry has the name of its message.
const (
	changeEvent   = "change"
	gapEvent      = "gap"
	noticeEvent   = "notice"
	bookmarkEvent = "bookmark"
)

// errToken is the error of a token that an event cannot have as its id.
var errToken = errors.New("the resume token has a line end")

// writeMessage writes the lines or the events of a message. Its token comes last, with the last entry at the earliest: a client that
// has seen the token has seen the whole message, and one that was cut before gets the message again.
func (x *watch) writeMessage(out *lineWriter, m *watchMessage) *failure {
	token := m.Parts.GetResumeToken()
	if strings.ContainsAny(token, "\r\n\x00") {
		return unencodable(errToken)
	}
	for _, g := range m.Parts.GetGaps() {
		if f := out.appendMessage(gapEvent, g); f != nil {
			return f
		}
	}
	for _, n := range m.Parts.GetNotices() {
		if f := out.appendMessage(noticeEvent, n); f != nil {
			return f
		}
	}
	if f := writeRecords(out, m, x.record, x.envelope(out, token)); f != nil {
		return f
	}
	return x.writeBookmark(out, m.Parts)
}

// envelope returns what stands around an entry.
func (x *watch) envelope(out *lineWriter, token string) envelope {
	open := `{"` + x.entry + `":`
	return envelope{
		before: out.start(changeEvent, "") + open, beforeLast: out.start(changeEvent, token) + open, after: "}" + out.end(),
	}
}

// writeBookmark writes the token of a message, and sends all that was written.
func (x *watch) writeBookmark(out *lineWriter, m watchResponse) *failure {
	lines := append(append(out.lines, out.start(bookmarkEvent, m.GetResumeToken())...), `{"bookmark":{`...)
	lines, err := appendPosition(lines, m.GetResumeToken(), m.GetCompleteUntil())
	if err != nil {
		return unencodable(err)
	}
	out.lines = append(append(appendEnd(lines, m.GetEnd()), "}}"...), out.end()...)
	out.flush()
	return nil
}

// appendMessage appends {"event":m}.
func (o *lineWriter) appendMessage(event string, m proto.Message) *failure {
	lines, err := appendNamed(append(o.lines, o.start(event, "")...), event, m)
	if err != nil {
		return unencodable(err)
	}
	o.lines = append(lines, o.end()...)
	return nil
}

// appendPosition appends the members of a JSON object that say where a watch stands.
func appendPosition(dst []byte, token string, completeUntil *timestamppb.Timestamp) ([]byte, error) {
	dst = appendString(append(dst, `"resumeToken":`...), token)
	if completeUntil == nil {
		return dst, nil
	}
	return appendSparse(append(dst, `,"completeUntil":`...), completeUntil)
}

// appendEnd appends the member of a JSON object that says why a watch has ended, or nothing if it has not.
func appendEnd(dst []byte, end crmstreamv1.EndReason) []byte {
	if end == crmstreamv1.EndReason_END_REASON_UNSPECIFIED {
		return dst
	}
	return appendString(append(dst, `,"end":`...), end.String())
}
