package inbound

import (
	"crypto/rand"
	"encoding/base64"
	"strings"
)

// tokenBytes is the number of random bytes of a token.
const tokenBytes = 32

// NewToken returns a new token: 256 random bits in base64url, 43 characters.
func NewToken() string {
	var bits [tokenBytes]byte
	_, _ = rand.Read(bits[:]) // it never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// ValidToken reports whether a text has the form of a token.
func ValidToken(text string) bool {
	bits, err := base64.RawURLEncoding.Strict().DecodeString(text)
	return err == nil && len(bits) == tokenBytes && !strings.ContainsAny(text, "\r\n") // decoding would skip line ends
}
