package timeline

import (
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// server returns what answers have shown about the end of the operation's lists.
func (l *List) server() *paging.Server { return &l.Learned.server }

// Shown returns the answer for the rules of package paging.
func (ans answer) Shown() paging.Answer {
	shown := paging.Answer{
		Rows: ans.rows, Asked: ans.Limit, Before: (ans.Page - 1) * ans.Limit, Total: paging.NoTotal, Beyond: ans.beyond,
	}
	if ans.total != nil {
		shown.Total = *ans.total
	}
	return shown
}

// identified returns an error if no row of a page has an id, since a list cannot go on after such a page.
func (l *List) identified(ans answer) error {
	if len(ans.rows) > 0 && !slices.ContainsFunc(ans.rows, connectors.Record.Identified) {
		return wire.Unidentified(l.Op, len(ans.rows))
	}
	return nil
}

// asking returns the function that answers a rule's requests about a page.
func (l *List) asking(ctx context.Context, page answer) func(paging.Request) (answer, error) {
	return func(r paging.Request) (answer, error) { return l.request(ctx, page, r) }
}

// request sends a rule's request about the list with the given first page. Pages have numbers, so they start at multiples of
// their size.
func (l *List) request(ctx context.Context, first answer, r paging.Request) (answer, error) {
	a := first.Ask
	a.Page, a.Limit, a.larger = 1, r.Limit, 0
	switch {
	case r.Kind == paging.Newest:
		a.Descending = !a.Descending
	case r.Kind != paging.One && r.Start > 0:
		n := paging.NumberedAt(r.Start, r.Limit)
		a.Page, a.Limit = n.Number+1, n.Size
	}
	if a.Page > 1 && l.AnyBase && l.Learned.base.Load() == unknown {
		return l.numbered(ctx, a, first)
	}
	return l.send(ctx, a)
}

// numbered asks for a page of calls after the first one, while it is not yet known whether pages count from 0 or from 1.
func (l *List) numbered(ctx context.Context, a Ask, first answer) (answer, error) {
	if n := len(first.rows); a.Page == 2 && (a.Limit == n-1 || n < 3) {
		return l.second(ctx, a, first, a.Limit == n-1 && several(first.rows))
	}
	if err := l.learnBase(ctx, first); err != nil {
		return answer{}, err
	}
	switch {
	case l.Learned.base.Load() != unknown:
		return l.send(ctx, a)
	case a.Page == 2:
		return l.second(ctx, a, first, false)
	}
	return answer{}, wire.Broken(l.Op, "nothing shows whether pages count from 0 or from 1: %d rows came", len(first.rows))
}

// learnBase finds out whether the pages of calls count from 0 or from 1. It uses the first page if that has several times,
// which fix its order, or else the beginning or the end of the list.
func (l *List) learnBase(ctx context.Context, first answer) error {
	for _, descending := range []bool{first.Descending, false, true} {
		if !several(first.rows) {
			var err error
			if first, err = l.send(ctx, Ask{Page: 1, Limit: l.most(), Descending: descending}); err != nil {
				return err
			}
		}
		a := first.Ask
		a.Page, a.Limit = 2, max(len(first.rows)*3/4, 1) // so that rows removed meanwhile do not move the start beyond the page
		if len(first.rows) > 1 {
			if _, err := l.second(ctx, a, first, true); err != nil || l.Learned.base.Load() != unknown {
				return err
			}
		}
		first = answer{}
	}
	return nil
}

// second asks for the second page of calls, given the first: with the number 1, and if the first row comes again, with the
// number 2. If learns is set, a page that begins in the second half of the first page shows from where pages count. It need not
// begin exactly where it should, since hidden rows shift positions.
func (l *List) second(ctx context.Context, a Ask, first answer, learns bool) (answer, error) {
	base, n := &l.Learned.base, len(first.rows)
	a.Probe = true
	ans, err := l.send(ctx, a)
	if err != nil || len(ans.rows) == 0 || n == 0 {
		return ans, err
	}
	at := first.indexOf(ans.rows[0])
	switch {
	case learns && (2*at >= n || at < 0 && !a.Descending && clockOf(ans.rows[0]) >= clockOf(first.rows[n-1])):
		base.Store(fromZero)
		return ans, nil
	case ans.indexOf(first.rows[0]) < 0:
		return ans, nil
	}
	a.Probe = false
	if ans, err = l.send(ctx, a); err == nil && len(ans.rows) > 0 && learns && 2*first.indexOf(ans.rows[0]) >= n {
		base.Store(fromOne)
	}
	return ans, err
}

// indexOf returns the last index of a row's id in an answer, -1 for none.
func (ans answer) indexOf(r connectors.Record) int {
	for i, k := range slices.Backward(ans.rows) {
		if string(k.ID) == string(r.ID) {
			return i
		}
	}
	return -1
}

// several reports whether rows have several times.
func several(rows []connectors.Record) bool {
	return len(rows) > 0 && clockOf(rows[0]) != clockOf(rows[len(rows)-1])
}
