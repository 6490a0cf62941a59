package oauth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	// op is the upstream operation in errors and metrics.
	op = "POST token endpoint"
	// maxAnswer is the largest answer of a token endpoint. Tokens have some kilobytes at most.
	maxAnswer = 256 << 10
	// maxAttempts and attemptTimeout bound the attempts of a token request, so that all fit into patience.
	maxAttempts    = 3
	attemptTimeout = 15 * time.Second
	// minLearned is the shortest token that is hidden, as rest has it: a shorter one would hide parts of all texts.
	minLearned = 6
)

var (
	errLate = errors.New("the token endpoint has given no token in time")
	errKeep = errors.New("the new refresh token cannot be kept, and so nothing of its answer is used: see that state_dir can be written to")
	errRead = errors.New("state_dir does not show which refresh token is the last: see that it can be read")
)

// obtain gets an access token. Nothing of an answer is used before its refresh token is durable; doc.go says why.
func (s *Source) obtain(ctx context.Context) (*token, error) {
	if s.config.Grant == ClientCredentials {
		a, err := s.request(ctx, "")
		if err != nil {
			return nil, err
		}
		return s.usable(a)
	}
	if a := s.held; a != nil {
		if err := s.keep(a); err != nil {
			return nil, err
		}
		if t, err := s.usable(a); err == nil && time.Now().Before(t.renew) {
			return t, nil
		}
	}
	a, err := s.refreshed(ctx)
	if err != nil {
		return nil, err
	}
	if a.refresh != "" && a.refresh != s.refresh.Reveal() {
		if err := s.keep(a); err != nil {
			return nil, err
		}
	}
	return s.usable(a)
}

// usable returns the access token of an answer.
func (s *Source) usable(a *answer) (*token, error) {
	if a.invalid != nil {
		return nil, s.failure(connectors.KindMalformedResponse, a.invalid, "")
	}
	return a.token(), nil
}

// refreshed requests a token by the refresh token. If the upstream refuses a refresh token, and another source has kept the next
// one meanwhile, refreshed uses that.
func (s *Source) refreshed(ctx context.Context) (*answer, error) {
	if err := s.load(); err != nil {
		return nil, err
	}
	a, err := s.request(ctx, s.refresh.Reveal())
	if !errors.Is(err, &connectors.Error{Kind: connectors.KindCredentialsRejected}) {
		return a, err
	}
	kept, failed := s.config.Store.Load(s.config.RefreshToken)
	if failed != nil || !kept.Set() || kept.Reveal() == s.refresh.Reveal() {
		return nil, err
	}
	s.refresh = kept
	return s.request(ctx, s.refresh.Reveal())
}

// load finds the refresh token to use. The store decides, since another source of the account may have kept a newer one. A
// store that has lost its token gets the one of this process: the configured token is dead by then.
func (s *Source) load() error {
	kept, err := s.config.Store.Load(s.config.RefreshToken)
	own := s.refresh.Set() && s.refresh.Reveal() != s.config.RefreshToken.Reveal()
	switch {
	case err == nil && kept.Set():
		s.refresh = kept
	case own:
		return s.save(s.refresh)
	case err != nil:
		return s.unread(err)
	default:
		s.refresh = s.config.RefreshToken
	}
	return nil
}

// keep makes the refresh token of an answer durable, and then the one to use. Until that succeeds, the answer is held.
func (s *Source) keep(a *answer) error {
	s.held = a
	refresh := connectors.NewSecret(a.refresh)
	if err := s.save(refresh); err != nil {
		return err
	}
	s.held, s.refresh = nil, refresh
	return nil
}

// save makes a refresh token durable.
func (s *Source) save(refresh connectors.Secret) error {
	if err := s.config.Store.Save(s.config.RefreshToken, refresh); err != nil {
		return s.failure(connectors.KindUnavailable, errKeep, err.Error())
	}
	return nil
}

// learn hides the tokens of an answer from then on.
func (s *Source) learn(tokens ...string) {
	for _, token := range tokens {
		if len(token) >= minLearned {
			s.hide.Learn(token)
		}
	}
}

// unread returns the error of a store that cannot say what it keeps.
func (s *Source) unread(err error) error {
	if errors.Is(err, ErrDamaged) {
		return s.failure(connectors.KindMisconfigured, ErrDamaged, err.Error())
	}
	return s.failure(connectors.KindUnavailable, errRead, err.Error())
}

// request sends a token request (RFC 6749, sections 4.4.2 and 6). It may be repeated: see doc.go.
func (s *Source) request(ctx context.Context, refresh string) (*answer, error) {
	form := url.Values{}
	for name, values := range s.config.Parameters {
		form[name] = values
	}
	form.Set("grant_type", string(s.config.Grant))
	form.Set("client_id", s.config.ClientID)
	for name, value := range map[string]string{
		"client_secret": s.config.ClientSecret.Reveal(), "scope": s.config.Scope, "refresh_token": refresh,
	} {
		if value != "" {
			form.Set(name, value)
		}
	}
	s.learn(refresh) // others may have been learned since
	var a answer
	var requested time.Time
	_, err := s.rest.Do(ctx, rest.Request{
		Op: op, Method: http.MethodPost, Path: s.path, Header: http.Header{"Accept": {"application/json"}},
		Body: []byte(form.Encode()), ContentType: "application/x-www-form-urlencoded",
		Safe: true, Login: true,
		Authorize: func(context.Context, *http.Request) error { requested = time.Now(); return nil },
		Classify: func(res rest.Response) (err error) {
			a, err = classify(res, s.config.Grant)
			s.learn(a.access, a.refresh)
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	a.requested = requested
	return &a, nil
}
