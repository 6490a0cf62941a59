package hostile

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// front is a proxy before an emulator: it makes the steps of a plan before their requests, and plays the faults.
type front struct {
	pace time.Duration
	// prompt is an address that is answered without pace, as another server; "" is none.
	prompt string
	// behind returns the emulator, which a restart replaces.
	behind func() http.Handler
	// before makes the steps before the n-th request and returns the fault that hits it, "" for none.
	before func(n int) action
	// bend changes a request on its way; nil changes nothing.
	bend func(*http.Request)
	// Every repeat-th answer is sent again in place of the next one to the same address; 0 means none. kept has the last
	// answers by address, without those to clients that have gone. address returns the address of a request; nil means its path.
	repeat  int
	kept    map[string][]byte
	address func(r *http.Request, body []byte) string
	// pager makes the pages of the list from what the emulator answers.
	pager *pager
	// watch gets the body of each request; it may be nil.
	watch func(body []byte)

	mu       sync.Mutex // guards kept and the model, which also gets messages while a request is under way
	requests int
}

// arrive counts a request that has arrived, and makes the steps before it.
func (f *front) arrive(body []byte) (n int, fault action) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests++
	fault = f.before(f.requests)
	if f.watch != nil {
		f.watch(body)
	}
	return f.requests, fault
}

// count returns how many requests have arrived.
func (f *front) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.requests
}

// bodyOf reads the body of a request.
func bodyOf(r *http.Request) []byte {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return body
}

// ServeHTTP serves one request. It runs in the client's goroutine, one request at a time unless pages are read in parallel.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := bodyOf(r)
	address := r.URL.Path
	if f.address != nil {
		address = f.address(r, body)
	}
	if r.URL.Path != f.prompt {
		time.Sleep(f.pace) // without the lock, which would stop virtual time
	}
	n, fault := f.arrive(body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	if f.bend != nil {
		f.bend(r)
	}
	switch fault {
	case dropBefore, restart: // a restart breaks the connections
		panic(http.ErrAbortHandler)
	case badGateway:
		http.Error(w, "Bad Gateway", http.StatusBadGateway)
		return
	case webPage:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><html><body>Maintenance</body></html>")
		return
	}
	kept := httptest.NewRecorder()
	if f.pager == nil || f.pager.plain() {
		f.behind().ServeHTTP(kept, r)
	} else {
		f.paged(kept, r)
	}
	body = kept.Body.Bytes()
	switch fault {
	case dropAfter:
		panic(http.ErrAbortHandler)
	case cutBody:
		_, _ = w.Write(body[:len(body)/2])
		panic(http.ErrAbortHandler)
	}
	if f.repeat > 0 && kept.Code == http.StatusOK {
		body = f.repeated(n, address, body)
	}
	for key, values := range kept.Header() {
		w.Header()[key] = values
	}
	w.WriteHeader(kept.Code)
	_, _ = w.Write(body)
}

// paged answers through the pager, which sees the request as the emulator would.
func (f *front) paged(w *httptest.ResponseRecorder, r *http.Request) {
	body := bodyOf(r)
	f.pager.serve(w, withBody(r, body), body, f.behind())
}

// repeated returns the answer before this one if it is sent again.
func (f *front) repeated(n int, address string, body []byte) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if before, ok := f.kept[address]; ok && n%f.repeat == 0 {
		return before
	}
	if f.kept == nil {
		f.kept = map[string][]byte{}
	}
	f.kept[address] = body
	return body
}
