package proxima

import (
	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contacts opens a list of all contacts, or of those with some ids (api_get_contact_json). The upstream lists only contacts
// that were visited at least once.
func (c *Client) contacts(req *crmstreamv1.ListContactsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(req.GetIds(), contactCollection(req.GetIncludeRaw()))
}

// getContacts opens the look-up of contacts (api_get_contact_json).
func (c *Client) getContacts(req *crmstreamv1.BatchGetContactsRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	return c.byIDs(req.GetIds(), contactCollection(req.GetIncludeRaw()))
}

func contactCollection(raw bool) collection {
	return collection{function: getContacts, table: contactTable, noun: "contact", raw: raw}
}
