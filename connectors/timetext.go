package connectors

import (
	"strconv"
	"strings"
	"time"
)

// ParseTime reads the text of a time filter: a day, which is its first moment in the zone, or RFC 3339. An empty text
// is the zero time.
func ParseTime(field, text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return firstMoment(t, text), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, Invalid(field, "%q is neither a day (2026-01-31) nor RFC 3339 (2026-01-31T08:00:00Z)%s", text, LostPlus(text))
	}
	return t, nil
}

// ParseDay reads the text of a filter that takes only days. An empty text stays empty.
func ParseDay(field, text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return "", Invalid(field, "%q must be a day (2026-01-31): the upstream compares days%s", text, LostPlus(text))
	}
	return text, nil
}

// ParseID reads the text of an id that is a number, at least least. The text must be as the upstream writes it, without leading zeros,
// since records are matched with the request by their ids.
func ParseID(field, text string, least uint64) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || n < least || strconv.FormatUint(n, 10) != text {
		return 0, Invalid(field, "%q must be a number from %d on without leading zeros, like all ids of this upstream", text, least)
	}
	return n, nil
}

// LostPlus returns a hint, to be appended to a message, for a text that would be RFC 3339 with a + in place of a blank, and ""
// for other texts. The query of a URL has a blank for each bare +.
func LostPlus(text string) string {
	blank := strings.LastIndexByte(text, ' ')
	if blank < 0 {
		return ""
	}
	if _, err := time.Parse(time.RFC3339, text[:blank]+"+"+text[blank+1:]); err != nil {
		return ""
	}
	return "; in the query of a URL, a + is written %2B"
}

// firstMoment returns the first moment of a day, given how time.ParseInLocation read its midnight. Some zones change their
// clocks at midnight, so that midnight does not exist, or exists twice.
func firstMoment(midnight time.Time, day string) time.Time {
	if midnight.Format(time.DateOnly) < day {
		_, change := midnight.ZoneBounds()
		return change
	}
	if before := midnight.Add(-time.Hour); before.Format(time.DateTime) == day+" 00:00:00" {
		return before
	}
	return midnight
}
