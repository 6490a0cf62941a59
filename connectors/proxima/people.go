package proxima

import (
	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contacts opens a list of the contacts, or of those of some ids (api_get_contact_json). The upstream lists only contacts
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

// users opens a list of the users, those who left included, or of those of some ids (api_get_users_json).
func (c *Client) users(req *crmstreamv1.ListUsersRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(req.GetIds(), collection{function: getUsers, table: userTable, noun: "user", raw: req.GetIncludeRaw()})
}

// preparations opens a list of all preparations (api_get_preparation_json). The vendor's key is that of preparation and
// brand, so a preparation that is sent with two brands is two records.
func (c *Client) preparations(req *crmstreamv1.ListPreparationsRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	return c.whole(nil, collection{
		function: getPreparations, table: preparationTable, noun: "preparation", raw: req.GetIncludeRaw(), second: "brand_id",
	})
}
