package transcode

import (
	"encoding/binary"
	"math/bits"
)

// startOfUnit is the \u that starts an escape, as the first two bytes of a word.
const startOfUnit = '\\' | 'u'<<8

// Words with a quote, a backslash or a blank in each of the eight bytes, and with the lowest or the highest bit of each byte.
const (
	quotes      = 0x2222222222222222
	backslashes = 0x5c5c5c5c5c5c5c5c
	blanks      = 0x2020202020202020
	lowBits     = 0x0101010101010101
	highBits    = 0x8080808080808080
)

// passString returns the index after the quote that ends the string whose content starts at i. It checks eight bytes at once.
// Control characters are text.
func (p *parser) passString(i int) int {
	b, start, escaped, seen := p.json, i, false, uint64(0)
	for i+8 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:])
		q, s := w^quotes, w^backslashes
		// The lowest set bit is right, although a borrow may set higher bits wrongly.
		hit := ((q-lowBits)&^q | (s-lowBits)&^s | (w-blanks)&^w) & highBits
		if hit == 0 {
			seen |= w
			i += 8
			continue
		}
		n := bits.TrailingZeros64(hit)
		seen |= w & (1<<n - 1)
		switch i += n / 8; b[i] {
		case '"':
			p.values = append(p.values, value{from: int32(start), to: int32(i), kind: '"', escaped: escaped, wide: seen&highBits != 0})
			return i + 1
		case '\\':
			escaped = true
			if i = passEscapes(b, i); i == wrong {
				return wrong
			}
		default: // a control character, which JSON does not allow, but strings from PHP and others have
			i++
		}
	}
	for uint(i) < uint(len(b)) { // the last bytes of the body
		switch c := b[i]; c {
		case '"':
			p.values = append(p.values, value{from: int32(start), to: int32(i), kind: '"', escaped: escaped, wide: seen&highBits != 0})
			return i + 1
		case '\\':
			escaped = true
			i = passEscapes(b, i)
		default:
			seen |= uint64(c)
			i++
		}
	}
	return wrong
}

// passEscapes returns the index after the run of escapes that starts at i. Blanks belong to the run: otherwise a run in escaped
// prose would end at every word.
func passEscapes(b []byte, i int) int {
	for {
		for i+8 <= len(b) { // a run of \uXXXX, whole escapes at once
			w := binary.LittleEndian.Uint64(b[i:])
			if uint16(w) != startOfUnit {
				break
			}
			if !fourHexDigits(uint32(w >> 16)) {
				return wrong
			}
			if i += 6; byte(w>>48) == ' ' {
				i++
			}
		}
		if i >= len(b) || b[i] != '\\' {
			return i
		}
		if i+1 == len(b) {
			return wrong
		}
		switch b[i+1] {
		case 'u':
			if i+6 > len(b) || !fourHexDigits(binary.LittleEndian.Uint32(b[i+2:])) {
				return wrong
			}
			i += 6
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			i += 2
		default:
			return wrong
		}
	}
}

// fourHexDigits reports whether each of four bytes is a hexadecimal digit. Adding 0x80-n sets the highest bit of the bytes that
// are at least n. No byte has that bit before, so no addition carries into the next byte.
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
