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
	conditions, err := conditionsOf(req, taskWhere)
	if err != nil {
		return nil, err
	}
	q := &query{Client: c, arguments: url.Values{}, raw: req.GetIncludeRaw()}
	for _, cond := range conditions {
		if err := q.add(cond); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// fieldCondition is a condition, and the request field that it came from.
type fieldCondition struct {
	field string
	connectors.Condition
}

// conditionsOf returns the conditions that both transports have, those of where first.
func conditionsOf(req *crmstreamv1.ListTasksRequest, where []connectors.WhereKey) ([]fieldCondition, error) {
	parsed, err := connectors.Conditions(req.GetWhere(), where)
	if err != nil {
		return nil, err
	}
	all := make([]fieldCondition, 0, len(parsed))
	for _, c := range parsed {
		all = append(all, fieldCondition{"where", c})
	}
	for _, f := range []fieldCondition{
		{"ids", connectors.Condition{Key: "id", Op: connectors.OpIn, Values: req.GetIds()}},
		{"created_from", connectors.Condition{Key: "create_time", Op: connectors.OpGe, Values: nonEmpty(req.GetCreatedFrom())}},
		{"created_before", connectors.Condition{Key: "create_time", Op: connectors.OpLt, Values: nonEmpty(req.GetCreatedBefore())}},
	} {
		if len(f.Values) > 0 {
			all = append(all, f)
		}
	}
	return all, nil
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
func (q *query) add(cond fieldCondition) error {
	f := filter{field: cond.field, key: cond.Key, op: cond.Op, kind: kindOf(cond.Key)}
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
	q.suspect = cmp.Or(q.suspect, cond.field)
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
		return text, checkFlag(f, text)
	case kindText:
		if strings.Contains(text, ",") {
			return "", connectors.Invalid(f.field, "%s %q: the upstream has no filter for values with commas", f.key, text)
		}
	}
	return text, nil
}

// checkFlag checks the value of a condition on a flag.
func checkFlag(f filter, text string) error {
	if text != "true" && text != "false" {
		return connectors.Invalid(f.field, "%s is %q: use true or false", f.key, text)
	}
	return nil
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
