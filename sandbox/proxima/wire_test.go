package proxima

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

func TestLogin(t *testing.T) {
	c := &client{t: t, s: newSandbox(t, nil)}
	for _, tc := range []struct {
		name, body string
		status     int
	}{
		{"not JSON", `username=crm_api_user`, 400},
		{"no password", `{"username":"crm_api_user"}`, 400},
		{"password is a number", `{"username":"crm_api_user","password":1}`, 400},
		{"another user", `{"username":"admin","password":"sandbox-proxima-password"}`, 401},
		{"wrong password", `{"username":"crm_api_user","password":"x"}`, 401},
	} {
		t.Run(tc.name, func(t *testing.T) {
			status, body := c.send(http.MethodPost, "/crm-api/login", tc.body)
			require.Equal(t, tc.status, status)
			requireMessage(t, body)
		})
	}
	status, body := c.send(http.MethodPost, "/crm-api/login", `{"username":"crm_api_user","password":"sandbox-proxima-password"}`)
	require.Equal(t, 200, status)
	require.Regexp(t, `^\{"token":"[0-9a-f]{50}","expires_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"\}$`, body)
	require.Equal(t, map[string]int64{"login": 6}, c.s.Requests())
}

func TestTokens(t *testing.T) {
	at := &clock{time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC)}
	s := newSandbox(t, func(s *Settings) { s.Now = at.now; s.TokenTTL = Duration(time.Minute); s.SingleSession = true })
	c := newClient(t, s)
	c.start("2025-03-01", "2025-03-02", "")

	other := newClient(t, s)
	for _, path := range []string{"/crm-api/db-function/status/1", "/crm-api/db-function/result/1?batch=1"} {
		status, body := c.send(http.MethodGet, path, "")
		require.Equal(t, 401, status, "a single session ends with the next login")
		requireMessage(t, body)
	}
	other.poll(1)
	at.at = at.at.Add(time.Minute)
	status, _ := other.send(http.MethodPost, "/crm-api/db-function/run", runBody("2025-03-01", "2025-03-02", ""))
	require.Equal(t, 401, status, "the token has expired")
	other.token = ""
	status, _ = other.send(http.MethodPost, "/crm-api/db-function/run", `{}`)
	require.Equal(t, 401, status, "the token is looked at before the body")
}

func TestRunRefusesBadRequests(t *testing.T) {
	c := newClient(t, newSandbox(t, nil))
	valid := `"date_from":"2025-03-01","date_till":"2025-03-02"`
	for name, body := range map[string]string{
		"not JSON":             `date_from`,
		"an array":             `[]`,
		"null":                 `null`,
		"no function":          `{"format":"json","arguments":{` + valid + `}}`,
		"unknown function":     `{"function":"api_get_company_json","format":"json","arguments":{` + valid + `}}`,
		"JSON of a CSV":        `{"function":"api_get_tasks","format":"json","arguments":{` + valid + `}}`,
		"another letter case":  `{"Function":"api_get_tasks_json","format":"json","arguments":{` + valid + `}}`,
		"no format":            `{"function":"api_get_tasks_json","arguments":{` + valid + `}}`,
		"csv":                  `{"function":"api_get_tasks_json","format":"csv","arguments":{` + valid + `}}`,
		"no arguments":         `{"function":"api_get_tasks_json","format":"json"}`,
		"arguments are a list": `{"function":"api_get_tasks_json","format":"json","arguments":[]}`,
		"no date_till":         `{"function":"api_get_tasks_json","format":"json","arguments":{"date_from":"2025-03-01"}}`,
		"date with time":       runBody("2025-03-01T00:00:00", "2025-03-02", ""),
		"short date":           runBody("2025-3-1", "2025-03-02", ""),
		"no such day":          runBody("2025-02-30", "2025-03-02", ""),
		"ids are an array":     runBody("2025-03-01", "2025-03-02", `,"ids":[1,2]`),
		"ids with blanks":      runBody("2025-03-01", "2025-03-02", `,"ids":"1, 2"`),
		"ids with a hole":      runBody("2025-03-01", "2025-03-02", `,"ids":"1,,2"`),
		"ids are empty":        runBody("2025-03-01", "2025-03-02", `,"ids":""`),
		"user_id is a string":  runBody("2025-03-01", "2025-03-02", `,"user_id":"1"`),
		"user_id is decimal":   runBody("2025-03-01", "2025-03-02", `,"user_id":1.5`),
	} {
		t.Run(name, func(t *testing.T) {
			status, answer := c.send(http.MethodPost, "/crm-api/db-function/run", body)
			require.Equal(t, 400, status, answer)
			requireMessage(t, answer)
		})
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/crm-api/db-function/run",
		strings.NewReader(runBody("2025-03-01", "2025-03-02", "")))
	r.Header.Set("Authorization", "Bearer "+c.token)
	w := httptest.NewRecorder()
	c.s.ServeHTTP(w, r)
	require.Equal(t, 400, w.Code, "a body without content type is not read")
}

func TestPathsAndMethods(t *testing.T) {
	c := newClient(t, newSandbox(t, nil))
	for _, tc := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/crm-api/login", 405},
		{"GET", "/crm-api/db-function/run", 405},
		{"POST", "/crm-api/db-function/status/1", 405},
		{"GET", "/", 404},
		{"GET", "/crm-api/db-function/status/1", 404},
		{"GET", "/crm-api/db-function/status/one", 400},
		{"GET", "/crm-api/db-function/status/", 400},
		{"GET", "/crm-api/db-function/result/1?batch=1", 404},
	} {
		status, body := c.send(tc.method, tc.path, "")
		require.Equal(t, tc.status, status, "%s %s", tc.method, tc.path)
		requireMessage(t, body)
	}
	_, body := c.send(http.MethodGet, "/_sandbox/requests", "")
	require.JSONEq(t, `{"login":1,"status":3,"result":1}`, body, "refused paths and methods are not operations")
	_, body = c.send(http.MethodDelete, "/_sandbox/requests", "")
	require.JSONEq(t, `{}`, body)
}

func TestFaultsAndFailures(t *testing.T) {
	run := func(c *client) int {
		status, _ := c.send(http.MethodPost, "/crm-api/db-function/run", runBody("2025-03-01", "2025-03-31", ""))
		return status
	}
	t.Run("scripted", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) {
			s.Faults = []stage.Fault{{Op: "run", At: 2, Kind: "status", Status: 503}}
		}))
		require.Equal(t, []int{200, 503, 200}, []int{run(c), run(c), run(c)})
	})
	t.Run("run_500", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.Fail = "run_500"; s.FailTimes = 2 }))
		require.Equal(t, []int{500, 500, 200}, []int{run(c), run(c), run(c)})
	})
	t.Run("rate_limited", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.Fail = "rate_limited"; s.FailTimes = -1 }))
		require.Equal(t, []int{429, 429}, []int{run(c), run(c)})
	})
	t.Run("unauthorized_once", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.Fail = "unauthorized_once" }))
		require.Equal(t, []int{401, 401}, []int{run(c), run(c)}, "the token has ended")
		c.login()
		require.Equal(t, 200, run(c))
	})
	t.Run("job_failed", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.Fail = "job_failed"; s.PollsUntilDone = 1 }))
		job := c.start("2025-03-01", "2025-03-31", "")
		require.Equal(t, jobQueued, c.poll(job).Status)
		require.Equal(t, jobStatus{ID: job, Status: jobFailed}, c.poll(job))
		status, _ := c.batch(job, "?batch=1")
		require.Equal(t, 400, status)
		require.Equal(t, 3, c.finish(c.start("2025-03-01", "2025-03-31", "")), "the next job succeeds")
	})
	t.Run("result_500", func(t *testing.T) {
		c := newClient(t, newSandbox(t, func(s *Settings) { s.Fail = "result_500"; s.FailBatch = 2; s.FirstBatch = 0 }))
		job := c.start("2025-03-01", "2025-03-31", "")
		c.finish(job)
		for i, want := range []int{200, 500, 200} {
			status, _ := c.batch(job, fmt.Sprintf("?batch=%d", min(i, 1)))
			require.Equal(t, want, status)
		}
	})
}
