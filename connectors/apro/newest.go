package apro

import (
	"context"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// newest fetches the last records in the order of time, as many as are wanted or as a page holds.
func (l *listing) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	if at.Cursor != "" {
		return connectors.Page{}, nil, gone(l.op)
	}
	a := ask{from: l.scope.from, to: l.scope.before, floor: l.scope.from, page: 1, limit: l.maximum, descending: true}
	if at.Want > 0 {
		a.limit = min(a.limit, at.Want)
	}
	if a.from != "" && l.learned[l.op].lower.Load() != inclusive {
		a.from = shifted(a.from, -time.Second)
	}
	want := a.limit
	page, ans, err := l.newestOf(ctx, a)
	if err == nil && page.Outside > 0 && len(page.Records) < want && l.scope.before != "" {
		// Rows at the upper end, which the server counts in, have taken the places of rows that are wanted.
		a.to, a.limit = shifted(a.to, -time.Second), l.maximum
		page, ans, err = l.newestOf(ctx, a)
	}
	if err != nil || len(page.Records) >= want {
		return page, nil, err
	}
	return page, nil, l.complete(ctx, ans)
}

// newestOf asks for a page in descending order and takes away the rows outside of what the request asks for.
func (l *listing) newestOf(ctx context.Context, a ask) (connectors.Page, answer, error) {
	ans, err := l.fetch(ctx, a)
	if err != nil {
		return connectors.Page{}, ans, err
	}
	page := connectors.Page{Notices: ans.notices}
	last := ""
	for _, r := range ans.rows {
		key := clockOf(r)
		switch {
		case last != "" && key > last:
			return page, ans, broken(l.op, "record %q of %s came behind an older one: the upstream ignored the order", r.ID, key)
		case l.scope.before != "" && day(key) > day(l.scope.before):
			return page, ans, ignored(l.op, l.scope.beforeField)
		case a.from != "" && day(key) < day(a.from):
			return page, ans, ignored(l.op, l.scope.fromField)
		case key < l.scope.from, l.scope.before != "" && key >= l.scope.before:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
		last = key
	}
	return page, ans, nil
}

// complete checks that an answer with fewer of the newest records than are wanted has all that there are. It may also
// have been cut by the server, or by rows beyond the upper end, which servers send that honour only its day.
func (l *listing) complete(ctx context.Context, ans answer) error {
	rows := len(ans.rows)
	switch {
	case l.whole(ans):
		return nil
	case rows == 0:
		return broken(l.op, "the upstream counts %d %s and sends none", *ans.total, l.noun)
	case clockOf(ans.rows[rows-1]) < l.scope.from:
		return nil
	case rows >= ans.limit:
		return connectors.Invalid(l.scope.beforeField, "this server compares days: too many records of the same day lie beyond the time: give a day")
	}
	more := ans.total != nil
	if !more {
		var err error
		if more, err = l.goesOn(ctx, ans); err != nil {
			return err
		}
	}
	if more {
		return capped(l.op, rows)
	}
	return nil
}

// goesOn asks whether there are records below those of a page in descending order, by its successor. Of calls it is not
// documented which number that has, so both are asked for.
func (l *listing) goesOn(ctx context.Context, ans answer) (bool, error) {
	a := ans.ask
	a.page, a.limit = 2, len(ans.rows)
	probes := []ask{a}
	if l.op == opCalls && l.learned[l.op].base.Load() == unknown {
		first := a
		first.page, first.probe = 1, true
		probes = []ask{first, a}
	}
	last := clockOf(ans.rows[len(ans.rows)-1])
	for i, probe := range probes {
		next, err := l.fetch(ctx, probe)
		if err != nil || len(next.rows) == 0 {
			return false, err
		}
		if i == len(probes)-1 && firstID(next) == firstID(ans) {
			return false, broken(l.op, "page 2 is the first one again: the upstream ignores page numbers, and may have cut the page")
		}
		for _, r := range next.rows {
			known := slices.ContainsFunc(ans.rows, func(k connectors.Record) bool { return string(k.ID) == string(r.ID) })
			if !known && clockOf(r) <= last {
				return true, nil
			}
		}
	}
	return false, nil
}

// descend brings records into descending (Key, ID) order.
func descend(records []connectors.Record) {
	slices.SortStableFunc(records, func(a, b connectors.Record) int { return b.Compare(a) })
}
