package conformance

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
)

// inProcess carries requests to a handler without a socket, since waits for sockets stop virtual time.
type inProcess struct {
	handler http.Handler
}

func (p inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	in := req.Clone(req.Context())
	in.RequestURI, in.RemoteAddr, in.Host = req.URL.RequestURI(), "127.0.0.1:9", req.URL.Host
	if in.Body == nil {
		in.Body = http.NoBody
	}
	w := &answer{header: http.Header{}}
	aborted := w.serve(p.handler, in)
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if aborted && len(w.body) == 0 {
		return nil, io.EOF
	}
	var body io.Reader = bytes.NewReader(w.body)
	if aborted {
		body = io.MultiReader(body, broken{})
	}
	return &http.Response{
		StatusCode: max(w.status, http.StatusOK), Header: w.header, Body: io.NopCloser(body), ContentLength: -1,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
	}, nil
}

// answer collects what a handler writes.
type answer struct {
	header http.Header
	status int
	body   []byte
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	a.body = append(a.body, p...)
	return len(p), nil
}

// serve runs the handler and reports whether it aborted the connection.
func (a *answer) serve(h http.Handler, r *http.Request) (aborted bool) {
	defer func() {
		if p := recover(); p != nil {
			err, ok := p.(error)
			if !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			aborted = true
		}
	}()
	h.ServeHTTP(a, r)
	return false
}

// broken is a body whose connection was cut.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// recorder keeps what requests ask for, without host and headers, and the latest answer.
type recorder struct {
	next   http.RoundTripper
	mu     sync.Mutex
	seen   []string
	latest *http.Response
	body   []byte // of the latest answer
	// repeats says that the first answer is sent to all later requests.
	repeats bool
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req = req.Clone(req.Context())
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	r.mu.Lock()
	r.seen = append(r.seen, req.Method+" "+req.URL.Path+"?"+req.URL.RawQuery+" "+string(body))
	if r.repeats && r.latest != nil {
		defer r.mu.Unlock()
		again := *r.latest
		again.Request, again.Body = req, io.NopCloser(bytes.NewReader(r.body))
		return &again, nil
	}
	r.mu.Unlock() // an upstream may be slow
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(content))
	r.mu.Lock()
	r.latest, r.body = resp, content
	r.mu.Unlock()
	return resp, nil
}

// asked returns the different requests, in the order of their texts, since how often a job is asked for its state is chance.
func (r *recorder) asked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Compact(slices.Sorted(slices.Values(r.seen)))
}
