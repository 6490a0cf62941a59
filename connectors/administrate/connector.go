package administrate

import (
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
		Settings: func() connectors.Settings { return &Settings{Transport: restV2, PageSize: maxPage} },
		New:      New,
	}
}

// Client reads and writes one account by REST. It is safe for concurrent use.
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
	base, err := rest.ParseBase("base_url", s.base(), false)
	if err != nil {
		return nil, err
	}
	if s.Transport == graphQL {
		return newGraph(account, s, base)
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
