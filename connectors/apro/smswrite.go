package apro

import (
	"context"
	"errors"
	"strconv"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// smsFields are the fields of a text message.
var smsFields = []connectors.WritableField{
	{Name: "id", OnCreate: true, Required: true},
	{Name: "sender", OnCreate: true, Required: true},
	{Name: "destination", OnCreate: true, Required: true},
	{Name: "message", OnCreate: true, Required: true},
	{Name: "part_count", OnCreate: true},
	{Name: "receive_time", OnCreate: true},
}

// smsWrite reports text messages. It is declared without its settings, too, so that its errors can name them.
func (c *Client) smsWrite() connectors.Write {
	return connectors.WriteOf(connectors.Write{
		Resource: "incomingSms", Act: connectors.Create, Op: c.settings.SMSAction, Fields: smsFields, Settling: connectors.SettledByPerson,
		MaxRows: 1, Unread: true,
		Cost: "One request to sms_url, which the budget does not count: the address is not the API's, and takes another key.",
		Assumes: []string{
			"success false means that the message was not taken.",
			"The spelling of the action is that of the setting sms_action.",
		},
		Join: joinRequest,
		Send: func(ctx context.Context, call connectors.PlannedCall, sending func(context.Context) error) (connectors.WriteAnswer, error) {
			if c.gateway == nil {
				return connectors.WriteAnswer{}, c.noGateway()
			}
			return connectors.WriteAnswer{}, c.gateway.Report(ctx, call, sending)
		},
	}, func(row connectors.WriteRow, req *crmstreamv1.ReportIncomingSmsRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
		return c.encodeSMS(row, req.GetSms().GetId())
	})
}

// noGateway returns the error of a source without the settings for text messages.
func (c *Client) noGateway() error {
	return &connectors.Error{Kind: connectors.KindMisconfigured, Connector: wire.Name, Op: c.settings.SMSAction, Err: errors.New(
		"sms_url and sms_key of the source are missing: set them to the gateway address and to the key that the CRM shows for the SMS provider")}
}

// encodeSMS encodes a report ("smsReceived request"). The hash is added when the report is sent, since it is a credential.
// given is the id of the message in the request.
func (c *Client) encodeSMS(row connectors.WriteRow, given string) (connectors.EncodedRow, error) {
	if c.gateway == nil {
		return connectors.EncodedRow{}, c.noGateway()
	}
	m, _ := row.Record.(*crmstreamv1.IncomingSms)
	mistakes := refuseOthers("sms", row.Mask, smsFields)
	if _, err := connectors.ParseID("sms.id", row.ID, 1); err != nil {
		if given == "" { // the server has made the id
			err = connectors.Invalid("sms.id", "is obligatory")
		}
		mistakes.Add(err)
	}
	for _, text := range []struct{ field, value string }{{"sender", m.GetSender()}, {"destination", m.GetDestination()}, {"message", m.GetMessage()}} {
		if text.value == "" {
			mistakes.Add(connectors.Invalid("sms."+text.field, "is obligatory"))
		}
		mistakes.Add(validText("sms."+text.field, text.value))
	}
	count := int32(1)
	if m.PartCount != nil {
		if count = m.GetPartCount(); count < 1 {
			mistakes.Add(connectors.Invalid("sms.part_count", "%d must be at least 1", count))
		}
	}
	mistakes.Add(checkReceived(m.GetReceiveTime()))
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	form := wire.Form{Pairs: [][2]string{
		{"action", c.settings.SMSAction},
		{"sms_id", row.ID},
		{"sender", m.GetSender()},
		{"destination", m.GetDestination()},
		{"message", m.GetMessage()},
		{"count", strconv.Itoa(int(count))},
	}}
	if at := m.GetReceiveTime(); at != nil {
		form.SetIn(strconv.FormatInt(at.GetSeconds(), 10), "date")
	}
	body := form.Params()
	return requestRow(connectors.PlannedCall{Op: c.settings.SMSAction, Path: c.gatewayPath, Body: body, ShownBody: wire.ShownSMS(body), Elements: len(form.Pairs)}), nil
}

// checkReceived returns the mistake of a time that is no whole second of the years 1970 to 9999. Unset is no mistake.
func checkReceived(at *timestamppb.Timestamp) error {
	const field = "sms.receive_time"
	switch {
	case at == nil:
		return nil
	case at.CheckValid() != nil || at.GetSeconds() <= 0:
		return connectors.Invalid(field, "must be a time after 1970")
	case at.GetNanos() != 0:
		return connectors.Invalid(field, "has parts of a second, which the upstream does not keep: send whole seconds")
	}
	return nil
}
