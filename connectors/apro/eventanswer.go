package apro

import (
	"net/url"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// seeOrganizer notes of which generation the organizer is that has sent an event. Events of version 2.9 have a start in one piece.
func (c *Client) seeOrganizer(event transcode.JSON) {
	_, newer := wire.Member(event, "dtstart")
	_, older := wire.Member(event, "year")
	if newer != older && newer != c.newerOrganizer.Load() {
		c.newerOrganizer.Store(newer)
	}
}

// askedEvent returns the id of the event that a request writes, "" for a new one.
func askedEvent(call connectors.PlannedCall) string {
	sent, _ := url.ParseQuery(string(call.Body)) // joinOne has made it
	return sent.Get("params[event][id]") + sent.Get("params[id]")
}

// eventAnswer reads the answer to a write: the event as it is afterwards. The answer shows that an event was deleted, or brought back, if
// it has publ.
func (c *Client) eventAnswer(act connectors.Act, call connectors.PlannedCall, data transcode.JSON) (connectors.WriteAnswer, error) {
	event, _ := wire.Member(data, "event")
	if event.Kind() != '{' || wire.None(event) {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer has no event")
	}
	asked := askedEvent(call)
	member, shown := wire.Member(event, "id")
	id, _ := member.ID()
	switch {
	case asked == "":
		if _, err := connectors.ParseID("", id, 1); err != nil {
			return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer's event has no id")
		}
	case shown && id != asked:
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer has another event")
	default:
		id = asked
	}
	c.seeOrganizer(event)
	tc := &transcode.Context{Zone: c.zone, Constants: eventIDField(id)}
	row, err := eventTable.One(event, tc)
	if err != nil {
		return connectors.WriteAnswer{}, wire.MalformedWrite(call.Op, "the answer's event cannot be read")
	}
	answer := connectors.WriteAnswer{Notices: tc.Notices()}
	if act == connectors.Create {
		answer.IDs = []string{id}
	}
	_, says := wire.Member(event, "publ")
	deleted := false
	if row.Record.Err == nil {
		row.Record.ID, row.Record.Key = []byte(id), connectors.NumberKey([]byte(id))
		err = amend(call.Op, &row.Record, &crmstreamv1.CalendarEvent{}, func(e *crmstreamv1.CalendarEvent) {
			lost := c.eventTimes(event, e)
			e.Alterations = lost.After(e.GetAlterations())
			deleted = e.GetDeleted()
		})
	}
	proves := act != connectors.Delete && act != connectors.Undelete || says && deleted == (act == connectors.Delete)
	if err == nil && row.Record.Err == nil && proves {
		answer.Records = []connectors.Record{row.Record}
	}
	return answer, nil
}
