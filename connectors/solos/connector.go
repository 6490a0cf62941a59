package solos

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/pagesize"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	name = "solos"
	// root is what the documentation puts behind the tenant's address.
	root = "/backend/public"
	// samplePage is the page size of the documentation's samples; maxPage is that of a vendor's example for API v1.
	samplePage, maxPage = 100, 500
	// defaultOverlap is how many rows may be deleted between two pages without costing a request.
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

// Settings are what the connector needs to know of an account.
type Settings struct {
	// BaseURL is the tenant's own CRM address, without /backend/public.
	BaseURL string `yaml:"base_url"`
	// Token is sent as X-Crypto-Token.
	Token connectors.Secret `yaml:"token"`
	// Secret is sent as X-Crypto-Secret.
	Secret connectors.Secret `yaml:"secret"`
	// PageSize is the largest page asked for in projects, 100 unless set. It is more than Overlap.
	PageSize int `yaml:"page_size"`
	// Overlap is by how many projects a page overlaps the one before it, 5 unless set.
	Overlap int `yaml:"overlap"`
}

// Validate names every wrong setting and the fix.
func (s *Settings) Validate() error {
	base, err := rest.ParseBase("base_url", s.BaseURL, false)
	if err == nil && strings.HasSuffix(strings.TrimRight(base.Path, "/"), root) {
		err = fmt.Errorf("base_url: ends with %s, which is added by itself: leave it out", root)
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

// Client reads one account. It is safe for concurrent use.
type Client struct {
	rest     *rest.Client
	settings *Settings
	zone     *time.Location
	// all and some are the two operations that list projects.
	all, some operation
}

// operation is an upstream operation that lists projects.
type operation struct {
	name, method, path string
	// pages is how long pages the server is known to send.
	pages pagesize.Proven
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
	opts := rest.Options{Secrets: []connectors.Secret{s.Token, s.Secret}}
	c := &Client{rest: rest.New(account, name, []*url.URL{base}, opts), settings: s, zone: account.TimeZone}
	c.all.name, c.all.method, c.all.path = "GET /projects", http.MethodGet, root+"/projects"
	c.some.name, c.some.method, c.some.path = "POST /projects/filter", http.MethodPost, root+"/projects/filter"
	return c, nil
}

// Lists declares the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{{
		Resource: "projects",
		Fields: []string{
			"created_from", "created_before", "match", "having", "funnel_ids", "stage_ids", "owner_ids", "group_ids", "price",
			"currency_ids", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids", "deleted",
		},
		Where:     projectWhere,
		Orders:    []string{"id", "-id"},
		PageMax:   c.settings.PageSize,
		Changes:   "The upstream cannot tell what changed: read the list again and compare.",
		Guarantee: "Every project that is in the list throughout the scan is delivered exactly once.",
		Cost: fmt.Sprintf("One request per %d projects, and one for the end; more when over %d projects are deleted between two pages.",
			c.settings.PageSize-c.settings.Overlap, c.settings.Overlap),
		Assumes: []string{
			"The order by id, the count and the offset are honoured (checked on every page).",
			"New projects get higher ids than all older ones.",
			"An answer to a request for two or more projects is not cut to one.",
		},
		Unverifiable: []string{
			"where", "having", "price", "participant_ids", "participant_group_ids", "event_type_ids", "good_ids",
			"every filter with MATCH_ANY, where the creation range may be a day wider at each end",
		},
	}}
}

var (
	_ connectors.Client        = (*Client)(nil)
	_ connectors.ProjectLister = (*Client)(nil)
)
