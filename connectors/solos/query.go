package solos

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projectWhere are the keys of conditions: dynamic fields by their upstream name.
var projectWhere = []connectors.WhereKey{{Key: "data.*", Ops: []connectors.Op{connectors.OpEq, connectors.OpIn}}}

// having are the upstream's words for what a project has or lacks.
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

// filterBody is the body of POST /projects/filter. Reverse and Deleted are the texts "0" and "1", although count and
// offset are numbers; the spelling of buildin_data is the upstream's.
type filterBody struct {
	Count     int            `json:"count"`
	Offset    int            `json:"offset"`
	OrderBy   string         `json:"order_by"`
	Reverse   string         `json:"reverse"`
	Deleted   string         `json:"deleted"`
	Condition string         `json:"condition"`
	Having    string         `json:"having,omitempty"`
	BuiltIn   map[string]any `json:"buildin_data,omitempty"`
	Data      map[string]any `json:"data,omitempty"`
}

// listing is a request for projects in the upstream's words.
type listing struct {
	operation *operation
	// filter is nil for the plain list. Its paging arguments are set for each page.
	filter              *filterBody
	deleted, descending bool
	checks              []check
	created             createdRange
	// suspect is the request field to name when the upstream refuses the filter; "" without one.
	suspect string
	// raw adds the upstream's JSON to each record.
	raw bool
}

// listing translates a request.
func (c *Client) listing(req *crmstreamv1.ListProjectsRequest) (*listing, error) {
	l := &listing{
		operation:  &c.all,
		deleted:    req.GetDeleted(),
		descending: req.GetOrder() == "-id",
		raw:        req.GetIncludeRaw(),
	}
	filter := filterBody{Condition: "and", BuiltIn: map[string]any{}, Data: map[string]any{}}
	for _, add := range []func(*filterBody, *crmstreamv1.ListProjectsRequest) error{
		l.addHaving, l.addCreated, l.addIDs, l.addPrice, l.addDynamic,
	} {
		if err := add(&filter, req); err != nil {
			return nil, err
		}
	}
	switch req.GetMatch() {
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_UNSPECIFIED:
		if l.suspect == "" {
			return l, nil
		}
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_ALL:
	case crmstreamv1.ProjectMatch_PROJECT_MATCH_ANY:
		filter.Condition = "or"
		l.checks, l.created = nil, createdRange{}
	default:
		return nil, connectors.Invalid("match", "%d is not one of its values", req.GetMatch())
	}
	l.operation, l.filter, l.suspect = &c.some, &filter, cmp.Or(l.suspect, "match")
	return l, nil
}

func (l *listing) addHaving(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	word, ok := having[req.GetHaving()]
	if !ok {
		return connectors.Invalid("having", "%d is not one of its values", req.GetHaving())
	}
	if word != "" {
		filter.Having, l.suspect = word, "having"
	}
	return nil
}

// addCreated asks for a day more at each end; doc.go says why.
func (l *listing) addCreated(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
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
func (l *listing) addIDs(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	for _, f := range []struct {
		field, key string
		ids        []string
		shown      string // what row checks call it, "" when rows do not show it
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
		numbers := make([]uint64, 0, len(f.ids))
		for _, id := range f.ids {
			n, err := strconv.ParseUint(id, 10, 63)
			if err != nil {
				return connectors.Invalid(f.field, "%q must be a number, as all ids of this upstream are", id)
			}
			numbers = append(numbers, n)
		}
		filter.BuiltIn[f.key], l.suspect = numbers, f.field
		if f.shown != "" {
			l.checks = append(l.checks, check{field: f.field, shown: f.shown, ids: numbers})
		}
	}
	return nil
}

func (l *listing) addPrice(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
	price := req.GetPrice()
	if price == "" {
		return nil
	}
	if _, err := strconv.ParseFloat(price, 64); err != nil || !json.Valid([]byte(price)) || strings.ContainsAny(price, "eE") {
		return connectors.Invalid("price", "%q must be a decimal number like 1200 or 99.90", price)
	}
	filter.BuiltIn["price"], l.suspect = json.RawMessage(price), "price"
	return nil
}

// addDynamic adds the conditions on dynamic fields, in the types of the documented sample.
func (l *listing) addDynamic(filter *filterBody, req *crmstreamv1.ListProjectsRequest) error {
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
		l.suspect = "where"
	}
	return nil
}

// numbersOr returns the values as integers if all of them are, and as texts otherwise. What only looks like one, such as
// 007, is a text.
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

// request returns the request for one page (Проекты, "GET Проекты" and "POST Фильтр проектов"). Every paging argument is
// sent every time, since no default is documented.
func (l *listing) request(offset, count int) (rest.Request, error) {
	r := rest.Request{
		Op:     l.operation.name,
		Method: l.operation.method,
		Path:   l.operation.path,
		Header: http.Header{"Accept": {"application/json"}},
		Safe:   true, // the filter changes nothing either
	}
	if l.filter == nil {
		r.Query = url.Values{
			"count": {strconv.Itoa(count)}, "offset": {strconv.Itoa(offset)}, "order_by": {"id"},
			"reverse": {digit(l.descending)}, "deleted": {digit(l.deleted)},
		}
		return r, nil
	}
	page := *l.filter
	page.Count, page.Offset, page.OrderBy = count, offset, "id"
	page.Reverse, page.Deleted = digit(l.descending), digit(l.deleted)
	var err error
	r.Body, err = json.Marshal(page)
	r.ContentType = "application/json"
	return r, err
}

// digit returns the upstream's text for a flag.
func digit(flag bool) string {
	if flag {
		return "1"
	}
	return "0"
}

// get asks for one page.
func (c *Client) get(ctx context.Context, l *listing, offset, count int) (answer, error) {
	request, err := l.request(offset, count)
	if err != nil {
		return answer{}, l.errorf(connectors.KindInvalidRequest, "%w", err)
	}
	request.Authorize = func(_ context.Context, r *http.Request) error {
		r.Header.Set("X-Crypto-Token", c.settings.Token.Reveal())
		r.Header.Set("X-Crypto-Secret", c.settings.Secret.Reveal())
		return nil
	}
	var a answer
	request.Classify = func(resp rest.Response) (err error) {
		a, err = l.classify(resp)
		return err
	}
	_, err = c.rest.Do(ctx, request)
	return a, err
}
