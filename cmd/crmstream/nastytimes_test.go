package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// parseTime reads a date, or a date and time, as people write them.
func parseTime(text string, zone *time.Location) (time.Time, bool) {
	text = strings.Trim(text, " \t\r\n")
	for _, date := range []string{"2006-01-02", "02.01.2006"} {
		for _, clock := range []string{"", " 15:04", "T15:04", " 15:04:05", "T15:04:05"} {
			for _, offset := range []string{"", "Z07:00", "-0700", "-07"} {
				if clock == "" && offset != "" {
					continue
				}
				if t, err := time.ParseInLocation(date+clock+offset, text, zone); err == nil {
					return t, true
				}
			}
		}
	}
	return time.Time{}, false
}

// hasClock reports whether a time of day, or an offset, stands behind a date.
func hasClock(in any) bool {
	t, ok := parseTime(plainText(in), time.UTC)
	_, offset := t.Zone()
	return ok && (!t.Equal(t.Truncate(24*time.Hour)) || offset != 0)
}

// sameInstant reports whether an instant is what the text says on the clocks of a zone. Of a time that comes twice it is the earlier
// instant, and one that the clocks skip is shifted forward.
func sameInstant(text, out string, zone *time.Location) bool {
	zoned, ok := parseTime(text, time.FixedZone("", 1)) // a second that no text has tells that there is no offset
	got, err := time.Parse(time.RFC3339Nano, out)
	if !ok || err != nil {
		return false
	}
	if _, offset := zoned.Zone(); offset != 1 {
		return zoned.Equal(got)
	}
	wall, _ := parseTime(text, time.UTC)
	reading := func(near time.Duration) time.Time {
		_, offset := wall.Add(near).In(zone).Zone()
		return wall.Add(-time.Duration(offset) * time.Second)
	}
	shows := func(t time.Time) bool { return t.In(zone).Format(time.DateTime) == wall.Format(time.DateTime) }
	before, after := reading(-16*time.Hour), reading(16*time.Hour)
	if !shows(before) && shows(after) {
		return got.Equal(after)
	}
	return got.Equal(before)
}

// equalInstants reports whether a record holds the instant or the day of a text.
func equalInstants(record map[string]any, text string) bool {
	t, ok := parseTime(text, time.UTC)
	found := false
	eachLeaf(unraw(record), "", func(_ string, leaf any) {
		got, err := time.Parse(time.RFC3339Nano, fmt.Sprint(leaf))
		found = found || ok && err == nil && got.Equal(t) || ok && fmt.Sprint(leaf) == t.Format(time.DateOnly) && !hasClock(text)
	})
	return found
}

// loneSurrogates reports whether JSON has halves of surrogate pairs.
func loneSurrogates(text string) bool {
	units := regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|.)`).FindAllStringIndex(text, -1)
	for i := 0; i < len(units); i++ {
		unit, ok := surrogate(text, units[i])
		if !ok {
			continue
		}
		if i+1 == len(units) || units[i][1] != units[i+1][0] {
			return true
		}
		low, _ := surrogate(text, units[i+1])
		if utf16.DecodeRune(unit, low) == '\ufffd' {
			return true
		}
		i++
	}
	return false
}

func surrogate(text string, at []int) (rune, bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(text[at[0]:at[1]], `\u`), 16, 16)
	return rune(n), err == nil && at[1]-at[0] == 6 && utf16.IsSurrogate(rune(n))
}
