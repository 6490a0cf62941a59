package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/crmstream/crmstream/server/access"
)

// secureFlags are the flags of the key and of TLS.
type secureFlags struct {
	KeyFile   string `env:"CRMSTREAM_KEY_FILE" placeholder:"FILE" help:"File of your key. The variable CRMSTREAM_KEY may have the key itself instead."`
	CA        string `name:"ca" env:"CRMSTREAM_CA" placeholder:"FILE" help:"File of certificates that verify the server's certificate, in PEM, in place of the system's."`
	Cert      string `placeholder:"FILE" help:"Client certificate, in PEM."`
	CertKey   string `placeholder:"FILE" help:"Private key of the client certificate."`
	Plaintext bool   `help:"Use no TLS with a server that is not on this machine."`
}

// plain reports whether to use plain text: if a flag asks for it, or for a server on this machine without a named certificate.
func (f secureFlags) plain(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	here := err == nil && (host == "localhost" || ip != nil && ip.IsLoopback()) || strings.HasPrefix(address, "unix:")
	return f.Plaintext || here && f.CA == "" && f.Cert == ""
}

// transport returns the transport credentials for an address.
func (f secureFlags) transport(address string) (credentials.TransportCredentials, error) {
	if f.plain(address) {
		if f.CA != "" || f.Cert != "" {
			return nil, usageError{errors.New("--plaintext: there is no certificate without TLS: leave out --ca and --cert")}
		}
		return insecure.NewCredentials(), nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS13}
	if f.CA != "" {
		var err error
		if config.RootCAs, err = readAuthorities(f.CA); err != nil {
			return nil, err
		}
	}
	if f.Cert != "" || f.CertKey != "" {
		pair, err := tls.LoadX509KeyPair(f.Cert, f.CertKey)
		if err != nil {
			return nil, fmt.Errorf("--cert and --cert-key: %w", withoutPackage(err))
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return credentials.NewTLS(config), nil
}

// readAuthorities reads the file of --ca.
func readAuthorities(file string) (*x509.CertPool, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--ca: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(content) {
		return nil, fmt.Errorf("--ca: %s holds no certificate in PEM", file)
	}
	return pool, nil
}

// key returns the key for calls, "" for none.
func (f secureFlags) key() (string, error) {
	if f.KeyFile != "" {
		return readKeyFile(f.KeyFile)
	}
	key := strings.TrimSpace(os.Getenv(keyVariable))
	if key == "" {
		return "", nil
	}
	if _, _, err := access.ParseKey(key); err != nil {
		return "", fmt.Errorf("the variable %s: %w", keyVariable, err)
	}
	return key, nil
}

// bearer is a key that is sent with each call. It is sent without TLS too, where the flags permit plain text.
type bearer string

// GetRequestMetadata returns the header of the key.
func (b bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(b)}, nil
}

// RequireTransportSecurity returns false, since transport decides about TLS.
func (b bearer) RequireTransportSecurity() bool { return false }

// advice returns what to do about an error of a connection, "" if nothing is known.
func (f secureFlags) advice(message string) string {
	switch {
	case strings.Contains(message, "certificate signed by unknown authority"):
		return "the server's certificate is of an authority that is not known here: name its certificate with --ca"
	case strings.Contains(message, "certificate is valid for"), strings.Contains(message, "doesn't contain any IP SANs"):
		return "the server's certificate is for another name: use that in --addr"
	case strings.Contains(message, "first record does not look like a TLS handshake"):
		return "the server speaks no TLS there: use --plaintext if that is meant"
	case strings.Contains(message, "error reading server preface") &&
		(f.Plaintext || strings.Contains(message, "EOF") || strings.Contains(message, "connection reset by peer")),
		strings.Contains(message, "malformed HTTP response"):
		return "the server may speak TLS there: name its authority with --ca, or leave out --plaintext"
	default:
		return ""
	}
}
