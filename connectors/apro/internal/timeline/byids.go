package timeline

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// maxIDs is how many ids one request asks for: the params may have 1000 elements.
const maxIDs = 400

// lookUp fetches the records of some of the request's ids, in their order. The cursor is how many were asked for before.
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

// batch returns how many ids to ask for in one request. Those that an answer lacks are asked for again, so that more than the
// server is sure to give may be asked for.
func (l *List) batch() int { return min(l.Learned.fitting.Bound(l.most()), maxIDs) }

// Find looks records up in two lists: among the existing ones, and then, for the ids that are missing, among the deleted ones.
func Find(ctx context.Context, ids []string, existing, deleted *List) (connectors.Page, error) {
	together, alone := existing.ways(ctx)
	deletedTogether, deletedAlone := deleted.ways(ctx)
	return paging.ByIDs(ids, existing.batch(), together, deletedTogether, alone, deletedAlone)
}

// ways returns the two ways in which records are asked for by their ids: together, and one by one for those that are missing
// then. Together is the vendor's library's way, which its page leaves out: a server may not know it, or take the first id
// alone, and of stock items it finds those of one type. So no id is called missing that was not asked for alone, unless the
// server was seen to send several records for several ids. Contacts have a list in the page itself.
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

// refusesIDs reports whether a server does not know that several records are asked for by their ids.
func refusesIDs(err error) bool {
	var e *connectors.Error
	return errors.As(err, &e) && e.Field == "ids" && (e.Kind == connectors.KindFilterIgnored || e.Kind == connectors.KindInvalidRequest)
}

// find asks for the records of some ids. Those that the answer lacks are the caller's to ask for again: the server may
// have cut it.
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
