package transcode

import (
	"math"
	"time"
)

// zoneOffsets finds the offset from UTC of a local time of one zone, and keeps the spans of local time around its recent
// results. The times of a page lie in few spans, and a look-up in a time.Location costs more than the rest of reading a time.
type zoneOffsets struct {
	zone  *time.Location // nil means UTC
	spans [4]zoneSpan
	last  int // index of the newest span
}

// zoneSpan is a span of local time in which exactly one offset applies.
type zoneSpan struct {
	from, until int64 // local seconds; until is exclusive, so that the zero span holds nothing
	offset      int64 // seconds east of UTC
}

// reset sets the zone, and forgets all spans if the zone is another one.
func (z *zoneOffsets) reset(zone *time.Location) {
	if z.zone != zone {
		*z = zoneOffsets{zone: zone}
	}
}

// before returns the offset by which a local time is read. For a time that the clocks show twice, this is the first offset,
// which gives the earlier instant. For a skipped time, this is the offset before the gap, which shifts the time forward by the
// length of the gap.
func (z *zoneOffsets) before(local int64) int64 {
	if z.zone == nil || z.zone == time.UTC {
		return 0
	}
	for i := range z.spans {
		if s := &z.spans[i]; s.from <= local && local < s.until {
			return s.offset
		}
	}
	return z.find(local)
}

// reach is more than any offset from UTC, so that the instant of a local time is less than reach away from the same time in
// UTC. reach is less than the time between any two changes of one zone.
const reach = 16 * 60 * 60

// find compares the offsets well before and well after the time. If they differ, the clocks change near the time.
func (z *zoneOffsets) find(local int64) int64 {
	before, after := z.at(local-reach), z.at(local+reach)
	if before == after {
		z.remember(local, before)
		return before
	}
	// The change is the first instant with the other offset. time.Time.ZoneBounds returns it too, but for times after the
	// changes listed in its database, it ends the last period of a leap year a day early.
	unchanged, change := local-reach, local+reach
	for change-unchanged > 1 {
		middle := unchanged + (change-unchanged)/2
		if z.at(middle) == before {
			unchanged = middle
		} else {
			change = middle
		}
	}
	if local-before < change || local-after < change {
		return before // before the change, or in the gap of the change
	}
	return after
}

// at returns the offset that applies at an instant.
func (z *zoneOffsets) at(instant int64) int64 {
	_, offset := time.Unix(instant, 0).In(z.zone).Zone()
	return int64(offset)
}

// remember keeps the span of local time around a time in which the offset applies and no change is near.
func (z *zoneOffsets) remember(local, offset int64) {
	s := zoneSpan{from: math.MinInt64, until: math.MaxInt64, offset: offset}
	start, end := time.Unix(local-offset, 0).In(z.zone).ZoneBounds()
	if !start.IsZero() {
		s.from = start.Unix() + reach
	}
	if !end.IsZero() {
		s.until = end.Unix() - reach
	}
	if s.from <= local && local < s.until {
		z.last = (z.last + 1) % len(z.spans)
		z.spans[z.last] = s
	}
}
