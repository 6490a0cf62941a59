package access

import (
	"regexp"
	"slices"
	"time"
)

// Verb is a kind of use that a grant permits.
type Verb string

// The verbs, with their names in grants. Every stands for read, watch and write.
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

// anyName in place of names stands for all sources, or for all resources.
const anyName = "*"

// NamePattern matches the name of a caller.
var NamePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,62}$`)

// Own is the name under which the server's own work is counted. No caller may have it.
const Own = "crmstream"

// Caller is a program or a group of people that may call.
type Caller struct {
	// Name is in logs, metrics and resume tokens; it matches NamePattern.
	Name string
	Keys []Key
	// Certificates are the names of the caller's client certificates: URIs or DNS names, matched as a whole.
	Certificates []string
	Grants       []Grant
	Limits       Limits
}

// Key is a caller's key, without its text.
type Key struct {
	ID     string
	Digest Digest
	// Created is when the key was made. Expires is when the key ends, the zero time for never. Revoked is when the key was
	// revoked, the zero time if it was not.
	Created, Expires, Revoked time.Time
	Note                      string
}

// ended reports whether a key has ended at a time, and returns when it ended.
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

// Grant permits some uses of some resources of some sources. `*` in Sources or Resources stands for all of them.
type Grant struct {
	Sources, Resources []string
	Can                []Verb
}

// names reports whether a grant names a source.
func (g Grant) names(source string) bool {
	return slices.Contains(g.Sources, anyName) || slices.Contains(g.Sources, source)
}

// allows reports whether a grant permits a use. An empty resource stands for any resource.
func (g Grant) allows(verb Verb, source, resource string) bool {
	return g.names(source) && g.can(verb) &&
		(resource == "" || slices.Contains(g.Resources, anyName) || slices.Contains(g.Resources, resource))
}

// can reports whether a grant has a verb.
func (g Grant) can(verb Verb) bool {
	usual := verb == Read || verb == Watch || verb == Write
	return slices.Contains(g.Can, verb) || usual && slices.Contains(g.Can, Every)
}

// Has reports whether any grant has a verb. Use it where no source is concerned.
func (c *Caller) Has(verb Verb) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.can(verb) })
}

// Sees reports whether any grant names a source. A source that no grant names does not exist for the caller.
func (c *Caller) Sees(source string) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.names(source) })
}

// May reports whether the caller may use a resource of a source; an empty resource stands for any. The caller may not use a
// source that it does not see.
func (c *Caller) May(verb Verb, source, resource string) bool {
	return slices.ContainsFunc(c.Grants, func(g Grant) bool { return g.allows(verb, source, resource) })
}
