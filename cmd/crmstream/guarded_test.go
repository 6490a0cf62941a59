package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestGuardedAddresses checks configurations of servers that other machines reach: callers and TLS together make them safe.
func TestGuardedAddresses(t *testing.T) {
	dir := t.TempDir()
	writeCertificate(t, dir, time.Now(), "crm.example.com")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "callers.yaml"), []byte(demoCallers), 0o600))
	const open, auth, files = `listen: {grpc: "0.0.0.0:9090", http: "0.0.0.0:8080"}`, "auth: {callers_file: callers.yaml}", "tls: {cert: tls.crt, key: tls.key}"
	for text, want := range map[string]string{
		open:                              "set auth and tls",
		open + "\n" + auth:                "set auth and tls",
		open + "\n" + files:               "set auth and tls",
		open + "\n" + auth + "\n" + files: "",
		auth:                              "",
		files:                             "",
		"auth: {callers_file: none.yaml}": "none.yaml cannot be read: no such file",
		"auth: {}":                        "auth.callers_file: is missing",
		"auth: {callers_file: tls.crt}":   "tls.crt:",
		open + "\n" + auth + "\ntls: {mode: behind_proxy}": "",
		`allowed_origins: ["*"]`:                           "allowed_origins[0]: must be an origin",
		`allowed_origins: ["https://a.example.com/"]`:      "allowed_origins[0]: must be an origin",
		`allowed_origins: ["https://a.example.com:8443"]`:  "",
		`listen: {metrics: "0.0.0.0:9092"}`:                "listen.metrics: other machines would reach",
	} {
		path := filepath.Join(dir, "crmstream.yaml")
		content, err := os.ReadFile(writeConfig(t, text))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, content, 0o600))
		got := commandWith(t.Context(), map[string]string{"PASSWORD": "x"}, "config", "check", "--config", path)
		if want == "" {
			require.Zero(t, got.code, "%s: %s", text, got.stderr)
			continue
		}
		require.Equal(t, exitFailed, got.code, text)
		require.Contains(t, got.stderr, want, text)
	}
}

// TestHealthcheck asks a server that speaks TLS, and one that is not there.
func TestHealthcheck(t *testing.T) {
	g := startGuarded(t)
	got := commandWith(t.Context(), nil, "healthcheck", "--addr", g.web)
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, "ready\n", got.stdout)
	got = commandWith(t.Context(), nil, "healthcheck", "--addr", g.web, "--ca", g.caFile())
	require.Zero(t, got.code, got.stderr)
	got = commandWith(t.Context(), nil, "healthcheck", "--addr", "http://127.0.0.1:1", "--wait", "1s")
	require.Equal(t, exitFailed, got.code)
}

// TestTheCommandLineIsACaller reads through TLS with a key, and is told what to do where that fails.
func TestTheCommandLineIsACaller(t *testing.T) {
	g := startGuarded(t)
	list := func(env map[string]string, flags ...string) result {
		return commandWith(t.Context(), env, append([]string{"list", "contacts", "--source", "apro", "--limit", "1", "--addr", g.grpc}, flags...)...)
	}
	got := list(nil, "--ca", g.caFile(), "--key-file", g.keyFile("warehouse"))
	require.Zero(t, got.code, got.stderr)
	require.Contains(t, got.stdout, `"id":`)
	for want, flags := range map[string][]string{
		"Name the file of your key with --key-file": {"--ca", g.caFile()},
		"name its authority with --ca":              {"--key-file", g.keyFile("warehouse")},
		"holds no certificate in PEM":               {"--ca", g.keyFile("warehouse")},
		"there is no certificate without TLS":       {"--ca", g.caFile(), "--plaintext"},
		"holds anything but one key":                {"--ca", g.caFile(), "--key-file", g.caFile()},
	} {
		got := list(nil, flags...)
		require.NotZero(t, got.code, want)
		require.Contains(t, got.stderr, want)
		require.NotContains(t, got.stderr, g.key(t, "warehouse")[14:50])
	}
	other := t.TempDir()
	writeCertificate(t, other, time.Now(), "localhost")
	require.Contains(t, list(nil, "--ca", filepath.Join(other, "ca.crt")).stderr, "an authority that is not known here")
	denied := commandWith(t.Context(), nil, "list", "invoices", "--source", "apro", "--addr", g.grpc, "--ca", g.caFile(), "--key-file", g.keyFile("warehouse"))
	require.Contains(t, denied.stderr, "it needs a grant that has can: read")
}
