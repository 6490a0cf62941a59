package solos

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	name = "solos"
	// root is the path that the documentation adds to the tenant's address.
	root = "/backend/public"
	// samplePage is the page size of the documentation's samples; maxPage is the page size of a vendor's example for API v1.
	samplePage, maxPage = 100, 500
	// defaultOverlap is the number of rows that may be deleted between two pages without costing a request.
	defaultOverlap = 5
)

// Driver returns the driver of this connector.
func Driver() connectors.Driver {
	return connectors.Driver{
		Name:     name,
		DocsURL:  "https://www.solos.pro/api/v2/projects/",
		Settings: func() connectors.Settings { return &Settings{PageSize: samplePage, Overlap: defaultOverlap} },
		New:      New,
	}
}

// Settings are the connector's settings for one account.
type Settings struct {
	// BaseURL is the tenant's own CRM address, without /backend/public.
	BaseURL string `yaml:"base_url" show:"yes"`
	// Token is sent as X-Crypto-Token.
	Token connectors.Secret `yaml:"token" show:"name"`
	// Secret is sent as X-Crypto-Secret.
	Secret connectors.Secret `yaml:"secret" show:"name"`
	// PageSize is the largest requested page in projects, 100 unless set. It is more than Overlap.
	PageSize int `yaml:"page_size" show:"yes"`
	// Overlap is the number of projects by which a page overlaps the one before it, 5 unless set.
	Overlap int `yaml:"overlap" show:"yes"`
	// AllowLinkLocal permits a base URL at a link-local address, where clouds have their metadata services.
	AllowLinkLocal bool `yaml:"allow_link_local" show:"yes"`
}

// Validate returns an error that names every wrong setting and the fix.
func (s *Settings) Validate() error {
	base, err := rest.ParseBase("base_url", s.BaseURL, false)
	if err == nil && strings.HasSuffix(strings.TrimRight(base.Path, "/"), root) {
		err = fmt.Errorf("base_url: ends with %s, which crmstream adds: leave it out", root)
	}
	if !s.Token.Set() {
		err = errors.Join(err, errors.New("token: is missing: refer to it as ${NAME} or file:PATH"))
	}
	if !s.Secret.Set() {
		err = errors.Join(err, errors.New("secret: is missing: refer to it as ${NAME} or file:PATH"))
	}
	if s.Overlap < 1 {
		err = errors.Join(err, fmt.Errorf("overlap: %d must be at least 1: without it, deletions would go unnoticed", s.Overlap))
	}
	if s.PageSize <= s.Overlap || s.PageSize > maxPage {
		err = errors.Join(err, fmt.Errorf("page_size: %d must be more than overlap and at most %d", s.PageSize, maxPage))
	}
	return err
}

// Secrets returns the two keys.
func (s *Settings) Secrets() []*connectors.Secret { return []*connectors.Secret{&s.Token, &s.Secret} }

// Addresses implements connectors.Settings.
func (s *Settings) Addresses() []string { return []string{s.BaseURL} }

// Client reads one account. It is safe for concurrent use.
type Client struct {
	*operations
	rest     *rest.Client
	settings *Settings
	zone     *time.Location
}

// New returns a client for an account.
func New(account connectors.Account, settings connectors.Settings) (connectors.Client, error) {
	s, ok := settings.(*Settings)
	if !ok {
		return nil, fmt.Errorf("solos: settings are %T, want *solos.Settings", settings)
	}
	base, err := rest.ParseBase("base_url", s.BaseURL, false)
	if err != nil {
		return nil, err
	}
	opts := rest.Options{Secrets: []connectors.Secret{s.Token, s.Secret}, AllowLinkLocal: s.AllowLinkLocal}
	return &Client{
		operations: newOperations(), rest: rest.New(account, name, []*url.URL{base}, opts), settings: s, zone: account.TimeZone,
	}, nil
}

// Lists returns the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		connectors.Of(c.projectList(), c.projects), // by id, pages that overlap
		connectors.Of(wholeList("projectSteps", c.steps, "date", "step_ids"), c.projectSteps),
		connectors.Of(c.pagedList("projectEvents", c.events, "event_id", "date", "event_type_ids"), c.projectEvents),
		connectors.Of(wholeList("projectChecklists", c.checklists), c.projectChecklists),
		connectors.Of(wholeList("projectGoods", c.goods), c.projectGoods),
		connectors.Of(c.pagedList("projectPayments", c.payments, "payment_id", "date", "direction"), c.projectPayments),
	}
}

// LookUps returns the look-ups of an account: one request each.
func (c *Client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.LookUpOf("projects", c.getProject, c.project.name),
		connectors.LookUpOf("projectEvents", c.getProjectEvent, c.event.name),
	}
}

// Writes returns none: the upstream documents no write.
func (c *Client) Writes() []connectors.Write { return nil }
