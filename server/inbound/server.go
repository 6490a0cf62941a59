package inbound

import (
	"log"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// Limits of connections.
const (
	// maxHeader is the most bytes of headers.
	maxHeader = 16 << 10
	// headerSlop is what net/http reads beyond http.Server.MaxHeaderBytes.
	headerSlop = 4096
	headerTime = 5 * time.Second
	idleTime   = time.Minute
)

// NewServer returns a server for the receiver, over plain and TLS listeners. HTTP/2 is served over TLS only.
func NewServer(r *Receiver, to *slog.Logger) *http.Server {
	protocols := &http.Protocols{}
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	return &http.Server{
		Handler:           r,
		Protocols:         protocols,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: maxRequests},
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader - headerSlop,
		ErrorLog:          r.errorLog(to),

		DisableGeneralOptionsHandler: true, // else OPTIONS * would be answered
	}
}

// errorLog returns the log of net/http. Failed handshakes are counted, and logged at the level of debugging: whoever finds the port
// causes them.
func (r *Receiver) errorLog(to *slog.Logger) *log.Logger {
	return log.New(writer(func(line string) {
		if strings.HasPrefix(line, "http: TLS handshake error") {
			r.metrics.handshakes.Add(1)
			to.Debug("a TLS connection failed", "error", line)
			return
		}
		to.Warn("serving upstreams", "error", line)
	}), "", 0)
}

// writer is an io.Writer that calls a function for each line of a log.
type writer func(line string)

// Write implements io.Writer.
func (w writer) Write(line []byte) (int, error) {
	w(strings.TrimSpace(string(line)))
	return len(line), nil
}
