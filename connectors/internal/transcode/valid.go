package transcode

import (
	"encoding/binary"
	"math/bits"
)

// MaxDepth is how deep the objects and arrays of a body may be nested. It is how many of them nesting can hold.
const MaxDepth = 64

// nesting tells which objects and arrays a place of JSON is in.
type nesting struct {
	depth   int
	objects uint64 // bit 0 is the innermost container: 1 for an object, 0 for an array
}

// isObject is 1 for the brackets of objects and 0 for those of arrays.
func isObject(bracket byte) uint64 { return uint64(bracket) >> 5 & 1 }

// open enters a container. It reports false where that is too deep.
func (n *nesting) open(bracket byte) bool {
	n.objects = n.objects<<1 | isObject(bracket)
	n.depth++
	return n.depth <= MaxDepth
}

// close leaves the innermost container, of which there is one. It reports false where the bracket is of another kind.
func (n *nesting) close(bracket byte) bool {
	fits := n.objects&1 == isObject(bracket)
	n.objects >>= 1
	n.depth--
	return fits
}

// wrong is what the pass functions return in place of an index where they find no JSON, and pass on when they get it.
const wrong = -1

// valid reports whether b is one JSON value as RFC 8259 has it, nested no deeper than MaxDepth. What stands in strings need
// not be UTF-8, escaped surrogates need no partner, and names may repeat.
func valid(b []byte) bool {
	var within nesting
	for i := passBlank(b, 0); ; {
		if uint(i) >= uint(len(b)) {
			return false
		}
		switch c := b[i]; c {
		case '"':
			i = passString(b, i+1)
		case '{', '[':
			if !within.open(c) {
				return false
			}
			if i = passBlank(b, i+1); uint(i) < uint(len(b)) && b[i] != c+2 { // the bracket that would close it
				i = within.passName(b, i)
				continue
			}
		case 't':
			i = passWord(b, i, "true")
		case 'f':
			i = passWord(b, i, "false")
		case 'n':
			i = passWord(b, i, "null")
		default:
			i = passNumber(b, i)
		}
		if i = within.passEnds(b, i); within.depth == 0 {
			return i == len(b)
		}
		if uint(i) >= uint(len(b)) || b[i] != ',' {
			return false
		}
		i = within.passName(b, passBlank(b, i+1))
	}
}

// passEnds returns the index after the brackets that close containers from i on, and after blanks.
func (n *nesting) passEnds(b []byte, i int) int {
	for i = passBlank(b, i); n.depth > 0 && uint(i) < uint(len(b)) && (b[i] == '}' || b[i] == ']'); i = passBlank(b, i+1) {
		if !n.close(b[i]) {
			return wrong
		}
	}
	return i
}

// passName returns the index of the value behind the name that starts at i in an object, and i in an array.
func (n *nesting) passName(b []byte, i int) int {
	if n.objects&1 == 0 {
		return i
	}
	if uint(i) >= uint(len(b)) || b[i] != '"' {
		return wrong
	}
	i = passBlank(b, passString(b, i+1))
	if uint(i) >= uint(len(b)) || b[i] != ':' {
		return wrong
	}
	return passBlank(b, i+1)
}

// passBlank returns the index of the first byte from i on that is not white space.
func passBlank(b []byte, i int) int {
	for uint(i) < uint(len(b)) && b[i] <= ' ' {
		if c := b[i]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return wrong
		}
		i++
	}
	return i
}

// passWord returns the index after a word.
func passWord(b []byte, i int, word string) int {
	end := i + len(word)
	if end > len(b) || string(b[i:end]) != word {
		return wrong
	}
	return end
}

// passNumber returns the index after the number that starts at i.
func passNumber(b []byte, i int) int {
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if i = passDigits(b, i); i == wrong {
		return wrong
	}
	if i < len(b) && b[i] == '.' {
		if i = passDigits(b, i+1); i == wrong {
			return wrong
		}
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		if i++; i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		i = passDigits(b, i)
	}
	return i
}

// passDigits returns the index after one or more digits.
func passDigits(b []byte, i int) int {
	start := i
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	if i == start {
		return wrong
	}
	return i
}

// passString returns the index after the quote that ends the string whose content starts at i. It looks at eight bytes at
// once.
func passString(b []byte, i int) int {
	for i+8 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:])
		q, s := w^quotes, w^backslashes
		// The lowest bit that is set is right even though a borrow may set higher ones wrongly.
		hit := ((q-lowBits)&^q | (s-lowBits)&^s | (w-blanks)&^w) & highBits
		if hit == 0 {
			i += 8
			continue
		}
		i += bits.TrailingZeros64(hit) / 8
		switch b[i] {
		case '"':
			return i + 1
		case '\\':
			if i = passEscapes(b, i); i == wrong {
				return wrong
			}
		default:
			return wrong
		}
	}
	for uint(i) < uint(len(b)) {
		switch c := b[i]; {
		case c == '"':
			return i + 1
		case c == '\\':
			i = passEscapes(b, i)
		case c < ' ':
			return wrong
		default:
			i++
		}
	}
	return wrong
}

// passEscapes returns the index after the run of escapes that starts at i. It takes blanks along, which would end a run at
// every word of escaped prose.
func passEscapes(b []byte, i int) int {
	for i < len(b) && b[i] == '\\' {
		if i+1 == len(b) {
			return wrong
		}
		switch b[i+1] {
		case 'u':
			if i+6 > len(b) || !fourHexDigits(binary.LittleEndian.Uint32(b[i+2:])) {
				return wrong
			}
			if i += 6; i < len(b) && b[i] == ' ' {
				i++
			}
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			i += 2
		default:
			return wrong
		}
	}
	return i
}

// fourHexDigits reports whether each of four bytes is a hexadecimal digit. Adding what is missing to 0x80 sets the highest
// bit of the bytes that are at least so large; as none of them has that bit before, none carries into the next.
func fourHexDigits(w uint32) bool {
	const ones, high = 0x01010101, 0x80808080
	if w&high != 0 {
		return false
	}
	digit := (w + (0x80-'0')*ones) &^ (w + (0x80-'9'-1)*ones)
	w |= 0x20 * ones // to lower case
	letter := (w + (0x80-'a')*ones) &^ (w + (0x80-'f'-1)*ones)
	return (digit|letter)&high == high
}
