package apro_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/redact/leaks"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// report sends a message over a client.
func report(t *testing.T, client connectors.Client, request string) error {
	t.Helper()
	w := writeOf(t, client, "incomingSms", connectors.Create)
	_, err := w.Send(t.Context(), planned(t, w, givenRow{request: request}), unrecorded)
	return err
}

// TestHashOfMessages signs by the rule of the page. md5sum has made the hashes.
func TestHashOfMessages(t *testing.T) {
	const key = "0123456789abcdef0123456789abcdef"
	for request, want := range map[string]string{
		`{"sms":{"id":"7","sender":"54321","destination":"12345","message":"Hi"}}`:                                                             "hash=cc487cc9d09c1dd522a15c6c20a40594&action=smsReceived&sms_id=7&sender=54321&destination=12345&message=Hi&count=1",
		`{"sms":{"id":"97687","sender":"54321","destination":"12345","message":"a b+c&ü","partCount":2,"receiveTime":"2026-07-01T10:00:00Z"}}`: "hash=56ef2bbf17936b790e300283061e2edd&action=smsReceived&sms_id=97687&sender=54321&destination=12345&message=a+b%2Bc%26%C3%BC&count=2&date=1782900000",
	} {
		sent := ""
		client := newClient(t, roundTrip(func(req *http.Request) string {
			require.Equal(t, "http://account.example/smsapi/", req.URL.String())
			require.Equal(t, http.MethodPost, req.Method)
			require.Equal(t, "application/x-www-form-urlencoded", req.Header.Get("Content-Type"))
			sent = readBody(t, req)
			return `{"success":true}`
		}), func(s *apro.Settings) { withSMS(s); s.SMSKey = connectors.NewSecret(key) })
		require.NoError(t, report(t, client, request))
		require.Equal(t, want, sent)
	}
}

// TestPathsOfSMSAddresses keep their slashes.
func TestPathsOfSMSAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"http://account.example/smsapi/": "http://account.example/smsapi/", "https://sms.example:8443/a%2Fb/smsapi": "https://sms.example:8443/a%2Fb/smsapi", "http://account.example": "http://account.example/",
	} {
		asked := ""
		client := newClient(t, roundTrip(func(req *http.Request) string { asked = req.URL.String(); return `{"success":true}` }), func(s *apro.Settings) {
			withSMS(s)
			s.SMSURL = address
		})
		require.NoError(t, report(t, client, channelRequests["incomingSms"][connectors.Create]))
		require.Equal(t, want, asked)
	}
}

// noSlot is a pacer without slots.
type noSlot struct{}

func (noSlot) Acquire(context.Context) (func(bool), error) {
	return nil, &connectors.Error{Kind: connectors.KindRateLimited}
}

func (noSlot) Limited(time.Duration) {}

// TestMessagesAreNotOfTheBudget reports a message when the budget of the API is used up. It counts as a request of the call.
func TestMessagesAreNotOfTheBudget(t *testing.T) {
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs, settings.APIKey = []string{"http://account.example:81"}, connectors.NewSecret(sandbox.Defaults().APIKey)
	withSMS(settings)
	var observed []string
	client, err := apro.New(connectors.Account{
		Pacer: noSlot{}, Transport: roundTrip(func(*http.Request) string { return `{"success":true}` }),
		Observe: func(_ context.Context, x connectors.Exchange) { observed = append(observed, x.Op) },
	}, settings)
	require.NoError(t, err)
	meter := &connectors.Meter{Interactive: true}
	w := writeOf(t, client, "incomingSms", connectors.Create)
	call := planned(t, w, givenRow{request: channelRequests["incomingSms"][connectors.Create]})
	_, err = w.Send(connectors.WithMeter(t.Context(), meter), call, unrecorded)
	require.NoError(t, err)
	require.EqualValues(t, 1, meter.Requests())
	require.Equal(t, []string{"smsReceived"}, observed)
	w = writeOf(t, client, "dialogs", connectors.Create)
	_, err = w.Send(t.Context(), planned(t, w, givenRow{request: channelRequests["dialogs"][connectors.Create]}), unrecorded)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindRateLimited}, "dialogs are of the API")
}

// TestNoWriteFollowsARedirect has an address lead elsewhere: neither hash nor key goes there.
func TestNoWriteFollowsARedirect(t *testing.T) {
	elsewhere := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer other.Close()
	first := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer first.Close()
	client := newClient(t, nil, func(s *apro.Settings) {
		withSMS(s)
		s.SMSURL, s.BaseURLs = first.URL+"/smsapi/", []string{first.URL}
	})
	for resource, acts := range channelRequests {
		for act, request := range acts {
			w := writeOf(t, client, resource, act)
			_, err := w.Send(t.Context(), planned(t, w, givenRow{request: request}), unrecorded)
			requireMaybe(t, err)
		}
	}
	require.Zero(t, elsewhere)
}

// TestKeyAndHashOfMessagesAreNotShown has the upstream echo the body of a report in answers of each kind.
func TestKeyAndHashOfMessagesAreNotShown(t *testing.T) {
	sent := ""
	for name, answer := range map[string]func(echo string) (int, string){
		"refusal":   func(echo string) (int, string) { return 200, fmt.Sprintf(`{"success":false,"error":%q}`, echo) },
		"page":      func(echo string) (int, string) { return 200, "<html>" + echo },
		"status":    func(echo string) (int, string) { return 403, echo },
		"malformed": func(echo string) (int, string) { return 200, `{"echo":"` + echo + `"}` },
		"redirect":  func(echo string) (int, string) { return 302, echo },
	} {
		t.Run(name, func(t *testing.T) {
			process := redact.New()
			var observed []error
			settings := apro.Driver().Settings().(*apro.Settings)
			settings.BaseURLs, settings.APIKey = []string{"http://account.example:81"}, connectors.NewSecret(sandbox.Defaults().APIKey)
			withSMS(settings)
			client, err := apro.New(connectors.Account{
				Redactor: process, Observe: func(_ context.Context, x connectors.Exchange) { observed = append(observed, x.Err) },
				Transport: carrier(func(req *http.Request) (*http.Response, error) {
					sent = readBody(t, req)
					status, body := answer(sent + " " + smsKey)
					return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req}, nil
				}),
			}, settings)
			require.NoError(t, err)
			w := writeOf(t, client, "incomingSms", connectors.Create)
			call := planned(t, w, givenRow{request: channelRequests["incomingSms"][connectors.Create]})
			_, err = w.Send(t.Context(), call, unrecorded)
			require.Error(t, err)
			hash := strings.TrimPrefix(anyHash.FindString(sent), "hash=")
			require.Len(t, hash, 32)
			shown := fmt.Sprintf("%v %#v %s %v %s %s %#v %v", err, err, connectors.Detail(err), observed, call.Body, call.ShownBody, settings, client)
			for _, secret := range []string{hash, smsKey} {
				require.Empty(t, leaks.NewFinder(secret).Find(shown), shown)
			}
			require.Contains(t, string(call.ShownBody), "hash=***&action=")
			require.Equal(t, "record *** ***", process.Text("record "+hash+" "+smsKey))
		})
	}
}

// carrier carries requests to a function.
type carrier func(*http.Request) (*http.Response, error)

func (c carrier) RoundTrip(req *http.Request) (*http.Response, error) { return c(req) }

// TestSettingsOfMessages refuses settings that cannot work, and shows no key.
func TestSettingsOfMessages(t *testing.T) {
	for text, spoil := range map[string]func(*apro.Settings){
		"sms_key: is missing beside sms_url": func(s *apro.Settings) { s.SMSKey = connectors.Secret{} },
		"sms_url: must be a URL":             func(s *apro.Settings) { s.SMSURL = "http://account.example/smsapi/?key=1" },
		"sms_url: must start with https":     func(s *apro.Settings) { s.SMSURL = "ftp://account.example" },
		`sms_action: "smsrecieved"`:          func(s *apro.Settings) { s.SMSAction = "smsrecieved" },
		"call_key: must have from 8":         func(s *apro.Settings) { s.CallKey = connectors.NewSecret(smsKey[:7]) },
		"call_key: must have from 8 to 128":  func(s *apro.Settings) { s.CallKey = connectors.NewSecret(strings.Repeat(smsKey, 4) + "1") },
	} {
		settings := apro.Driver().Settings().(*apro.Settings)
		settings.BaseURLs, settings.APIKey = []string{"http://account.example:81"}, connectors.NewSecret(sandbox.Defaults().APIKey)
		withSMS(settings)
		require.NoError(t, settings.Validate())
		require.Len(t, settings.Secrets(), 2)
		spoil(settings)
		err := settings.Validate()
		require.ErrorContains(t, err, text)
		require.NotContains(t, err.Error(), smsKey)
	}
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs, settings.APIKey = []string{"http://account.example:81"}, connectors.NewSecret(sandbox.Defaults().APIKey)
	require.Len(t, settings.Secrets(), 1, "a secret that is not set is none")
	for _, address := range []string{"", "http://account.example/smsapi/"} {
		settings.SMSURL, settings.SMSKey = address, connectors.NewSecret("short")
		require.NoError(t, settings.Validate(), "the key is enough for what the CRM asks of the gateway")
		_, err := apro.New(connectors.Account{Transport: conformance.Unused(t)}, settings)
		require.EqualError(t, err, "sms_key: has 5 characters, but all keys of this upstream have 32: copy it again")
	}
	for _, key := range []string{smsKey[:8], strings.Repeat(smsKey, 4)} {
		settings.SMSKey, settings.CallKey = connectors.NewSecret(smsKey), connectors.NewSecret(key)
		require.NoError(t, settings.Validate())
		require.Len(t, settings.Secrets(), 3)
	}
}
