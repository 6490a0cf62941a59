package apro

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

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

// newest fetches the last records in the order of time, as many as are wanted or as a page holds.
func (l *listing) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, gone(l.op)
	}
	a := ask{from: l.scope.from, to: l.scope.before, page: 1, limit: l.maximum, descending: true}
	if at.Want > 0 {
		a.limit = min(a.limit, at.Want)
	}
	if a.from != "" && l.learned[l.op].lower.Load() != inclusive {
		a.from = shifted(a.from, -time.Second)
	}
	page, err := l.newestOf(ctx, a)
	if err == nil && page.Outside > 0 && len(page.Records) < a.limit && l.scope.before != "" {
		// Rows at the upper end, which the server counts in, have taken the places of rows that are wanted.
		a.to, a.limit = shifted(a.to, -time.Second), l.maximum
		return l.newestOf(ctx, a)
	}
	return page, err
}

// newestOf asks for a page in descending order and takes away the rows outside of what the request asks for.
func (l *listing) newestOf(ctx context.Context, a ask) (connectors.Page, error) {
	ans, err := l.fetch(ctx, a)
	if err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Notices: ans.notices}
	for i, r := range ans.rows {
		key := string(r.Key)
		switch {
		case i > 0 && key > string(ans.rows[i-1].Key):
			return page, broken(l.op, "record %q of %s came behind an older one: the upstream ignored the order", r.ID, key)
		case l.scope.before != "" && day(key) > day(l.scope.before):
			return page, ignored(l.op, l.scope.beforeField)
		case a.from != "" && day(key) < day(a.from):
			return page, ignored(l.op, l.scope.fromField)
		case key < l.scope.from, l.scope.before != "" && key >= l.scope.before:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
	}
	return page, nil
}

// descend brings records into descending (Key, ID) order.
func descend(records []connectors.Record) {
	slices.SortStableFunc(records, func(a, b connectors.Record) int { return b.Compare(a) })
}
