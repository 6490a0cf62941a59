package administrate

import (
	"net/url"
	"strconv"
	"strings"

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

// attributes are the upstream's words for keys that it calls otherwise.
var attributes = map[string]string{
	"owner_id": "user_id", "deal_id": "opportunity_id",
	"create_time": "created_on", "start_time": "start_datetime", "end_time": "end_datetime",
}

// suffixes are the upstream's operators. It has no "not equal", which "not in" of one value says.
var suffixes = map[connectors.Op]string{
	connectors.OpEq: "__eq", connectors.OpLt: "__lt", connectors.OpLe: "__lte", connectors.OpGt: "__gt",
	connectors.OpGe: "__gte", connectors.OpIn: "__in", connectors.OpNotIn: "__notin", connectors.OpNe: "__notin",
}

// localFormat is how times go into filters: the attributes are not zone-aware and must be given without offset.
const localFormat = "2006-01-02T15:04:05"

// query returns the list arguments of a request's filters, and the conditions to verify rows by (Behaviour, apiv2.md).
func (c *Client) query(req *crmstreamv1.ListTasksRequest) (url.Values, []filter, error) {
	conditions, err := connectors.Conditions(req.GetWhere(), taskWhere)
	if err != nil {
		return nil, nil, err
	}
	for _, bound := range []struct {
		field, text string
		op          connectors.Op
	}{
		{"created_from", req.GetCreatedFrom(), connectors.OpGe},
		{"created_before", req.GetCreatedBefore(), connectors.OpLt},
	} {
		if bound.text != "" {
			conditions = append(conditions, connectors.Condition{Key: "create_time", Op: bound.op, Values: []string{bound.text}})
		}
	}
	if ids := req.GetIds(); len(ids) > 0 {
		conditions = append(conditions, connectors.Condition{Key: "id", Op: connectors.OpIn, Values: ids})
	}
	values, filters := url.Values{}, make([]filter, 0, len(conditions))
	for _, cond := range conditions {
		f, err := c.filter(cond)
		if err != nil {
			return nil, nil, err
		}
		name := f.attribute + suffixes[cond.Op]
		if values.Has(name) {
			return nil, nil, connectors.Invalid("where", "%s %s is given twice: join the conditions", cond.Key, cond.Op)
		}
		values.Set(name, strings.Join(f.values, ","))
		filters = append(filters, f)
	}
	return values, filters, nil
}

// filter turns a condition into the upstream's words.
func (c *Client) filter(cond connectors.Condition) (filter, error) {
	f := filter{key: cond.Key, attribute: cond.Key, op: cond.Op, kind: kindOf(cond.Key)}
	if a, ok := attributes[cond.Key]; ok {
		f.attribute = a
	}
	for _, v := range cond.Values {
		switch f.kind {
		case kindID:
			if _, err := strconv.ParseUint(v, 10, 63); err != nil {
				return f, connectors.Invalid(f.field(), "%q must be a number, as all ids of this upstream are", v)
			}
		case kindTime:
			t, err := connectors.ParseTime(f.field(), v, c.zone)
			if err != nil {
				return f, err
			}
			v = t.In(c.zone).Format(localFormat)
		case kindFlag:
			if v != "true" && v != "false" {
				return f, connectors.Invalid("where", "%s is %q: use true or false", cond.Key, v)
			}
		case kindText:
			if strings.Contains(v, ",") {
				return f, connectors.Invalid("where", "%s %q: values with commas cannot be asked for", cond.Key, v)
			}
		}
		f.values = append(f.values, v)
	}
	return f, nil
}
