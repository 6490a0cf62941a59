package redact

import "bytes"

// decoders decode encodings of whole texts, each at one alignment. Results shorter than least are left out, since any text can
// be decoded to a few bytes of anything.
var decoders = [...]func(r *reading, least int) *reading{
	func(r *reading, least int) *reading { return r.base64(0, least) },
	func(r *reading, least int) *reading { return r.base64(1, least) },
	func(r *reading, least int) *reading { return r.base64(2, least) },
	func(r *reading, least int) *reading { return r.base64(3, least) },
	func(r *reading, least int) *reading { return r.hex(0, least) },
	func(r *reading, least int) *reading { return r.hex(1, least) },
	(*reading).decimal,
}

// decoding is a reading while it is built.
type decoding struct {
	*reading
	of    *reading
	least int
	begun int // place where the current part begins
}

func (r *reading) decoding(least, room int) *decoding {
	return &decoding{newReading(room), r, least, 0}
}

// byte adds a decoded byte, which the bytes of the text from first to last encode.
func (d *decoding) byte(c byte, first, last int) { d.add(c, d.of.from[first], d.of.to[last]) }

// end ends a part.
func (d *decoding) end() {
	if len(d.text)-d.begun < d.least {
		d.shorten(d.begun)
	}
	d.pause()
	d.begun = len(d.text)
}

// done returns the reading. The reading is cut if the text is cut and encoded up to its end.
func (d *decoding) done(encoded bool) *reading {
	if d.cut = d.of.cut && encoded; !d.cut {
		d.end()
	}
	return d.reading
}

// base64 decodes base64 and base64url. In each sequence of its alphabet it skips the first skip characters; it ignores blanks
// and line ends within a sequence.
func (r *reading) base64(skip, least int) *reading {
	d := r.decoding(least, len(r.text)*3/4+1)
	bits, value, passed, before, within := 0, 0, 0, 0, false
	for i, c := range r.text {
		v := sextet(c)
		switch {
		case v >= 0:
			within = true
			if passed < skip {
				passed++
				continue
			}
			value = value<<6 | v
			if bits += 6; bits >= 8 {
				bits -= 8
				d.byte(byte(value>>bits), before, i)
				value &= 1<<bits - 1
			}
			before = i
		case within && bytes.IndexByte([]byte(" \t\r\n"), c) >= 0:
		default:
			d.end()
			bits, value, passed, within = 0, 0, 0, false
		}
	}
	return d.done(within)
}

// sextet returns the value of a character of base64 or base64url, and -1 for other characters.
func sextet(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	default:
		return -1
	}
}

// hex decodes hexadecimal numbers. In each sequence of digits it skips the first skip digits; it ignores separators between two
// numbers.
func (r *reading) hex(skip, least int) *reading {
	d := r.decoding(least, len(r.text)/2+1)
	high, passed, before, within := -1, 0, 0, false
	for i := 0; i < len(r.text); i++ {
		v := digit(r.text[i])
		switch {
		case v == 0 && i+1 < len(r.text) && fold(r.text[i+1]) == 'x':
			i++
		case v < 16 && passed < skip:
			passed++
			within = true
		case v < 16 && high < 0:
			high, before, within = v, i, true
		case v < 16:
			d.byte(byte(high<<4|v), before, i)
			high = -1
		case within && bytes.IndexByte([]byte(" \t\r\n:,;-%\\x"), r.text[i]) >= 0:
		default:
			d.end()
			high, passed, within = -1, 0, false
		}
	}
	return d.done(within)
}

// decimal decodes lists of numbers below 256, in the form in which programs print bytes.
func (r *reading) decimal(least int) *reading {
	d := r.decoding(least, len(r.text)/2+1)
	value, start, within := -1, 0, false
	end := func(i int) {
		switch {
		case value < 0:
		case value < 256:
			d.byte(byte(value), start, i-1)
		default:
			d.end()
		}
		value = -1
	}
	for i, c := range r.text {
		v := digit(c)
		switch {
		case v < 10 && value < 0:
			value, start, within = v, i, true
		case v < 10:
			value = min(value*10+v, 256)
		case within && bytes.IndexByte([]byte(" \t\r\n,;"), c) >= 0:
			end(i)
		default:
			end(i)
			d.end()
			within = false
		}
	}
	end(len(r.text))
	return d.done(within)
}
