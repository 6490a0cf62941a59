package inbound

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// with replaces the Answer of the webhook.
func (r *rig) with(t *testing.T, answer func(context.Context, Request) Reply) {
	t.Helper()
	require.NoError(t, r.Set([]Endpoint{r.endpoint("webhook", hookToken, func(e *Endpoint) { e.Answer = answer })}))
}

func TestAnswersAreSentAsTheyAre(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reply         Reply
		status        int
		kind, retry   string
		outcome, body string
	}{
		"plain":           {Reply{Body: []byte("ok")}, 200, "text/plain; charset=utf-8", "", "ok", "ok"},
		"JSON":            {Reply{Status: 200, Type: "application/json", Body: []byte("{}")}, 200, "application/json", "", "ok", "{}"},
		"markup is plain": {Reply{Body: []byte("<html>")}, 200, "text/plain; charset=utf-8", "", "ok", "<html>"},
		"empty":           {Reply{}, 200, "", "", "ok", ""},
		"later":           {Reply{Status: 503, RetryAfter: 29_100 * time.Millisecond}, 503, "", "30", "failed", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serve(t, nil)
			r.with(t, func(context.Context, Request) Reply { return c.reply })
			a := r.say(t, post(hook, "{}"), false)[0]
			require.Equal(t, c.status, a.StatusCode)
			require.Equal(t, c.body, a.body)
			require.EqualValues(t, len(c.body), a.ContentLength)
			require.Equal(t, c.kind, a.Header.Get("Content-Type"))
			require.Equal(t, c.retry, a.Header.Get("Retry-After"))
			require.EqualValues(t, 1, r.outcome(t, "crm", "webhook", c.outcome))
			require.Empty(t, r.causes(), "what Answer says is no refusal")
		})
	}
}

// TestPanicsOfAnswers are a 500. The log has neither the body nor the token, and the place is free afterwards.
func TestPanicsOfAnswers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cause  func(Request)
		logged string
	}{
		"a text with the body": {func(request Request) { panic("cannot read " + string(request.Body)) }, "panic=string"},
		"an error":             {func(request Request) { panic(errors.New(string(request.Body))) }, "panic=*errors.errorString"},
		"an index":             {func(request Request) { _ = request.Params[len(request.Body)] }, "index out of range [14]"},
		"to abort":             {func(Request) { panic(http.ErrAbortHandler) }, "panic=*errors.errorString"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serve(t, nil)
			r.with(t, func(_ context.Context, request Request) Reply { c.cause(request); return Reply{} })
			a := r.say(t, post(hook, "the customer's"), false)[0]
			require.Equal(t, 500, a.StatusCode)
			require.Empty(t, a.body)
			require.Contains(t, r.logged(), c.logged)
			require.Contains(t, r.logged(), "answer_test.go", "where it happened")
			require.NotContains(t, r.logged(), "customer")
			require.EqualValues(t, 1, r.outcome(t, "crm", "webhook", "panic"))
			require.Empty(t, r.places)
		})
	}
}

// TestCallersThatHangUp send a body and do not wait. Answer has its time all the same.
func TestCallersThatHangUp(t *testing.T) {
	t.Parallel()
	r := serve(t, nil, quick)
	entered, hungUp, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	r.with(t, func(ctx context.Context, _ Request) Reply {
		close(entered)
		<-hungUp
		deadline, ok := ctx.Deadline()
		if !ok || time.Until(deadline) > answerTime {
			done <- errors.New("no deadline")
			return Reply{}
		}
		select {
		case <-ctx.Done():
			done <- ctx.Err()
		case <-time.After(2 * r.bodyTime): // longer than a body may take
			done <- nil
		}
		return Reply{}
	})
	conn := r.dial(t)
	_, err := io.WriteString(conn, post(hook, "{}"))
	require.NoError(t, err)
	<-entered
	require.NoError(t, conn.Close())
	close(hungUp)
	require.NoError(t, <-done)
}

// TestAnswersThatTakeLong are sent, though they took longer than a body may.
func TestAnswersThatTakeLong(t *testing.T) {
	t.Parallel()
	secure, transport := withTLS(t)
	for name, config := range map[string]*tls.Config{"HTTP/1.1": nil, "HTTP/2": secure} {
		t.Run(name, func(t *testing.T) {
			r := serve(t, config, quick)
			r.with(t, func(context.Context, Request) Reply { time.Sleep(3 * r.bodyTime); return Reply{Body: []byte("ok")} })
			scheme := "http"
			if config != nil {
				scheme = "https"
			}
			resp := roundTrip(t, transport, scheme+"://"+r.address+hook, strings.NewReader("{}"))
			require.Equal(t, 200, resp.StatusCode)
			require.Equal(t, name+" ok", strings.TrimSuffix(resp.Proto, ".0")+" "+resp.body)
		})
	}
}

// withTLS returns the configuration of a server, and a transport for it.
func withTLS(t *testing.T) (*tls.Config, *http.Transport) {
	t.Helper()
	other := httptest.NewUnstartedServer(nil)
	other.EnableHTTP2 = true
	other.StartTLS()
	t.Cleanup(other.Close)
	transport, _ := other.Client().Transport.(*http.Transport)
	t.Cleanup(transport.CloseIdleConnections)
	return &tls.Config{Certificates: other.TLS.Certificates, NextProtos: []string{"h2", "http/1.1"}, MinVersion: tls.VersionTLS12}, transport
}

// roundTrip posts a body and returns the answer.
func roundTrip(t *testing.T, transport *http.Transport, url string, body io.Reader) answer {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
	require.NoError(t, err)
	resp, err := transport.RoundTrip(req)
	require.NoError(t, err)
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	return answer{resp, string(text)}
}

// TestHTTP2 is served over TLS, with the same refusals, and its connection goes on after them.
func TestHTTP2(t *testing.T) {
	t.Parallel()
	secure, transport := withTLS(t)
	r := serve(t, secure, quick)
	slow, writer := io.Pipe()
	go func() {
		for {
			if _, err := writer.Write([]byte("x")); err != nil {
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	for _, c := range []struct {
		path   string
		body   io.Reader
		status int
	}{
		{hook, strings.NewReader("{}"), 200},
		{"/in/" + wrongToken, strings.NewReader("{}"), 404},
		{"/in/" + innerToken, strings.NewReader("{}"), 404},
		{hook, strings.NewReader(strings.Repeat("x", 1<<20+1)), 413},
		{hook, io.MultiReader(strings.NewReader(strings.Repeat("x", 1<<20+1))), 413}, // without a length
		{hook, slow, 408},
		{hook, strings.NewReader("{}"), 200},
	} {
		a := roundTrip(t, transport, "https://"+r.address+c.path, c.body)
		require.Equal(t, c.status, a.StatusCode)
		require.Equal(t, 2, a.ProtoMajor)
		if c.status != 200 {
			requireRefused(t, a, c.status)
		}
	}
	require.Equal(t, 2, r.count())
	require.NoError(t, slow.Close())
}

// TestHandshakesThatFail are counted.
func TestHandshakesThatFail(t *testing.T) {
	t.Parallel()
	secure, _ := withTLS(t)
	r := serve(t, secure)
	_, err := tls.Dial("tcp", r.address, &tls.Config{MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10, InsecureSkipVerify: true})
	require.Error(t, err)
	require.Equal(t, 400, r.say(t, post(hook, "{}"), false)[0].StatusCode, "HTTP to a TLS port")
	require.Eventually(t, func() bool { return r.Strangers().Handshakes == 2 }, 5*time.Second, time.Millisecond)
	require.NotContains(t, r.logged(), "level=WARN")
}

// TestAddressesBehindProxies are those that a trusted proxy states.
func TestAddressesBehindProxies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		connection string
		forwarded  []string
		status     int
	}{
		"direct":                   {"10.1.2.3:4", nil, 200},
		"direct, IPv6 of IPv4":     {"[::ffff:10.1.2.3]:4", nil, 200},
		"elsewhere":                {"203.0.113.1:4", nil, 404},
		"proxy":                    {"192.0.2.7:4", []string{"10.1.2.3"}, 200},
		"proxy of a foreign one":   {"192.0.2.7:4", []string{"10.1.2.3, 203.0.113.1"}, 404},
		"two proxies":              {"192.0.2.7:4", []string{"203.0.113.1", "10.1.2.3, 192.0.2.8"}, 200},
		"proxy without an address": {"192.0.2.7:4", nil, 404},
		"no address":               {"@", nil, 404},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			req := httptest.NewRequest(http.MethodPost, "/in/"+innerToken, strings.NewReader("{}"))
			req.RemoteAddr, req.Header["X-Forwarded-For"] = c.connection, c.forwarded
			w := httptest.NewRecorder()
			r.ServeHTTP(w, req)
			require.Equal(t, c.status, w.Code)
			if c.status == 200 {
				require.Equal(t, netip.MustParseAddr("10.1.2.3"), r.asked[0].From)
			}
		})
	}
}

// TestSetRefusesWrongEndpoints and keeps those that there are. The error has no token.
func TestSetRefusesWrongEndpoints(t *testing.T) {
	t.Parallel()
	secret := connectors.NewSecret
	for want, spoil := range map[string]func(*Endpoint){
		"needs a source and a name": func(e *Endpoint) { e.Name = "" },
		"has 0 tokens":              func(e *Endpoint) { e.Tokens = nil },
		"has 3 tokens": func(e *Endpoint) {
			e.Tokens = []connectors.Secret{secret(NewToken()), secret(NewToken()), secret(NewToken())}
		},
		"tokens[0] is no token":                 func(e *Endpoint) { e.Tokens[0] = secret(hookToken[1:]) },
		"tokens[0] is no token of 43":           func(e *Endpoint) { e.Tokens[0] = secret(hookToken[:42] + "\n") },
		"tokens[0] is no token of 43 char":      func(e *Endpoint) { e.Tokens[0] = secret(hookToken[:42] + "B") }, // bits of no byte
		"tokens[0] is no token of 43 character": func(e *Endpoint) { e.Tokens[0] = secret(hookToken[:42] + "/") },
		"has a token of webhook of source":      func(e *Endpoint) { e.Tokens = []connectors.Secret{secret(NewToken()), secret(hookToken)} },
		"there are two":                         func(e *Endpoint) { e.Name = "webhook" },
		"allow_from[0] is no network":           func(e *Endpoint) { e.AllowFrom = []netip.Prefix{{}} },
		"allow_from[1] is no network": func(e *Endpoint) {
			e.AllowFrom = []netip.Prefix{netip.MustParsePrefix("::/0"), netip.MustParsePrefix("::ffff:10.0.0.0/104")}
		},
		"MaxBody of 0 bytes":        func(e *Endpoint) { e.MaxBody = 0 },
		"MaxBody of 33554433 bytes": func(e *Endpoint) { e.MaxBody = 32<<20 + 1 },
		"GET has no body":           func(e *Endpoint) { e.AllowGET = true },
		"has no Answer":             func(e *Endpoint) { e.Answer = nil },
	} {
		r := newRig(t)
		wrong := r.endpoint("other", innerToken)
		spoil(&wrong)
		err := r.Set([]Endpoint{r.endpoint("webhook", hookToken), wrong})
		require.ErrorContains(t, err, want)
		require.NotContains(t, err.Error(), "canary")
		require.Equal(t, 200, ask(r, sms, "").Code, "the endpoints are as before")
	}
	r := newRig(t)
	twice := r.endpoint("webhook", hookToken)
	twice.Tokens = append(twice.Tokens, twice.Tokens[0])
	require.ErrorContains(t, r.Set([]Endpoint{twice}), "has a token of webhook")
	require.NoError(t, r.Set(nil))
	require.Equal(t, 404, ask(r, sms, "").Code)
	_, err := New(Options{Metrics: r.registry})
	require.Error(t, err, "the metrics are registered once")
}

// TestTokens are different, and what Set takes.
func TestTokens(t *testing.T) {
	t.Parallel()
	r, seen := newRig(t), map[string]bool{}
	for range 1000 {
		token := NewToken()
		require.Regexp(t, `^[A-Za-z0-9_-]{43}$`, token)
		require.False(t, seen[token])
		seen[token] = true
		require.NoError(t, r.Set([]Endpoint{r.endpoint("webhook", token)}))
	}
}
