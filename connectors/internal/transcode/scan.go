package transcode

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// value is one JSON value of validated input, by its place in a source. It holds no pointers, since values are written
// often enough for the collector's write barriers to show. The zero value stands for an absent one.
type value struct {
	// from and to are where the text starts and ends: what stands between a string's quotes, or the whole JSON of any
	// other value. Bodies are far smaller than 2 GiB.
	from, to int32
	// kind is what KindOf returns for the value, 0 when it is absent.
	kind byte
	// escaped tells that the text is of a string and contains a backslash.
	escaped bool
	// hollow tells of a container that there is nothing in it.
	hollow bool
	// own tells that the text is in Context.own.
	own bool
}

// null reports whether the value is absent or null.
func (v *value) null() bool { return v.kind == 0 || v.kind == 'n' }

// container reports whether the value is an object or an array.
func (v *value) container() bool { return v.kind == '{' || v.kind == '[' }

// empty reports whether the value is absent, null, the empty text, or a container with nothing in it, which is how PHP
// writes an empty map as well as an empty list.
func (v *value) empty() bool {
	return v.null() || v.hollow || v.kind == '"' && v.from == v.to
}

// source is JSON to be scanned. With the marks of index it is scanned by them, without by looking.
type source struct {
	json  []byte
	marks []marks
}

// sourceOf returns a piece of JSON as a source without marks, and the value it holds. It does not look for the end of an
// object or array, which is that of the piece: lists are long, and most callers go over them next.
func sourceOf(json []byte) (source, value) {
	s := source{json: bytes.TrimRight(trimBOM(json), " \t\r\n")}
	var v value
	i := skipSpace(s.json, 0)
	if i < len(s.json) && (s.json[i] == '{' || s.json[i] == '[') {
		end := len(s.json)
		return s, value{from: int32(i), to: int32(end), kind: s.json[i], hollow: skipSpace(s.json, i+1) >= end-1}
	}
	s.scan(i, &v)
	return s, v
}

// text returns the text of a value, with its escapes.
func (s *source) text(v *value) []byte { return s.json[v.from:v.to] }

// scan reads the value that starts at i, which is not white space, into v and returns the index after it.
func (s *source) scan(i int, v *value) int {
	b := s.json
	if i >= len(b) {
		*v = value{}
		return len(b)
	}
	if b[i] == '"' { // most values are texts
		end, escaped := s.stringEnd(i + 1)
		*v = value{from: int32(i + 1), to: int32(max(end, i+1)), kind: '"', escaped: escaped}
		return min(end+1, len(b))
	}
	switch kind := kindOfByte(b[i]); kind {
	case '{', '[':
		end := s.containerEnd(i)
		*v = value{from: int32(i), to: int32(end), kind: kind, hollow: skipSpace(b, i+1) >= end-1}
		return end
	default:
		end := literalEnd(b, i)
		if end == i { // no JSON; step over it, so that every scan ends
			*v = value{}
			return i + 1
		}
		*v = value{from: int32(i), to: int32(end), kind: kind}
		return end
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

// stringEnd returns the index of the quote that ends the string whose content starts at i, and whether the content has
// a backslash.
func (s *source) stringEnd(i int) (end int, escaped bool) {
	k, shift := uint(i)/blockSize, uint(i)%blockSize
	if k >= uint(len(s.marks)) {
		return lookForQuote(s.json, i)
	}
	m := &s.marks[k]
	if q := m.quotes >> shift; q != 0 {
		n := bits.TrailingZeros64(q)
		return i + n, m.slashes>>shift&(1<<n-1) != 0
	}
	escaped = m.slashes>>shift != 0
	for k++; k < uint(len(s.marks)); k++ {
		m = &s.marks[k]
		if m.quotes != 0 {
			n := bits.TrailingZeros64(m.quotes)
			return int(k)*blockSize + n, escaped || m.slashes&(1<<n-1) != 0
		}
		escaped = escaped || m.slashes != 0
	}
	return len(s.json), escaped
}

// containerEnd returns the index after the object or array that starts at i.
func (s *source) containerEnd(i int) int {
	k, shift := uint(i)/blockSize, uint(i)%blockSize
	if k >= uint(len(s.marks)) {
		return lookForEnd(s.json, i)
	}
	depth, b := 0, s.json
	for w := s.marks[k].brackets >> shift << shift; ; w = s.marks[k].brackets {
		for ; w != 0; w &= w - 1 {
			at := int(k)*blockSize + bits.TrailingZeros64(w)
			if opens(b[at]) {
				depth++
			} else if depth--; depth <= 0 {
				return at + 1
			}
		}
		if k++; k >= uint(len(s.marks)) {
			return len(b)
		}
	}
}

// The bytes that end a string or start an escape, and blanks, in each of the eight bytes of a word; and the lowest and
// highest bits.
const (
	quotes      = 0x2222222222222222
	backslashes = 0x5c5c5c5c5c5c5c5c
	blanks      = 0x2020202020202020
	lowBits     = 0x0101010101010101
	highBits    = 0x8080808080808080
)

// shortString is how far lookForQuote looks word by word before it calls bytes.IndexByte, which is faster from there on.
const shortString = 32

// lookForQuote is stringEnd without marks.
func lookForQuote(b []byte, i int) (end int, escaped bool) {
	for stop := i + shortString; i+8 <= len(b) && i < stop; i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		q, s := w^quotes, w^backslashes
		// The lowest bit that is set is right even though a borrow may set higher ones wrongly.
		if hit := ((q-lowBits)&^q | (s-lowBits)&^s) & highBits; hit != 0 {
			i += bits.TrailingZeros64(hit) / 8
			if b[i] == '"' {
				return i, false
			}
			return lookPastEscapes(b, i), true
		}
	}
	n := bytes.IndexByte(b[min(i, len(b)):], '"')
	if n < 0 {
		return len(b), false
	}
	if s := bytes.IndexByte(b[i:i+n], '\\'); s >= 0 {
		return lookPastEscapes(b, i+s), true
	}
	return i + n, false
}

// lookPastEscapes is lookForQuote from the first backslash at i on.
func lookPastEscapes(b []byte, i int) int {
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

// skipSpace returns the index of the first byte at or after i that is not white space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && b[i] <= ' ' {
		i++
	}
	return i
}

// afterColon returns the index of the value of the member whose name ends before i.
func afterColon(b []byte, i int) int {
	if i+1 < len(b) && b[i] == ':' && b[i+1] > ' ' {
		return i + 1
	}
	return skipSpace(b, min(skipSpace(b, i)+1, len(b)))
}

// afterComma returns the index of the next member or element after a value that ends before i, or of the bracket that
// ends their container.
func afterComma(b []byte, i int) int {
	if i+1 < len(b) && b[i] == ',' && b[i+1] > ' ' {
		return i + 1
	}
	return afterSpacedComma(b, i)
}

// afterSpacedComma is afterComma where there is white space, or no comma.
func afterSpacedComma(b []byte, i int) int {
	i = skipSpace(b, i)
	if i < len(b) && b[i] == ',' {
		i = skipSpace(b, i+1)
	}
	return i
}
