package access

import (
	"fmt"
	"time"
)

// Reason is the reason for which a call is refused.
type Reason uint8

// The reasons.
const (
	// CredentialsRequired means that the call has no credential.
	CredentialsRequired Reason = iota + 1
	// CredentialsRejected means that the call's credential belongs to no caller, or is no credential.
	CredentialsRejected
	// CredentialExpired means that the call's key belongs to a caller, but has expired or was revoked.
	CredentialExpired
	// AccessDenied means that the caller sees the source but lacks the grant.
	AccessDenied
	// CallerLimited means that the caller has reached a limit. RetryAfter is when to try again.
	CallerLimited
)

// Error is the refusal of a call.
type Error struct {
	Reason Reason
	// Text is for the caller. It has no secret, and nothing that the caller may not see.
	Text       string
	RetryAfter time.Duration
}

func (e *Error) Error() string { return e.Text }

// required returns the error of a call without a credential.
func required() error {
	return &Error{Reason: CredentialsRequired, Text: "this server needs a key: send it as authorization: Bearer KEY"}
}

// rejected returns the error of a credential that is refused. The error is the same for every cause, so that it reveals
// nothing.
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

// Lacks returns the error of a caller that has no grant with a verb, where no source is concerned.
func Lacks(caller *Caller, verb Verb) error {
	return &Error{Reason: AccessDenied, Text: fmt.Sprintf("caller %q needs a grant that has can: %s", caller.Name, verb)}
}

// Denied returns the error of a caller that sees a source but lacks the grant for a use of it.
func Denied(caller *Caller, verb Verb, source, resource string) error {
	what := "the source"
	if resource != "" {
		what = resource + " of the source"
	}
	return &Error{Reason: AccessDenied, Text: fmt.Sprintf(
		"caller %q may not %s %s %q: it needs a grant that has can: %s", caller.Name, inWords(verb), what, source, verb)}
}

// inWords returns a verb as a sentence has it.
func inWords(verb Verb) string {
	switch verb {
	case Payments:
		return "pay"
	case Events:
		return "report or follow"
	case Admin:
		return "administer"
	default:
		return string(verb)
	}
}
