package stage

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRequestsAreCountedByOperation(t *testing.T) {
	settings := Defaults()
	settings.Faults = []Fault{{Kind: "status", At: 3, Times: -1, Status: http.StatusTeapot}}
	s := New(settings, func(w http.ResponseWriter, r *http.Request) (string, Answer) {
		if r.URL.Path != "/list" {
			http.Error(w, "nothing", http.StatusNotFound)
			return "", nil
		}
		return "list", func(w http.ResponseWriter, _ *http.Request, n int64) { _, _ = fmt.Fprint(w, "list ", n) }
	}, func(w http.ResponseWriter, status int) { http.Error(w, "own words", status) })
	var hooked []string
	s.OnRequest(func(op string, n int64) { hooked = append(hooked, fmt.Sprint(op, n)) })

	for _, tt := range []struct{ method, path, body string }{
		{http.MethodGet, "/list", "list 1"},
		{http.MethodGet, "/elsewhere", "nothing\n"},
		{http.MethodGet, "/list", "list 2"},
		{http.MethodGet, "/list", "own words\n"},
		{http.MethodGet, "/_sandbox/requests", `{"list":3}` + "\n"},
		{http.MethodDelete, "//_sandbox/requests/", "{}\n"},
		{http.MethodGet, "/list", "list 1"},
	} {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), tt.method, tt.path, http.NoBody))
		require.Equal(t, tt.body, answer.Body.String())
	}
	require.Equal(t, []string{"list1", "list2", "list3", "list1"}, hooked)
	require.Equal(t, map[string]int64{"list": 1}, s.Requests())
}

func TestEffectsAreListedInOrder(t *testing.T) {
	s := New(Defaults(), nil, nil)
	require.Empty(t, s.Executed())
	first, second := Effect{Op: "insert", Number: 2, ID: "7"}, Effect{Op: "update", Number: 1, Row: 3, ID: "7"}
	s.Record(first)
	s.Record(second)
	s.Executed()[0].ID = "changed by a caller"
	require.Equal(t, []Effect{first, second}, s.Executed())
}
