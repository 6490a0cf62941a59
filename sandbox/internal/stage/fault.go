package stage

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Fault replaces the answer of some requests of one operation.
type Fault struct {
	// Op is the name of the operation, as it is counted ("" means any).
	Op string `json:"op"`
	// At is the first request of that operation that fails, counted from 1.
	At int64 `json:"at"`
	// Times is the number of successive requests that fail (0 means 1, -1 means all that follow).
	Times int64 `json:"times"`
	// Kind is the kind of fault.
	//
	// Answers: "status" (Status, with the sandbox's own error body), "redirect" (307 to Location), "html" (200 with an HTML
	// page), "empty" (200, no body), "garbage" (200, not JSON).
	//
	// Connections: "drop" (closed without an answer), "hang" (no answer until the client leaves), "reset", "reset_headers" and
	// "reset_body" (TCP resets before the status line, after the headers, in the middle of the body).
	//
	// True answers, spoiled: "cut" (cut in the middle, with a longer Content-Length), "cut_chunk" (cut in the middle of a
	// chunk), "drip" (a byte a second), "gzip" (compressed, with a wrong checksum), "headers" (with 1 MiB of headers).
	//
	// Floods: "endless" (spaces without end), "bomb" (1 GiB of spaces in 1 MiB of gzip).
	Kind string `json:"kind"`
	// Status is the HTTP status of kind "status".
	Status int `json:"status"`
	// Location is the URL to which kind "redirect" redirects.
	Location string `json:"location"`
	// Executes has the request executed before its answer is replaced, so that the client cannot know what happened. Without
	// Executes, only kinds that send a true answer execute the request.
	Executes bool `json:"executes"`
	// RetryAfter is sent as a Retry-After header, in seconds, when above 0.
	RetryAfter int `json:"retry_after"`
}

// Validate returns the error of the fault, with its field first and the fix. It does not check operations, which each sandbox
// has of its own.
func (f Fault) Validate() error {
	_, known := breaks[f.Kind]
	switch {
	case !known:
		return fmt.Errorf("kind %q is unknown; use one of %s", f.Kind, strings.Join(slices.Sorted(maps.Keys(breaks)), ", "))
	case f.Kind == "status" && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("status %d is no final HTTP status; use 200 to 599", f.Status)
	case f.Kind == "redirect" && f.Location == "":
		return fmt.Errorf("location is empty; name the URL that kind redirect points to")
	}
	return nil
}

// Hits reports whether the n-th request of an operation fails.
func (f Fault) Hits(op string, n int64) bool {
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
