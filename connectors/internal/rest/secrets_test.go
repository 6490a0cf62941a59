package rest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

// TestAddedCredentialsAreHidden has upstreams echo, in every encoding, what logins got while the process runs. All clients of the
// process hide it from then on.
func TestAddedCredentialsAreHidden(t *testing.T) {
	const token = "eyJ0b2tlbi.of+a/session=="
	for name, authorize := range map[string]func(*http.Request){
		"bearer": func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) },
		"basic":  func(r *http.Request) { r.SetBasicAuth("me", token) },
		"header": func(r *http.Request) { r.Header.Set("X-Session", token) },
		"query":  func(r *http.Request) { r.URL.RawQuery = url.Values{"token": {token}}.Encode() },
	} {
		t.Run(name, func(t *testing.T) {
			process, finder := redact.New(), leaks.NewFinder(token)
			for _, form := range leaks.Forms(token) {
				account := connectors.Account{Redactor: process, Transport: scripted(answer{status: 403, body: "no access with " + form.Text})}
				c := New(account, "fake", []*url.URL{parse(t, "http://upstream.test/base")}, Options{})
				r := get(false)
				r.Authorize = func(_ context.Context, r *http.Request) error { authorize(r); return nil }
				_, err := c.Do(t.Context(), r)
				require.Empty(t, finder.Find(failure(t, err).Detail), "%s: %s", form.Name, connectors.Detail(err))
				require.Contains(t, connectors.Detail(err), "***")
			}
			require.Equal(t, "record ***", process.Text("record "+token))
		})
	}
}

// TestSecretsOfARequestAreHidden has an upstream echo a signature.
func TestSecretsOfARequestAreHidden(t *testing.T) {
	const signature = "cc487cc9d09c1dd522a15c6c20a40594"
	process, finder := redact.New(), leaks.NewFinder(signature)
	account := connectors.Account{Redactor: process, Transport: scripted(answer{status: 403, body: "no access with " + signature})}
	r := get(false)
	r.Secrets = []string{signature}
	_, err := New(account, "fake", []*url.URL{parse(t, "http://upstream.test/base")}, Options{}).Do(t.Context(), r)
	require.Empty(t, finder.Find(failure(t, err).Detail))
	require.Contains(t, connectors.Detail(err), "***")
	require.Equal(t, "record ***", process.Text("record "+signature))
}

// TestTimeoutsTellNoHeaders meets an upstream that never answers. What was sent to it is nobody's business.
func TestTimeoutsTellNoHeaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		r := get(false)
		r.Header = http.Header{"X-Asked": {"by whom"}}
		r.Authorize = func(_ context.Context, r *http.Request) error { r.Header.Set("X-Key", "secret-key-1"); return nil }
		_, err := inProcess(t, never, Options{}).Do(t.Context(), r)
		e := failure(t, err)
		require.EqualError(t, e, "fake: list: upstream unavailable: no complete answer came in time")
		require.Equal(t, "GET http://upstream.test/base/rows: no complete answer came in time", e.Detail)
	})
}

// TestCallersAreToldNoAddresses has errors of the transport, whose own texts are for the log.
func TestCallersAreToldNoAddresses(t *testing.T) {
	dial := func(err error) error {
		return &net.OpError{Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(10, 1, 2, 3), Port: 443}, Err: err}
	}
	for want, err := range map[error]error{
		errName:        dial(&net.DNSError{Err: "no such host", Name: "crm.internal", Server: "10.1.2.3:53"}),
		errRefused:     dial(syscall.ECONNREFUSED),
		errNoWay:       dial(errors.New("10.1.2.3 is out")),
		errNoAnswer:    dial(context.DeadlineExceeded),
		errClosed:      fmt.Errorf("read 10.1.2.3:443: %w", io.ErrUnexpectedEOF),
		errCertificate: &tls.CertificateVerificationError{Err: errors.New("certificate is valid for 10.1.2.3")},
		errNotTLS:      tls.RecordHeaderError{Msg: "first record of 10.1.2.3 does not look like a TLS handshake"},
		errLinkLocal:   fmt.Errorf("10.1.2.3: %w", errLinkLocal),
		errBroken:      errors.New(`net/http: HTTP/1.x transport connection broken: malformed HTTP response "10.1.2.3"`),
		errTimeout:     errTimeout,
	} {
		c := inProcess(t, scripted(answer{err: err}), Options{})
		_, got := c.Do(t.Context(), get(false))
		e := failure(t, got)
		require.ErrorIs(t, e, want)
		require.Equal(t, want.Error(), e.Err.Error())
		if strings.Contains(err.Error(), "10.1.2.3") {
			require.Contains(t, e.Detail, "10.1.2.3")
		}
	}
}

// TestLoginsTellNothing has an upstream refuse a login with a page that holds more than it should.
func TestLoginsTellNothing(t *testing.T) {
	r := get(false)
	r.Login = true
	_, err := inProcess(t, scripted(answer{status: 401, body: `{"token":"another one"}`}), Options{}).Do(t.Context(), r)
	require.Equal(t, "GET http://upstream.test/base/rows: status 401: an answer of 23 bytes", failure(t, err).Detail)
}

// BenchmarkAuthorized shows what a clean exchange pays for secrets: to see that its credentials are known.
func BenchmarkAuthorized(b *testing.B) {
	c := New(connectors.Account{}, "fake", nil, Options{Secrets: []connectors.Secret{connectors.NewSecret("password-1")}})
	o := &operation{Client: c, Request: get(false)}
	o.Authorize = func(_ context.Context, r *http.Request) error { r.SetBasicAuth("me", "password-1"); return nil }
	base := &url.URL{Scheme: "http", Host: "upstream.test"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := o.prepare(b.Context(), base); err != nil {
			b.Fatal(err)
		}
	}
}
