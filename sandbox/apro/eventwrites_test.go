package apro

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// eventParams are the parameters of the event in the page's samples, which is on a Thursday.
func eventParams(more ...string) []string {
	return append([]string{
		"event[title]", "Event name", "event[date]", "2017-04-27T12:00:00+00:00", "event[description]", "Event description",
		"event[allDay]", "0", "event[duration]", "15", "event[remind_active]", "yes", "event[remind_before]", "15",
		"event[textColor]", "#000000", "event[backgroundColor]", "#EFEFEF", "event[borderColor]", "#EFEFEF",
	}, more...)
}

// pageEvent is the page's sample of an answer, with the id of the first new event.
const pageEvent = `{"status":"success","data":{"event":{"id":"891","title":"Event name","publ":"1","description":"Event description",` +
	`"allDay":"0","duration":"15","remind_active":"yes","remind_before":"15","year":"2017","month":"04","day":"27","weekday":"4",` +
	`"hour":"12","minute":"00","textColor":"#000000","backgroundColor":"#EFEFEF","borderColor":"#EFEFEF"}}}`

type eventPage struct {
	List  []map[string]any
	Total int
}

// eventsBy returns all events with a state of publication.
func eventsBy(t *testing.T, srv *Server, publ string) map[string]map[string]any {
	t.Helper()
	found := map[string]map[string]any{}
	for n := 0; ; n++ {
		page := read[eventPage](t, srv, opEvents, "filters[publ]", publ, "page", strconv.Itoa(n), "from", "0", "to", "2000000000")
		for _, row := range page.List {
			found[row["id"].(string)] = row
		}
		if len(page.List) == 0 {
			require.Len(t, found, page.Total)
			return found
		}
	}
}

type oneEvent struct {
	Event map[string]any
	Users any
}

// TestWallClocksOfAZone shows the times of a summer on the clocks of the zone in the settings, whatever the machine's zone is.
func TestWallClocksOfAZone(t *testing.T) {
	for zone, hour := range map[string]string{"Europe/London": "11", "UTC": "10", "Asia/Kathmandu": "15"} {
		srv := newServer(t, func(s *Settings) { s.TimeZone = zone })
		post(t, srv, opEventInsert, "event[title]", "Review", "event[date]", "2026-07-01T10:00:00Z")
		require.Equal(t, hour, read[oneEvent](t, srv, opEvent, "id", "891").Event["hour"], zone)
	}
}

func TestNewEvents(t *testing.T) {
	srv := newServer(t, nil)
	before := eventsBy(t, srv, "all")
	w := post(t, srv, opEventInsert, eventParams("users[48]", "simple", "users[47]", "root")...)
	require.Equal(t, pageEvent, w.Body.String())
	require.NotContains(t, before, "891")
	after := eventsBy(t, srv, "1")
	one := read[oneEvent](t, srv, opEvent, "id", "891")
	require.Equal(t, after["891"], one.Event)
	require.Equal(t, map[string]any{"47": "root", "48": "simple"}, one.Users)
	require.Equal(t, []Effect{{Op: opEventInsert, Number: 1, ID: "891"}}, srv.Executed())
	first := read[eventPage](t, srv, opEvents, "count", "10").List[0]
	require.Equal(t, "891", first["id"], "the list is in the order of starts")

	plain := read[oneEvent](t, srv, opEventInsert, "event[title]", "B", "event[date]", "2026-11-30").Event
	require.Equal(t, map[string]any{
		"id": "892", "title": "B", "publ": "1", "description": "", "allDay": "0", "duration": "0", "remind_active": "no", "remind_before": "0",
		"year": "2026", "month": "11", "day": "30", "weekday": "1", "hour": "00", "minute": "00",
		"textColor": "#000000", "backgroundColor": "#EFEFEF", "borderColor": "#EFEFEF",
	}, plain)
	require.Equal(t, []any{}, read[oneEvent](t, srv, opEvent, "id", "892").Users)
	require.Len(t, eventsBy(t, srv, "all"), eventCount+2)
}

// TestStartsOfEvents reads dates with and without offsets, and rounds them.
func TestStartsOfEvents(t *testing.T) {
	samara := time.FixedZone("", 4*3600)
	for sent, want := range map[string]string{
		"2017-04-27T10:49:48+04:00":                       "2017-04-27 4 10:50",
		"Thu Apr 27 2017 10:49:48 GMT+0400":               "2017-04-27 4 10:50",
		"Thu Apr 27 2017 10:49:48 GMT+0400 (Samara Time)": "2017-04-27 4 10:50",
		"Thu, 27 Apr 2017 06:49:48 GMT":                   "2017-04-27 4 10:50",
		"Thu, 27 Apr 2017 06:49:48 +0000":                 "2017-04-27 4 10:50",
		"2017-04-27T18:01:00+0400":                        "2017-04-27 4 18:00",
		"2017-04-27T18:02:29+04:00":                       "2017-04-27 4 18:00",
		"2017-04-27T18:02:30+04:00":                       "2017-04-27 4 18:05",
		"2017-04-27T18:03+04:00":                          "2017-04-27 4 18:05",
		"2017-04-27 23:58:00Z":                            "2017-04-28 5 04:00",
		"2016-12-31 23:58:00 +0400":                       "2017-01-01 0 00:00",
		"2017-04-27 12:00:00":                             "2017-04-27 4 16:00",
		"2017-04-27T12:00":                                "2017-04-27 4 16:00",
		"2017-04-27":                                      "2017-04-27 4 04:00",
		"1965-04-27T18:03:00+04:00":                       "1965-04-27 2 18:05",
		"":                                                "",
		"soon":                                            "",
		"2017-04-31":                                      "",
		strings.Repeat("9", 30):                           "",
		"2017-04-27T12:00:00+04:00 and 2017-04-28T12:00:00+0:0": "",
	} {
		srv := newServer(t, func(s *Settings) { s.Now = func() time.Time { return noon().In(samara) } })
		w := post(t, srv, opEventInsert, "event[title]", "A", "event[date]", sent)
		if want == "" {
			require.Equal(t, "BAD_PARAMS", refused(t, w), sent)
			continue
		}
		require.Equal(t, "success", open(t, w).Status, sent)
		e := read[oneEvent](t, srv, opEvent, "id", "891").Event
		parts := []any{e["year"], "-", e["month"], "-", e["day"], " ", e["weekday"], " ", e["hour"], ":", e["minute"]}
		var at strings.Builder
		for _, part := range parts {
			at.WriteString(part.(string))
		}
		require.Equal(t, want, at.String(), sent)
	}
	moscow := newServer(t, func(s *Settings) { s.EventZone = ZoneMoscow })
	require.Equal(t, "09", read[oneEvent](t, moscow, opEventInsert, "event[title]", "A", "event[date]", "2017-04-27 12:00:00").Event["hour"])
	require.Equal(t, "12", read[oneEvent](t, moscow, opEventInsert, "event[title]", "A", "event[date]", "2017-04-27T12:00:00Z").Event["hour"])
}

func TestUpdatesOfEvents(t *testing.T) {
	srv := newServer(t, nil)
	var id string
	for id = range eventsBy(t, srv, "1") {
		break
	}
	before := read[oneEvent](t, srv, opEvent, "id", id)
	update := func(params ...string) oneEvent {
		return read[oneEvent](t, srv, opEventUpdate, append([]string{"event[id]", id}, params...)...)
	}
	for key, value := range map[string]string{
		"title": "Other", "description": "", "allDay": "1", "duration": "90", "remind_active": "no", "remind_before": "0",
		"textColor": "red", "backgroundColor": "", "borderColor": "#FFF",
	} {
		before.Event[key] = value
		require.Equal(t, before.Event, update("event["+key+"]", value).Event, "only %s changes", key)
		require.Equal(t, before, read[oneEvent](t, srv, opEvent, "id", id))
	}
	require.Equal(t, "2031", update("event[date]", "2031-01-02T03:04:00Z").Event["year"])
	require.Equal(t, "05", eventsBy(t, srv, "1")[id]["minute"])
	require.Len(t, srv.Executed(), 10)
	for _, e := range srv.Executed() {
		require.Equal(t, []string{opEventUpdate, id}, []string{e.Op, e.ID})
	}
	require.Len(t, eventsBy(t, srv, "all"), eventCount)
}

// TestParticipantsOfEvents replace the present ones, or join them.
func TestParticipantsOfEvents(t *testing.T) {
	for setting, want := range map[string][]any{
		Replace: {map[string]any{"48": "root", "49": "simple"}, []any{}},
		Merge:   {map[string]any{"47": "root", "48": "root", "49": "simple"}, map[string]any{"47": "root", "48": "root", "49": "simple"}},
	} {
		srv := newServer(t, func(s *Settings) { s.Participants = setting })
		post(t, srv, opEventInsert, eventParams("users[47]", "root", "users[48]", "simple")...)
		users := func(params ...string) any {
			read[oneEvent](t, srv, opEventUpdate, append([]string{"event[id]", "891"}, params...)...)
			return read[oneEvent](t, srv, opEvent, "id", "891").Users
		}
		require.Equal(t, map[string]any{"47": "root", "48": "simple"}, users("event[title]", "A"), "no users leave the participants as they are")
		require.Equal(t, want[0], users("users[48]", "root", "users[49]", "simple"), setting)
		require.Equal(t, want[1], users("users", ""), setting)
	}
	srv := newServer(t, func(s *Settings) { s.Participants = Merge })
	id := strconv.FormatInt(srv.events()[0].id, 10)
	drawn := read[oneEvent](t, srv, opEvent, "id", id).Users.(map[string]any)
	post(t, srv, opEventUpdate, "event[id]", id, "users[67]", "simple")
	drawn["67"] = "simple"
	require.Equal(t, drawn, read[oneEvent](t, srv, opEvent, "id", id).Users, "drawn participants are present ones")
}

func TestDeletionsOfEvents(t *testing.T) {
	srv := newServer(t, nil)
	post(t, srv, opEventInsert, eventParams("users[47]", "root")...)
	gone := strings.Replace(pageEvent, `"publ":"1"`, `"publ":"0"`, 1)
	require.Equal(t, gone, post(t, srv, opEventDelete, "id", "891").Body.String())
	require.NotContains(t, eventsBy(t, srv, "1"), "891")
	require.Contains(t, eventsBy(t, srv, "0"), "891")
	require.Equal(t, "0", read[oneEvent](t, srv, opEvent, "id", "891").Event["publ"])
	require.Equal(t, gone, post(t, srv, opEventDelete, "id", "891").Body.String(), "a deleted event stays deleted")
	require.Len(t, srv.Executed(), 2, "which is no effect")

	require.Equal(t, pageEvent, post(t, srv, opEventUpdate, "event[id]", "891", "event[publ]", "1").Body.String())
	require.Equal(t, map[string]any{"47": "root"}, read[oneEvent](t, srv, opEvent, "id", "891").Users)
	require.Contains(t, eventsBy(t, srv, "1"), "891")
	require.Equal(t, gone, post(t, srv, opEventUpdate, "event[id]", "891", "event[publ]", "0").Body.String())
	require.Contains(t, eventsBy(t, srv, "0"), "891")
	require.Equal(t, "New", read[oneEvent](t, srv, opEventUpdate, "event[id]", "891", "event[title]", "New").Event["title"])
	require.Equal(t, "New", eventsBy(t, srv, "0")["891"]["title"], "a deleted event can be changed")

	denied := newServer(t, func(s *Settings) { s.Denied = []string{opEventDelete} })
	post(t, denied, opEventInsert, eventParams()...)
	require.Equal(t, "ACCESS_DENY", refused(t, post(t, denied, opEventUpdate, "event[id]", "891", "event[publ]", "0")))
	require.Equal(t, pageEvent, post(t, denied, opEventUpdate, "event[id]", "891").Body.String())
}

// TestNewerOrganizerRefusesOldWrites, and deletes one occurrence of an event.
func TestNewerOrganizerRefusesOldWrites(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Organizer = Organizer29 })
	repeats := srv.world.baseEvent(0)
	id := strconv.FormatInt(repeats.id, 10)
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEventInsert, eventParams()...)))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEventUpdate, "event[id]", id, "event[title]", "A")))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEventDelete, "id", id)), "no queue")
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opEventDelete, "id", id, "queue", "1")))
	require.Empty(t, srv.Executed())
	live := func() (queues []string) {
		for _, v := range srv.events() {
			if v.id == repeats.id && !v.deleted {
				queues = append(queues, strconv.FormatInt(v.queue-10*v.id, 10))
			}
		}
		return queues
	}
	require.Equal(t, []string{"0", "1", "2"}, live())
	for range 2 {
		require.Equal(t, `{"status":"success","data":[]}`, post(t, srv, opEventDelete, "id", id, "queue", id+"1").Body.String())
	}
	require.Equal(t, []string{"0", "2"}, live())
	require.Equal(t, []Effect{{Op: opEventDelete, Number: 3, ID: id}}, srv.Executed())
}
