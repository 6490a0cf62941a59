package oauth

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/internal/redact"
)

// Grant is the way to an access token.
type Grant string

// The grants, as RFC 6749 writes them in the parameter grant_type.
const (
	// RefreshToken is the grant of RFC 6749, section 6: a person has authorised the account once.
	RefreshToken Grant = "refresh_token"
	// ClientCredentials is the grant of RFC 6749, section 4.4: the client acts for itself.
	ClientCredentials Grant = "client_credentials"
)

// Config says how an account gets its access tokens. The texts of errors name the settings client_id, client_secret,
// refresh_token, scope and token_url, so a connector's settings should have these names.
type Config struct {
	// Connector is the name of the connector, for errors.
	Connector string
	// TokenURL is the token endpoint. It must be as rest.ParseBase demands.
	TokenURL string
	// Grant is how tokens are requested.
	Grant Grant
	// ClientID and ClientSecret are sent in the body of a token request. A public client has no secret.
	ClientID     string
	ClientSecret connectors.Secret
	// RefreshToken is the configured refresh token, for the grant of that name.
	RefreshToken connectors.Secret
	// Scope is requested as it is; "" requests none.
	Scope string
	// Parameters are sent with each token request besides those of the standard.
	Parameters url.Values
	// Store keeps the refresh tokens that replace the configured one. The grant RefreshToken needs a store.
	Store Store
	// AllowLinkLocal is as in rest.Options.
	AllowLinkLocal bool
}

// Source has the access tokens of one account. It is safe for concurrent use.
type Source struct {
	config Config
	rest   *rest.Client
	hide   *redact.Redactor
	path   string // of the request; it repeats the slash at the end of the endpoint, which a base loses

	mu      sync.Mutex
	current *token    // nil before the first token, and after the upstream rejected the token
	flight  *flight   // nil if no token is being requested
	forced  time.Time // when a rejected token was last replaced

	failures int       // since the last success
	failed   error     // the last failure
	until    time.Time // no token is requested before this time, since requests have failed

	// The flight alone has the fields below. One flight follows another under mu.
	refresh connectors.Secret // the last refresh token of this process
	held    *answer           // has a refresh token that could not be kept
}

// token is an access token. Two tokens are the same if they have the same address, since an upstream may issue the same text
// again.
type token struct {
	text       string
	renew, end time.Time // when to request the next token, and when this one is not sent any more
}

// flight is a token request under way. All calls that need the token wait for it.
type flight struct {
	done  chan struct{}
	token *token
	err   error
}

// New returns the source of an account. It does no I/O. The account's Pacer is not asked for token requests.
func New(account connectors.Account, config Config) (*Source, error) {
	endpoint, err := rest.ParseBase("token_url", config.TokenURL, false)
	if config.ClientID == "" {
		err = errors.Join(err, errors.New("client_id: is missing: set the id that the upstream has given to this client"))
	}
	switch config.Grant {
	case ClientCredentials:
		if !config.ClientSecret.Set() {
			err = errors.Join(err, errors.New("client_secret: is missing: refer to it as ${NAME} or file:PATH"))
		}
	case RefreshToken:
		if !config.RefreshToken.Set() {
			err = errors.Join(err, errors.New("refresh_token: is missing: refer to it as ${NAME} or file:PATH"))
		}
		if config.Store == nil {
			err = errors.Join(err, errors.New("refresh_token: needs state_dir in the server's configuration, since the upstream may replace the token"))
		}
	default:
		err = errors.Join(err, fmt.Errorf("grant: %q must be %s or %s", config.Grant, RefreshToken, ClientCredentials))
	}
	if err != nil {
		return nil, err
	}
	s := &Source{config: config}
	if account.Redactor == nil {
		account.Redactor = redact.New()
	}
	account.Pacer, s.hide = nil, account.Redactor
	if strings.HasSuffix(endpoint.Path, "/") {
		s.path = "/"
	}
	s.rest = rest.New(account, config.Connector, []*url.URL{endpoint}, rest.Options{
		MaxBody: maxAnswer, MaxAttempts: maxAttempts, Timeout: attemptTimeout, Stall: attemptTimeout, AllowLinkLocal: config.AllowLinkLocal,
		Secrets: []connectors.Secret{config.ClientSecret, config.RefreshToken},
	})
	return s, nil
}

// failure returns an error of a token request.
func (s *Source) failure(kind connectors.Kind, err error, detail string) *connectors.Error {
	return &connectors.Error{Kind: kind, Connector: s.config.Connector, Op: op, Err: err, Detail: s.hide.Text(detail)}
}
