package gateway

import (
	"net/http"
	"time"

	"github.com/crmstream/crmstream/server/memory"
)

// chunk is the number of bytes that are written at once, so that a slow client has the full time for each chunk.
const chunk = 64 << 10

// deadlineWriter is a ResponseWriter that sets a deadline for each write, so that a client must keep reading.
type deadlineWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	// extended is the time of the last deadline that was set, the zero time while nothing is written.
	extended time.Time
}

func newDeadlineWriter(w http.ResponseWriter) *deadlineWriter {
	return &deadlineWriter{ResponseWriter: w, control: http.NewResponseController(w)}
}

// Unwrap returns the wrapped writer, for http.ResponseController.
func (d *deadlineWriter) Unwrap() http.ResponseWriter { return d.ResponseWriter }

// Write writes in chunks, each with a deadline of its own.
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

// setDeadline sets a new deadline, unless one was set within the last second. The writers of some tests have no deadlines.
func (d *deadlineWriter) setDeadline() {
	if now := time.Now(); now.Sub(d.extended) > time.Second {
		d.extended = now
		_ = d.control.SetWriteDeadline(now.Add(memory.MaxStall))
	}
}

// clearDeadline removes the deadline while nothing is written. Otherwise a deadline that passes meanwhile would end an HTTP/2
// stream, or the next answer of a connection.
func (d *deadlineWriter) clearDeadline() {
	if !d.extended.IsZero() {
		d.extended = time.Time{}
		_ = d.control.SetWriteDeadline(time.Time{})
	}
}
