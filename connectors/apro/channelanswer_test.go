package apro_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// channelRequests are valid requests, by resource and act.
var channelRequests = map[string]map[connectors.Act]string{
	"calendarEvents": eventRequests,
	"dialogs":        {connectors.Create: `{"dialog":{"contactId":"10607","typeId":"3"}}`},
	"dialogTypes":    {connectors.Update: `{"id":"3","dialogType":{"name":"Telegram"}}`},
	"forms":          {connectors.Create: `{"submission":{"formType":"1","contactFields":{"name":"Mary"}}}`},
	"incomingSms":    {connectors.Create: `{"sms":{"id":"7","sender":"54321","destination":"12345","message":"Hi"}}`},
}

// sentChannel sends a write to a server with an answer.
func sentChannel(t *testing.T, resource string, act connectors.Act, answer string) (connectors.WriteAnswer, error) {
	t.Helper()
	w := writeOf(t, newClient(t, roundTrip(func(*http.Request) string { return answer }), withSMS), resource, act)
	return w.Send(t.Context(), planned(t, w, givenRow{request: channelRequests[resource][act]}), unrecorded)
}

// TestAnswersOfEvents reads the event of an answer. Without want, the answer does not say what became of the write.
func TestAnswersOfEvents(t *testing.T) {
	const whole = `"id":"57","title":"Viewing","description":"d","allDay":"0","duration":"45","remind_active":"yes","remind_before":"15",
		"year":"2026","month":"07","day":"01","hour":"12","minute":"00","textColor":"#000000","backgroundColor":"#EFEFEF","borderColor":"#EEEEEE"`
	const shown = `{"id":"57","title":"Viewing","description":"d","allDay":false,"durationMinutes":45,"reminder":true,"reminderMinutes":15,
		"startTime":"2026-07-01T10:00:00Z","endTime":"2026-07-01T10:45:00Z","textColor":"#000000","backgroundColor":"#EFEFEF","borderColor":"#EEEEEE"}`
	deleted := strings.Replace(shown, "{", `{"deleted":true,`, 1)
	for name, test := range map[string]struct {
		act  connectors.Act
		data string
		ids  []string
		want string // the record, "none" if the answer proves nothing, "" if the answer does not say what became of the write
	}{
		"a new event":                {connectors.Create, `{"event":{` + whole + `,"publ":"1"}}`, []string{"57"}, shown},
		"a new event with a number":  {connectors.Create, `{"event":{"id":58,"title":"x"}}`, []string{"58"}, `{"id":"58","title":"x"}`},
		"an event with users":        {connectors.Create, `{"event":{"id":58},"users":{"47":"root"}}`, []string{"58"}, `{"id":"58"}`},
		"a new event without an id":  {connectors.Create, `{"event":{"title":"x"}}`, nil, ""},
		"a new event with id 0":      {connectors.Create, `{"event":{"id":"0","title":"x"}}`, nil, ""},
		"a new event with a text id": {connectors.Create, `{"event":{"id":"Event ID"}}`, nil, ""},
		"the newer organizer":        {connectors.Create, `{"event_id":"57","uid":"x"}`, nil, ""},
		"no event":                   {connectors.Create, `{"event":null}`, nil, ""},
		"an empty event":             {connectors.Create, `{"event":[]}`, nil, ""},
		"a text in place of one":     {connectors.Create, `{"event":"57"}`, nil, ""},
		"a list of events":           {connectors.Create, `[{"event":{"id":57}}]`, nil, ""},
		"true":                       {connectors.Create, `true`, nil, ""},
		"a changed event":            {connectors.Update, `{"event":{` + whole + `,"publ":"1"}}`, nil, shown},
		"a changed, deleted event":   {connectors.Update, `{"event":{` + whole + `,"publ":"0"}}`, nil, deleted},
		"a changed event without id": {connectors.Update, `{"event":{"title":"x"}}`, nil, `{"id":"57","title":"x"}`},
		"another event":              {connectors.Update, `{"event":{"id":"58","title":"x"}}`, nil, ""},
		"an event with id null":      {connectors.Update, `{"event":{"id":null,"title":"x"}}`, nil, ""},
		"a deleted event":            {connectors.Delete, `{"event":{` + whole + `,"publ":"0"}}`, nil, deleted},
		"a deleted event, a number":  {connectors.Delete, `{"event":{` + whole + `,"publ":0}}`, nil, deleted},
		"an event that is there":     {connectors.Delete, `{"event":{` + whole + `,"publ":"1"}}`, nil, "none"},
		"a deleted event, no publ":   {connectors.Delete, `{"event":{` + whole + `}}`, nil, "none"},
		"another deleted event":      {connectors.Delete, `{"event":{"id":"5","publ":"0"}}`, nil, ""},
		"nothing for a deletion":     {connectors.Delete, `[]`, nil, ""},
		"a restored event":           {connectors.Undelete, `{"event":{` + whole + `,"publ":"1"}}`, nil, shown},
		"an event that is not there": {connectors.Undelete, `{"event":{` + whole + `,"publ":"0"}}`, nil, "none"},
		"a restored event, no publ":  {connectors.Undelete, `{"event":{` + whole + `}}`, nil, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			answer, err := sentChannel(t, "calendarEvents", test.act, success(test.data))
			if test.want == "" {
				requireMaybe(t, err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.ids, answer.IDs)
			if test.want == "none" {
				require.Empty(t, answer.Records)
				return
			}
			requireRecord(t, answer, &crmstreamv1.CalendarEvent{}, test.want)
		})
	}
}

// requireRecord requires an answer to have one record.
func requireRecord(t *testing.T, answer connectors.WriteAnswer, m proto.Message, want string) {
	t.Helper()
	require.Len(t, answer.Records, 1)
	require.NoError(t, answer.Records[0].Decode(m))
	wanted := m.ProtoReflect().New().Interface()
	require.NoError(t, protojson.Unmarshal([]byte(want), wanted))
	require.True(t, proto.Equal(wanted, m), "%v is not %v", m, wanted)
}

// TestAnswersOfDialogs reads the key of a dialog, which is nowhere else.
func TestAnswersOfDialogs(t *testing.T) {
	const key = "c62f4c374e28bad97ab57256aeb034b8"
	for data, want := range map[string]string{
		`{"clientkey":"` + key + `"}`:                                  `{"id":"` + key + `"}`,
		`{"clientkey":"` + key + `","dialogid":56}`:                    `{"id":"` + key + `","typeId":"56"}`,
		`{"clientkey":"` + key + `","dialogid":"56","client":"32423"}`: `{"id":"` + key + `","typeId":"56","clientId":"32423"}`,
		`{"clientkey":"` + key + `","dialogid":null,"client":0}`:       `{"id":"` + key + `"}`,
		`{"clientkey":12345}`:                                          `{"id":"12345"}`,
		`{"clientkey":""}`:                                             "",
		`{"clientkey":null,"dialogid":56}`:                             "",
		`{"clientkey":0}`:                                              "",
		`{"clientkey":["` + key + `"]}`:                                "",
		`{"clientkey":"` + strings.Repeat("x", 1001) + `"}`:            "",
		`{"dialogid":56}`:                                              "",
		`[]`:                                                           "",
		`true`:                                                         "",
		`"` + key + `"`:                                                "",
	} {
		answer, err := sentChannel(t, "dialogs", connectors.Create, success(data))
		if want == "" {
			requireMaybe(t, err)
			continue
		}
		require.NoError(t, err, data)
		dialog := &crmstreamv1.Dialog{}
		requireRecord(t, answer, dialog, want)
		require.Equal(t, []string{dialog.GetId()}, answer.IDs)
	}
}

// TestAnswersOfDialogTypes reads the status within the envelope.
func TestAnswersOfDialogTypes(t *testing.T) {
	for data, want := range map[string]string{
		`{"status":true}`: "executed", `{"status":1}`: "executed", `{"status":"1"}`: "executed", `{"status":false}`: "refused", `{"status":0}`: "refused",
		`{"status":null}`: "", `{"status":[]}`: "", `{"status":"success"}`: "", `{}`: "", `[]`: "", `true`: "", `false`: "",
	} {
		_, err := sentChannel(t, "dialogTypes", connectors.Update, success(data))
		requireOutcome(t, data, want, connectors.KindRefused, err)
	}
}

// requireOutcome requires a write to be executed, to be refused with a kind, or "" to have an unknown outcome.
func requireOutcome(t *testing.T, answer, want string, refusal connectors.Kind, err error) {
	t.Helper()
	switch want {
	case "executed":
		require.NoError(t, err, answer)
	case "refused":
		var e *connectors.Error
		require.ErrorAs(t, err, &e, answer)
		require.False(t, e.Maybe, answer)
		require.Equal(t, refusal, e.Kind, answer)
	default:
		require.Error(t, err, answer)
		requireMaybe(t, err)
	}
}

// TestAnswersOfFilledForms reads bare answers.
func TestAnswersOfFilledForms(t *testing.T) {
	for body, want := range map[string]string{
		`{"status":"success","form":"34"}`: "executed", `{"status":"success","form":34}`: "executed", `{"status":"success","data":{"form":"34"}}`: "executed",
		`{"status":"success","form":"0"}`: "", `{"status":"success"}`: "", `{"status":"success","form":"x"}`: "", `{"status":"success","data":true}`: "",
		`{"status":"fail"}`: "", `{"status":"fail","message":""}`: "", `{"status":"fail","message":[]}`: "", `{"status":"error"}`: "", `{"form":"34"}`: "", `true`: "", `34`: "",
		`{"message":"no"}`: "", `{"status":"fail","message":"no such form"}`: "refused", `{"status":"fail","error":"phone"}`: "refused", `{"status":"error","message":"phone"}`: "refused",
		fail("BAD_PARAMS"): "refused",
	} {
		answer, err := sentChannel(t, "forms", connectors.Create, body)
		requireOutcome(t, body, want, connectors.KindRefused, err)
		if want == "executed" {
			require.Equal(t, []string{"34"}, answer.IDs)
		}
	}
}

// TestAnswersOfMessages reads what becomes of a message.
func TestAnswersOfMessages(t *testing.T) {
	for body, want := range map[string]string{
		`{"success":true}`: "executed", `{"success":1}`: "executed", `{"success":"true","data":5}`: "executed",
		`{"success":null}`: "", `{"success":"maybe"}`: "", `{"success":[]}`: "", `{}`: "", `[]`: "", `true`: "", `"success"`: "", success(`true`): "", fail("ACCESS_DENY"): "",
	} {
		answer, err := sentChannel(t, "incomingSms", connectors.Create, body)
		requireOutcome(t, body, want, connectors.KindRefused, err)
		require.Empty(t, answer.IDs)
	}
	for body, kind := range map[string]connectors.Kind{
		`{"success":false}`: connectors.KindRefused, `{"success":"0","error":"x"}`: connectors.KindRefused, `{"success":false,"repeat":false,"error":"x"}`: connectors.KindRefused,
		`{"success":false,"repeat":true}`: connectors.KindUnavailable, `{"success":0,"repeat":1,"error":"x"}`: connectors.KindUnavailable,
	} {
		_, err := sentChannel(t, "incomingSms", connectors.Create, body)
		requireOutcome(t, body, "refused", kind, err)
	}
}

// FuzzChannelAnswers reads any answer to each write: as executed, or as an error that is classified. What is executed has its ids.
func FuzzChannelAnswers(f *testing.F) {
	for _, acts := range channelAnswers {
		for _, answer := range acts {
			f.Add(answer)
		}
	}
	for _, answer := range []string{fail("BAD_PARAMS"), success(`{"event":{"id":"57","publ":"0","year":9999,"duration":-5}}`), success(`{"clientkey":"\ud800"}`), `{"success":false,"repeat":1}`} {
		f.Add(answer)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for resource, acts := range channelRequests {
			for act := range acts {
				answer, err := sentChannel(t, resource, act, body)
				var e *connectors.Error
				switch {
				case err != nil:
					require.ErrorAs(t, err, &e)
					continue
				case act == connectors.Create && resource != "incomingSms":
					require.Len(t, answer.IDs, 1)
					require.NotEmpty(t, answer.IDs[0])
				default:
					require.Empty(t, answer.IDs)
				}
				for _, r := range answer.Records {
					require.Nil(t, r.Err)
					require.NotEmpty(t, r.Wire)
				}
			}
		}
	})
}
