package gateway

import (
	"net/http"
	"time"

	"github.com/crmstream/crmstream/server/memory"
)

// chunk is how many bytes are written at once, so that a slow client has the time for each.
const chunk = 64 << 10

// deadlineWriter is a ResponseWriter for a client that must keep reading: each write has a deadline.
type deadlineWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	// extended is when the client was last given time, the zero time while nothing is written.
	extended time.Time
}

func newDeadlineWriter(w http.ResponseWriter) *deadlineWriter {
	return &deadlineWriter{ResponseWriter: w, control: http.NewResponseController(w)}
}

// Unwrap returns the writer that is under this one, for http.ResponseController.
func (d *deadlineWriter) Unwrap() http.ResponseWriter { return d.ResponseWriter }

// Write writes in chunks, each of which the client must take in time.
func (d *deadlineWriter) Write(p []byte) (n int, err error) {
	for {
		d.setDeadline()
		m, err := d.ResponseWriter.Write(p[:min(len(p), chunk)])
		n, p = n+m, p[m:]
		if err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// FlushError sends what was written.
func (d *deadlineWriter) FlushError() error {
	d.setDeadline()
	defer d.clearDeadline()
	return d.control.Flush()
}

// setDeadline gives the client more time, unless it was given some a moment ago. Writers of tests know no deadlines.
func (d *deadlineWriter) setDeadline() {
	if now := time.Now(); now.Sub(d.extended) > time.Second {
		d.extended = now
		_ = d.control.SetWriteDeadline(now.Add(memory.MaxStall))
	}
}

// clearDeadline ends the time in which the client must take something, since nothing is written: a deadline that passes
// meanwhile would end an HTTP/2 stream, or the next answer of a connection.
func (d *deadlineWriter) clearDeadline() {
	if !d.extended.IsZero() {
		d.extended = time.Time{}
		_ = d.control.SetWriteDeadline(time.Time{})
	}
}
