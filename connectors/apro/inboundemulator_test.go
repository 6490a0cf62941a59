package apro_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// caller is the emulator, whose requests are read and answered within the process.
type caller struct {
	*sandbox.Server
	in  connectors.Inbound
	sms connectors.SMSRequest // the last one
	// answer is what the gateway answers to a request that it reads.
	answer connectors.SMSAnswer
	call   *crmstreamv1.CallRequest
	err    error // of the last request
}

// newCaller returns an emulator that calls a client with its keys.
func newCaller(t testing.TB, change func(*sandbox.Settings)) *caller {
	t.Helper()
	c := &caller{answer: connectors.SMSAnswer{Taken: 97687}}
	s := sandbox.Defaults()
	s.Rows, s.SMSGatewayURL, s.CallURL, s.Transport = 1, "http://gateway.example/sms", "http://gateway.example/call", c
	if change != nil {
		change(&s)
	}
	srv, err := sandbox.New(s)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, srv.Close()) })
	c.Server = srv
	c.in = inboundOf(t, func(own *apro.Settings) {
		own.SMSKey, own.CallKey = connectors.NewSecret(s.SMSKey), connectors.NewSecret(s.CallKey)
	})
	return c
}

// RoundTrip implements http.RoundTripper.
func (c *caller) RoundTrip(req *http.Request) (*http.Response, error) {
	form := req.URL.RawQuery
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		form = string(body)
	}
	var params []connectors.Parameter
	for part := range strings.SplitSeq(form, "&") {
		name, value, _ := strings.Cut(part, "=")
		plain, err := url.QueryUnescape(value)
		if err != nil {
			return nil, err
		}
		params = append(params, connectors.Parameter{Name: name, Value: plain})
	}
	var answer []byte
	if req.URL.Path == "/call" {
		c.call, c.err = c.in.Calls.Read(params)
		answer = c.in.Calls.Answer(c.err == nil)
	} else {
		said := c.answer
		c.sms, c.err = c.in.SMS.Read(params)
		var refused *connectors.RefusedError
		if errors.As(c.err, &refused) {
			said = connectors.SMSAnswer{Refused: refused.Reason}
		}
		answer = c.in.SMS.Answer(said)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: req,
		ContentLength: int64(len(answer)), Body: io.NopCloser(strings.NewReader(string(answer))),
	}, nil
}

// reason returns why the last request was refused, "" if it was not.
func (c *caller) reason() string {
	var refused *connectors.RefusedError
	if errors.As(c.err, &refused) {
		return refused.Reason
	}
	return ""
}

// TestTheCRMSendsTexts has the emulator send messages in all its ways, right and forged.
func TestTheCRMSendsTexts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		forgeries []sandbox.Forgery
		reason    string
	}{
		"right":             {nil, ""},
		"capital letters":   {[]sandbox.Forgery{sandbox.UpperHash}, ""},
		"moved digit":       {[]sandbox.Forgery{sandbox.MovedDigit}, ""}, // who keeps the hashes refuses it
		"another key":       {[]sandbox.Forgery{sandbox.WrongHash}, "hash"},
		"no hash":           {[]sandbox.Forgery{sandbox.NoHash}, "hash"},
		"cut hash":          {[]sandbox.Forgery{sandbox.CutHash}, "hash"},
		"changed":           {[]sandbox.Forgery{sandbox.Changed}, "hash"},
		"doubled":           {[]sandbox.Forgery{sandbox.Doubled}, "parameter"},
		"capitals, forged":  {[]sandbox.Forgery{sandbox.UpperHash, sandbox.WrongHash}, "hash"},
		"changed, cut":      {[]sandbox.Forgery{sandbox.Changed, sandbox.CutHash}, "hash"},
		"doubled, unsigned": {[]sandbox.Forgery{sandbox.Doubled, sandbox.NoHash}, "parameter"},
	} {
		for _, text := range []string{sandbox.SMSMessage, sandbox.SMSPlainText, sandbox.SMSBothTexts} {
			if slices.Contains(c.forgeries, sandbox.MovedDigit) && text != sandbox.SMSMessage {
				continue
			}
			crm := newCaller(t, func(s *sandbox.Settings) { s.SMSText = text })
			right, err := crm.SendSMS(t.Context(), "CRM", "+7 (921) 1", "5 & Привет\xff;%")
			require.NoError(t, err)
			require.EqualValues(t, 97687, right)
			first := crm.sms
			require.Equal(t, []string{"CRM", "+7 (921) 1", "5 & Привет\xff;%"}, []string{first.Sender, first.Destination, first.Text}, name)
			require.Empty(t, first.Unknown)
			_, err = crm.SendSMS(t.Context(), "CRM", "+7 (921) 1", "5 & Привет\xff;%", c.forgeries...)
			require.Equal(t, c.reason, crm.reason(), name)
			if c.reason != "" {
				require.Equal(t, &sandbox.AnswerError{Status: 200, Reason: c.reason}, err, name)
				continue
			}
			require.NoError(t, err, name)
			require.Equal(t, first.Hash, crm.sms.Hash, "one spelling, by which a moved digit is found")
			require.Equal(t, name == "moved digit", crm.sms.Destination == "+7 (921) 15")
		}
	}
}

// TestTheCRMAsksForStatuses has the emulator read every answer.
func TestTheCRMAsksForStatuses(t *testing.T) {
	t.Parallel()
	crm := newCaller(t, nil)
	seen := map[string]bool{}
	for number := range crmstreamv1.SmsStatus_name {
		crm.answer = connectors.SMSAnswer{Status: crmstreamv1.SmsStatus(number)}
		if number > 0 {
			crm.answer.Parts = 2
		}
		got, err := crm.AskStatus(t.Context(), 97687)
		require.NoError(t, err)
		require.EqualValues(t, crm.answer.Parts, got.Count)
		require.EqualValues(t, 97687, crm.sms.Asked)
		seen[got.Status] = true
	}
	require.Len(t, seen, 8, "each status has a word, and the emulator knows all words")
	_, err := crm.AskStatus(t.Context(), 97687, sandbox.WrongHash)
	require.ErrorIs(t, err, sandbox.ErrAskAgain)
	require.Equal(t, "hash", crm.reason())
}

// TestTheCRMAsksForCalls has the emulator ask by both methods, with and without its key.
func TestTheCRMAsksForCalls(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodPost, http.MethodGet} {
		crm := newCaller(t, func(s *sandbox.Settings) { s.CallMethod = method })
		placed, err := crm.PlaceCall(t.Context(), "1749 555 3451", "+7 921", "40")
		require.NoError(t, err)
		require.True(t, placed)
		require.Equal(t, []string{"+7 921", "1749 555 3451", "40"}, []string{crm.call.GetPhoneTo(), crm.call.GetPhoneFrom(), crm.call.GetUserId()})
		for _, forgery := range []sandbox.Forgery{sandbox.WrongKey, sandbox.NoKey} {
			placed, err = crm.PlaceCall(t.Context(), "1749 555 3451", "+7 921", "40", forgery)
			require.NoError(t, err)
			require.False(t, placed)
			require.Equal(t, "key", crm.reason())
		}
	}
}

// TestAnswersOfThePage are the answers that the vendor's page prints, in its order. The page lacks the comma after count.
func TestAnswersOfThePage(t *testing.T) {
	t.Parallel()
	in := inboundOf(t, nil)
	for page, ours := range map[string][]byte{
		`{ "success":true, "data":97687 }`:              in.SMS.Answer(connectors.SMSAnswer{Taken: 97687}),
		`{ "success":false, "data":"reason of error" }`: in.SMS.Answer(connectors.SMSAnswer{Refused: "reason of error"}),
		`{ "success":true, "count":2, "status":"new" }`: in.SMS.Answer(connectors.SMSAnswer{Status: crmstreamv1.SmsStatus_SMS_STATUS_NEW, Parts: 2}),
		`{ "success": true }`:                           in.Calls.Answer(true),
		`{ "success": false }`:                          in.Calls.Answer(false),
	} {
		blanks := strings.NewReplacer("{ ", "{", " }", "}", ", ", ",", ": ", ":")
		require.Equal(t, blanks.Replace(page), string(ours))
	}
}

// FuzzForgeries has the emulator sign whatever it is given, and forge it. What it signs is accepted if it makes sense, and nothing else is.
func FuzzForgeries(f *testing.F) {
	crm := newCaller(f, func(s *sandbox.Settings) { s.ReceiverTimeout = sandbox.Duration(time.Minute) })
	forgeries := []sandbox.Forgery{"", sandbox.UpperHash, sandbox.MovedDigit, sandbox.WrongHash, sandbox.NoHash, sandbox.CutHash, sandbox.Doubled, sandbox.Changed}
	for i := range forgeries {
		f.Add("Shop", "+7 921 1", "5\xff & Привет", uint8(i))
	}
	f.Fuzz(func(t *testing.T, sender, destination, text string, which uint8) {
		forgery := forgeries[int(which)%len(forgeries)]
		id, err := crm.SendSMS(t.Context(), sender, destination, text, forgery)
		switch at := slices.Index(forgeries, forgery); {
		case at > 2:
			require.Error(t, err)
			require.Contains(t, []string{"hash", "parameter"}, crm.reason())
		case err != nil:
			require.Equal(t, "destination", crm.reason())
		default:
			require.EqualValues(t, 97687, id)
			require.Equal(t, sender, crm.sms.Sender)
			require.Equal(t, destination+text, crm.sms.Destination+crm.sms.Text)
		}
	})
}

// FuzzInboundParameters reads any parameters. A request is granted only if each name is there once and the proof is right, and a refusal
// has nothing of the request.
func FuzzInboundParameters(f *testing.F) {
	in := inboundOf(f, nil)
	f.Add("action=call&key=call-key-of-tests&phone_to=1")
	f.Add("action=smsStatus&sms_id=97687&hash=d66ab6e6bc0b7c95ade79b158c03910a")
	f.Add("=&=&hash=&action=sendSms&hash")
	f.Fuzz(func(t *testing.T, form string) {
		var params []connectors.Parameter
		names, values := map[string]int{}, map[string]string{}
		for part := range strings.SplitSeq(form, "&") {
			name, value, _ := strings.Cut(part, "=")
			params = append(params, connectors.Parameter{Name: name, Value: value})
			names[name]++
			values[name] = value
		}
		again := slices.Clone(params)
		sms, smsErr := in.SMS.Read(params)
		call, callErr := in.Calls.Read(params)
		require.Equal(t, again, params, "what is read is not changed")
		for _, err := range []error{smsErr, callErr} {
			var refused *connectors.RefusedError
			require.True(t, err == nil || errors.As(err, &refused))
			if err == nil {
				require.Len(t, names, len(params))
			}
		}
		if smsErr == nil {
			delete(values, "hash")
			require.Equal(t, hashOf(signed(values)), sms.Hash)
			require.True(t, values["action"] == "sendSms" && sms.Asked == 0 || strconv.FormatUint(sms.Asked, 10) == strings.TrimLeft(values["sms_id"], "0"))
		}
		if callErr == nil {
			require.Equal(t, "call-key-of-tests", values["key"])
			require.NotEmpty(t, call.GetPhoneTo())
		}
	})
}
