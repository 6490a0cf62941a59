package transcode

import (
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// moment is a point on the clock of some zone, as an upstream wrote it.
type moment struct {
	seconds int64 // since 1970-01-01T00:00:00 on that clock
	nanos   int32
	zoned   bool  // the text had its own offset
	offset  int64 // that offset from UTC in seconds
}

// The range of google.protobuf.Timestamp, in Unix seconds.
const (
	minTimestamp = -62135596800
	maxTimestamp = 253402300799
)

const secondsPerDay = 24 * 60 * 60

// firstDay is 0001-01-01 in days since 1970-01-01. Systems that cannot leave out a date, such as .NET, write it for no date; it
// is never the date of a record.
const firstDay = minTimestamp / secondsPerDay

// zeroDate reports whether text is, or starts with, the zero date.
func zeroDate(text []byte) bool {
	const zero, dotted = "0000-00-00", "00.00.0000"
	return len(text) >= len(zero) && text[0] == '0' && (string(text[:len(zero)]) == zero || string(text[:len(dotted)]) == dotted)
}

// parseDay reads the YYYY-MM-DD or DD.MM.YYYY at the start of text as days since 1970-01-01.
func parseDay(text []byte) (days int64, ok bool) {
	if len(text) < len(time.DateOnly) {
		return 0, false
	}
	yearAt, monthAt, dayAt := 0, 5, 8
	switch {
	case text[4] == '-' && text[7] == '-':
	case text[2] == '.' && text[5] == '.':
		yearAt, monthAt, dayAt = 6, 3, 0
	default:
		return 0, false
	}
	century, ok1 := twoDigits(text[yearAt:])
	years, ok2 := twoDigits(text[yearAt+2:])
	month, ok3 := twoDigits(text[monthAt:])
	day, ok4 := twoDigits(text[dayAt:])
	year := century*100 + years
	if !ok1 || !ok2 || !ok3 || !ok4 || year < 1 || month < 1 || month > 12 || day < 1 || day > monthDays(year, month) {
		return 0, false
	}
	days = daysSince1970(year, month, day)
	return days, days != firstDay
}

// startsTime reports whether a byte may stand between a date and a time.
func startsTime(b byte) bool { return b == ' ' || b == 'T' || b == 't' }

// daysSince1970 counts years from March, so that a leap day is the last day of its year, and all other months have a fixed
// pattern of lengths.
func daysSince1970(year, month, day int) int64 {
	if month <= 2 {
		year, month = year-1, month+12
	}
	leaps := year/4 - year/100 + year/400
	days := year*365 + leaps + (153*(month-3)+2)/5 + day - 1
	return int64(days) - 719468 // the days from 0000-03-01 to 1970-01-01
}

// monthDays returns the length of a month.
func monthDays(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// twoDigits reads the two digits at the start of text.
func twoDigits(text []byte) (int, bool) {
	if len(text) < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9' {
		return 0, false
	}
	return int(text[0]-'0')*10 + int(text[1]-'0'), true
}

// parseMoment reads what parseDay reads, optionally followed by 'T' or a blank and a time, which parseClock reads.
func parseMoment(text []byte) (m moment, ok bool) {
	days, ok := parseDay(text)
	if !ok {
		return moment{}, false
	}
	m.seconds = days * secondsPerDay
	text = text[len(time.DateOnly):]
	if len(text) == 0 {
		return m, true
	}
	if !startsTime(text[0]) {
		return moment{}, false
	}
	return m, m.parseClock(text[1:])
}

// parseClock adds HH:MM, optionally followed by seconds, a fraction of them, and an offset from UTC.
func (m *moment) parseClock(text []byte) bool {
	seconds, rest, ok := clockSeconds(text)
	if !ok {
		return false
	}
	m.seconds += seconds
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') && rest[1] >= '0' && rest[1] <= '9' {
		rest = m.parseFraction(rest[1:])
	}
	return m.parseOffset(rest)
}

// clockSeconds reads HH:MM or HH:MM:SS and returns the text after it.
func clockSeconds(text []byte) (seconds int64, rest []byte, ok bool) {
	hour, ok1 := twoDigits(text)
	if !ok1 || hour > 23 || len(text) < 5 || text[2] != ':' {
		return 0, nil, false
	}
	minute, ok2 := twoDigits(text[3:])
	if !ok2 || minute > 59 {
		return 0, nil, false
	}
	second, rest := 0, text[5:]
	if len(rest) > 0 && rest[0] == ':' {
		var ok3 bool
		if second, ok3 = twoDigits(rest[1:]); !ok3 || second > 59 {
			return 0, nil, false
		}
		rest = rest[3:]
	}
	return int64(hour*3600 + minute*60 + second), rest, true
}

// parseFraction reads the digits at the start of text as a fraction of a second, cut to nanoseconds, and returns the text after
// them.
func (m *moment) parseFraction(text []byte) []byte {
	scale := int32(100_000_000)
	for len(text) > 0 && text[0] >= '0' && text[0] <= '9' {
		m.nanos += int32(text[0]-'0') * scale
		scale /= 10
		text = text[1:]
	}
	return text
}

// parseOffset reads nothing, Z, ±HH, ±HHMM or ±HH:MM.
func (m *moment) parseOffset(text []byte) bool {
	if len(text) == 0 {
		return true
	}
	m.zoned = true
	sign := int64(1)
	switch text[0] {
	case 'Z', 'z':
		return len(text) == 1
	case '-':
		sign = -1
	case '+':
	default:
		return false
	}
	hours, ok := twoDigits(text[1:])
	if !ok || hours > 23 {
		return false
	}
	minutes := 0
	if text = text[3:]; len(text) > 0 {
		if text[0] == ':' {
			text = text[1:]
		}
		if minutes, ok = twoDigits(text); !ok || minutes > 59 || len(text) != 2 {
			return false
		}
	}
	m.offset = sign * int64(hours*3600+minutes*60)
	return true
}

// unix returns the moment as Unix seconds, with the offset of zone if the text has none. It reports false for an instant that a
// Timestamp cannot hold.
func (m moment) unix(zone *zoneOffsets) (int64, bool) {
	offset := m.offset
	if !m.zoned {
		offset = zone.before(m.seconds)
	}
	seconds := m.seconds - offset
	return seconds, seconds >= minTimestamp && seconds <= maxTimestamp
}

// appendTimestamp appends a google.protobuf.Timestamp field with the tag.
func appendTimestamp(dst []byte, tag uint64, seconds int64, nanos int32) []byte {
	const secondsTag, nanosTag = 1<<3 | uint64(protowire.VarintType), 2<<3 | uint64(protowire.VarintType)
	dst, at := openField(dst, tag)
	if seconds != 0 {
		dst = protowire.AppendVarint(dst, secondsTag)
		dst = protowire.AppendVarint(dst, uint64(seconds))
	}
	if nanos != 0 {
		dst = protowire.AppendVarint(dst, nanosTag)
		dst = protowire.AppendVarint(dst, uint64(nanos))
	}
	return closeField(dst, at)
}
