package conformance

import "time"

// Instants returns the earliest and the latest instant at which the clocks of a zone show a wall clock. A skipped wall clock
// means what it would mean if the clocks had not been set forward. The clock's fields are in UTC.
func Instants(clock time.Time, zone *time.Location) (earliest, last time.Time) {
	const day = 24 * time.Hour
	at := func(near time.Time) time.Time { // what the clock means with the offset of that time
		_, seconds := near.In(zone).Zone()
		return clock.Add(-time.Duration(seconds) * time.Second)
	}
	shown := func(t time.Time) bool { return t.In(zone).Format(time.DateTime) == clock.Format(time.DateTime) }
	before, after := at(clock.Add(-day)), at(clock.Add(day))
	switch {
	case shown(before) && shown(after):
		return before, after
	case shown(after):
		return after, after
	default:
		return before, before
	}
}
