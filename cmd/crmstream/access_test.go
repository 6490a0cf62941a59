package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/access"
)

// badCredentials returns authorization headers that nobody may call with.
func badCredentials(t *testing.T, good string) map[string][]string {
	t.Helper()
	unknown, _, err := access.NewKey()
	require.NoError(t, err)
	flipped := []byte(good)
	flipped[30] ^= 1
	return map[string][]string{
		"none":        nil,
		"empty":       {""},
		"two":         {"Bearer " + good, "Bearer " + good},
		"basic":       {"Basic dXNlcjpwYXNz"},
		"no scheme":   {good},
		"cut":         {"Bearer " + good[:40]},
		"flipped":     {"Bearer " + string(flipped)},
		"unknown":     {"Bearer " + unknown},
		"joined":      {"Bearer " + good + ", Bearer " + good},
		"long":        {"Bearer " + strings.Repeat("a", 2000)},
		"token":       {"Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."},
		"other case":  {"Bearer " + strings.ToUpper(good)},
		"with a path": {"Bearer " + good + "/"},
	}
}

// TestEveryCallNeedsItsCaller calls every method, and every route of the JSON API, with bad credentials, and with those of a caller who
// lacks the grant. All are refused, and no CRM is asked.
func TestEveryCallNeedsItsCaller(t *testing.T) {
	g := startGuarded(t)
	methods, err := api.Methods()
	require.NoError(t, err)
	before := g.requests()
	bad := badCredentials(t, g.key(t, "operator"))
	var calls, denied atomic.Int64
	expect := func(name string, err error, want codes.Code) {
		calls.Add(1)
		if assert.Equal(t, want, status.Code(err), "%s: %v", name, err) {
			denied.Add(1)
		}
	}
	answers := func(name string, want int, b api.Binding, request proto.Message, values ...string) {
		calls.Add(1)
		if code, text := g.get(t, b, request, values...); assert.Equal(t, want, code, "%s %s %s: %s", b.Verb, b.Path, name, text) {
			denied.Add(1)
		}
	}
	// Many at a time: the answers to bad credentials are delayed, each by itself, and those beyond 256 that wait are not.
	var all sync.WaitGroup
	slots := make(chan struct{}, 512)
	try := func(call func()) {
		slots <- struct{}{}
		all.Go(func() {
			call()
			<-slots
		})
	}
	for _, m := range methods {
		for name, values := range bad {
			ctx := t.Context()
			for _, v := range values {
				ctx = metadata.AppendToOutgoingContext(ctx, "authorization", v)
			}
			try(func() {
				expect(m.Name+" "+name, g.call(ctx, m.Name, m.Desc.IsStreamingServer(), requestOf(m, "apro")), codes.Unauthenticated)
			})
			for _, b := range m.Bindings {
				try(func() { answers(name, http.StatusUnauthorized, b, requestOf(m, "apro"), values...) })
			}
		}
	}
	all.Wait()
	for _, m := range methods {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "warehouse"))
		resource := m.Resource()
		if m.Policy.GetAnyCaller() || resource == "contacts" || resource == "deals" || m.Policy.GetResourceField() != "" || resource == "" {
			continue // what the caller may
		}
		expect(m.Name, g.call(ctx, m.Name, m.Desc.IsStreamingServer(), requestOf(m, "apro")), codes.PermissionDenied)
		expect(m.Name, g.call(ctx, m.Name, m.Desc.IsStreamingServer(), requestOf(m, "solos")), codes.NotFound)
		for _, b := range m.Bindings {
			answers("", http.StatusForbidden, b, requestOf(m, "apro"), "Bearer "+g.key(t, "warehouse"))
			answers("", http.StatusNotFound, b, requestOf(m, "solos"), "Bearer "+g.key(t, "warehouse"))
		}
	}
	for name, want := range map[string]codes.Code{
		"/grpc.health.v1.Health/Check": codes.OK, "/grpc.health.v1.Health/List": codes.Unauthenticated, "/grpc.health.v1.Health/Nothing": codes.Unimplemented,
	} {
		err := g.call(t.Context(), name, false, &healthv1.HealthCheckRequest{})
		if want == codes.Unauthenticated {
			want = codes.Unimplemented // not served at all
		}
		require.Equal(t, want, status.Code(err), name)
	}
	require.Equal(t, codes.Unauthenticated, status.Code(g.call(t.Context(), "/grpc.health.v1.Health/Watch", true, &healthv1.HealthCheckRequest{})))
	require.Equal(t, codes.Unauthenticated,
		status.Code(g.call(t.Context(), "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", true, &emptypb.Empty{})))
	require.Equal(t, before, g.requests(), "a refused call has asked a CRM")
	check.AtMost(t, "access_calls_not_denied", float64(calls.Load()-denied.Load()), 0)
	check.AtLeast(t, "access_calls_denied", float64(denied.Load()), 2000)
	said := g.log.String()
	for _, key := range []string{g.key(t, "operator"), g.key(t, "warehouse")} {
		require.NotContains(t, said, key[14:50], "a key is in the log")
	}
}

// TestWhatACallerMayNotSeeDoesNotExist compares answers about a source of others with those about one that is not configured.
func TestWhatACallerMayNotSeeDoesNotExist(t *testing.T) {
	g := startGuarded(t)
	key := "Bearer " + g.key(t, "warehouse")
	get := func(path string) (int, string) {
		code, text := g.get(t, api.Binding{Verb: http.MethodGet, Path: path}, &crmstreamv1.ListSourcesRequest{}, key)
		return code, text
	}
	for _, path := range []string{"/v1/sources/%s", "/v1/sources/%s/contacts", "/v1/sources/%s/contacts?format=ndjson", "/v1/sources/%s/contacts/1", "/v1/sources/%s/fields?resource=contacts"} {
		foreignCode, foreign := get(fmt.Sprintf(path, "solos"))
		noneCode, none := get(fmt.Sprintf(path, "sonos"))
		require.Equal(t, http.StatusNotFound, foreignCode, foreign)
		require.Equal(t, noneCode, foreignCode)
		require.Equal(t, strings.ReplaceAll(none, "sonos", "solos"), foreign)
		require.NotContains(t, foreign, "administrate")
	}
	code, sources := get("/v1/sources")
	require.Equal(t, http.StatusOK, code)
	require.NotContains(t, sources, "solos")
	code, text := get("/v1/sources/" + g.key(t, "operator") + "/contacts")
	require.Equal(t, http.StatusNotFound, code)
	require.NotContains(t, text, g.key(t, "operator")[14:], "a key in a wrong place is not repeated")
	code, text = get("/v1/sources/apro/contacts?" + g.key(t, "operator") + "=1")
	require.Equal(t, http.StatusBadRequest, code)
	require.NotContains(t, text, g.key(t, "operator")[14:])
}

// TestTokensAreOfTheirCaller goes on with a list by the token of another caller.
func TestTokensAreOfTheirCaller(t *testing.T) {
	g := startGuarded(t)
	page := func(caller, token string) (int, string) {
		return g.get(t, api.Binding{Verb: http.MethodGet, Path: "/v1/sources/apro/contacts?pageSize=10&resumeToken=" + token},
			&crmstreamv1.ListSourcesRequest{}, "Bearer "+g.key(t, caller))
	}
	code, text := page("operator", "")
	require.Equal(t, http.StatusOK, code, text)
	var first struct{ ResumeToken string }
	require.NoError(t, json.Unmarshal([]byte(text), &first))
	require.NotEmpty(t, first.ResumeToken)
	code, text = page("warehouse", first.ResumeToken)
	require.Equal(t, http.StatusBadRequest, code)
	require.Contains(t, text, "INVALID_RESUME_TOKEN")
	require.NotContains(t, text, "caller")
	code, text = page("operator", first.ResumeToken)
	require.Equal(t, http.StatusOK, code, text)
}

// TestKeysChangeUnderAStream revokes the key of one stream while another one goes on. The stream ends with a token that a new key goes
// on with, without a record lost or repeated.
func TestKeysChangeUnderAStream(t *testing.T) {
	g := startGuarded(t)
	open := func(key, token string) *reader {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+key)
		args := []string{"source=apro"}
		if token != "" {
			args = append(args, "resume_token="+token)
		}
		r, err := openReader(ctx, g.conn, "contacts", args...)
		require.NoError(t, err)
		return r
	}
	whole := open(g.key(t, "operator"), "")
	require.NoError(t, whole.drain())
	revoked, other := open(g.key(t, "warehouse"), ""), open(g.key(t, "operator"), "")
	require.NoError(t, revoked.read())
	require.NoError(t, other.read())

	old := g.key(t, "warehouse")
	con := &console{stdout: newWatched(), stderr: newWatched()}
	id, _, err := access.ParseKey(old)
	require.NoError(t, err)
	fresh := filepath.Join(t.TempDir(), "key")
	flags := callersFlag{Callers: g.callersFile()}
	require.NoError(t, keysCreateCommand{callersFlag: flags, Caller: "warehouse", newKeyFlags: newKeyFlags{Expires: "1d", Out: fresh}}.Run(con))
	require.NoError(t, keysRevokeCommand{callersFlag: flags, ID: id}.Run(con))
	g.log.waitFor("reloaded")
	for err = nil; err == nil; err = revoked.read() { //nolint:revive // what is in buffers
	}
	require.Nil(t, revoked.summary)
	require.Equal(t, codes.Unauthenticated, status.Code(err), err)
	require.True(t, hasReason(err, crmstreamv1.ErrorReason_ERROR_REASON_CREDENTIAL_EXPIRED), err)
	newKey, err := readKeyFile(fresh)
	require.NoError(t, err)
	goesOn := open(newKey, revoked.token)
	require.NoError(t, goesOn.drain())
	require.ElementsMatch(t, whole.ids, append(revoked.ids, goesOn.ids...))
	require.NoError(t, other.drain())
	require.ElementsMatch(t, whole.ids, other.ids)
}

// TestRotationsCutNothing reads many lists while certificates and keys change. All lists come whole, and who
// connects afterwards gets the last certificate.
func TestRotationsCutNothing(t *testing.T) {
	g := startGuarded(t)
	const streams, rotations = 50, 10
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+g.key(t, "operator"))
	whole := make(chan int, streams)
	first, err := openReader(ctx, g.conn, "contacts", "source=apro")
	require.NoError(t, err)
	require.NoError(t, first.drain())
	require.Greater(t, len(first.ids), 1000)
	var all sync.WaitGroup
	for range streams {
		all.Go(func() {
			r, err := openReader(ctx, g.conn, "contacts", "source=apro")
			if assert.NoError(t, err) && assert.NoError(t, r.drain()) {
				whole <- len(set(r.ids))
			}
		})
	}
	var last []byte
	for i := range rotations {
		files, err := selfSigned([]string{"localhost", "127.0.0.1"}, time.Now(), time.Hour)
		require.NoError(t, err)
		last = files[authorityFile]
		for name, content := range files {
			require.NoError(t, os.WriteFile(filepath.Join(g.folder, name), content, 0o600))
		}
		out := filepath.Join(t.TempDir(), fmt.Sprint("key", i))
		if i < 3 { // a caller has four keys at most
			con := &console{stdout: newWatched(), stderr: newWatched()}
			require.NoError(t, keysCreateCommand{
				callersFlag: callersFlag{Callers: g.callersFile()}, Caller: "operator", newKeyFlags: newKeyFlags{Expires: "1d", Out: out},
			}.Run(con))
		}
		time.Sleep(50 * time.Millisecond)
		_, err = g.app.tls.look(time.Now())
		require.NoError(t, err)
	}
	all.Wait()
	close(whole)
	cut := streams
	for n := range whole {
		if n == len(first.ids) {
			cut--
		}
	}
	check.AtMost(t, "access_streams_cut_by_rotations", float64(cut), 0)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(last))
	conn, err := tls.Dial("tcp", g.grpc, &tls.Config{RootCAs: roots, NextProtos: []string{"h2"}, MinVersion: tls.VersionTLS13})
	require.NoError(t, err, "who connects has the last certificate")
	require.NoError(t, conn.Close())
}
