package apro

import (
	"fmt"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// callTable reads a call (calls/history).
var callTable = transcode.Must(transcode.New(&crmstreamv1.Call{},
	transcode.ID("id", "id"),
	scanKey("start_time", "date_time"),
	transcode.Col("owner_id", transcode.Ref, "user_id"),
	transcode.Column{Keys: []string{"is_incoming"}, Field: "direction", Kind: transcode.Enum, Enum: callDirections, Check: "direction"},
	transcode.Col("answered", transcode.Flag, "is_answered"),
	named("status_id", connectors.CallStatusNames, "status_name", "custom_status"),
	transcode.Col("from_phone", transcode.Text, "from_phone"),
	transcode.Col("to_phone", transcode.Text, "to_phone"),
	transcode.Col("trunk_id", transcode.Ref, "trunk_id"),
	transcode.Col("duration_seconds", transcode.Integer, "call_duration"),
	transcode.Col("recording_url", transcode.Text, "url_record"),
	transcode.Col("stereo_recording_url", transcode.Text, "url_record_stereo"),
))

var callDirections = map[string]int32{
	"1": int32(crmstreamv1.CallDirection_CALL_DIRECTION_IN), "true": int32(crmstreamv1.CallDirection_CALL_DIRECTION_IN),
	"0": int32(crmstreamv1.CallDirection_CALL_DIRECTION_OUT), "false": int32(crmstreamv1.CallDirection_CALL_DIRECTION_OUT),
}

// callList declares what ListCalls can do.
func (c *Client) callList() connectors.List {
	return connectors.List{
		Resource:  "calls",
		Fields:    []string{"from_phone", "to_phone", "direction", "start_from", "start_before"},
		Orders:    []string{"start_time", "-start_time"},
		PageMax:   c.settings.PageSizes.Calls,
		Changes:   "The upstream keeps no time of change: read the last days again and compare.",
		Guarantee: "Every call that exists throughout the scan is delivered exactly once.",
		Cost:      fmt.Sprintf("One request per %d calls, and two or three for the end, as the upstream sends no totals.", c.settings.PageSizes.Calls),
		Assumes: []string{
			"The time of a call never changes.", "The order and the period are honoured (checked on every page).",
			"An answer without calls is true, where no call is known that it should have.",
			"Calls are found by the numbers that their rows show, of which one of another country's or area's writing is the same.",
		},
		Needs: []connectors.Need{{Resource: connectors.ListOfCallStatuses}},
	}
}

// calls opens a list of calls.
func (c *Client) calls(req *crmstreamv1.ListCallsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	period, err := c.callRange(req)
	l := &timeline.List{
		Account: c.account, Op: opCalls, Learned: c.timed[opCalls], AnyBase: true, Table: callTable, Noun: "calls", Max: c.settings.PageSizes.Calls, Raw: req.GetIncludeRaw(),
		Unpack: func(data transcode.JSON) (transcode.JSON, *int) { return data, nil },
		Query:  func(f *wire.Form, a timeline.Ask) { callQuery(f, a, c.timed[opCalls].CountsFromZero()) },
		Range:  period, Catalogue: known,
	}
	f := &l.Filters
	f.Text(req.GetFromPhone(), "fromPhone")
	f.Called("from_phone", req.GetFromPhone(), []string{"from_phone"})
	f.Text(req.GetToPhone(), "toPhone")
	f.Called("to_phone", req.GetToPhone(), []string{"to_phone"})
	switch req.GetDirection() {
	case crmstreamv1.CallDirection_CALL_DIRECTION_IN:
		f.Set("in", "type")
		f.Verify("direction", "direction", "1", "true")
	case crmstreamv1.CallDirection_CALL_DIRECTION_OUT:
		f.Set("out", "type")
		f.Verify("direction", "direction", "0", "false")
	}
	return opened(l, err)
}

// callRange reads which calls a request asks for.
func (c *Client) callRange(req *crmstreamv1.ListCallsRequest) (timeline.Range, error) {
	s := timeline.Range{NewestFirst: req.GetOrder() == "-start_time", FromField: "start_from", BeforeField: "start_before"}
	var err error
	if s.From, err = wire.Bound("start_from", req.GetStartFrom(), c.zone, wire.LowerClock); err != nil {
		return s, err
	}
	s.Before, err = wire.Bound("start_before", req.GetStartBefore(), c.zone, wire.UpperClock)
	return s, err
}

// callQuery adds order, period and page ("history request"). Whether pages count from 0 or 1 is not documented: the
// first one is asked for by no number, which is right in both cases.
func callQuery(f *wire.Form, a timeline.Ask, fromZero bool) {
	order := "ASC"
	if a.Descending {
		order = "DESC"
	}
	f.Set("date_time", "orderField")
	f.Set(order, "orderType")
	if a.From != "" {
		f.Set(a.From, "dateFrom")
	}
	if a.To != "" {
		f.Set(a.To, "dateTo")
	}
	switch {
	case a.Probe:
		f.Set("1", "page")
	case a.Page > 1 && fromZero:
		f.Set(strconv.Itoa(a.Page-1), "page")
	case a.Page > 1:
		f.Set(strconv.Itoa(a.Page), "page")
	}
	f.Set(strconv.Itoa(a.Limit), "limit")
}
