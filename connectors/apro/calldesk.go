package apro

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// opCall is the operation by which the upstream asks to place a call ("Outgoing call").
const opCall = "call"

// maxCallText is the most bytes of a number or id of a request.
const maxCallText = 64

// The bounds of the length of the key, which a person has chosen.
const minCallKey, maxCallKey = 8, 128

// validateCall returns an error with every wrong setting for requests to place a call.
func (s *Settings) validateCall() error {
	if n := len(s.CallKey.Reveal()); s.CallKey.Set() && n > 0 && (n < minCallKey || n > maxCallKey) {
		return errors.New("call_key: must have from 8 to 128 characters: type a long random one into the CRM's connection, and here")
	}
	return nil
}

// callDesk returns what places calls, nil without its key.
func (c *Client) callDesk() *connectors.CallDesk {
	key := c.settings.CallKey
	if !key.Set() {
		return nil
	}
	return &connectors.CallDesk{
		Op: opCall,
		Assumes: []string{
			"The upstream sends a form by POST. Its HTTP method is not documented: inbound.calls.allow_get takes GET, too.",
			"The key is the only proof of a request.",
		},
		Setup: "Make a virtual connection in the telephony settings of the CRM, give it an outbound number and a user, and put the address into its " +
			"field for the URL. The key that is typed there is the call_key of the source.",
		Read: func(params []connectors.Parameter) (*crmstreamv1.CallRequest, error) { return readCall(key, params) },
		Answer: func(taken bool) []byte {
			if taken {
				return []byte(`{"success":true}`)
			}
			return []byte(`{"success":false}`)
		},
	}
}

// readCall reads a request to place a call ("Outgoing call"). The key comes before all that says more to those who do not have it.
func readCall(key connectors.Secret, params []connectors.Parameter) (*crmstreamv1.CallRequest, error) {
	values := map[string]string{}
	for _, p := range params {
		if _, twice := values[p.Name]; twice {
			return nil, refuse("parameter", "a parameter comes twice")
		}
		values[p.Name] = p.Value
	}
	given, right := sha256.Sum256([]byte(values["key"])), sha256.Sum256([]byte(key.Reveal())) // so that no time shows the key's length
	if subtle.ConstantTimeCompare(given[:], right[:]) != 1 {
		return nil, refuse("key", "the key is missing or wrong: the call_key of the source and the key in the CRM must be the same")
	}
	if values["action"] != opCall {
		return nil, refuse("action", "action is not "+opCall)
	}
	for _, name := range []string{"phone_to", "phone_from", "user_id"} {
		if v := values[name]; len(v) > maxCallText || !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl) {
			return nil, refuse("parameter", name+" is too long or has control characters")
		}
	}
	if values["phone_to"] == "" {
		return nil, refuse("phone_to", "phone_to is missing")
	}
	return &crmstreamv1.CallRequest{PhoneTo: values["phone_to"], PhoneFrom: values["phone_from"], UserId: values["user_id"]}, nil
}
