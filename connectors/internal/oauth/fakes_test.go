package oauth

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	clientSecret = "s3cret-of-the-client+/="
	firstRefresh = "refresh-configured-0"
)

// habit is what an upstream does with a refresh token that was used.
type habit int

const (
	reusable habit = iota // it stays good, and the answer repeats it
	grace                 // it ends, with the access tokens before, when a token of the answer is used: Doorkeeper, RingCentral
	strict                // it ends at once, with the access tokens before, and its use afterwards ends all tokens
)

// upstream is an API with a token endpoint, in process.
type upstream struct {
	habit habit
	life  int           // expires_in
	slow  time.Duration // how long the token endpoint takes
	// before and after are called around the work of the token endpoint. A response of before is the answer.
	before func(*http.Request) *http.Response
	after  func()
	// api answers authorised requests; nil for 200.
	api func(*http.Request) *http.Response

	mu       sync.Mutex
	serial   int
	good     map[string]bool      // the refresh tokens
	ending   map[string]string    // by a token of grace, the refresh token that its use ends
	access   map[string]time.Time // the ends of access tokens
	tokens   int                  // token requests
	requests int                  // other requests
	forms    []url.Values
}

func newUpstream(h habit) *upstream {
	return &upstream{habit: h, life: 3600, good: map[string]bool{firstRefresh: true}, ending: map[string]string{}, access: map[string]time.Time{}}
}

// RoundTrip implements http.RoundTripper.
func (u *upstream) RoundTrip(r *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(r.Context()); trace != nil { // as the transport has it
		trace.GetConn(r.URL.Host)
		trace.GotConn(httptrace.GotConnInfo{})
		trace.WroteHeaders()
	}
	switch r.URL.String() {
	case "https://auth.test/base/token/":
		return u.token(r)
	case "https://api.test/base/rows":
		return u.row(r), nil
	default:
		return nil, errors.New("no such address: " + r.URL.String())
	}
}

func (u *upstream) token(r *http.Request) (*http.Response, error) {
	u.mu.Lock()
	u.tokens++
	u.mu.Unlock()
	select {
	case <-time.After(u.slow):
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	if u.before != nil {
		if res := u.before(r); res != nil {
			return res, nil
		}
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	res := u.grant(r, form)
	if u.after != nil {
		u.after()
	}
	return res, nil
}

// grant answers a token request.
func (u *upstream) grant(r *http.Request, form url.Values) *http.Response {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.forms = append(u.forms, form)
	refresh := form.Get("refresh_token")
	switch {
	case r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded":
		return reply(http.StatusBadRequest, `{"error":"invalid_request"}`)
	case form.Get("client_id") != "me" || form.Get("client_secret") != clientSecret:
		return reply(http.StatusUnauthorized, `{"error":"invalid_client"}`)
	case form.Get("grant_type") == string(ClientCredentials):
		return reply(http.StatusOK, fmt.Sprintf(`{"access_token":%q,"expires_in":%d,"token_type":"Bearer"}`, u.issue(), u.life))
	case !u.good[refresh]:
		if u.habit == strict {
			u.good, u.access = map[string]bool{}, map[string]time.Time{}
		}
		return reply(http.StatusBadRequest, `{"error":"invalid_grant"}`)
	}
	u.use(refresh)
	if u.habit == strict {
		u.access = map[string]time.Time{}
	}
	next, access := refresh, u.issue()
	if u.habit != reusable {
		next = "refresh-of-" + access
		u.good[next] = true
	}
	switch u.habit {
	case grace:
		u.ending[next], u.ending[access] = refresh, refresh
	case strict:
		delete(u.good, refresh)
	}
	text, _ := json.Marshal(map[string]any{"access_token": access, "expires_in": u.life, "token_type": "bearer", "refresh_token": next})
	return reply(http.StatusOK, string(text))
}

func (u *upstream) issue() string {
	u.serial++
	access := "access-" + strconv.Itoa(u.serial)
	u.access[access] = time.Now().Add(time.Duration(u.life) * time.Second)
	return access
}

// use ends the tokens before the token.
func (u *upstream) use(token string) {
	before, ok := u.ending[token]
	if !ok || !u.good[before] {
		return
	}
	delete(u.good, before)
	maps.DeleteFunc(u.access, func(access string, _ time.Time) bool { return access != token })
}

func (u *upstream) row(r *http.Request) *http.Response {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.requests++
	access, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if end, ok := u.access[access]; !ok || !time.Now().Before(end) {
		return reply(http.StatusUnauthorized, "")
	}
	u.use(access)
	if u.api != nil {
		return u.api(r)
	}
	return reply(http.StatusOK, "{}")
}

// revoke ends all access tokens.
func (u *upstream) revoke() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.access = map[string]time.Time{}
}

// counts returns the numbers of token requests and of other requests.
func (u *upstream) counts() (tokens, requests int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.tokens, u.requests
}

func reply(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		h.Set(name, value)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

// shelf is a store in memory. It calls before and after around Save.
type shelf struct {
	mu            sync.Mutex
	kept          map[string]string
	saves         int
	before, after func() error
}

func (s *shelf) Load(configured connectors.Secret) (connectors.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return connectors.NewSecret(s.kept[configured.Reveal()]), nil
}

func (s *shelf) Save(configured, refresh connectors.Secret) error {
	if s.before != nil {
		if err := s.before(); err != nil {
			return err
		}
	}
	s.mu.Lock()
	kept := maps.Clone(s.kept)
	if kept == nil {
		kept = map[string]string{}
	}
	kept[configured.Reveal()] = refresh.Reveal()
	s.kept = kept
	s.saves++
	s.mu.Unlock()
	if s.after != nil {
		return s.after()
	}
	return nil
}

// rig is a source with the client of its upstream.
type rig struct {
	*Source
	client *rest.Client
}

// config returns the configuration for the upstreams of the tests.
func config(grant Grant, store Store) Config {
	return Config{
		Connector: "fake", TokenURL: "https://auth.test/base/token/", Grant: grant, ClientID: "me",
		ClientSecret: connectors.NewSecret(clientSecret), RefreshToken: connectors.NewSecret(firstRefresh), Store: store,
	}
}

func open(t testing.TB, u http.RoundTripper, c Config) rig {
	t.Helper()
	account := connectors.Account{Source: "test", Transport: u}
	source, err := New(account, c)
	require.NoError(t, err)
	return rig{source, rest.New(account, "fake", []*url.URL{{Scheme: "https", Host: "api.test", Path: "/base"}}, rest.Options{})}
}

// read returns the request of a read.
func read() rest.Request {
	return rest.Request{Op: "list", Method: http.MethodGet, Path: "/rows", Safe: true}
}

// kind returns the kind of an error, and checks that the error is of the connector.
func kind(t testing.TB, err error) connectors.Kind {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "fake", e.Connector)
	require.NotEmpty(t, e.Op)
	return e.Kind
}
