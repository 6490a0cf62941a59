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

	opInvoicesFull     = "accounts/get_full"
	opContactLinks     = "purchaser/attach"
	opDealLinks        = "sales/details"
	opStockComments    = "stock/comments"
	opContactComments  = "purchaser/comments"
	opActivityComments = "applications/comments"
	opDealComments     = "sales/comments"

	opStockCategories  = "stock/category"
	opActivityTypes    = "applications/types"
	opDealTypes        = "sales/types"
	opStockFields      = "stock/fields"
	opContactFields    = "purchaser/fields"
	opActivityFields   = "applications/fields"
	opDealFields       = "sales/fields"
	opUserFields       = "worker/fields"
	opOptions          = "utils/variants"
	opBoundOptions     = "utils/binded"
	opCallStatuses     = "calls/statuses"
	opTrunks           = "calls/trunks"
	opPhoneNumbers     = "calls/phoneNumbers"
	opUsers            = "worker/filter"
	opDepartments      = "worker/department"
	opBranches         = "worker/filiation"
	opGroups           = "managergroup"
	opPublications     = "publication/list"
	opPublication      = "publication/single"
	opForm             = "onlineforms/getform" // the path is /onlineforms
	opEvents           = "org_events/list"
	opEvent            = "org_events/get"
	opDialogTypes      = "externaldialogs/dialogtypeslist"
	opDialogTypesAlias = "externaldialogs/groupslist"
	opMessages         = "externaldialogs/history"
	opUnread           = "externaldialogs/notread"
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
	// activity tells that periods were seen to compare the activity where that was asked for, and untold until when, in unix
	// seconds, a server is believed that showed nothing of it.
	activity atomic.Bool
	untold   atomic.Int64
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
	opts := rest.Options{Secrets: []connectors.Secret{s.APIKey}, Timeout: exchangeTimeout, AllowLinkLocal: s.AllowLinkLocal}
	c := &Client{rest: rest.New(account, name, bases, opts), settings: s, zone: account.TimeZone, learned: map[string]*knowledge{}}
	if c.zone == nil {
		c.zone = time.UTC
	}
	for _, op := range []string{
		opStock, opContacts, opActivities, opDeals, opInvoices, opCalls, opEvents, opDialogTypes, opDialogTypesAlias,
	} {
		c.learned[op] = &knowledge{}
	}
	return c, nil
}

// Lists returns the lists of an account.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		connectors.Adapt(c.stockList(), c.ListStockItems),
		connectors.Adapt(c.contactList(), c.ListContacts),
		connectors.Adapt(c.activityList(), c.ListActivities),
		connectors.Adapt(c.dealList(), c.ListDeals),
		connectors.Adapt(c.invoiceList(), c.ListInvoices),
		connectors.Adapt(c.callList(), c.ListCalls),
		connectors.Adapt(linkList("contactLinks", "contact"), c.ListContactLinks),
		connectors.Adapt(linkList("dealLinks", "deal"), c.ListDealLinks),
		connectors.Adapt(commentList(), c.ListComments),
		connectors.Adapt(fieldList(), c.ListFields),
		connectors.Adapt(fieldOptionList(), c.ListFieldOptions),
		connectors.Adapt(keptList("stockTypes", opStockTypes), c.ListStockTypes),
		connectors.Adapt(categoryList(), c.ListStockCategories),
		connectors.Adapt(keptList("activityTypes", opActivityTypes), c.ListActivityTypes),
		connectors.Adapt(keptList("dealTypes", opDealTypes), c.ListDealTypes),
		connectors.Adapt(keptList("callStatuses", opCallStatuses), c.ListCallStatuses),
		connectors.Adapt(keptList("trunks", opTrunks), c.ListTrunks),
		connectors.Adapt(phoneNumberList(), c.ListPhoneNumbers),
		connectors.Adapt(userList(), c.ListUsers),
		connectors.Adapt(keptList("departments", opDepartments), c.ListDepartments),
		connectors.Adapt(keptList("branches", opBranches), c.ListBranches),
		connectors.Adapt(keptList("groups", opGroups), c.ListGroups),
		connectors.Adapt(wholeList("publications", opPublications, "parent_id"), c.ListPublications),
		connectors.Adapt(calendarEventList(), c.ListCalendarEvents),
		connectors.Adapt(dialogTypeList(), c.ListDialogTypes),
		connectors.Adapt(messageList(), c.ListDialogMessages),
		connectors.Adapt(unreadList(), c.ListUnreadDialogMessages),
	}
}

// LookUps returns the look-ups of an account.
func (c *Client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.AdaptLookUp("stockItems", c.GetStockItems),
		connectors.AdaptLookUp("contacts", c.GetContacts),
		connectors.AdaptLookUp("activities", c.GetActivities),
		connectors.AdaptLookUp("deals", c.GetDeals),
		connectors.AdaptLookUp("invoices", c.GetInvoices),
		connectors.AdaptLookUp("publications", c.GetPublication),
		connectors.AdaptLookUp("forms", c.GetForm),
		connectors.AdaptLookUp("calendarEvents", c.GetCalendarEvent),
	}
}
