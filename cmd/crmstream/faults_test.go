package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	sandboxall "github.com/crmstream/crmstream/sandbox/all"
)

// upstreamUnderFault is one emulated upstream as a fault test needs it.
type upstreamUnderFault struct {
	name, list, op string
	settings       string // of its source in the configuration; %s is the address
	secret         string
	sandbox        map[string]any
}

var upstreamsUnderFault = []upstreamUnderFault{
	{"administrate", "tasks", "list", `{base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}`, "sandbox-password", map[string]any{"http_scheme": "allow"}},
	{"apro", "contacts", "purchaser/filter", `{base_urls: ["%s"], api_key: "${APRO}"}`, "sandbox-apro-key-000000000000000", nil},
	{"proxima", "visits", "run", `{base_url: "%s", password: "${PROXIMA}", first_day: 2024-01-01}`, "sandbox-proxima-password", nil},
	{"solos", "projects", "projects", `{base_url: "%s", token: "${SOLOS}", secret: "${SOLOS_SECRET}"}`, "sandbox-token", nil},
}

// faultCases are what happens to the second list request and all later ones, and the reasons it may be told as.
var faultCases = []struct {
	name    string
	fault   map[string]any
	reasons string
}{
	{"down", map[string]any{"kind": "drop"}, "UPSTREAM_UNAVAILABLE"},
	{"broken", map[string]any{"kind": "status", "status": 500}, "UPSTREAM_UNAVAILABLE"},
	{"cut", map[string]any{"kind": "cut"}, "UPSTREAM_UNAVAILABLE"},
	{"html", map[string]any{"kind": "html"}, "MALFORMED_RESPONSE MISCONFIGURED"},
	{"garbage", map[string]any{"kind": "garbage"}, "MALFORMED_RESPONSE"},
	{"slow", map[string]any{"kind": "hang"}, "DEADLINE_EXCEEDED"},
	{"unauthorized", map[string]any{"kind": "status", "status": 401}, "UPSTREAM_CREDENTIALS_REJECTED UPSTREAM_FORBIDDEN"},
	{"wrong-key", nil, "UPSTREAM_CREDENTIALS_REJECTED UPSTREAM_FORBIDDEN"},
}

// TestUpstreamFaults runs the real binary against upstreams that fail in the middle of a list: each failure is told with
// its reason and source, within the deadline, as an error and never as a whole list; no secret shows; the server lives on.
func TestUpstreamFaults(t *testing.T) {
	address, stderr := serveFaults(t)
	t.Run("all", func(t *testing.T) { // so that what follows waits for those that run in parallel
		for _, u := range upstreamsUnderFault {
			for _, c := range faultCases {
				t.Run(u.name+"-"+c.name, func(t *testing.T) {
					t.Parallel()
					askFaulty(t, address, u, u.name+"-"+c.name, c.reasons, c.name == "slow")
				})
			}
		}
	})
	code, _ := get(t, address+"/healthz")
	require.Equal(t, http.StatusOK, code, "the server died")
	log, err := os.ReadFile(stderr)
	require.NoError(t, err)
	require.Contains(t, string(log), "msg=upstream", "the log is not the one that secrets are looked for in")
	require.NotContains(t, string(log), wrongKey)
	for _, u := range upstreamsUnderFault {
		require.NotContains(t, string(log), u.secret)
	}
}

// askFaulty asks for a list and requires a typed error.
func askFaulty(t *testing.T, address string, u upstreamUnderFault, source, reasons string, slow bool) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/v1/sources/"+source+"/"+u.list+"?pageSize=1000", nil)
	require.NoError(t, err)
	req.Header.Set("Grpc-Timeout", "30S")
	if slow {
		req.Header.Set("Grpc-Timeout", "1S")
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	var answer struct {
		Error struct {
			Status, Message string
			Details         []struct {
				Reason   string
				Metadata map[string]string
			}
		}
	}
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&answer))
	require.GreaterOrEqual(t, resp.StatusCode, 400, "a part of the list passed for the whole")
	require.NotEmpty(t, answer.Error.Details, answer.Error.Message)
	require.Contains(t, strings.Fields(reasons), answer.Error.Details[0].Reason, answer.Error.Message)
	require.Equal(t, source, answer.Error.Details[0].Metadata["source"])
	require.NotContains(t, answer.Error.Message, u.secret)
	require.NotContains(t, answer.Error.Message, wrongKey)
}

// wrongKey is no upstream's credential.
const wrongKey = "wrong-key-0000000000000000000000"

// serveFaults starts a sandbox for each upstream and fault, and the binary with a source for each. It returns the address
// of the JSON API, and the file with the server's log.
func serveFaults(t *testing.T) (address, stderr string) {
	t.Helper()
	config := "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nlog: {level: debug}\nsources:\n"
	for _, u := range upstreamsUnderFault {
		for _, c := range faultCases {
			settings := fmt.Sprintf(u.settings, startFaulty(t, u, c.fault))
			if c.fault == nil {
				settings = regexp.MustCompile(`\$\{[A-Z]+\}`).ReplaceAllString(settings, "$${WRONG}")
			}
			config += fmt.Sprintf("  - {name: %s-%s, connector: %s, time_zone: UTC, settings: %s}\n", u.name, c.name, u.name, settings)
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(path, []byte(config), 0o600))
	stderr = filepath.Join(dir, "log")
	log, err := os.Create(stderr)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), buildBinary(t), "serve", "--config", path)
	cmd.Env = append(os.Environ(), "ADMINISTRATE=sandbox-password", "APRO=sandbox-apro-key-000000000000000",
		"PROXIMA=sandbox-proxima-password", "SOLOS=sandbox-token", "SOLOS_SECRET=sandbox-secret", "WRONG="+wrongKey)
	cmd.Stderr = log
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // reports the kill
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "the server did not start")
	found := regexp.MustCompile(`JSON on (\S+)`).FindStringSubmatch(line)
	require.Len(t, found, 2, line)
	return found[1], stderr
}

// startFaulty starts a sandbox that fails from its second list request on, or never.
func startFaulty(t *testing.T, u upstreamUnderFault, fault map[string]any) string {
	t.Helper()
	settings := map[string]any{}
	for key, value := range u.sandbox {
		settings[key] = value
	}
	if fault != nil {
		f := map[string]any{"op": u.op, "at": 2, "times": -1}
		for key, value := range fault {
			f[key] = value
		}
		settings["faults"] = []any{f}
	}
	text, err := json.Marshal(settings)
	require.NoError(t, err)
	for _, s := range sandboxall.Sandboxes() {
		if s.Name == u.name {
			instance, err := s.Start(sandboxall.Options{Settings: string(text), Roomy: true})
			require.NoError(t, err)
			server := httptest.NewServer(instance.Handler)
			t.Cleanup(server.Close)
			return server.URL
		}
	}
	require.Fail(t, "no sandbox "+u.name)
	return ""
}
