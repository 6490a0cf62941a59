package wire

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// ClockFormat is how the upstream writes times: the account's wall clock, without a zone. Such texts sort as times.
const ClockFormat = time.DateTime

const (
	// ZeroTime is how the upstream writes no time. It sorts before all times.
	ZeroTime = "0000-00-00 00:00:00"
	// FirstMoment is before all times of any account. It is not the first day of 1970, which a server that honours only
	// days may confuse with no time.
	FirstMoment = "1970-01-02 00:00:00"
)

// LowerClock returns the wall clock in a zone that no row lies below which may be at or after t.
func LowerClock(t time.Time, zone *time.Location) string {
	return connectors.EarliestClock(wholeSecond(t), zone).Format(ClockFormat)
}

// UpperClock returns the wall clock in a zone that all rows lie below which may be before t.
func UpperClock(t time.Time, zone *time.Location) string {
	return connectors.LatestClock(wholeSecond(t), zone).Format(ClockFormat)
}

// wholeSecond rounds up to the whole seconds that rows have: those at or after t, and those before it, are the same of both.
func wholeSecond(t time.Time) time.Time {
	if whole := t.Truncate(time.Second); !whole.Equal(t) {
		return whole.Add(time.Second)
	}
	return t
}

// Bound reads the text of a time filter as a wall clock, by LowerClock or UpperClock; an empty text stays empty.
func Bound(field, text string, zone *time.Location, clock func(time.Time, *time.Location) string) (string, error) {
	t, err := connectors.ParseTime(field, text, zone)
	if err != nil || text == "" {
		return "", err
	}
	return clock(t, zone), nil
}

// Instant reads a wall clock back.
func Instant(clock string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation(ClockFormat, clock, zone)
}

// NormalClock brings the forms in which servers send times into ClockFormat, and none at all into ZeroTime. A text that
// is in ClockFormat already is returned as it is.
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
	_, err := time.Parse(ClockFormat, s)
	return err == nil && len(s) == len(ClockFormat)
}

// Shifted returns a wall clock some time later. Texts that are no time stay as they are.
func Shifted(clock string, by time.Duration) string {
	t, err := time.Parse(ClockFormat, clock)
	if err != nil {
		return clock
	}
	return t.Add(by).Format(ClockFormat)
}

// Seconds returns the length of a span of wall clock.
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

// NextDay returns the first moment of the day after.
func NextDay(clock string) string { return Shifted(Day(clock)+" 00:00:00", 24*time.Hour) }
