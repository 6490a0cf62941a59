package transcode

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// TestValidUTF8 compares validUTF8 with the library, on runes of all sizes, cut and broken.
func TestValidUTF8(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	pieces := []string{"a", "abcdefgh", "й", "привет", "\u0080", "\u07ff", "\u0800", "€", "😀", "\xc0\x80", "\xc1\xbf", "\xc2", "\x80", "\xed\xa0\x80", "\xf5", "\xff"}
	for range 100_000 {
		var b []byte
		good := random.IntN(3) > 0
		for range random.IntN(9) {
			n := len(pieces)
			if good {
				n = 9
			}
			b = append(b, pieces[random.IntN(n)]...)
		}
		b = b[random.IntN(len(b)+1)/4:]
		if utf8.Valid(b) != validUTF8(b) {
			require.Fail(t, "wrong verdict", "%q", b)
		}
	}
}
