package main

import (
	"math"
	"net/http"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/check"
)

// TestWhoSpentWhat reads lists and records as two callers. What the metrics say that they spent is what the CRM has seen, and a page that
// both read is counted once.
func TestWhoSpentWhat(t *testing.T) {
	g := startGuarded(t)
	read := func(caller, list string) {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, caller))
		r, err := openReader(ctx, g.conn, list, "source=apro")
		require.NoError(t, err)
		require.NoError(t, r.drain())
	}
	read("operator", "invoices")
	read("warehouse", "contacts")
	before := g.requests()
	read("operator", "contacts")
	check.AtMost(t, "access_requests_for_shared_pages", float64(g.requests()-before), 0)
	warehouse := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "warehouse"))
	denied, err := openReader(warehouse, g.conn, "invoices", "source=apro")
	require.NoError(t, err)
	require.Equal(t, codes.PermissionDenied, status.Code(denied.read()), "pages that another caller read are not shared with one that may not read them")
	code, text := get(t, "http://"+g.app.metricsListener.Addr().String()+"/metrics")
	require.Equal(t, http.StatusOK, code)
	spent := map[string]int{}
	for _, count := range regexp.MustCompile(`crmstream_caller_requests_total\{caller="(\w+)",source="apro"\} (\d+)`).FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(count[2])
		require.NoError(t, err)
		spent[count[1]] = n
	}
	require.Positive(t, spent["operator"])
	require.Positive(t, spent["warehouse"])
	check.AtMost(t, "access_requests_of_nobody", math.Abs(float64(spent["operator"]+spent["warehouse"]+spent["crmstream"]-g.requests())), 0)
	_, page := g.get(t, api.Binding{Verb: http.MethodGet, Path: "/metrics"}, &crmstreamv1.ListSourcesRequest{}, "Bearer "+g.key(t, "operator"))
	require.Contains(t, page, "NOT_FOUND", "callers are not shown each other's use")
}
