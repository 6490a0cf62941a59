package administrate

import (
	"fmt"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/oauth"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

// The operations of GraphQL, as errors, logs and the upstream's faults name them.
const (
	opGraphSchema = "query __schema"
	opGraphTasks  = "query tasks"
	opGraphFind   = "query Find"
	opGraphCreate = "mutation tasks.create"
	opGraphUpdate = "mutation tasks.update"
	opGraphDelete = "mutation tasks.delete"
)

// pathGraph is the path of the endpoint.
const pathGraph = "/graphql"

// maxGraphPage is the largest page: the upstream cuts a larger one without a word ("GraphQL Basics", connections).
const maxGraphPage = 100

// graphClient reads and writes one account by GraphQL. It is safe for concurrent use.
type graphClient struct {
	rest     *rest.Client
	tokens   *oauth.Source
	settings *Settings
	zone     *time.Location
	// fitting is the number of tasks that fit into an answer. costly says that the upstream has refused a query for its cost, which
	// is the same for each page, so that smaller pages stay small.
	fitting rest.Fitting
	costly  atomic.Bool
	// server is what the answers to lists have shown of the server.
	server *paging.Server
	schema *keptSchema
	// foundIDs are the global ids that have been found by numbers.
	foundIDs foundIDs
	// forms are the forms of times that answers have shown, by the field.
	forms map[string]*atomic.Int32
}

// newGraph returns the client of an account with the transport graphql.
func newGraph(account connectors.Account, s *Settings, base *url.URL) (connectors.Client, error) {
	tokens, err := oauth.Of(account, s.oauth())
	if err != nil {
		return nil, fmt.Errorf("administrate: %w", err)
	}
	opts := rest.Options{Secrets: []connectors.Secret{s.ClientSecret, s.RefreshToken}, AllowLinkLocal: s.AllowLinkLocal}
	c := &graphClient{
		rest: rest.New(account, "administrate", []*url.URL{base}, opts), tokens: tokens, settings: s, zone: account.TimeZone,
		server: &paging.Server{Connector: "administrate", Op: opGraphTasks}, schema: newKeptSchema(), forms: map[string]*atomic.Int32{},
	}
	for _, field := range timeFields {
		c.forms[field] = new(atomic.Int32)
	}
	return c, nil
}

// oauth returns how the account gets its access tokens.
func (s *Settings) oauth() oauth.Config {
	return oauth.Config{
		Connector: "administrate", TokenURL: s.tokenURL(), Grant: oauth.Grant(s.Grant), ClientID: s.ClientID, ClientSecret: s.ClientSecret,
		RefreshToken: s.RefreshToken, Scope: s.Scope, Parameters: s.parameters(), AllowLinkLocal: s.AllowLinkLocal,
	}
}

// parameters returns what token requests have besides the standard's: the tenant, which a token of client credentials is for.
func (s *Settings) parameters() url.Values {
	if s.Instance == "" {
		return nil
	}
	return url.Values{"instance": {s.Instance}}
}

// Lists returns the lists of an account.
func (c *graphClient) Lists() []connectors.List {
	return []connectors.List{connectors.Of(c.taskList(), c.tasks)}
}

// LookUps returns the look-ups of an account.
func (c *graphClient) LookUps() []connectors.LookUp {
	return []connectors.LookUp{connectors.LookUpOf("tasks", c.getTasks, opGraphTasks)}
}

// failure returns an error of an operation of GraphQL.
func (c *graphClient) failure(kind connectors.Kind, format string, args ...any) error {
	return &connectors.Error{Kind: kind, Connector: "administrate", Op: opGraphTasks, Err: fmt.Errorf(format, args...)}
}
