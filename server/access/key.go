package access

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"hash/crc32"
	"math/big"
	"regexp"
)

// The form of a key: crms_, 8 characters of the id, _, 43 characters for 256 random bits, and 6 characters of a checksum.
const (
	keyPrefix   = "crms_"
	idLength    = 8
	bitsLength  = 43
	sumLength   = 6
	keyLength   = len(keyPrefix) + idLength + 1 + bitsLength + sumLength
	base62      = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	randomBytes = 32
)

// keyPattern matches a key.
var keyPattern = regexp.MustCompile(`^crms_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$`)

// ErrNoKey is the error of a text that is no key: it has another form, or its checksum is wrong, because the key was cut or
// mistyped.
var ErrNoKey = errors.New("this is no key of crmstream: a key begins with crms_ and has 63 characters; " +
	"this one was cut or changed if it began as one")

// Digest is the SHA-256 of a key's text. The server keeps it in place of the key.
type Digest [sha256.Size]byte

// NewKey returns a new key and its id.
func NewKey() (key, id string, err error) {
	if id, err = randomText(idLength); err != nil {
		return "", "", err
	}
	var bits [randomBytes]byte
	if _, err := rand.Read(bits[:]); err != nil {
		return "", "", err
	}
	body := keyPrefix + id + "_" + inBase62(new(big.Int).SetBytes(bits[:]), bitsLength)
	return body + checksum(body), id, nil
}

// ParseKey returns the id of a key and its digest, or ErrNoKey. It looks at the text only.
func ParseKey(text string) (id string, digest Digest, err error) {
	if len(text) != keyLength || !keyPattern.MatchString(text) {
		return "", Digest{}, ErrNoKey
	}
	body, sum := text[:keyLength-sumLength], text[keyLength-sumLength:]
	if checksum(body) != sum {
		return "", Digest{}, ErrNoKey
	}
	return text[len(keyPrefix) : len(keyPrefix)+idLength], sha256.Sum256([]byte(text)), nil
}

// checksum returns the CRC-32 of a text.
func checksum(text string) string {
	return inBase62(big.NewInt(int64(crc32.ChecksumIEEE([]byte(text)))), sumLength)
}

// inBase62 writes a number in base 62, with that many digits.
func inBase62(n *big.Int, digits int) string {
	text := make([]byte, digits)
	base, digit := big.NewInt(int64(len(base62))), new(big.Int)
	for i := digits - 1; i >= 0; i-- {
		n.DivMod(n, base, digit)
		text[i] = base62[digit.Int64()]
	}
	return string(text)
}

// randomText returns that many random characters.
func randomText(length int) (string, error) {
	text := make([]byte, length)
	for i := range text {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(base62))))
		if err != nil {
			return "", err
		}
		text[i] = base62[n.Int64()]
	}
	return string(text), nil
}
