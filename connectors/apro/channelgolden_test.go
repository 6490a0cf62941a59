package apro_test

import (
	"regexp"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro"
)

// anyHash is the hash of a report.
var anyHash = regexp.MustCompile("^hash=[0-9a-f]{32}")

// The cases of the writes of events, dialogs, forms and text messages. The zone is conformance.Zone.
var eventGoldens = []goldenCase{
	{name: "every field", act: connectors.Create, rows: []givenRow{{request: `{"calendarEvent":{"title":"Viewing & tea","startTime":"2026-07-01T10:00:00Z","description":" two\nlines",
		"allDay":false,"durationMinutes":45,"reminder":true,"reminderMinutes":15,"textColor":"#000000","backgroundColor":"#EFEFEF","borderColor":"#EEEEEE",
		"participants":[{"userId":"47","role":"root"},{"userId":"48","role":"simple"}]}}`}}},
	{name: "two fields", act: connectors.Create, rows: []givenRow{{request: `{"calendarEvent":{"title":"x","startTime":"2026-01-01T10:00:00Z"}}`}}},
	{name: "a mask", act: connectors.Update, rows: []givenRow{{
		request: `{"id":"57","calendarEvent":{"title":"ignored","startTime":"2026-01-01T10:05:00Z","endTime":"2026-01-01T11:00:00Z","allDay":true,"participants":[{"userId":"1"}]}}`,
		mask:    []string{"start_time", "all_day"},
	}}},
	{name: "cleared fields", act: connectors.Update, rows: []givenRow{{
		request: `{"id":"57","calendarEvent":{}}`, mask: []string{"description", "text_color", "background_color", "border_color"},
	}}},
	{
		name: "participants alone", act: connectors.Update, edit: func(s *apro.Settings) { s.ReplaceParticipants = true },
		rows: []givenRow{{request: `{"id":"57","calendarEvent":{"participants":[{"userId":"48","role":"simple"}]}}`}},
	},
	{name: "one event", act: connectors.Delete, rows: []givenRow{{request: `{"id":"57"}`}}},
	{name: "one event", act: connectors.Undelete, rows: []givenRow{{request: `{"id":"57"}`}}},
}

var dialogGoldens = []goldenCase{
	{name: "a type that exists", act: connectors.Create, rows: []givenRow{{request: `{"dialog":{"contactId":"10607","typeId":"3"}}`}}},
	{name: "no contact", act: connectors.Create, rows: []givenRow{{request: `{"dialog":{"typeId":"3"}}`}}},
	{name: "a new type", act: connectors.Create, rows: []givenRow{{request: `{"dialog":{"contactId":"10607","typeName":"Telegram & Co","userIds":["47","48"]}}`}}},
	{name: "a new type without workers", act: connectors.Create, rows: []givenRow{{request: `{"dialog":{"typeName":"Telegram"}}`}}},
}

var dialogTypeGoldens = []goldenCase{
	{name: "every field", act: connectors.Update, rows: []givenRow{{request: `{"id":"3","dialogType":{"name":"Telegram","userIds":["47","48"]}}`}}},
	{name: "a mask", act: connectors.Update, rows: []givenRow{{request: `{"id":"3","dialogType":{"name":"Telegram","userIds":["47"]}}`, mask: []string{"name"}}}},
}

var formGoldens = []goldenCase{
	{name: "every map", act: connectors.Create, rows: []givenRow{{request: `{"submission":{"formType":"1","host":"example.com",
		"contactFields":{"surname":"Moore & Son","email":"m@example.com"},"contactCustomFields":{"100":"a","25":"34"},"activityCustomFields":{"26":"x"},
		"stockItemFields":{"parent":"14"},"stockItemCustomFields":{"27":"y"}}}`}}},
	{name: "empty values", act: connectors.Create, rows: []givenRow{{request: `{"submission":{"formType":"1","contactFields":{"surname":"","name":"Mary"},"activityCustomFields":{"26":""}}}`}}},
}

var smsGoldens = []goldenCase{
	{name: "every field", act: connectors.Create, edit: withSMS, rows: []givenRow{{
		request: `{"sms":{"id":"7","sender":"+54321","destination":"12345","message":"Hi & bye 😀","partCount":2,"receiveTime":"2026-07-01T10:00:00Z"}}`,
	}}},
	{
		name: "obligatory fields, in the Russian spelling", act: connectors.Create, edit: func(s *apro.Settings) { withSMS(s); s.SMSAction = "smsRecieved" },
		rows: []givenRow{{request: `{"sms":{"id":"7","sender":"54321","destination":"12345","message":"Hi"}}`}},
	},
}
