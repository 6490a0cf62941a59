package apro

import (
	"strings"
	"time"
)

// eventDate reads a date in one of the conventional forms; zone is the zone of a date without an offset.
func eventDate(text, zone string) (at time.Time, ok bool) {
	// JavaScript writes the name of the zone in brackets after the offset.
	text, _, _ = strings.Cut(strings.TrimSpace(text), " (")
	for _, layout := range []string{
		time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		"Mon Jan 2 2006 15:04:05 GMT-0700", time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 GMT",
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, true
		}
	}
	place := time.UTC
	if zone == ZoneMoscow {
		place = time.FixedZone("MSK", 3*3600)
	}
	for _, layout := range []string{"2006-01-02T15:04:05", timeLayout, "2006-01-02T15:04", "2006-01-02 15:04", dateLayout} {
		if at, err := time.ParseInLocation(layout, text, place); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// roundedStart returns the naive seconds of a time in a location, rounded to 5 minutes.
func roundedStart(at time.Time, location *time.Location) int64 {
	_, offset := at.In(location).Zone()
	return at.Add(time.Duration(offset) * time.Second).Round(5 * time.Minute).Unix()
}

// clock returns Now with the wall clock of TimeZone.
func (s Settings) clock() func() time.Time {
	now := s.Clock()
	location, err := time.LoadLocation(s.TimeZone)
	if s.TimeZone == "" || err != nil {
		return now
	}
	return func() time.Time { return now().In(location) }
}
