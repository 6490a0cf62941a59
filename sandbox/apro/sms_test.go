package apro

import (
	"crypto/md5"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// message returns the parameters of a message that is accepted; more are added or replace some.
func message(more ...string) map[string]string {
	params := map[string]string{
		"action": "smsReceived", "sms_id": "7", "sender": "54321", "destination": "12345", "message": "Привет & <b>", "count": "1",
	}
	for i := 0; i < len(more); i += 2 {
		params[more[i]] = more[i+1]
	}
	return params
}

// sign adds the hash to the parameters.
func sign(params map[string]string, key string) map[string]string {
	text := ""
	for _, name := range slices.Sorted(maps.Keys(params)) {
		text += params[name]
	}
	params["hash"] = fmt.Sprintf("%x", md5.Sum([]byte(text+key)))
	return params
}

// sendSMS posts parameters in the opposite order of their names, which must not matter to the hash.
func sendSMS(t *testing.T, srv *Server, path string, params map[string]string) string {
	t.Helper()
	var form []string
	for _, name := range slices.Sorted(maps.Keys(params)) {
		form = append([]string{name + "=" + url.QueryEscape(params[name])}, form...)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(strings.Join(form, "&")))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	require.Equal(t, http.StatusOK, w.Code)
	return w.Body.String()
}

const (
	smsTaken = `{"success":true}`
	smsLater = `{"success":false,"repeat":true}`
)

// TestReferenceHash is a message with a hash that was computed elsewhere.
func TestReferenceHash(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.SMSKey = "0123456789abcdef0123456789abcdef" })
	params := message("message", "Hi", "hash", "cc487cc9d09c1dd522a15c6c20a40594")
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", params))
	params["hash"] = strings.ToUpper(params["hash"])
	require.Equal(t, smsTaken, sendSMS(t, srv, "//smsapi", params))
	params["message"] = "Ho"
	require.Contains(t, sendSMS(t, srv, "/smsapi/", params), "wrong hash")
}

func TestReceivedSMS(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.UnknownParams = Refuse })
	key := srv.settings.SMSKey
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message(), key)))
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message("sms_id", "8", "count", "3", "date", "1795262400", "message", ""), key)))
	require.Equal(t, []SMS{
		{ID: 7, Sender: "54321", Destination: "12345", Message: "Привет & <b>", Count: 1},
		{ID: 8, Sender: "54321", Destination: "12345", Count: 3, Date: 1795262400},
	}, srv.ReceivedSMS())
	require.Equal(t, []Effect{{Op: opSMS, Number: 1, ID: "7"}, {Op: opSMS, Number: 2, ID: "8"}}, srv.Executed())
	require.Equal(t, map[string]int64{opSMS: 2}, srv.Requests())
}

func TestRefusedSMS(t *testing.T) {
	numbered := func(s *Settings) { s.SMSNumbers = []string{"12345", "12346"} }
	for name, c := range map[string]struct {
		edit   func(*Settings)
		params map[string]string
		unset  string
		want   string
	}{
		"no id":             {nil, message(), "sms_id", "wrong sms_id"},
		"id zero":           {nil, message("sms_id", "0"), "", "wrong sms_id"},
		"negative id":       {nil, message("sms_id", "-7"), "", "wrong sms_id"},
		"no sender":         {nil, message(), "sender", "wrong sender"},
		"no destination":    {nil, message(), "destination", "wrong destination"},
		"not our number":    {numbered, message("destination", "1234"), "", "wrong destination"},
		"no message":        {nil, message(), "message", "wrong message"},
		"no count":          {nil, message(), "count", "wrong count"},
		"count of nothing":  {nil, message("count", "0"), "", "wrong count"},
		"a date as text":    {nil, message("date", "2026-11-21"), "", "wrong date"},
		"no action":         {nil, message(), "action", "unknown action"},
		"other action":      {nil, message("action", "smsStatus"), "", "unknown action"},
		"other spelling":    {nil, message("action", SMSRecieved), "", "unknown action"},
		"unknown parameter": {func(s *Settings) { s.UnknownParams = Refuse }, message("text", "Hi"), "", "unknown parameter"},
		"ignored count":     {func(s *Settings) { s.IgnoredWrites = []string{"count"} }, message(), "", "wrong count"},
		"no right":          {func(s *Settings) { s.Denied = []string{opSMS} }, message(), "", "ACCESS_DENY"},
		"missing":           {func(s *Settings) { s.Missing = []string{opSMS} }, message(), "", "BAD_REQUEST"},
		"too many":          {func(s *Settings) { s.ElementLimit = 6 }, message(), "", "BAD_PARAMS"},
		"code":              {func(s *Settings) { s.FailCode = []FailCode{{Op: opSMS, Code: "BAD_PARAMS"}} }, message(), "", "BAD_PARAMS"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := newServer(t, c.edit)
			delete(c.params, c.unset)
			want := `{"success":false,"repeat":false,"error":"` + c.want + `"}`
			require.Equal(t, want, sendSMS(t, srv, "/smsapi/", sign(c.params, srv.settings.SMSKey)))
			require.Empty(t, srv.ReceivedSMS())
			require.Empty(t, srv.Executed())
		})
	}
	srv := newServer(t, numbered)
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message(), srv.settings.SMSKey)))
	require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message("apikey", "x"), srv.settings.SMSKey)), "apikey is a parameter like others")
	require.Contains(t, sendSMS(t, srv, "/smsapi/", message()), "wrong hash", "no hash")
	require.Contains(t, sendSMS(t, srv, "/smsapi/", sign(message(), srv.settings.APIKey)), "wrong hash", "the other key")
	require.Contains(t, get(t, srv, http.MethodGet, "/smsapi/?action=smsReceived").Body.String(), "BAD_REQUEST")
	other := newServer(t, func(s *Settings) { s.SMSAction = SMSRecieved })
	require.Equal(t, smsTaken, sendSMS(t, other, "/smsapi/", sign(message("action", SMSRecieved), other.settings.SMSKey)))
	require.Contains(t, sendSMS(t, other, "/smsapi/", sign(message(), other.settings.SMSKey)), "unknown action")
}

// TestRepeatableSMS come too soon or at a bad time.
func TestRepeatableSMS(t *testing.T) {
	for name, edit := range map[string]func(*Settings){
		"quota":      func(s *Settings) { s.Quota = 1 },
		"overloaded": func(s *Settings) { s.FailCode = []FailCode{{Op: opSMS, At: 2, Code: "SERVER_IS_OVERLOADED"}} },
	} {
		srv := newServer(t, edit)
		require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message(), srv.settings.SMSKey)), name)
		require.Equal(t, smsLater, sendSMS(t, srv, "/smsapi/", sign(message("sms_id", "8"), srv.settings.SMSKey)), name)
		require.Len(t, srv.ReceivedSMS(), 1)
	}
}

func TestRepeatedSMS(t *testing.T) {
	for setting, want := range map[string]struct {
		answer string
		stored int
	}{
		Ignore: {smsTaken, 1}, SMSDouble: {smsTaken, 2}, Refuse: {`{"success":false,"repeat":false,"error":"repeated sms_id"}`, 1},
	} {
		srv := newServer(t, func(s *Settings) { s.SMSRepeat = setting })
		require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message(), srv.settings.SMSKey)))
		require.Equal(t, want.answer, sendSMS(t, srv, "/smsapi/", sign(message("message", "Again"), srv.settings.SMSKey)), setting)
		require.Len(t, srv.ReceivedSMS(), want.stored, setting)
		require.Len(t, srv.Executed(), want.stored, setting)
		require.Equal(t, smsTaken, sendSMS(t, srv, "/smsapi/", sign(message("sms_id", "8"), srv.settings.SMSKey)))
	}
}
