package access

import (
	"fmt"
	"time"
)

// Reason is why a call is refused.
type Reason uint8

// The reasons.
const (
	// CredentialsRequired is that the call has no credential.
	CredentialsRequired Reason = iota + 1
	// CredentialsRejected is that its credential is nobody's, or none.
	CredentialsRejected
	// CredentialExpired is that its credential was somebody's, and has ended.
	CredentialExpired
	// AccessDenied is that the caller may see the source, and not do this.
	AccessDenied
	// CallerLimited is that the caller has as much as it may: RetryAfter is when to try again.
	CallerLimited
)

// Error is the refusal of a call.
type Error struct {
	Reason Reason
	// Text is for the caller. It names no secret, and nothing that the caller may not see.
	Text       string
	RetryAfter time.Duration
}

func (e *Error) Error() string { return e.Text }

// required returns the error of a call without a credential.
func required() error {
	return &Error{Reason: CredentialsRequired, Text: "this server needs a key: send it as authorization: Bearer KEY"}
}

// rejected returns the error of a credential that is refused. It is the same whatever is wrong, so that it tells nothing.
func rejected() error {
	return &Error{Reason: CredentialsRejected, Text: "the credential is not accepted: send one key of this server as authorization: Bearer KEY"}
}

// expired returns the error of a key that has ended.
func expired(k Key, at time.Time) error {
	word := "expired"
	if !k.Revoked.IsZero() {
		word = "was revoked"
	}
	return &Error{Reason: CredentialExpired, Text: fmt.Sprintf("the key %s %s at %s: ask for a new one", k.ID, word, at.UTC().Format(time.RFC3339))}
}

// Lacks returns the error of a caller without a grant that has a verb, for what concerns no source.
func Lacks(caller *Caller, verb Verb) error {
	return &Error{Reason: AccessDenied, Text: fmt.Sprintf("caller %q needs a grant that has can: %s", caller.Name, verb)}
}

// Denied returns the error of a caller who sees a source, and lacks a grant on it.
func Denied(caller *Caller, verb Verb, source, resource string) error {
	what := "the source"
	if resource != "" {
		what = resource + " of the source"
	}
	return &Error{Reason: AccessDenied, Text: fmt.Sprintf(
		"caller %q may not %s %s %q: it needs a grant that has can: %s", caller.Name, verb, what, source, verb)}
}
