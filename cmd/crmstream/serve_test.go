package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// writeConfig writes a configuration with one source, whose upstream nobody asks, and returns its path.
func writeConfig(t *testing.T, server string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crmstream.yaml")
	text := server + `
sources:
  - name: crm
    connector: administrate
    time_zone: UTC
    settings: {base_url: "https://crm.invalid", login: a@example.com, password: "${PASSWORD}"}
`
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	config := writeConfig(t, `listen: {grpc: "127.0.0.1:0", http: "localhost:0"}`)
	password := map[string]string{"PASSWORD": "hunter2"}
	r := start(t, password, "serve", "--config", config)
	address := regexp.MustCompile(`gRPC on (\S+), JSON on (\S+)\n`).FindStringSubmatch(r.waitFor(t, "JSON on http://"))
	require.Len(t, address, 3)

	for path, want := range map[string]string{
		"/readyz": "ok", "/healthz": "ok", "/v1/sources/crm": `"connector":"administrate"`, "/metrics": "go_goroutines", "/openapi.json": `"openapi"`,
	} {
		code, body := get(t, address[2]+path)
		require.Equal(t, http.StatusOK, code, path)
		require.Contains(t, body, want, path)
	}
	table := command(t, "sources", "--addr", address[1], "--format=table")
	require.Zero(t, table.code, table.stderr)
	require.Regexp(t, `SOURCE +CONNECTOR +TIME ZONE +STATE +BUDGET LEFT\ncrm +administrate +UTC +unknown *\n\ncrm\n +lists +tasks`, table.stdout)
	one := command(t, "sources", "crm", "--addr", address[1])
	require.Zero(t, one.code, one.stderr)
	var source struct{ Name string }
	require.NoError(t, json.Unmarshal([]byte(one.stdout), &source))
	require.Equal(t, "crm", source.Name)
	details := command(t, "sources", "crm", "--addr", address[1], "--format=table")
	require.Contains(t, details.stdout, "  orders")
	none := command(t, "sources", "none", "--addr", address[1])
	require.Equal(t, exitFailed, none.code)
	require.Contains(t, none.stderr, `NotFound: no source "none"`)

	require.Zero(t, r.code(), "a stop that was asked for is a success")
	require.Contains(t, r.stderr.String(), "msg=stopping")
	require.NotContains(t, r.stderr.String(), "hunter2")
	info, err := os.Stat(filepath.Join(filepath.Dir(config), "state", keyFile))
	require.NoError(t, err, "keys are kept beside the configuration")
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestServeKeepsToThisMachine(t *testing.T) {
	password := map[string]string{"PASSWORD": "x"}
	config := writeConfig(t, `listen: {grpc: "0.0.0.0:0", http: "127.0.0.1:0"}`)
	for _, words := range [][]string{{"serve"}, {"config", "check"}} {
		got := commandWith(t.Context(), password, append(words, "--config", config)...)
		require.Equal(t, exitFailed, got.code)
		require.Contains(t, got.stderr, "crmstream.yaml:1: listen.grpc: other machines would reach this address")
	}
	got := commandWith(t.Context(), password, "config", "check", "--insecure", "--config", config)
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, "crmstream.yaml is right: crm (administrate)")
	got = command(t, "demo", "--grpc", ":0")
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "other machines would reach this address")
}

func TestServeOnATakenAddress(t *testing.T) {
	password := map[string]string{"PASSWORD": "x"}
	r := start(t, password, "serve", "--config", writeConfig(t, `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}`))
	taken := regexp.MustCompile(`gRPC on (\S+),`).FindStringSubmatch(r.waitFor(t, "JSON on"))[1]
	got := commandWith(t.Context(), password, "serve", "--config", writeConfig(t, `listen: {grpc: "`+taken+`", http: "127.0.0.1:0"}`))
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "address already in use")
}

func TestSandbox(t *testing.T) {
	settings := filepath.Join(t.TempDir(), "settings.yaml")
	require.NoError(t, os.WriteFile(settings, []byte("rows: 3\npassword: sandbox-other\n"), 0o600))
	r := start(t, nil, "sandbox", "administrate", "--listen=127.0.0.1:0", "--settings", settings, "--latency=1ms")
	out := r.waitFor(t, "username")
	require.Contains(t, out, "password  sandbox-other\n")
	address := regexp.MustCompile(`address +(\S+)`).FindStringSubmatch(out)[1]
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/api/v2/crm/tasks", nil)
	require.NoError(t, err)
	req.SetBasicAuth(regexp.MustCompile(`username +(\S+)`).FindStringSubmatch(out)[1], "sandbox-other")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	var tasks []struct{ ID any }
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&tasks))
	require.NoError(t, resp.Body.Close())
	require.Len(t, tasks, 3)
	_, counts := get(t, address+"/_sandbox/requests")
	require.Contains(t, counts, `"list":1`)
	require.Zero(t, r.code())
}

func TestSandboxSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.yaml")
	for text, want := range map[string]string{
		"administrate: {rowz: 1}\n": `sandbox administrate: settings: json: unknown field "rowz"`,
		"adminstrate: {}\n":         `unknown sandbox "adminstrate"`,
		"apro: {rows: -1}\n":        "sandbox apro: rows: ",
		"a: b: c\n":                 "settings.yaml: yaml: ",
	} {
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		got := command(t, "sandbox", "--listen=127.0.0.1:0", "--settings", path)
		require.Equal(t, exitFailed, got.code)
		require.Contains(t, got.stderr, want)
	}
	got := command(t, "sandbox", "--listen=127.0.0.1:0", "--settings", filepath.Join(t.TempDir(), "none"))
	require.Equal(t, exitFailed, got.code)
	require.Contains(t, got.stderr, "no such file")
}

func TestDemoSurvivesARestart(t *testing.T) {
	args := []string{"demo", "--grpc=127.0.0.1:0", "--http=127.0.0.1:0", "--rows=50", "--state-dir", filepath.Join(t.TempDir(), "state")}
	address := regexp.MustCompile(`gRPC  (\S+)`)
	first := start(t, nil, args...)
	out := first.waitFor(t, "Ctrl-C stops")
	for _, name := range driverNames() {
		require.Regexp(t, "source "+name+" +[a-zA-Z]", out)
	}
	list := []string{"list", "tasks", "--source=administrate"}
	page := command(t, append(list, "--page-size=20", "--addr", address.FindStringSubmatch(out)[1])...)
	require.Zero(t, page.code, page.stderr)
	require.Equal(t, 20, strings.Count(page.stdout, "\n"))
	token := regexp.MustCompile(`--resume-token (\S+)\n`).FindStringSubmatch(page.stderr)
	require.Len(t, token, 2, page.stderr)
	require.Zero(t, first.code())

	second := start(t, nil, args...)
	out = second.waitFor(t, "Ctrl-C stops")
	rest := command(t, append(list, "--addr", address.FindStringSubmatch(out)[1], "--resume-token", token[1])...)
	require.Zero(t, rest.code, rest.stderr)
	seen := append(ids(t, page.stdout), ids(t, rest.stdout)...)
	require.Len(t, seen, 50)
	require.Equal(t, "1", seen[0])
	require.NotContains(t, seen[20:], seen[19])
}
