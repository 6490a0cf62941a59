package api

import (
	"crypto/rand"
	"regexp"

	"github.com/crmstream/crmstream/internal/redact"
)

const (
	// InteractiveKey is the metadata key of calls for which a person or a program waits, unless their request states a
	// priority. Such a call fails when the budget is empty and does not wait. The JSON API sends the key with documents and
	// unary answers.
	InteractiveKey = "x-crmstream-interactive"
	// RequestIDHeader is the HTTP header of the id that a request has in all logs. In lower case it is the metadata key.
	RequestIDHeader = "X-Request-Id"
)

var validRequestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// RequestID returns the caller's id, or a new id if the given one is not valid in logs or contains a key.
func RequestID(given string) string {
	if validRequestID.MatchString(given) && redact.Keys(given) == given {
		return given
	}
	return rand.Text()
}
