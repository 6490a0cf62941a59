package apro

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
	"github.com/stretchr/testify/require"
)

// TestExecutingFaults execute writes whose answers never come as they are; without Executes nothing happens.
func TestExecutingFaults(t *testing.T) {
	for _, executes := range []bool{true, false} {
		srv := newServer(t, func(s *Settings) {
			s.Quota = 3
			s.Faults = []stage.Fault{
				{Op: opContactInsert, Kind: "status", Status: 502, Executes: executes}, {Op: opContactUpdate, Kind: "empty", Executes: executes},
			}
		})
		ids := srv.IDs(ListContacts)
		w := post(t, srv, opContactInsert, "0[name]", "Mary")
		require.Equal(t, 502, w.Code)
		require.NotContains(t, w.Body.String(), "success")
		require.Empty(t, post(t, srv, opContactUpdate, "0[id]", ids[0], "0[name]", "Mary").Body.String())
		if !executes {
			require.Empty(t, srv.Executed())
			require.Equal(t, ids, srv.IDs(ListContacts))
			continue
		}
		made := srv.IDs(ListContacts)[len(ids)]
		require.Equal(t, []Effect{{Op: opContactInsert, Number: 1, ID: made}, {Op: opContactUpdate, Number: 1, ID: ids[0]}}, srv.Executed())
		require.Len(t, list(t, srv, opContacts, "byid", made).List, 1)
		require.Equal(t, "LIMIT_EXCEEDED", refused(t, post(t, srv, opContacts)), "executed requests cost quota")
	}
}

// TestExecutingFaultsOnSockets break the connection or the answer of an executed write.
func TestExecutingFaultsOnSockets(t *testing.T) {
	for _, kind := range []string{"drop", "reset", "reset_headers", "reset_body", "cut", "cut_chunk", "html", "garbage", "redirect"} {
		t.Run(kind, func(t *testing.T) {
			srv := newServer(t, func(s *Settings) {
				s.Faults = []stage.Fault{{Op: opStockInsert, Kind: kind, Location: "/elsewhere", Executes: true}}
			})
			server := httptest.NewUnstartedServer(srv)
			server.Config.ErrorLog = log.New(io.Discard, "", 0) // aborted handlers are the point
			server.Start()
			t.Cleanup(server.Close)
			form := strings.NewReader("apikey=" + srv.settings.APIKey + "&params[0][parent]=11&params[1][parent]=21")
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/sharedapi/stock/insert", form)
			require.NoError(t, err)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			transport := &http.Transport{DisableKeepAlives: true}
			if resp, err := transport.RoundTrip(r); err == nil {
				body, err := io.ReadAll(resp.Body)
				require.NoError(t, resp.Body.Close())
				require.False(t, err == nil && json.Valid(body), "the true answer came: %s", body)
			}
			require.Equal(t, []int{0, 1}, []int{srv.Executed()[0].Row, srv.Executed()[1].Row})
			require.Len(t, srv.Executed(), 2)
		})
	}
}

// TestExecutingFailCodes execute a write and answer that it failed.
func TestExecutingFailCodes(t *testing.T) {
	for _, executes := range []bool{true, false} {
		srv := newServer(t, func(s *Settings) {
			s.FailCode = []FailCode{{Op: opDealInsert, Executes: executes}, {Op: opDealDelete, Code: "SERVER_IS_OVERLOADED", Executes: executes}}
		})
		next := strconv.FormatInt(srv.tables[ListDeals].nextID, 10)
		require.Equal(t, `{"status":"fail"}`, post(t, srv, opDealInsert, "0[sale_name]", "Flat").Body.String())
		require.Equal(t, "SERVER_IS_OVERLOADED", refused(t, post(t, srv, opDealDelete, "0", next)))
		var want []Effect
		if executes {
			want = []Effect{{Op: opDealInsert, Number: 1, ID: next}, {Op: opDealDelete, Number: 1, ID: next}}
		}
		require.Equal(t, want, srv.Executed())
	}
}

// TestElementsOfWrites counts all elements of arrays: one row of n helpers is 1 row, 1 list and n ids.
func TestElementsOfWrites(t *testing.T) {
	params := func(elements int) []string {
		params := []string{"0[name]", "Mary"}
		for i := range elements - 3 {
			params = append(params, "0[additional_manager_id][]", strconv.Itoa(i+1))
		}
		return params
	}
	srv := newServer(t, nil)
	require.Len(t, insertedIDs(t, srv, opContactInsert, params(1000)...), 1)
	require.Equal(t, "BAD_PARAMS", refused(t, post(t, srv, opContactInsert, params(1001)...)))
	require.Len(t, srv.Executed(), 1)

	// Like PHP: the rest of the variables is lost, and the rows in it with them.
	dropping := newServer(t, func(s *Settings) { s.ElementOverflow = Drop })
	var rows []string
	for i := range 501 {
		rows = append(rows, fmt.Sprintf("%d[name]", i), "Mary", fmt.Sprintf("%d[surname]", i), "Moore")
	}
	require.Len(t, insertedIDs(t, dropping, opContactInsert, rows...), 500)
	unlimited := newServer(t, func(s *Settings) { s.ElementLimit = 0 })
	require.Len(t, insertedIDs(t, unlimited, opContactInsert, rows...), 501)
}

// TestWritesWhileOthersRead writes into all lists at once while readers scan them, under the race detector.
func TestWritesWhileOthersRead(t *testing.T) {
	srv := newServer(t, func(s *Settings) { s.Churn = 1 })
	var wg sync.WaitGroup
	const times = 25
	for _, c := range writeCases() {
		wg.Go(func() {
			for range times {
				ids := idTexts(insertedIDs(t, srv, c.path+"/insert", rowParams(English, 0, c.row...)...))
				post(t, srv, c.path+"/update", rowParams(English, 0, append([]string{"id", ids[0]}, c.change...)...)...)
				post(t, srv, c.path+"/delete", "0", ids[0])
			}
		})
		wg.Go(func() {
			for range times {
				list(t, srv, c.path+"/filter", "type", "2", "order_field", c.activity, "search", "e", "limit", "50")
				post(t, srv, opContactLinks, "ids", contactID)
			}
		})
	}
	wg.Wait()
	inserted := map[string]bool{}
	for _, e := range srv.Executed() {
		if e.Op == opContactInsert {
			require.False(t, inserted[e.ID], "an id is given once")
			inserted[e.ID] = true
		}
	}
	require.Len(t, inserted, times)
}

// FuzzWrites sends any form to each write and reads all rows that were written.
func FuzzWrites(f *testing.F) {
	f.Add(byte(0), "params[0][name]=Mary&params[0][phone][0][phone]=%2B44&params[0][fields][0][id]=32&params[0][fields][0][value][lat]=5")
	f.Add(byte(1), "params[0][id]=10007&params[0][email]=&params[0][additional_manager_id]=false&params[0][fields][0][id]=24")
	f.Add(byte(2), "params=10007")
	f.Add(byte(3), "params[7][request_type]=1&params[7][customers_id]=10007&params[7][fields][][id]=2063&params[7][fields][][value]=x")
	f.Add(byte(6), "params[0][sales_type_id]=2&params[0][sales_status_id]=23&params[0][fields][0][id]=1024&params[0][fields][0][value][]=lift,")
	f.Add(byte(9), "params[0][parent]=11&params[0][fields][0][id]=3033&params[0][fields][0][value][1]=7&params[0][fields][1][id]=3031")
	f.Fuzz(func(t *testing.T, op byte, form string) {
		s := Defaults()
		s.Rows, s.Quota, s.Now, s.Dialect, s.BadParamsAfterInsert = 40, 0, noon, Both, true
		srv, err := New(s)
		require.NoError(t, err)
		w := writings()[int(op)/3%len(writings())]
		handler := []func(writing) handler{srv.insert, srv.update, srv.remove}[op%3](w)
		_, err = handler(&args{params: nest(splitForm(form)).items["params"], dialect: Both})
		if err != nil {
			require.ErrorIs(t, err, badParams)
		}
		for _, e := range srv.Executed() {
			for _, publish := range []string{"0", "1"} {
				post(t, srv, map[string]string{
					ListContacts: opContacts, ListActivities: opActivities, ListDeals: opDeals, ListStock: opStock,
				}[w.list], "byid", e.ID, "publish", publish, "search", "a")
			}
		}
	})
}
