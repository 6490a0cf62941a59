package transcode

import (
	"bytes"
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
)

// outcome says how reading a value ended.
type outcome uint8

const (
	// wrote means that the value was appended.
	wrote outcome = iota
	// unset means that the value stands for none; nothing is to be kept of what was appended.
	unset
	// unreadable means that the value is not of its kind; nothing is to be kept of what was appended.
	unreadable
)

// scalar returns the text of a number or string without outer white space. Its outcome is wrote when there is one.
func (c *Context) scalar(v *value) ([]byte, outcome) {
	switch v.kind {
	case '"', '0':
		if text := trimmed(c.plain(v)); len(text) > 0 {
			return text, wrote
		}
		return nil, unset
	case 't':
		return nil, unreadable
	case '{', '[':
		if !v.empty() {
			return nil, unreadable
		}
	}
	return nil, unset
}

// appendScalar appends the field of a column that is one flag, number, date or time.
func (c *Context) appendScalar(dst []byte, f *field, v *value) ([]byte, outcome) {
	if f.kind == Flag || f.kind == NotFlag {
		return c.appendFlag(dst, f, v)
	}
	text, out := c.scalar(v)
	if out != wrote {
		return dst, out
	}
	switch f.kind {
	case Integer:
		n, ok := parseNumber(text)
		i, whole := n.integer()
		if !ok || !whole || f.small && (i < math.MinInt32 || i > math.MaxInt32) {
			return dst, unreadable
		}
		return c.appendVarint(dst, f, uint64(i)), wrote
	case Decimal:
		return appendDecimal(dst, f.tag, text)
	case Double:
		d, ok := parseDouble(text)
		if !ok {
			return dst, unreadable
		}
		return appendDouble(dst, f.tag, d), wrote
	case Date:
		return appendDay(dst, f.tag, text)
	case LocalTime:
		return appendInstant(dst, f.tag, text, &c.zone)
	case UTCTime:
		return appendInstant(dst, f.tag, text, &c.utc)
	default: // Offset
		if f.text != 0 {
			dst = c.appendText(dst, f.text, v)
		}
		seconds, ok := parseOffsetBySize(text)
		if !ok {
			c.countUnreadable(f)
			return dst, wrote
		}
		return c.appendVarint(dst, f, uint64(seconds)), wrote
	}
}

// appendFlag appends a flag or its contrary.
func (c *Context) appendFlag(dst []byte, f *field, v *value) ([]byte, outcome) {
	flag, out := c.flag(v)
	if out != wrote {
		return dst, out
	}
	return c.appendVarint(dst, f, protowire.EncodeBool(flag != (f.kind == NotFlag))), wrote
}

// flag reads a flag.
func (c *Context) flag(v *value) (flag bool, out outcome) {
	switch v.kind {
	case 't':
		return true, wrote
	case 'f':
		return false, wrote
	}
	text, out := c.scalar(v)
	if out != wrote {
		return false, out
	}
	flag, ok := parseFlag(text)
	if !ok {
		return false, unreadable
	}
	return flag, wrote
}

// appendDecimal appends a string field with a decimal number.
func appendDecimal(dst []byte, tag uint64, text []byte) ([]byte, outcome) {
	n, ok := parseNumber(text)
	if !ok {
		return dst, unreadable
	}
	dst, at := openField(dst, tag)
	if dst, ok = n.appendDecimal(dst); !ok {
		return dst, unreadable
	}
	return closeField(dst, at), wrote
}

// appendDouble appends a double field.
func appendDouble(dst []byte, tag uint64, d float64) []byte {
	return protowire.AppendFixed64(protowire.AppendVarint(dst, tag), math.Float64bits(d))
}

// appendDay appends a string field with the day that text starts with.
func appendDay(dst []byte, tag uint64, text []byte) ([]byte, outcome) {
	if zeroDate(text) {
		return dst, unset
	}
	const day = len("2006-01-02")
	if _, ok := parseDay(text); !ok || len(text) > day && text[day] != ' ' && text[day] != 'T' {
		return dst, unreadable
	}
	return appendBytes(dst, tag, text[:day]), wrote
}

// appendInstant appends a Timestamp field with the moment that text tells.
func appendInstant(dst []byte, tag uint64, text []byte, zone *zoneOffsets) ([]byte, outcome) {
	if zeroDate(text) {
		return dst, unset
	}
	m, ok := parseMoment(text)
	if !ok {
		return dst, unreadable
	}
	seconds, ok := m.unix(zone)
	if !ok {
		return dst, unreadable
	}
	return appendTimestamp(dst, tag, seconds, m.nanos), wrote
}

// trimmed returns text without outer white space.
func trimmed(text []byte) []byte {
	if n := len(text); n == 0 || text[0] > ' ' && text[n-1] > ' ' {
		return text
	}
	return bytes.Trim(text, " \t\r\n")
}

// parseFlag reads the words that upstreams use for yes and no, in any case.
func parseFlag(text []byte) (flag, ok bool) {
	var lower [len("false")]byte
	if len(text) > len(lower) {
		return false, false
	}
	for i, c := range text {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	switch string(lower[:len(text)]) {
	case "1", "true", "yes", "on", "y", "t":
		return true, true
	case "0", "false", "no", "off", "n", "f":
		return false, true
	default:
		return false, false
	}
}

// number is decimal text taken apart.
type number struct {
	negative       bool
	whole, decimal []byte // the digits before and after the decimal point
	point          bool   // there is one
	exponent       int
	exponential    bool // there is an exponent
}

// maxExponent bounds the exponents that are written out as digits: floats that upstreams print stay far below.
const maxExponent = 400

// parseNumber takes [+-]digits[.digits][e[+-]digits] apart; digits may be missing on one side of the point.
func parseNumber(text []byte) (n number, ok bool) {
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		n.negative = text[0] == '-'
		text = text[1:]
	}
	n.whole, text = digits(text)
	if len(text) > 0 && text[0] == '.' {
		n.point = true
		n.decimal, text = digits(text[1:])
	}
	if len(n.whole)+len(n.decimal) == 0 {
		return number{}, false
	}
	if len(text) > 0 && (text[0] == 'e' || text[0] == 'E') {
		n.exponential = true
		sign := 1
		if text = text[1:]; len(text) > 0 && (text[0] == '-' || text[0] == '+') {
			if text[0] == '-' {
				sign = -1
			}
			text = text[1:]
		}
		var power []byte
		power, text = digits(text)
		if len(power) == 0 {
			return number{}, false
		}
		for _, c := range power {
			n.exponent = min(n.exponent*10+int(c-'0'), maxExponent+1)
		}
		n.exponent *= sign
	}
	return n, len(text) == 0
}

// digits cuts the decimal digits off the start of text.
func digits(text []byte) (cut, rest []byte) {
	i := 0
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return text[:i], text[i:]
}

// appendDecimal appends the number as decimal text: the upstream's digits, with an exponent written out. It reports
// false when that would be too long to mean anything.
func (n number) appendDecimal(dst []byte) ([]byte, bool) {
	if n.exponent > maxExponent || n.exponent < -maxExponent {
		return dst, false
	}
	if n.negative {
		dst = append(dst, '-')
	}
	whole, decimal := n.whole, n.decimal
	if n.exponential {
		// Rare enough to afford a copy of the digits.
		all := append(bytes.Clone(whole), decimal...)
		point := len(whole) + n.exponent
		if point < 0 {
			all = append(bytes.Repeat([]byte{'0'}, -point), all...)
			point = 0
		}
		if point > len(all) {
			all = append(all, bytes.Repeat([]byte{'0'}, point-len(all))...)
		}
		whole, decimal = bytes.TrimLeft(all[:point], "0"), all[point:]
	}
	if len(whole) == 0 {
		dst = append(dst, '0')
	}
	dst = append(dst, whole...)
	if len(decimal) > 0 {
		dst = append(append(dst, '.'), decimal...)
	}
	return dst, true
}

// integer returns the number when it is whole, whatever zeros it has after the point, and fits.
func (n number) integer() (int64, bool) {
	if n.exponential {
		var scratch [64]byte
		plain, ok := n.appendDecimal(scratch[:0])
		if !ok {
			return 0, false
		}
		if n, ok = parseNumber(plain); !ok {
			return 0, false
		}
	}
	for _, c := range n.decimal {
		if c != '0' {
			return 0, false
		}
	}
	limit := uint64(math.MaxInt64)
	if n.negative {
		limit++
	}
	var u uint64
	for _, c := range n.whole {
		d := uint64(c - '0')
		if u > (limit-d)/10 {
			return 0, false
		}
		u = u*10 + d
	}
	if n.negative {
		return int64(-u), true
	}
	return int64(u), true
}

// parseDouble reads decimal text as a finite number.
func parseDouble(text []byte) (float64, bool) {
	if _, ok := parseNumber(text); !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(text), 64)
	return f, err == nil
}

// parseOffsetBySize reads an offset from UTC of which it is not known whether it is in minutes or seconds: up to 840,
// which is 14 hours, it can only be minutes, and from 900 on, which is a quarter of an hour, only seconds. It returns
// seconds, and false for what is not a number of quarters of an hour within 14 hours.
func parseOffsetBySize(text []byte) (int64, bool) {
	const maxMinutes, minSeconds, maxSeconds, step = 840, 900, 50400, 900
	n, ok := parseNumber(text)
	if !ok {
		return 0, false
	}
	v, ok := n.integer()
	if !ok {
		return 0, false
	}
	size := max(v, -v)
	switch {
	case size >= 0 && size <= maxMinutes:
		v *= 60
	case size < minSeconds || size > maxSeconds:
		return 0, false
	}
	return v, v%step == 0
}
