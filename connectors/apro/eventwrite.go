package apro

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The operations that write events.
const (
	opEventInsert = "org_events/insert"
	opEventUpdate = "org_events/update"
	opEventDelete = "org_events/delete"
)

// eventOps are the operations. An update with publ 1 brings a deleted event back ("Editing events in the organizer").
var eventOps = map[connectors.Act]string{
	connectors.Create: opEventInsert, connectors.Update: opEventUpdate, connectors.Delete: opEventDelete, connectors.Undelete: opEventUpdate,
}

// The field of requests that has the event, and its field with the participants.
const (
	eventField        = "calendar_event"
	participantsField = "participants"
)

// roles are the upstream's words for what a participant may do.
var roles = []string{"simple", "root"}

// eventWrite returns a write of events. R is its request.
func eventWrite[R proto.Message](c *Client, act connectors.Act) connectors.Write {
	return connectors.WriteOf(c.declareEventWrite(act), func(row connectors.WriteRow, _ R, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		return c.encodeEvent(act, row)
	})
}

// declareEventWrite declares a write of events. The upstream takes one event in a request, and answers with the event.
func (c *Client) declareEventWrite(act connectors.Act) connectors.Write {
	op := eventOps[act]
	write := connectors.Write{
		Resource: "calendarEvents", Act: act, Op: op, Settling: connectors.SettledByID,
		MaxRows: 1, MaxElements: wire.MaxElements, Answers: true, AnswerLacks: []string{participantsField},
		Cost:    "One request.",
		Assumes: []string{"SERVER_IS_OVERLOADED and BAD_PARAMS mean that nothing was written.", "The organizer is that of version 2.8."},
		Join:    func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinOne(op, rows) },
		Send: c.sender(c.wire.Write, func(call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
			return c.eventAnswer(act, call, data)
		}),
	}
	if act == connectors.Create {
		write.Settling, write.ListLacks = connectors.SettledByContent, []string{participantsField}
	}
	if act == connectors.Create || act == connectors.Update {
		write.Fields = append(eventTable.Writable(), connectors.WritableField{
			Name: participantsField, OnCreate: true, OnUpdate: c.settings.ReplaceParticipants,
		})
		write.Assumes = append(write.Assumes, "The organizer shows times on the clocks of the source's zone.", "The empty text clears a text.")
	}
	if act == connectors.Update && c.settings.ReplaceParticipants {
		write.Assumes = append(write.Assumes, "The participants of an update replace those of the event.")
	}
	return write
}

// encodeEvent encodes a write of an event ("Adding a new event in the organizer" and the two after it).
func (c *Client) encodeEvent(act connectors.Act, row connectors.WriteRow) (connectors.EncodedRow, error) {
	if c.newerOrganizer.Load() {
		return connectors.EncodedRow{}, &connectors.Error{Kind: connectors.KindUnsupported, Connector: wire.Name, Op: eventOps[act], Err: errors.New(
			"the server has the organizer of version 2.9, which is written by other requests")}
	}
	if act == connectors.Create {
		return c.encodeEventFields(transcode.OnCreate, row, nil)
	}
	if _, err := connectors.ParseID("id", row.ID, 1); err != nil {
		return connectors.EncodedRow{}, err
	}
	id := number("id", row.ID)
	switch act {
	case connectors.Delete:
		return rowOf([]transcode.Member{id}, nil), nil
	case connectors.Undelete:
		return rowOf([]transcode.Member{object("event", id, number("publ", "1"))}, nil), nil
	default:
		return c.encodeEventFields(transcode.OnUpdate, row, []transcode.Member{id})
	}
}

// encodeEventFields encodes the masked fields of an event, after first.
func (c *Client) encodeEventFields(kind transcode.Op, row connectors.WriteRow, first []transcode.Member) (connectors.EncodedRow, error) {
	event, _ := row.Record.(*crmstreamv1.CalendarEvent)
	mistakes := c.refuseOddMinutes(event, row.Mask)
	users, err := c.eventUsers(kind, event, row.Mask)
	mistakes.Add(err)
	mask := slices.DeleteFunc(slices.Clone(row.Mask), func(path string) bool { return path == participantsField })
	var members []transcode.Member
	var notices []connectors.Notice
	if len(mask) > 0 || kind == transcode.OnCreate || len(row.Mask) == 0 {
		members, notices, err = eventTable.Write(row.Record, mask, transcode.WriteContext{Op: kind, Zone: c.zone, Prefix: eventField})
		if !mistakes.Add(err) {
			return connectors.EncodedRow{}, err
		}
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	return rowOf(slices.Concat([]transcode.Member{object("event", slices.Concat(first, members)...)}, users), notices), nil
}

// eventUsers returns the member with the participants: a map of their roles. The page says that an update may leave out the whole map,
// and not what becomes of a participant whom the map leaves out.
func (c *Client) eventUsers(kind transcode.Op, event *crmstreamv1.CalendarEvent, mask []string) ([]transcode.Member, error) {
	const path = eventField + "." + participantsField
	switch {
	case !slices.Contains(mask, participantsField):
		return nil, nil
	case kind == transcode.OnUpdate && !c.settings.ReplaceParticipants:
		return nil, connectors.Invalid(path, "cannot be changed, since the upstream does not say what becomes of those who are left out: "+
			"set replace_participants if this server removes them")
	case len(event.GetParticipants()) == 0:
		return nil, connectors.Invalid(path, "cannot be cleared: a form has no empty map")
	}
	var mistakes connectors.Mistakes
	users := make([]transcode.Member, 0, len(event.GetParticipants()))
	for i, p := range event.GetParticipants() {
		at := path + "[" + strconv.Itoa(i) + "]"
		_, err := connectors.ParseID(at+".user_id", p.GetUserId(), 1)
		mistakes.Add(err)
		if !slices.Contains(roles, p.GetRole()) {
			mistakes.Add(connectors.Invalid(at+".role", "%.64q is none of the upstream's words: use one of %s", p.GetRole(), strings.Join(roles, ", ")))
		}
		if slices.ContainsFunc(users, func(m transcode.Member) bool { return m.Key == p.GetUserId() }) {
			mistakes.Add(connectors.Invalid(at+".user_id", "user %.64q is here a second time: leave one of the two out", p.GetUserId()))
		}
		users = append(users, text(p.GetUserId(), p.GetRole()))
	}
	return []transcode.Member{object("users", users...)}, mistakes.Err()
}

// eventStep is what the times of an event are multiples of. The upstream rounds starts to it.
const eventStep = 5 * time.Minute

// refuseOddMinutes returns a mistake for each masked time that is no multiple of eventStep. A start with parts of a second is the
// table's to refuse.
func (c *Client) refuseOddMinutes(event *crmstreamv1.CalendarEvent, mask []string) connectors.Mistakes {
	var mistakes connectors.Mistakes
	const step = int64(eventStep / time.Minute)
	for _, given := range []struct {
		field   string
		minutes *int32
	}{{"duration_minutes", event.DurationMinutes}, {"reminder_minutes", event.ReminderMinutes}} {
		if given.minutes == nil || !slices.Contains(mask, given.field) {
			continue
		}
		at, n := eventField+"."+given.field, int64(*given.minutes)
		switch lower := n / step * step; {
		case n < 0:
			mistakes.Add(connectors.Invalid(at, "%d must not be negative: send 0 or a multiple of %d", n, step))
		case n != lower:
			mistakes.Add(connectors.Invalid(at, "%d must be a multiple of %d: send %d or %d", n, step, lower, lower+step))
		}
	}
	start := event.GetStartTime()
	if start == nil || !slices.Contains(mask, "start_time") || start.CheckValid() != nil || start.GetNanos() != 0 {
		return mistakes
	}
	wall := start.AsTime().In(c.zone)
	if over := time.Duration(wall.Minute())*time.Minute%eventStep + time.Duration(wall.Second())*time.Second; over != 0 {
		lower := wall.Add(-over)
		mistakes.Add(connectors.Invalid(eventField+".start_time", "%s must be a multiple of 5 minutes, to which the upstream would round it: send %s or %s",
			wall.Format(time.RFC3339), lower.Format(time.RFC3339), lower.Add(eventStep).Format(time.RFC3339)))
	}
	return mistakes
}
