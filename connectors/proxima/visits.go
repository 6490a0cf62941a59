package proxima

import (
	"context"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// visitKind returns the kind of visits.
func (c *Client) visitKind() recordKind {
	return recordKind{function: getTasks, table: visitTable, noun: "visit", start: "task_datefrom", constants: c.constants}
}

// visits opens a list of visits (api_get_tasks_json).
func (c *Client) visits(req *crmstreamv1.ListVisitsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.list(c.visitKind(), startsOfVisits(req), req.GetIncludeRaw())
}

// startsOfVisits returns what a request asks for. Its days are days of UTC, like the upstream's.
func startsOfVisits(req *crmstreamv1.ListVisitsRequest) startRequest {
	return startRequest{
		startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), endBefore: req.GetEndBefore(),
		ids: req.GetIds(), owner: req.GetOwnerId(), zone: time.UTC,
	}
}

// getVisits opens the look-up of visits in the one period that the request names (api_get_tasks_json).
func (c *Client) getVisits(req *crmstreamv1.BatchGetVisitsRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	q, err := c.query(startRequest{startFrom: req.GetStartFrom(), startBefore: req.GetStartBefore(), zone: c.zone, bounded: true})
	if err != nil {
		return nil, err
	}
	find, err := c.byIDs(req.GetIds(), collection{
		function: getTasks, table: visitTable, noun: "visit", constants: c.constants, raw: req.GetIncludeRaw(),
		arguments: c.period(window{first: q.first, last: q.last}),
		admits: func(row *transcode.Row) bool {
			_, start, ok := readTime(row.Record.Key)
			return !ok || q.admits(string(start), "") // a row without a readable start is admitted
		},
	})
	if err != nil || q.has() {
		return find, err
	}
	return func(context.Context) (connectors.Page, error) { return connectors.Page{}, nil }, nil // an empty period has no visits
}
