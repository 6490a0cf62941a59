package redact

import (
	"bytes"
	"html"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// maxDigits is the largest number of digits of a character's number, including leading zeros.
	maxDigits = 10
	// maxName is the largest length of the name of an HTML entity.
	maxName = 32
)

// at returns the possible readings of a place, through that many layers of escapes: the byte itself, and the characters of
// escapes that begin there.
func (r *reading) at(at, layers int) []unit {
	self := r.units[at : at+1]
	if layers == 0 || self[0].n == 0 || bytes.IndexByte([]byte(escapes), r.text[at]) < 0 {
		return self
	}
	p := place{at, layers}
	if units, ok := r.read[p]; ok {
		return units
	}
	units := append([]unit(nil), r.at(at, layers-1)...)
	for _, u := range units[:len(units):len(units)] {
		if u.n != 1 {
			continue
		}
		in := layer{r, layers - 1}
		switch u.bytes[0] {
		case '%':
			units = append(units, in.percent(int(u.next))...)
		case '\\':
			units = append(units, in.backslash(int(u.next))...)
		case '&':
			units = append(units, in.entity(int(u.next))...)
		case '+':
			units = append(units, unit{bytes: [4]byte{' '}, n: 1, next: u.next})
		}
	}
	if r.read == nil {
		r.read = map[place][]unit{}
	}
	units = compact(units)
	r.read[p] = units
	return units
}

// compact removes repeated units.
func compact(units []unit) []unit {
	kept := units[:0]
	for _, u := range units {
		again := false
		for _, k := range kept {
			again = again || k == u
		}
		if !again {
			kept = append(kept, u)
		}
	}
	return kept
}

// layer reads the characters of escapes, which may be escaped themselves.
type layer struct {
	*reading
	layers int
}

// char is one ASCII character of an escape.
type char struct {
	c    byte
	next int
}

// chars returns the possible ASCII characters at a place.
func (l layer) chars(at int) (chars []char) {
	if at >= len(l.text) {
		return nil
	}
	for _, u := range l.at(at, l.layers) {
		if u.n == 1 && u.bytes[0] < utf8.RuneSelf {
			chars = append(chars, char{u.bytes[0], int(u.next)})
		}
	}
	return chars
}

// number is a number that was read, and its number of digits.
type number struct {
	value, digits, next int
}

// numbers reads up to most digits and returns the numbers that they form, one for each number of digits.
func (l layer) numbers(at, base, most int) (found []number) {
	ends := []number{{next: at}}
	for range most {
		var longer []number
		for _, n := range ends {
			for _, c := range l.chars(n.next) {
				if d := digit(c.c); d < base {
					longer = append(longer, number{min(n.value*base+d, utf8.MaxRune+1), n.digits + 1, c.next})
				}
			}
		}
		if ends = longer; len(ends) == 0 {
			break
		}
		found = append(found, ends...)
	}
	return found
}

// fixed reads exactly that many digits.
func (l layer) fixed(at, base, digits int) (found []number) {
	for _, n := range l.numbers(at, base, digits) {
		if n.digits == digits {
			found = append(found, n)
		}
	}
	return found
}

// percent reads the text after a %: two hexadecimal digits of a byte, or u and four digits of a character.
func (l layer) percent(at int) (units []unit) {
	for _, n := range l.fixed(at, 16, 2) {
		units = append(units, byteUnit(n))
	}
	for _, c := range l.chars(at) {
		if fold(c.c) == 'u' {
			units = append(units, l.utf16(c.next, '%')...)
		}
	}
	return units
}

// backslash reads the text after a \: the escapes of JSON, JavaScript, Go and C.
func (l layer) backslash(at int) (units []unit) {
	for _, n := range l.fixed(at, 8, 3) {
		units = append(units, byteUnit(n))
	}
	for _, c := range l.chars(at) {
		switch fold(c.c) {
		case 'x':
			for _, n := range l.fixed(c.next, 16, 2) {
				units = append(units, byteUnit(n))
			}
		case 'u':
			units = append(units, l.utf16(c.next, '\\')...)
			units = append(units, l.braced(c.next)...)
			for _, n := range l.fixed(c.next, 16, 8) {
				units = append(units, runeUnits(n)...)
			}
		default:
			if i := bytes.IndexByte([]byte("abfnrtv"), c.c); i >= 0 {
				c.c = "\a\b\f\n\r\t\v"[i]
			}
			units = append(units, unit{bytes: [4]byte{c.c}, n: 1, next: int32(c.next)})
		}
	}
	return units
}

// utf16 reads four hexadecimal digits. If they are the first half of a character, it also reads the second half, which has its
// own escape.
func (l layer) utf16(at int, escape byte) (units []unit) {
	for _, high := range l.fixed(at, 16, 4) {
		units = append(units, runeUnits(high)...)
		if !utf16.IsSurrogate(rune(high.value)) {
			continue
		}
		for _, c := range l.chars(high.next) {
			if c.c != escape {
				continue
			}
			for _, u := range l.chars(c.next) {
				for _, low := range l.fixed(u.next, 16, 4) {
					low.value = int(utf16.DecodeRune(rune(high.value), rune(low.value)))
					units = append(units, runeUnits(low)...)
				}
			}
		}
	}
	return units
}

// braced reads a hexadecimal number in braces.
func (l layer) braced(at int) (units []unit) {
	for _, open := range l.chars(at) {
		if open.c != '{' {
			continue
		}
		for _, n := range l.numbers(open.next, 16, maxDigits) {
			for _, c := range l.chars(n.next) {
				if c.c == '}' {
					n.next = c.next
					units = append(units, runeUnits(n)...)
				}
			}
		}
	}
	return units
}

// entity reads the text after an &: the number of a character, or its name in HTML.
func (l layer) entity(at int) (units []unit) {
	for _, c := range l.chars(at) {
		if c.c != '#' {
			units = append(units, l.named(at)...)
			continue
		}
		for _, n := range l.numbers(c.next, 10, maxDigits) {
			units = append(units, l.ended(n)...)
		}
		for _, x := range l.chars(c.next) {
			if fold(x.c) == 'x' {
				for _, n := range l.numbers(x.next, 16, maxDigits) {
					units = append(units, l.ended(n)...)
				}
			}
		}
	}
	return units
}

// ended returns the units of a number that a semicolon may follow. Without a semicolon, the next digit may or may not belong to
// the number.
func (l layer) ended(n number) []unit {
	for _, c := range l.chars(n.next) {
		if c.c == ';' {
			n.next = c.next
		}
	}
	return runeUnits(n)
}

// named reads the name of a character.
func (l layer) named(at int) []unit {
	name := []byte{'&'}
	for range maxName {
		chars := l.chars(at)
		if len(chars) == 0 {
			return nil
		}
		c := chars[len(chars)-1]
		name, at = append(name, c.c), c.next
		if c.c == ';' {
			text := html.UnescapeString(string(name))
			if _, size := utf8.DecodeRuneInString(text); size == len(text) {
				u := unit{n: int8(size), next: int32(at)}
				copy(u.bytes[:], text)
				return []unit{u}
			}
			return nil
		}
		if digit(c.c) >= 36 {
			return nil
		}
	}
	return nil
}

// byteUnit returns the unit for a byte.
func byteUnit(n number) unit { return unit{bytes: [4]byte{byte(n.value)}, n: 1, next: int32(n.next)} }

// runeUnits returns the units for a character. A character below 256 may also be a byte, since some encoders take the bytes of
// UTF-8 for characters.
func runeUnits(n number) (units []unit) {
	if n.value < 256 {
		units = append(units, byteUnit(n))
	}
	if n.value >= utf8.RuneSelf && n.value <= utf8.MaxRune && utf8.ValidRune(rune(n.value)) {
		u := unit{next: int32(n.next)}
		u.n = int8(utf8.EncodeRune(u.bytes[:], rune(n.value)))
		units = append(units, u)
	}
	return units
}

// digit returns the value of a digit in base 36, and 36 for other characters.
func digit(c byte) int {
	switch c = fold(c); {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	default:
		return 36
	}
}
