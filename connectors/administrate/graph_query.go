package administrate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// graphWhere are the keys of conditions. Global ids have no order, so references are compared for equality alone.
var graphWhere = func() []connectors.WhereKey {
	keys := slices.Clone(taskWhere)
	for i, k := range keys {
		if kindOf(k.Key) == kindID {
			keys[i].Ops = equality
		}
	}
	return keys
}()

// operations are the upstream's words for operators.
var operations = map[connectors.Op]string{
	connectors.OpEq: "eq", connectors.OpNe: "ne", connectors.OpLt: "lt", connectors.OpLe: "le", connectors.OpGt: "gt", connectors.OpGe: "ge",
	connectors.OpIn: "in", connectors.OpNotIn: "notin",
}

// taskList declares the list of tasks. What the tenant's schema lacks is known at the first call.
func (c *graphClient) taskList() connectors.List {
	return connectors.List{
		Resource: "tasks",
		Ops:      []string{opGraphTasks},
		Fields:   []string{"ids", "created_from", "created_before", "changed_from"},
		Where:    graphWhere,
		Orders:   []string{"create_time", "-create_time"},
		PageMax:  c.settings.PageSize,
		Changes: "With changed_from, if the tenant's schema has the time of the last change; else the call is refused. Begin with an early day, " +
			"such as 1970-01-01: a list without changed_from returns no changed_until.",
		Guarantee: "Every task that exists throughout the scan, and keeps its time of creation meanwhile, is delivered exactly once. With changed_from, a task " +
			"that changes during the scan may be delivered once more, as it is then.",
		Cost: fmt.Sprintf("One request per %d tasks, and for each client one for the tenant's schema, again after an hour. One for the tasks without a time, "+
			"where the schema allows these. Many tasks of one second cost a few more.", c.settings.PageSize),
		Assumes: []string{
			"The order by time, the filter by time, and positions among the tasks of one second are honoured (checked on every page).",
			"Users who change a time of creation during a scan may move a task past the reader.",
		},
	}
}

// condition is a condition of a request, with values that have been checked.
type condition struct {
	filter
	at []time.Time // the values, of a time
}

// graphQuery is a request for tasks. It does not change.
type graphQuery struct {
	*graphClient
	conditions []condition
	// suspect is the request field to name when the upstream refuses the filters; "" without one.
	suspect string
	newest  bool
	// changedFrom is the lower bound of changes; nil for a list by creation.
	changedFrom *condition
	raw         bool
}

// tasks opens a request for the list of tasks.
func (c *graphClient) tasks(req *crmstreamv1.ListTasksRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	conditions, err := conditionsOf(req, graphWhere)
	if err != nil {
		return nil, err
	}
	q := &graphQuery{graphClient: c, raw: req.GetIncludeRaw(), newest: req.GetOrder() == "-create_time"}
	for _, cond := range conditions {
		c, err := q.condition(cond)
		if err != nil {
			return nil, err
		}
		q.conditions = append(q.conditions, c)
		q.suspect = cmp.Or(q.suspect, c.field)
	}
	if from := req.GetChangedFrom(); from != "" {
		if q.newest {
			return nil, connectors.Invalid("order", "-create_time cannot be combined with changed_from: leave one of them out")
		}
		c, err := q.condition(fieldCondition{"changed_from", connectors.Condition{Key: "update_time", Op: connectors.OpGe, Values: []string{from}}})
		if err != nil {
			return nil, err
		}
		q.changedFrom = &c
		q.suspect = cmp.Or(q.suspect, c.field)
	}
	return q.page, nil
}

// condition checks a condition and reads its values.
func (q *graphQuery) condition(cond fieldCondition) (condition, error) {
	c := condition{filter: filter{field: cond.field, key: cond.Key, op: cond.Op, kind: kindOf(cond.Key), values: cond.Values}}
	for _, v := range cond.Values {
		var err error
		switch c.kind {
		case kindID:
			err = checkReference(cond.field, v)
		case kindTime:
			var t time.Time
			t, err = connectors.ParseTime(cond.field, v, q.zone)
			c.at = append(c.at, t)
		case kindFlag:
			err = checkFlag(c.filter, v)
		}
		if err != nil {
			return condition{}, err
		}
	}
	return c, nil
}

// page fetches a page.
func (q *graphQuery) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	read := func(s *schema.Schema) (connectors.Page, error) { return q.pageBy(ctx, s, at) }
	return q.bySchema(ctx, q.suspect, read, func(s *schema.Schema) error {
		run := graphRun{graphQuery: &graphQuery{graphClient: q.graphClient}, schema: s, by: q.by()}
		_, err := run.ask(ctx, page{limit: 1, ordered: true}, s.IsSet(run.by))
		return err
	})
}

// by returns the field that orders the list.
func (q *graphQuery) by() string {
	if q.changedFrom != nil {
		return "update_time"
	}
	return "create_time"
}

// pageBy fetches a page by a schema.
func (q *graphQuery) pageBy(ctx context.Context, s *schema.Schema, at connectors.PageRequest) (connectors.Page, error) {
	run, err := q.against(ctx, s)
	if err != nil || run.none {
		return connectors.Page{}, err
	}
	var got connectors.Page
	if q.newest {
		got, err = run.last(ctx, at)
	} else {
		got, err = run.seek(ctx, at)
	}
	if err == nil && at.Cursor == "" {
		got.Notices = append(got.Notices, lacks(s)...)
	}
	return got, err
}
