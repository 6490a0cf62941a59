package solos

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// tenant is a server under test with a client that sends its keys.
type tenant struct {
	*Server
	t   *testing.T
	url string
}

// start serves the defaults with 300 projects, changed by the given function.
func start(t *testing.T, change func(*Settings)) tenant {
	t.Helper()
	s := Defaults()
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

// do sends one request, with a body as JSON if there is one, and returns the status and the body.
func (x tenant) do(method, path, body string) (int, string) {
	x.t.Helper()
	r, err := http.NewRequestWithContext(x.t.Context(), method, x.url+path, strings.NewReader(body))
	require.NoError(x.t, err)
	r.Header.Set("X-Crypto-Token", x.settings.Token)
	r.Header.Set("X-Crypto-Secret", x.settings.Secret)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := http.DefaultClient.Do(r)
	require.NoError(x.t, err)
	data, err := io.ReadAll(res.Body)
	require.NoError(x.t, err)
	require.NoError(x.t, res.Body.Close())
	return res.StatusCode, string(data)
}

// row is a project as a client decodes it.
type row map[string]any

func (r row) id() int64 { return int64(r["id"].(float64)) }

// get returns the rows of a plain list request in the default envelope.
func (x tenant) get(query string) []row {
	x.t.Helper()
	status, body := x.do("GET", pathProjects+"?"+query, "")
	require.Equal(x.t, 200, status, body)
	return x.decode(body)
}

// post returns the rows of a filter request in the default envelope.
func (x tenant) post(body string) []row {
	x.t.Helper()
	status, answer := x.do("POST", pathFilter, body)
	require.Equal(x.t, 200, status, body+answer)
	return x.decode(answer)
}

func (x tenant) decode(body string) []row {
	x.t.Helper()
	var list struct{ Payload []row }
	require.NoError(x.t, json.Unmarshal([]byte(body), &list))
	return list.Payload
}

func rowIDs(rows []row) []string {
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = strconv.FormatInt(r.id(), 10)
	}
	return ids
}

func TestAdmission(t *testing.T) {
	tests := map[string]struct {
		change  func(*Settings)
		request func(*http.Request)
		status  int
	}{
		"good keys":          {status: 200},
		"no token":           {request: func(r *http.Request) { r.Header.Del("X-Crypto-Token") }, status: 401},
		"no secret":          {request: func(r *http.Request) { r.Header.Del("X-Crypto-Secret") }, status: 401},
		"wrong secret":       {request: func(r *http.Request) { r.Header.Set("X-Crypto-Secret", "x") }, status: 401},
		"wrong secret, 403":  {request: func(r *http.Request) { r.Header.Set("X-Crypto-Secret", "x") }, change: func(s *Settings) { s.BadKeys = 403 }, status: 403},
		"no agent":           {request: func(r *http.Request) { r.Header.Del("User-Agent") }, status: 403},
		"no agent, accepted": {request: func(r *http.Request) { r.Header.Del("User-Agent") }, change: func(s *Settings) { s.RequireUserAgent = false }, status: 200},
		"scripted status":    {change: func(s *Settings) { s.Faults = []stage.Fault{{Op: OpProjects, Kind: "status", Status: 429}} }, status: 429},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := Defaults()
			if test.change != nil {
				test.change(&s)
			}
			srv, err := New(s)
			require.NoError(t, err)
			r := httptest.NewRequest("GET", pathProjects, nil)
			r.Header.Set("User-Agent", "test")
			r.Header.Set("X-Crypto-Token", s.Token)
			r.Header.Set("X-Crypto-Secret", s.Secret)
			if test.request != nil {
				test.request(r)
			}
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, r)
			require.Equal(t, test.status, w.Code, w.Body.String())
			require.Equal(t, map[string]int64{OpProjects: 1}, srv.Requests())
		})
	}
}

func TestRoutes(t *testing.T) {
	x := start(t, nil)
	for _, test := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/projects", 404},
		{"GET", pathProjects + "/", 404},
		{"GET", pathProjects + "/tasks?id=1", 404},
		{"GET", pathProjects + "/actions/", 404},
		{"POST", pathProjects + "/steps", 405},
		{"POST", pathProjects, 405},
		{"GET", pathFilter, 405},
		{"POST", pathInfo, 405},
	} {
		status, body := x.do(test.method, test.path, "")
		require.Equal(t, test.status, status, test.path)
		require.Contains(t, body, fmt.Sprintf(`"error":{"code":%d`, test.status))
	}
	require.Empty(t, x.Requests(), "what is not served is not counted")
	x.get("")
	_, body := x.do("GET", "/_sandbox/requests", "")
	require.JSONEq(t, `{"projects":1}`, body)
}

func TestInfo(t *testing.T) {
	x := start(t, nil)
	active, deleted := x.IDs(ListProjects)[0], x.IDs(ListDeletedProjects)[0]
	for id, flag := range map[string]float64{active: 0, deleted: 1} {
		status, body := x.do("GET", pathInfo+"?id="+id, "")
		require.Equal(t, 200, status)
		var one struct{ Payload row }
		require.NoError(t, json.Unmarshal([]byte(body), &one))
		require.Equal(t, id, strconv.FormatInt(one.Payload.id(), 10))
		require.Equal(t, flag, one.Payload["deleted"])
	}
	for _, bad := range []string{"", "?id=", "?id=-1", "?id=x"} {
		status, _ := x.do("GET", pathInfo+bad, "")
		require.Equal(t, 400, status, bad)
	}
	for missing, want := range map[string]struct {
		status int
		body   string
	}{
		missing404:   {404, `{"success":false,"error":{"code":404,"message":"Проект не найден"}}`},
		missingNull:  {200, `null`},
		missingError: {200, `{"success":false,"error":{"code":404,"message":"Проект не найден"}}`},
	} {
		x := start(t, func(s *Settings) { s.MissingID = missing })
		status, body := x.do("GET", pathInfo+"?id=999999", "")
		require.Equal(t, want.status, status)
		require.JSONEq(t, want.body, body)
	}
	_, body := start(t, func(s *Settings) { s.Envelope = envelopeArray }).do("GET", pathInfo+"?id="+active, "")
	require.Equal(t, "[", body[:1])
	_, body = start(t, func(s *Settings) { s.Envelope = envelopeData }).do("GET", pathInfo+"?id="+active, "")
	require.Equal(t, `{"data":{"id"`, body[:13])
}

func TestValidate(t *testing.T) {
	require.NoError(t, Defaults().Validate())
	for field, spoil := range map[string]func(*Settings){
		"rows":                 func(s *Settings) { s.Rows = -1 },
		"latency":              func(s *Settings) { s.Latency = -1 },
		"churn":                func(s *Settings) { s.Churn = -1 },
		"token":                func(s *Settings) { s.Token = "" },
		"secret":               func(s *Settings) { s.Secret = "" },
		"max_count":            func(s *Settings) { s.MaxCount = -1 },
		"bad_keys":             func(s *Settings) { s.BadKeys = 400 },
		"envelope":             func(s *Settings) { s.Envelope = "" },
		"numbers":              func(s *Settings) { s.Numbers = "x" },
		"dynamic_fields":       func(s *Settings) { s.DynamicFields = "x" },
		"empty_object":         func(s *Settings) { s.EmptyObject = "null" },
		"unicode":              func(s *Settings) { s.Unicode = "x" },
		"over_max_count":       func(s *Settings) { s.OverMaxCount = "x" },
		"missing_id":           func(s *Settings) { s.MissingID = "x" },
		"child_order":          func(s *Settings) { s.ChildOrder = "x" },
		"order_by_other":       func(s *Settings) { s.OrderByOther = "x" },
		"created_range":        func(s *Settings) { s.CreatedRange = "x" },
		"omitted_deleted":      func(s *Settings) { s.OmittedDeleted = "x" },
		"unknown_filter":       func(s *Settings) { s.UnknownFilter = "x" },
		"mutate_between_pages": func(s *Settings) { s.MutateBetweenPages = "x" },
		"faults[0].op":         func(s *Settings) { s.Faults = []stage.Fault{{Op: "tasks"}} },
	} {
		s := Defaults()
		spoil(&s)
		require.ErrorContains(t, s.Validate(), field+":")
		_, err := New(s)
		require.Error(t, err)
	}
	var s Settings
	require.NoError(t, json.Unmarshal([]byte(`{"latency":"20ms"}`), &s))
	require.Equal(t, Duration(20*time.Millisecond), s.Latency)
	require.Error(t, json.Unmarshal([]byte(`{"latency":"20"}`), &s))
}
