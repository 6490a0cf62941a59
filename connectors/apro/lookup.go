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
func (l *listing) lookUp(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	ids, first := l.scope.ids, 0
	if at.Cursor != "" {
		text, ok := strings.CutPrefix(string(at.Cursor), "#")
		n, err := strconv.Atoi(text)
		if !ok || err != nil || n < 1 || n >= len(ids) {
			return connectors.Page{}, gone(l.op)
		}
		first = n
	}
	for size := min(l.maximum, maxIDs); size > 0; size /= 2 {
		until := min(first+size, len(ids))
		a := ask{page: 1, limit: max(until-first, 1), ids: ids[first:until]}
		ans, err := l.fetch(ctx, a)
		if err != nil {
			return connectors.Page{}, err
		}
		if ans.total != nil && *ans.total > len(ans.rows) {
			continue // the server cuts pages below what it was asked for
		}
		page := connectors.Page{Records: ans.rows, Notices: ans.notices}
		if until < len(ids) {
			page.Next = connectors.Cursor("#" + strconv.Itoa(until))
		}
		return page, nil
	}
	return connectors.Page{}, broken(l.op, "the upstream finds more records than there are ids")
}
