package administrate

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/oauth"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// The values of Settings.Transport.
const (
	restV2  = "rest_v2"
	graphQL = "graphql"
)

// The vendor's addresses for all tenants ("core", authorization).
const (
	defaultGraphURL = "https://api.getadministrate.com"
	defaultTokenURL = "https://auth.getadministrate.com/oauth/token" //nolint:gosec // an address, no credential
)

// Settings are the connector's settings for one account.
type Settings struct {
	// Transport is the API that the tenant offers: rest_v2, which the vendor announced to end on 12 May 2026, or graphql.
	Transport string `yaml:"transport" show:"yes"`
	// BaseURL is the tenant's address, https://{subdomain}.administrateapp.com. For graphql it is the address before /graphql,
	// https://api.getadministrate.com unless set.
	BaseURL string `yaml:"base_url" show:"yes"`
	// PageSize is the largest requested page, 100 unless set. Lists of rest_v2 that are read in parallel request a quarter more; the
	// largest page of graphql is 100.
	PageSize int `yaml:"page_size" show:"yes"`
	// AllowLinkLocal permits a base URL at a link-local address, where clouds have their metadata services.
	AllowLinkLocal bool `yaml:"allow_link_local" show:"yes"`

	// Login is the e-mail address of a WEB user with the product REST API, for rest_v2.
	Login string `yaml:"login" show:"yes"`
	// Password is the password of that user.
	Password connectors.Secret `yaml:"password" show:"name"`

	// TokenURL is the token endpoint of graphql, the vendor's unless set.
	TokenURL string `yaml:"token_url" show:"yes"`
	// Grant is how access tokens are got: refresh_token or client_credentials.
	Grant string `yaml:"grant" show:"yes"`
	// ClientID and ClientSecret are those of the registered client.
	ClientID     string            `yaml:"client_id" show:"yes"`
	ClientSecret connectors.Secret `yaml:"client_secret" show:"name"`
	// RefreshToken is the token of the person who has authorised the client, for the grant of that name.
	RefreshToken connectors.Secret `yaml:"refresh_token" show:"name"`
	// Scope is requested with each token; "" requests none.
	Scope string `yaml:"scope" show:"yes"`
	// Instance is the tenant's host, for a grant that is not bound to a tenant by consent; "" sends none.
	Instance string `yaml:"instance" show:"yes"`
	// Omit are fields of tasks that graphql does not ask for, since the client's user has no access to them.
	Omit []string `yaml:"omit" show:"yes"`
}

// base returns the address of the API.
func (s *Settings) base() string {
	if s.Transport == graphQL {
		return cmp.Or(s.BaseURL, defaultGraphURL)
	}
	return s.BaseURL
}

// Validate returns an error that names every wrong setting and the fix.
func (s *Settings) Validate() error {
	var errs []error
	_, err := rest.ParseBase("base_url", s.base(), false)
	errs = append(errs, err)
	most := 1000
	switch s.Transport {
	case restV2, "":
		errs = append(errs, s.validateREST())
	case graphQL:
		most = maxGraphPage
		errs = append(errs, s.validateGraph())
	default:
		errs = append(errs, fmt.Errorf("transport: %q must be %s or %s", s.Transport, restV2, graphQL))
	}
	if s.PageSize < 1 || s.PageSize > most {
		errs = append(errs, fmt.Errorf("page_size: %d must be from 1 to %d", s.PageSize, most))
	}
	return errors.Join(errs...)
}

// validateREST returns the mistakes in the settings of rest_v2.
func (s *Settings) validateREST() error {
	var errs []error
	if s.Login == "" {
		errs = append(errs, errors.New("login: is missing: set the e-mail address of the REST API user"))
	}
	if !s.Password.Set() {
		errs = append(errs, errors.New("password: is missing: refer to it as ${NAME} or file:PATH"))
	}
	return errors.Join(append(errs, s.others(graphQL, map[string]bool{
		"token_url": s.TokenURL != "", "grant": s.Grant != "", "client_id": s.ClientID != "", "client_secret": s.ClientSecret.Set(),
		"refresh_token": s.RefreshToken.Set(), "scope": s.Scope != "", "instance": s.Instance != "", "omit": len(s.Omit) > 0,
	}))...)
}

// validateGraph returns the mistakes in the settings of graphql.
func (s *Settings) validateGraph() error {
	var errs []error
	_, err := rest.ParseBase("token_url", s.tokenURL(), false)
	errs = append(errs, err)
	if s.ClientID == "" {
		errs = append(errs, errors.New("client_id: is missing: set the id that the upstream has given to this client"))
	}
	switch grant := oauth.Grant(s.Grant); {
	case grant != oauth.RefreshToken && grant != oauth.ClientCredentials:
		errs = append(errs, fmt.Errorf("grant: %q must be %s or %s", s.Grant, oauth.RefreshToken, oauth.ClientCredentials))
	case grant == oauth.RefreshToken && !s.RefreshToken.Set():
		errs = append(errs, errors.New("refresh_token: is missing: refer to it as ${NAME} or file:PATH"))
	case grant == oauth.ClientCredentials && s.RefreshToken.Set():
		errs = append(errs, errors.New("refresh_token: is for the grant refresh_token: leave it out, or change grant"))
	}
	if !s.ClientSecret.Set() {
		errs = append(errs, errors.New("client_secret: is missing: refer to it as ${NAME} or file:PATH"))
	}
	for i, field := range s.Omit {
		if !slices.Contains(schema.Fields(), field) {
			errs = append(errs, fmt.Errorf("omit[%d]: %q must be one of %s", i, field, strings.Join(schema.Fields(), ", ")))
		}
	}
	return errors.Join(append(errs, s.others(restV2, map[string]bool{"login": s.Login != "", "password": s.Password.Set()}))...)
}

// others returns the mistakes of settings that are set and belong to the other transport.
func (s *Settings) others(transport string, set map[string]bool) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if set[name] {
			errs = append(errs, fmt.Errorf("%s: is for transport %s: leave it out, or change transport", name, transport))
		}
	}
	return errors.Join(errs...)
}

// tokenURL returns the address of the token endpoint.
func (s *Settings) tokenURL() string { return cmp.Or(s.TokenURL, defaultTokenURL) }

// Secrets returns the secrets of the transport.
func (s *Settings) Secrets() []*connectors.Secret {
	if s.Transport == graphQL {
		return []*connectors.Secret{&s.ClientSecret, &s.RefreshToken}
	}
	return []*connectors.Secret{&s.Password}
}

// UserName returns the login, or the client: another one may see other records.
func (s *Settings) UserName() string { return cmp.Or(s.Login, s.ClientID) }

// Addresses implements connectors.Settings.
func (s *Settings) Addresses() []string {
	if s.Transport == graphQL {
		return []string{s.base(), s.tokenURL()}
	}
	return []string{s.BaseURL}
}
