package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/credentials"

	"github.com/crmstream/crmstream/internal/durable"
)

// tlsConfig is the configuration of TLS for connections from outside.
type tlsConfig struct {
	// Mode is files, behind_proxy or off. If it is unset, it is files if a certificate is named, and else off.
	Mode string `yaml:"mode" show:"yes"`
	// Cert is a file with a chain of certificates in PEM, the server's own certificate first. Key is a file with its private
	// key.
	Cert string `yaml:"cert" show:"yes"`
	Key  string `yaml:"key" show:"yes"`
	// ClientCA is a file with certificates that verify client certificates. ClientCerts is optional or required.
	ClientCA    string `yaml:"client_ca" show:"yes"`
	ClientCerts string `yaml:"client_certs" show:"yes"`
}

// The modes of tlsConfig.
const (
	tlsFiles       = "files"
	tlsBehindProxy = "behind_proxy"
	tlsOff         = "off"
)

// read checks the configuration of TLS and reads its files. Relative names start at dir. It returns nil if the server itself
// does not use TLS.
func (c *tlsConfig) read(doc *document, dir string, now time.Time) *certificates {
	switch c.Mode {
	case "":
		c.Mode = tlsOff
		if c.Cert != "" || c.Key != "" {
			c.Mode = tlsFiles
		}
	case "false": // YAML 1.1 reads off as false
		c.Mode = tlsOff
	case tlsFiles, tlsBehindProxy, tlsOff:
	default:
		doc.add("tls.mode", "unknown mode: use files, behind_proxy (something else ends TLS) or off")
		return nil
	}
	if c.Mode != tlsFiles {
		return nil
	}
	if c.ClientCerts != "" && !slices.Contains([]string{"optional", "required"}, c.ClientCerts) {
		doc.add("tls.client_certs", "must be optional or required")
	}
	if c.ClientCerts != "" && c.ClientCA == "" {
		doc.add("tls.client_ca", "is missing: name the file with the certificates that verify the certificates of clients")
	}
	pair := &certificates{required: c.ClientCerts == "required"}
	return pair.open(doc, dir, "tls", now,
		namedFile{"tls.cert", c.Cert, &pair.cert, true}, namedFile{"tls.key", c.Key, &pair.key, true},
		namedFile{"tls.client_ca", c.ClientCA, &pair.clientCA, false})
}

// namedFile is a file that a configuration names.
type namedFile struct {
	key, name string
	to        *string // gets the path
	needed    bool
}

// open reads the files. Relative names start at dir. A mistake in the files themselves is one of the key at. open returns nil after a
// mistake.
func (c *certificates) open(doc *document, dir, at string, now time.Time, files ...namedFile) *certificates {
	for _, f := range files {
		name := strings.TrimPrefix(f.name, "file:")
		switch {
		case name == "" && f.needed:
			doc.add(f.key, "is missing: name a file; crmstream tls self-signed makes one to try")
			return nil
		case strings.Contains(name, "-----BEGIN"): // the text may be a key, so it is not repeated
			doc.add(f.key, "must be the name of a file: write this text into a file")
			return nil
		case name != "" && !filepath.IsAbs(name):
			name = filepath.Join(dir, name)
		}
		*f.to = name
	}
	if _, err := c.look(now); err != nil {
		doc.add(at, "%s", err)
		return nil
	}
	return c
}

// certificates are the server's certificate and the certificates that verify clients. They are read again when their files
// change; open connections go on.
type certificates struct {
	cert, key, clientCA string
	required            bool
	current             atomic.Pointer[keyPair]
}

// keyPair is the content of the files at one reading.
type keyPair struct {
	digest  [sha256.Size]byte
	pair    tls.Certificate
	clients *x509.CertPool
}

// sameFiles reports whether both have the same files and the same use of client certificates.
func (c *certificates) sameFiles(other *certificates) bool {
	if c == nil || other == nil {
		return c == other
	}
	return c.cert == other.cert && c.key == other.key && c.clientCA == other.clientCA && c.required == other.required
}

// look reads the files, and reports whether they have changed. After an error everything is as it was.
func (c *certificates) look(now time.Time) (changed bool, err error) {
	cert, err := os.ReadFile(c.cert)
	if err != nil {
		return false, err
	}
	key, err := durable.ReadSecret(c.key)
	if err != nil {
		return false, err
	}
	var clients []byte
	if c.clientCA != "" {
		if clients, err = os.ReadFile(c.clientCA); err != nil {
			return false, err
		}
	}
	digest := sha256.Sum256(bytes.Join([][]byte{cert, key, clients}, []byte{0}))
	if old := c.current.Load(); old != nil && old.digest == digest {
		return false, nil
	}
	fresh, err := c.parse(cert, key, clients, now)
	if err != nil {
		return false, err
	}
	fresh.digest = digest
	c.current.Store(fresh)
	return true, nil
}

// parse parses the contents of the files.
func (c *certificates) parse(cert, key, clients []byte, now time.Time) (*keyPair, error) {
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("the certificate %s and the key %s: %w: they must be of one pair, in PEM", c.cert, c.key, withoutPackage(err))
	}
	switch leaf := pair.Leaf; {
	case now.After(leaf.NotAfter):
		return nil, fmt.Errorf("the certificate %s expired at %s: renew it", c.cert, leaf.NotAfter.UTC().Format(time.RFC3339))
	case now.Before(leaf.NotBefore):
		return nil, fmt.Errorf("the certificate %s is valid from %s on: is the clock right?", c.cert, leaf.NotBefore.UTC().Format(time.RFC3339))
	}
	fresh := &keyPair{pair: pair}
	if clients == nil {
		return fresh, nil
	}
	fresh.clients = x509.NewCertPool()
	if !fresh.clients.AppendCertsFromPEM(clients) {
		return nil, fmt.Errorf("the file %s holds no certificate in PEM", c.clientCA)
	}
	return fresh, nil
}

// withoutPackage returns an error without the prefix "tls: ".
func withoutPackage(err error) error {
	return errors.New(strings.TrimPrefix(err.Error(), "tls: "))
}

// expires returns when the certificate ends.
func (c *certificates) expires() time.Time { return c.current.Load().pair.Leaf.NotAfter }

// names returns the DNS names of the certificate.
func (c *certificates) names() []string { return c.current.Load().pair.Leaf.DNSNames }

// grpc returns the transport credentials of gRPC connections, nil for plain text. They accept only TLS 1.3, which all gRPC
// clients know.
func (c *certificates) grpc() credentials.TransportCredentials {
	if c == nil {
		return nil
	}
	return credentials.NewTLS(c.config(tls.VersionTLS13, "h2"))
}

// secure returns a listener of connections that use HTTP over TLS, or the listener itself for plain text.
func (c *certificates) secure(l net.Listener) net.Listener {
	if c == nil {
		return l
	}
	return tls.NewListener(l, c.config(tls.VersionTLS12, "h2", "http/1.1"))
}

// strongSuites are the permitted cipher suites of TLS 1.2: those with forward secrecy and authenticated encryption.
var strongSuites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

// config returns the TLS configuration of a listener: version is the lowest version of TLS, and protocols are those that
// connections may use. Each new connection gets the current certificate.
func (c *certificates) config(version uint16, protocols ...string) *tls.Config {
	base := &tls.Config{MinVersion: version, CipherSuites: strongSuites, NextProtos: protocols}
	base.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
		now := c.current.Load()
		config := &tls.Config{
			MinVersion: version, CipherSuites: strongSuites, NextProtos: protocols,
			Certificates: []tls.Certificate{now.pair}, ClientCAs: now.clients,
		}
		switch {
		case now.clients != nil && c.required:
			config.ClientAuth = tls.RequireAndVerifyClientCert
		case now.clients != nil:
			config.ClientAuth = tls.VerifyClientCertIfGiven
		}
		return config, nil
	}
	return base
}
