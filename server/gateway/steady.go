package gateway

import (
	"net/http"
	"time"
)

const (
	// stallsAtMost is how long a client may take nothing of what is written to it. Then it is cut: what waits for it is memory.
	stallsAtMost = 5 * time.Minute
	// chunk is how many bytes are written at once, so that a slow client has the time for each.
	chunk = 64 << 10
)

// steady is a ResponseWriter for a client that must keep reading.
type steady struct {
	http.ResponseWriter
	control *http.ResponseController
	// extended is when the client was last given time, the zero time while nothing is written.
	extended time.Time
}

func steadily(w http.ResponseWriter) *steady {
	return &steady{ResponseWriter: w, control: http.NewResponseController(w)}
}

// Unwrap returns the writer that is under this one, for http.ResponseController.
func (s *steady) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// Write writes in chunks, each of which the client must take in time.
func (s *steady) Write(p []byte) (n int, err error) {
	for {
		s.extend()
		m, err := s.ResponseWriter.Write(p[:min(len(p), chunk)])
		n, p = n+m, p[m:]
		if err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// FlushError sends what was written.
func (s *steady) FlushError() error {
	s.extend()
	defer s.rest()
	return s.control.Flush()
}

// extend gives the client more time, unless it was given some a moment ago. Writers of tests know no deadlines.
func (s *steady) extend() {
	if now := time.Now(); now.Sub(s.extended) > time.Second {
		s.extended = now
		_ = s.control.SetWriteDeadline(now.Add(stallsAtMost))
	}
}

// rest ends the time in which the client must take something, since nothing is written: a deadline that passes meanwhile would end
// an HTTP/2 stream, or the next answer of a connection.
func (s *steady) rest() {
	if !s.extended.IsZero() {
		s.extended = time.Time{}
		_ = s.control.SetWriteDeadline(time.Time{})
	}
}
