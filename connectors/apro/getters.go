package apro

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// getStockItems opens a look-up of stock items (stock/filter, "byid"). No type need be named for that.
func (c *Client) getStockItems(req *crmstreamv1.BatchGetStockItemsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*listing, error) {
		return c.stockListing(&crmstreamv1.ListStockItemsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// getContacts opens a look-up of contacts (purchaser/filter, "byid").
func (c *Client) getContacts(req *crmstreamv1.BatchGetContactsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*listing, error) {
		return c.contactListing(&crmstreamv1.ListContactsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known, "")
	})
}

// getActivities opens a look-up of activities (applications/filter, "byid").
func (c *Client) getActivities(req *crmstreamv1.BatchGetActivitiesRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*listing, error) {
		return c.activityListing(&crmstreamv1.ListActivitiesRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// getDeals opens a look-up of deals (sales/filter, "byid").
func (c *Client) getDeals(req *crmstreamv1.BatchGetDealsRequest, known *connectors.Catalogue) (connectors.Find, error) {
	return existingThenDeleted(req.GetIds(), func(deleted bool) (*listing, error) {
		return c.dealListing(&crmstreamv1.ListDealsRequest{Ids: req.GetIds(), IncludeRaw: req.GetIncludeRaw(), OnlyDeleted: deleted}, known)
	})
}

// existingThenDeleted opens a look-up in two lists: of the existing records, and of the deleted ones, which the upstream
// has in a list of their own, for the ids that are missing then.
func existingThenDeleted(ids []string, open func(deleted bool) (*listing, error)) (connectors.Find, error) {
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
		together, alone := existing.ways(ctx)
		deletedTogether, deletedAlone := deleted.ways(ctx)
		return paging.ByIDs(ids, existing.batch(), together, deletedTogether, alone, deletedAlone)
	}, nil
}

// ways returns the two ways in which records are asked for by their ids: together, and one by one for those that are missing
// then. Together is the vendor's library's way, which its page leaves out: a server may not know it, or take the first id
// alone, and of stock items it finds those of one type. So no id is called missing that was not asked for alone, unless the
// server was seen to send several records for several ids. Contacts have a list in the page itself.
func (l *listing) ways(ctx context.Context) (together, alone paging.Ask) {
	known := l.learned[l.op]
	asked := map[string]bool{} // alone
	together = func(ids []string) (connectors.Page, error) {
		if len(ids) == 1 {
			asked[ids[0]] = true
		} else if known.oneID.Load() {
			return connectors.Page{}, nil
		}
		page, err := l.find(ctx, ids)
		switch {
		case len(ids) > 1 && l.op != opContacts && refusesIDs(err):
			known.oneID.Store(true)
			return connectors.Page{}, nil
		case len(page.Records) > 1 && l.op != opStock:
			known.severalIDs.Store(true)
		}
		return page, err
	}
	alone = func(ids []string) (connectors.Page, error) {
		var all connectors.Page
		for _, id := range ids {
			if asked[id] || known.severalIDs.Load() || l.op == opContacts {
				continue
			}
			page, err := l.find(ctx, []string{id})
			if err != nil {
				return connectors.Page{}, err
			}
			all.Records, all.Notices = append(all.Records, page.Records...), append(all.Notices, page.Notices...)
			all.Outside += page.Outside
		}
		return all, nil
	}
	return together, alone
}

// refusesIDs reports whether a server does not know that several records are asked for by their ids.
func refusesIDs(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Field == "ids" && (e.Kind == connectors.KindFilterIgnored || e.Kind == connectors.KindInvalidRequest)
}

// find asks for the records of some ids. Those that the answer lacks are the caller's to ask for again: the server may
// have cut it.
func (l *listing) find(ctx context.Context, ids []string) (connectors.Page, error) {
	ans, err := l.fetch(ctx, ask{page: 1, limit: min(len(ids), max(l.most(), l.maximum)), ids: ids})
	if err != nil {
		l.learned[l.op].fitting.Halve(len(ids), err)
		return connectors.Page{}, err
	}
	if ans.total != nil && *ans.total > 0 && len(ans.rows)+ans.outside == 0 {
		return connectors.Page{}, wire.Broken(l.op, "the upstream counts %d %s and sends none", *ans.total, l.noun)
	}
	return connectors.Page{Records: ans.rows, Outside: ans.outside, Notices: ans.notices}, nil
}
