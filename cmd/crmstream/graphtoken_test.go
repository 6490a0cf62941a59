package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReplacedRefreshTokensSurviveAKill reads from an upstream that gives a new refresh token with each answer and takes each once only. The
// binary is killed between, so only what it has kept lets it go on.
func TestReplacedRefreshTokensSurviveAKill(t *testing.T) {
	upstream := startGated(t, "administrate", `{"rows": 250, "rate": 0, "graphql": {"rotate": true}}`)
	dir := t.TempDir()
	config := filepath.Join(dir, "crmstream.yaml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
state_dir: %q
sources:
  - name: crm
    connector: administrate
    time_zone: UTC
    settings: {transport: graphql, base_url: %[2]q, token_url: "%[2]s/oauth/token", grant: refresh_token, client_id: sandbox-client, client_secret: "${GRAPH}", refresh_token: "${REFRESH}"}
`, filepath.Join(dir, "state"), upstream.url), 0o600))
	t.Setenv("REFRESH", "sandbox-refresh-token")
	binary := buildBinary(t)
	const runs = 3
	for run := range runs {
		server := serveConfig(t, binary, config, filepath.Join(dir, fmt.Sprintf("log%d", run)))
		resp, err := http.Get(server.web + "/v1/sources/crm/tasks?pageSize=1000")
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, http.StatusOK, resp.StatusCode, "run %d: %s", run, body)
		require.Equal(t, 250, strings.Count(string(body), `"globalId"`))
		server.kill(t)
	}
	require.EqualValues(t, runs, upstream.Requests()["graphql_token"], "one token for each process")
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, secret := range []string{"sandbox-refresh-token", "sandbox-client-secret"} {
			require.NotContains(t, string(text), secret, path)
		}
		return err
	}))
}
