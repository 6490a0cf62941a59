package connectors

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Kind says what an error means to a caller. The set is closed; server/status.go maps each kind to a status.
type Kind uint8

// The kinds of errors.
const (
	// KindInvalidRequest is a request field with a wrong value.
	KindInvalidRequest Kind = iota + 1
	// KindCredentialsRejected is an upstream that refuses the account's credentials.
	KindCredentialsRejected
	// KindForbidden is an upstream that refuses what these credentials ask for.
	KindForbidden
	// KindMisconfigured is a configuration that does not fit its upstream: a wrong host, an API that is switched off.
	KindMisconfigured
	// KindFilterIgnored is an upstream that sent rows which the request's filters exclude.
	KindFilterIgnored
	// KindNotFound is a record that does not exist.
	KindNotFound
	// KindCursorGone is a cursor of a place that no longer exists, or a text that is no cursor of the list.
	KindCursorGone
	// KindInconsistent is an upstream that broke what a list relies on, such as its order.
	KindInconsistent
	// KindDataLost is an answer that is known to lack records.
	KindDataLost
	// KindRateLimited is a budget that is used up, as the pacer has counted or the upstream has said.
	KindRateLimited
	// KindUnavailable is an upstream that cannot be reached or is out of order.
	KindUnavailable
	// KindMalformedResponse is an answer that is not in the upstream's format.
	KindMalformedResponse
	// KindUnsupported is something the upstream cannot do.
	KindUnsupported
	// KindConflict is a record that does not have the values that a write expects.
	KindConflict
	// KindRefused is a write that the upstream refuses, with no field at fault.
	KindRefused
	// KindNotApplied is a write that the upstream accepted, and of which it shows nothing.
	KindNotApplied
)

// Kinds returns all kinds, so that tests can prove a mapping complete.
func Kinds() []Kind {
	kinds := make([]Kind, 0, KindNotApplied)
	for k := KindInvalidRequest; k <= KindNotApplied; k++ {
		kinds = append(kinds, k)
	}
	return kinds
}

// String returns the kind in words.
func (k Kind) String() string {
	switch k {
	case KindInvalidRequest:
		return "invalid request"
	case KindCredentialsRejected:
		return "upstream rejects the credentials"
	case KindForbidden:
		return "upstream forbids"
	case KindMisconfigured:
		return "misconfigured"
	case KindFilterIgnored:
		return "upstream ignored a filter"
	case KindNotFound:
		return "not found"
	case KindCursorGone:
		return "cursor gone"
	case KindInconsistent:
		return "upstream inconsistent"
	case KindDataLost:
		return "data lost"
	case KindRateLimited:
		return "rate limited"
	case KindUnavailable:
		return "upstream unavailable"
	case KindMalformedResponse:
		return "malformed upstream response"
	case KindUnsupported:
		return "unsupported"
	case KindConflict:
		return "conflict"
	case KindRefused:
		return "write refused"
	case KindNotApplied:
		return "write not applied"
	default:
		return fmt.Sprintf("kind %d", uint8(k))
	}
}

// ErrTooLarge is the cause of KindMalformedResponse where an answer is larger than may be read. Asking for less helps.
var ErrTooLarge = errors.New("the answer is too large")

// Error is what connectors return, besides context errors. It never holds a secret. Callers get its text, which never holds
// what an upstream says nor its address; Detail holds both. Of a refused write, whose reason may be nothing but words, the text
// may hold these words.
type Error struct {
	// Kind says what the error means.
	Kind Kind
	// Connector is the connector's name, "" for errors of the contract itself.
	Connector string
	// Op is the upstream operation, in the upstream's words; "" when none was asked.
	Op string
	// Field is the request field at fault, in proto spelling, for KindInvalidRequest and KindFilterIgnored. For KindNotFound it
	// is the field that names the record.
	Field string
	// Unknown says that a request with KindInvalidRequest names something that its catalogue does not have. The catalogue may
	// be too old, so the server first opens the request again with a catalogue that was read after the call began.
	Unknown bool
	// Maybe says that the upstream may have executed the write that failed. A write that failed with another error than *Error, once it
	// was about to be sent, may have been executed too.
	Maybe bool
	// RetryAfter is when to try again, for KindRateLimited and KindUnavailable; 0 when unknown.
	RetryAfter time.Duration
	// Err says what happened, and for KindInvalidRequest the fix, in our own words.
	Err error
	// Detail is for the log alone and not in Error's text: the request, the beginning of the upstream's answer or its message,
	// the connection's error. A connector sets the upstream's message unchanged; rest redacts and cuts it.
	Detail string
}

// Error returns "connector: op: field: kind: cause", without the parts that are not set.
func (e *Error) Error() string {
	parts := make([]string, 0, 5)
	for _, p := range []string{e.Connector, e.Op, e.Field, e.Kind.String()} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Detail returns what an error has for the log alone, "" for nothing.
func Detail(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same kind with nothing else set, so that
// errors.Is(err, &Error{Kind: k}) tests for a kind.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && *t == Error{Kind: e.Kind}
}

// Invalid returns the error of a request field with a wrong value. The format must say how to fix it.
func Invalid(field, format string, args ...any) *Error {
	return &Error{Kind: KindInvalidRequest, Field: field, Err: fmt.Errorf(format, args...)}
}

// Mistakes are all the mistakes of one request that were found at once, each of KindInvalidRequest. errors.As finds the first.
type Mistakes []*Error

// Error returns the texts of all mistakes.
func (m Mistakes) Error() string {
	texts := make([]string, len(m))
	for i, e := range m {
		texts[i] = e.Error()
	}
	return strings.Join(texts, "; ")
}

// Add adds an error if it is a mistake, or several, and reports whether it was nil or added.
func (m *Mistakes) Add(err error) bool {
	var several Mistakes
	var one *Error
	switch {
	case err == nil:
	case errors.As(err, &several):
		*m = append(*m, several...)
	case errors.As(err, &one) && one.Kind == KindInvalidRequest:
		*m = append(*m, one)
	default:
		return false
	}
	return true
}

// Err returns the mistakes as an error, nil for none.
func (m Mistakes) Err() error {
	switch len(m) {
	case 0:
		return nil
	case 1:
		return m[0]
	}
	return m
}

// Unwrap returns the mistakes.
func (m Mistakes) Unwrap() []error {
	all := make([]error, len(m))
	for i, e := range m {
		all[i] = e
	}
	return all
}

// Unknown reports whether a newer catalogue may put right one of the mistakes.
func (m Mistakes) Unknown() bool {
	return slices.ContainsFunc(m, func(e *Error) bool { return e.Unknown })
}
