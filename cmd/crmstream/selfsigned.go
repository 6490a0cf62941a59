package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"path/filepath"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// tlsCommands make certificates.
type tlsCommands struct {
	SelfSigned selfSignedCommand `cmd:"" help:"Make a certificate, and an authority that signs it, to try TLS with."`
}

// selfSignedCommand makes a certificate and its authority.
type selfSignedCommand struct {
	Host []string      `required:"" help:"Name or address under which clients reach the server."`
	Dir  string        `default:"." help:"Folder for ca.crt, tls.crt and tls.key. It must not have these files yet."`
	Days time.Duration `hidden:"" default:"2160h"`
}

// Run writes the files.
func (c selfSignedCommand) Run(con *console) error {
	files, err := selfSigned(c.Host, time.Now(), c.Days)
	if err != nil {
		return err
	}
	for name, content := range files {
		if err := durable.Create(filepath.Join(c.Dir, name), content); err != nil {
			if errors.Is(err, fs.ErrExist) {
				err = fmt.Errorf("%s is there: name another folder with --dir", filepath.Join(c.Dir, name))
			}
			return err
		}
	}
	con.say("ca.crt, tls.crt and tls.key are in %s, for 90 days. The server takes tls.crt and tls.key; clients take ca.crt (--ca)", c.Dir)
	return nil
}

// The names of the files of selfSigned.
const (
	authorityFile   = "ca.crt"
	certificateFile = "tls.crt"
	privateKeyFile  = "tls.key"
)

// selfSigned returns the contents of files by name: a certificate for hosts, its key, and the certificate of the authority that
// signed it. The authority's key is thrown away.
func selfSigned(hosts []string, now time.Time, life time.Duration) (map[string][]byte, error) {
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "crmstream self-signed"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(life), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "crmstream"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(life),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
		} else {
			leaf.DNSNames = append(leaf.DNSNames, host)
		}
	}
	signed, err := x509.CreateCertificate(rand.Reader, authority, authority, authorityKey.Public(), authorityKey)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.CreateCertificate(rand.Reader, leaf, authority, key.Public(), authorityKey)
	if err != nil {
		return nil, err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		authorityFile:   pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed}),
		certificateFile: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}),
		privateKeyFile:  pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}),
	}, nil
}
