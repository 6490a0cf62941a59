package proxima

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	opLogin = "POST /crm-api/login"
	// userName is the user of the API, the same for every tenant.
	userName = "crm_api_user"
	// renewBefore is how long before its end a token is replaced. tokenLife is the assumed life of a token when its end cannot
	// be read or, by our clock, has passed already. A token that ends earlier is replaced after a 401.
	renewBefore = 5 * time.Minute
	tokenLife   = time.Hour
)

// token is a bearer token. Two tokens are the same if they have the same address, since an upstream may issue the same text
// again.
type token struct {
	text  string
	renew time.Time
}

// session keeps the one token of an account. It is not documented whether a login ends older tokens, so there are never two in
// use. It is safe for concurrent use.
type session struct {
	rest     *rest.Client
	password connectors.Secret

	mu      sync.Mutex
	current *token // nil before the first login, and after the upstream rejected the token
	flight  *flight
}

// flight is a login under way, shared by all calls that need a token meanwhile.
type flight struct {
	done  chan struct{}
	token *token
	err   error
}

// get returns a token that is valid for some time, after a login if necessary.
func (s *session) get(ctx context.Context) (*token, error) {
	for {
		t, f, mine := s.tokenOrLogin()
		if t != nil {
			return t, nil
		}
		if mine {
			s.logInForAll(ctx, f)
			return f.token, f.err
		}
		select {
		case <-f.done:
		case <-ctx.Done():
			return nil, fmt.Errorf("%s: %s: %w", name, opLogin, ctx.Err())
		}
		if f.err == nil || forAll(f.err) {
			return f.token, f.err
		}
	}
}

// tokenOrLogin returns the current token or else the login under way. If mine is true, the caller must carry out the login.
func (s *session) tokenOrLogin() (t *token, f *flight, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil && time.Now().Before(s.current.renew) {
		return s.current, nil, false
	}
	if s.flight == nil {
		s.flight, mine = &flight{done: make(chan struct{})}, true
	}
	return nil, s.flight, mine
}

// logInForAll carries out a login and wakes all calls that wait for it.
func (s *session) logInForAll(ctx context.Context, f *flight) {
	f.token, f.err = s.login(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flight = nil
	if f.err == nil {
		s.current = f.token
	}
	close(f.done)
}

// forAll reports whether the failure of one call's login is also the failure of the calls that wait for it. If that call was
// cancelled or had no budget, the other calls log in for themselves.
func forAll(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Kind != connectors.KindRateLimited
}

// drop forgets a token that the upstream rejected. A newer token stays.
func (s *session) drop(t *token) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == t {
		s.current = nil
	}
}

// login gets a new token (Login: POST /crm-api/login).
func (s *session) login(ctx context.Context) (*token, error) {
	body, err := json.Marshal(map[string]string{"username": userName, "password": s.password.Reveal()})
	if err != nil {
		return nil, &connectors.Error{Kind: connectors.KindMisconfigured, Connector: name, Op: opLogin, Err: errors.New("the password is not text")}
	}
	res, err := s.rest.Do(ctx, rest.Request{
		Op:          opLogin,
		Method:      http.MethodPost,
		Path:        "/crm-api/login",
		Header:      http.Header{"Accept": {contentJSON}},
		Body:        body,
		ContentType: contentJSON,
		Safe:        true,
		Login:       true,
		Classify:    classifyLogin,
	})
	if err != nil {
		return nil, err
	}
	var answer struct {
		Token     string `json:"token"`
		ExpiresAt string `json:"expires_at"`
	}
	if err := json.Unmarshal(res.Body, &answer); err != nil || answer.Token == "" {
		return nil, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: name, Op: opLogin, Err: errors.New("the answer has no token")}
	}
	return &token{text: answer.Token, renew: renewal(answer.ExpiresAt, time.Now())}, nil
}

// renewal returns when a token is to be replaced: 5 minutes before its end, or later if its life is so short that it would be
// replaced all the time.
func renewal(expiresAt string, now time.Time) time.Time {
	end, err := time.Parse(time.RFC3339, expiresAt)
	if err != nil || !end.After(now) {
		end = now.Add(tokenLife)
	}
	return end.Add(-min(renewBefore, end.Sub(now)/10))
}
