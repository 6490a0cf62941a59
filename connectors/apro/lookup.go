package apro

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// maxIDs is how many ids one request asks for: the params may have 1000 elements.
const maxIDs = 400

// lookUp fetches the records of some of the request's ids, in their order. The cursor is how many were asked for before.
func (l *listing) lookUp(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	ids := l.scope.ids
	first, err := wire.ReadIDCursor(l.op, at.Cursor, len(ids))
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
func (l *listing) batch() int { return min(l.learned[l.op].fitting.Bound(l.most()), maxIDs) }
