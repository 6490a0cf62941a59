package administrate

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

var errNoOrder = errors.New("the tenant's GraphQL schema cannot order and filter tasks by createdAt, without which no list is complete")

// graphRun is a request for tasks in the words of a schema. It does not change.
type graphRun struct {
	*graphQuery
	schema *schema.Schema
	// by is the field that orders the list, "" for a request without an order.
	by string
	// filters are the conditions that every request has.
	filters []schema.Filter
	// checks are the conditions that are verified on rows.
	checks []rowCheck
	// from is the clock at which the list begins, "" for the first task.
	from string
	// untimed are the conditions on the tasks that have no time to order by, which come first; nil if there are none.
	untimed []schema.Filter
	// none says that no task can fulfil the conditions.
	none bool
}

// against returns the request in the words of a schema. It may ask the upstream for the form of its times, and for global ids.
func (q *graphQuery) against(ctx context.Context, s *schema.Schema) (*graphRun, error) {
	r := &graphRun{graphQuery: q, schema: s, by: q.by()}
	for _, c := range q.conditions {
		if err := r.add(ctx, c); err != nil || r.none {
			return r, err
		}
	}
	if _, ok := s.OrderBy(r.by, false); !ok || s.Filter(r.by) == "" {
		return nil, r.cannotOrder()
	}
	if q.changedFrom == nil {
		bounded := slices.ContainsFunc(q.conditions, func(c condition) bool { return c.key == r.by })
		if !s.CreatedAlways && !bounded {
			r.untimed = append(slices.Clone(r.filters), s.IsNull(r.by))
		}
		return r, nil
	}
	form, err := q.formOf(ctx, s, r.by)
	if err != nil {
		return nil, err
	}
	r.from = q.clockBound(q.changedFrom.at[0], connectors.OpGe, form)
	if !s.UpdatedAlways { // such a task has not changed since it was created
		return r, r.neverChanged(ctx)
	}
	return r, nil
}

// neverChanged sets the conditions on the tasks that were created since changed_from and have no time of a change.
func (r *graphRun) neverChanged(ctx context.Context) error {
	r.untimed = append(slices.Clone(r.filters), r.schema.IsNull(r.by))
	if r.schema.Filter("create_time") == "" {
		return nil
	}
	form, err := r.formOf(ctx, r.schema, "create_time")
	since := r.clockBound(r.changedFrom.at[0], connectors.OpGe, form)
	r.untimed = append(r.untimed, r.schema.Compare("create_time", operations[connectors.OpGe], sentClock(since, form)))
	return err
}

// cannotOrder returns the error of a schema that cannot list tasks by their time.
func (r *graphRun) cannotOrder() error {
	if r.changedFrom != nil {
		return connectors.Invalid("changed_from", "the tenant's GraphQL schema has no time of the last change that tasks can be ordered and filtered by: "+
			"read the list without changed_from and compare")
	}
	return &connectors.Error{
		Kind: connectors.KindUnsupported, Connector: "administrate", Op: opGraphTasks,
		Err: errNoOrder,
	}
}

// rowCheck is a condition that is verified on rows.
type rowCheck struct {
	condition
	// accepted are the values, as numbers and as global ids, or as clocks.
	accepted []string
}

// add adds a condition in the words of the schema.
func (r *graphRun) add(ctx context.Context, c condition) error {
	key, err := r.filterKey(c)
	if err != nil {
		return err
	}
	check := rowCheck{condition: c, accepted: c.values}
	sent := c.values
	switch {
	case c.key == "id":
		err = checkIDs(r.schema, c.field, c.values)
	case c.kind == kindID:
		sent, err = r.globals(ctx, c)
		check.accepted = append(slices.Clone(c.values), sent...)
	case c.kind == kindTime:
		var form int32
		form, err = r.formOf(ctx, r.schema, c.key)
		sent, check.accepted = nil, nil
		for _, t := range c.at {
			clock := r.clockBound(t, c.op, form)
			sent, check.accepted = append(sent, sentClock(clock, form)), append(check.accepted, clock)
		}
	}
	if err != nil {
		return err
	}
	if r.schema.Shows(c.key) {
		r.checks = append(r.checks, check)
	}
	switch many := c.op == connectors.OpIn || c.op == connectors.OpNotIn; {
	case len(sent) == 0 && (c.op == connectors.OpEq || c.op == connectors.OpIn): // there is no such record
		r.none = true
	case len(sent) == 0: // all tasks that name a record name another one
		r.filters = append(r.filters, r.schema.IsSet(key))
	case many:
		r.filters = append(r.filters, r.schema.Among(key, operations[c.op], sent))
	default:
		r.filters = append(r.filters, r.schema.Compare(key, operations[c.op], sent[0]))
	}
	return nil
}

// filterKey returns the key of the schema's filter for a condition.
func (r *graphRun) filterKey(c condition) (string, error) {
	key := c.key
	if key == "id" && !r.schema.LegacyIDs {
		key = "global_id"
	}
	if r.schema.Filter(key) == "" {
		return "", connectors.Invalid(c.field, "the tenant's GraphQL schema has no filter of tasks by %s: leave the condition out", c.key)
	}
	return key, nil
}

// admits reports whether a row obeys the condition. As with REST, it finds ignored filters, not small differences: a time may have parts
// of a second that the upstream compares and does not show.
func (c rowCheck) admits(row *transcode.Row) bool {
	switch c.kind {
	case kindID:
		return c.names(row)
	case kindTime:
		text, ok := row.Check(c.key)
		clock, _, valid := readClock(text)
		if !ok || !valid {
			return true // the row has an alteration
		}
		switch c.op {
		case connectors.OpNe, connectors.OpNotIn:
			return true
		case connectors.OpGt:
			return clock >= c.accepted[0]
		}
		return c.compare(strings.Compare(clock, c.accepted[0]), clock)
	}
	return c.filter.admits(row)
}

// compare is that of the filter, with the accepted values.
func (c rowCheck) compare(order int, text string) bool {
	f := c.filter
	f.values = c.accepted
	return f.compare(order, text)
}

// names reports whether the row names one of the records, or for "not" none of them.
func (c rowCheck) names(row *transcode.Row) bool {
	object := row.JSON
	if c.key != "id" {
		object, _ = row.JSON.Member(schema.Object(c.key))
	}
	found := false
	for _, name := range []string{"id", "globalId"} {
		id, _ := object.Member(name)
		text, ok := id.ID()
		found = found || ok && slices.Contains(c.accepted, text)
	}
	return found == (c.op == connectors.OpEq || c.op == connectors.OpIn)
}
