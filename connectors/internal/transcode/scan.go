package transcode

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// value is one JSON value of validated input. The zero value stands for an absent one.
type value struct {
	// text is what stands between a string's quotes, or the whole JSON of any other value.
	text []byte
	// kind is what KindOf returns for the value, 0 when it is absent.
	kind byte
	// escaped tells that text is of a string and contains a backslash.
	escaped bool
}

// null reports whether the value is absent or null.
func (v value) null() bool { return v.kind == 0 || v.kind == 'n' }

// container reports whether the value is an object or an array.
func (v value) container() bool { return v.kind == '{' || v.kind == '[' }

// size returns the length of the value's JSON.
func (v value) size() int {
	if v.kind == '"' {
		return len(v.text) + len(`""`)
	}
	return len(v.text)
}

// empty reports whether the value is absent, null, the empty text, or a container with nothing in it, which is how PHP
// writes an empty map as well as an empty list.
func (v value) empty() bool {
	switch v.kind {
	case 0, 'n':
		return true
	case '"':
		return len(v.text) == 0
	case '{', '[':
		i := skipSpace(v.text, 1)
		return i >= len(v.text) || v.text[i] == '}' || v.text[i] == ']'
	default:
		return false
	}
}

// skipSpace returns the index of the first byte at or after i that is not white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && b[i] <= ' ' {
		i++
	}
	return i
}

// The bytes that end a string or start an escape, in each of the eight bytes of a word; and the lowest and highest bits.
const (
	quotes      = 0x2222222222222222
	backslashes = 0x5c5c5c5c5c5c5c5c
	lowBits     = 0x0101010101010101
	highBits    = 0x8080808080808080
)

// shortString is how far stringEnd looks word by word before it calls bytes.IndexByte, which is faster on long texts.
const shortString = 32

// stringEnd returns the index of the quote that ends the string whose content starts at i, and whether the content has
// a backslash.
func stringEnd(b []byte, i int) (end int, escaped bool) {
	for stop := i + shortString; i+8 <= len(b) && i < stop; i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		q, s := w^quotes, w^backslashes
		// The lowest bit that is set is right even though a borrow may set higher ones wrongly.
		if hit := ((q-lowBits)&^q | (s-lowBits)&^s) & highBits; hit != 0 {
			i += bits.TrailingZeros64(hit) / 8
			if b[i] == '"' {
				return i, false
			}
			return escapedEnd(b, i), true
		}
	}
	n := bytes.IndexByte(b[min(i, len(b)):], '"')
	if n < 0 {
		return len(b), false
	}
	if s := bytes.IndexByte(b[i:i+n], '\\'); s >= 0 {
		return escapedEnd(b, i+s), true
	}
	return i + n, false
}

// escapedEnd is stringEnd from the first backslash at i on.
func escapedEnd(b []byte, i int) int {
	for i < len(b) {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			break
		}
		end := i + n
		odd := false // an odd number of backslashes before a quote escapes it
		for j := end - 1; j >= i && b[j] == '\\'; j-- {
			odd = !odd
		}
		if !odd {
			return end
		}
		i = end + 1
	}
	return len(b)
}

// containerEnd returns the index after the object or array that starts at i.
func containerEnd(b []byte, i int) int {
	depth := 0
	for i < len(b) {
		switch b[i] {
		case '"':
			i, _ = stringEnd(b, i+1)
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		}
		i++
	}
	return len(b)
}

// literalEnd returns the index after the number, true, false or null that starts at i.
func literalEnd(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ',', ']', '}', ':', '"', ' ', '\t', '\r', '\n':
			return i
		}
		i++
	}
	return len(b)
}

// scanValue returns the value that starts at i, which is not white space, and the index after it.
func scanValue(b []byte, i int) (value, int) {
	if i >= len(b) {
		return value{}, len(b)
	}
	switch kind := kindOfByte(b[i]); kind {
	case '"':
		end, escaped := stringEnd(b, i+1)
		return value{text: b[i+1 : max(end, i+1)], kind: '"', escaped: escaped}, min(end+1, len(b))
	case '{', '[':
		end := containerEnd(b, i)
		return value{text: b[i:end], kind: kind}, end
	default:
		end := literalEnd(b, i)
		if end == i { // no JSON value; step over it, so that every scan ends
			return value{}, i + 1
		}
		return value{text: b[i:end], kind: kind}, end
	}
}

// kindOfByte returns the kind of a value by its first byte.
func kindOfByte(c byte) byte {
	switch c {
	case '{', '[', '"', 't', 'f', 'n':
		return c
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return '0'
	default:
		return 0
	}
}

// valueOf returns the value that a piece of JSON holds.
func valueOf(b []byte) value {
	v, _ := scanValue(b, skipSpace(b, 0))
	return v
}

// walk steps through the members of an object or the elements of an array.
type walk struct {
	b []byte
	i int // where to go on
	// start is where the current value starts.
	start int
	// name is the current member's name as it stands between its quotes; absent in an array.
	name value
	// value is the current member's or element's value.
	value value
}

// walkOf returns a walk over the container v. A walk over anything else has no steps.
func walkOf(v value) walk {
	if !v.container() {
		return walk{}
	}
	return walk{b: v.text, i: 1}
}

// next takes a step and reports whether there was one to take.
func (w *walk) next() bool {
	if !w.nextName() {
		return false
	}
	w.nextValue()
	return true
}

// nextName is the first half of next. It ends where the value starts.
func (w *walk) nextName() bool {
	i := skipSpace(w.b, w.i)
	if i < len(w.b) && w.b[i] == ',' {
		i = skipSpace(w.b, i+1)
	}
	if i >= len(w.b) || w.b[i] == '}' || w.b[i] == ']' {
		return false
	}
	if w.b[0] == '{' {
		w.name, i = scanValue(w.b, i)
		i = afterColon(w.b, i)
	}
	w.i = i
	return true
}

// nextValue is the second half of next.
func (w *walk) nextValue() {
	w.start = min(w.i, len(w.b))
	w.value, w.i = scanValue(w.b, w.i)
}

// json returns the current value as it stands, quotes included.
func (w *walk) json() []byte { return w.b[w.start:w.i] }

// afterColon returns the index of the value of the member whose name ends before i.
func afterColon(b []byte, i int) int {
	if i+1 < len(b) && b[i] == ':' && b[i+1] > ' ' {
		return i + 1
	}
	i = skipSpace(b, i)
	return skipSpace(b, i+1)
}
