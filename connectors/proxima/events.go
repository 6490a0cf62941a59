package proxima

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// ListCalendarEvents fetches the events that start within the window that the cursor holds (api_get_actions_json).
func (c *Client) ListCalendarEvents(ctx context.Context, req *crmstreamv1.ListCalendarEventsRequest, at connectors.PageRequest) (connectors.Page, error) {
	q, err := c.query(asked{
		startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), ids: req.GetIds(), owner: req.GetOwnerId(),
		zone: c.zone, bounded: true,
	})
	if err != nil {
		return connectors.Page{}, err
	}
	events := agenda{function: getActions, table: eventTable, noun: "event", long: noticeLongEvents, start: "action_datefrom"}
	return c.list(ctx, events, q, req.GetIncludeRaw(), at)
}
