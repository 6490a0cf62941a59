package inbound

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/redact/leaks"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Tokens of tests. No log may have them.
const (
	hookToken  = "canaryHOOK-x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7QA"
	smsToken   = "canarySMS-x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_A"
	callToken  = "canaryCALL-x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7QA"
	innerToken = "canaryINNER-x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7A"
	wrongToken = "canaryWRONG-x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7Q_x7A"
)

// rig is a receiver that serves, and what it was asked.
type rig struct {
	*Receiver
	address  string
	registry *prometheus.Registry

	mu      sync.Mutex
	log     bytes.Buffer
	asked   []Request
	refused []Cause
}

// Write implements io.Writer for the log.
func (r *rig) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(p)
}

// logged returns the log until now.
func (r *rig) logged() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

// ok answers with a text, and notes the request.
func (r *rig) ok(_ context.Context, request Request) Reply {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = append(r.asked, request)
	return Reply{Body: []byte("ok")}
}

// count returns how many requests were answered by an Answer.
func (r *rig) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.asked)
}

// causes returns why requests were refused.
func (r *rig) causes() []Cause {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Cause(nil), r.refused...)
}

// number returns how many requests were refused.
func (r *rig) number() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.refused)
}

// outcome returns the number of requests with an outcome.
func (r *rig) outcome(t *testing.T, source, endpoint, outcome string) float64 {
	t.Helper()
	families, err := r.registry.Gather()
	require.NoError(t, err)
	for _, family := range families {
		for _, m := range family.GetMetric() {
			labels := map[string]string{}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			if family.GetName() == "crmstream_inbound_requests_total" && maps.Equal(labels, map[string]string{"source": source, "endpoint": endpoint, "outcome": outcome}) {
				return m.GetCounter().GetValue()
			}
		}
	}
	return 0
}

// endpoint returns an endpoint for bodies, changed by changes.
func (r *rig) endpoint(name, token string, changes ...func(*Endpoint)) Endpoint {
	e := Endpoint{
		Source: "crm", Name: name, Tokens: []connectors.Secret{connectors.NewSecret(token)}, MaxBody: 1 << 20, Answer: r.ok,
		Refused: func(c Cause) { r.mu.Lock(); defer r.mu.Unlock(); r.refused = append(r.refused, c) },
	}
	for _, change := range changes {
		change(&e)
	}
	return e
}

func form(e *Endpoint)  { e.Form, e.MaxBody = true, 64<<10 }
func gets(e *Endpoint)  { e.AllowGET = true }
func probe(e *Endpoint) { e.Probe = true }
func inner(e *Endpoint) { e.AllowFrom = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} }

// newRig returns a receiver with the endpoints of most tests, which serves nothing yet.
func newRig(t *testing.T, change ...func(*Receiver)) *rig {
	t.Helper()
	r := &rig{registry: prometheus.NewRegistry()}
	receiver, err := New(Options{
		Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")},
		Log:     slog.New(slog.NewTextHandler(r, &slog.HandlerOptions{Level: slog.LevelDebug})), Metrics: r.registry,
	})
	require.NoError(t, err)
	r.Receiver = receiver
	for _, c := range change {
		c(receiver)
	}
	require.NoError(t, r.Set([]Endpoint{
		r.endpoint("webhook", hookToken), r.endpoint("sms", smsToken, form), r.endpoint("calls", callToken, form, gets, probe),
		r.endpoint("inner", innerToken, inner, probe),
	}))
	t.Cleanup(func() { r.requireNoSecret(t) })
	return r
}

// requireNoSecret looks for tokens in the log and the metrics.
func (r *rig) requireNoSecret(t *testing.T) {
	t.Helper()
	families, err := r.registry.Gather()
	require.NoError(t, err)
	for _, token := range []string{hookToken, smsToken, callToken, innerToken, wrongToken} {
		require.Empty(t, leaks.NewFinder(token).Find(r.logged()+fmt.Sprint(families)))
	}
	require.NotContains(t, r.logged(), "/in/")
}

// serve serves a receiver, over TLS if a configuration is given.
func serve(t *testing.T, secure *tls.Config, change ...func(*Receiver)) *rig {
	t.Helper()
	r := newRig(t, change...)
	server := NewServer(r.Receiver, r.Receiver.log)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	r.address = l.Addr().String()
	if secure != nil {
		l = tls.NewListener(l, secure)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		require.NoError(t, server.Shutdown(ctx), "every request has ended")
		require.ErrorIs(t, <-served, http.ErrServerClosed)
	})
	return r
}

// quick shortens the time that bodies have.
func quick(r *Receiver) { r.bodyTime = 300 * time.Millisecond }

// dial opens a connection that is closed at the end of the test.
func (r *rig) dial(t *testing.T) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", r.address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(30*time.Second)))
	return conn
}

// answer is an answer as it came.
type answer struct {
	*http.Response
	body string
}

// say sends a text over a connection of its own, ends sending if cut is set, and returns the answers until the connection ends.
func (r *rig) say(t *testing.T, text string, cut bool) []answer {
	t.Helper()
	conn := r.dial(t)
	go func() {
		_, _ = io.WriteString(conn, text) // the server may hang up before
		if cut {
			_ = conn.(*net.TCPConn).CloseWrite()
		}
	}()
	return readAnswers(t, conn)
}

// readAnswers reads answers until the connection ends or is silent for a moment.
func readAnswers(t *testing.T, conn net.Conn) []answer {
	t.Helper()
	var all []answer
	in := bufio.NewReader(conn)
	for {
		wait := 400 * time.Millisecond
		if len(all) == 0 {
			wait = 20 * time.Second
		}
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(wait)))
		if _, err := in.Peek(1); err != nil {
			return all
		}
		all = append(all, readAnswer(t, in))
	}
}

func readAnswer(t *testing.T, in *bufio.Reader) answer {
	t.Helper()
	resp, err := http.ReadResponse(in, nil)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return answer{resp, string(body)}
}

// post returns a POST with a length.
func post(path, body string, headers ...string) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: crm.example\r\nContent-Length: %d\r\n%s\r\n%s", path, len(body), lines(headers), body)
}

// chunked returns a POST in chunks.
func chunked(path, chunks string, headers ...string) string {
	return "POST " + path + " HTTP/1.1\r\nHost: crm.example\r\nTransfer-Encoding: chunked\r\n" + lines(headers) + "\r\n" + chunks
}

func lines(headers []string) string {
	text := ""
	for _, h := range headers {
		text += h + "\r\n"
	}
	return text
}

// multipartOf returns a form of parts, with its Content-Type.
func multipartOf(parts ...string) (header, body string) {
	for _, part := range parts {
		body += "--b\r\n" + part + "\r\n"
	}
	return "Content-Type: multipart/form-data; boundary=b", body + "--b--\r\n"
}

var date = regexp.MustCompile(`Date: [^\r]*\r\n`)

// undated returns the bytes of an answer without its date.
func undated(raw string) string { return date.ReplaceAllString(raw, "") }

// requireRefused requires an answer that says nothing of us.
func requireRefused(t *testing.T, a answer, status int) {
	t.Helper()
	require.Equal(t, status, a.StatusCode)
	require.Equal(t, http.StatusText(status)+"\n", a.body)
	require.Equal(t, "no-store", a.Header.Get("Cache-Control"))
	require.EqualValues(t, len(a.body), a.ContentLength)
	require.Empty(t, a.Header.Get("Server"))
	for name := range a.Header {
		require.Contains(t, []string{"Cache-Control", "Content-Length", "Content-Type", "Date", "Connection", "Retry-After"}, name)
	}
	require.False(t, strings.Contains(a.body, "crm"))
}
