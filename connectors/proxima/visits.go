package proxima

import (
	"context"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// visits returns the agenda of visits.
func (c *Client) visits() agenda {
	return agenda{function: getTasks, table: visitTable, noun: "visit", long: noticeLongVisits, start: "task_datefrom", constants: c.constants}
}

// ListVisits fetches the visits that start within the window that the cursor holds (api_get_tasks_json).
func (c *Client) ListVisits(ctx context.Context, req *crmstreamv1.ListVisitsRequest, at connectors.PageRequest) (connectors.Page, error) {
	q, err := c.query(visitsAsked(req))
	if err != nil {
		return connectors.Page{}, err
	}
	return c.list(ctx, c.visits(), q, req.GetIncludeRaw(), at)
}

// visitsAsked returns what a request asks for. Its days are the upstream's own, those of UTC.
func visitsAsked(req *crmstreamv1.ListVisitsRequest) asked {
	return asked{
		startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), endBefore: req.GetEndBefore(),
		ids: req.GetIds(), owner: req.GetOwnerId(), zone: time.UTC,
	}
}

// GetVisits looks visits up in the one period that the request names, 200 ids a run (api_get_tasks_json).
func (c *Client) GetVisits(ctx context.Context, req *crmstreamv1.BatchGetVisitsRequest, at connectors.PageRequest) (connectors.Page, error) {
	q, err := c.query(asked{startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), zone: c.zone, bounded: true})
	if err != nil {
		return connectors.Page{}, err
	}
	return c.collect(ctx, at, req.GetIds(), &collection{
		function: getTasks, table: visitTable, noun: "visit", constants: c.constants, raw: req.GetIncludeRaw(), lookup: true,
		arguments: c.period(window{first: q.first, last: q.last}),
		empty:     !q.has(),
		admits: func(row *transcode.Row) bool {
			_, start, ok := readTime(row.Record.Key)
			return !ok || q.admits(string(start), "") // a start that cannot be read denies nothing
		},
	})
}
