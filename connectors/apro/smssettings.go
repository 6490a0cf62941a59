package apro

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// The spellings of the action for text messages.
const (
	smsReceived = "smsReceived"
	smsRecieved = "smsRecieved"
)

// validateSMS returns an error with every wrong setting for text messages.
func (s *Settings) validateSMS() error {
	var err error
	switch {
	case s.SMSURL != "" && !s.SMSKey.Set():
		err = errors.New("sms_key: is missing beside sms_url: refer to the key of the SMS provider as ${NAME} or file:PATH")
	case s.SMSURL != "":
		_, err = s.smsURL()
	}
	if s.SMSAction != smsReceived && s.SMSAction != smsRecieved {
		err = errors.Join(err, fmt.Errorf("sms_action: %q is unknown: use smsReceived or smsRecieved", s.SMSAction))
	}
	return err
}

// smsURL reads the address for text messages. Plain HTTP is accepted, as for the API.
func (s *Settings) smsURL() (*url.URL, error) { return rest.ParseBase("sms_url", s.SMSURL, true) }

// openGateway opens the gateway for text messages, if the settings have one. Its requests are not of the API, so the pacer does not count
// them: a message must not be lost because the quota of the API is used up.
func (c *Client) openGateway(account connectors.Account, opts rest.Options) error {
	if n := len(c.settings.SMSKey.Reveal()); c.settings.SMSKey.Set() && n != keyLength {
		return fmt.Errorf("sms_key: has %d characters, but all keys of this upstream have %d: copy it again", n, keyLength)
	}
	if c.settings.SMSURL == "" {
		return nil
	}
	at, err := c.settings.smsURL()
	if err != nil {
		return err
	}
	account.Pacer = nil
	host := &url.URL{Scheme: at.Scheme, Host: at.Host} // the path may end in a slash, which a base would lose
	c.gateway = wire.NewGateway(rest.New(account, wire.Name, []*url.URL{host}, opts), c.settings.SMSKey)
	c.gatewayPath = cmp.Or(at.EscapedPath(), "/")
	return nil
}
