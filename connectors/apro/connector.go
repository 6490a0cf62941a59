package apro

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/pagesize"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const name = "apro"

// Upstream operations, which are also the ends of their paths.
const (
	opStockTypes = "stock/types"
	opStock      = "stock/filter"
	opContacts   = "purchaser/filter"
	opActivities = "applications/filter"
	opDeals      = "sales/filter"
	opInvoices   = "accounts/get"
	opCalls      = "calls/history"
)

// exchangeTimeout is how long one request may take. Answers of hundreds of rows with a hundred custom fields are slow.
const exchangeTimeout = 5 * time.Minute

// Driver returns the driver of this connector.
func Driver() connectors.Driver {
	return connectors.Driver{
		Name:     name,
		DocsURL:  "https://www.crma.pro/api/",
		Settings: func() connectors.Settings { return defaultSettings() },
		New:      New,
	}
}

// Client reads one account. It is safe for concurrent use.
type Client struct {
	rest     *rest.Client
	settings *Settings
	zone     *time.Location
	// learned holds what answers taught, by operation. The map itself never changes.
	learned map[string]*knowledge
	// words is the spelling of nattype's values that rows were seen to have.
	words atomic.Pointer[string]
}

// knowledge is what the answers to one operation taught of the server's manners.
type knowledge struct {
	// pages is how long pages the server is known to send.
	pages pagesize.Proven
	// ceiling is the page size that the server was seen to cut pages to, 0 if it was not.
	ceiling atomic.Int64
	// lower tells whether a time filter's lower end belongs to it.
	lower atomic.Int32
	// base tells whether pages count from 0 or from 1, where that is not documented.
	base atomic.Int32
}

// What is known of a lower end, and of a page base.
const (
	unknown int32 = iota
	inclusive
	exclusive
	fromZero
	fromOne
)

// New returns a client for an account.
func New(account connectors.Account, settings connectors.Settings) (connectors.Client, error) {
	s, ok := settings.(*Settings)
	if !ok {
		return nil, fmt.Errorf("%s: settings are %T, want *apro.Settings", name, settings)
	}
	bases, err := s.bases()
	if err != nil {
		return nil, err
	}
	if n := len(s.APIKey.Reveal()); n != keyLength {
		return nil, fmt.Errorf("api_key: has %d characters, but all keys of this upstream have %d: copy it again", n, keyLength)
	}
	opts := rest.Options{Secrets: []connectors.Secret{s.APIKey}, Timeout: exchangeTimeout}
	c := &Client{rest: rest.New(account, name, bases, opts), settings: s, zone: account.TimeZone, learned: map[string]*knowledge{}}
	if c.zone == nil {
		c.zone = time.UTC
	}
	for _, op := range []string{opStock, opContacts, opActivities, opDeals, opInvoices, opCalls} {
		c.learned[op] = &knowledge{}
	}
	return c, nil
}

// Lists declares the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		c.stockList(), c.contactList(), c.activityList(), c.dealList(), c.invoiceList(), c.callList(),
	}
}

var (
	_ connectors.Client          = (*Client)(nil)
	_ connectors.StockItemLister = (*Client)(nil)
	_ connectors.ContactLister   = (*Client)(nil)
	_ connectors.ActivityLister  = (*Client)(nil)
	_ connectors.DealLister      = (*Client)(nil)
	_ connectors.InvoiceLister   = (*Client)(nil)
	_ connectors.CallLister      = (*Client)(nil)
)
