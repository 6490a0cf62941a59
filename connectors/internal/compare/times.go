package compare

import (
	"regexp"
	"strings"
	"time"
)

// moments are the forms of a day, and of a moment, that upstreams send.
var moments = regexp.MustCompile(`^(\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})(?:[ Tt](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$`)

// zero is the day of no date, which sorts before all others.
const zero = "0000-00-00"

// Moment compares a day or a moment that a row shows with the one asked for, a wall clock of the zone; nil is UTC. A row may
// show YYYY-MM-DD or DD.MM.YYYY, with or without a time, and with or without an offset.
func Moment(asked, shown string, zone *time.Location) (order int, ok bool) {
	if zone == nil {
		zone = time.UTC
	}
	want, ok := wallClock(asked)
	if !ok {
		return 0, false
	}
	have, ok := wallClock(shown)
	if !ok {
		return 0, false
	}
	order = common(have.clock, want.clock)
	if have.offset == "" || order == 0 {
		return order, true
	}
	// Both readings of a moment with an offset may be the upstream's: by its own offset, or in the zone.
	t, err := have.instant()
	if err != nil {
		return 0, false
	}
	return common(t.In(zone).Format(time.DateTime), want.clock), true
}

// clocked is a moment as written: a day, or a day and a time, and maybe an offset.
type clocked struct{ clock, offset string }

// wallClock reads a moment.
func wallClock(text string) (c clocked, ok bool) {
	parts := moments.FindStringSubmatch(strings.TrimSpace(text))
	if parts == nil {
		return clocked{}, false
	}
	date := parts[1]
	if date[2] == '.' {
		date = date[6:] + "-" + date[3:5] + "-" + date[:2]
	}
	if date == zero {
		return clocked{clock: zero}, true
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return clocked{}, false
	}
	c = clocked{clock: date, offset: parts[3]}
	if parts[2] != "" {
		c.clock += " " + parts[2]
	}
	return c, true
}

// instant returns the moment of a clock with an offset.
func (c clocked) instant() (t time.Time, err error) {
	clock := c.clock
	if len(clock) < len(time.DateTime) {
		clock += ":00"
	}
	for _, layout := range []string{"Z07:00", "Z0700", "Z07"} {
		if t, err = time.Parse(time.DateTime+layout, clock+strings.ToUpper(c.offset)); err == nil {
			return t, nil
		}
	}
	return t, err
}

// TimeOfDay compares a time of day that a row shows with the one asked for.
func TimeOfDay(asked, shown string) (order int, ok bool) {
	want, ok1 := timeOfDay(asked)
	have, ok2 := timeOfDay(shown)
	return common(have, want), ok1 && ok2
}

// timeOfDay reads HH:MM or HH:MM:SS.
func timeOfDay(text string) (string, bool) {
	for _, layout := range []string{time.TimeOnly, "15:04"} {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return t.Format(layout), true
		}
	}
	return "", false
}

// common compares two texts up to the end of the shorter one.
func common(a, b string) int {
	n := min(len(a), len(b))
	return strings.Compare(a[:n], b[:n])
}
