package proxima

import (
	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// calendarEvents opens a list of events (api_get_actions_json).
func (c *Client) calendarEvents(req *crmstreamv1.ListCalendarEventsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	events := recordKind{function: getActions, table: eventTable, noun: "event", start: "action_datefrom"}
	return c.list(events, startRequest{
		startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), ids: req.GetIds(), owner: req.GetOwnerId(),
		zone: c.zone, bounded: true,
	}, req.GetIncludeRaw())
}
