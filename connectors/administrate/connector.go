package administrate

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	// maxPage is the page size of the vendor's own example; larger pages are untested.
	maxPage = 100
	// minPage is the smallest number of requested rows, unless the settings have less: a few rows may be in order by chance.
	minPage = 10
)

// Driver returns the driver of this connector.
func Driver() connectors.Driver {
	return connectors.Driver{
		Name:     "administrate",
		DocsURL:  "https://developer.getadministrate.com/docs/legacy/CRM/tasks.md",
		Settings: func() connectors.Settings { return &Settings{PageSize: maxPage} },
		New:      New,
	}
}

// Settings are the connector's settings for one account.
type Settings struct {
	// BaseURL is the tenant's address, https://{subdomain}.administrateapp.com.
	BaseURL string `yaml:"base_url" show:"yes"`
	// Login is the e-mail address of a WEB user with the product REST API.
	Login string `yaml:"login" show:"yes"`
	// Password is the password of that user.
	Password connectors.Secret `yaml:"password" show:"name"`
	// PageSize is the largest requested page, 100 unless set. Lists that are read in parallel request a quarter more.
	PageSize int `yaml:"page_size" show:"yes"`
	// AllowLinkLocal permits a base URL at a link-local address, where clouds have their metadata services.
	AllowLinkLocal bool `yaml:"allow_link_local" show:"yes"`
}

// Validate returns an error that names every wrong setting and the fix.
func (s *Settings) Validate() error {
	_, err := rest.ParseBase("base_url", s.BaseURL, false)
	if s.Login == "" {
		err = errors.Join(err, errors.New("login: is missing: set the e-mail address of the REST API user"))
	}
	if !s.Password.Set() {
		err = errors.Join(err, errors.New("password: is missing: refer to it as ${NAME} or file:PATH"))
	}
	if s.PageSize < 1 || s.PageSize > 1000 {
		err = errors.Join(err, fmt.Errorf("page_size: %d must be from 1 to 1000", s.PageSize))
	}
	return err
}

// Secrets returns the password.
func (s *Settings) Secrets() []*connectors.Secret { return []*connectors.Secret{&s.Password} }

// UserName returns the login: another user may see other records.
func (s *Settings) UserName() string { return s.Login }

// Addresses implements connectors.Settings.
func (s *Settings) Addresses() []string { return []string{s.BaseURL} }

// Client reads one account. It is safe for concurrent use.
type Client struct {
	rest     *rest.Client
	settings *Settings
	zone     *time.Location
	// fitting is the number of tasks that fit into an answer.
	fitting rest.Fitting
	// server is what the answers to lists have shown of the server.
	server *paging.Server
	reach  reach
}

// New returns a client for an account.
func New(account connectors.Account, settings connectors.Settings) (connectors.Client, error) {
	s, ok := settings.(*Settings)
	if !ok {
		return nil, fmt.Errorf("administrate: settings are %T, want *administrate.Settings", settings)
	}
	base, err := rest.ParseBase("base_url", s.BaseURL, false)
	if err != nil {
		return nil, err
	}
	opts := rest.Options{Secrets: []connectors.Secret{s.Password}, AllowLinkLocal: s.AllowLinkLocal}
	return &Client{
		rest: rest.New(account, "administrate", []*url.URL{base}, opts), settings: s, zone: account.TimeZone,
		server: &paging.Server{Connector: "administrate", Op: opList},
	}, nil
}

// Lists returns the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		connectors.Of(c.taskList(), c.tasks), // keyset on the id
	}
}

// LookUps returns the look-ups of an account.
func (c *Client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.LookUpOf("tasks", c.getTasks, opGet, opList), // one by its address, several by ids
	}
}

// Writes returns the writes of an account: one task in each request.
func (c *Client) Writes() []connectors.Write {
	return []connectors.Write{
		connectors.WriteOf(c.taskWrite(connectors.Create, opCreate, connectors.SettledByContent), c.createTask),
		connectors.WriteOf(c.taskWrite(connectors.Update, opUpdate, connectors.SettledByID), c.updateTask),
		connectors.WriteOf(c.taskWrite(connectors.Delete, opDelete, connectors.SettledByID), c.deleteTask),
	}
}
