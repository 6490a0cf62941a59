package apro

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// lastSecond ends the period that servers of version 2.9 are asked for; without one they send 30 days. It is the last second in
// 32 bits.
const lastSecond = 1<<31 - 1

// eventColumns read the keys of a calendar event in both operations and both generations of the organizer. eventTimes reads the
// times, which have several keys.
var eventColumns = []transcode.Column{
	transcode.Col("title", transcode.Text, "title", "summary").Writable(transcode.NotCleared).Required(),
	transcode.Sent("start_time", transcode.LocalTime, transcode.NotCleared, "date").At(transcode.AsRFC3339).Required(),
	transcode.Unmapped("end_time"),
	transcode.Col("description", transcode.Text, "description").Writable(transcode.ClearByText),
	transcode.Sent("all_day", transcode.Flag, transcode.NotCleared, "allDay"),
	transcode.Col("duration_minutes", transcode.Integer, "duration").Writable(transcode.NotCleared),
	transcode.Col("reminder", transcode.Flag, "remind_active").Writable(transcode.NotCleared).OneOf("yes", "no"),
	transcode.Col("reminder_minutes", transcode.Integer, "remind_before").Writable(transcode.NotCleared),
	transcode.Col("text_color", transcode.Text, "textColor", "t-color").Writable(transcode.ClearByText),
	transcode.Col("background_color", transcode.Text, "backgroundColor", "bg-color").Writable(transcode.ClearByText),
	transcode.Col("border_color", transcode.Text, "borderColor", "b-color").Writable(transcode.ClearByText),
	transcode.Unmapped(participantsField),
	transcode.Col("owner_id", transcode.Ref, "author_id"),
	transcode.Col("status_text", transcode.Text, "status"),
	transcode.Unmapped("type_name", "utc_offset_seconds", "utc_offset_raw"),
	{Keys: []string{"publ"}, Field: "deleted", Kind: transcode.NotFlag, Check: checkPublished},
	transcode.Col("", transcode.Ignore, "allDay", "allday", "year", "month", "day", "weekday", "hour", "minute", "date",
		"dtstart", "dtend", "dtoffset", "dtendoffset", "queue", "uid", "created", "last-modified", "is_reg", "alarms",
		"group_id", "sequence", "transparent", "rrule", "last-queue", "is_queued", "theme_id", "type_id"),
}

// eventRowTable reads an event of the list (org_events/list).
var eventRowTable = transcode.Must(transcode.New(&crmstreamv1.CalendarEvent{},
	append(eventColumns[:len(eventColumns):len(eventColumns)], transcode.ID("id", "id"))...))

// eventTable reads one event (org_events/get), which need not show its id.
var eventTable = transcode.Must(transcode.New(&crmstreamv1.CalendarEvent{},
	append(eventColumns[:len(eventColumns):len(eventColumns)], transcode.Checked("id", transcode.Ref, "id"))...))

var eventIDField = transcode.Constant[string]("id", &crmstreamv1.CalendarEvent{})

// calendarEventList declares what ListCalendarEvents can do.
func calendarEventList() connectors.List {
	list := wholeList("calendarEvents", opEvents, "only_deleted")
	list.Guarantee = "Every event that exists while the list is read is delivered exactly once;" +
		" an event that servers of version 2.9 repeat comes once for each of its starts, under one id."
	list.Cost = fmt.Sprintf("One request per %d events if the total is proven; if there is no total, the pages and one for the end, all twice,"+
		" and more often if events change meanwhile. Every call reads all events again, however many it wants; more than %d events are refused.",
		maxSmallPage, maxUnordered)
	list.Assumes = []string{
		"Page numbers (checked) and page sizes of 10 to 50 are honoured. Events that move between pages are found when the list is read again.",
		"Servers of version 2.9 honour the period, which is from first_day to 2038; others ignore it.",
	}
	return list
}

// calendarEvents opens the list of all events ("Request for the listing of events by pages").
func (c *Client) calendarEvents(req *crmstreamv1.ListCalendarEventsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	published := "1"
	if req.GetOnlyDeleted() {
		published = "0"
	}
	a := unordered{
		Client: c, raw: req.GetIncludeRaw(), constants: deletedConstant(req.GetOnlyDeleted()),
		rowReader: rowReader{op: opEvents, table: eventRowTable},
	}
	a.Set(published, "filters", "publ")
	a.Set(published, "publ") // as in version 2.9
	a.Set(strconv.FormatInt(c.firstDay.Unix(), 10), "from")
	a.Set(strconv.Itoa(lastSecond), "to")
	a.Verify("only_deleted", checkPublished, published)
	a.change = func(row *transcode.Row) error {
		c.seeOrganizer(row.JSON)
		return amend(opEvents, &row.Record, &crmstreamv1.CalendarEvent{}, func(e *crmstreamv1.CalendarEvent) {
			lost := c.eventTimes(row.JSON, e)
			e.Alterations = lost.After(e.GetAlterations())
			row.Record.Key = occurrenceKey(row, e)
		})
	}
	return a.page, nil
}

// occurrenceKey returns the sort key of an event: its id, and the start, since all occurrences of an event have one id.
func occurrenceKey(row *transcode.Row, e *crmstreamv1.CalendarEvent) []byte {
	key := connectors.NumberKey(row.Record.ID)
	// The offset makes starts before 1970 sort first. An event without a start has 1970.
	key = binary.BigEndian.AppendUint64(key, uint64(e.GetStartTime().GetSeconds())+1<<63)
	queue, _ := row.JSON.Member("queue")
	place, ok := queue.ID()
	if !ok {
		place = queue.AlterationText() // invalid bytes distinguish occurrences too
	}
	return append(key, connectors.NumberKey([]byte(place))...)
}

// getCalendarEvent opens a look-up of one event with its participants ("Info about event").
func (c *Client) getCalendarEvent(req *crmstreamv1.GetCalendarEventRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	w := c.oneAnswer(opEvent, eventTable, req.GetIncludeRaw())
	w.blame = "ids"
	_, err := wire.RecordIDs("ids", []string{req.GetId()})
	w.Fail(err)
	w.Set(req.GetId(), "id")
	w.Set(req.GetId(), "event_id") // as in version 2.9
	w.Verify("ids", "id", req.GetId())
	w.constants = eventIDField(req.GetId())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		event := data
		for name, value := range data.Members() {
			if name == "event" {
				event = value // null and [] are no event
			}
		}
		if wire.None(event) {
			return nil
		}
		users, _ := data.Member("users")
		r := w.rowReader // a copy for this answer, since it completes the event with its users
		r.change = func(row *transcode.Row) error {
			c.seeOrganizer(row.JSON)
			row.Record.ID = []byte(req.GetId())
			row.Record.Key = connectors.NumberKey(row.Record.ID)
			return amend(opEvent, &row.Record, &crmstreamv1.CalendarEvent{}, func(e *crmstreamv1.CalendarEvent) {
				lost := c.eventTimes(row.JSON, e)
				e.Participants = participants(&lost, users)
				e.Alterations = lost.After(e.GetAlterations())
			})
		}
		return r.read(event.Alone(), tc, page)
	}
	return w.find()
}

// participants returns the participants of an event, which come as a map of their roles.
func participants(lost *wire.Alterations, users transcode.JSON) []*crmstreamv1.CalendarParticipant {
	if users.Kind() != '{' {
		lost.Unreadable("participants", users)
	}
	var all []*crmstreamv1.CalendarParticipant
	for name, role := range users.Named() {
		id, _ := name.Text()
		lost.Losses("participants.user_id", name)
		all = append(all, &crmstreamv1.CalendarParticipant{UserId: id, Role: lost.Text("participants.role", role)})
	}
	return all
}

// The formats of an event's times as texts, also in version 2.9: with a zone, and without one.
var (
	zonedFormats = []string{time.RFC3339, "20060102T150405Z07:00"}
	localFormats = []string{time.DateTime, time.DateOnly, "20060102T150405", "20060102"}
)

// eventTimes sets the times of an event: from the parts of its start and its length, or from start and end as in version 2.9. A
// time without a zone is in the account's zone. A time that no clock shows is left out, and so is a negative length; the result
// has the alterations for both.
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
		end, ended = valid(time.Unix(start.Unix()+60*int64(e.GetDurationMinutes()), int64(start.Nanosecond())))
	}
	if ended {
		e.EndTime = timestamppb.New(end)
	}
	return lost
}

// valid reports whether a Timestamp can hold a moment: it must be in the years 1 to 9999.
func valid(t time.Time) (time.Time, bool) {
	return t, timestamppb.New(t).CheckValid() == nil
}

// eventParts reads a start in parts. It reports false for parts that make no date, or a time that no clock shows.
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
	const days, milliseconds = 8, 12 // digits of YYYYMMDD, and the fewest digits of milliseconds
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 && len(text) != days {
		if len(text) >= milliseconds {
			return valid(time.UnixMilli(n))
		}
		return valid(time.Unix(n, 0))
	}
	for _, format := range zonedFormats {
		if t, err := time.Parse(format, text); err == nil {
			return valid(t)
		}
	}
	for _, format := range localFormats {
		if wall, err := time.Parse(format, text); err == nil {
			return transcode.InZone(wall, c.zone)
		}
	}
	return time.Time{}, false
}
