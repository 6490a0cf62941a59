package solos

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projectWhere are the keys of conditions: dynamic fields by their upstream name.
var projectWhere = []connectors.WhereKey{{Key: "data.*", Ops: []connectors.Op{connectors.OpEq, connectors.OpIn}}}

// having are the upstream's words for what a project has or does not have.
var having = map[crmstreamv1.ProjectHaving]string{
	crmstreamv1.ProjectHaving_PROJECT_HAVING_UNSPECIFIED:       "",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_EVENTS:            "actions",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_PAYMENTS:          "payments",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_TASKS:             "tasks",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_GOODS:             "goods",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_NO_EVENTS:         "no_actions",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_NO_PAYMENTS:       "no_payments",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_NO_TASKS:          "no_tasks",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_NO_GOODS:          "no_goods",
	crmstreamv1.ProjectHaving_PROJECT_HAVING_OVERDUE_CHECKLIST: "checklists_expired",
}

// pageArguments are the arguments of both lists of projects. Reverse and Deleted are the texts "0" and "1" even in a body,
// although count and offset are numbers there.
type pageArguments struct {
	Count   int    `json:"count"`
	Offset  int    `json:"offset"`
	OrderBy string `json:"order_by"`
	Reverse string `json:"reverse"`
	Deleted string `json:"deleted"`
}

// values returns the arguments that all pages have in common, for a query.
func (p pageArguments) values() url.Values {
	return url.Values{"order_by": {p.OrderBy}, "reverse": {p.Reverse}, "deleted": {p.Deleted}}
}

// filterBody is the body of POST /projects/filter. The spelling of buildin_data is the upstream's.
type filterBody struct {
	pageArguments
	Condition string         `json:"condition"`
	Having    string         `json:"having,omitempty"`
	BuiltIn   map[string]any `json:"buildin_data,omitempty"`
	Data      map[string]any `json:"data,omitempty"`
}

// translate translates a request.
func (c *Client) translate(req *crmstreamv1.ListProjectsRequest) (*upstreamRequest, error) {
	l := &upstreamRequest{operation: c.all, descending: req.GetOrder() == "-id", raw: req.GetIncludeRaw()}
	if req.GetOnlyDeleted() {
		l.constants = deletedConstant
	}
	order := pageArguments{OrderBy: "id", Reverse: digit(l.descending), Deleted: digit(req.GetOnlyDeleted())}
	shown := check{"only_deleted", flagged("deleted", req.GetOnlyDeleted())}
	filter := filterBody{pageArguments: order, Condition: "and", BuiltIn: map[string]any{}, Data: map[string]any{}}
	for _, add := range []func(*filterBody, *crmstreamv1.ListProjectsRequest) error{
		l.addHaving, l.addCreated, l.addIDs, l.addPrice, c.dynamic(l),
	} {
		if err := add(&filter, req); err != nil {
			return nil, err
		}
	}
	switch req.GetMatch() {
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_UNSPECIFIED:
		if l.suspect == "" {
			l.query, l.checks = order.values(), []check{shown}
			return l, nil
		}
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_ALL:
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_ANY:
		filter.Condition = "or"
		l.checks, l.created = nil, createdRange{}
	default:
		return nil, connectors.Invalid("match", "%d is not one of its values", req.GetMatch())
	}
	l.operation, l.filter, l.suspect = c.some, &filter, cmp.Or(l.suspect, "match")
	l.checks = append(l.checks, shown)
	return l, nil
}

func (l *upstreamRequest) addHaving(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	word, ok := having[req.GetHaving()]
	if !ok {
		return connectors.Invalid("having", "%d is not one of its values", req.GetHaving())
	}
	if word != "" {
		filter.Having, l.suspect = word, "having"
	}
	return nil
}

// addCreated requests one more day at each end; doc.go states why.
func (l *upstreamRequest) addCreated(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	from, err := connectors.ParseDay("created_from", req.GetCreatedFrom())
	if err != nil {
		return err
	}
	before, err := connectors.ParseDay("created_before", req.GetCreatedBefore())
	if err != nil || from == "" && before == "" {
		return err
	}
	if from != "" && before != "" && from >= before {
		return connectors.Invalid("created_before", "%s is not after created_from %s", before, from)
	}
	l.created = createdRange{from: from, before: before, first: "1970-01-01", last: "2100-01-01"}
	if day, err := time.Parse(time.DateOnly, from); err == nil {
		l.created.first = day.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	if before != "" {
		l.created.last = before
	}
	filter.BuiltIn["created"] = l.created.first + ";" + l.created.last
	l.suspect = "created_from"
	if from == "" {
		l.suspect = "created_before"
	}
	return nil
}

// addIDs adds the filters that are lists of ids.
func (l *upstreamRequest) addIDs(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	for _, f := range []struct {
		field, key string
		ids        []string
		shown      string // name of the row check, "" when rows do not show the value
	}{
		{"funnel_ids", "sales_funnel_id", req.GetFunnelIds(), "funnel_id"},
		{"stage_ids", "step_id", req.GetStageIds(), "stage_id"},
		{"owner_ids", "user_id", req.GetOwnerIds(), "owner_id"},
		{"group_ids", "group_id", req.GetGroupIds(), "group_id"},
		{"currency_ids", "currency_id", req.GetCurrencyIds(), "currency_id"},
		{"participant_ids", "participants_user_id", req.GetParticipantIds(), ""},
		{"participant_group_ids", "participants_group_id", req.GetParticipantGroupIds(), ""},
		{"event_type_ids", "actions_type_id", req.GetEventTypeIds(), ""},
		{"good_ids", "good_id", req.GetGoodIds(), ""},
	} {
		if len(f.ids) == 0 {
			continue
		}
		numbers, err := parseIDs(f.field, f.ids)
		if err != nil {
			return err
		}
		filter.BuiltIn[f.key], l.suspect = numbers, f.field
		if f.shown != "" {
			l.checks = append(l.checks, check{f.field, showing(f.shown, numbers)})
		}
	}
	return nil
}

func (l *upstreamRequest) addPrice(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	price := req.GetPrice()
	if price == "" {
		return nil
	}
	if _, err := strconv.ParseFloat(price, 64); err != nil || !json.Valid([]byte(price)) || strings.ContainsAny(price, "eE") {
		return connectors.Invalid("price", "%q must be a decimal number like 1200 or 99.90", price)
	}
	filter.BuiltIn["price"], l.suspect = json.RawMessage(price), "price"
	l.checks = append(l.checks, check{"price", priced(price)})
	return nil
}

// dynamic returns the function that adds the conditions on dynamic fields.
func (c *Client) dynamic(l *upstreamRequest) func(*filterBody, *crmstreamv1.ListProjectsRequest) error {
	return func(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
		return l.addDynamic(filter, req, c.zone)
	}
}

// addDynamic adds the conditions on dynamic fields, in the types of the documented sample.
func (l *upstreamRequest) addDynamic(filter *filterBody, req *crmstreamv1.ListProjectsRequest, zone *time.Location) error {
	conditions, err := connectors.Conditions(req.GetWhere(), projectWhere)
	if err != nil {
		return err
	}
	for _, c := range conditions {
		key := strings.TrimPrefix(c.Key, "data.")
		if _, twice := filter.Data[key]; twice {
			return connectors.Invalid("where", "%s is given twice: the upstream takes one condition on a field", c.Key)
		}
		if c.Op == connectors.OpEq {
			filter.Data[key] = c.Values[0]
		} else {
			filter.Data[key] = numbersOr(c.Values)
		}
		l.checks = append(l.checks, check{"where", dynamically(key, c.Values, zone)})
		l.suspect = "where"
	}
	return nil
}

// numbersOr returns the values as integers if all of them are integers, and as texts otherwise. A value such as 007 is a text.
func numbersOr(values []string) any {
	numbers := make([]uint64, 0, len(values))
	for _, v := range values {
		n, err := strconv.ParseUint(v, 10, 63)
		if err != nil || strconv.FormatUint(n, 10) != v {
			return values
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// digit returns the upstream's text for a flag.
func digit(flag bool) string {
	if flag {
		return "1"
	}
	return "0"
}
