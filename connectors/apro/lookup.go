package apro

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// getStockItems opens a look-up of stock items (stock/filter, "byid"). The look-up needs no type.
func (c *Client) getStockItems(req *crmstreamv1.BatchGetStockItemsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*timeline.List, error) {
		return c.openStockItems(&crmstreamv1.ListStockItemsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// getContacts opens a look-up of contacts (purchaser/filter, "byid").
func (c *Client) getContacts(req *crmstreamv1.BatchGetContactsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*timeline.List, error) {
		return c.openContacts(&crmstreamv1.ListContactsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known, "")
	})
}

// getActivities opens a look-up of activities (applications/filter, "byid").
func (c *Client) getActivities(req *crmstreamv1.BatchGetActivitiesRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*timeline.List, error) {
		return c.openActivities(&crmstreamv1.ListActivitiesRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// getDeals opens a look-up of deals (sales/filter, "byid").
func (c *Client) getDeals(req *crmstreamv1.BatchGetDealsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*timeline.List, error) {
		return c.openDeals(&crmstreamv1.ListDealsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// existingThenDeleted opens a look-up that asks for the existing records, and then for the missing ids among the deleted
// records, which the upstream keeps in a separate list.
func existingThenDeleted(ids []string, open func(deleted bool) (*timeline.List, error)) (connectors.Find, error) {
	ids, err := wire.RecordIDs("ids", ids)
	if err != nil {
		return nil, err
	}
	existing, err := open(false)
	if err != nil {
		return nil, err
	}
	deleted, err := open(true)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (connectors.Page, error) {
		return timeline.Find(ctx, ids, existing, deleted)
	}, nil
}
