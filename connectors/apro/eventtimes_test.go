package apro_test

import (
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

// eventOf reads an event that an upstream has in a zone.
func eventOf(t *testing.T, zone, row string) *crmstreamv1.CalendarEvent {
	t.Helper()
	client := inZone(t, zone, `{"event":{"id":"7",`+row+`}}`)
	page, err := conformance.Find(t.Context(), client, calendarEventByID([]string{"7"}, false))
	require.NoError(t, err)
	resp := &crmstreamv1.GetCalendarEventResponse{}
	require.NoError(t, proto.Unmarshal(page.Records[0].Wire, resp))
	_, err = protojson.Marshal(resp)
	require.NoError(t, err, "a time that JSON cannot tell: %s", row)
	return resp.GetCalendarEvent()
}

// inZone returns a client for an account of a zone, whose upstream always answers with the same data.
func inZone(t *testing.T, name, data string) connectors.Client {
	t.Helper()
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	settings := apro.Driver().Settings().(*apro.Settings)
	settings.BaseURLs, settings.APIKey = []string{"http://account.example"}, connectors.NewSecret(sandbox.Defaults().APIKey)
	upstream := echo(`{"status":"success","data":` + data + `}`)
	client, err := apro.New(connectors.Account{TimeZone: zone, Transport: upstream}, settings)
	require.NoError(t, err)
	return client
}

// TestTimesOfEvents reads both generations. What no clock shows is left out.
func TestTimesOfEvents(t *testing.T) {
	const parts = `"year":"2026","month":"03","day":"29","hour":"12","minute":"30"`
	const last = `"year":"9999","month":"12","day":"31","hour":"23","minute":"59"`
	for row, want := range map[string]string{
		parts:                                                  "2026-03-29T12:30:00Z -",
		parts + `,"duration":"90"`:                             "2026-03-29T12:30:00Z 2026-03-29T14:00:00Z",
		parts + `,"duration":"-90"`:                            "2026-03-29T12:30:00Z -",
		parts + `,"duration":"2147483647"`:                     "2026-03-29T12:30:00Z 6109-04-21T14:37:00Z",
		`"year":2026,"month":3,"day":29`:                       "2026-03-29T00:00:00Z -",
		`"year":"2026","month":"13","day":"1"`:                 "- -",
		`"year":"2026","month":"2","day":"30"`:                 "- -",
		`"year":"0000","month":"00","day":"00"`:                "- -",
		`"year":"10000","month":"1","day":"1"`:                 "- -",
		`"year":"0","month":"1","day":"1"`:                     "- -",
		`"year":"9223372036854775807","month":"1","day":"1"`:   "- -",
		`"year":"2026","month":"2"`:                            "- -",
		last:                                                   "9999-12-31T23:59:00Z -",
		last + `,"duration":"1"`:                               "9999-12-31T23:59:00Z -",
		`"duration":"15"`:                                      "- -",
		`"dtstart":"1774787400","dtend":1774794600`:            "2026-03-29T12:30:00Z 2026-03-29T14:30:00Z",
		`"dtstart":"1774787400000"`:                            "2026-03-29T12:30:00Z -",
		`"dtstart":"20260329T123000Z"`:                         "2026-03-29T12:30:00Z -",
		`"dtstart":"20260329T123000"`:                          "2026-03-29T12:30:00Z -",
		`"dtstart":"20260329"`:                                 "2026-03-29T00:00:00Z -",
		`"date":"2026-03-29T16:30:00+04:00"`:                   "2026-03-29T12:30:00Z -",
		`"dtstart":"2026-03-29 12:30:00","dtend":"2026-03-28"`: "2026-03-29T12:30:00Z 2026-03-28T00:00:00Z",
		`"dtstart":"0001-01-01","dtend":"9999-12-31"`:          "0001-01-01T00:00:00Z 9999-12-31T00:00:00Z",
		`"dtstart":"soon"`:                                     "- -",
		`"dtstart":"99999999999999999"`:                        "- -",
		`"dtstart":"281474976710655"`:                          "- -",
		`"dtstart":"0000-01-01"`:                               "- -",
		`"dtstart":"0001-01-01T00:00:00+01:00"`:                "- -",
		`"dtstart":"-5"`:                                       "- -",
		`"dtstart":"0"`:                                        "- -",
		`"dtstart":["x"]`:                                      "- -",
	} {
		e := eventOf(t, "UTC", row)
		got := "-"
		if e.GetStartTime() != nil {
			got = e.GetStartTime().AsTime().Format(time.RFC3339)
		}
		if e.GetEndTime() == nil {
			got += " -"
		} else {
			got += " " + e.GetEndTime().AsTime().Format(time.RFC3339)
		}
		require.Equal(t, want, got, row)
		require.GreaterOrEqual(t, e.GetDurationMinutes(), int32(0), row)
	}
	require.Nil(t, eventOf(t, "UTC", `"dtstart":"0001-01-01","dtend":"9999-12-31"`).DurationMinutes, "are more minutes than the field holds")
	require.Equal(t, int32(120), eventOf(t, "UTC", `"dtstart":"1774787400","dtend":1774794600`).GetDurationMinutes())
}

// TestTimesOfEventsWhereClocksChange are read as all other times are: the first of two, and shifted forward where there is
// none. Both forms of a start are read alike.
func TestTimesOfEventsWhereClocksChange(t *testing.T) {
	for _, test := range []struct{ zone, parts, text, want string }{
		{"Europe/Berlin", `"year":2024,"month":3,"day":31,"hour":2,"minute":30`, "2024-03-31 02:30:00", "2024-03-31T01:30:00Z"},
		{"Europe/Berlin", `"year":2024,"month":10,"day":27,"hour":2,"minute":30`, "20241027T023000", "2024-10-27T00:30:00Z"},
		{"America/New_York", `"year":2024,"month":3,"day":10,"hour":2,"minute":30`, "2024-03-10 02:30:00", "2024-03-10T07:30:00Z"},
		{"America/New_York", `"year":2024,"month":11,"day":3,"hour":1,"minute":30`, "20241103T013000", "2024-11-03T05:30:00Z"},
		{"America/Sao_Paulo", `"year":2018,"month":11,"day":4`, "20181104", "2018-11-04T03:00:00Z"},
	} {
		for _, row := range []string{test.parts, `"dtstart":"` + test.text + `"`} {
			require.Equal(t, test.want, eventOf(t, test.zone, row).GetStartTime().AsTime().Format(time.RFC3339), "%s %s", test.zone, row)
		}
	}
}
