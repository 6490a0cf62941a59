package access

import (
	"crypto/subtle"
	"fmt"
	"strings"
	"time"
)

// maxLiveKeys is the largest number of accepted keys of a caller.
const maxLiveKeys = 4

// Table has all callers. It does not change.
type Table struct {
	callers      []*Caller
	byName       map[string]*Caller
	keys         map[string]holding // by id
	certificates map[string]*Caller
}

// holding is a key and its caller.
type holding struct {
	key    Key
	caller *Caller
}

// NewTable returns the table of callers. It returns an error if a name is not permitted, if two callers have the same name, key
// id or certificate, or if a caller has too many accepted keys.
func NewTable(callers []Caller, now time.Time) (*Table, error) {
	t := &Table{byName: map[string]*Caller{}, keys: map[string]holding{}, certificates: map[string]*Caller{}}
	for i := range callers {
		if err := t.add(&callers[i], now); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *Table) add(c *Caller, now time.Time) error {
	if !NamePattern.MatchString(c.Name) {
		return fmt.Errorf("the name %q of a caller must match %s", c.Name, NamePattern)
	}
	if c.Name == Own {
		return fmt.Errorf("the name %q is of what the server does by itself: use another one", c.Name)
	}
	if t.byName[c.Name] != nil {
		return fmt.Errorf("two callers have the name %q", c.Name)
	}
	t.callers, t.byName[c.Name] = append(t.callers, c), c
	live := 0
	for _, k := range c.Keys {
		if other, found := t.keys[k.ID]; found {
			return fmt.Errorf("the key %s is of %q and of %q: a key is of one caller", k.ID, other.caller.Name, c.Name)
		}
		t.keys[k.ID] = holding{k, c}
		if k.Live(now) {
			live++
		}
	}
	if live > maxLiveKeys {
		return fmt.Errorf("%q has %d keys that are accepted, and may have %d: revoke some", c.Name, live, maxLiveKeys)
	}
	for _, name := range c.Certificates {
		if other := t.certificates[name]; other != nil {
			return fmt.Errorf("the certificate %q is of %q and of %q: a certificate is of one caller", name, other.Name, c.Name)
		}
		t.certificates[name] = c
	}
	return nil
}

// Callers returns all callers, in the order of NewTable.
func (t *Table) Callers() []*Caller { return t.callers }

// Shares returns the shares of a request budget that callers have, by their names.
func (t *Table) Shares(budget string) map[string]float64 {
	shares := map[string]float64{}
	for _, c := range t.callers {
		if share, limited := c.Limits.Budgets[budget]; limited {
			shares[c.Name] = share
		}
	}
	return shares
}

// Caller returns the caller of a name, nil if there is none.
func (t *Table) Caller(name string) *Caller { return t.byName[name] }

// Credentials are the credentials that a call presents.
type Credentials struct {
	// Authorization has the values of all Authorization headers. More than one is refused.
	Authorization []string
	// Certificate is the name that the connection has proved with a client certificate, "" for none.
	Certificate string
}

// Identity is a caller and the credential that identified it.
type Identity struct {
	Caller *Caller
	// Credential is the id of the key, or the name of the certificate. It is no secret.
	Credential string
	// Expires is when the key ends, the zero time for never.
	Expires time.Time
}

// Authenticate returns the identity for credentials at a time. The error is an *Error.
func (t *Table) Authenticate(c Credentials, now time.Time) (Identity, error) {
	var presented Identity
	if c.Certificate != "" {
		caller := t.certificates[c.Certificate]
		if caller == nil {
			return presented, rejected()
		}
		presented = Identity{Caller: caller, Credential: c.Certificate}
	}
	if len(c.Authorization) == 0 {
		if presented.Caller == nil {
			return presented, required()
		}
		return presented, nil
	}
	key, ok := bearer(c.Authorization)
	if !ok {
		return Identity{}, rejected()
	}
	holder, err := t.holder(key, now)
	if err != nil {
		return Identity{}, err
	}
	if presented.Caller != nil && presented.Caller != holder.caller {
		return Identity{}, rejected() // the certificate belongs to another caller
	}
	return Identity{Caller: holder.caller, Credential: holder.key.ID, Expires: holder.key.Expires}, nil
}

// holder returns a key and its caller, by the key's text.
func (t *Table) holder(text string, now time.Time) (holding, error) {
	id, digest, err := ParseKey(text)
	if err != nil {
		return holding{}, rejected()
	}
	h, known := t.keys[id]
	if same := subtle.ConstantTimeCompare(digest[:], h.key.Digest[:]) == 1; !same || !known {
		return holding{}, rejected()
	}
	if at, ended := h.key.ended(now); ended {
		return holding{}, expired(h.key, at)
	}
	return h, nil
}

// bearer returns the credential of the only Authorization header: "Bearer", one space, and text without spaces and commas. Some
// programs join several headers with commas.
func bearer(values []string) (string, bool) {
	if len(values) != 1 {
		return "", false
	}
	scheme, text, found := strings.Cut(values[0], " ")
	if !found || !strings.EqualFold(scheme, "bearer") || text == "" {
		return "", false
	}
	for i := range len(text) {
		if c := text[i]; c < '!' || c > '~' || c == ',' {
			return "", false
		}
	}
	return text, true
}
