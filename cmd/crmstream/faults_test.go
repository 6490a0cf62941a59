package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// upstreamUnderFault is one emulated upstream as a fault test needs it.
type upstreamUnderFault struct {
	name, connector, list, op string
	settings                  string // of its source in the configuration; %s is the address
	secret                    string
	sandbox                   map[string]any
}

var upstreamsUnderFault = []upstreamUnderFault{
	// After a flood one page is half as large, and a call of 1000 records reads as many pages as 1000 records can need.
	{"administrate", "administrate", "tasks", "list", `{base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}", page_size: 80}`, "sandbox-password", map[string]any{"http_scheme": "allow"}},
	{"graphql", "administrate", "tasks", "graphql_list", graphSettings + `, page_size: 80}`, "sandbox-client-secret", map[string]any{"http_scheme": "allow"}},
	{"apro", "apro", "contacts", "purchaser/filter", `{base_urls: ["%s"], api_key: "${APRO}"}`, "sandbox-apro-key-000000000000000", nil},
	{"proxima", "proxima", "visits", "run", `{base_url: "%s", password: "${PROXIMA}", first_day: 2024-01-01, poll_min: 5ms, poll_max: 50ms}`, "sandbox-proxima-password", nil},
	{"solos", "solos", "projects", "projects", `{base_url: "%s", token: "${SOLOS}", secret: "${SOLOS_SECRET}"}`, "sandbox-token", nil},
}

// graphSettings are those of a source of Administrate by GraphQL, without the brace at the end; %[1]s is the address.
const graphSettings = `{transport: graphql, base_url: "%[1]s", token_url: "%[1]s/oauth/token", grant: client_credentials, client_id: sandbox-client, client_secret: "${GRAPH}"`

// bodyLimit is the largest body of an upstream's answer that is accepted, in bytes.
const bodyLimit = 64 << 20

// whole is the outcome of a list that comes with all its records.
const whole = "WHOLE"

// faultCase is what happens to list requests, with the reason that it is told as, or whole.
type faultCase struct {
	name    string
	fault   map[string]any    // of the sandbox
	base    string            // the address, for want of a sandbox
	wrong   bool              // the credentials are
	lasting string            // when it happens to the second request and to all later ones
	passing string            // when it happens to the second request alone; "" for what cannot pass
	except  map[string]string // reasons of some upstreams, in place of either
}

// stalls reports whether the fault leaves the deadline as the only end.
func (c faultCase) stalls() bool { return c.lasting == "DEADLINE_EXCEEDED" }

// floods reports whether the fault may take memory.
func (c faultCase) floods() bool { return c.name == "endless" || c.name == "bomb" }

// deadline is how long a call may take. Where it is not the fault's only end, it is longer than all tries of a request.
func (c faultCase) deadline() time.Duration {
	if c.stalls() {
		return 3 * time.Second
	}
	return 20 * time.Second
}

// reason returns what is to come of a list of an upstream.
func (c faultCase) reason(upstream string, passes bool) string {
	switch {
	case c.except[upstream] != "":
		return c.except[upstream]
	case passes:
		return c.passing
	default:
		return c.lasting
	}
}

// faultCases returns all faults. Redirects lead to trap, and nothing listens at closed.
func faultCases(trap, closed string) []faultCase {
	const (
		unavailable   = "UPSTREAM_UNAVAILABLE"
		malformed     = "MALFORMED_RESPONSE"
		misconfigured = "MISCONFIGURED"
		rejected      = "UPSTREAM_CREDENTIALS_REJECTED"
		late          = "DEADLINE_EXCEEDED"
	)
	kind := func(kind string) map[string]any { return map[string]any{"kind": kind} }
	keyless := map[string]string{"apro": "UPSTREAM_FORBIDDEN"} // its ACCESS_DENY is said of wrong keys too
	return []faultCase{
		{name: "refused", base: closed, lasting: unavailable},
		{name: "down", fault: kind("drop"), lasting: unavailable, passing: whole},
		{name: "reset", fault: kind("reset"), lasting: unavailable, passing: whole},
		{name: "reset_headers", fault: kind("reset_headers"), lasting: unavailable, passing: whole},
		{name: "reset_body", fault: kind("reset_body"), lasting: unavailable, passing: whole},
		{name: "cut", fault: kind("cut"), lasting: unavailable, passing: whole},
		{name: "cut_chunk", fault: kind("cut_chunk"), lasting: unavailable, passing: whole},
		{name: "drip", fault: kind("drip"), lasting: late, passing: late},
		{name: "silence", fault: kind("hang"), lasting: late, passing: late},
		{name: "html", fault: kind("html"), lasting: malformed, passing: whole, except: map[string]string{"administrate": misconfigured, "graphql": misconfigured}},
		{name: "garbage", fault: kind("garbage"), lasting: malformed, passing: whole},
		{
			name: "error_in_200", fault: map[string]any{"kind": "status", "status": 200}, lasting: malformed, passing: whole,
			except: map[string]string{"apro": "RATE_LIMITED"}, // LIMIT_EXCEEDED, which a document does not wait out
		},
		{name: "gzip", fault: kind("gzip"), lasting: malformed, passing: whole},
		{name: "headers", fault: kind("headers"), lasting: unavailable, passing: whole},
		{name: "endless", fault: kind("endless"), lasting: malformed, passing: whole},
		{name: "bomb", fault: kind("bomb"), lasting: malformed, passing: whole},
		{name: "redirect", fault: map[string]any{"kind": "redirect", "location": trap}, lasting: misconfigured, passing: misconfigured},
		{name: "metadata", base: "https://169.254.169.254", lasting: misconfigured},
		{name: "broken", fault: map[string]any{"kind": "status", "status": 500}, lasting: unavailable, passing: whole},
		{name: "unauthorized", fault: map[string]any{"kind": "status", "status": 401}, lasting: rejected, except: keyless},
		{name: "wrong_key", wrong: true, lasting: rejected, except: keyless},
	}
}

// TestUpstreamFaults runs the real binary against upstreams that fail in the middle of a list, once or from then on: the
// failure is told with its reason and source within the deadline, or the list is whole; a part of it never passes for the
// whole. No secret shows, credentials follow no redirect, floods stop at the limit, and the server lives on.
func TestUpstreamFaults(t *testing.T) {
	var trapped atomic.Int64
	trap := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { trapped.Add(1) }))
	defer trap.Close()
	rig := startFaultRig(t, faultCases(trap.URL, closedAddress))

	outcomes := make([]outcome, len(rig.runs))
	askAll := func(atOnce int, wanted func(faultRun) bool) {
		slots, asking := make(chan struct{}, atOnce), sync.WaitGroup{}
		for i, run := range rig.runs {
			if wanted(run) {
				slots <- struct{}{}
				asking.Go(func() { outcomes[i] = rig.ask(t, run); <-slots })
			}
		}
		asking.Wait()
	}
	askAll(1, func(r faultRun) bool { return r.fault.name == "" })
	before := rig.heap(t)
	askAll(1, func(r faultRun) bool { return r.fault.floods() })
	grown := rig.heap(t) - before
	askAll(16, func(r faultRun) bool { return r.fault.name != "" && !r.fault.floods() })

	ids := map[string][]string{} // of the faultless lists
	wrong, slowest := 0, time.Duration(0)
	for i, run := range rig.runs {
		slowest = max(slowest, outcomes[i].took)
		asPromised := t.Run(run.source, func(t *testing.T) {
			got := outcomes[i]
			require.NoError(t, got.err)
			if run.fault.name == "" {
				require.Equal(t, whole, got.reason, got.message)
				ids[run.upstream.name] = got.ids
			}
			run.check(t, got, ids[run.upstream.name])
		})
		if !asPromised {
			wrong++
		}
	}
	check.AtLeast(t, "faults_runs", float64(len(rig.runs)), 150)
	check.AtMost(t, "faults_wrong", float64(wrong), 0)
	check.Tell("faults_slowest_seconds", slowest.Seconds())
	require.Zero(t, trapped.Load(), "a redirect was followed, with credentials")
	// A body has 64 MiB at most, and half of that beside it while it grows. The collector lets garbage come to as much again,
	// which it does, since half as much is asked for after each flood and floods again; and large pieces do not fit into each
	// other's gaps. A bomb alone would take 1 GiB.
	check.AtMost(t, "faults_flood_heap_mib", grown/(1<<20), 8.0*bodyLimit/(1<<20))
	code, _ := get(t, rig.address+"/healthz")
	require.Equal(t, http.StatusOK, code, "the server died")
	rig.requireNoSecrets(t)
}

// check requires what is to come of a run. ids are those of the whole list.
func (r faultRun) check(t *testing.T, got outcome, ids []string) {
	t.Helper()
	require.Less(t, got.took, r.fault.deadline()+time.Second)
	if r.sandbox != nil && !r.fault.wrong {
		require.GreaterOrEqual(t, r.sandbox.Requests()[r.upstream.op], int64(2), "the list never met its fault")
	}
	require.Equal(t, r.want(), got.reason, got.message)
	if got.reason == whole {
		require.NotEmpty(t, ids)
		require.Equal(t, ids, got.ids, "a part of the list passed for the whole")
		return
	}
	require.GreaterOrEqual(t, got.code, 400)
	if got.metadata != nil || got.reason != "DEADLINE_EXCEEDED" { // on a busy machine the gateway tells it, not the server
		require.Equal(t, r.source, got.metadata["source"])
	}
	for _, secret := range []string{r.upstream.secret, wrongKey} {
		require.NotContains(t, got.message, secret)
	}
}

// requireNoSecrets looks for credentials in the server's log.
func (r faultRig) requireNoSecrets(t *testing.T) {
	t.Helper()
	log, err := os.ReadFile(r.log)
	require.NoError(t, err)
	require.Contains(t, string(log), "msg=upstream", "the log is not the one that secrets are looked for in")
	secrets := []string{wrongKey}
	for _, u := range upstreamsUnderFault {
		secrets = append(secrets, u.secret)
	}
	require.False(t, slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(string(log), s) }))
}
