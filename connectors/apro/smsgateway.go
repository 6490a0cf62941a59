package apro

import (
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Words of requests to a gateway for text messages ("SMS gateway API").
const (
	opSendSMS   = "sendSms"
	opSMSStatus = "smsStatus"
)

// smsKnown are the parameters of such requests. The page has the text as message, and the vendor's sample gateway reads text.
var smsKnown = []string{"action", "hash", "sender", "destination", "message", "text", "sms_id"}

// smsNumber is a number that a message is sent to.
var smsNumber = regexp.MustCompile(`^[+0-9 ()-]{3,32}$`)

// smsWords are the statuses in the upstream's words ("smsStatus request").
var smsWords = map[crmstreamv1.SmsStatus]string{
	crmstreamv1.SmsStatus_SMS_STATUS_UNSPECIFIED:   "notfound",
	crmstreamv1.SmsStatus_SMS_STATUS_NEW:           "new",
	crmstreamv1.SmsStatus_SMS_STATUS_IN_PROGRESS:   "inprogress",
	crmstreamv1.SmsStatus_SMS_STATUS_SENT:          "send",
	crmstreamv1.SmsStatus_SMS_STATUS_DELIVERED:     "delivered",
	crmstreamv1.SmsStatus_SMS_STATUS_NOT_DELIVERED: "notdelivered",
	crmstreamv1.SmsStatus_SMS_STATUS_BLOCKED:       "blocked",
	crmstreamv1.SmsStatus_SMS_STATUS_ABSENT:        "absent",
}

// smsGateway returns the gateway for text messages, nil without its key.
func (c *Client) smsGateway() *connectors.SMSGateway {
	key := c.settings.SMSKey
	if !key.Set() {
		return nil
	}
	return &connectors.SMSGateway{
		SendOp: opSendSMS, StatusOp: opSMSStatus,
		Assumes: []string{
			"The hash proves that a request has the key, and no more: its values are joined without marks, so it can be replayed.",
			"A message that the upstream sends again has no mark of it: it is delivered again, as a possible repeat.",
			"The status of a message that is not known is notfound, with the count 0.",
		},
		Setup: "On the page of SMS sending parameters of the CRM, add a provider of the type API integration, and put the address into its " +
			"field Contact gateway. The CRM makes the provider's API key: that is the sms_key of the source. Its field APRO CRM gateway is " +
			"the sms_url, for messages the other way. Then add the sender's name or number with this provider.",
		Read:   func(params []connectors.Parameter) (connectors.SMSRequest, error) { return readSMS(key, params) },
		Answer: answerSMS,
	}
}

func refuse(reason, text string) error { return &connectors.RefusedError{Reason: reason, Text: text} }

// readSMS reads a request to the gateway ("SMS gateway API"). The hash comes before all that says more to those who have no key.
func readSMS(key connectors.Secret, params []connectors.Parameter) (connectors.SMSRequest, error) {
	var req connectors.SMSRequest
	values := map[string]string{}
	for _, p := range params {
		if _, twice := values[p.Name]; twice {
			return req, refuse("parameter", "a parameter comes twice")
		}
		values[p.Name] = p.Value
		if !slices.Contains(smsKnown, p.Name) {
			req.Unknown = append(req.Unknown, p.Name)
		}
	}
	slices.Sort(req.Unknown)
	given, err := hex.DecodeString(values["hash"])
	want := wire.SMSHash(params, key)
	if err != nil || subtle.ConstantTimeCompare(given, want[:]) != 1 {
		return req, refuse("hash", "the hash is missing or wrong: the sms_key of the source and the key in the CRM must be the same")
	}
	req.Hash = hex.EncodeToString(given)
	switch values["action"] {
	case opSMSStatus:
		id, err := strconv.ParseInt(values["sms_id"], 10, 64)
		if err != nil || id <= 0 || strings.HasPrefix(values["sms_id"], "+") {
			return req, refuse("sms_id", "sms_id is no number above 0")
		}
		req.Asked = uint64(id)
		return req, nil
	case opSendSMS:
	default:
		return req, refuse("action", "action is neither "+opSendSMS+" nor "+opSMSStatus)
	}
	text, has := values["message"]
	if !has {
		text, has = values["text"]
	}
	switch {
	case !smsNumber.MatchString(values["destination"]) || !strings.ContainsAny(values["destination"], "0123456789"):
		return req, refuse("destination", "destination is no telephone number")
	case !has:
		return req, refuse("text", "message is missing")
	}
	req.Sender, req.Destination, req.Text = values["sender"], values["destination"], text
	return req, nil
}

// answerSMS returns the bare JSON that answers a request ("sendSms request", "smsStatus request").
func answerSMS(a connectors.SMSAnswer) []byte {
	var answer any
	switch {
	case a.Refused != "":
		answer = struct {
			Success bool   `json:"success"`
			Data    string `json:"data"`
		}{false, a.Refused}
	case a.Taken > 0:
		answer = struct {
			Success bool   `json:"success"`
			Data    uint64 `json:"data"`
		}{true, a.Taken}
	default:
		answer = struct {
			Success bool   `json:"success"`
			Count   int32  `json:"count"`
			Status  string `json:"status"`
		}{true, a.Parts, smsWords[a.Status]}
	}
	body, _ := json.Marshal(answer) // never fails for these types
	return body
}
