package scan

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// KeySize is the length of a token key in bytes.
const KeySize = 32

// tokenLife is how long a token is valid.
const tokenLife = 7 * 24 * time.Hour

// tokenVersion is the version of resume tokens of lists, and watchVersion of those of watches.
const (
	tokenVersion = 1
	watchVersion = 2
)

// ErrToken is the error of a token that is damaged, expired or from another server. It has no details, so that tokens cannot be
// probed.
var ErrToken = errors.New("the resume token is damaged, expired or from another server: start the list again without it")

// MismatchError is the error of one of our tokens that belongs to another request.
type MismatchError struct {
	// Field is the request field that differs from the token's request, in proto spelling.
	Field string
	// Unbound reports that the token has no such field.
	Unbound bool
}

// Error names the field and the fix.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("%s differs from the request that the resume token was made for: repeat it as it was, or start without the token", e.Field)
}

// Binding is the request of a token: digests of its fields by name, including the method.
type Binding map[string]string

// Tokens seals and opens resume tokens. It is safe for concurrent use.
type Tokens struct {
	aeads atomic.Pointer[[]cipher.AEAD]
	now   func() time.Time
}

// NewTokens returns tokens with these keys of KeySize bytes: the first key seals, all keys open.
func NewTokens(keys ...connectors.Secret) (*Tokens, error) {
	t := &Tokens{now: time.Now}
	return t, t.Replace(keys...)
}

// Replace puts other keys in place of those before. Tokens that none of them opens are not accepted any more.
func (t *Tokens) Replace(keys ...connectors.Secret) error {
	if len(keys) == 0 {
		return errors.New("resume tokens need at least one key")
	}
	var aeads []cipher.AEAD
	for i, secret := range keys {
		key := []byte(secret.Reveal())
		if len(key) != KeySize {
			return fmt.Errorf("token key %d has %d bytes: it must have %d", i+1, len(key), KeySize)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return err
		}
		aead, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			return err
		}
		aeads = append(aeads, aead)
	}
	t.aeads.Store(&aeads)
	return nil
}

// NewKey returns a random token key.
func NewKey() connectors.Secret {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // never fails, as documented
	return connectors.NewSecret(string(key))
}

type sealed struct {
	State   State   `json:"a"`
	Binding Binding `json:"b"`
	Issued  int64   `json:"u"`
}

// Seal returns the token of a state, bound to a request.
func (t *Tokens) Seal(state State, binding Binding) (string, error) {
	plain, err := json.Marshal(sealed{State: state, Binding: binding, Issued: t.now().Unix()})
	if err != nil {
		return "", err
	}
	return t.seal(tokenVersion, plain), nil
}

// seal returns content as text that only the keys open, as content of the same version.
func (t *Tokens) seal(version byte, content []byte) string {
	head := []byte{version}
	return base64.RawURLEncoding.EncodeToString((*t.aeads.Load())[0].Seal(head, nil, content, head))
}

// open returns the content of a text that seal has returned, or ErrToken.
func (t *Tokens) open(version byte, token string) ([]byte, error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(data) == 0 || strings.ContainsAny(token, "\r\n") { // decoding would skip line ends
		return nil, ErrToken
	}
	for _, aead := range *t.aeads.Load() {
		content, err := aead.Open(nil, nil, data[1:], data[:1])
		switch {
		case err != nil:
		case data[0] != version:
			return nil, &MismatchError{Field: "method"} // a token of ours
		default:
			return content, nil
		}
	}
	return nil, ErrToken
}

// Open returns the state of a token. It fails with ErrToken, or with a MismatchError when the token is ours but was made for
// another request.
func (t *Tokens) Open(token string, binding Binding) (State, error) {
	plain, err := t.open(tokenVersion, token)
	if err != nil {
		return State{}, err
	}
	var content sealed
	if err := json.Unmarshal(plain, &content); err != nil {
		return State{}, ErrToken
	}
	if t.now().Sub(time.Unix(content.Issued, 0)) > tokenLife {
		return State{}, ErrToken
	}
	return content.State, content.Binding.fits(binding)
}

// fits returns a MismatchError if the binding of a token differs from that of a request.
func (b Binding) fits(request Binding) error {
	field := differing(b, request)
	if field == "" {
		return nil
	}
	_, bound := b[field]
	return &MismatchError{Field: field, Unbound: !bound}
}

// differing returns the alphabetically first field in which two bindings differ, or "".
func differing(a, b Binding) string {
	first := ""
	for _, pair := range [][2]Binding{{a, b}, {b, a}} {
		for field, digest := range pair[0] {
			if pair[1][field] != digest && (first == "" || field < first) {
				first = field
			}
		}
	}
	return first
}
