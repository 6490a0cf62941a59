package transcode

import (
	"bytes"
	"math"
	"strconv"
)

// number is decimal text in its parts.
type number struct {
	negative       bool
	whole, decimal []byte // the digits before and after the decimal point
	point          bool   // there is a decimal point
	exponent       int
	exponential    bool // there is an exponent
}

// maxExponent bounds the exponents that are written out as digits: floats that upstreams print are far below it.
const maxExponent = 400

// parseNumber parses [+-]digits[.digits][e[+-]digits]; digits may be missing on one side of the point.
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

// appendDecimal appends the number as decimal text: the upstream's digits, with an exponent written out. It reports false if
// the text would be too long to be useful.
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

// integer returns the number if it is whole, with only zeros after the point, and fits.
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
