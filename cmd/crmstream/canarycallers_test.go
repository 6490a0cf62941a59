package main

import (
	"crypto/ecdsa"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/access"
)

// canaryAccess is how the canaries' server is reached: over TLS, with the key of its one caller.
type canaryAccess struct {
	dir         string
	key, tlsKey string // the caller's, and the number that is the server's private key
	client      *http.Client
	secured     *tls.Config
}

// canaryAccessConfig is the part of the configuration that has it so.
const canaryAccessConfig = "tls: {cert: tls.crt, key: tls.key}\nauth: {callers_file: callers.yaml}\naudit: {path: audit.log}\n"

// newCanaryAccess makes certificates and a caller.
func newCanaryAccess(t *testing.T, dir string) *canaryAccess {
	t.Helper()
	c := &canaryAccess{dir: dir}
	writeCertificate(t, dir, time.Now(), "127.0.0.1")
	pair, err := tls.LoadX509KeyPair(filepath.Join(dir, certificateFile), filepath.Join(dir, privateKeyFile))
	require.NoError(t, err)
	number, err := pair.PrivateKey.(*ecdsa.PrivateKey).Bytes()
	require.NoError(t, err)
	c.tlsKey = string(number)
	authority, err := os.ReadFile(filepath.Join(dir, authorityFile))
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(authority))
	c.secured = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS13}
	c.client = &http.Client{Transport: &http.Transport{TLSClientConfig: c.secured, ForceAttemptHTTP2: true}}
	t.Cleanup(c.client.CloseIdleConnections)

	c.key, _, err = access.NewKey()
	require.NoError(t, err)
	c.writeCallers(t, "canary", "")
	return c
}

// writeCallers writes the callers file, with something after it.
func (c *canaryAccess) writeCallers(t *testing.T, name, more string) {
	t.Helper()
	id, digest, err := access.ParseKey(c.key)
	require.NoError(t, err)
	text := fmt.Sprintf(`callers:
- name: %q
  keys: [{id: %s, sha256: "%x"}]
  grants: [{sources: ["*"], resources: ["*"], can: ["*"]}]
  limits: {rate: 1000000/s, calls: 10000, streams: 10000}
%s`, name, id, digest, more)
	require.NoError(t, os.WriteFile(filepath.Join(c.dir, "callers.yaml"), []byte(text), 0o600))
}

// secret returns the part of the key that is secret: its id is not.
func (c *canaryAccess) secret() string { return c.key[14:] }

// dial returns a connection on which calls have the key.
func (c *canaryAccess) dial(t *testing.T, address string) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(credentials.NewTLS(c.secured)))
	require.NoError(t, err)
	return conn
}

// misplace puts the key where none belongs, in calls and in files, and notes what is said of it.
func (a *aviary) misplace(t *testing.T) {
	key := a.access.key
	for _, path := range []string{
		"/v1/sources/" + key, "/v1/sources/" + key + "/contacts", "/v1/sources/apro/" + key, "/" + key, "/v1/sources?" + key + "=1",
		"/v1/sources/none/contacts?search=" + key, "/v1/sources/none/contacts?resumeToken=" + key, "/v1/sources/none/contacts?format=" + key,
		"/v1/sources/none/contacts/" + url.PathEscape(key+"/"), "/v1/sources/none/contacts?where=" + url.QueryEscape(key+" = 1"),
	} {
		for _, name := range []string{"", "Accept", "X-Request-Id", "Grpc-Timeout", "Origin", "Accept-Encoding", "Content-Type", "X-Forwarded-For"} {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, a.web+path, http.NoBody)
			require.NoError(t, err)
			r.Header.Set("Authorization", "Bearer "+key)
			if name != "" {
				r.Header.Set(name, key)
			}
			answer, err := a.access.client.Do(r)
			require.NoError(t, err)
			text, err := io.ReadAll(answer.Body)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			answer.Header.Del("Date")
			a.came("misplaced, JSON", "", fmt.Sprintln(answer.StatusCode, answer.Header)+string(text))
		}
	}
	conn := a.access.dial(t, a.grpc)
	defer func() { require.NoError(t, conn.Close()) }()
	for _, authorization := range []string{"Bearer " + key, "Bearer " + key + "x", "bearer  " + key, key, "Basic " + key} {
		ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", authorization, "x-request-id", key, key, key)
		var header metadata.MD
		_, err := crmstreamv1.NewSourcesServiceClient(conn).GetSource(ctx, &crmstreamv1.GetSourceRequest{Source: key}, grpc.Header(&header))
		require.Error(t, err)
		a.came("misplaced, gRPC", "", fmt.Sprint(status.Convert(err).Proto(), header))
	}
	for name, more := range map[string]string{
		key: "", "other": "- {name: two, " + key + ": 1}", "grant": "- {name: two, grants: [{sources: [" + key + "], resources: [" + key + "], can: [" + key + "]}]}",
		"entry": "- {name: two, keys: [{id: " + key + ", sha256: " + key + ", expires: " + key + "}]}", "limit": "- {name: two, limits: {rate: " + key + ", calls: " + key + "}}",
		"twice": "- {name: two, certificates: [" + key + ", " + key + "]}", "none": "- {name: two, " + key, "tab": "\t" + key,
	} {
		a.access.writeCallers(t, name, more)
		got := command(t, "admin", "reload", "--socket", a.socket())
		require.Equal(t, exitFailed, got.code, "%s %s", name, more)
		a.came("misplaced, reload", "", got.stdout+got.stderr)
		got = commandWith(t.Context(), map[string]string{"KEY": canaryKey, "PASSWORD": canaryPassword, "SECOND": canarySecond}, "config", "check", "--config", filepath.Join(a.access.dir, "crmstream.yaml"))
		require.Equal(t, exitFailed, got.code)
		a.came("misplaced, config check", "", got.stdout+got.stderr)
	}
	a.access.writeCallers(t, "canary", "")
	a.breakTLS(t)
}

// breakTLS has files of TLS that are wrong, one of which holds the certificate and the key.
func (a *aviary) breakTLS(t *testing.T) {
	cert, key := filepath.Join(a.access.dir, certificateFile), filepath.Join(a.access.dir, privateKeyFile)
	right, err := os.ReadFile(key)
	require.NoError(t, err)
	certificate, err := os.ReadFile(cert)
	require.NoError(t, err)
	for path, wrong := range map[string]string{
		key: string(right[:len(right)/2]) + "\n", cert: string(right), key + " ": "", "": strings.ReplaceAll(string(right), "PRIVATE KEY", "CERTIFICATE"),
	} {
		if path = strings.TrimSpace(path); path == "" {
			path = cert
		}
		require.NoError(t, os.WriteFile(path, []byte(wrong), 0o600))
		got := command(t, "admin", "reload", "--socket", a.socket())
		require.Equal(t, exitFailed, got.code)
		a.came("wrong files of TLS", "", got.stdout+got.stderr)
		require.NoError(t, os.WriteFile(cert, certificate, 0o600))
		require.NoError(t, os.WriteFile(key, right, 0o600))
	}
	config := writeConfig(t, "tls:\n  cert: "+cert+"\n  key: |\n    "+strings.ReplaceAll(string(right), "\n", "\n    "))
	a.came("the key of TLS in place of its file", "", command(t, "config", "check", "--config", config).stderr)
}

// socket returns the admin socket.
func (a *aviary) socket() string { return filepath.Join(a.state, adminSocket) }

// watchAdmin takes what the admin listener shows, and the audit log.
func (a *aviary) watchAdmin(t *testing.T) {
	for _, path := range []string{
		"/metrics", "/config", "/callers", "/debug/pprof/", "/debug/pprof/cmdline", "/debug/pprof/none", "/debug/pprof/goroutine?debug=1",
		"/debug/pprof/goroutine?debug=2", "/debug/pprof/heap?debug=1", "/debug/pprof/threadcreate?debug=1", "/debug/pprof/heap",
	} {
		_, text := askAdmin(t, http.MethodGet, "unix", a.socket(), path, nil)
		require.NotEmpty(t, text)
		a.came("admin", "", path+" "+text)
	}
	lines, err := os.ReadFile(filepath.Join(a.access.dir, "audit.log"))
	require.NoError(t, err)
	require.Contains(t, string(lines), `"source":"`+a.access.key[:14]+`***"`)
	for line := range strings.Lines(string(lines)) {
		a.came("audit log", "", line)
	}
}
