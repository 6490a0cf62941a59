package api

import (
	"crypto/rand"
	"regexp"

	"github.com/crmstream/crmstream/internal/redact"
)

const (
	// InteractiveKey is the metadata key of calls that somebody waits for, unless their request says otherwise: they fail rather than
	// wait for a budget. The JSON API sends it with documents and unary answers.
	InteractiveKey = "x-crmstream-interactive"
	// RequestIDHeader is the HTTP header, and in lower case the metadata key, of the id that a request has in all logs.
	RequestIDHeader = "X-Request-Id"
)

var validRequestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// RequestID returns the id that a caller gave, or a new one in the place of an id that is not valid in logs or holds a key.
func RequestID(given string) string {
	if validRequestID.MatchString(given) && redact.Keys(given) == given {
		return given
	}
	return rand.Text()
}
