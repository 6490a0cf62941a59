package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// startRole serves in a role until the test ends, and returns the address.
func startRole(t *testing.T, name, argument string) string {
	t.Helper()
	run, err := roles()[name](argument)
	require.NoError(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	go func() { _ = run(l) }() // ends with the listener
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}

// TestServersDeliverTheList checks that all compared servers deliver the same list.
func TestServersDeliverTheList(t *testing.T) {
	const rows = 2*pageRows + 17
	for _, role := range []string{"ours", "unshared", "b0", "b1"} {
		t.Run(role, func(t *testing.T) {
			up := startRole(t, "upstream", strconv.Itoa(rows))
			got, err := discard(t.Context(), startRole(t, role, "http://"+up), wanted())
			require.NoError(t, err)
			require.Equal(t, rows, got)
			served, err := requests(t.Context(), up)
			require.NoError(t, err)
			require.Greater(t, served, rows/pageRows)
		})
	}
	for _, role := range []string{"batches", "single"} {
		t.Run(role, func(t *testing.T) {
			got, err := discard(t.Context(), startRole(t, role, strconv.Itoa(rows)), wanted())
			require.NoError(t, err)
			require.Equal(t, rows, got)
		})
	}
}

// TestJSONBothWays finds every record in both forms of the list.
func TestJSONBothWays(t *testing.T) {
	address := startRole(t, "json", "700")
	for _, prefix := range []string{"", generatedPrefix} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+prefix+listPath, nil)
		require.NoError(t, err)
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, 700, strings.Count(string(body), `"activityTime"`), prefix)
	}
}

// ask returns the answer of an account to a request.
func ask(t *testing.T, a *account, path string, params map[string]string) []byte {
	t.Helper()
	form := url.Values{"apikey": {apiKey}}
	for name, value := range params {
		form.Set(name, value)
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Body.Bytes()
}

// TestUpstreamPages checks that a page begins at the requested place, has ascending times and different ids, and has the number
// of rows from that place on.
func TestUpstreamPages(t *testing.T) {
	a, err := newAccount(1200)
	require.NoError(t, err)
	for _, c := range []struct {
		from, to          string
		page, limit       int
		first, rows, left int
	}{
		{"", "", 1, 500, 0, 500, 1200},
		{"", "", 3, 500, 1000, 200, 1200},
		{"", "", 4, 500, 0, 0, 1200},
		{"2001-01-01 00:05:00", "", 1, 500, 300, 500, 900},
		{"2001-01-01 00:19:59", "", 1, 500, 1199, 1, 1},
		{"2001-01-01 00:20:00", "", 1, 500, 0, 0, 0},
		{"2000-12-31 23:59:59", "2001-01-01 00:00:02", 1, 500, 0, 3, 3},
	} {
		body := ask(t, a, filterPath, map[string]string{
			"params[page]": strconv.Itoa(c.page), "params[limit]": strconv.Itoa(c.limit), "params[date][from]": c.from, "params[date][to]": c.to,
		})
		var answer struct {
			Data struct {
				List  []stockRow `json:"list"`
				Count string     `json:"count"`
			} `json:"data"`
		}
		require.NoError(t, json.Unmarshal(body, &answer), "%s", body)
		require.Equal(t, strconv.Itoa(c.left), answer.Data.Count)
		require.Len(t, answer.Data.List, c.rows)
		for i, row := range answer.Data.List {
			require.Equal(t, strconv.Itoa(firstID+c.first+i), row.ID)
			at := firstActivity().Add(time.Duration(c.first+i) * time.Second)
			require.Equal(t, at.Format(time.DateTime), row.ActivityDate)
		}
	}
}

// TestCounting counts records of a message that comes in pieces.
func TestCounting(t *testing.T) {
	wire, err := proto.Marshal(&crmstreamv1.ListStockItemsResponse{
		StockItems: []*crmstreamv1.StockItem{{Id: "1"}, {Id: strings.Repeat("2", 300)}, {Id: "3"}}, ResumeToken: "token",
	})
	require.NoError(t, err)
	for cut := range wire {
		records := 0
		require.NoError(t, counting{}.Unmarshal(mem.BufferSlice{mem.SliceBuffer(wire[:cut]), mem.SliceBuffer(wire[cut:])}, &records))
		require.Equal(t, 3, records, "cut at %d", cut)
	}
}

// TestRatios compares round by round.
func TestRatios(t *testing.T) {
	of := func(f figures) float64 { return float64(f.requests) }
	a := []figures{{requests: 10}, {requests: 90}, {requests: 20}}
	b := []figures{{requests: 5}, {requests: 30}, {requests: 5}}
	require.InDelta(t, 3, ratio(a, b, of), 0)
	require.InDelta(t, 20, median(a, of), 0)
	require.InDelta(t, 15, middle([]float64{20, 10}), 0)
}

// TestBenchmarkFigures reads what go test prints.
func TestBenchmarkFigures(t *testing.T) {
	out := []byte("goos: linux\nBenchmarkPage/plain/table-2  580  2225996 ns/op  25.86 MB/s  1.868 x  59968 B/op  4 allocs/op\n" +
		"BenchmarkPage/escaped/table-2  1  9 ns/op  7 x  1 B/op  5 allocs/op\nPASS\n")
	require.Equal(t, []float64{1.868}, values(out, "BenchmarkPage/plain/table", "x"))
	require.Equal(t, []float64{5}, values(out, "BenchmarkPage/escaped/table", "allocs/op"))
	require.Empty(t, values(out, "BenchmarkPage/none", "x"))
}
