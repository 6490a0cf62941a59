package apro_test

import (
	"net/http"
	"testing"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// smsKey is the key of the SMS provider in tests.
const smsKey = "sms0123456789abcdef0123456789abc"

// withSMS sets what text messages need.
func withSMS(s *apro.Settings) {
	s.SMSURL, s.SMSKey = "http://account.example/smsapi/", connectors.NewSecret(smsKey)
}

// only is a client with some of its writes.
type only struct {
	connectors.Client
	writes []connectors.Write
}

func (o only) Writes() []connectors.Write { return o.writes }

// channelSamples are valid values of the fields of events, dialogs, forms and text messages.
var channelSamples = map[string]map[string]string{
	"calendarEvents": {
		"title": `"Viewing"`, "start_time": `"2026-07-01T10:00:00Z"`, "description": `"d"`, "all_day": `true`, "duration_minutes": `45`, "reminder": `true`,
		"reminder_minutes": `15`, "text_color": `"#000000"`, "background_color": `"#EFEFEF"`, "border_color": `"#EEEEEE"`,
		"participants": `[{"userId":"47","role":"root"},{"userId":"48","role":"simple"}]`,
	},
	"dialogs":     {"contact_id": `"10607"`, "type_id": `"3"`, "type_name": `"Telegram"`, "user_ids": `["47","48"]`},
	"dialogTypes": {"name": `"Telegram"`, "user_ids": `["47","48"]`},
	"forms": {
		"form_type": `"1"`, "host": `"example.com"`, "contact_fields": `{"surname":"Moore","email":"m@example.com"}`, "contact_custom_fields": `{"25":"34"}`,
		"activity_custom_fields": `{"26":"x"}`, "stock_item_fields": `{"parent":"14"}`, "stock_item_custom_fields": `{"27":"y"}`,
	},
	"incomingSms": {
		"id": `"97687"`, "sender": `"54321"`, "destination": `"12345"`, "message": `"Hi"`, "part_count": `2`, "receive_time": `"2026-07-01T10:00:00Z"`,
	},
}

// channelAnswers are answers to a write that was executed.
var channelAnswers = map[string]map[connectors.Act]string{
	"calendarEvents": {
		connectors.Create: success(`{"event":{"id":"57","title":"Viewing","publ":"1"}}`), connectors.Update: success(`{"event":{"id":"10607","title":"Viewing"}}`),
		connectors.Delete: success(`{"event":{"id":"10607","publ":"0"}}`), connectors.Undelete: success(`{"event":{"id":"10607","publ":"1"}}`),
	},
	"dialogs":     {connectors.Create: success(`{"clientkey":"c62f4c374e28bad97ab57256aeb034b8","dialogid":56}`)},
	"dialogTypes": {connectors.Update: success(`{"status":true}`)},
	"forms":       {connectors.Create: `{"status":"success","form":"34"}`},
	"incomingSms": {connectors.Create: `{"success":true}`},
}

// channelRefusals are answers that refuse a write and that only some resources have.
var channelRefusals = map[string]map[string]conformance.Refusal{
	"dialogTypes": {"no such type": {Status: http.StatusOK, Body: success(`{"status":false}`), Kind: connectors.KindRefused}},
	"forms": {
		"some reason": {Status: http.StatusOK, Body: fail("The form is off"), Kind: connectors.KindRefused},
		"an error":    {Status: http.StatusOK, Body: `{"status":"error","error":"phone"}`, Kind: connectors.KindRefused},
	},
	"incomingSms": {
		"later":      {Status: http.StatusOK, Body: `{"success":false,"repeat":true}`, Kind: connectors.KindUnavailable},
		"never":      {Status: http.StatusOK, Body: `{"success":false,"repeat":false,"error":"unknown number"}`, Kind: connectors.KindRefused},
		"no word":    {Status: http.StatusOK, Body: `{"success":0}`, Kind: connectors.KindRefused},
		"later, 501": {Status: http.StatusNotImplemented, Body: `{"success":"false","repeat":"1"}`, Kind: connectors.KindUnavailable},
	},
}

// refusalsOf are the answers that refuse a write of a resource. Text messages are not answered by the API.
func refusalsOf(resource string) map[string]conformance.Refusal {
	all := map[string]conformance.Refusal{}
	if resource != "incomingSms" {
		for name, r := range refusals {
			all[name] = r
		}
	}
	for name, r := range channelRefusals[resource] {
		all[name] = r
	}
	return all
}

// channelWrites are the writes of a resource. A new dialog has a type that exists: TestRefusedChannels has the others.
func channelWrites(client connectors.Client, resource string) []connectors.Write {
	var some []connectors.Write
	for _, w := range client.Writes() {
		if w.Resource != resource {
			continue
		}
		if resource == "dialogs" {
			w.Fields = w.Fields[:2]
		}
		some = append(some, w)
	}
	return some
}

// runChannels runs the suite for the writes of each resource.
func runChannels(t *testing.T) {
	t.Helper()
	for resource := range channelSamples {
		for name, edit := range map[string]func(*apro.Settings){
			"default": withSMS,
			"others": func(s *apro.Settings) {
				withSMS(s)
				s.Dialect, s.ReplaceParticipants, s.SMSAction = "intrum", true, "smsRecieved"
			},
		} {
			conformance.RunWrites(t, conformance.Writes{
				Name: name,
				Open: func(t *testing.T, transport http.RoundTripper) connectors.Client {
					client := newClient(t, transport, edit)
					return only{client, channelWrites(client, resource)}
				},
				Samples:  channelSamples,
				Needed:   map[string][]string{"dialogs": {"type_id"}, "forms": {"contact_fields"}},
				Executed: func(w connectors.Write, _ int) string { return channelAnswers[w.Resource][w.Act] },
				Refusals: refusalsOf(resource),
				Secrets:  []string{sandbox.Defaults().APIKey, smsKey},
			})
		}
	}
}
