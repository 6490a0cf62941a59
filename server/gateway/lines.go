package gateway

import (
	"context"
	"net/http"

	"google.golang.org/protobuf/proto"
)

// writeLines answers with the list as NDJSON.
func (l *list) writeLines(ctx context.Context, w http.ResponseWriter, req listRequest, checkpoints bool) {
	out := newLineWriter(w, typeNDJSON)
	writeLines(out, l.call(ctx, req, out.begin), func(m *listMessage) *failure { return l.writeMessage(out, m, checkpoints) })
}

// writeMessage writes the lines of a message: its records, then its other parts.
func (l *list) writeMessage(out *lineWriter, m *listMessage, checkpoints bool) *failure {
	if f := writeRecords(out, m, l.record, envelope{after: "\n"}); f != nil {
		return f
	}
	var err error
	if out.lines, err = appendLines(out.lines, m.Parts, checkpoints); err != nil {
		return unencodable(err)
	}
	if m.Count == 0 && len(out.lines) == 0 {
		out.lines = append(out.lines, '\n') // shows that the list is alive
	}
	out.flush()
	return nil
}

// appendLines appends the lines for all parts of a message except its records.
func appendLines(dst []byte, m listResponse, checkpoints bool) ([]byte, error) {
	var err error
	for _, e := range m.GetRecordErrors() {
		if dst, err = appendLine(dst, "recordError", e); err != nil {
			return dst, err
		}
	}
	for _, n := range m.GetNotices() {
		if dst, err = appendLine(dst, "notice", n); err != nil {
			return dst, err
		}
	}
	if checkpoints {
		if dst, err = appendCheckpoint(dst, m); err != nil {
			return dst, err
		}
	}
	if m.GetSummary() != nil {
		return appendSummary(dst, m)
	}
	return dst, nil
}

// appendCheckpoint appends a line with the resume token and the progress. Without a token the list has ended and cannot be
// resumed.
func appendCheckpoint(dst []byte, message listResponse) ([]byte, error) {
	if message.GetResumeToken() == "" {
		return dst, nil
	}
	dst = appendString(append(dst, `{"checkpoint":{"resumeToken":`...), message.GetResumeToken())
	dst, err := appendFull(append(dst, `,"progress":`...), message.GetProgress())
	return append(dst, "}}\n"...), err
}

// appendSummary appends the last line. The line has the token too, so that a page of lines can be continued without
// checkpoints.
func appendSummary(dst []byte, message listResponse) ([]byte, error) {
	dst, err := appendFull(append(dst, `{"summary":`...), message.GetSummary())
	if token := message.GetResumeToken(); token != "" {
		dst = appendString(append(dst, `,"resumeToken":`...), token)
	}
	return append(dst, "}\n"...), err
}

// appendLine appends the line {"name":m}.
func appendLine(dst []byte, name string, m proto.Message) ([]byte, error) {
	dst, err := appendNamed(dst, name, m)
	return append(dst, '\n'), err
}

// appendNamed appends {"name":m}.
func appendNamed(dst []byte, name string, m proto.Message) ([]byte, error) {
	dst = append(dst, `{"`...)
	dst = append(dst, name...)
	dst, err := appendSparse(append(dst, `":`...), m)
	return append(dst, '}'), err
}
