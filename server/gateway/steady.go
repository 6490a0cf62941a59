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
}

func steadily(w http.ResponseWriter) *steady {
	return &steady{ResponseWriter: w, control: http.NewResponseController(w)}
}

// Unwrap returns the writer that is under this one, for http.ResponseController.
func (s *steady) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// Write writes in chunks, each of which the client must take in time.
func (s *steady) Write(p []byte) (n int, err error) {
	defer s.guard()()
	for len(p) > chunk && err == nil {
		var m int
		m, err = s.ResponseWriter.Write(p[:chunk])
		n, p = n+m, p[m:]
		s.extend()
	}
	if err != nil {
		return n, err
	}
	m, err := s.ResponseWriter.Write(p)
	return n + m, err
}

// FlushError sends what was written.
func (s *steady) FlushError() error {
	defer s.guard()()
	return s.control.Flush()
}

// guard begins the time in which the client must take something. What it returns ends it, since a deadline that passes while
// nothing is written would end an HTTP/2 stream.
func (s *steady) guard() func() {
	s.extend()
	return func() { _ = s.control.SetWriteDeadline(time.Time{}) }
}

// extend gives the client more time. Writers of tests know no deadlines.
func (s *steady) extend() { _ = s.control.SetWriteDeadline(time.Now().Add(stallsAtMost)) }
