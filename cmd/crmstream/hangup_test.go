//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestAHangupEndsNothing sends hangups to the real binary while it streams a list, which comes whole. The log says why nothing
// else happened, and a termination still stops it.
func TestAHangupEndsNothing(t *testing.T) {
	binary := buildBinary(t)
	sandbox := startGated(t, "administrate", `{"rows": 2000}`)
	config := writeConfigOf(t, sandbox.url)
	out, stderr := newWatched(), newWatched()
	cmd := exec.CommandContext(t.Context(), binary, "serve", "--config", config)
	cmd.Env = append(os.Environ(), "ADMINISTRATE=sandbox-password")
	cmd.Stdout, cmd.Stderr = out, stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	address := regexp.MustCompile(`gRPC on (\S+),`).FindStringSubmatch(out.waitFor("JSON on http://"))[1]

	r, err := openReader(t.Context(), dial(t, address), "tasks", "source=crm")
	require.NoError(t, err)
	for len(r.ids) == 0 {
		require.NoError(t, r.read())
	}
	for range 3 {
		require.NoError(t, cmd.Process.Signal(syscall.SIGHUP))
		time.Sleep(20 * time.Millisecond)
	}
	require.NoError(t, r.drain())
	require.Len(t, r.ids, 2000)
	require.Contains(t, stderr.waitFor("SIGHUP"), "looking for changes")

	require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, cmd.Wait())
}

// TestOthersAreWarnedOf starts servers that other machines reach, and one that none does.
func TestOthersAreWarnedOf(t *testing.T) {
	config := func(address string) string {
		return writeConfig(t, `listen: {grpc: "`+address+`:0", http: "`+address+`:0"}`)
	}
	open := start(t, map[string]string{"PASSWORD": "x"}, "serve", "--insecure", "--config", config("0.0.0.0"))
	open.waitFor(t, "JSON on")
	said := open.stderr.String()
	require.Equal(t, 2, strings.Count(said, "level=WARN"), said)
	require.Contains(t, said, "other machines reach the gRPC server")
	require.Contains(t, said, "other machines reach the JSON server over plain HTTP")
	require.Contains(t, said, "have neither Origin nor Sec-Fetch-Site")

	closed := start(t, map[string]string{"PASSWORD": "x"}, "serve", "--insecure", "--config", config("127.0.0.1"))
	closed.waitFor(t, "JSON on")
	require.NotContains(t, closed.stderr.String(), "WARN", "nobody else reaches it")
}

// writeConfigOf writes a configuration with one source of an administrate sandbox.
func writeConfigOf(t *testing.T, url string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crmstream.yaml")
	var config bytes.Buffer
	config.WriteString("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nsources:\n  - {name: crm, connector: administrate, time_zone: UTC, settings: " +
		"{base_url: \"" + url + "\", login: sandbox@example.com, password: \"${ADMINISTRATE}\"}}\n")
	require.NoError(t, os.WriteFile(path, config.Bytes(), 0o600))
	return path
}
