package main

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// writeCertificate makes a certificate in a folder.
func writeCertificate(t *testing.T, dir string, now time.Time, hosts ...string) {
	t.Helper()
	files, err := selfSigned(hosts, now, 24*time.Hour)
	require.NoError(t, err)
	for name, content := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
}

// readTLS reads a configuration of TLS.
func readTLS(dir string, c tlsConfig) (*certificates, error) {
	doc := newDocument("crmstream.yaml")
	pair := c.read(doc, dir, time.Now())
	return pair, doc.err()
}

func TestMistakesOfTLS(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	writeCertificate(t, dir, time.Now(), "localhost")
	writeCertificate(t, other, time.Now(), "localhost")
	old := t.TempDir()
	writeCertificate(t, old, time.Now().Add(-48*time.Hour), "localhost")
	open := filepath.Join(t.TempDir(), "open.key")
	content, err := os.ReadFile(filepath.Join(dir, privateKeyFile))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(open, content, 0o644))
	for name, c := range map[string]struct {
		config tlsConfig
		want   string
	}{
		"a mode":         {tlsConfig{Mode: "on"}, "tls.mode: unknown mode"},
		"no key":         {tlsConfig{Cert: "tls.crt"}, "tls.key: is missing"},
		"no file":        {tlsConfig{Cert: "none.crt", Key: "tls.key"}, "no such file"},
		"another's key":  {tlsConfig{Cert: "tls.crt", Key: filepath.Join(other, "tls.key")}, "they must be of one pair"},
		"no PEM":         {tlsConfig{Cert: "tls.key", Key: "tls.key"}, "in PEM"},
		"a key in place": {tlsConfig{Cert: "tls.crt", Key: "-----BEGIN PRIVATE KEY----- abc"}, "tls.key: must be the name of a file"},
		"expired":        {tlsConfig{Cert: filepath.Join(old, "tls.crt"), Key: filepath.Join(old, "tls.key")}, "renew it"},
		"an open key":    {tlsConfig{Cert: "tls.crt", Key: open}, "chmod"},
		"clients":        {tlsConfig{Cert: "tls.crt", Key: "tls.key", ClientCerts: "required"}, "tls.client_ca: is missing"},
		"how":            {tlsConfig{Cert: "tls.crt", Key: "tls.key", ClientCA: "ca.crt", ClientCerts: "maybe"}, "tls.client_certs: must be optional or required"},
		"no authority":   {tlsConfig{Cert: "tls.crt", Key: "tls.key", ClientCA: "tls.key"}, "holds no certificate"},
	} {
		_, err := readTLS(dir, c.config)
		require.ErrorContains(t, err, c.want, name)
	}
	for _, c := range []tlsConfig{{}, {Mode: "off"}, {Mode: "false"}, {Mode: "behind_proxy"}} {
		pair, err := readTLS(dir, c)
		require.NoError(t, err)
		require.Nil(t, pair)
	}
}

// handshake speaks TLS of at most a version with a server, and returns what it presents.
func handshake(t *testing.T, config *tls.Config, client *tls.Config) (*x509.Certificate, error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		server := tls.Server(conn, config)
		if server.Handshake() == nil {
			_, _ = server.Write([]byte{1})
		}
	}()
	conn, err := tls.Dial("tcp", listener.Addr().String(), client)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.Read(make([]byte, 1)); err != nil {
		return nil, err // a server of TLS 1.3 refuses after the client is done
	}
	return conn.ConnectionState().PeerCertificates[0], nil
}

// TestCertificatesAreRotated changes the files of a running server: a pair that does not fit leaves the old one in place.
func TestCertificatesAreRotated(t *testing.T) {
	dir := t.TempDir()
	writeCertificate(t, dir, time.Now(), "one.example")
	pair, err := readTLS(dir, tlsConfig{Cert: "tls.crt", Key: "tls.key"})
	require.NoError(t, err)
	presented := func() string {
		leaf, err := handshake(t, pair.config(tls.VersionTLS12), &tls.Config{InsecureSkipVerify: true})
		require.NoError(t, err)
		return leaf.DNSNames[0]
	}
	require.Equal(t, "one.example", presented())
	changed, err := pair.look(time.Now())
	require.NoError(t, err)
	require.False(t, changed)

	another := t.TempDir()
	writeCertificate(t, another, time.Now(), "two.example")
	move := func(name string) {
		content, err := os.ReadFile(filepath.Join(another, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	move("tls.crt") // and not yet its key
	_, err = pair.look(time.Now())
	require.ErrorContains(t, err, "they must be of one pair")
	require.Equal(t, "one.example", presented())
	move("tls.key")
	changed, err = pair.look(time.Now())
	require.NoError(t, err)
	require.True(t, changed)
	require.Equal(t, "two.example", presented())
	require.Equal(t, []string{"two.example"}, pair.names())
}

// TestVersionsOfTLS speaks old versions, weak suites, and without a client certificate where one is needed.
func TestVersionsOfTLS(t *testing.T) {
	dir := t.TempDir()
	writeCertificate(t, dir, time.Now(), "localhost")
	pair, err := readTLS(dir, tlsConfig{Cert: "tls.crt", Key: "tls.key"})
	require.NoError(t, err)
	strict, err := readTLS(dir, tlsConfig{Cert: "tls.crt", Key: "tls.key", ClientCA: "ca.crt", ClientCerts: "required"})
	require.NoError(t, err)
	anyone := func(version uint16, suites ...uint16) *tls.Config {
		return &tls.Config{InsecureSkipVerify: true, MaxVersion: version, CipherSuites: suites}
	}
	for name, c := range map[string]struct {
		server *tls.Config
		client *tls.Config
		works  bool
	}{
		"HTTP with 1.3":      {pair.config(tls.VersionTLS12), anyone(tls.VersionTLS13), true},
		"HTTP with 1.2":      {pair.config(tls.VersionTLS12), anyone(tls.VersionTLS12), true},
		"HTTP with 1.1":      {pair.config(tls.VersionTLS12), anyone(tls.VersionTLS11), false},
		"HTTP with CBC":      {pair.config(tls.VersionTLS12), anyone(tls.VersionTLS12, tls.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA), false},
		"gRPC with 1.3":      {pair.config(tls.VersionTLS13), anyone(tls.VersionTLS13), true},
		"gRPC with 1.2":      {pair.config(tls.VersionTLS13), anyone(tls.VersionTLS12), false},
		"without a client's": {strict.config(tls.VersionTLS13), anyone(tls.VersionTLS13), false},
	} {
		_, err := handshake(t, c.server, c.client)
		require.Equal(t, c.works, err == nil, "%s: %v", name, err)
	}
}
