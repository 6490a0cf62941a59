package proxima

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// ListContacts fetches the contacts, or those of some ids, 200 a run (api_get_contact_json). The upstream lists only
// contacts that were visited at least once.
func (c *Client) ListContacts(ctx context.Context, req *crmstreamv1.ListContactsRequest, at connectors.PageRequest) (connectors.Page, error) {
	return c.collect(ctx, at, req.GetIds(), contacts(req.GetIncludeRaw()))
}

// GetContacts looks contacts up, 200 ids a run (api_get_contact_json).
func (c *Client) GetContacts(ctx context.Context, req *crmstreamv1.BatchGetContactsRequest, at connectors.PageRequest) (connectors.Page, error) {
	g := contacts(req.GetIncludeRaw())
	g.lookup = true
	return c.collect(ctx, at, req.GetIds(), g)
}

func contacts(raw bool) *collection {
	return &collection{function: getContacts, table: contactTable, noun: "contact", raw: raw}
}

// ListUsers fetches the users, those who left included, or those of some ids, 200 a run (api_get_users_json).
func (c *Client) ListUsers(ctx context.Context, req *crmstreamv1.ListUsersRequest, at connectors.PageRequest) (connectors.Page, error) {
	return c.collect(ctx, at, req.GetIds(), &collection{function: getUsers, table: userTable, noun: "user", raw: req.GetIncludeRaw()})
}

// ListPreparations fetches all preparations (api_get_preparation_json). The vendor's key is that of preparation and
// brand, so a preparation that is sent with two brands is two records.
func (c *Client) ListPreparations(ctx context.Context, req *crmstreamv1.ListPreparationsRequest, at connectors.PageRequest) (connectors.Page, error) {
	return c.collect(ctx, at, nil, &collection{
		function: getPreparations, table: preparationTable, noun: "preparation", raw: req.GetIncludeRaw(), second: "brand_id",
	})
}
