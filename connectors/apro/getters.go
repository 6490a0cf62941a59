package apro

import (
	"context"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// GetStockItems looks stock items up (stock/filter, "byid"). No type need be named for that.
func (c *Client) GetStockItems(ctx context.Context, req *crmstreamv1.BatchGetStockItemsRequest, at connectors.PageRequest) (connectors.Page, error) {
	return existingThenDeleted(req.GetIds(), at, func(deleted bool, at connectors.PageRequest) (connectors.Page, error) {
		return c.ListStockItems(ctx, &crmstreamv1.ListStockItemsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, at)
	})
}

// GetContacts looks contacts up (purchaser/filter, "byid").
func (c *Client) GetContacts(ctx context.Context, req *crmstreamv1.BatchGetContactsRequest, at connectors.PageRequest) (connectors.Page, error) {
	return existingThenDeleted(req.GetIds(), at, func(deleted bool, at connectors.PageRequest) (connectors.Page, error) {
		return c.ListContacts(ctx, &crmstreamv1.ListContactsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, at)
	})
}

// GetActivities looks activities up (applications/filter, "byid").
func (c *Client) GetActivities(ctx context.Context, req *crmstreamv1.BatchGetActivitiesRequest, at connectors.PageRequest) (connectors.Page, error) {
	return existingThenDeleted(req.GetIds(), at, func(deleted bool, at connectors.PageRequest) (connectors.Page, error) {
		return c.ListActivities(ctx, &crmstreamv1.ListActivitiesRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, at)
	})
}

// GetDeals looks deals up (sales/filter, "byid").
func (c *Client) GetDeals(ctx context.Context, req *crmstreamv1.BatchGetDealsRequest, at connectors.PageRequest) (connectors.Page, error) {
	return existingThenDeleted(req.GetIds(), at, func(deleted bool, at connectors.PageRequest) (connectors.Page, error) {
		return c.ListDeals(ctx, &crmstreamv1.ListDealsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, at)
	})
}

// existingThenDeleted reads the pages of a list by ids twice: those of the existing records, then those of the deleted
// ones, which the upstream has in a list of their own. The caller stops as soon as it has all it looks for, and may ask
// for the deleted ones with fewer ids than before: the cursors of their pages count among these.
func existingThenDeleted(
	ids []string, at connectors.PageRequest, list func(deleted bool, at connectors.PageRequest) (connectors.Page, error),
) (connectors.Page, error) {
	if _, err := recordIDs("ids", ids); err != nil {
		return connectors.Page{}, err
	}
	inner, deleted := strings.CutPrefix(string(at.Cursor), string(connectors.DeletedCursor))
	at.Cursor = connectors.Cursor(inner)
	page, err := list(deleted, at)
	if err != nil {
		return connectors.Page{}, err
	}
	if !deleted && page.Next == "" || deleted && page.Next != "" {
		page.Next = connectors.DeletedCursor + page.Next
	}
	return page, nil
}

// recordIDs returns the ids of records, each once, in ascending order of their numbers. It takes them only as records show
// them: with a zero before it, a number is no record's id, and 0 stands for no record.
func recordIDs(field string, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, connectors.Invalid(field, "is empty: name at least one id")
	}
	for _, id := range ids {
		if n, err := number(field, id); err != nil || n != id || n == "0" {
			return nil, connectors.Invalid(field, "%q must be a number above 0 without zeros before it, as all ids of this upstream are", id)
		}
	}
	return sortedNumbers(field, ids)
}
