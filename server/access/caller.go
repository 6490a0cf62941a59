package access

import (
	"regexp"
	"slices"
	"time"
)

// Verb is a kind of use that a grant allows.
type Verb string

// The verbs, as grants write them. Every is read, watch and write.
const (
	Read     Verb = "read"
	Watch    Verb = "watch"
	Write    Verb = "write"
	Delete   Verb = "delete"
	Payments Verb = "payments"
	Events   Verb = "events"
	Metrics  Verb = "metrics"
	Admin    Verb = "admin"
	Every    Verb = "*"
)

// Verbs returns all verbs that a grant may have.
func Verbs() []Verb {
	return []Verb{Read, Watch, Write, Delete, Payments, Events, Metrics, Admin, Every}
}

// any is the name that stands for all sources, or for all resources.
const anyName = "*"

// NamePattern matches the name of a caller.
var NamePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// Own is the name of the caller of what the server does by itself. No other has it.
const Own = "crmstream"

// Caller is somebody who may call: a program, or a group of people.
type Caller struct {
	// Name is in logs, metrics and resume tokens; it matches NamePattern.
	Name string
	Keys []Key
	// Certificates are names of client certificates that are the caller's: URIs or DNS names, matched as a whole.
	Certificates []string
	Grants       []Grant
	Limits       Limits
}

// Key is what is kept of a key of a caller.
type Key struct {
	ID     string
	Digest Digest
	// Created is when the key was made. Expires is when it ends, the zero time for never, and Revoked when it was revoked, the zero
	// time if it was not.
	Created, Expires, Revoked time.Time
	Note                      string
}

// ended returns when a key ended, if it has at a time.
func (k Key) ended(now time.Time) (time.Time, bool) {
	switch {
	case !k.Revoked.IsZero():
		return k.Revoked, true
	case !k.Expires.IsZero() && !now.Before(k.Expires):
		return k.Expires, true
	default:
		return time.Time{}, false
	}
}

// Live reports whether a key is accepted at a time.
func (k Key) Live(now time.Time) bool {
	_, ended := k.ended(now)
	return !ended
}

// Grant allows some uses of some resources of some sources. `*` in Sources or Resources is all of them.
type Grant struct {
	Sources, Resources []string
	Can                []Verb
}

// names reports whether a grant names a source.
func (g Grant) names(source string) bool {
	return slices.Contains(g.Sources, anyName) || slices.Contains(g.Sources, source)
}

// allows reports whether a grant allows a use. An empty resource stands for any.
func (g Grant) allows(verb Verb, source, resource string) bool {
	return g.names(source) && g.can(verb) &&
		(resource == "" || slices.Contains(g.Resources, anyName) || slices.Contains(g.Resources, resource))
}

// can reports whether a grant has a verb.
func (g Grant) can(verb Verb) bool {
	usual := verb == Read || verb == Watch || verb == Write
	return slices.Contains(g.Can, verb) || usual && slices.Contains(g.Can, Every)
}

// Has reports whether any grant has a verb, for what concerns no source.
func (c *Caller) Has(verb Verb) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.can(verb) })
}

// Sees reports whether any grant names a source. One that no grant names does not exist for the caller.
func (c *Caller) Sees(source string) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.names(source) })
}

// May reports whether the caller may use a resource of a source; an empty resource stands for any. A caller that does not see the
// source may not.
func (c *Caller) May(verb Verb, source, resource string) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.allows(verb, source, resource) })
}
