package apro

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

func get(t *testing.T, srv *Server, method, target string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, target, nil))
	return w
}

func TestTransport(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Denied = []string{opDeals} })
	key := "?apikey=" + srv.settings.APIKey
	for name, c := range map[string]struct{ target, want string }{
		"GET":              {"/sharedapi/purchaser/filter" + key, ""},
		"doubled slash":    {"/sharedapi//purchaser/filter" + key, ""},
		"no key":           {"/sharedapi/purchaser/filter", "ACCESS_DENY"},
		"wrong key":        {"/sharedapi/purchaser/filter?apikey=sandbox-apro-key-000000000000001", "ACCESS_DENY"},
		"key as an array":  {"/sharedapi/purchaser/filter?apikey[]=" + srv.settings.APIKey, "ACCESS_DENY"},
		"missing right":    {"/sharedapi/sales/filter" + key, "ACCESS_DENY"},
		"unknown subtype":  {"/sharedapi/purchaser/explode" + key, "BAD_REQUEST"},
		"no subtype":       {"/sharedapi/purchaser" + key, "BAD_REQUEST"},
		"other path":       {"/api/purchaser/filter" + key, "BAD_REQUEST"},
		"root":             {"/" + key, "BAD_REQUEST"},
		"stock, no type":   {"/sharedapi/stock/filter" + key, "BAD_PARAMS"},
		"stock by id":      {"/sharedapi/stock/filter" + key + "&params[byid]=1", ""},
		"unreadable date":  {"/sharedapi/accounts/get" + key + "&params[date_start]=soon", "BAD_PARAMS"},
		"scalar params":    {"/sharedapi/calls/history" + key + "&params=1", ""},
		"page beyond size": {"/sharedapi/calls/history" + key + "&params[page]=9223372036854775807", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := get(t, srv, http.MethodGet, c.target)
			require.Equal(t, http.StatusOK, w.Code)
			if c.want == "" {
				require.Equal(t, "success", open(t, w).Status)
				return
			}
			require.Equal(t, c.want, refused(t, w))
		})
	}
	require.Equal(t, int64(4), srv.Requests()[opUnknown])
}

func TestFailStatusAndScriptedCodes(t *testing.T) {
	srv := newServer(t, func(s *Settings) {
		s.FailStatus = 501
		s.FailCode = []FailCode{
			{Op: opContacts, At: 2, Times: 2, Code: "SERVER_IS_OVERLOADED"},
			{Op: opCalls, Times: -1},
		}
	})
	want := []string{"success", "fail", "fail", "success"}
	for i, status := range want {
		w := post(t, srv, opContacts)
		require.Equal(t, status, open(t, w).Status, "request %d", i+1)
		if status == "fail" {
			require.Equal(t, 501, w.Code)
			require.Equal(t, "SERVER_IS_OVERLOADED", refused(t, w))
		}
	}
	require.JSONEq(t, `{"status":"fail"}`, post(t, srv, opCalls).Body.String())
	require.Equal(t, "fail", open(t, post(t, srv, opCalls)).Status)
}

func TestScriptedFaults(t *testing.T) {
	for status, want := range map[int]string{
		200: "LIMIT_EXCEEDED", 429: "LIMIT_EXCEEDED", 501: "SERVER_IS_OVERLOADED",
		400: "BAD_PARAMS", 403: "ACCESS_DENY", 502: "", 503: "",
	} {
		t.Run(strconv.Itoa(status), func(t *testing.T) {
			srv := newServer(t, func(s *Settings) {
				s.Faults = []stage.Fault{{Op: opDeals, Kind: "status", Status: status, RetryAfter: 7}}
			})
			w := post(t, srv, opDeals)
			require.Equal(t, status, w.Code)
			require.Equal(t, "7", w.Header().Get("Retry-After"))
			if want == "" {
				require.Contains(t, w.Body.String(), "<html>")
			} else {
				require.Equal(t, want, refused(t, w))
			}
			require.Equal(t, "success", open(t, post(t, srv, opDeals)).Status)
		})
	}
}

func TestQuota(t *testing.T) {
	for _, c := range []struct {
		window  string
		minutes []int // when requests come, from 12:30 on
		served  []bool
	}{
		{FixedHour, []int{0, 1, 2, 29, 30, 31, 32}, []bool{true, true, false, false, true, true, false}},
		{SlidingHour, []int{0, 40, 41, 59, 60, 61, 100}, []bool{true, true, false, false, true, false, true}},
	} {
		t.Run(c.window, func(t *testing.T) {
			now := noon()
			srv := newServer(t, func(s *Settings) {
				s.Quota, s.QuotaWindow, s.Now = 2, c.window, func() time.Time { return now }
			})
			for i, minute := range c.minutes {
				now = noon().Add(time.Duration(30+minute) * time.Minute)
				w := post(t, srv, opStockTypes)
				if c.served[i] {
					require.Equal(t, "success", open(t, w).Status, "minute %d", minute)
				} else {
					require.Equal(t, "LIMIT_EXCEEDED", refused(t, w), "minute %d", minute)
				}
			}
		})
	}
}

func TestElementLimit(t *testing.T) {
	var params []string
	for i := range 1000 {
		params = append(params, fmt.Sprintf("types[%d]", i), "1")
	}
	require.Equal(t, "success", open(t, post(t, newServer(t, nil), opActivities, params...)).Status)
	// One more element is a filter that nothing passes: it shows whether it was read.
	params = append(params, "byid", "999999999")
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, newServer(t, nil), opActivities, params...)))
	dropping := newServer(t, func(s *Settings) { s.ElementOverflow = Drop })
	require.NotEmpty(t, list(t, dropping, opActivities, params...).List)
	unlimited := newServer(t, func(s *Settings) { s.ElementLimit = 0 })
	require.Empty(t, list(t, unlimited, opActivities, params...).List)
}

func TestUnknownParams(t *testing.T) {
	strict := newServer(t, func(s *Settings) { s.UnknownParams = Refuse })
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, strict, opDeals, "colour", "red")))
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, strict, opInvoices, "colour", "red")))
	require.Len(t, list(t, strict, opDeals, "order_field", "sale_activity_date", "limit", "3").List, 3)
	require.Len(t, list(t, strict, opInvoices, "active", "1", "order", "b.id", "limit", "3").List, 3)
	require.Len(t, list(t, strict, opCalls, "orderField", "date_time", "limit", "3").List, 3)

	deaf := newServer(t, func(s *Settings) { s.Ignore = []string{"customer"} })
	lenient := newServer(t, nil)
	require.Equal(t, list(t, lenient, opDeals).Count, list(t, lenient, opDeals, "colour", "red").Count)
	require.Equal(t, list(t, deaf, opDeals).Count, list(t, deaf, opDeals, "customer", "1").Count)
	require.Empty(t, list(t, lenient, opDeals, "customer", "1").List)
}

func TestCountsPath(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.FailCode = []FailCode{{Op: opStockTypes, At: 2, Code: "X"}} })
	var hooked []string
	srv.OnRequest(func(op string, n int64) { hooked = append(hooked, fmt.Sprintf("%s %d", op, n)) })
	post(t, srv, opStockTypes)
	require.Equal(t, "X", refused(t, post(t, srv, opStockTypes)))
	require.JSONEq(t, `{"stock/types":2}`, get(t, srv, http.MethodGet, "/_sandbox/requests").Body.String())
	get(t, srv, http.MethodDelete, "/_sandbox/requests")
	require.Empty(t, srv.Requests())
	post(t, srv, opStockTypes)
	require.Equal(t, "X", refused(t, post(t, srv, opStockTypes)), "scripted codes start over with the counts")
	require.Equal(t, []string{"stock/types 1", "stock/types 2", "stock/types 1", "stock/types 2"}, hooked)
}

func TestPostBodyThatIsNoForm(t *testing.T) {
	srv := newServer(t, nil)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/sharedapi/stock/types",
		strings.NewReader(`{"apikey":"`+srv.settings.APIKey+`"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	require.Equal(t, "ACCESS_DENY", refused(t, w))
}

func TestConcurrentUse(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Churn = 2 })
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := range 10 {
				op := []string{opContacts, opDeals, opInvoices, opCalls}[(worker+i)%4]
				if w := post(t, srv, op, "page", strconv.Itoa(i)); !strings.HasPrefix(w.Body.String(), `{"status":"success"`) {
					t.Errorf("%s: %s", op, w.Body)
				}
				ids := srv.IDs(ListContacts)
				// Another worker may have deleted the row meanwhile, so a refusal is fine here.
				_ = srv.Touch(ListContacts, ids[worker*7+i])
				_ = srv.Delete(ListDeals, ids[i])
				srv.Insert(ListCalls)
				if err := srv.RenameOption("23", "2301", "Name "+strconv.Itoa(i)); err != nil {
					t.Error(err)
				}
				srv.AddType(ListDeals, "Type")
			}
		})
	}
	wg.Wait()
	require.Len(t, srv.world.kinds(ListDeals), dealTypes+40)
	require.Equal(t, int64(40), srv.Requests()[opContacts]+srv.Requests()[opDeals]+srv.Requests()[opInvoices]+srv.Requests()[opCalls])
}
