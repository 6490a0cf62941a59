package gateway

import (
	"context"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
)

// headersWithin is how long the headers of NDJSON wait for the first message: a failure before that has a true status. The
// server sends an empty message after as long, so that proxies see an answer either way.
const headersWithin = 5 * time.Second

// linesAtOnce is how many bytes of lines are written together.
const linesAtOnce = 16 << 10

// writeLines answers with the list as NDJSON. When the list fails after the headers, it cuts the connection by panicking with
// http.ErrAbortHandler.
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
			return // nobody reads any more
		}
	}
}

// writeMessage writes the lines of a message: its records, and then what else is to be said. It writes them on as they come
// together, since a client that stalls should hold little memory.
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

// appendLines appends what a message says besides its records.
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

// appendCheckpoint appends where the list stands. Without a token the list is finished, and there is nothing to resume.
func appendCheckpoint(dst []byte, message listResponse) ([]byte, error) {
	if message.GetResumeToken() == "" {
		return dst, nil
	}
	dst = appendString(append(dst, `{"checkpoint":{"resumeToken":`...), message.GetResumeToken())
	dst, err := appendFull(append(dst, `,"progress":`...), message.GetProgress())
	return append(dst, "}}\n"...), err
}

// appendSummary appends the last line. It has the token too, so that a page of lines can be continued without checkpoints.
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

// lineWriter writes the lines of one response. Its headers are sent by the first of write, fail and the timer.
type lineWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	records recordWriter
	lines   []byte // not written yet
	broken  error  // what the first write met that failed

	mu     sync.Mutex
	opened bool // headers are sent, or must not be sent any more
}

// begin takes the header of the server's answer.
func (o *lineWriter) begin(md metadata.MD) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.opened {
		setExpires(o.w.Header(), md)
	}
}

// open sends the headers, unless they are sent.
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
	h.Set("X-Accel-Buffering", "no") // nginx would collect what is to be seen at once
	o.w.WriteHeader(http.StatusOK)
	_ = o.control.Flush() // write reports a broken connection
}

// close makes a late timer do nothing. The ResponseWriter must not be used after its handler returned.
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

// flush writes the lines and sends them at once.
func (o *lineWriter) flush() {
	if o.write(); o.broken == nil {
		o.broken = o.control.Flush()
	}
}

// fail answers with the failure or, when the headers are sent, writes it as the last line and cuts the connection.
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
		_ = o.control.Flush() // the connection is cut next in any case
	}
	panic(http.ErrAbortHandler)
}
