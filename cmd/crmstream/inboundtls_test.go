package main

import (
	"crypto/tls"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestTheReceiverTakesNewCertificates replaces the files of a receiver's certificate while it runs.
func TestTheReceiverTakesNewCertificates(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	path, environment := receiving(t, "inbound: {listen: \""+address+"\", tls_cert: tls.crt, tls_key: tls.key}\nlisten: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\n")
	dir := filepath.Dir(path)
	writeCertificate(t, dir, time.Now(), "one.example")
	r := start(t, environment, "serve", "--config", path)
	r.waitFor(t, "gRPC on ")
	presented := func(version uint16) string {
		client := &http.Client{Transport: &http.Transport{
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true, MaxVersion: version}, DisableKeepAlives: true,
		}}
		answer, err := client.Post("https://"+address+"/in/"+tokenA, "", http.NoBody)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, http.StatusOK, answer.StatusCode)
		return answer.TLS.PeerCertificates[0].DNSNames[0]
	}
	require.Equal(t, "one.example", presented(tls.VersionTLS12))
	metrics := command(t, "admin", "metrics", "--config", path).stdout
	require.Contains(t, metrics, "crmstream_inbound_certificate_expires_seconds ")
	require.Contains(t, metrics, `crmstream_reload_failed{what="inbound_tls"} 0`)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "tls.crt"), []byte("half"), 0o600))
	got := command(t, "admin", "reload", "--config", path)
	require.Equal(t, exitFailed, got.code)
	require.Equal(t, "one.example", presented(tls.VersionTLS13), "a mistake changes nothing")
	require.Contains(t, command(t, "admin", "metrics", "--config", path).stdout, `crmstream_reload_failed{what="inbound_tls"} 1`)

	writeCertificate(t, dir, time.Now(), "two.example")
	got = command(t, "admin", "reload", "--config", path)
	require.Zero(t, got.code, got.stderr)
	require.Equal(t, "two.example", presented(tls.VersionTLS13))
	require.Zero(t, r.code())
}
