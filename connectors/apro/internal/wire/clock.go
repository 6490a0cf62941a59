package wire

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// ClockFormat is the format of the upstream's times: the account's wall clock, without a zone. Such texts sort as times.
const ClockFormat = time.DateTime

const (
	// ZeroTime is what the upstream writes for no time. It sorts before all times.
	ZeroTime = "0000-00-00 00:00:00"
	// FirstMoment is before all times of any account. It is not on the first day of 1970, which a server that compares only
	// days may confuse with no time.
	FirstMoment = "1970-01-02 00:00:00"
)

// LowerClock returns the lower bound, as a wall clock in a zone, for rows that may be at or after t.
func LowerClock(t time.Time, zone *time.Location) string {
	return connectors.EarliestClock(wholeSecond(t), zone).Format(ClockFormat)
}

// UpperClock returns the exclusive upper bound, as a wall clock in a zone, for rows that may be before t.
func UpperClock(t time.Time, zone *time.Location) string {
	return connectors.LatestClock(wholeSecond(t), zone).Format(ClockFormat)
}

// wholeSecond rounds t up to a whole second. Rows have whole seconds, so the same rows are before the result as before t.
func wholeSecond(t time.Time) time.Time {
	if whole := t.Truncate(time.Second); !whole.Equal(t) {
		return whole.Add(time.Second)
	}
	return t
}

// Bound reads the text of a time filter as a wall clock, with LowerClock or UpperClock; an empty text stays empty.
func Bound(field, text string, zone *time.Location, clock func(time.Time, *time.Location) string) (string, error) {
	t, err := connectors.ParseTime(field, text, zone)
	if err != nil || text == "" {
		return "", err
	}
	return clock(t, zone), nil
}

// Instant returns the instant of a wall clock.
func Instant(clock string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation(ClockFormat, clock, zone)
}

// NormalClock converts the forms in which servers send times to ClockFormat, and no time to ZeroTime. It returns a text that is
// already in ClockFormat unchanged. It reports false for a text that is no time.
func NormalClock(text []byte) ([]byte, bool) {
	if len(text) == len(ClockFormat) && text[10] == ' ' && (text[0] != '0' || string(text) == ZeroTime) {
		return text, string(text) == ZeroTime || ValidClock(string(text))
	}
	s := string(text)
	if len(s) == 0 || s == Day(ZeroTime) {
		return []byte(ZeroTime), true
	}
	if len(s) == len(time.DateOnly) {
		s += " 00:00:00"
	}
	s = s[:min(len(s), len(ClockFormat))] // fractions of seconds and offsets
	if len(s) == len(ClockFormat) && s[10] == 'T' {
		s = s[:10] + " " + s[11:]
	}
	return []byte(s), ValidClock(s)
}

// ValidClock reports whether a text is a wall clock that a cursor may hold.
func ValidClock(s string) bool {
	if plainClock(s) {
		return true
	}
	_, err := time.Parse(ClockFormat, s)
	return err == nil && len(s) == len(ClockFormat)
}

// plainClock reports whether a text is a wall clock as servers send it, with all its digits. It takes a tenth of the time of time.Parse, and
// is called for each row.
func plainClock(s string) bool {
	if len(s) != len(ClockFormat) || s[4] != '-' || s[7] != '-' || s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return false
	}
	century, year, month, day := twoDigits(s[0:2]), twoDigits(s[2:4]), twoDigits(s[5:7]), twoDigits(s[8:10])
	hour, minute, second := twoDigits(s[11:13]), twoDigits(s[14:16]), twoDigits(s[17:19])
	return century >= 0 && year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && // a day of any month
		hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
}

// twoDigits returns the number that two digits are, -1 for other bytes.
func twoDigits(s string) int {
	a, b := int(s[0])-'0', int(s[1])-'0'
	if a < 0 || a > 9 || b < 0 || b > 9 {
		return -1
	}
	return 10*a + b
}

// Shifted returns a wall clock moved by a duration. It returns a text that is no time unchanged.
func Shifted(clock string, by time.Duration) string {
	t, err := time.Parse(ClockFormat, clock)
	if err != nil {
		return clock
	}
	return t.Add(by).Format(ClockFormat)
}

// Seconds returns the seconds between two wall clocks, 0 if one is no time.
func Seconds(from, to string) int64 {
	a, err1 := time.Parse(ClockFormat, from)
	b, err2 := time.Parse(ClockFormat, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int64(b.Sub(a) / time.Second)
}

// Day returns the day of a wall clock.
func Day(clock string) string { return clock[:len(time.DateOnly)] }

// NextDay returns the first moment of the next day.
func NextDay(clock string) string { return Shifted(Day(clock)+" 00:00:00", 24*time.Hour) }
