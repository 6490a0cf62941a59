package apro

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// Upstream operations, which are also the last part of their paths.
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

// pageSettings name the page size of each operation in the settings.
var pageSettings = map[string]string{
	opStock: "stock", opContacts: "contacts", opActivities: "activities", opDeals: "deals", opInvoices: "invoices", opCalls: "calls",
}

// exchangeTimeout is how long one request may take. Answers of hundreds of rows with a hundred custom fields are slow.
const exchangeTimeout = 5 * time.Minute

// Driver returns the driver of this connector.
func Driver() connectors.Driver {
	return connectors.Driver{
		Name:     wire.Name,
		DocsURL:  "https://www.crma.pro/api/",
		Settings: func() connectors.Settings { return defaultSettings() },
		New:      New,
	}
}

// Client reads one account. It is safe for concurrent use.
type Client struct {
	wire     *wire.Client
	settings *Settings
	zone     *time.Location
	firstDay time.Time
	edition  *wire.Edition
	// account is what lists in time order know about the account.
	account *timeline.Account
	// newerOrganizer says that events were of version 2.9 when they were last read.
	newerOrganizer atomic.Bool
	// gateway takes text messages at gatewayPath, nil without the settings for it.
	gateway     *wire.Gateway
	gatewayPath string
	// learned holds what answers have shown, by operation; timed holds the same for lists in time order. The maps never change.
	learned map[string]*learned
	timed   map[string]*timeline.Learned
}

// learned is what the answers to one operation have shown about the server.
type learned struct {
	// fitting bounds the rows of an answer by its size in bytes.
	fitting rest.Fitting
	// server is what answers have shown about the end of a list.
	server paging.Server
	// ceiling is the size that the server cuts pages of invoices to, 0 if it does not.
	ceiling atomic.Int64
}

// New returns a client for an account.
func New(account connectors.Account, settings connectors.Settings) (connectors.Client, error) {
	s, ok := settings.(*Settings)
	if !ok {
		return nil, fmt.Errorf("%s: settings are %T, want *apro.Settings", wire.Name, settings)
	}
	bases, err := s.bases()
	if err != nil {
		return nil, err
	}
	if n := len(s.APIKey.Reveal()); n != keyLength {
		return nil, fmt.Errorf("api_key: has %d characters, but all keys of this upstream have %d: copy it again", n, keyLength)
	}
	opts := rest.Options{Secrets: []connectors.Secret{s.APIKey, s.SMSKey}, Timeout: exchangeTimeout, AllowLinkLocal: s.AllowLinkLocal}
	c := &Client{
		wire:     wire.New(rest.New(account, wire.Name, bases, opts), s.APIKey, pageSettings),
		settings: s, zone: account.TimeZone, edition: wire.NewEdition(s.edition()),
		learned: map[string]*learned{}, timed: map[string]*timeline.Learned{},
	}
	if c.zone == nil {
		c.zone = time.UTC
	}
	if err := c.openGateway(account, opts); err != nil {
		return nil, err
	}
	c.account = &timeline.Account{
		Wire: c.wire, Zone: c.zone, FirstDay: s.FirstDay, ChangedOverlap: s.ChangedOverlap, Edition: c.edition,
	}
	if c.firstDay, err = time.ParseInLocation(time.DateOnly, s.FirstDay, c.zone); err != nil {
		return nil, fmt.Errorf("first_day: %w", err)
	}
	for _, op := range []string{opStock, opContacts, opActivities, opDeals, opCalls} {
		c.timed[op] = timeline.NewLearned(op)
	}
	for _, op := range []string{
		opInvoices, opInvoicesFull, opContactLinks, opDealLinks, opStockComments, opContactComments, opActivityComments, opDealComments,
	} {
		c.learned[op] = &learned{server: paging.Server{Connector: wire.Name, Op: op}}
	}
	for _, op := range []string{opEvents, opDialogTypes, opDialogTypesAlias, opMessages} {
		c.learned[op] = &learned{server: paging.Server{Connector: wire.Name, Op: op, Least: minSmallPage}}
	}
	return c, nil
}

// Lists returns the lists of an account, each with its strategy.
func (c *Client) Lists() []connectors.List {
	return []connectors.List{
		connectors.Of(c.stockList(), c.stockItems),                                            // seek or windows, type after type
		connectors.Of(c.contactList(), c.contacts),                                            // seek or windows of creation
		connectors.Of(c.activityList(), c.activities),                                         // seek or windows of creation
		connectors.Of(c.dealList(), c.deals),                                                  // seek or windows of creation
		connectors.Of(c.callList(), c.calls),                                                  // seek
		connectors.Of(c.invoiceList(), c.invoices),                                            // overlap
		connectors.Of(linkList("contactLinks", opContactLinks, "contact"), c.contactLinks),    // by ids of contacts
		connectors.Of(linkList("dealLinks", opDealLinks, "deal"), c.dealLinks),                // by ids of deals
		connectors.Of(commentList(), c.comments),                                              // by ids of the records they are on
		connectors.Of(fieldList(), c.fields),                                                  // one answer
		connectors.Of(fieldOptionList(), c.fieldOptions),                                      // one answer
		connectors.Of(keptList("stockTypes", opStockTypes), c.stockTypes),                     // one answer
		connectors.Of(categoryList(), c.stockCategories),                                      // one answer
		connectors.Of(keptList("activityTypes", opActivityTypes), c.activityTypes),            // one answer
		connectors.Of(keptList("dealTypes", opDealTypes), c.dealTypes),                        // one answer
		connectors.Of(keptList("callStatuses", opCallStatuses), c.callStatuses),               // one answer
		connectors.Of(keptList("trunks", opTrunks), c.trunks),                                 // one answer
		connectors.Of(phoneNumberList(), c.phoneNumbers),                                      // one answer
		connectors.Of(userList(), c.users),                                                    // one answer
		connectors.Of(keptList("departments", opDepartments), c.departments),                  // one answer
		connectors.Of(keptList("branches", opBranches), c.branches),                           // one answer
		connectors.Of(keptList("groups", opGroups), c.groups),                                 // one answer
		connectors.Of(wholeList("publications", opPublications, "parent_id"), c.publications), // one answer
		connectors.Of(unreadList(), c.unreadDialogMessages),                                   // one answer
		connectors.Of(calendarEventList(), c.calendarEvents),                                  // settled
		connectors.Of(dialogTypeList(), c.dialogTypes),                                        // settled
		connectors.Of(messageList(), c.dialogMessages),                                        // seek, newest first
	}
}

// LookUps returns the look-ups of an account, each with its strategy.
func (c *Client) LookUps() []connectors.LookUp {
	return []connectors.LookUp{
		connectors.LookUpOf("stockItems", c.getStockItems, opStock),          // by ids: existing records, then deleted ones
		connectors.LookUpOf("contacts", c.getContacts, opContacts),           // by ids: existing records, then deleted ones
		connectors.LookUpOf("activities", c.getActivities, opActivities),     // by ids: existing records, then deleted ones
		connectors.LookUpOf("deals", c.getDeals, opDeals),                    // by ids: existing records, then deleted ones
		connectors.LookUpOf("invoices", c.getInvoices, opInvoicesFull),       // by ids
		connectors.LookUpOf("publications", c.getPublication, opPublication), // one record
		connectors.LookUpOf("forms", c.getForm, opForm),                      // one record
		connectors.LookUpOf("calendarEvents", c.getCalendarEvent, opEvent),   // one record
	}
}

// Writes returns the writes of an account.
func (c *Client) Writes() []connectors.Write {
	return []connectors.Write{
		writeOf[*crmstreamv1.CreateContactRequest](c, contactWrites, connectors.Create),
		writeOf[*crmstreamv1.UpdateContactRequest](c, contactWrites, connectors.Update),
		writeOf[*crmstreamv1.DeleteContactRequest](c, contactWrites, connectors.Delete),
		writeOf[*crmstreamv1.CreateActivityRequest](c, activityWrites, connectors.Create),
		writeOf[*crmstreamv1.UpdateActivityRequest](c, activityWrites, connectors.Update),
		writeOf[*crmstreamv1.DeleteActivityRequest](c, activityWrites, connectors.Delete),
		writeOf[*crmstreamv1.CreateDealRequest](c, dealWrites, connectors.Create),
		writeOf[*crmstreamv1.UpdateDealRequest](c, dealWrites, connectors.Update),
		writeOf[*crmstreamv1.DeleteDealRequest](c, dealWrites, connectors.Delete),
		writeOf[*crmstreamv1.CreateStockItemRequest](c, stockWrites, connectors.Create),
		writeOf[*crmstreamv1.UpdateStockItemRequest](c, stockWrites, connectors.Update),
		writeOf[*crmstreamv1.DeleteStockItemRequest](c, stockWrites, connectors.Delete),
		connectors.WriteOf(c.invoiceCreate(), c.encodeNewInvoice),
		connectors.WriteOf(c.invoiceUpdate(), c.encodeInvoice),
		connectors.WriteOf(c.invoicePayment(), encodePayment),
		connectors.WriteOf(c.callImport(), c.encodeNewCall),
		connectors.WriteOf(c.callUpdate(), c.encodeCall),
		eventWrite[*crmstreamv1.CreateCalendarEventRequest](c, connectors.Create),
		eventWrite[*crmstreamv1.UpdateCalendarEventRequest](c, connectors.Update),
		eventWrite[*crmstreamv1.DeleteCalendarEventRequest](c, connectors.Delete),
		eventWrite[*crmstreamv1.UndeleteCalendarEventRequest](c, connectors.Undelete),
		c.dialogWrite(),
		c.dialogTypeWrite(),
		c.formWrite(),
		c.smsWrite(),
	}
}
