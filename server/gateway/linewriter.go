package gateway

import (
	"iter"
	"net/http"
	"sync"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/internal/wirejson"
)

// headersWithin is how long the headers of lines wait for the first message. A failure before that has its own HTTP status. The
// server sends an empty message after the same time, and to a watch at once, so that proxies see an answer either way.
const headersWithin = 5 * time.Second

// linesAtOnce is the number of bytes of lines that are written together.
const linesAtOnce = 16 << 10

// eventsStart is what an event stream begins with: the time in milliseconds after which a browser connects again.
const eventsStart = "retry: 3000\n\n"

// lineWriter writes the lines of one response, or its events. Its headers are sent by write, by fail or by the timer, whichever
// comes first.
type lineWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	events  bool // the response is a stream of events
	records wirejson.Writer
	lines   []byte // not written yet
	broken  error  // the error of the first write that failed

	mu     sync.Mutex
	opened bool // headers are sent, or must not be sent any more
}

func newLineWriter(w http.ResponseWriter, mediaType string) *lineWriter {
	return &lineWriter{
		w: w, control: http.NewResponseController(w), events: mediaType == typeEvents,
		lines: make([]byte, 0, linesAtOnce+linesAtOnce/4),
	}
}

// writeLines writes all messages with the function write. If the call fails after the headers were sent, writeLines cuts the
// connection by panicking with http.ErrAbortHandler, except that of an event stream.
func writeLines[R proto.Message](out *lineWriter, messages iter.Seq2[*wirejson.Message[R], *failure], write func(*wirejson.Message[R]) *failure) {
	timer := time.AfterFunc(headersWithin, out.open)
	defer timer.Stop()
	defer out.close()
	for m, f := range messages {
		if f == nil {
			f = write(m)
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

// envelope is what stands around a record: before it, before the last one of a message, and after it.
type envelope struct{ before, beforeLast, after string }

// writeRecords writes the records of a message. It writes as soon as there are linesAtOnce bytes, so that a client that stalls
// occupies little memory.
func writeRecords[R proto.Message](out *lineWriter, m *wirejson.Message[R], p *wirejson.Plan, e envelope) *failure {
	at := 0
	for record, err := range m.Records() {
		if err != nil {
			return unencodable(err)
		}
		before := e.before
		if at++; at == m.Count {
			before = e.beforeLast
		}
		if out.lines, err = out.records.Append(append(out.lines, before...), p, record); err != nil {
			return unencodable(err)
		}
		if out.lines = append(out.lines, e.after...); len(out.lines) >= linesAtOnce {
			out.write()
		}
	}
	return nil
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
	if o.events {
		h.Set("Content-Type", typeEvents)
		h.Set("Cache-Control", "no-cache, no-transform")
	}
	o.w.WriteHeader(http.StatusOK)
	if o.events {
		_, _ = o.w.Write([]byte(eventsStart)) // write returns the error of a broken connection
	}
	_ = o.control.Flush() // likewise
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

// fail answers with the failure. If the headers were sent, fail writes the failure as the last line and cuts the connection. After
// an event stream the connection ends well: browsers connect again after such an end, but need not do so after a cut.
func (o *lineWriter) fail(f *failure) {
	o.mu.Lock()
	opened := o.opened
	o.opened = true
	o.mu.Unlock()
	if !opened {
		f.write(o.w)
		return
	}
	last := f.body()
	if o.events {
		last = append(append([]byte(eventStart("error", "")), last...), '\n')
	}
	if _, err := o.w.Write(last); err == nil {
		_ = o.control.Flush() // the answer ends next, whether or not this fails
	}
	if !o.events {
		panic(http.ErrAbortHandler)
	}
}

// eventStart returns the start of an event, which its data and an empty line follow. An event with an id is one that a client may
// continue after.
func eventStart(name, id string) string {
	start := "event: " + name + "\ndata: "
	if id != "" {
		return "id: " + id + "\n" + start
	}
	return start
}

// start returns the start of a line or an event.
func (o *lineWriter) start(event, id string) string {
	if o.events {
		return eventStart(event, id)
	}
	return ""
}

// end returns the end of a line or an event.
func (o *lineWriter) end() string {
	if o.events {
		return "\n\n"
	}
	return "\n"
}
