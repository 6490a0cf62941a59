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
		Ops:       []string{opCalls},
		Fields:    []string{"from_phone", "to_phone", "direction", "start_from", "start_before"},
		Orders:    []string{"start_time", "-start_time"},
		PageMax:   c.settings.PageSizes.Calls,
		Changes:   "The upstream keeps no time of change: read the last days again and compare.",
		Guarantee: "Every call that exists throughout the scan is delivered exactly once.",
		Cost:      fmt.Sprintf("One request per %d calls, and two or three for the end, as the upstream sends no totals.", c.settings.PageSizes.Calls),
		Assumes: []string{
			"The time of a call never changes.", "The order and the period are honoured (checked on every page).",
			"An answer without calls means that there are none, unless a known call is missing from it.",
			"A call matches a number by the numbers in its row, where the same number may be written with another country or area code.",
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

// callRange returns the range of calls that a request asks for.
func (c *Client) callRange(req *crmstreamv1.ListCallsRequest) (timeline.Range, error) {
	s := timeline.Range{NewestFirst: req.GetOrder() == "-start_time", FromField: "start_from", BeforeField: "start_before"}
	var err error
	if s.From, err = wire.Bound("start_from", req.GetStartFrom(), c.zone, wire.LowerClock); err != nil {
		return s, err
	}
	s.Before, err = wire.Bound("start_before", req.GetStartBefore(), c.zone, wire.UpperClock)
	return s, err
}

// callQuery adds order, period and page ("history request"). It is not documented whether pages count from 0 or 1: the first
// page is asked for without a number, which is right in both cases.
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

// callStatusTable reads a status that users give to calls (calls/statuses).
var callStatusTable = transcode.Must(transcode.New(&crmstreamv1.CallStatus{},
	transcode.ID("id", "id"),
	transcode.Col("name", transcode.Text, "text"),
	transcode.Col("color", transcode.Text, "color"),
	transcode.Col("position", transcode.Integer, "order"),
	transcode.Col("public", transcode.Flag, "public"),
))

// trunkTable reads a trunk (calls/trunks).
var trunkTable = transcode.Must(transcode.New(&crmstreamv1.Trunk{},
	transcode.ID("id", "trunk_id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("provider", transcode.Text, "prov"),
	transcode.Col("phone", transcode.Text, "phone"),
	transcode.Col("takes_incoming", transcode.Flag, "take_input"),
))

// phoneNumberTable reads a telephone number of the account (calls/phoneNumbers). The list it is in decides its direction.
var phoneNumberTable = transcode.Must(transcode.New(&crmstreamv1.PhoneNumber{},
	transcode.Column{Keys: []string{"phone"}, Field: "number", Kind: transcode.Text, Mark: transcode.MarkID},
	transcode.Unmapped("direction"),
	transcode.Checked("trunk_id", transcode.Ref, "trunk_id"),
	transcode.Col("title", transcode.Text, "title"),
	transcode.Col("default_landing", transcode.Text, "default_landing"),
))

// phoneNumberList declares what ListPhoneNumbers can do.
func phoneNumberList() connectors.List {
	list := keptList("phoneNumbers", opPhoneNumbers)
	list.Orders = []string{"direction,number"}
	return list
}

// callStatuses opens the list of the statuses of calls ("statuses request").
func (c *Client) callStatuses(req *crmstreamv1.ListCallStatusesRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opCallStatuses, callStatusTable, req.GetIncludeRaw()).open(known)
}

// trunks opens the list of the trunks ("trunks request").
func (c *Client) trunks(req *crmstreamv1.ListTrunksRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return c.oneAnswer(opTrunks, trunkTable, req.GetIncludeRaw()).open(known)
}

// phoneNumbers opens the list of the telephone numbers of the account, incoming ones first ("phoneNumbers request").
func (c *Client) phoneNumbers(req *crmstreamv1.ListPhoneNumbersRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	w := c.oneAnswer(opPhoneNumbers, phoneNumberTable, req.GetIncludeRaw())
	w.decode = func(data transcode.JSON, tc *transcode.Context, page *connectors.Page) error {
		r := w.rowReader // a copy for this answer, since its key changes

		if data.Kind() == '[' { // a list without directions
			r.key = func(row *transcode.Row) []byte {
				return phoneNumberKey(crmstreamv1.CallDirection_CALL_DIRECTION_UNSPECIFIED, row)
			}
			return r.read(data, tc, page)
		}
		found := wire.None(data) && data.Kind() == '{'
		for _, way := range []struct {
			member    string
			direction crmstreamv1.CallDirection
		}{
			{"in", crmstreamv1.CallDirection_CALL_DIRECTION_IN},
			{"out", crmstreamv1.CallDirection_CALL_DIRECTION_OUT},
		} {
			list, ok := wire.Member(data, way.member)
			found = found || ok
			if wire.None(list) {
				continue
			}
			tc.Constants = directionField(int32(way.direction))
			r.key = func(row *transcode.Row) []byte { return phoneNumberKey(way.direction, row) }
			if err := r.read(list, tc, page); err != nil {
				return err
			}
		}
		if !found {
			return wire.MalformedAt(w.op, "the answer has no numbers, neither in nor out")
		}
		return nil
	}
	return w.open(known)
}

var directionField = transcode.Constant[int32]("direction", &crmstreamv1.PhoneNumber{})

// phoneNumberKey sorts numbers by direction and number. A number of several trunks is one record for each trunk.
func phoneNumberKey(direction crmstreamv1.CallDirection, row *transcode.Row) []byte {
	if !row.Record.Identified() {
		return nil
	}
	trunk, _ := row.CheckBytes("trunk_id")
	key := append([]byte{byte(direction)}, row.Record.ID...)
	return append(append(key, 0), trunk...)
}
