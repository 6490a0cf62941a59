package apro

import (
	"math"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The forms of an event's times that are more than parts, those of version 2.9 included: with a zone, and without one.
var (
	zonedFormats = []string{time.RFC3339, "20060102T150405Z07:00"}
	localFormats = []string{time.DateTime, time.DateOnly, "20060102T150405", "20060102"}
)

// eventTimes reads when an event is: the parts of its start and its length, or both ends as version 2.9 has them. What
// tells no zone is in the account's. What no clock shows is left out, and so is a length below zero; what it returns tells of
// both.
func (c *Client) eventTimes(row transcode.JSON, e *crmstreamv1.CalendarEvent) (lost wire.Alterations) {
	switch wire.ScalarMember(row, "allDay", "allday") {
	case "1", "true", "yes":
		e.AllDay = proto.Bool(true)
	case "0", "2", "false", "no": // version 2.9 has 1 and 2
		e.AllDay = proto.Bool(false)
	default:
		lost.Members("all_day", row, "allDay", "allday")
	}
	if e.GetDurationMinutes() < 0 {
		e.DurationMinutes = nil
		lost.Members("duration_minutes", row, "duration")
	}
	start, ok := c.eventParts(row)
	if !ok {
		start, ok = c.eventMoment(wire.ScalarMember(row, "dtstart", "date"))
	}
	end, ended := c.eventMoment(wire.ScalarMember(row, "dtend"))
	if !ended {
		lost.Members("end_time", row, "dtend")
	}
	if !ok {
		lost.Members("start_time", row, "dtstart", "date", "year", "month", "day")
		if ended {
			e.EndTime = timestamppb.New(end)
		}
		return lost
	}
	e.StartTime = timestamppb.New(start)
	minutes := (end.Unix() - start.Unix()) / 60
	switch {
	case ended && e.DurationMinutes == nil && minutes >= 0 && minutes <= math.MaxInt32:
		e.DurationMinutes = proto.Int32(int32(minutes))
	case !ended && e.DurationMinutes != nil:
		end, ended = told(time.Unix(start.Unix()+60*int64(e.GetDurationMinutes()), int64(start.Nanosecond())))
	}
	if ended {
		e.EndTime = timestamppb.New(end)
	}
	return lost
}

// told reports whether protocol buffers can tell a moment: those of the years 1 to 9999.
func told(t time.Time) (time.Time, bool) {
	return t, timestamppb.New(t).CheckValid() == nil
}

// eventParts reads a start that is told in parts. Parts that make no date, or a time that no clock shows, are none.
func (c *Client) eventParts(row transcode.JSON) (time.Time, bool) {
	var parts [5]int
	for i, name := range []string{"year", "month", "day", "hour", "minute"} {
		member, _ := row.Member(name)
		n, ok := member.Int()
		if !ok && i < 3 {
			return time.Time{}, false
		}
		parts[i] = n
	}
	wall := time.Date(parts[0], time.Month(parts[1]), parts[2], parts[3], parts[4], 0, 0, time.UTC)
	sane := wall.Year() == parts[0] && int(wall.Month()) == parts[1] && wall.Day() == parts[2] &&
		wall.Hour() == parts[3] && wall.Minute() == parts[4]
	t, ok := transcode.InZone(wall, c.zone)
	return t, ok && sane
}

// eventMoment reads a moment: seconds or milliseconds since 1970, or a text.
func (c *Client) eventMoment(text string) (time.Time, bool) {
	const days, milliseconds = 8, 12 // digits of YYYYMMDD, and from where on a number is not of seconds
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 && len(text) != days {
		if len(text) >= milliseconds {
			return told(time.UnixMilli(n))
		}
		return told(time.Unix(n, 0))
	}
	for _, format := range zonedFormats {
		if t, err := time.Parse(format, text); err == nil {
			return told(t)
		}
	}
	for _, format := range localFormats {
		if wall, err := time.Parse(format, text); err == nil {
			return transcode.InZone(wall, c.zone)
		}
	}
	return time.Time{}, false
}
