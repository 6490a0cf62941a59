package administrate

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

var (
	equality = []connectors.Op{connectors.OpEq, connectors.OpNe, connectors.OpIn, connectors.OpNotIn}
	ordered  = append([]connectors.Op{connectors.OpLt, connectors.OpLe, connectors.OpGt, connectors.OpGe}, equality...)
)

// taskWhere are the keys of conditions, in our words.
var taskWhere = []connectors.WhereKey{
	{Key: "status", Ops: equality},
	{Key: "owner_id", Ops: ordered},
	{Key: "account_id", Ops: ordered},
	{Key: "type_id", Ops: ordered},
	{Key: "event_id", Ops: ordered},
	{Key: "contact_id", Ops: ordered},
	{Key: "deal_id", Ops: ordered},
	{Key: "create_time", Ops: ordered},
	{Key: "start_time", Ops: ordered},
	{Key: "end_time", Ops: ordered},
	{Key: "show_on_calendar", Ops: []connectors.Op{connectors.OpEq}},
}

// attributes are the upstream's names of keys that differ from ours.
var attributes = map[string]string{
	"owner_id": "user_id", "deal_id": "opportunity_id",
	"create_time": "created_on", "start_time": "start_datetime", "end_time": "end_datetime",
}

// suffixes are the upstream's operators. The upstream has no "not equal"; "not in" of one value means the same.
var suffixes = map[connectors.Op]string{
	connectors.OpEq: "__eq", connectors.OpLt: "__lt", connectors.OpLe: "__lte", connectors.OpGt: "__gt",
	connectors.OpGe: "__gte", connectors.OpIn: "__in", connectors.OpNotIn: "__notin", connectors.OpNe: "__notin",
}

// localFormat is the form of times in filters: the attributes are not zone-aware and need times without offset.
const localFormat = "2006-01-02T15:04:05"

// query is a request for tasks in the upstream's words. It does not change.
type query struct {
	*Client
	// arguments are the arguments of every request; each request adds its order, its size and its bounds.
	arguments url.Values
	// filters are the conditions that are verified on rows.
	filters []filter
	// suspect is the request field to name when the upstream refuses the filters; "" without one.
	suspect string
	// raw reports whether each record gets the upstream's JSON.
	raw bool
}

// query translates a request (Behaviour, apiv2.md).
func (c *Client) query(req *crmstreamv1.ListTasksRequest) (*query, error) {
	conditions, err := connectors.Conditions(req.GetWhere(), taskWhere)
	if err != nil {
		return nil, err
	}
	q := &query{Client: c, arguments: url.Values{}, raw: req.GetIncludeRaw()}
	for _, cond := range conditions {
		if err := q.add("where", cond); err != nil {
			return nil, err
		}
	}
	for _, field := range []struct {
		name, key string
		op        connectors.Op
		values    []string
	}{
		{"ids", "id", connectors.OpIn, req.GetIds()},
		{"created_from", "create_time", connectors.OpGe, nonEmpty(req.GetCreatedFrom())},
		{"created_before", "create_time", connectors.OpLt, nonEmpty(req.GetCreatedBefore())},
	} {
		if len(field.values) == 0 {
			continue
		}
		if err := q.add(field.name, connectors.Condition{Key: field.key, Op: field.op, Values: field.values}); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// bound is a bound of the requested ids.
type bound struct{ argument, id string }

// above is the bound for ids after one; the vendor's recipe starts at 0.
func above(id uint64) bound { return bound{"id__gt", strconv.FormatUint(id, 10)} }

// below is the bound for ids before one.
func below(id string) bound { return bound{"id__lt", id} }

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// add adds a condition that came from a request field. If the upstream refuses the request, the first field is the likeliest
// cause.
func (q *query) add(field string, cond connectors.Condition) error {
	f := filter{field: field, key: cond.Key, op: cond.Op, kind: kindOf(cond.Key)}
	for _, v := range cond.Values {
		v, err := q.value(f, v)
		if err != nil {
			return err
		}
		f.values = append(f.values, v)
	}
	name := cmp.Or(attributes[cond.Key], cond.Key) + suffixes[cond.Op]
	if q.arguments.Has(name) {
		return connectors.Invalid("where", "%s %s is given twice: join the conditions", cond.Key, cond.Op)
	}
	q.arguments.Set(name, strings.Join(f.values, ","))
	q.filters = append(q.filters, f)
	q.suspect = cmp.Or(q.suspect, field)
	return nil
}

// value converts a value of a condition into the upstream's words.
func (c *Client) value(f filter, text string) (string, error) {
	switch f.kind {
	case kindID:
		if _, err := connectors.ParseID(f.field, text, 0); err != nil {
			return "", err
		}
	case kindTime:
		t, err := connectors.ParseTime(f.field, text, c.zone)
		if err != nil {
			return "", err
		}
		return wallClock(t, f.op, c.zone).Format(localFormat), nil
	case kindFlag:
		if text != "true" && text != "false" {
			return "", connectors.Invalid(f.field, "%s is %q: use true or false", f.key, text)
		}
	case kindText:
		if strings.Contains(text, ",") {
			return "", connectors.Invalid(f.field, "%s %q: the upstream has no filter for values with commas", f.key, text)
		}
	}
	return text, nil
}

// wallClock returns the wall clock for a condition on a time. It excludes no row that may obey the condition: where clocks are
// changed, a wall clock may mean two instants. Rows have whole seconds. So >= and < compare with t rounded up to a whole
// second, and > and <= with the first whole second after t.
func wallClock(t time.Time, op connectors.Op, zone *time.Location) time.Time {
	whole := t.Truncate(time.Second)
	next := whole
	if whole.Before(t) {
		next = whole.Add(time.Second)
	}
	switch op {
	case connectors.OpGe:
		return connectors.EarliestClock(next, zone)
	case connectors.OpGt:
		return connectors.EarliestClock(whole.Add(time.Second), zone).Add(-time.Second)
	case connectors.OpLt:
		return connectors.LatestClock(next, zone)
	case connectors.OpLe:
		return connectors.LatestClock(whole.Add(time.Second), zone).Add(-time.Second)
	default:
		return whole.In(zone)
	}
}
