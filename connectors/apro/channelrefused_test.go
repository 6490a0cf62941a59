package apro_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	sandbox "github.com/crmstream/crmstream/sandbox/apro"
)

// refusedChannel is a row that is refused with these mistakes, each the beginning of "field: text". The fields of an event have no
// "calendar_event.".
type refusedChannel struct {
	resource string
	act      connectors.Act
	given    givenRow
	mistakes []string
	edit     func(*apro.Settings)
}

// refusedEvents are events that cannot be written. The zone is Europe/Berlin.
var refusedEvents = map[string]refusedChannel{
	"nothing": {given: givenRow{request: `{"calendarEvent":{}}`}, mistakes: []string{"title: is obligatory", "start_time: is obligatory"}},
	"odd minutes": {
		given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:03:00Z","durationMinutes":44,"reminderMinutes":1}}`},
		mistakes: []string{
			"duration_minutes: 44 must be a multiple of 5: send 40 or 45", "reminder_minutes: 1 must be a multiple of 5: send 0 or 5",
			"start_time: 2026-07-01T12:03:00+02:00 must be a multiple of 5 minutes, to which the upstream would round it: send 2026-07-01T12:00:00+02:00 or 2026-07-01T12:05:00+02:00",
		},
	},
	"negative minutes": {given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:00:00Z","durationMinutes":-5}}`}, mistakes: []string{"duration_minutes: -5 must not be negative"}},
	"a second": {
		given:    givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-12-31T22:59:59Z"}}`},
		mistakes: []string{"start_time: 2026-12-31T23:59:59+01:00 must be a multiple of 5 minutes, to which the upstream would round it: send 2026-12-31T23:55:00+01:00 or 2027-01-01T00:00:00+01:00"},
	},
	"parts of a second": {given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:03:00.5Z"}}`}, mistakes: []string{"start_time: 2026-07-01T10:03:00.5Z has parts of a second"}},
	"an hour again":     {given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-10-25T01:30:00Z"}}`}, mistakes: []string{"start_time: 2026-10-25T01:30:00Z is 2026-10-25T02:30:00 on the clocks"}},
	"an end":            {given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:00:00Z","endTime":"2026-07-01T11:00:00Z"}}`}, mistakes: []string{"end_time: cannot be written"}},
	"participants": {
		given: givenRow{request: `{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:00:00Z","participants":[{"userId":"me","role":"root"},{"userId":"7","role":"guest"},{"userId":"7"}]}}`},
		mistakes: []string{
			`participants[0].user_id: "me" must be a number`, `participants[1].role: "guest" is none of the upstream's words: use one of simple, root`,
			`participants[2].role: "" is none`, `participants[2].user_id: user "7" is here a second time`,
		},
	},
	"an update of participants": {
		act: connectors.Update, given: givenRow{request: `{"id":"5","calendarEvent":{"title":"x","participants":[{"userId":"7","role":"root"}]}}`},
		mistakes: []string{"participants: cannot be changed, since the upstream does not say what becomes of those who are left out: set replace_participants"},
	},
	"no participants": {
		act: connectors.Update, given: givenRow{request: `{"id":"5","calendarEvent":{}}`, mask: []string{"participants"}}, edit: func(s *apro.Settings) { s.ReplaceParticipants = true },
		mistakes: []string{"participants: cannot be cleared"},
	},
	"nothing to update": {act: connectors.Update, given: givenRow{request: `{"id":"5","calendarEvent":{}}`, mask: []string{}}, mistakes: []string{"update_mask: there is nothing to update"}},
	"cleared": {
		act: connectors.Update, given: givenRow{request: `{"id":"5","calendarEvent":{}}`, mask: []string{"title", "start_time", "all_day", "duration_minutes", "reminder", "reminder_minutes"}},
		mistakes: []string{
			"title: cannot be cleared", "start_time: cannot be cleared", "all_day: cannot be cleared", "duration_minutes: cannot be cleared", "reminder: cannot be cleared", "reminder_minutes: cannot be cleared",
		},
	},
	"an id to update":  {act: connectors.Update, given: givenRow{request: `{"id":"007","calendarEvent":{"title":"x"}}`}, mistakes: []string{`id: "007" must be a number`}},
	"an id to delete":  {act: connectors.Delete, given: givenRow{request: `{"id":"0"}`}, mistakes: []string{`id: "0" must be a number`}},
	"an id to restore": {act: connectors.Undelete, given: givenRow{request: `{"id":"x"}`}, mistakes: []string{`id: "x" must be a number`}},
}

// refusedChannels are dialogs, types, forms and text messages that cannot be written.
var refusedChannels = map[string]refusedChannel{
	"a dialog without a type":  {resource: "dialogs", given: givenRow{request: `{"dialog":{"contactId":"7"}}`}, mistakes: []string{"dialog.type_id: is obligatory: set it, or set type_name"}},
	"two types":                {resource: "dialogs", given: givenRow{request: `{"dialog":{"typeId":"7","typeName":"x"}}`}, mistakes: []string{"dialog.type_name: is of a new type"}},
	"workers of no new type":   {resource: "dialogs", given: givenRow{request: `{"dialog":{"typeId":"7","userIds":["8"]}}`}, mistakes: []string{"dialog.user_ids: belong to a new type"}},
	"a type without a name":    {resource: "dialogs", given: givenRow{request: `{"dialog":{"typeName":""}}`}, mistakes: []string{"dialog.type_name: is empty"}},
	"ids of a dialog":          {resource: "dialogs", given: givenRow{request: `{"dialog":{"contactId":"me","typeName":"x","userIds":["8","y"]}}`}, mistakes: []string{"dialog.contact_id:", "dialog.user_ids[1]:"}},
	"a key of a dialog":        {resource: "dialogs", given: givenRow{request: `{"dialog":{"id":"x","typeId":"7","clientId":"8"}}`}, mistakes: []string{"dialog.id: cannot be written", "dialog.client_id: cannot be written"}},
	"an id of a type":          {resource: "dialogs", given: givenRow{request: `{"dialog":{"typeId":"0"}}`}, mistakes: []string{"dialog.type_id:"}},
	"a type to update":         {resource: "dialogTypes", act: connectors.Update, given: givenRow{request: `{"id":"x","dialogType":{"name":"y"}}`}, mistakes: []string{"id:"}},
	"an empty name":            {resource: "dialogTypes", act: connectors.Update, given: givenRow{request: `{"id":"7","dialogType":{"name":""}}`}, mistakes: []string{"dialog_type.name: cannot be cleared"}},
	"no workers":               {resource: "dialogTypes", act: connectors.Update, given: givenRow{request: `{"id":"7","dialogType":{}}`, mask: []string{"user_ids"}}, mistakes: []string{"dialog_type.user_ids: cannot be cleared"}},
	"a form without a type":    {resource: "forms", given: givenRow{request: `{"submission":{"contactFields":{"name":"x"}}}`}, mistakes: []string{"submission.form_type: is obligatory"}},
	"a form without values":    {resource: "forms", given: givenRow{request: `{"submission":{"formType":"1","host":"h","contactFields":{"name":""}}}`}, mistakes: []string{"submission: has no value"}},
	"keys of a form":           {resource: "forms", given: givenRow{request: `{"submission":{"formType":"1","contactFields":{"first_name":"x"},"contactCustomFields":{"name":"x"},"stockItemFields":{"price":"1"}}}`}, mistakes: []string{"submission.contact_fields.first_name: is no basic field: use surname, name", "submission.contact_custom_fields.name:", "submission.stock_item_fields.price: is no basic field: use name, parent"}},
	"an id of a submission":    {resource: "forms", given: givenRow{request: `{"submission":{"id":"5","formType":"1","contactFields":{"name":"x"}}}`}, mistakes: []string{"submission.id: cannot be written"}},
	"an empty message":         {resource: "incomingSms", given: givenRow{request: `{"sms":{}}`}, mistakes: []string{"sms.id: is obligatory", "sms.sender: is obligatory", "sms.destination: is obligatory", "sms.message: is obligatory"}, edit: withSMS},
	"values of a message":      {resource: "incomingSms", given: givenRow{request: `{"sms":{"id":"0","sender":"1","destination":"2","message":"x","partCount":0,"receiveTime":"1969-12-31T23:59:59Z"}}`}, mistakes: []string{"sms.id:", "sms.part_count: 0 must be at least 1", "sms.receive_time: must be a time after 1970"}, edit: withSMS},
	"parts of a second of one": {resource: "incomingSms", given: givenRow{request: `{"sms":{"id":"x","sender":"1","destination":"2","message":"x","receiveTime":"2026-01-01T00:00:00.5Z"}}`}, mistakes: []string{"sms.id:", "sms.receive_time: has parts of a second"}, edit: withSMS},
}

func TestRefusedChannels(t *testing.T) {
	all := maps.Clone(refusedChannels)
	for name, test := range refusedEvents {
		test.resource = "calendarEvents"
		all["event: "+name] = test
	}
	for name, test := range all {
		t.Run(name, func(t *testing.T) {
			if test.act == 0 {
				test.act = connectors.Create
			}
			w := writeOf(t, newClient(t, conformance.Unused(t), test.edit), test.resource, test.act)
			_, err := w.Encode(test.given.row(t, w), nil)
			var mistakes connectors.Mistakes
			require.True(t, mistakes.Add(err), "%v", err)
			require.Len(t, mistakes, len(test.mistakes), "%v", err)
			for i, m := range mistakes {
				text := strings.TrimPrefix(m.Field, "calendar_event.") + ": " + m.Err.Error()
				require.True(t, strings.HasPrefix(text, test.mistakes[i]), "%s is not %s", text, test.mistakes[i])
			}
		})
	}
}

// TestStartsOfEvents takes every fifth minute, and no other.
func TestStartsOfEvents(t *testing.T) {
	w := writeOf(t, newClient(t, conformance.Unused(t), nil), "calendarEvents", connectors.Create)
	for minute := range 60 {
		given := givenRow{request: fmt.Sprintf(`{"calendarEvent":{"title":"x","startTime":"2026-07-01T10:%02d:00Z"}}`, minute)}
		_, err := w.Encode(given.row(t, w), nil)
		require.Equal(t, minute%5 == 0, err == nil, "%d: %v", minute, err)
	}
}

// TestTheNewerOrganizerIsNotWritten reads events, and then refuses writes of the organizer of version 2.9.
func TestTheNewerOrganizerIsNotWritten(t *testing.T) {
	for generation, newer := range map[string]bool{sandbox.Organizer28: false, sandbox.Organizer29: true} {
		for name, read := range map[string]func(connectors.Client) error{
			"list": func(client connectors.Client) error {
				_, err := conformance.Fetch(t.Context(), client, &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
				return err
			},
			"look-up": func(client connectors.Client) error {
				_, err := conformance.Find(t.Context(), client, &crmstreamv1.GetCalendarEventRequest{Id: anEvent(t)})
				return err
			},
		} {
			u := conformance.Upstream{Rows: 60}
			client := newClient(t, u.Carry(newServer(t, u, "", func(s *sandbox.Settings) { s.Organizer = generation })), nil)
			w := writeOf(t, client, "calendarEvents", connectors.Delete)
			_, err := w.Encode(givenRow{request: `{"id":"7"}`}.row(t, w), nil)
			require.NoError(t, err, "nothing was read yet")
			require.NoError(t, read(client), name)
			for _, act := range []connectors.Act{connectors.Create, connectors.Update, connectors.Delete, connectors.Undelete} {
				w := writeOf(t, client, "calendarEvents", act)
				_, err := w.Encode(givenRow{request: eventRequests[act]}.row(t, w), nil)
				if !newer {
					require.NoError(t, err)
					continue
				}
				require.ErrorIs(t, err, &connectors.Error{Kind: connectors.KindUnsupported}, name)
			}
		}
	}
}

// eventRequests are valid requests.
var eventRequests = map[connectors.Act]string{
	connectors.Create: `{"calendarEvent":{"title":"Viewing","startTime":"2026-07-01T10:00:00Z"}}`, connectors.Update: `{"id":"57","calendarEvent":{"title":"x"}}`,
	connectors.Delete: `{"id":"57"}`, connectors.Undelete: `{"id":"57"}`,
}

// anEvent returns the id of an event of the emulator.
func anEvent(t *testing.T) string {
	t.Helper()
	u := conformance.Upstream{Rows: 60}
	page, err := conformance.Fetch(t.Context(), newClient(t, u.Carry(newServer(t, u, "", func(*sandbox.Settings) {})), nil), &crmstreamv1.ListCalendarEventsRequest{}, connectors.PageRequest{})
	require.NoError(t, err)
	require.NotEmpty(t, page.Records)
	return string(page.Records[0].ID)
}
