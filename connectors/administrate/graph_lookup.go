package administrate

import (
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// getTasks opens a look-up: the list with a filter by ids.
func (c *graphClient) getTasks(req *crmstreamv1.BatchGetTasksRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	ids := slices.Compact(slices.Sorted(slices.Values(req.GetIds())))
	for _, id := range ids {
		if err := checkReference("ids", id); err != nil {
			return nil, err
		}
		if id == "0" {
			return nil, connectors.Invalid("ids", "%q must be a number from 1 on", id)
		}
	}
	return func(ctx context.Context) (connectors.Page, error) {
		read := func(s *schema.Schema) (connectors.Page, error) {
			got, err := paging.ByIDs(ids, c.fitting.Bound(c.settings.PageSize), func(ids []string) (connectors.Page, error) {
				return c.several(ctx, s, ids, req.GetIncludeRaw())
			})
			got.Notices = append(got.Notices, lacks(s)...)
			return got, err
		}
		return c.bySchema(ctx, "ids", read, func(s *schema.Schema) error {
			run := graphRun{graphQuery: &graphQuery{graphClient: c}, schema: s}
			_, err := run.ask(ctx, page{limit: 1})
			return err
		})
	}, nil
}

// several fetches tasks by their ids.
func (c *graphClient) several(ctx context.Context, s *schema.Schema, ids []string, raw bool) (connectors.Page, error) {
	run := graphRun{graphQuery: &graphQuery{graphClient: c, raw: raw}, schema: s}
	byIDs := condition{filter: filter{field: "ids", key: "id", op: connectors.OpIn, kind: kindID, values: ids}}
	if _, err := run.filterKey(byIDs); err != nil { // whatever the ids are
		return connectors.Page{}, c.failure(connectors.KindUnsupported, "the tenant's GraphQL schema has no filter of tasks by id: read the list")
	}
	if err := run.add(ctx, byIDs); err != nil {
		return connectors.Page{}, err
	}
	ans, err := run.ask(ctx, page{limit: len(ids)})
	if err != nil {
		c.fitting.Halve(len(ids), err)
		return connectors.Page{}, err
	}
	for i := range ans.Rows {
		ans.Rows[i].Key = connectors.NumberKey(ans.Rows[i].ID)
	}
	got := connectors.Page{Notices: ans.notices}
	got.Records, got.Repeats = connectors.Sort(ans.Rows)
	return got, nil
}
