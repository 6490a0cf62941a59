package administrate

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func decodeRow(t *testing.T, body string) row {
	t.Helper()
	var r row
	require.NoError(t, json.Unmarshal([]byte(body), &r), body)
	return r
}

const minimal = `{"status":"Completed","user_id":1,"account_id":1,"type_id":1}`

func TestCreate(t *testing.T) {
	now := time.Date(2026, 11, 20, 15, 4, 5, 0, time.UTC)
	x := start(t, func(s *Settings) { s.Now = func() time.Time { return now } })
	ids := x.IDs(ListTasks)
	status, body, _ := x.do("POST", pathTasks, `{"status":"Completed","created_on":"2013-09-17","user_id":1,"account_id":1,"type_id":1,"other":1}`)
	require.Equal(t, 200, status, body)
	made := decodeRow(t, body)
	require.Len(t, made, 18)
	require.Equal(t, "2013-09-17T00:00:00", made["created_on"])
	require.Equal(t, append(ids, texts([]int64{made.id()})...), x.IDs(ListTasks), "new ids are the highest")

	_, body, _ = x.do("POST", pathTasks, minimal)
	require.Equal(t, "2026-11-20T15:04:05", decodeRow(t, body)["created_on"])
	require.Equal(t, made.id()+1, decodeRow(t, body).id())
}

func TestRefusedCreations(t *testing.T) {
	tests := []struct {
		body    string
		failure int
		status  int
	}{
		{`{"user_id":1,"account_id":1,"type_id":1}`, 404, 404},
		{`{"user_id":1,"account_id":1,"type_id":1}`, 400, 400},
		{`{"status":"x","user_id":1,"account_id":null,"type_id":1}`, 404, 404},
		{`{"status":"x","user_id":999,"account_id":1,"type_id":1}`, 404, 404},
		{`{"status":"x","user_id":1,"account_id":999,"type_id":1}`, 400, 400},
		{`{"status":"x","user_id":1,"account_id":1,"type_id":0}`, 404, 404},
		{`{"status":"x","user_id":1,"account_id":1,"type_id":1,"created_on":"yesterday"}`, 404, 404},
		{`[1]`, 404, 400},
		{`{`, 404, 400},
	}
	for _, test := range tests {
		x := start(t, func(s *Settings) { s.CreateFailure = test.failure })
		status, body, _ := x.do("POST", pathTasks, test.body)
		require.Equal(t, test.status, status, test.body+" "+body)
		require.Len(t, x.IDs(ListTasks), 300)
	}
	status, _, _ := start(t, nil).do("POST", pathTasks, "")
	require.Equal(t, 415, status)
}

func TestUpdate(t *testing.T) {
	x := start(t, nil)
	id := x.IDs(ListTasks)[5]
	_, body, _ := x.do("GET", pathTasks+"/"+id, "")
	want := decodeRow(t, body)
	want["created_on"], want["subject"], want["account"] = "2009-01-25T14:15:16", "a \"b\" \\ ю", nil
	status, body, _ := x.do("PUT", pathTasks+"/"+id, `{"created_on":"2009-01-25 14:15:16","subject":"a \"b\" \\ ю","account_id":null,"id":1,"zzz":[]}`)
	require.Equal(t, 200, status, body)
	require.Equal(t, want, decodeRow(t, body))
	_, body, _ = x.do("GET", pathTasks+"/"+id, "")
	require.Equal(t, want, decodeRow(t, body))

	for _, bad := range []string{`{"user_id":0}`, `{"status":null}`, `{"start_datetime":"2020-01-01T00:00:00Z"}`, `{"show_on_calendar":"yes"}`, `{"created_on":null}`} {
		status, _, _ = x.do("PUT", pathTasks+"/"+id, bad)
		require.Equal(t, 400, status, bad)
	}
	_, body, _ = x.do("GET", pathTasks+"/"+id, "")
	require.Equal(t, want, decodeRow(t, body), "a refused update changes nothing")
	status, _, _ = x.do("PUT", pathTasks+"/99999999", `{"status":"x"}`)
	require.Equal(t, 404, status)

	older := start(t, func(s *Settings) { s.PostUpdates = true })
	status, body, _ = older.do("POST", pathTasks+"/"+id, `{"status":"x"}`)
	require.Equal(t, 200, status)
	require.Equal(t, "x", decodeRow(t, body)["status"])
}

func TestDelete(t *testing.T) {
	x := start(t, nil)
	ids := x.IDs(ListTasks)
	_, before, _ := x.do("GET", pathTasks+"/"+ids[3], "")
	status, body, _ := x.do("DELETE", pathTasks+"/"+ids[3], "")
	require.Equal(t, 200, status)
	require.JSONEq(t, before, body, "the answer is the deleted task")
	for _, method := range []string{"DELETE", "GET"} {
		status, _, _ = x.do(method, pathTasks+"/"+ids[3], "")
		require.Equal(t, 404, status)
	}
	require.Equal(t, append(ids[:3:3], ids[4:]...), x.IDs(ListTasks))
	require.Equal(t, x.IDs(ListTasks), texts(x.scan(100)))
}

func TestMutators(t *testing.T) {
	x := start(t, nil)
	ids := x.IDs(ListTasks)
	subject := func() any {
		_, body, _ := x.do("GET", pathTasks+"/"+ids[0], "")
		return decodeRow(t, body)["subject"]
	}
	base := subject()
	require.NoError(t, x.Touch(ListTasks, ids[0]))
	first := subject()
	require.NoError(t, x.Touch(ListTasks, ids[0]))
	require.NotEqual(t, base, first)
	require.NotEqual(t, first, subject(), "each touch is a new version")

	added := x.Insert(ListTasks)
	require.NoError(t, x.Touch(ListTasks, added))
	require.NoError(t, x.Delete(ListTasks, added))
	require.Equal(t, ids, x.IDs(ListTasks))
	require.Error(t, x.Delete(ListTasks, added))
	require.Error(t, x.Touch(ListTasks, added))
	require.Error(t, x.Touch(ListTasks, "x"))
	require.Error(t, x.Delete("contacts", ids[0]))
	require.Empty(t, x.Insert("contacts"))
	require.Empty(t, x.IDs("contacts"))
	require.NotEqual(t, added, x.Insert(ListTasks), "ids are not used twice")
}

func TestValidate(t *testing.T) {
	require.NoError(t, Defaults().Validate())
	tests := map[string]func(*Settings){
		"rows":           func(s *Settings) { s.Rows = -1 },
		"latency":        func(s *Settings) { s.Latency = -1 },
		"churn":          func(s *Settings) { s.Churn = -1 },
		"username":       func(s *Settings) { s.Username = "a:b" },
		"password":       func(s *Settings) { s.Password = "" },
		"default_limit":  func(s *Settings) { s.DefaultLimit = -1 },
		"max_limit":      func(s *Settings) { s.MaxLimit = -1 },
		"unknown_filter": func(s *Settings) { s.UnknownFilter = "" },
		"create_failure": func(s *Settings) { s.CreateFailure = 500 },
		"api_gone":       func(s *Settings) { s.APIGone = "yes" },
		"rate":           func(s *Settings) { s.Rate = -1 },
		"rate_window":    func(s *Settings) { s.RateWindow = 0 },
		"http_scheme":    func(s *Settings) { s.HTTPScheme = "http" },
	}
	for field, spoil := range tests {
		s := Defaults()
		spoil(&s)
		require.ErrorContains(t, s.Validate(), field+":")
		_, err := New(s)
		require.Error(t, err)
	}
	var s Settings
	require.NoError(t, json.Unmarshal([]byte(`{"latency":"20ms","rate_window":"5m","faults":[{"op":"list"}]}`), &s))
	require.Equal(t, Duration(20*time.Millisecond), s.Latency)
	require.Error(t, json.Unmarshal([]byte(`{"latency":"20"}`), &s))
}

func TestEmptyTenant(t *testing.T) {
	x := start(t, func(s *Settings) { s.Rows = 0 })
	require.Empty(t, x.list(""))
	require.Empty(t, x.list("_order=id&id__gt=0"))
	require.Empty(t, x.list("_order=-id"))
	id := x.Insert(ListTasks)
	require.Equal(t, []string{id}, texts(rowIDs(x.list(""))))
}

// TestExecuted lists the effects of requests, and none of requests that were refused.
func TestExecuted(t *testing.T) {
	x := start(t, nil)
	ids := x.IDs(ListTasks)
	_, body, _ := x.do("POST", pathTasks, minimal)
	made := texts([]int64{decodeRow(t, body).id()})[0]
	x.do("POST", pathTasks, `{}`)
	x.do("PUT", pathTasks+"/"+ids[0], `{"subject":"a"}`)
	x.do("PUT", pathTasks+"/"+ids[0], `{"user_id":999}`)
	x.do("PUT", pathTasks+"/"+ids[0], `{"subject":"b"}`)
	x.do("DELETE", pathTasks+"/"+ids[1], "")
	x.do("DELETE", pathTasks+"/"+ids[1], "")
	require.Equal(t, []Effect{
		{Op: OpCreate, Number: 1, ID: made}, {Op: OpUpdate, Number: 1, ID: ids[0]}, {Op: OpUpdate, Number: 3, ID: ids[0]}, {Op: OpDelete, Number: 1, ID: ids[1]},
	}, x.Executed())
}
