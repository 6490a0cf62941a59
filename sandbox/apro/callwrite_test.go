package apro

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// pageID is the callId that the page prints.
const pageID = "ewegm0nrsy4nzbz4t48e7lp403dngr8v"

// call returns the parameters of a call.
func call(more ...string) []string {
	return append([]string{
		"uniqueId", pageID, "from", "1937 555 8888", "to", "1749 555 3456", "trunkId", "4", "callerId", "1937 555 8888",
		"timestamp", "1469103107000", "isIncoming", "true", "url", "https://pbx.example/1.mp3", "callDuration", "64", "isAnswered", "1",
		"customStatus", "2",
	}, more...)
}

// inCalls puts a call into params[calls][key].
func inCalls(key string, params ...string) []string {
	all := inRow(key, params...)
	for i := 0; i < len(all); i += 2 {
		all[i] = "calls[" + key + "]" + strings.TrimPrefix(all[i], key)
	}
	return all
}

// newCall returns the row of a call that was imported.
func newCall(t *testing.T, srv *Server, uniqueID string) map[string]any {
	t.Helper()
	id := srv.ImportedCall(uniqueID)
	for _, row := range all(t, srv, opCalls) {
		if row["id"] == id {
			return row
		}
	}
	return nil
}

func TestImportedCallsInHistory(t *testing.T) {
	srv := newServer(t, nil)
	id := srv.tables[ListCalls].nextID
	require.Equal(t, `{"result":true,"callId":"`+pageID+`"}`, post(t, srv, opCallImport, call()...).Body.String(), "as the page prints it")
	require.Equal(t, []Effect{{Op: opCallImport, Number: 1, ID: idTexts([]int64{id})[0]}}, srv.Executed())
	want := map[string]any{
		"id": srv.Executed()[0].ID, "date_time": "2016-07-21 12:11:47", "user_id": "0", "is_incoming": "1", "is_answered": "1",
		"custom_status": "2", "from_phone": "1937 555 8888", "to_phone": "1749 555 3456", "trunk_id": "4", "call_duration": "64",
		"url_record": "https://pbx.example/1.mp3",
	}
	require.Equal(t, want, newCall(t, srv, pageID), "without the uniqueId")
	for name, params := range map[string][]string{
		"from": {"fromPhone", "19375558888"}, "to": {"toPhone", "+1 749 555-3456", "dateFrom", "2016-07-21", "dateTo", "2016-07-21"},
		"type": {"type", "in", "dateFrom", "2016-07-21", "dateTo", "2016-07-21"}, "oldest": {"orderType", "ASC", "limit", "1"},
	} {
		require.Equal(t, []map[string]any{want}, list(t, srv, opCalls, params...).List, name)
	}
	require.NoError(t, srv.Touch(ListCalls, want["id"].(string)))
	require.Equal(t, map[string]any{"custom_status": "3"}, unlike(want, newCall(t, srv, pageID)), "a user sets another status")

	other := strings.Repeat("ж", 32)
	post(t, srv, opCallImport, "uniqueId", other, "isIncoming", "0", "userId", "47")
	require.Equal(t, map[string]any{
		"id": srv.ImportedCall(other), "date_time": "2026-11-21 12:00:00", "user_id": "0", "is_incoming": "0", "is_answered": "0",
		"custom_status": "0", "from_phone": "", "to_phone": "", "trunk_id": "0", "call_duration": "0", "url_record": "",
	}, newCall(t, srv, other), "characters are not bytes; what is not sent is empty")
	newer := newServer(t, func(s *Settings) { s.Dialect = Intrum })
	post(t, newer, opCallImport, call("userId", "47")...)
	require.Equal(t, "47", newCall(t, newer, pageID)["user_id"], "version 2.9 knows the user")
}

func TestTimesOfCalls(t *testing.T) {
	zone := time.FixedZone("", 3*3600)
	for _, c := range []struct{ unit, sent, want string }{
		{Milliseconds, "1469103107000", "2016-07-21 15:11:47"},
		{Milliseconds, "1469103107", "1970-01-18 03:05:03"},
		{Seconds, "1469103107", "2016-07-21 15:11:47"},
		{Seconds, "1469103107000", "0000-00-00 00:00:00"},
		{Seconds, "-9223372036854775808", "0000-00-00 00:00:00"},
		{Milliseconds, "9223372036854775807", "0000-00-00 00:00:00"},
		{Milliseconds, "2016-07-21 12:11:47", "2016-07-21 12:11:47"},
		{Milliseconds, "2016-07-21 12:11:47 +0000", "2016-07-21 15:11:47"},
		{Seconds, "2016-07-21 12:11:47+05:00", "2016-07-21 10:11:47"},
		{Seconds, "2016-07-21T12:11:47Z", "2016-07-21 15:11:47"},
		{Seconds, "", "2026-11-21 15:00:00"},
	} {
		srv := newServer(t, func(s *Settings) {
			s.CallTimestamp, s.Now = c.unit, func() time.Time { return noon().In(zone) }
		})
		post(t, srv, opCallImport, call("timestamp", c.sent)...)
		require.Equal(t, c.want, newCall(t, srv, pageID)["date_time"], "%s in %s", c.sent, c.unit)
	}
}

func TestUpdatesOfCalls(t *testing.T) {
	srv := newServer(t, nil)
	post(t, srv, opCallImport, call()...)
	before := newCall(t, srv, pageID)
	require.Equal(t, `{"result":true,"callId":"`+pageID+`"}`, post(t, srv, opCallUpdate, "uniqueId", pageID, "url", "", "callDuration", "65",
		"isAnswered", "false", "customStatus", "0", "from", "1", "to", "2", "timestamp", "0", "trunkId", "1", "isIncoming", "0").Body.String())
	require.Equal(t, map[string]any{"url_record": "", "call_duration": "65", "is_answered": "0", "custom_status": "0"},
		unlike(before, newCall(t, srv, pageID)), "the others cannot be changed")
	require.Equal(t, Effect{Op: opCallUpdate, Number: 1, ID: before["id"].(string)}, srv.Executed()[1])
	post(t, srv, opCallUpdate, "uniqueId", pageID, "isAnswered", "1")
	require.Equal(t, "65", newCall(t, srv, pageID)["call_duration"], "what is not sent stays")
	require.NoError(t, srv.Delete(ListCalls, before["id"].(string)))
	require.Contains(t, post(t, srv, opCallUpdate, "uniqueId", pageID).Body.String(), `"error":"The call does not exist"`)
	require.Len(t, srv.Executed(), 3)
}

func TestWrongCalls(t *testing.T) {
	for name, c := range map[string]struct {
		op     string
		params []string
		want   string
	}{
		"no id":          {opCallImport, call("uniqueId", ""), "uniqueId must have 32 characters"},
		"31 characters":  {opCallImport, call("uniqueId", pageID[1:]), "uniqueId must have 32 characters"},
		"33 characters":  {opCallImport, call("uniqueId", pageID+"x"), "uniqueId must have 32 characters"},
		"unknown trunk":  {opCallImport, call("trunkId", "7"), "The connection does not exist"},
		"unknown status": {opCallImport, call("customStatus", "4"), "The call status does not exist"},
		"no time":        {opCallImport, call("timestamp", "soon"), "The timestamp is not a time"},
		"update, no id":  {opCallUpdate, []string{"url", "x"}, "uniqueId must have 32 characters"},
		"unknown call":   {opCallUpdate, []string{"uniqueId", strings.Repeat("x", 32)}, "The call does not exist"},
		"status":         {opCallUpdate, []string{"uniqueId", pageID, "customStatus", "-1"}, "The call status does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, nil)
			if c.op == opCallUpdate {
				post(t, srv, opCallImport, call()...)
			}
			rows, effects := all(t, srv, opCalls), srv.Executed()
			require.Equal(t, `{"result":false,"error":"`+c.want+`"}`, post(t, srv, c.op, c.params...).Body.String())
			require.Equal(t, rows, all(t, srv, opCalls))
			require.Equal(t, effects, srv.Executed())
		})
	}
}

func TestImportsOfSeveralCalls(t *testing.T) {
	second, third := strings.Repeat("2", 32), strings.Repeat("3", 32)
	several := slices.Concat(inCalls("0", call()...), inCalls("x", call("uniqueId", "short")...), inCalls("7", call("uniqueId", second, "from", "1")...))
	wrong := inCalls("0", call("uniqueId", "short")...)
	for version, want := range map[string][]string{
		CallAnswers28: {`{"result":true}`, `{"result":false,"error":"uniqueId must have 32 characters"}`, `{"result":true}`},
		CallAnswers29: {`{"result":"1","inserted":"2","error":"1"}`, `{"result":"0","inserted":"0","error":"1"}`, `{"result":"1","inserted":"1","error":"0"}`},
	} {
		srv := newServer(t, func(s *Settings) { s.CallAnswers = version })
		require.Equal(t, want[0], post(t, srv, opCallImportAll, several...).Body.String())
		require.Equal(t, want[1], post(t, srv, opCallImportAll, wrong...).Body.String())
		again := slices.Concat(inCalls("0", call()...), inCalls("1", call("uniqueId", third)...))
		require.Equal(t, want[2], post(t, srv, opCallImportAll, again...).Body.String(), "the known call is neither new nor wrong")
		require.Equal(t, "1", newCall(t, srv, second)["from_phone"])
		require.Equal(t, []Effect{
			{Op: opCallImportAll, Number: 1, Row: 0, ID: srv.ImportedCall(pageID)},
			{Op: opCallImportAll, Number: 1, Row: 2, ID: srv.ImportedCall(second)},
			{Op: opCallImportAll, Number: 3, Row: 1, ID: srv.ImportedCall(third)},
		}, srv.Executed())
		for _, params := range [][]string{nil, call(), {"calls", "x"}} {
			require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opCallImportAll, params...)))
		}
	}
	newer := newServer(t, func(s *Settings) { s.CallAnswers = CallAnswers29 })
	require.Equal(t, `{"result":"1","callId":"`+pageID+`"}`, post(t, newer, opCallImport, call()...).Body.String())
	require.Equal(t, `{"result":"0","error":"The call does not exist"}`, post(t, newer, opCallUpdate, "uniqueId", second).Body.String())
}

func TestRepeatedImports(t *testing.T) {
	ok := `{"result":true,"callId":"` + pageID + `"}`
	for setting, c := range map[string]struct {
		answer string
		rows   int
		from   string
	}{
		Ignore: {ok, 1, "1937 555 8888"}, Double: {ok, 2, "2"}, Refuse: {`{"result":false,"error":"The call was imported before"}`, 1, "1937 555 8888"},
	} {
		srv := newServer(t, func(s *Settings) { s.ImportRepeat = setting })
		before := len(srv.IDs(ListCalls))
		require.Equal(t, ok, post(t, srv, opCallImport, call()...).Body.String())
		require.Equal(t, c.answer, post(t, srv, opCallImport, call("from", "2")...).Body.String(), setting)
		require.Len(t, srv.IDs(ListCalls), before+c.rows)
		require.Len(t, srv.Executed(), c.rows, "an ignored call is no effect")
		post(t, srv, opCallUpdate, "uniqueId", pageID, "url", "new")
		require.Equal(t, []any{c.from, "new"}, []any{newCall(t, srv, pageID)["from_phone"], newCall(t, srv, pageID)["url_record"]})
	}
}

func TestDelayOfImports(t *testing.T) {
	now := noon()
	srv := newServer(t, func(s *Settings) {
		s.ImportDelay, s.Now = Duration(90*time.Second), func() time.Time { return now }
	})
	rows := len(all(t, srv, opCalls))
	post(t, srv, opCallImport, call()...)
	require.Nil(t, newCall(t, srv, pageID))
	require.Equal(t, `{"result":true,"callId":"`+pageID+`"}`, post(t, srv, opCallUpdate, "uniqueId", pageID, "url", "new").Body.String())
	now = now.Add(90*time.Second - 1)
	require.Len(t, all(t, srv, opCalls), rows)
	now = now.Add(1)
	require.Equal(t, "new", newCall(t, srv, pageID)["url_record"])
	require.Len(t, all(t, srv, opCalls), rows+1)
}

// TestCallWritesLikeOthers has the checks that all writes have.
func TestCallWritesLikeOthers(t *testing.T) {
	for op, params := range map[string][]string{
		opCallImport: call(), opCallImportAll: inCalls("0", call()...), opCallUpdate: {"uniqueId", pageID, "url", "new"},
	} {
		extra := strings.Replace(params[0], "uniqueId", "colour", 1)
		for name, c := range map[string]struct {
			edit   func(*Settings)
			params []string
			want   string // "" for success
			writes int
		}{
			"unknown parameter": {nil, append(params, extra, "red"), "", 1},
			"strict":            {func(s *Settings) { s.UnknownParams = Refuse }, append(params, extra, "red"), "BAD_PARAMS", 0},
			"strict and known":  {func(s *Settings) { s.UnknownParams = Refuse }, params, "", 1},
			"no right":          {func(s *Settings) { s.Denied = []string{op} }, params, "ACCESS_DENY", 0},
			"missing":           {func(s *Settings) { s.Missing = []string{op} }, params, "BAD_REQUEST", 0},
			"too many elements": {func(s *Settings) { s.ElementLimit = 1 }, params, "BAD_PARAMS", 0},
			"executed":          {func(s *Settings) { s.FailCode = []FailCode{{Op: op, Code: "X", Executes: true}} }, params, "X", 1},
			"executing fault":   {func(s *Settings) { s.Faults = []stage.Fault{{Op: op, Kind: "status", Status: 400, Executes: true}} }, params, "BAD_PARAMS", 1},
			"enveloped":         {func(s *Settings) { s.CallEnvelope = Enveloped }, params, `{"status":"success","data":{"result":true`, 1},
		} {
			srv := newServer(t, c.edit)
			if op == opCallUpdate { // a call to update
				srv.imported[pageID] = srv.tables[ListCalls].add(row{written: (*written)(nil).copied()}, present)
			}
			w := post(t, srv, op, c.params...)
			switch {
			case c.want == "":
				require.True(t, strings.HasPrefix(w.Body.String(), `{"result":true`), "%s %s: %s", op, name, w.Body)
			case c.want[0] == '{':
				require.True(t, strings.HasPrefix(w.Body.String(), c.want), "%s %s: %s", op, name, w.Body)
			default:
				require.Equal(t, c.want, refused(t, w), "%s %s", op, name)
			}
			require.Len(t, srv.Executed(), c.writes, "%s %s", op, name)
		}
		require.True(t, writes(op))
		srv := newServer(t, nil)
		require.Equal(t, "BAD_REQUEST", refused(t, get(t, srv, http.MethodGet, "/sharedapi/"+op+"?apikey="+srv.settings.APIKey)))
	}
	srv := newServer(t, func(s *Settings) { s.IgnoredWrites = []string{"callDuration", "trunkId"} })
	post(t, srv, opCallImportAll, inCalls("0", call()...)...)
	post(t, srv, opCallUpdate, "uniqueId", pageID, "callDuration", "99", "url", "new")
	require.Equal(t, []any{"0", "0", "new"}, []any{newCall(t, srv, pageID)["call_duration"], newCall(t, srv, pageID)["trunk_id"], newCall(t, srv, pageID)["url_record"]})
}
