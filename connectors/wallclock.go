package connectors

import "time"

// Clocks that are set back show an hour twice, and clocks that are set forward skip one. So a wall clock without a zone may
// mean two instants. A skipped wall clock is read as if the clocks had not been set forward. Upstreams compare wall clocks, and
// a filter by an instant must let every row pass that may match.

// EarliestClock returns the earliest wall clock that may mean t or later in a zone: the lower bound for an upstream. The result
// has the clock's fields, in UTC.
func EarliestClock(t time.Time, zone *time.Location) time.Time {
	t = t.UTC()
	c := changeAt(t, zone)
	after := latest(c.at, t).Add(c.after)
	if before := t.Add(c.before); before.Before(c.last()) && before.Before(after) {
		return before
	}
	return after
}

// LatestClock returns the wall clock that is after all wall clocks that may mean an instant before t in a zone: the exclusive
// upper bound for an upstream. The result has the clock's fields, in UTC.
func LatestClock(t time.Time, zone *time.Location) time.Time {
	t = t.UTC()
	c := changeAt(t, zone)
	before := t.Add(c.before)
	if last := c.last(); last.Before(before) {
		before = last
	}
	if t.After(c.at) {
		return latest(before, t.Add(c.after))
	}
	return before
}

// ChangedUntil returns the changed_from of the next run, given the newest change that was read. That is in the zone of the upstream's
// wall clocks, or in UTC if the upstream sends instants. The result is earlier by an overlap, since changes of one moment may become
// visible one after the other, and by two hours more near a change of the clocks. A change after the present counts as one of the
// present, since records may still change until then.
func ChangedUntil(newest, present time.Time, overlap time.Duration) string {
	if newest.After(present) {
		newest = present.In(newest.Location())
	}
	const around = 2 * time.Hour
	_, before := newest.Add(-around).Zone()
	_, after := newest.Add(around).Zone()
	if before != after {
		overlap += around
	}
	return newest.Add(-overlap).UTC().Format(time.RFC3339)
}

// change is a change of a zone's clocks.
type change struct {
	at            time.Time
	before, after time.Duration // east of UTC
}

// near is more than any change of clocks, and less than the time between any two changes of one zone.
const near = 26 * time.Hour

// changeAt returns the change of the clocks near an instant. Where there is none, it returns a change at t that changes
// nothing.
func changeAt(t time.Time, zone *time.Location) change {
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	from, until := t.Add(-near), t.Add(near)
	c := change{at: t, before: offset(from), after: offset(until)}
	if c.before == c.after {
		return c
	}
	for until.Sub(from) > time.Second {
		middle := from.Add(until.Sub(from) / 2).Truncate(time.Second)
		if !middle.After(from) {
			break
		}
		if offset(middle) == c.before {
			from = middle
		} else {
			until = middle
		}
	}
	c.at = until.Truncate(time.Second)
	return c
}

// last returns the end of the wall clocks that may be read by the offset before the change.
func (c change) last() time.Time { return c.at.Add(max(c.before, c.after)) }

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
