package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// eventTable reads an event of a project, which the upstream calls action.
var eventTable = transcode.Must(transcode.New(&crmstreamv1.ProjectEvent{},
	idColumn,
	projectColumn,
	transcode.Column{Keys: []string{"name"}, Field: "name", Kind: transcode.Text},
	transcode.Column{Keys: []string{"action_id", "type_id"}, Field: "type_id", Kind: transcode.Ref, Check: "type_id"},
	transcode.Column{Keys: []string{"description"}, Field: "description", Kind: transcode.Text},
	transcode.Column{Keys: []string{"user_id"}, Field: "owner_id", Kind: transcode.Ref},
	transcode.Column{Keys: []string{"created"}, Field: "create_time", Kind: transcode.LocalTime},
	transcode.Column{Keys: []string{"start", "date"}, Field: "start_time", Kind: transcode.LocalTime},
	transcode.Column{Keys: []string{"end"}, Field: "end_time", Kind: transcode.LocalTime},
	transcode.Column{Keys: []string{"all_day"}, Field: "all_day", Kind: transcode.Flag},
	transcode.Column{Keys: []string{"done", "completed"}, Field: "done", Kind: transcode.Flag},
	transcode.Column{Field: "fields", Kind: transcode.Rest},
))

// projectEvents opens a list of events of a project (Проекты, "GET События проекта").
func (c *Client) projectEvents(req *crmstreamv1.ListProjectEventsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	l, err := attached(c.events, req)
	if err != nil {
		return nil, err
	}
	if err := l.addOne("event_id", req.GetEventId()); err != nil {
		return nil, err
	}
	if err := l.addDay(req.GetDate()); err != nil {
		return nil, err
	}
	if err := l.addJoined("event_type_ids", "filter_actions", req.GetEventTypeIds(), ofType); err != nil {
		return nil, err
	}
	return c.paged(l), nil
}

// ofType admits rows of these types of events.
func ofType(ids []uint64) func(*transcode.Row) bool { return showing("type_id", ids) }

// getProjectEvent opens the look-up of an event of any project (Проекты, "GET Событие проекта").
func (c *Client) getProjectEvent(req *crmstreamv1.GetProjectEventRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	return c.one(c.event, req)
}
