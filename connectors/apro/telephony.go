package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// callStatusTable reads a status that workers give to calls (calls/statuses).
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

// phoneNumberTable reads a telephone number of the account (calls/phoneNumbers). Which list it is in tells its direction.
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
		r := w.reading // of this answer, since its key changes

		if data.Kind() == '[' { // a list that does not tell directions
			r.key = func(row *transcode.Row) []byte {
				return phoneNumberKey(crmstreamv1.CallDirection_CALL_DIRECTION_UNSPECIFIED, row)
			}
			return r.read(data, tc, page)
		}
		told := wire.None(data) && data.Kind() == '{'
		for _, way := range []struct {
			member    string
			direction crmstreamv1.CallDirection
		}{
			{"in", crmstreamv1.CallDirection_CALL_DIRECTION_IN},
			{"out", crmstreamv1.CallDirection_CALL_DIRECTION_OUT},
		} {
			list, ok := wire.Member(data, way.member)
			told = told || ok
			if wire.None(list) {
				continue
			}
			tc.Constants = directionField(int32(way.direction))
			r.key = func(row *transcode.Row) []byte { return phoneNumberKey(way.direction, row) }
			if err := r.read(list, tc, page); err != nil {
				return err
			}
		}
		if !told {
			return wire.MalformedAt(w.op, "the answer has no numbers, neither in nor out")
		}
		return nil
	}
	return w.open(known)
}

var directionField = transcode.Constant[int32]("direction", &crmstreamv1.PhoneNumber{})

// phoneNumberKey sorts numbers by direction and number. A number that several trunks have is as many records.
func phoneNumberKey(direction crmstreamv1.CallDirection, row *transcode.Row) []byte {
	if !row.Record.Identified() {
		return nil
	}
	trunk, _ := row.CheckBytes("trunk_id")
	key := append([]byte{byte(direction)}, row.Record.ID...)
	return append(append(key, 0), trunk...)
}
