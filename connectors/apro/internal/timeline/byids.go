package timeline

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// maxIDs is the most ids in one request: the params may have 1000 elements.
const maxIDs = 400

// lookUp fetches the records of some of the request's ids, in the order of the ids. The cursor is how many ids were asked for
// before.
func (l *List) lookUp(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	ids := l.Range.IDs
	first, err := wire.ReadIDCursor(l.Op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, nil, err
	}
	until := min(first+l.batch(), len(ids))
	together, alone := l.ways(ctx)
	page, err := paging.ByIDs(ids[first:until], until-first, together, alone)
	page.Next = wire.IDCursor(until, len(ids))
	return page, nil, err
}

// batch returns how many ids to ask for in one request. It may be more than the server gives, since missing ids are asked for
// again.
func (l *List) batch() int { return min(l.Learned.fitting.Bound(l.most()), maxIDs) }

// Find looks up records among the existing ones, and then the missing ids among the deleted ones.
func Find(ctx context.Context, ids []string, existing, deleted *List) (connectors.Page, error) {
	together, alone := existing.ways(ctx)
	deletedTogether, deletedAlone := deleted.ways(ctx)
	return paging.ByIDs(ids, existing.batch(), together, deletedTogether, alone, deletedAlone)
}

// ways returns the two ways to ask for records by their ids: together, and then one by one for missing ids. The vendor's
// library asks for ids together, but the vendor's page does not have this parameter: a server may not know it, or use only the
// first id, and finds only stock items of one type. So an id is missing only after it was asked for alone, or after the server
// has sent several records for several ids. For contacts the vendor's page documents a list of ids.
func (l *List) ways(ctx context.Context) (together, alone paging.Ask) {
	known := l.Learned
	asked := map[string]bool{} // alone
	together = func(ids []string) (connectors.Page, error) {
		if len(ids) == 1 {
			asked[ids[0]] = true
		} else if known.oneID.Load() {
			return connectors.Page{}, nil
		}
		page, err := l.find(ctx, ids)
		switch {
		case len(ids) > 1 && !l.TakesIDs && refusesIDs(err):
			known.oneID.Store(true)
			return connectors.Page{}, nil
		case len(page.Records) > 1 && !l.PartByIDs:
			known.severalIDs.Store(true)
		}
		return page, err
	}
	alone = func(ids []string) (connectors.Page, error) {
		var all connectors.Page
		for _, id := range ids {
			if asked[id] || known.severalIDs.Load() || l.TakesIDs {
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

// refusesIDs reports whether the error means that the server does not know requests for several ids.
func refusesIDs(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Field == "ids" && (e.Kind == connectors.KindFilterIgnored || e.Kind == connectors.KindInvalidRequest)
}

// find asks for the records of some ids. The caller asks again for ids that the answer lacks, since the server may have cut it.
func (l *List) find(ctx context.Context, ids []string) (connectors.Page, error) {
	ans, err := l.fetch(ctx, Ask{Page: 1, Limit: min(len(ids), max(l.most(), l.Max)), IDs: ids})
	if err != nil {
		l.Learned.fitting.Halve(len(ids), err)
		return connectors.Page{}, err
	}
	if ans.total != nil && *ans.total > 0 && len(ans.rows)+ans.outside == 0 {
		return connectors.Page{}, wire.Broken(l.Op, "the upstream counts %d %s and sends none", *ans.total, l.Noun)
	}
	return connectors.Page{Records: ans.rows, Outside: ans.outside, Notices: ans.notices}, nil
}
