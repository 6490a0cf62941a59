package transcode

import (
	"bytes"
	"math"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// outcome says how reading a value ended.
type outcome uint8

const (
	// wrote means that the value was appended.
	wrote outcome = iota
	// unset means that the value stands for no value; what was appended must be dropped.
	unset
	// unreadable means that the value is not of its kind; what was appended must be dropped.
	unreadable
)

// scalar returns the text of a number or string without outer white space. The outcome is wrote if there is a text.
func (c *Context) scalar(v *value) ([]byte, outcome) {
	switch v.kind {
	case '"', '0':
		if text := trimmed(c.plain(v)); len(text) > 0 {
			return text, wrote
		}
		return nil, unset
	case 't', deep:
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
		return c.appendDay(dst, f.tag, text)
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
			c.countUnreadable(f, v)
			return dst, wrote
		}
		return c.appendVarint(dst, f, uint64(seconds)), wrote
	}
}

// appendFlag appends a flag, or its opposite for NotFlag.
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
	return protowire.AppendFixed64(appendTag(dst, tag), math.Float64bits(d))
}

// appendDay appends a string field with the day at the start of text. A time of day after it is lost, unless it is the start of
// the day.
func (c *Context) appendDay(dst []byte, tag uint64, text []byte) ([]byte, outcome) {
	if zeroDate(text) {
		return dst, unset
	}
	const day = len(time.DateOnly)
	if _, ok := parseDay(text); !ok {
		return dst, unreadable
	}
	if len(text) > day {
		var clock moment
		if !startsTime(text[day]) || !clock.parseClock(text[day+1:]) {
			return dst, unreadable
		}
		if clock.seconds != 0 || clock.nanos != 0 || clock.offset != 0 {
			c.lost |= lostTime
		}
	}
	if text[2] != '.' {
		return appendBytes(dst, tag, text[:day]), wrote
	}
	dst = append(appendTag(dst, tag), byte(day)) // DD.MM.YYYY
	dst = append(append(dst, text[6:10]...), '-')
	dst = append(append(dst, text[3:5]...), '-')
	return append(dst, text[:2]...), wrote
}

// appendInstant appends a Timestamp field with the moment in text.
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

// parseOffsetBySize reads an offset from UTC in minutes or seconds. Up to 840, which is 14 hours, it can only be minutes; from
// 900 on, which is a quarter of an hour, only seconds. It returns seconds, and reports false for an offset that is beyond 14
// hours or not in quarters of an hour.
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
