package gateway

import (
	"context"
	"net/http"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
)

// headersWithin is how long the headers of NDJSON wait for the first message: a failure before that has a true status. The
// server sends an empty message after as long, so that proxies see an answer either way.
const headersWithin = 5 * time.Second

// writeLines answers with the list as NDJSON. When the list fails after the headers, it cuts the connection by panicking with
// http.ErrAbortHandler.
func (l *list) writeLines(ctx context.Context, w http.ResponseWriter, req listRequest, checkpoints bool) {
	out := &lineWriter{w: w, control: http.NewResponseController(w)}
	timer := time.AfterFunc(headersWithin, out.open)
	defer timer.Stop()
	defer out.close()
	var buf []byte
	var writer recordWriter
	for m, f := range l.call(ctx, req) {
		if f == nil {
			var err error
			if buf, err = l.appendLines(buf[:0], &writer, m, checkpoints); err != nil {
				f = unencodable(err)
			}
		}
		if f != nil {
			out.fail(f)
			return
		}
		if out.write(buf) != nil {
			return // nobody reads any more
		}
	}
}

// appendLines appends the lines of a message: its records, what else is to be said, and, if there is none of that, the empty
// line that shows the list is alive.
func (l *list) appendLines(dst []byte, writer *recordWriter, m *message, checkpoints bool) ([]byte, error) {
	start := len(dst)
	var err error
	for _, record := range m.records {
		if dst, err = writer.append(dst, l.record, record); err != nil {
			return dst, err
		}
		dst = append(dst, '\n')
	}
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
	if len(dst) == start {
		dst = append(dst, '\n')
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

	mu     sync.Mutex
	opened bool // headers are sent, or must not be sent any more
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

// write sends lines at once.
func (o *lineWriter) write(lines []byte) error {
	o.open()
	if _, err := o.w.Write(lines); err != nil {
		return err
	}
	return o.control.Flush()
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
