package solos

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// eventTable reads an event of a project, which the upstream calls an action.
var eventTable = transcode.Must(transcode.New(&crmstreamv1.ProjectEvent{},
	transcode.ID("id", "id"),
	projectColumn,
	transcode.Col("name", transcode.Text, "name"),
	transcode.Checked("type_id", transcode.Ref, "action_id", "type_id"),
	transcode.Col("description", transcode.Text, "description"),
	transcode.Col("owner_id", transcode.Ref, "user_id"),
	transcode.Col("create_time", transcode.LocalTime, "created"),
	transcode.Col("start_time", transcode.LocalTime, "start", "date"),
	transcode.Col("end_time", transcode.LocalTime, "end"),
	transcode.Col("all_day", transcode.Flag, "all_day"),
	transcode.Col("done", transcode.Flag, "done", "completed"),
	transcode.Col("fields", transcode.Rest),
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

// ofType admits events of these types.
func ofType(ids []uint64) func(*transcode.Row) bool { return showing("type_id", ids) }

// getProjectEvent opens the look-up of an event of any project (Проекты, "GET Событие проекта").
func (c *Client) getProjectEvent(req *crmstreamv1.GetProjectEventRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	return c.one(c.event, req)
}
