package apro

import (
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// eventFormats are the forms of an event's times that are more than parts, those of version 2.9 included.
var eventFormats = []string{time.RFC3339, time.DateTime, time.DateOnly, "20060102T150405Z07:00", "20060102T150405", "20060102"}

// eventTimes reads when an event is: the parts of its start and its length, or both ends as version 2.9 has them. What
// tells no zone is in the account's.
func (c *Client) eventTimes(row []byte, e *crmstreamv1.CalendarEvent) {
	switch scalarMember(row, "allDay", "allday") {
	case "1", "true", "yes":
		e.AllDay = proto.Bool(true)
	case "0", "2", "false", "no": // version 2.9 has 1 and 2
		e.AllDay = proto.Bool(false)
	}
	start, ok := c.eventParts(row)
	if !ok {
		start, ok = c.eventMoment(scalarMember(row, "dtstart", "date"))
	}
	if !ok {
		return
	}
	e.StartTime = timestamppb.New(start)
	end, ended := c.eventMoment(scalarMember(row, "dtend"))
	switch {
	case ended && e.DurationMinutes == nil && !end.Before(start):
		e.DurationMinutes = proto.Int32(int32(min(end.Sub(start)/time.Minute, 1<<31-1)))
	case !ended && e.DurationMinutes != nil:
		end, ended = start.Add(time.Duration(e.GetDurationMinutes())*time.Minute), true
	}
	if ended {
		e.EndTime = timestamppb.New(end)
	}
}

// eventParts reads a start that is told in parts. Parts that make no date, or a time that no clock shows, are none.
func (c *Client) eventParts(row []byte) (time.Time, bool) {
	var parts [5]int
	for i, name := range []string{"year", "month", "day", "hour", "minute"} {
		member, _ := transcode.Member(row, name)
		n, ok := transcode.ScalarInt(member)
		if !ok && i < 3 {
			return time.Time{}, false
		}
		parts[i] = n
	}
	t := time.Date(parts[0], time.Month(parts[1]), parts[2], parts[3], parts[4], 0, 0, c.zone)
	plain := time.Date(parts[0], time.Month(parts[1]), parts[2], parts[3], parts[4], 0, 0, time.UTC)
	sane := plain.Year() == parts[0] && int(plain.Month()) == parts[1] && plain.Day() == parts[2] &&
		plain.Hour() == parts[3] && plain.Minute() == parts[4]
	return t, sane && parts[0] >= 1 && parts[0] <= 9999
}

// eventMoment reads a moment: seconds or milliseconds since 1970, or a text.
func (c *Client) eventMoment(text string) (time.Time, bool) {
	const days, milliseconds = 8, 12 // digits of YYYYMMDD, and from where on a number is not of seconds
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 && len(text) != days {
		if len(text) >= milliseconds {
			return time.UnixMilli(n), n < 1<<48
		}
		return time.Unix(n, 0), true
	}
	for _, format := range eventFormats {
		if t, err := time.ParseInLocation(format, text, c.zone); err == nil {
			return t, t.Year() > 0
		}
	}
	return time.Time{}, false
}
