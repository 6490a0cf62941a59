package apro

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// TestMain finds requests to receivers that Close did not end.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is the clock of the tests.
func noon() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

// newServer returns an emulator with few rows, no quota and a clock that stands still.
func newServer(t *testing.T, edit func(*Settings)) *Server {
	t.Helper()
	s := Defaults()
	s.Rows, s.BulkRows, s.ZeroDates, s.Quota, s.Now = 400, 120, 30, 0, noon
	if edit != nil {
		edit(&s)
	}
	srv, err := New(s)
	require.NoError(t, err)
	return srv
}

// post sends a form; params are name, text, name, text; names without brackets are put into params.
func post(t *testing.T, srv *Server, op string, params ...string) *httptest.ResponseRecorder {
	t.Helper()
	form := []string{"apikey=" + srv.settings.APIKey}
	for i := 0; i < len(params); i += 2 {
		name, rest, _ := strings.Cut(params[i], "[")
		if rest != "" {
			rest = "[" + rest
		}
		form = append(form, url.QueryEscape("params["+name+"]"+rest)+"="+url.QueryEscape(params[i+1]))
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/sharedapi/"+op, strings.NewReader(strings.Join(form, "&")))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	return w
}

type envelope struct {
	Status  string          `json:"status"`
	Message *string         `json:"message"`
	Data    json.RawMessage `json:"data"`
}

func open(t *testing.T, w *httptest.ResponseRecorder) envelope {
	t.Helper()
	var e envelope
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &e), w.Body.String())
	return e
}

// refused returns the code of a fail envelope.
func refused(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	e := open(t, w)
	require.Equal(t, "fail", e.Status)
	require.NotNil(t, e.Message)
	return *e.Message
}

type answer struct {
	List   []map[string]any `json:"list"`
	Count  any              `json:"count"`
	Total  int64            `json:"total"`
	Limit  int64            `json:"limit"`
	Page   int64            `json:"page"`
	Filter any              `json:"filter"`
}

// list asks for a page of one of the five lists that come in an object, or of calls.
func list(t *testing.T, srv *Server, op string, params ...string) answer {
	t.Helper()
	w := post(t, srv, op, params...)
	require.Equal(t, http.StatusOK, w.Code)
	e := open(t, w)
	require.Equal(t, "success", e.Status, w.Body.String())
	var a answer
	if op == opCalls {
		require.NoError(t, json.Unmarshal(e.Data, &a.List))
		return a
	}
	require.NoError(t, json.Unmarshal(e.Data, &a))
	return a
}

// all reads a list page by page until a page is empty.
func all(t *testing.T, srv *Server, op string, params ...string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	for page := 1; ; page++ {
		a := list(t, srv, op, append([]string{"page", strconv.Itoa(page), "limit", "1000"}, params...)...)
		if len(a.List) == 0 {
			return rows
		}
		rows = append(rows, a.List...)
	}
}

func column(rows []map[string]any, key string) []string {
	texts := make([]string, len(rows))
	for i, r := range rows {
		texts[i], _ = r[key].(string)
	}
	return texts
}
