package apro

import (
	"context"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
)

// maxIDs is how many ids one request asks for: each is sent twice, and the params may have 1000 elements.
const maxIDs = 400

// lookUp fetches the records of some of the request's ids, in their order. The cursor is how many were asked for before.
func (l *listing) lookUp(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	ids := l.scope.ids
	first, err := askedBefore(l.op, at.Cursor, len(ids))
	if err != nil {
		return connectors.Page{}, nil, err
	}
	fitting := &l.learned[l.op].fitting
	for size := fitting.Bound(min(l.maximum, maxIDs, max(len(ids)-first, 1))); size > 0; size /= 2 {
		until := min(first+size, len(ids))
		a := ask{page: 1, limit: max(until-first, 1), ids: ids[first:until]}
		ans, err := l.fetch(ctx, a)
		if _, ok := fitting.Halve(a.limit, err); ok {
			continue
		}
		if err != nil {
			return connectors.Page{}, nil, err
		}
		if ans.total != nil && *ans.total > len(ans.rows)+ans.outside {
			continue // the server cuts pages below what it was asked for
		}
		return connectors.Page{Records: ans.rows, Outside: ans.outside, Notices: ans.notices, Next: askNext(until, len(ids))}, nil, nil
	}
	return connectors.Page{}, nil, broken(l.op, "the upstream finds more records than there are ids")
}

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
