package administrate

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// tenant is a server under test with a client that signs its requests.
type tenant struct {
	*Server
	t   *testing.T
	url string
}

// start serves the defaults, with plain HTTP allowed, changed by the given function.
func start(t *testing.T, change func(*Settings)) tenant {
	t.Helper()
	s := Defaults()
	s.HTTPScheme = schemeAllow
	s.Rows = 300
	if change != nil {
		change(&s)
	}
	srv, err := New(s)
	require.NoError(t, err)
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close)
	return tenant{srv, t, web.URL}
}

// do sends one request and returns the status, the body and the headers.
func (x tenant) do(method, path, body string) (int, string, http.Header) {
	x.t.Helper()
	r, err := http.NewRequestWithContext(x.t.Context(), method, x.url+path, strings.NewReader(body))
	require.NoError(x.t, err)
	r.SetBasicAuth(x.settings.Username, x.settings.Password)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	require.NoError(x.t, err)
	data, err := io.ReadAll(res.Body)
	require.NoError(x.t, err)
	require.NoError(x.t, res.Body.Close())
	return res.StatusCode, string(data), res.Header
}

// row is a task as a client decodes it.
type row map[string]any

func (r row) id() int64 { return int64(r["id"].(float64)) }

// list returns the tasks of a list request, which must succeed.
func (x tenant) list(query string) []row {
	x.t.Helper()
	status, body, _ := x.do("GET", pathTasks+"?"+query, "")
	require.Equal(x.t, 200, status, body)
	var rows []row
	require.NoError(x.t, json.Unmarshal([]byte(body), &rows))
	return rows
}

func rowIDs(rows []row) []int64 {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.id()
	}
	return ids
}

func TestAdmission(t *testing.T) {
	wrongLogin := func(r *http.Request) { r.SetBasicAuth("someone@example.com", "x") }
	tests := map[string]struct {
		change  func(*Settings)
		request func(*http.Request)
		status  int
		header  map[string]string
	}{
		"good login":      {status: 200},
		"no login":        {request: func(r *http.Request) { r.Header.Del("Authorization") }, status: 401, header: map[string]string{"WWW-Authenticate": `Basic realm="Administrate"`}},
		"wrong login":     {request: wrongLogin, status: 401},
		"plain http":      {change: func(s *Settings) { s.HTTPScheme = schemeRefuse }, status: 403},
		"gone, 404":       {change: func(s *Settings) { s.APIGone = goneNotFound }, status: 404},
		"gone, 410":       {change: func(s *Settings) { s.APIGone = goneGone }, status: 410},
		"gone, redirect":  {change: func(s *Settings) { s.APIGone = goneRedirect }, status: 301, header: map[string]string{"Location": "https://developer.administrate.invalid/retired"}},
		"scripted status": {change: func(s *Settings) { s.Faults = []stage.Fault{{Op: OpList, Kind: "status", Status: 500}} }, status: 500},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := Defaults()
			s.HTTPScheme = schemeAllow
			if test.change != nil {
				test.change(&s)
			}
			srv, err := New(s)
			require.NoError(t, err)
			r := httptest.NewRequest("GET", pathTasks+"?_limit=1", nil)
			r.SetBasicAuth(s.Username, s.Password)
			if test.request != nil {
				test.request(r)
			}
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, r)
			require.Equal(t, test.status, w.Code, w.Body.String())
			for k, v := range test.header {
				require.Equal(t, v, w.Header().Get(k))
			}
			require.Equal(t, map[string]int64{OpList: 1}, srv.Requests())
		})
	}
}

func TestRate(t *testing.T) {
	now := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	x := start(t, func(s *Settings) {
		s.Rate, s.RateWindow, s.RetryAfter = 2, Duration(10*time.Second), true
		s.Now = func() time.Time { return now }
	})
	get := func() (int, string) {
		status, _, header := x.do("GET", pathTasks+"?_limit=1", "")
		return status, header.Get("Retry-After")
	}
	for range 2 {
		status, _ := get()
		require.Equal(t, 200, status)
		now = now.Add(3 * time.Second)
	}
	status, after := get() // at 6 s; the first request leaves the window at 10 s
	require.Equal(t, 429, status)
	require.Equal(t, "4", after)
	now = now.Add(4 * time.Second)
	status, _ = get()
	require.Equal(t, 200, status)
	status, after = get() // the second request leaves at 13 s
	require.Equal(t, 429, status)
	require.Equal(t, "3", after)
}

func TestRoutes(t *testing.T) {
	x := start(t, nil)
	tests := []struct {
		method, path string
		status       int
	}{
		{"GET", "/api/v2/crm/tasks/", 404},
		{"GET", "/api/v2/crm/tasks/x", 404},
		{"GET", "/api/v2/crm/tasks/-1", 404},
		{"GET", "/api/v2.5/crm/tasks", 404},
		{"GET", "/crm/tasks", 404},
		{"PATCH", "/api/v2/crm/tasks/1", 405},
		{"DELETE", "/api/v2/crm/tasks", 405},
		{"POST", "/api/v2/crm/tasks/" + x.IDs(ListTasks)[0], 405},
		{"GET", "/api/v2/crm/tasks/99999999", 404},
	}
	for _, test := range tests {
		status, body, _ := x.do(test.method, test.path, "")
		require.Equal(t, test.status, status, test.method+" "+test.path)
		require.Contains(t, body, `"message"`)
	}
	require.Equal(t, map[string]int64{OpGet: 1}, x.Requests(), "what has no operation is not counted")
	status, body, _ := x.do("DELETE", "/_sandbox/requests", "")
	require.Equal(t, 200, status)
	require.JSONEq(t, "{}", body)
}

func TestShapes(t *testing.T) {
	x := start(t, nil)
	listed := x.list("_order=id")
	require.Len(t, listed, 300)
	single := row{}
	for _, l := range listed {
		status, body, _ := x.do("GET", pathTasks+"/"+strconv.FormatInt(l.id(), 10), "")
		require.Equal(t, 200, status)
		clear(single)
		require.NoError(t, json.Unmarshal([]byte(body), &single))
		require.Len(t, single, 18)
		require.Len(t, l, 20)
		for key, value := range single {
			require.Equal(t, l[key], value, key)
		}
		if account, ok := l["account"].(map[string]any); ok {
			require.Len(t, account, 59)
			require.Equal(t, l["account_id"], account["id"])
			require.Equal(t, []any{}, account["industries"])
		} else {
			require.Nil(t, l["account_id"])
		}
		require.Len(t, l["user"], 11)
		require.Regexp(t, `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$`, l["created_on"])
	}
	_, body, _ := x.do("GET", pathTasks+"?_order=id", "")
	require.NotRegexp(t, `[^\x20-\x7e]`, body, "answers are ASCII")
}

func TestVariety(t *testing.T) {
	rows := start(t, func(s *Settings) { s.Rows = 3000 }).list("_order=id")
	nulls, texts, seconds := map[string]int{}, map[string]bool{}, map[string]int{}
	for _, r := range rows {
		for key, v := range r {
			if v == nil {
				nulls[key]++
			}
		}
		texts[r["status"].(string)] = true
		seconds[r["created_on"].(string)]++
		require.Less(t, r["created_on"], "2026-10-01")
	}
	for _, key := range []string{"account", "account_id", "contact", "event", "opportunity", "subject", "description", "start_datetime", "end_datetime"} {
		require.NotZero(t, nulls[key], key)
		require.Less(t, nulls[key], len(rows), key)
	}
	for _, key := range []string{"id", "status", "user", "type", "created_on", "show_on_calendar"} {
		require.Zero(t, nulls[key], key)
	}
	require.True(t, texts["Completed"] && texts["Завершена"], "statuses in two languages")
	most := 0
	for _, n := range seconds {
		most = max(most, n)
	}
	require.Greater(t, most, 200, "a bulk import fills more than a page of one second")
	require.Greater(t, rows[len(rows)-1].id(), int64(3000), "ids have gaps")
}

func TestIDsInvertRanks(t *testing.T) {
	b := base{seed: 9, rows: 1000}
	last := int64(0)
	for rank := range b.rows {
		id := b.id(rank)
		require.Greater(t, id, last)
		for missing := last + 1; missing < id; missing++ {
			require.False(t, b.has(missing))
			require.Equal(t, rank, b.ranksBelow(missing))
		}
		require.True(t, b.has(id))
		require.Equal(t, rank, b.ranksBelow(id))
		last = id
	}
	require.Equal(t, b.rows, b.ranksBelow(last+1))
	require.False(t, b.has(last+1))
}

func TestBaseDataAreStable(t *testing.T) {
	first, again := start(t, nil), start(t, nil)
	require.Equal(t, first.list("_order=id"), again.list("_order=id"))
	other := start(t, func(s *Settings) { s.Seed = 2 })
	require.NotEqual(t, first.list("_order=id"), other.list("_order=id"))
	require.Equal(t, task{
		id: 1000, status: "Отложена", subject: subjects[4], description: descriptions[2], typeID: 4, userID: 4,
		accountID: some(int64(44)), eventID: some(int64(7499)), opportunityID: some(int64(1765)), createdOn: 1478320200,
		startDatetime: some(int64(1478664900)), endDatetime: some(int64(1478665800)), showOnCalendar: true,
	}, base{seed: 1, rows: 3000}.task(1000), "a changed formula changes everyone's fixtures")
}

func TestTimesWithOffsetAreRefused(t *testing.T) {
	x := start(t, nil)
	status, _, _ := x.do("GET", pathTasks+"?created_on__gte="+url.QueryEscape("2020-01-01T00:00:00+01:00"), "")
	require.Equal(t, 400, status, "task times take no offset")
}

func TestCutAnswers(t *testing.T) {
	x := start(t, func(s *Settings) { s.Faults = []stage.Fault{{Op: OpList, At: 2, Kind: "cut"}} })
	whole := x.list("_order=id")
	r, err := http.NewRequestWithContext(t.Context(), "GET", x.url+pathTasks+"?_order=id", nil)
	require.NoError(t, err)
	r.SetBasicAuth(x.settings.Username, x.settings.Password)
	res, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	_, err = io.ReadAll(res.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NoError(t, res.Body.Close())
	require.Equal(t, whole, x.list("_order=id"), "only the second request is cut")
}
