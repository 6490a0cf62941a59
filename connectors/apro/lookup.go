package apro

import (
	"context"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// maxIDs is how many ids one request asks for: the params may have 1000 elements.
const maxIDs = 400

// lookUp fetches the records of some of the request's ids, in their order. The cursor is how many were asked for before.
func (l *listing) lookUp(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	ids := l.scope.ids
	first, err := askedBefore(l.op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, nil, err
	}
	until := min(first+l.batch(), len(ids))
	together, alone := l.ways(ctx)
	page, err := paging.ByIDs(ids[first:until], until-first, together, alone)
	page.Next = askNext(until, len(ids))
	return page, nil, err
}

// batch returns how many ids to ask for in one request. Those that an answer lacks are asked for again, so that more than the
// server is sure to give may be asked for.
func (l *listing) batch() int { return min(l.learned[l.op].fitting.Bound(l.most()), maxIDs) }

// askedBefore reads a cursor of how many of n ids were asked for before.
func askedBefore(op string, cursor connectors.Cursor, n int) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	text, ok := strings.CutPrefix(string(cursor), "#")
	first, err := strconv.Atoi(text)
	if !ok || err != nil || first < 1 || first >= n {
		return 0, gone(op)
	}
	return first, nil
}

// askNext returns the cursor behind the first ids of n, "" when none or all of them are.
func askNext(first, n int) connectors.Cursor {
	if first == 0 || first >= n {
		return ""
	}
	return connectors.Cursor("#" + strconv.Itoa(first))
}
