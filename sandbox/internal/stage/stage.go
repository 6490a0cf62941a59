package stage

import (
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"strconv"
	"sync"
	"time"
)

// Stage counts, delays and breaks the requests of one sandbox, which embeds the Stage. It is an http.Handler and safe for
// concurrent use.
type Stage struct {
	latency time.Duration
	faults  []Fault
	route   Route
	// fail writes the sandbox's own error body for a status.
	fail func(w http.ResponseWriter, status int)

	mu      sync.Mutex
	counts  map[string]int64
	effects []Effect
	hook    func(op string, n int64)
}

// Route returns the operation of a request and the function that answers it. Route refuses a request without an operation
// itself and returns no function: such a request is not counted, and no fault breaks it.
type Route func(w http.ResponseWriter, r *http.Request) (op string, answer Answer)

// Answer answers the n-th request of an operation, counted from 1.
type Answer func(w http.ResponseWriter, r *http.Request, n int64)

// New returns a Stage for valid settings. fail writes the upstream's error body for an HTTP status.
func New(s Settings, route Route, fail func(w http.ResponseWriter, status int)) *Stage {
	return &Stage{latency: time.Duration(s.Latency), faults: s.Faults, route: route, fail: fail, counts: map[string]int64{}}
}

// OnRequest sets a hook that runs before each request is served, with the operation's name and the number of the request from
// 1. Tests use the hook to move rows between two pages. Set it before the first request.
func (s *Stage) OnRequest(hook func(op string, n int64)) { s.hook = hook }

// Requests returns the number of requests that each operation has received, including refused and broken ones.
func (s *Stage) Requests() map[string]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.counts)
}

// ServeHTTP counts a request, then answers it by its route, with a delay or with a scripted fault. At /_sandbox/requests, which
// is not part of any upstream, GET reads the counts and DELETE sets them to zero.
func (s *Stage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path.Clean(r.URL.Path) == "/_sandbox/requests" {
		s.serveCounts(w, r)
		return
	}
	op, answer := s.route(w, r)
	if answer == nil {
		return
	}
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
	next := func(w http.ResponseWriter, r *http.Request) { answer(w, r, n) }
	for _, f := range s.faults {
		if f.Hits(op, n) {
			if f.Executes {
				next = executed(next, r)
			}
			if f.RetryAfter > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
			}
			breaks[f.Kind](broken{fault: f, fail: s.fail, w: w, r: r, next: next})
			return
		}
	}
	next(w, r)
}

// serveCounts answers with the request counts as JSON. DELETE first sets them to zero, so that scripted faults start again,
// too.
func (s *Stage) serveCounts(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodDelete {
		s.mu.Lock()
		clear(s.counts)
		s.mu.Unlock()
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(s.Requests())
}
