package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/all"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
)

// administrated is a server whose admin listener is asked.
type administrated struct {
	*running
	grpc, web, socket, config string
}

// startAdministrated serves a configuration.
func startAdministrated(t *testing.T, text string) administrated {
	t.Helper()
	config := writeConfig(t, text)
	r := start(t, map[string]string{"PASSWORD": "hunter2"}, "serve", "--config", config)
	found := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)`).FindStringSubmatch(r.waitFor(t, "JSON on"))
	require.Len(t, found, 3, r.stderr)
	return administrated{r, found[1], found[2], filepath.Join(filepath.Dir(config), "state", adminSocket), config}
}

// askAdmin makes a request, over a socket or over TCP.
func askAdmin(t *testing.T, method, network, address, path string, header http.Header) (int, string) {
	t.Helper()
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, "http://localhost"+path, http.NoBody)
	require.NoError(t, err)
	if header != nil {
		r.Header = header
		if host := header.Get("Host"); host != "" {
			r.Host = host
		}
	}
	answer, err := (&http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}).Do(r)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return answer.StatusCode, string(text)
}

// TestAdmin asks for everything that the socket serves, and with the commands.
func TestAdmin(t *testing.T) {
	s := startAdministrated(t, `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}`)
	info, err := os.Stat(s.socket)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	for path, want := range map[string]string{
		"/metrics": "go_goroutines", "/healthz": "ok\n", "/readyz": "ok\n", "/callers": "[]\n",
		"/debug/pprof/": "heap", "/debug/pprof/goroutine?debug=1": "goroutine profile:", "/debug/pprof/cmdline": ".test",
	} {
		code, text := askAdmin(t, http.MethodGet, "unix", s.socket, path, nil)
		require.Equal(t, http.StatusOK, code, path)
		require.Contains(t, text, want, path)
	}
	for _, path := range []string{"/reload", "/drain"} {
		code, _ := askAdmin(t, http.MethodGet, "unix", s.socket, path, nil)
		require.Equal(t, http.StatusMethodNotAllowed, code)
	}
	for _, flags := range [][]string{{"--config", s.config}, {"--socket", s.socket}} {
		got := command(t, append([]string{"admin", "metrics"}, flags...)...)
		require.Zero(t, got.code, got.stderr)
		require.Contains(t, got.stdout, "go_goroutines")
	}
	require.Equal(t, "nothing has changed\n", command(t, "admin", "reload", "--config", s.config).stdout)

	got := command(t, "admin", "config", "--config", s.config)
	require.Zero(t, got.code, got.stderr)
	var shown struct {
		PageMemory int `json:"page_memory_mib"`
		Sources    []struct {
			Settings map[string]any
			Parallel int    `json:"parallel_reads"`
			Age      string `json:"catalogue_age"`
		}
	}
	require.NoError(t, json.Unmarshal([]byte(got.stdout), &shown), got.stdout)
	require.Equal(t, 64, shown.PageMemory)
	require.Equal(t, "${PASSWORD}", shown.Sources[0].Settings["password"])
	require.Equal(t, "https://crm.invalid", shown.Sources[0].Settings["base_url"])
	require.Equal(t, 4, shown.Sources[0].Parallel)
	require.Equal(t, "24h0m0s", shown.Sources[0].Age)
	require.NotContains(t, got.stdout, "hunter2")

	require.Zero(t, s.code())
	_, err = os.Lstat(s.socket)
	require.ErrorIs(t, err, os.ErrNotExist)
	got = command(t, "admin", "config", "--config", s.config)
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "no server answers at "+s.socket)
}

// TestSecretsAreHiddenWhereTheyShouldNotStand has a secret in the name of a host.
func TestSecretsAreHiddenWhereTheyShouldNotStand(t *testing.T) {
	s := startAdministrated(t, "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nhosts: [hunter2.example.com]")
	got := command(t, "admin", "config", "--config", s.config)
	require.Contains(t, got.stdout, "***.example.com")
	require.NotContains(t, got.stdout, "hunter2")
}

// TestAdminOverTCP asks as web pages do, and as programs.
func TestAdminOverTCP(t *testing.T) {
	g := startGuardedBy(t, func(s *setup) { s.listen.Admin = "127.0.0.1:0" })
	address := g.app.adminListener.Addr().String()
	require.NoFileExists(t, filepath.Join(filepath.Dir(g.folder), adminSocket))
	for name, test := range map[string]struct {
		header http.Header
		want   int
	}{
		"a simple request":   {http.Header{}, http.StatusForbidden},
		"of a page":          {http.Header{adminHeader: {"1"}, "Origin": {"https://evil.example.com"}}, http.StatusForbidden},
		"of another site":    {http.Header{adminHeader: {"1"}, "Sec-Fetch-Site": {"cross-site"}}, http.StatusForbidden},
		"of a rebound name":  {http.Header{adminHeader: {"1"}, "Host": {"evil.example.com"}}, http.StatusForbidden},
		"of a program":       {http.Header{adminHeader: {"1"}}, http.StatusOK},
		"without its origin": {http.Header{"Content-Type": {"text/plain"}}, http.StatusForbidden},
	} {
		for method, paths := range map[string][]string{http.MethodGet: {"/config", "/metrics", "/debug/pprof/"}, http.MethodPost: {"/reload"}} {
			for _, path := range paths {
				code, text := askAdmin(t, method, "tcp", address, path, test.header)
				require.Equal(t, test.want, code, "%s %s: %s", name, path, text)
			}
		}
	}
	got := command(t, "admin", "callers", "--config", writeConfig(t, fmt.Sprintf("listen: {admin: %q}", address)))
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "warehouse")
}

// TestAdminAddresses checks what listen.admin may be.
func TestAdminAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"off": "", "127.0.0.1:9091": "", "localhost:0": "", "0.0.0.0:9091": "must be off, or an address of this machine", "10.0.0.1:9091": "must be off",
		"unix:/x": "must be off",
	} {
		config := writeConfig(t, fmt.Sprintf("listen: {admin: %q}", address))
		got := commandWith(t.Context(), map[string]string{"PASSWORD": "x"}, "config", "check", "--insecure", "--config", config)
		if want == "" {
			require.Zero(t, got.code, got.stderr)
			continue
		}
		require.Contains(t, got.stderr, "listen.admin: "+want)
	}
	off := writeConfig(t, `listen: {admin: off}`)
	require.Contains(t, command(t, "admin", "drain", "--config", off).stderr, "has listen.admin: off")
	require.Contains(t, command(t, "admin", "drain", "--config", off+".none").stderr, "--socket")
}

// TestAdminSockets binds sockets where something stands, and where none can be.
func TestAdminSockets(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, adminSocket)
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	require.NoError(t, err)
	left.SetUnlinkOnClose(false)
	require.NoError(t, left.Close())
	l, err := listenSocket(path)
	require.NoError(t, err, "one that is left is no hindrance")
	require.NoError(t, l.Close())
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	_, err = listenSocket(path)
	require.ErrorContains(t, err, "is no socket: remove it")

	deep := filepath.Join(dir, strings.Repeat("d", 100))
	s := startAdministrated(t, fmt.Sprintf("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nstate_dir: %q", deep))
	require.Contains(t, s.stderr.String(), "name a state_dir with a shorter path, or set listen.admin")
	code, _ := get(t, s.web+"/readyz")
	require.Equal(t, http.StatusOK, code, "it serves all the same")
}

// TestEveryFieldSaysWhetherItIsShown walks all structs that a configuration is read into.
func TestEveryFieldSaysWhetherItIsShown(t *testing.T) {
	fields := 0
	var walk func(of reflect.Type)
	walk = func(of reflect.Type) {
		for i := range of.NumField() {
			field := of.Field(i)
			if keyOf(field) == "" {
				continue
			}
			fields++
			inner := field.Type
			for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			allowed := []string{showValue, showNone}
			switch inner {
			case reflect.TypeFor[connectors.Secret]():
				allowed = []string{showName, showNone}
			case reflect.TypeFor[yaml.Node]():
				allowed = []string{showNone}
			default:
				if inner.Kind() == reflect.Struct {
					walk(inner)
				}
			}
			require.Contains(t, allowed, field.Tag.Get("show"), "the tag show of %s.%s", of, field.Name)
		}
	}
	walk(reflect.TypeFor[config]())
	for _, driver := range all.Drivers() {
		walk(reflect.Indirect(reflect.ValueOf(driver.Settings())).Type())
	}
	require.Greater(t, fields, 60)
}

// TestCallersAreShown uses a key and looks when the key was last used, and reloads callers with a mistake and without.
func TestCallersAreShown(t *testing.T) {
	g := startGuarded(t)
	socket := g.app.adminListener.Addr().String()
	code, _ := g.get(t, api.Binding{Verb: http.MethodGet, Path: "/v1/sources"}, &crmstreamv1.ListSourcesRequest{}, "Bearer "+g.key(t, "operator"))
	require.Equal(t, http.StatusOK, code)
	var callers []shownCaller
	_, text := askAdmin(t, http.MethodGet, "unix", socket, "/callers", nil)
	require.NoError(t, json.Unmarshal([]byte(text), &callers), text)
	require.Equal(t, "operator", callers[0].Name)
	require.WithinDuration(t, time.Now(), callers[0].Keys[0].LastUse, time.Minute)
	require.Equal(t, "warehouse", callers[1].Name)
	require.Zero(t, callers[1].Keys[0].LastUse)
	content, err := os.ReadFile(g.callersFile())
	require.NoError(t, err)
	for _, digest := range regexp.MustCompile(`[0-9a-f]{64}`).FindAllString(string(content), -1) {
		require.NotContains(t, text, digest)
	}
	list := command(t, "keys", "list", "--callers", g.callersFile(), "--socket", socket)
	require.Regexp(t, callers[0].Keys[0].ID+` +operator +\S+ \S+ +\S+ \S+ +20\S+ \S+ +accepted`, list.stdout)
	require.Regexp(t, callers[1].Keys[0].ID+` +warehouse +\S+ \S+ +\S+ \S+ +- +accepted`, list.stdout)

	require.NoError(t, os.WriteFile(g.callersFile(), append(content, "  - {name: bad}\n  - {name: bad}\n"...), 0o600))
	got := command(t, "admin", "reload", "--socket", socket)
	require.Equal(t, exitFailed, got.code)
	require.Regexp(t, `callers.yaml:\d+: callers\[3\].name: is taken`, got.stderr)
	require.NoError(t, os.WriteFile(g.callersFile(), append(content, "  - {name: third, grants: [{sources: [apro], resources: [\"*\"], can: [read]}]}\n"...), 0o600))
	require.Equal(t, "callers\n", command(t, "admin", "reload", "--socket", socket).stdout)
}
