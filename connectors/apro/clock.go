package apro

import (
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// clockFormat is how the upstream writes times: the account's wall clock, without a zone. Such texts sort as times.
const clockFormat = time.DateTime

const (
	// zeroTime is how the upstream writes no time. It sorts before all times.
	zeroTime = "0000-00-00 00:00:00"
	// firstMoment is before all times of any account. It is not the first day of 1970, which a server that honours only
	// days may confuse with no time.
	firstMoment = "1970-01-02 00:00:00"
)

// lowerClock returns the wall clock in a zone that no row lies below which may be at or after t.
func lowerClock(t time.Time, zone *time.Location) string {
	return connectors.EarliestClock(wholeSecond(t), zone).Format(clockFormat)
}

// upperClock returns the wall clock in a zone that all rows lie below which may be before t.
func upperClock(t time.Time, zone *time.Location) string {
	return connectors.LatestClock(wholeSecond(t), zone).Format(clockFormat)
}

// wholeSecond rounds up to the whole seconds that rows have: those at or after t, and those before it, are the same of both.
func wholeSecond(t time.Time) time.Time {
	if whole := t.Truncate(time.Second); !whole.Equal(t) {
		return whole.Add(time.Second)
	}
	return t
}

// bound reads the text of a time filter as a wall clock, by lowerClock or upperClock; an empty text stays empty.
func bound(field, text string, zone *time.Location, clock func(time.Time, *time.Location) string) (string, error) {
	t, err := connectors.ParseTime(field, text, zone)
	if err != nil || text == "" {
		return "", err
	}
	return clock(t, zone), nil
}

// instant reads a wall clock back.
func instant(clock string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation(clockFormat, clock, zone)
}

// normalClock brings the forms in which servers send times into clockFormat, and none at all into zeroTime. A text that
// is in clockFormat already is returned as it is.
func normalClock(text []byte) ([]byte, bool) {
	if len(text) == len(clockFormat) && text[10] == ' ' && (text[0] != '0' || string(text) == zeroTime) {
		return text, string(text) == zeroTime || validClock(string(text))
	}
	s := string(text)
	if len(s) == 0 || s == day(zeroTime) {
		return []byte(zeroTime), true
	}
	if len(s) == len(time.DateOnly) {
		s += " 00:00:00"
	}
	s = s[:min(len(s), len(clockFormat))] // fractions of seconds and offsets
	if len(s) == len(clockFormat) && s[10] == 'T' {
		s = s[:10] + " " + s[11:]
	}
	return []byte(s), validClock(s)
}

// validClock reports whether a text is a wall clock that a cursor may hold.
func validClock(s string) bool {
	_, err := time.Parse(clockFormat, s)
	return err == nil && len(s) == len(clockFormat)
}

// shifted returns a wall clock some time later. Texts that are no time stay as they are.
func shifted(clock string, by time.Duration) string {
	t, err := time.Parse(clockFormat, clock)
	if err != nil {
		return clock
	}
	return t.Add(by).Format(clockFormat)
}

// seconds returns the length of a span of wall clock.
func seconds(from, to string) int64 {
	a, err1 := time.Parse(clockFormat, from)
	b, err2 := time.Parse(clockFormat, to)
	if err1 != nil || err2 != nil {
		return 0
	}
	return int64(b.Sub(a) / time.Second)
}

// day returns the day of a wall clock.
func day(clock string) string { return clock[:len(time.DateOnly)] }

// nextDay returns the first moment of the day after.
func nextDay(clock string) string { return shifted(day(clock)+" 00:00:00", 24*time.Hour) }
