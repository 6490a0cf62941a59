package transcode

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// lookForEnd is containerEnd without marks, for values that may be most of a body. It goes from bracket to bracket of the
// kind that the value has, since in valid JSON these alone are balanced too, and passes over those within strings, before
// which the number of quotes is odd. The library's searches, which use vector instructions, do most of that.
func lookForEnd(b []byte, i int) int {
	opening, closing := b[i], b[i]+2
	// The next ones behind i: open up to shut, escaped up to the nearer of the two. No search goes further than the value.
	shut, open, escaped := -1, -1, -1
	for depth := 0; i < len(b); { // i is never within a string
		if shut < i {
			shut = nextByte(b, i, closing)
		}
		if open < i {
			open = nextByte(b[:shut], i, opening)
		}
		bracket := min(open, shut)
		if escaped < i {
			escaped = nextEscapedQuote(b[:bracket], i)
		}
		switch {
		case escaped < bracket: // quotes cannot be counted, so pass over one string
			end, _ := lookForQuote(b, nextByte(b, i, '"')+1)
			i = end + 1
		case bytes.Count(b[i:bracket], []byte{'"'})&1 != 0:
			end, _ := lookForQuote(b, bracket)
			i = end + 1
		case open < shut:
			depth++
			i = bracket + 1
		default:
			if depth--; depth <= 0 {
				return min(bracket+1, len(b))
			}
			i = bracket + 1
		}
	}
	return len(b)
}

// nextByte returns the first place of c at or after i, or the length of b.
func nextByte(b []byte, i int, c byte) int {
	if n := bytes.IndexByte(b[min(i, len(b)):], c); n >= 0 {
		return i + n
	}
	return len(b)
}

// nextEscapedQuote returns the first place at or after i of a backslash with a quote behind it, or the length of b. It looks
// at eight pairs of bytes at once: escaped texts are full of other backslashes, which a search for one byte would stop at.
func nextEscapedQuote(b []byte, i int) int {
	for i = nextByte(b, i, '\\'); i+9 <= len(b); {
		s, q := binary.LittleEndian.Uint64(b[i:])^backslashes, binary.LittleEndian.Uint64(b[i+1:])^quotes
		// What a borrow sets wrongly costs another look.
		hit := (s - lowBits) &^ s & (q - lowBits) &^ q & highBits
		if hit == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(hit) / 8
		if b[i] == '\\' && b[i+1] == '"' {
			return i
		}
		i++
	}
	if n := bytes.Index(b[min(i, len(b)):], []byte(`\"`)); n >= 0 {
		return i + n
	}
	return len(b)
}
