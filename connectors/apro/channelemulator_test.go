package apro_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// channels is a client of an emulator in the client's zone.
type channels struct {
	server *sandbox.Server
	client connectors.Client
}

func newChannels(t *testing.T, mode func(*sandbox.Settings), edit func(*apro.Settings)) channels {
	t.Helper()
	u, zone := conformance.Upstream{Rows: 60}, conformance.Zone(t)
	server := newServer(t, u, "", func(s *sandbox.Settings) {
		s.Now = func() time.Time { return time.Now().In(zone) }
		if mode != nil {
			mode(s)
		}
	})
	return channels{server, newClient(t, u.Carry(server), func(s *apro.Settings) {
		s.SMSURL, s.SMSKey = "http://account.example/smsapi", connectors.NewSecret(sandbox.Defaults().SMSKey)
		if edit != nil {
			edit(s)
		}
	})}
}

// write sends a write.
func (c channels) write(t *testing.T, resource string, act connectors.Act, request string, mask ...string) (connectors.WriteAnswer, error) {
	t.Helper()
	w := writeOf(t, c.client, resource, act)
	return w.Send(t.Context(), planned(t, w, givenRow{request: request, mask: mask}), unrecorded)
}

// event returns an event as a look-up shows it.
func (c channels) event(t *testing.T, id string) *crmstreamv1.CalendarEvent {
	t.Helper()
	page, err := conformance.Find(t.Context(), c.client, &crmstreamv1.GetCalendarEventRequest{Id: id})
	require.NoError(t, err)
	require.Len(t, page.Records, 1)
	event := &crmstreamv1.CalendarEvent{}
	require.NoError(t, page.Records[0].Decode(event))
	return event
}

// requireEvent requires a look-up to show an event, and an answer to show all but the participants.
func (c channels) requireEvent(t *testing.T, answer connectors.WriteAnswer, id, want string) {
	t.Helper()
	wanted, answered := &crmstreamv1.CalendarEvent{}, &crmstreamv1.CalendarEvent{}
	require.NoError(t, protojson.Unmarshal([]byte(want), wanted))
	wanted.Id = id
	shown := c.event(t, id)
	require.True(t, proto.Equal(wanted, shown), "%v is not %v", shown, wanted)
	require.Len(t, answer.Records, 1)
	require.NoError(t, answer.Records[0].Decode(answered))
	wanted.Participants = nil
	require.True(t, proto.Equal(wanted, answered), "%v is not %v", answered, wanted)
}

// TestTheEmulatorShowsWrittenEvents creates, changes, deletes and restores an event. The zone of times without an offset does not
// matter, since all have an offset.
func TestTheEmulatorShowsWrittenEvents(t *testing.T) {
	const event = `"title":"Viewing & Sön 😀","startTime":"2026-07-01T10:05:00Z","allDay":true,"durationMinutes":45,"reminder":true,"reminderMinutes":15,
		"textColor":"#010203","backgroundColor":"#EFEFEE","borderColor":"#EEEEEE"`
	for _, zone := range []string{sandbox.ZoneGMT, sandbox.ZoneMoscow} {
		c := newChannels(t, func(s *sandbox.Settings) { s.EventZone = zone }, func(s *apro.Settings) { s.ReplaceParticipants = true })
		answer, err := c.write(t, "calendarEvents", connectors.Create,
			`{"calendarEvent":{`+event+`,"description":" two\nlines","participants":[{"userId":"47","role":"root"},{"userId":"48","role":"simple"}]}}`)
		require.NoError(t, err)
		require.Len(t, answer.IDs, 1)
		id := answer.IDs[0]
		const users = `,"participants":[{"userId":"47","role":"root"},{"userId":"48","role":"simple"}]`
		c.requireEvent(t, answer, id, `{`+event+`,"description":" two\nlines","endTime":"2026-07-01T10:50:00Z"`+users+`}`)
		answer, err = c.write(t, "calendarEvents", connectors.Update, fmt.Sprintf(`{"id":%q,"calendarEvent":{"startTime":"2026-12-31T23:00:00Z","reminder":false}}`, id))
		require.NoError(t, err)
		require.Nil(t, answer.IDs)
		const changed = `"title":"Viewing & Sön 😀","startTime":"2026-12-31T23:00:00Z","endTime":"2026-12-31T23:45:00Z","allDay":true,"durationMinutes":45,"reminder":false,
			"reminderMinutes":15,"textColor":"#010203","backgroundColor":"#EFEFEE","borderColor":"#EEEEEE"`
		c.requireEvent(t, answer, id, `{`+changed+`,"description":" two\nlines"`+users+`}`)
		answer, err = c.write(t, "calendarEvents", connectors.Update, fmt.Sprintf(`{"id":%q,"calendarEvent":{"participants":[{"userId":"49","role":"simple"}]}}`, id), "description", "participants")
		require.NoError(t, err)
		const last = `{` + changed + `,"description":"","participants":[{"userId":"49","role":"simple"}]`
		c.requireEvent(t, answer, id, last+`}`)
		answer, err = c.write(t, "calendarEvents", connectors.Delete, fmt.Sprintf(`{"id":%q}`, id))
		require.NoError(t, err)
		c.requireEvent(t, answer, id, last+`,"deleted":true}`)
		answer, err = c.write(t, "calendarEvents", connectors.Undelete, fmt.Sprintf(`{"id":%q}`, id))
		require.NoError(t, err)
		c.requireEvent(t, answer, id, last+`}`)
		require.Len(t, c.server.Executed(), 5)
	}
}

// TestParticipantsThatAreLeftOut shows what the setting replace_participants is about: a server may keep those who are left out.
func TestParticipantsThatAreLeftOut(t *testing.T) {
	for behaviour, want := range map[string]int{sandbox.Replace: 1, sandbox.Merge: 2} {
		c := newChannels(t, func(s *sandbox.Settings) { s.Participants = behaviour }, func(s *apro.Settings) { s.ReplaceParticipants = true })
		answer, err := c.write(t, "calendarEvents", connectors.Create, `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:05:00Z","participants":[{"userId":"47","role":"root"}]}}`)
		require.NoError(t, err)
		_, err = c.write(t, "calendarEvents", connectors.Update, fmt.Sprintf(`{"id":%q,"calendarEvent":{"participants":[{"userId":"48","role":"simple"}]}}`, answer.IDs[0]))
		require.NoError(t, err)
		require.Len(t, c.event(t, answer.IDs[0]).GetParticipants(), want)
	}
}

// TestTheNewerOrganizerRefusesEvents writes to an organizer that is not known to be the newer one.
func TestTheNewerOrganizerRefusesEvents(t *testing.T) {
	c := newChannels(t, func(s *sandbox.Settings) { s.Organizer = sandbox.Organizer29 }, nil)
	_, err := c.write(t, "calendarEvents", connectors.Create, eventRequests[connectors.Create])
	requireOutcome(t, "create", "refused", connectors.KindRefused, err)
	_, err = c.write(t, "calendarEvents", connectors.Delete, fmt.Sprintf(`{"id":%q}`, anEvent(t)))
	require.Error(t, err)
	require.Empty(t, c.server.Executed())
}

// dialogType returns a type of dialogs as the list shows it, nil if the list lacks it.
func (c channels) dialogType(t *testing.T, id string) *crmstreamv1.DialogType {
	t.Helper()
	page, err := conformance.Fetch(t.Context(), c.client, &crmstreamv1.ListDialogTypesRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	for _, record := range page.Records {
		if string(record.ID) == id {
			kind := &crmstreamv1.DialogType{}
			require.NoError(t, record.Decode(kind))
			return kind
		}
	}
	return nil
}

// TestTheEmulatorShowsWrittenDialogs creates dialogs, and changes a type.
func TestTheEmulatorShowsWrittenDialogs(t *testing.T) {
	c := newChannels(t, nil, nil)
	dialog := &crmstreamv1.Dialog{}
	answer, err := c.write(t, "dialogs", connectors.Create, `{"dialog":{"typeId":"3"}}`)
	require.NoError(t, err)
	require.Contains(t, c.server.ClientKeys("3"), answer.IDs[0])
	require.NoError(t, answer.Records[0].Decode(dialog))
	require.Nil(t, dialog.TypeId)

	answer, err = c.write(t, "dialogs", connectors.Create, `{"dialog":{"contactId":"10007","typeName":"Telegram & Söhne","userIds":["47","48"]}}`)
	require.NoError(t, err)
	require.NoError(t, answer.Records[0].Decode(dialog))
	require.Contains(t, c.server.ClientKeys(dialog.GetTypeId()), dialog.GetId())
	kind := c.dialogType(t, dialog.GetTypeId())
	require.Equal(t, []string{"Telegram & Söhne", "47", "48"}, append([]string{kind.GetName()}, kind.GetUserIds()...))
	_, err = conformance.Fetch(t.Context(), c.client, &crmstreamv1.ListDialogMessagesRequest{DialogTypeId: dialog.GetTypeId(), ClientKey: dialog.GetId()}, connectors.PageRequest{})
	require.NoError(t, err, "the key names the dialog")

	_, err = c.write(t, "dialogTypes", connectors.Update, fmt.Sprintf(`{"id":%q,"dialogType":{"userIds":["49"]}}`, dialog.GetTypeId()))
	require.NoError(t, err)
	kind = c.dialogType(t, dialog.GetTypeId())
	require.Equal(t, []string{"Telegram & Söhne", "49"}, append([]string{kind.GetName()}, kind.GetUserIds()...))
	executed := len(c.server.Executed())
	require.Equal(t, 3, executed)
	for resource, request := range map[string]string{"dialogs": `{"dialog":{"typeId":"99999"}}`, "dialogTypes": `{"id":"99999","dialogType":{"name":"x"}}`} {
		_, err = c.write(t, resource, map[string]connectors.Act{"dialogs": connectors.Create, "dialogTypes": connectors.Update}[resource], request)
		requireOutcome(t, request, "refused", connectors.KindRefused, err)
	}
	require.Len(t, c.server.Executed(), executed)
}

// TestTheEmulatorTakesFilledForms fills in the fields of a form under the keys of GetForm.
func TestTheEmulatorTakesFilledForms(t *testing.T) {
	for dialect, patronymic := range map[string]string{sandbox.English: "patronymic", sandbox.Intrum: "secondname"} {
		c := newChannels(t, func(s *sandbox.Settings) { s.Dialect = dialect }, nil)
		page, err := conformance.Find(t.Context(), c.client, &crmstreamv1.GetFormRequest{Id: "3"})
		require.NoError(t, err)
		form := &crmstreamv1.Form{}
		require.NoError(t, page.Records[0].Decode(form))
		values := map[string]string{}
		for _, f := range form.GetContactFields() {
			values[f.GetKey()] = "Mary & Söhne " + f.GetKey()
		}
		require.Contains(t, values, patronymic)
		request, err := protojson.Marshal(&crmstreamv1.SubmitFormRequest{Submission: &crmstreamv1.FormSubmission{FormType: form.Type, ContactFields: values}})
		require.NoError(t, err)
		answer, err := c.write(t, "forms", connectors.Create, string(request))
		require.NoError(t, err)
		require.Equal(t, []string{"34"}, answer.IDs)
		ids := c.server.IDs(sandbox.ListContacts)
		contact := &crmstreamv1.Contact{}
		emulated{kind: "contact", client: c.client, look: written["contact"].look}.find(t, ids[len(ids)-1], contact)
		require.Equal(t, "Mary & Söhne name", contact.GetFirstName())
		require.Equal(t, "Mary & Söhne "+patronymic, contact.GetPatronymic())
		for _, wrong := range []string{
			`{"submission":{"formType":"3","contactFields":{"surname":"Moore"}}}`, `{"submission":{"formType":"77","contactFields":{"name":"Mary"}}}`,
			`{"submission":{"formType":"1","contactFields":{"name":"Mary"},"contactCustomFields":{"25":"3"}}}`,
		} {
			_, err = c.write(t, "forms", connectors.Create, wrong)
			requireOutcome(t, wrong, "refused", connectors.KindRefused, err)
		}
		require.Len(t, c.server.Executed(), 1)
	}
}

// TestAStrictServerKnowsAllParameters sends every parameter to a server that refuses those it does not have.
func TestAStrictServerKnowsAllParameters(t *testing.T) {
	c := newChannels(t, func(s *sandbox.Settings) { s.UnknownParams = sandbox.Refuse }, func(s *apro.Settings) { s.ReplaceParticipants = true })
	event := anEvent(t)
	for _, sent := range []struct {
		resource string
		act      connectors.Act
		request  string
	}{
		{"calendarEvents", connectors.Create, `{"calendarEvent":` + sampleOf(t, "calendarEvents") + `}`},
		{"calendarEvents", connectors.Update, `{"id":"` + event + `","calendarEvent":` + sampleOf(t, "calendarEvents") + `}`},
		{"calendarEvents", connectors.Delete, `{"id":"` + event + `"}`},
		{"calendarEvents", connectors.Undelete, `{"id":"` + event + `"}`},
		{"dialogs", connectors.Create, `{"dialog":{"contactId":"10007","typeName":"x","userIds":["47"]}}`},
		{"dialogs", connectors.Create, `{"dialog":{"contactId":"10007","typeId":"3"}}`},
		{"dialogTypes", connectors.Update, `{"id":"3","dialogType":` + sampleOf(t, "dialogTypes") + `}`},
		{"forms", connectors.Create, `{"submission":{"formType":"3","host":"example.com","contactFields":{"surname":"x","name":"x","patronymic":"x","email":"x","phone":"x"}}}`},
		{"incomingSms", connectors.Create, `{"sms":` + sampleOf(t, "incomingSms") + `}`},
	} {
		_, err := c.write(t, sent.resource, sent.act, sent.request)
		require.NoError(t, err, "%s %s", sent.act, sent.resource)
	}
	require.Len(t, c.server.Executed(), 9)
}

// sampleOf returns a record with all samples.
func sampleOf(t *testing.T, resource string) string {
	t.Helper()
	var fields []string
	for field, sample := range channelSamples[resource] {
		fields = append(fields, fmt.Sprintf("%q:%s", field, sample))
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// TestTheEmulatorTakesMessages hands over messages, and is refused with another key, another action or to an unknown number.
func TestTheEmulatorTakesMessages(t *testing.T) {
	const request = `{"sms":{"id":"7","sender":"+54321","destination":"12345","message":" Hi & bye 😀\r\n","partCount":2,"receiveTime":"2026-07-01T10:00:00Z"}}`
	for _, action := range []string{sandbox.SMSReceived, sandbox.SMSRecieved} {
		c := newChannels(t, func(s *sandbox.Settings) { s.SMSAction = action }, func(s *apro.Settings) { s.SMSAction = action })
		answer, err := c.write(t, "incomingSms", connectors.Create, request)
		require.NoError(t, err)
		require.Empty(t, answer.IDs)
		require.Equal(t, []sandbox.SMS{{ID: 7, Sender: "+54321", Destination: "12345", Message: " Hi & bye 😀\r\n", Count: 2, Date: 1782900000}}, c.server.ReceivedSMS())
	}
	for name, c := range map[string]channels{
		"another key":       newChannels(t, nil, func(s *apro.Settings) { s.SMSKey = connectors.NewSecret(smsKey) }),
		"another action":    newChannels(t, nil, func(s *apro.Settings) { s.SMSAction = "smsRecieved" }),
		"an unknown number": newChannels(t, func(s *sandbox.Settings) { s.SMSNumbers = []string{"99999"} }, nil),
	} {
		_, err := c.write(t, "incomingSms", connectors.Create, request)
		requireOutcome(t, name, "refused", connectors.KindRefused, err)
		require.Empty(t, c.server.ReceivedSMS())
	}
	full := newChannels(t, func(s *sandbox.Settings) { s.Quota = 1 }, nil)
	_, err := full.write(t, "incomingSms", connectors.Create, request)
	require.NoError(t, err)
	_, err = full.write(t, "incomingSms", connectors.Create, request)
	requireOutcome(t, "later", "refused", connectors.KindUnavailable, err)
	require.Len(t, full.server.ReceivedSMS(), 1)
}

// TestMessagesNeedTheirSettings names what is missing.
func TestMessagesNeedTheirSettings(t *testing.T) {
	w := writeOf(t, newClient(t, conformance.Unused(t), nil), "incomingSms", connectors.Create)
	_, err := w.Encode(givenRow{request: channelRequests["incomingSms"][connectors.Create]}.row(t, w), nil)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
	require.ErrorContains(t, err, "sms_url and sms_key of the source are missing")
	_, err = w.Send(t.Context(), connectors.PlannedCall{Method: http.MethodPost, Body: []byte("sms_id=7"), Rows: 1}, unrecorded)
	require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindMisconfigured})
}
