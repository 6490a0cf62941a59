package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/testing/protocmp"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// booksConfig is a server of one source with a budget, of which streams may use 18.
const booksConfig = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
log: {level: info}
budgets: [{name: small, requests: 30, window: 1h, reserve: 0.4}]
sources:
  - {name: crm, connector: apro, time_zone: UTC, budget: small, settings: {base_urls: ["%s"], api_key: "${APRO}"}}
`

// books compares what is told of a budget with what the upstream has seen.
type books struct {
	sandbox *gated
	conn    grpc.ClientConnInterface
	web     string
	told    int // requests, by all calls so far
}

// TestBooksEqualTheUpstreamsLog makes calls of all kinds until a budget is used up. After each, what the calls told of their
// costs, what GetSource, the summaries and the metrics show, and what the sandbox has received are the same.
func TestBooksEqualTheUpstreamsLog(t *testing.T) {
	sandbox := startGated(t, "apro", `{"rows": 1500, "faults": [{"op": "purchaser/filter", "at": 4, "kind": "status", "status": 500}]}`)
	address, web, server := serveHere(t, fmt.Sprintf(booksConfig, sandbox.url))
	b := &books{sandbox: sandbox, conn: dial(t, address), web: web}
	b.check(t, "nothing was asked")
	began := time.Now()
	ids := b.list(t, "contacts", "limit=2")
	firstEnded := time.Now()
	b.check(t, "a list with its catalogues")
	b.list(t, "contacts", "limit=2", "max_staleness=0s")
	b.check(t, "the list again, without")
	b.list(t, "contacts", "limit=2")
	b.check(t, "the list again, shared")
	b.list(t, "contacts", "limit=120", "include_raw=true")
	require.Greater(t, sandbox.Requests()["purchaser/filter"], int64(4), "no request has failed")
	b.check(t, "a list with a request that failed and was repeated")
	b.document(t, "/v1/sources/crm/contacts?pageSize=100&maxStaleness=0s")
	b.check(t, "a document")
	require.NoError(t, b.get(t, ids[0]))
	b.check(t, "a look-up")
	require.Equal(t, codes.NotFound, status.Code(b.get(t, "999999999")))
	b.check(t, "a look-up of what does not exist")

	b.wait(t)
	b.check(t, "a stream that waited")
	b.refuse(t)
	b.check(t, "a stream whose deadline comes before the budget")
	require.Positive(t, b.source(t).GetRemaining(), "nothing is left for look-ups")
	for b.source(t).GetRemaining() > 0 {
		require.NoError(t, b.get(t, ids[0]))
		b.check(t, "a look-up with what is kept for it")
	}
	requireRefused(t, b.get(t, ids[0]), 50*time.Minute)
	b.check(t, "a look-up with nothing left")
	require.WithinRange(t, b.source(t).GetFreeTime().AsTime(), began.Add(time.Hour), firstEnded.Add(time.Hour), "free a window after the end of the first request")
	require.Eventually(t, func() bool { return logged(server.stderr.String()) == b.told }, time.Minute, 10*time.Millisecond)
	check.AtMost(t, "budget_requests_untold", math.Abs(float64(sandbox.requests()-b.told)), 0)
	check.AtMost(t, "budget_requests_sent", float64(sandbox.requests()), 30)
}

// source returns the budget as GetSource shows it.
func (b *books) source(t *testing.T) *crmstreamv1.Budget {
	t.Helper()
	answer, err := crmstreamv1.NewSourcesServiceClient(b.conn).GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "crm"})
	require.NoError(t, err)
	return answer.GetSource().GetBudget()
}

// check compares all that is told.
func (b *books) check(t *testing.T, after string) {
	t.Helper()
	saw := b.sandbox.requests()
	require.Equal(t, saw, b.told, "%s: what calls told", after)
	s := b.source(t)
	require.EqualValues(t, 30, s.GetLimit())
	require.EqualValues(t, saw, s.GetUsed(), after)
	require.EqualValues(t, 30-saw, s.GetRemaining(), after)
	require.Equal(t, saw == 30, s.GetFreeTime() != nil, after)

	early := time.Now()
	m := b.metrics(t)
	late := time.Now()
	require.EqualValues(t, saw, m["crmstream_upstream_requests_total"], after)
	require.EqualValues(t, 30, m[`crmstream_budget_limit`])
	require.EqualValues(t, saw, m[`crmstream_budget_used`], after)
	require.EqualValues(t, 30-saw, m[`crmstream_budget_left`], after)
	wait := time.Duration(m["crmstream_budget_free_seconds"] * float64(time.Second))
	if s.GetFreeTime() == nil {
		require.Zero(t, wait, after)
		return
	}
	require.WithinRange(t, s.GetFreeTime().AsTime(), early.Add(wait-time.Millisecond), late.Add(wait+time.Millisecond), after)
}

// metrics returns the sums of our metrics over their labels.
func (b *books) metrics(t *testing.T) map[string]float64 {
	t.Helper()
	code, text := get(t, b.web+"/metrics")
	require.Equal(t, http.StatusOK, code)
	sums := map[string]float64{}
	for _, line := range regexp.MustCompile(`(?m)^(crmstream_\w+)\S* (\S+)$`).FindAllStringSubmatch(text, -1) {
		value, err := strconv.ParseFloat(line[2], 64)
		require.NoError(t, err)
		sums[line[1]] += value
	}
	return sums
}

// list reads a list to its end and returns the ids.
func (b *books) list(t *testing.T, resource string, settings ...string) []string {
	t.Helper()
	r, err := openReader(t.Context(), b.conn, resource, append(settings, "source=crm")...)
	require.NoError(t, err)
	require.NoError(t, r.drain())
	b.told += int(r.summary.GetUpstreamRequests())
	require.Empty(t, cmp.Diff(b.source(t), r.summary.GetBudget(), protocmp.Transform()))
	return r.ids
}

// document reads a page of JSON.
func (b *books) document(t *testing.T, path string) {
	t.Helper()
	code, body := get(t, b.web+path)
	require.Equal(t, http.StatusOK, code, body)
	var page struct {
		Summary struct{ UpstreamRequests int }
	}
	require.NoError(t, json.Unmarshal([]byte(body), &page))
	require.Positive(t, page.Summary.UpstreamRequests)
	b.told += page.Summary.UpstreamRequests
}

// get looks a contact up.
func (b *books) get(t *testing.T, id string) error {
	t.Helper()
	answer, err := crmstreamv1.NewContactsServiceClient(b.conn).GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "crm", Id: id})
	b.told += int(answer.GetUpstreamRequests()) + costOf(t, err)
	return err
}

// wait reads a list until it tells that it waits for the budget, and leaves.
func (b *books) wait(t *testing.T) {
	t.Helper()
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	r, err := openReader(ctx, b.conn, "contacts", "source=crm", "max_staleness=0s")
	require.NoError(t, err)
	for r.progress.GetWaitEndTime() == nil {
		require.NoError(t, r.read())
	}
	require.WithinRange(t, r.progress.GetWaitEndTime().AsTime(), time.Now().Add(-time.Second), time.Now().Add(2*time.Hour))
	b.told += int(r.progress.GetUpstreamRequests())
}

// refuse reads a list whose deadline comes before the budget.
func (b *books) refuse(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	r, err := openReader(ctx, b.conn, "activities", "source=crm")
	require.NoError(t, err)
	err = r.drain()
	requireRefused(t, err, 0)
	b.told += costOf(t, err)
}

// requireRefused requires the error of an empty budget, which is free again after more than a time.
func requireRefused(t *testing.T, err error, after time.Duration) {
	t.Helper()
	require.Equal(t, codes.ResourceExhausted, status.Code(err), err)
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			require.Greater(t, info.GetRetryDelay().AsDuration(), after)
			return
		}
	}
	require.Fail(t, "no word of when it is free")
}

// costOf returns what a call cost that failed, 0 for one that did not.
func costOf(t *testing.T, err error) int {
	t.Helper()
	if err == nil {
		return 0
	}
	n, wrong := strconv.Atoi(infoOf(err).GetMetadata()["upstream_requests"])
	require.NoError(t, wrong, err)
	return n
}

// logged returns the sum of what the log says that calls have cost.
func logged(log string) (sum int) {
	for line := range strings.Lines(log) {
		if cost := regexp.MustCompile(`msg=call .* upstream_requests=(\d+)`).FindStringSubmatch(line); cost != nil {
			n, _ := strconv.Atoi(cost[1]) // it has digits only
			sum += n
		}
	}
	return sum
}
