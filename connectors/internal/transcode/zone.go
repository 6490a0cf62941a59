package transcode

import (
	"math"
	"time"
)

// zoneOffsets finds the offset from UTC that applies to a local time of one zone, and remembers the spans of local time
// around its recent answers: the times of a page lie in few of them, and looking one up in a time.Location costs more
// than the rest of reading it.
type zoneOffsets struct {
	zone  *time.Location // nil means UTC
	spans [4]zoneSpan
	last  int // where the newest span is
}

// zoneSpan is a span of local time in which one offset applies and no other could.
type zoneSpan struct {
	from, until int64 // local seconds; until is exclusive, so that the zero span holds nothing
	offset      int64 // seconds east of UTC
}

// reset forgets what was remembered when the zone is another one.
func (z *zoneOffsets) reset(zone *time.Location) {
	if z.zone != zone {
		*z = zoneOffsets{zone: zone}
	}
}

// before returns the offset by which a local time is read. For a time that the clocks show twice that is the first
// offset, which gives the earlier instant; for one that they skip it is the offset before the gap, which shifts the time
// forward by the length of the gap.
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

// find asks the zone. It walks from a period of the zone that has begun for certain to the one that holds the time.
func (z *zoneOffsets) find(local int64) int64 {
	const certain = 48 * 60 * 60 // more than any offset
	t := time.Unix(local-certain, 0).In(z.zone)
	_, seconds := t.Zone()
	start, end := t.ZoneBounds()
	previous, offset := int64(math.MinInt64), int64(seconds)
	if !start.IsZero() {
		_, p := start.Add(-time.Second).Zone()
		previous = int64(p)
	}
	for {
		until := int64(math.MaxInt64)
		if !end.IsZero() {
			until = end.Unix()
		}
		if local-offset < until {
			z.remember(start, previous, offset, until)
			return offset
		}
		_, seconds = end.Zone()
		if next := int64(seconds); local-next < until {
			return offset // in the gap: neither offset gives an instant of its own period
		}
		start, previous, offset = end, offset, int64(seconds)
		_, end = end.ZoneBounds()
	}
}

// remember keeps the span of local time that belongs to the period [start, until) of an offset alone.
func (z *zoneOffsets) remember(start time.Time, previous, offset, until int64) {
	s := zoneSpan{from: math.MinInt64, until: math.MaxInt64, offset: offset}
	if !start.IsZero() {
		s.from = start.Unix() + max(previous, offset)
	}
	if until != math.MaxInt64 {
		s.until = until + offset
	}
	z.last = (z.last + 1) % len(z.spans)
	z.spans[z.last] = s
}
