package transcode

import (
	"strconv"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"
)

// decimalText reports whether a text is decimal digits, with a sign and a point at most.
func decimalText(text string) bool {
	n, ok := parseNumber([]byte(text))
	return ok && !n.exponential && len(n.whole) > 0 && n.point == (len(n.decimal) > 0) && text[0] != '+'
}

// Unsigned reports whether a text is decimal digits without a sign, with at most as many after the point as places says.
func Unsigned(text string, places int) bool {
	n, ok := parseNumber([]byte(text))
	return ok && decimalText(text) && !n.negative && len(n.decimal) <= places
}

// wholeText reports whether a text is the digits of a whole number, with a minus at most.
func wholeText(text string) bool {
	n, ok := parseNumber([]byte(text))
	return ok && !n.exponential && !n.point && text[0] != '+'
}

// dayText reports whether a text is YYYY-MM-DD, a day that exists.
func dayText(text string) bool {
	_, ok := parseDay([]byte(text))
	return ok && len(text) == len(time.DateOnly) && text[4] == '-'
}

// timeText reports whether a text is HH:MM:SS.
func timeText(text string) bool {
	_, rest, ok := clockSeconds([]byte(text))
	return ok && len(rest) == 0 && len(text) == len(time.TimeOnly)
}

// instantText returns the instant of an RFC 3339 text.
func instantText(text string) (*timestamppb.Timestamp, bool) {
	t, err := time.Parse(time.RFC3339, text)
	return timestamppb.New(t), err == nil
}

// separatorOf returns what stands between a date and a time.
func separatorOf(separator string) string {
	if separator == "" {
		return " "
	}
	return separator
}

// moment returns an instant in the form of a column.
func (s *sending) moment(w *writable, path string, at *timestamppb.Timestamp) (Value, bool) {
	switch {
	case w.Write.Instant == AsWallClock:
		return s.instant(path, at, separatorOf(w.Write.Separator))
	case w.Write.Instant == AsRFC3339:
		return s.rfc3339(path, at)
	case !s.whole(path, at):
	case at.GetSeconds() <= 0:
		s.refuse(path, "%s is not after the beginning of 1970", at.AsTime().Format(time.RFC3339))
	case w.Write.Instant == AsZonedClock:
		return s.zoned(path, at)
	case w.Write.Instant == AsMilliseconds:
		return numberOf(strconv.FormatInt(at.GetSeconds(), 10) + "000"), true
	default:
		return numberOf(strconv.FormatInt(at.GetSeconds(), 10)), true
	}
	return Value{}, false
}

// whole reports whether an instant is valid and in whole seconds.
func (s *sending) whole(path string, at *timestamppb.Timestamp) bool {
	switch {
	case at.CheckValid() != nil:
		s.refuse(path, "is not a valid timestamp")
	case at.GetNanos() != 0:
		s.refuse(path, "%s has parts of a second, which the upstream does not keep: send whole seconds", at.AsTime().Format(time.RFC3339Nano))
	default:
		return true
	}
	return false
}

// zoned returns an instant as the clocks of the zone show it, with their offset from UTC. Offsets with seconds cannot be written.
func (s *sending) zoned(path string, at *timestamppb.Timestamp) (Value, bool) {
	text := at.AsTime().In(s.location()).Format(time.DateTime + "-07:00")
	if read, err := time.Parse(time.DateTime+"-07:00", text); err != nil || read.Unix() != at.GetSeconds() {
		s.refuse(path, "%s cannot be written with the offset of %s: send another instant", at.AsTime().Format(time.RFC3339), s.location())
		return Value{}, false
	}
	return textOf(text), true
}

// location returns the zone of times.
func (s *sending) location() *time.Location {
	if s.Zone == nil {
		return time.UTC
	}
	return s.Zone
}

// instant returns an instant as the clocks of the zone show it, in whole seconds. The text must read back as the same instant: of an
// hour that comes twice, only the first can be written.
func (s *sending) instant(path string, at *timestamppb.Timestamp, separator string) (Value, bool) {
	if !s.whole(path, at) {
		return Value{}, false
	}
	text := at.AsTime().In(s.location()).Format(time.DateOnly + separator + time.TimeOnly)
	m, ok := parseMoment([]byte(text))
	if seconds, fits := m.unix(&s.zone); ok && fits && seconds == at.GetSeconds() {
		return textOf(text), true
	}
	s.refuse(path, "%s is %s on the clocks of %s, which the upstream reads as another time: send another instant",
		at.AsTime().Format(time.RFC3339), text, s.location())
	return Value{}, false
}
