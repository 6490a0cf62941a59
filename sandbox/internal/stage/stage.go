package stage

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Fault replaces the answer of some requests of one operation.
type Fault struct {
	// Op is the operation's name as counted ("" means any).
	Op string `json:"op"`
	// At is the first request of that operation that fails, counted from 1.
	At int64 `json:"at"`
	// Times is how many requests in a row fail (0 means 1, -1 means all that follow).
	Times int64 `json:"times"`
	// Kind says what happens: "status" (Status, with the sandbox's own error body), "html" (200 with an HTML
	// page), "empty" (200, no body), "cut" (a true answer, cut in the middle), "garbage" (200, not JSON),
	// "drop" (the connection closes without an answer), "hang" (no answer until the client leaves).
	Kind string `json:"kind"`
	// Status is the HTTP status of kind "status".
	Status int `json:"status"`
	// RetryAfter is sent as a Retry-After header, in seconds, when above 0.
	RetryAfter int `json:"retry_after"`
}

// Stage counts, delays and breaks the requests of one sandbox. It is safe for concurrent use.
type Stage struct {
	latency time.Duration
	faults  []Fault
	// fail writes the sandbox's own error body for a status.
	fail func(w http.ResponseWriter, status int)

	mu     sync.Mutex
	counts map[string]int64
	hook   func(op string, n int64)
}

// New returns a stage. fail writes the upstream's error body for an HTTP status.
func New(latency time.Duration, faults []Fault, fail func(http.ResponseWriter, int)) *Stage {
	return &Stage{latency: latency, faults: faults, fail: fail, counts: map[string]int64{}}
}

// OnRequest sets a hook that runs before each request is served, with the operation's name and its running
// number from 1. Tests use it to move rows between two pages. Set it before the first request.
func (s *Stage) OnRequest(hook func(op string, n int64)) { s.hook = hook }

// Requests returns how many requests each operation has received.
func (s *Stage) Requests() map[string]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.counts)
}

// ResetRequests sets all counts to zero, so that scripted faults start over too.
func (s *Stage) ResetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.counts)
}

// Serve counts one request of operation op, then answers it with next, a delay or a scripted fault.
func (s *Stage) Serve(w http.ResponseWriter, r *http.Request, op string, next http.HandlerFunc) {
	s.mu.Lock()
	s.counts[op]++
	n := s.counts[op]
	s.mu.Unlock()
	if s.hook != nil {
		s.hook(op, n)
	}
	if s.latency > 0 {
		select {
		case <-time.After(s.latency):
		case <-r.Context().Done():
			return
		}
	}
	for _, f := range s.faults {
		if f.hits(op, n) {
			s.breakWith(f, w, r, next)
			return
		}
	}
	next(w, r)
}

func (f Fault) hits(op string, n int64) bool {
	if f.Op != "" && f.Op != op {
		return false
	}
	at := max(f.At, 1)
	switch {
	case f.Times < 0:
		return n >= at
	case f.Times == 0:
		return n == at
	default:
		return n >= at && n < at+f.Times
	}
}

func (s *Stage) breakWith(f Fault, w http.ResponseWriter, r *http.Request, next http.HandlerFunc) {
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	switch f.Kind {
	case "status":
		s.fail(w, f.Status)
	case "html":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, "<!DOCTYPE html><html><body>Maintenance</body></html>")
	case "empty":
		w.WriteHeader(http.StatusOK)
	case "garbage":
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprint(w, "Warning: mysqli_connect(): too many connections")
	case "cut":
		cut := &cutWriter{header: http.Header{}}
		next(cut, r)
		maps.Copy(w.Header(), cut.header)
		// A length that is longer than the body makes the server close the connection, as a dying upstream does.
		w.Header().Set("Content-Length", strconv.Itoa(len(cut.body)+1))
		_, _ = w.Write(cut.body[:len(cut.body)/2])
		panic(http.ErrAbortHandler)
	case "hang":
		// Only once the body is read does the server notice that its client has left.
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	default: // "drop"
		panic(http.ErrAbortHandler)
	}
}

// cutWriter keeps an answer so that half of it can be sent.
type cutWriter struct {
	header http.Header
	body   []byte
}

func (c *cutWriter) Header() http.Header { return c.header }
func (c *cutWriter) WriteHeader(int)     {}
func (c *cutWriter) Write(p []byte) (int, error) {
	c.body = append(c.body, p...)
	return len(p), nil
}

// ServeCounts answers with the request counts as JSON. Sandboxes serve it at /_sandbox/requests, which is not
// part of any upstream: GET reads the counts, DELETE sets them to zero.
func (s *Stage) ServeCounts(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodDelete {
		s.ResetRequests()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.Requests())
}
