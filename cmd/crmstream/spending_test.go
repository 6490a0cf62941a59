package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/access"
)

// shared is a server of one source with a budget of 30 requests an hour, of which the caller screen may use a tenth. The caller
// operator may see what all spend.
type shared struct {
	sandbox   *gated
	address   string
	web       string
	callers   string // the file
	keys      map[string]string
	callersIs func(share float64) string
}

func startShared(t *testing.T) *shared {
	t.Helper()
	s := &shared{
		sandbox: startGated(t, "apro", `{"rows": 1500}`), callers: filepath.Join(t.TempDir(), "callers.yaml"), keys: map[string]string{},
	}
	digests := map[string]string{}
	for _, name := range []string{"operator", "screen"} {
		key, id, err := access.NewKey()
		require.NoError(t, err)
		_, digest, err := access.ParseKey(key)
		require.NoError(t, err)
		s.keys[name], digests[name] = key, fmt.Sprintf(`{id: %s, sha256: %s}`, id, hex.EncodeToString(digest[:]))
	}
	s.callersIs = func(share float64) string {
		return fmt.Sprintf(`callers:
  - {name: operator, keys: [%s], grants: [{sources: [crm], resources: ["*"], can: [read, admin]}]}
  - {name: screen, keys: [%s], grants: [{sources: [crm], resources: ["*"], can: [read]}], limits: {budgets: {small: %g}}}
`, digests["operator"], digests["screen"], share)
	}
	require.NoError(t, os.WriteFile(s.callers, []byte(s.callersIs(0.1)), 0o600))
	config := fmt.Sprintf(booksConfig, s.sandbox.url) + "auth: {callers_file: " + s.callers + "}\n"
	s.address, s.web, _ = serveHere(t, config)
	return s
}

// read reads a list as a caller, to its end.
func (s *shared) read(t *testing.T, caller, list string, query ...string) (*reader, error) {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+s.keys[caller])
	r, err := openReader(ctx, dial(t, s.address), list, append(query, "source=crm")...)
	require.NoError(t, err)
	return r, r.drain()
}

// document makes a JSON request as a caller.
func (s *shared) document(t *testing.T, caller, path string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.web+path, nil)
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+s.keys[caller])
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	var body json.RawMessage
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&body))
	return resp.StatusCode, string(body)
}

// spending returns what a caller sees of what was spent, by gRPC and as JSON alike, summed up by caller.
func (s *shared) spending(t *testing.T, caller string) map[string]*crmstreamv1.Spending {
	t.Helper()
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+s.keys[caller])
	answer, err := crmstreamv1.NewSourcesServiceClient(dial(t, s.address)).GetSpending(ctx, &crmstreamv1.GetSpendingRequest{Source: "crm"})
	require.NoError(t, err)
	code, body := s.document(t, caller, "/v1/sources/crm/spending")
	require.Equal(t, http.StatusOK, code, body)
	var same crmstreamv1.GetSpendingResponse
	require.NoError(t, protojson.Unmarshal([]byte(body), &same))
	require.Len(t, same.GetSpending(), len(answer.GetSpending()))
	sums := map[string]*crmstreamv1.Spending{}
	for _, sum := range sumSpending(answer.GetSpending(), "caller") {
		sums[sum.GetCaller()] = sum
	}
	return sums
}

// TestSpendingOfTwoCallers has two callers read one source, one of them with a small share of its budget, which grows while the
// server runs. What they see of their spending is what the CRM has seen.
func TestSpendingOfTwoCallers(t *testing.T) {
	s := startShared(t)
	_, err := s.read(t, "operator", "contacts", "limit=120")
	require.NoError(t, err)
	r, err := s.read(t, "screen", "contacts", "limit=120", "max_staleness=600s")
	require.NoError(t, err)
	require.Zero(t, r.summary.GetUpstreamRequests())
	require.Positive(t, r.summary.GetSharedPages())
	path := "/v1/sources/crm/contacts?pageSize=1&maxStaleness=0s"
	for range 3 {
		code, body := s.document(t, "screen", path)
		require.Equal(t, http.StatusOK, code, body)
	}
	code, body := s.document(t, "screen", path)
	require.Equal(t, http.StatusTooManyRequests, code, body)
	require.Contains(t, body, `is used up as far as caller \"screen\" may use it`)
	code, body = s.document(t, "operator", path)
	require.Equal(t, http.StatusOK, code, body)

	seen := s.spending(t, "operator")
	require.Len(t, seen, 2)
	require.EqualValues(t, 3, seen["screen"].GetPaid())
	require.EqualValues(t, 1, seen["screen"].GetRefused())
	require.Equal(t, r.summary.GetSharedPages(), seen["screen"].GetSharedPages())
	require.Positive(t, seen["operator"].GetPaid())
	sum := int(seen["operator"].GetPaid() + seen["screen"].GetPaid())
	check.AtMost(t, "spending_served_requests_unpaid", math.Abs(float64(s.sandbox.requests()-sum)), 0)
	require.Len(t, s.spending(t, "screen"), 1, "others are not shown")

	require.NoError(t, os.WriteFile(s.callers, []byte(s.callersIs(0.2)), 0o600))
	require.Eventually(t, func() bool {
		code, _ := s.document(t, "screen", path)
		return code == http.StatusOK
	}, time.Minute, 100*time.Millisecond, "the share has grown")
	require.EqualValues(t, 4, s.spending(t, "screen")["screen"].GetPaid())
}

// TestSpendingIsAskedFor asks for times that are wrong, for a source that is none, and by the command line.
func TestSpendingIsAskedFor(t *testing.T) {
	s := startShared(t)
	_, err := s.read(t, "operator", "contacts", "limit=1")
	require.NoError(t, err)
	code, body := s.document(t, "screen", "/v1/sources/crm/contacts?pageSize=1&maxStaleness=0s")
	require.Equal(t, http.StatusOK, code, body)
	code, body = s.document(t, "screen", "/v1/sources/crm/spending?fromTime=2026-01-02T00:00:00Z&beforeTime=2026-01-01T00:00:00Z")
	require.Equal(t, http.StatusBadRequest, code)
	require.Contains(t, body, "fromTime")
	code, body = s.document(t, "screen", "/v1/sources/other/spending")
	require.Equal(t, http.StatusNotFound, code)
	require.Contains(t, body, "UNKNOWN_SOURCE")
	keyFile := filepath.Join(t.TempDir(), "screen.key")
	require.NoError(t, os.WriteFile(keyFile, []byte(s.keys["screen"]), 0o600))
	flags := []string{"spending", "--source", "crm", "--addr", s.address, "--key-file", keyFile}
	paid := s.spending(t, "screen")["screen"].GetPaid()
	for _, tt := range []struct {
		flags []string
		want  string
	}{
		{[]string{"--format", "table"}, `^CALLER  PAID  SHARED PAGES  REFUSED  WAITED\nscreen  ` + fmt.Sprint(paid) + ` +0 +0 +0s\n$`},
		{[]string{"--format", "table", "--by", "hour"}, `^HOUR +PAID .*\n20\d\d-\d\d-\d\dT\d\d:00:00Z  ` + fmt.Sprint(paid) + ` `},
		{[]string{"--format", "table", "--by", "none"}, `^HOUR +CALLER +PRIORITY +PAID .*\n\S+:00:00Z  screen  interactive +\d+ `},
		{nil, `^\{"caller":"screen","paid":` + fmt.Sprint(paid)},
	} {
		ran := start(t, nil, append(flags, tt.flags...)...)
		require.Zero(t, ended(ran), ran.stderr.String())
		require.Regexp(t, tt.want, ran.stdout.String())
	}
	ran := start(t, nil, append(flags, "--since", "-1h")...)
	require.Equal(t, exitUsage, ended(ran))
}

// ended waits for the end of a command line and returns its exit code.
func ended(r *running) int {
	code := <-r.done
	r.done <- code
	return code
}

// TestSpendingSums sums lines up.
func TestSpendingSums(t *testing.T) {
	hour := timestamppb.New(time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC))
	lines := []*crmstreamv1.Spending{
		{HourTime: hour, Caller: "a", Paid: 1, SharedPages: 2, Refused: 3, WaitedSeconds: 0.5},
		{HourTime: hour, Caller: "b", Paid: 10},
		{HourTime: timestamppb.New(hour.AsTime().Add(time.Hour)), Caller: "a", Paid: 100, SharedPages: 200, Refused: 300, WaitedSeconds: 1},
	}
	text := func(by string) string {
		var all []string
		for _, s := range sumSpending(lines, by) {
			all = append(all, fmt.Sprint(s.GetCaller(), s.GetHourTime().AsTime().Hour(), s.GetPaid(), s.GetSharedPages(), s.GetRefused(), s.GetWaitedSeconds()))
		}
		return strings.Join(all, ", ")
	}
	require.Equal(t, "a0 101 202 303 1.5, b0 10 0 0 0", text("caller"))
	require.Equal(t, "7 11 2 3 0.5, 8 100 200 300 1", text("hour"))
	require.Len(t, sumSpending(lines, "none"), 3)
}
