package transcode

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// replacement stands for text that is not valid.
var replacement = []byte(string(utf8.RuneError))

// appendValid appends text and replaces each byte that is not part of valid UTF-8 by U+FFFD. It returns what was lost.
func appendValid(dst, text []byte) ([]byte, loss) {
	if validUTF8(text) {
		return append(dst, text...), 0
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		dst = utf8.AppendRune(dst, r)
		text = text[n:]
	}
	return dst, lostBytes
}

// validUTF8 is utf8.Valid, faster on text of one and two bytes a rune. It checks eight bytes at once: a byte must continue a
// rune exactly if the byte before it starts a rune of two. From the first longer or wrong rune on it calls utf8.Valid.
func validUTF8(b []byte) bool {
	i, open := 0, uint64(0) // whether the byte before i starts a rune, in the highest bit of the first byte
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		beyond := w & highBits // the bytes beyond ASCII
		if beyond|open == 0 {
			continue
		}
		starts := beyond & (w << 1)
		three := starts & (w << 2)
		overlong := starts &^ (w&(0x1e*lowBits) + 0x7e*lowBits)
		if three|overlong != 0 || beyond&^starts != starts<<8|open {
			break
		}
		open = starts >> 56
	}
	return utf8.Valid(b[i-int(open>>7):])
}

// appendUnescaped appends the content of a JSON string with its escapes resolved. What is not valid Unicode, escaped or
// not, becomes U+FFFD. It returns what was lost.
func appendUnescaped(dst, text []byte) (_ []byte, lost loss) {
	for {
		n := bytes.IndexByte(text, '\\')
		if n < 0 || n+1 >= len(text) {
			dst, more := appendValid(dst, text)
			return dst, lost | more
		}
		var more loss
		if n > 0 {
			dst, more = appendValid(dst, text[:n])
			lost |= more
		}
		if text[n+1] == 'u' && len(text)-n >= 6 {
			dst, text, more = appendUnits(dst, text[n:])
			lost |= more
			continue
		}
		dst = append(dst, simpleEscape(text[n+1]))
		text = text[n+2:]
	}
}

// simpleEscape returns the byte that a backslash and c stand for.
func simpleEscape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	default: // quote, backslash and slash stand for themselves
		return c
	}
}

// appendUnits appends the characters of the run of \uXXXX at the start of text. It returns the text after the run, and what was
// lost. Spaces belong to the run: otherwise a run in escaped prose would end at every word.
func appendUnits(dst, text []byte) (_, rest []byte, lost loss) {
	dst = slices.Grow(dst, len(text)/2+utf8.UTFMax) // six bytes stand for three at most
	for len(text) >= 6 && text[0] == '\\' && text[1] == 'u' {
		r := rune(unit(binary.LittleEndian.Uint32(text[2:])))
		text = text[6:]
		switch {
		case r < utf8.RuneSelf:
			dst = append(dst, byte(r))
		case r < 0x800:
			dst = append(dst, 0xc0|byte(r>>6), 0x80|byte(r)&0x3f)
		case utf16.IsSurrogate(r):
			low := rune(utf8.RuneError)
			if len(text) >= 6 && text[0] == '\\' && text[1] == 'u' {
				low = rune(unit(binary.LittleEndian.Uint32(text[2:])))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				text = text[6:]
			} else {
				lost = lostSurrogates
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
		if len(text) > 0 && text[0] == ' ' {
			dst, text = append(dst, ' '), text[1:]
		}
	}
	return dst, text, lost
}

// unit returns the UTF-16 code unit of four hexadecimal digits. It reads all four at once, without a branch, which the
// processor would mispredict for half of all digits: letters, of either case, have a bit that digits lack and count from one.
func unit(w uint32) uint16 {
	digits := w&0x0f0f0f0f + 9*(w>>6&0x01010101)
	pairs := (digits<<4 | digits>>8) & 0x00ff00ff
	return uint16(pairs<<8 | pairs>>16)
}
