package apro

import (
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// Names of the text of an SMS, for ReceiverSettings.SMSText.
const (
	// SMSMessage is the name on the vendor's page.
	SMSMessage = "message"
	// SMSPlainText is the name that the vendor's sample gateway reads.
	SMSPlainText = "text"
	// SMSBothTexts sends both names.
	SMSBothTexts = "both"
)

// ReceiverSettings name the receivers that the CRM calls, and choose how the CRM calls them where the upstream's way is unknown.
type ReceiverSettings struct {
	WebhookSettings

	// SMSGatewayURL is the gateway that gets sendSms and smsStatus ("Contact gateway"); "" is none.
	SMSGatewayURL string `json:"sms_gateway_url"`
	// SMSText is the name of the text in sendSms: "message", "text" or "both".
	SMSText string `json:"sms_text"`

	// CallURL gets the requests to place a call; "" is none.
	CallURL string `json:"call_url"`
	// CallKey is the key of those requests, which is typed into the settings of a virtual connection.
	CallKey string `json:"call_key"`
	// CallMethod is their HTTP method: "POST" or "GET".
	CallMethod string `json:"call_method"`

	// ReceiverTimeout is how long a receiver may take to answer.
	ReceiverTimeout Duration `json:"receiver_timeout"`
	// Transport sends the requests; nil is a transport of its own, which uses no proxy.
	Transport http.RoundTripper `json:"-"`
}

func receiverDefaults() ReceiverSettings {
	return ReceiverSettings{
		WebhookSettings: webhookDefaults(), SMSText: SMSMessage, CallKey: "sandbox-apro-call-key", CallMethod: http.MethodPost,
		ReceiverTimeout: Duration(10 * time.Second),
	}
}

func (s ReceiverSettings) receiverChoices() []choice {
	return append(s.webhookChoices(), []choice{
		{"sms_text", s.SMSText, []string{SMSMessage, SMSPlainText, SMSBothTexts}},
		{"call_method", s.CallMethod, []string{http.MethodPost, http.MethodGet}},
	}...)
}

func (s ReceiverSettings) validateReceivers() error {
	if s.ReceiverTimeout <= 0 {
		return fmt.Errorf("receiver_timeout: must be above 0")
	}
	if err := s.validateWebhook(); err != nil {
		return err
	}
	return s.receivers().validate()
}

func (s ReceiverSettings) receivers() Receivers {
	return Receivers{Webhook: s.WebhookURL, SMSGateway: s.SMSGatewayURL, Call: s.CallURL}
}

// Receivers are the addresses of receivers, as an administrator types them into the CRM; "" is none.
type Receivers struct {
	// Webhook gets events, SMSGateway sendSms and smsStatus, and Call the requests to place a call.
	Webhook, SMSGateway, Call string
}

func (r Receivers) validate() error {
	for _, c := range []struct{ field, value string }{
		{"webhook_url", r.Webhook}, {"sms_gateway_url", r.SMSGateway}, {"call_url", r.Call},
	} {
		u, err := url.Parse(c.value)
		if c.value != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			// The address has a secret in its path, so the error does not repeat it.
			return fmt.Errorf("%s: is no URL; use one that begins with http:// or https://", c.field)
		}
	}
	return nil
}
