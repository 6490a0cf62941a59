package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/audit"
)

// auditLines returns the lines of an audit log of an event.
func auditLines(t *testing.T, path string, event audit.Event) []audit.Line {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	var lines []audit.Line
	for text := range strings.Lines(string(content)) {
		var line audit.Line
		require.NoError(t, json.Unmarshal([]byte(text), &line), text)
		if line.Event == event {
			lines = append(lines, line)
		}
	}
	return lines
}

// startAudited starts a server with an audit log.
func startAudited(t *testing.T, c auditConfig) *guardedApp {
	t.Helper()
	return startGuardedBy(t, func(s *setup) { s.audit = c })
}

// TestAudit makes every kind of call that has a line in the audit log.
func TestAudit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	g := startAudited(t, auditConfig{Path: path})
	sources := crmstreamv1.NewSourcesServiceClient(g.conn)
	as := func(caller string) *metadata.MD {
		md := metadata.Pairs("authorization", "Bearer "+g.key(t, caller), "x-request-id", "of-"+caller)
		return &md
	}
	warehouse, operator := metadata.NewOutgoingContext(t.Context(), *as("warehouse")), metadata.NewOutgoingContext(t.Context(), *as("operator"))

	for range 5 {
		_, err := sources.ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
		require.Equal(t, codes.Unauthenticated, status.Code(err))
	}
	refused := auditLines(t, path, audit.Refused)
	require.Len(t, refused, 1, "one a second of an address")
	require.Equal(t, "127.0.0.1", refused[0].Client)
	require.Equal(t, "CREDENTIALS_REQUIRED", refused[0].Reason)
	require.Equal(t, "/crmstream.v1.SourcesService/ListSources", refused[0].Method)

	_, err := sources.GetSource(warehouse, &crmstreamv1.GetSourceRequest{Source: "solos"})
	require.Equal(t, codes.NotFound, status.Code(err))
	_, err = sources.GetSource(warehouse, &crmstreamv1.GetSourceRequest{Source: g.key(t, "operator")})
	require.Equal(t, codes.NotFound, status.Code(err))
	code, _ := g.get(t, api.Binding{Verb: http.MethodGet, Path: "/v1/sources/apro/invoices"}, &crmstreamv1.ListSourcesRequest{}, "Bearer "+g.key(t, "warehouse"))
	require.Equal(t, http.StatusForbidden, code)
	denied := auditLines(t, path, audit.Denied)
	require.Len(t, denied, 3)
	require.Equal(t, "UNKNOWN_SOURCE", denied[0].Reason)
	require.Equal(t, "solos", denied[0].Source)
	require.Equal(t, "warehouse", denied[0].Caller)
	require.NotEmpty(t, denied[0].Credential)
	require.Equal(t, "of-warehouse", denied[0].RequestID)
	require.Equal(t, g.key(t, "operator")[:14]+"***", denied[1].Source)
	require.Equal(t, "ACCESS_DENIED", denied[2].Reason)
	require.Equal(t, "127.0.0.1", denied[2].Client)
	require.Equal(t, []string{"apro", "invoices"}, []string{denied[2].Source, denied[2].Resource})

	digests := map[string]bool{}
	for _, args := range [][]string{{}, {"limit=1500"}, {"created_from=2001-01-01"}, {"created_from=2001-01-01", "limit=1500"}, {"limit=900"}} {
		before := len(auditLines(t, path, audit.Listed))
		r, err := openReader(operator, g.conn, "contacts", append(args, "source=apro")...)
		require.NoError(t, err)
		require.NoError(t, r.drain())
		if lines := auditLines(t, path, audit.Listed); len(r.ids) >= 1000 {
			require.Len(t, lines, before+1, args)
			last := lines[before]
			require.EqualValues(t, len(r.ids), last.Records)
			require.Equal(t, last.Records, last.Total)
			require.Positive(t, last.Requests)
			require.Equal(t, []string{"operator", "apro", "contacts", "OK"}, []string{last.Caller, last.Source, last.Resource, last.Code})
			digests[last.Filters] = true
		} else {
			require.Equal(t, "limit=900", args[0])
			require.Len(t, lines, before, "a small list has no line")
		}
	}
	require.Len(t, digests, 2, "limits are no filters")

	require.Equal(t, 0, command(t, "admin", "callers", "--socket", g.app.adminListener.Addr().String()).code)
	require.Equal(t, 0, command(t, "admin", "metrics", "--socket", g.app.adminListener.Addr().String()).code)
	admin := auditLines(t, path, audit.Admin)
	require.Len(t, admin, 1)
	require.Equal(t, "GET /callers", admin[0].Method)

	content, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NotContains(t, string(content), g.key(t, "operator")[14:])
	require.NotContains(t, string(content), "2001-01-01")
}

// TestSmallPagesAreRecorded reads a list by pages that are too small to be recorded each. Every thousandth record is.
func TestSmallPagesAreRecorded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	g := startAudited(t, auditConfig{Path: path})
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "operator"))
	read, token := 0, ""
	for first := true; first || token != ""; first = false {
		args := []string{"source=apro", "page_size=300"}
		if token != "" {
			args = append(args, "resume_token="+token)
		}
		r, err := openReader(ctx, g.conn, "contacts", args...)
		require.NoError(t, err)
		require.NoError(t, r.drain())
		read, token = read+len(r.ids), r.token
	}
	require.Greater(t, read, 2500)
	lines := auditLines(t, path, audit.Listed)
	require.Len(t, lines, read/1000)
	for i, line := range lines {
		require.EqualValues(t, 300, line.Records)
		require.EqualValues(t, i+1, line.Total/1000)
	}
}

// TestAuditOfKeys changes callers while the server runs, and renames the log as logrotate does.
func TestAuditOfKeys(t *testing.T) {
	path := filepath.Join(t.TempDir(), "audit.log")
	g := startAudited(t, auditConfig{Path: path})
	con := &console{stdout: newWatched(), stderr: newWatched()}
	fresh := filepath.Join(t.TempDir(), "key")
	flags := callersFlag{Callers: g.callersFile()}
	require.NoError(t, keysCreateCommand{callersFlag: flags, Caller: "warehouse", newKeyFlags: newKeyFlags{Expires: "1d", Out: fresh}}.Run(con))
	require.Equal(t, "callers\n", command(t, "admin", "reload", "--socket", g.app.adminListener.Addr().String()).stdout)
	lines := auditLines(t, path, audit.Keys)
	require.Len(t, lines, 1)
	require.Regexp(t, `key \w{8} of warehouse added`, lines[0].Names)

	require.NoError(t, os.Rename(path, path+".1"))
	process, err := os.FindProcess(os.Getpid())
	require.NoError(t, err)
	require.NoError(t, process.Signal(syscall.SIGHUP))
	require.Eventually(t, func() bool { _, err := os.Stat(path); return err == nil }, 5*time.Second, 10*time.Millisecond)
}

// TestChangesOfCallers compares tables of callers.
func TestChangesOfCallers(t *testing.T) {
	now := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	digest := strings.Repeat("ab", 32)
	before, err := readCallers("before", strings.NewReader(`callers:
- {name: a, grants: [{sources: [x], resources: ["*"], can: [read]}], keys: [{id: one, sha256: `+digest+`}, {id: two, sha256: `+digest+`}, {id: ten, sha256: `+digest+`}]}
- {name: gone, keys: [{id: lost, sha256: `+digest+`}]}
- {name: same, keys: [{id: three, sha256: `+digest+`, expires: "2027-01-01"}]}
`), now)
	require.NoError(t, err)
	after, err := readCallers("after", strings.NewReader(`callers:
- {name: a, grants: [{sources: [x, y], resources: ["*"], can: [read]}], limits: {calls: 3}, certificates: [c], keys: [{id: one, sha256: `+digest+`, revoked: "2026-11-30"}, {id: ten, sha256: `+strings.Repeat("cd", 32)+`}]}
- {name: new, keys: [{id: four, sha256: `+digest+`}]}
- {name: same, keys: [{id: three, sha256: `+digest+`, expires: "2027-01-02"}]}
`), now)
	require.NoError(t, err)
	require.Equal(t, []string{
		"caller gone removed", "caller new added", "certificates of a changed", "end of key three of same changed", "grants of a changed",
		"key four of new added", "key lost of gone removed", "key one of a revoked", "key ten of a replaced", "key two of a removed", "limits of a changed",
	}, callerChanges(before, after))
	require.Empty(t, callerChanges(after, after))
}

// TestAuditThatIsRequired has a disk that is full. What cannot be recorded is not served, and health checks are.
func TestAuditThatIsRequired(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("there is no " + full)
	}
	for _, required := range []bool{true, false} {
		g := startAudited(t, auditConfig{Path: full, Required: required})
		sources := crmstreamv1.NewSourcesServiceClient(g.conn)
		warehouse := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "warehouse"))
		_, err := sources.GetSource(warehouse, &crmstreamv1.GetSourceRequest{Source: "solos"})
		code, text := g.get(t, api.Binding{Verb: http.MethodGet, Path: "/v1/sources/apro"}, &crmstreamv1.ListSourcesRequest{}, "Bearer "+g.key(t, "warehouse"))
		_, metrics := askAdmin(t, http.MethodGet, "unix", g.app.adminListener.Addr().String(), "/metrics", nil)
		if !required {
			require.Equal(t, codes.NotFound, status.Code(err))
			require.Equal(t, http.StatusOK, code, text)
			require.Contains(t, metrics, "crmstream_audit_failed_total 1\n")
			continue
		}
		require.Equal(t, codes.Unavailable, status.Code(err))
		require.True(t, hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_OVERLOADED), err)
		require.NotContains(t, status.Convert(err).Message(), full)
		require.Equal(t, http.StatusServiceUnavailable, code, text)
		require.Contains(t, text, "cannot be recorded in the audit log")
		require.Contains(t, metrics, "crmstream_audit_failed_total 2\n")
		require.Contains(t, g.log.String(), "the audit log cannot be written")
	}
	got := commandWith(t.Context(), map[string]string{"PASSWORD": "x"}, "serve", "--config", writeConfig(t, "audit: {path: none/audit.log}"))
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "audit.path: open ")
}

// TestAuditOnStandardOutput has the lines beside what the command prints.
func TestAuditOnStandardOutput(t *testing.T) {
	s := startAdministrated(t, "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\naudit: {path: \"-\"}")
	require.Equal(t, 0, command(t, "admin", "drain", "--socket", s.socket).code)
	require.Contains(t, s.stdout.String(), `"event":"admin","client":"admin.sock","method":"POST /drain"}`)
}
