package gateway

import (
	"context"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
)

// headersWithin is how long the headers of NDJSON wait for the first message. A failure before that has its own HTTP status.
// The server sends an empty message after the same time, so that proxies see an answer either way.
const headersWithin = 5 * time.Second

// linesAtOnce is the number of bytes of lines that are written together.
const linesAtOnce = 16 << 10

// writeLines answers with the list as NDJSON. If the list fails after the headers were sent, writeLines cuts the connection by
// panicking with http.ErrAbortHandler.
func (l *list) writeLines(ctx context.Context, w http.ResponseWriter, req listRequest, checkpoints bool) {
	out := &lineWriter{w: w, control: http.NewResponseController(w), lines: make([]byte, 0, linesAtOnce+linesAtOnce/4)}
	timer := time.AfterFunc(headersWithin, out.open)
	defer timer.Stop()
	defer out.close()
	for m, f := range l.call(ctx, req, out.begin) {
		if f == nil {
			f = l.writeMessage(out, m, checkpoints)
		}
		if f != nil {
			out.fail(f)
			return
		}
		if out.broken != nil {
			return // the client has gone
		}
	}
}

// writeMessage writes the lines of a message: its records, then its other parts. It writes lines as soon as there are
// linesAtOnce bytes, so that a client that stalls occupies little memory.
func (l *list) writeMessage(out *lineWriter, m *message, checkpoints bool) *failure {
	var err error
	for record, wrong := range m.records() {
		if wrong != nil {
			return unencodable(wrong)
		}
		if out.lines, err = out.records.append(out.lines, l.record, record); err != nil {
			return unencodable(err)
		}
		if out.lines = append(out.lines, '\n'); len(out.lines) >= linesAtOnce {
			out.write()
		}
	}
	if out.lines, err = l.appendLines(out.lines, m, checkpoints); err != nil {
		return unencodable(err)
	}
	if m.count == 0 && len(out.lines) == 0 {
		out.lines = append(out.lines, '\n') // shows that the list is alive
	}
	out.flush()
	return nil
}

// appendLines appends the lines for all parts of a message except its records.
func (l *list) appendLines(dst []byte, m *message, checkpoints bool) ([]byte, error) {
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
	dst = append(dst, `{"`...)
	dst = append(dst, name...)
	dst, err := appendSparse(append(dst, `":`...), m)
	return append(dst, '}', '\n'), err
}

// lineWriter writes the lines of one response. Its headers are sent by write, by fail or by the timer, whichever comes first.
type lineWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	records recordWriter
	lines   []byte // not written yet
	broken  error  // the error of the first write that failed

	mu     sync.Mutex
	opened bool // headers are sent, or must not be sent any more
}

// begin copies the time when the key expires from the header of the server's answer.
func (o *lineWriter) begin(md metadata.MD) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.opened {
		setExpires(o.w.Header(), md)
	}
}

// open sends the headers, unless they were sent.
func (o *lineWriter) open() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.opened {
		return
	}
	o.opened = true
	h := o.w.Header()
	h.Set("Content-Type", typeNDJSON)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would otherwise hold lines back
	o.w.WriteHeader(http.StatusOK)
	_ = o.control.Flush() // write returns the error of a broken connection
}

// close makes a late timer do nothing, since the ResponseWriter must not be used after its handler has returned.
func (o *lineWriter) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.opened = true
}

// write writes the lines.
func (o *lineWriter) write() {
	o.open()
	if o.broken == nil {
		_, o.broken = o.w.Write(o.lines)
	}
	o.lines = o.lines[:0]
}

// flush writes the lines and flushes them to the client.
func (o *lineWriter) flush() {
	if o.write(); o.broken == nil {
		o.broken = o.control.Flush()
	}
}

// fail answers with the failure. If the headers were sent, fail writes the failure as the last line and cuts the connection.
func (o *lineWriter) fail(f *failure) {
	o.mu.Lock()
	opened := o.opened
	o.opened = true
	o.mu.Unlock()
	if !opened {
		f.write(o.w)
		return
	}
	if _, err := o.w.Write(f.body()); err == nil {
		_ = o.control.Flush() // the connection is cut next, whether or not this fails
	}
	panic(http.ErrAbortHandler)
}
