package apro

import (
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// server returns what answers have shown of what ends the lists of the operation.
func (l *listing) server() *paging.Server { return &l.learned.server }

// Shown returns what the end of a list rests on.
func (ans answer) Shown() paging.Answer {
	shown := paging.Answer{
		Rows: ans.rows, Asked: ans.limit, Before: (ans.page - 1) * ans.limit, Total: paging.NoTotal, Beyond: ans.beyond,
	}
	if ans.total != nil {
		shown.Total = *ans.total
	}
	return shown
}

// beyond reports whether an answer has a row beyond the end of what the request asks for. Answers by creation are in the
// order of activity all the same, and those by id are in none.
func (l *listing) beyond(ans answer) bool {
	if ans.created || len(ans.ids) > 0 {
		return false
	}
	return slices.ContainsFunc(ans.rows, func(r connectors.Record) bool {
		if ans.descending {
			return clockOf(r) < l.scope.from
		}
		return l.scope.before != "" && clockOf(r) >= l.scope.before
	})
}

// identified is the error of a page on which no row has an id, so that a list cannot go on after it.
func (l *listing) identified(ans answer) error {
	if len(ans.rows) > 0 && !slices.ContainsFunc(ans.rows, connectors.Record.Identified) {
		return wire.Unidentified(l.op, len(ans.rows))
	}
	return nil
}

// asking returns how what a rule wants to know of a page is asked.
func (l *listing) asking(ctx context.Context, page answer) func(paging.Request) (answer, error) {
	return func(r paging.Request) (answer, error) { return l.request(ctx, page, r) }
}

// request asks what a rule wants to know of the list that an answer is the first page of. Pages have numbers, so that they
// start at multiples of their size.
func (l *listing) request(ctx context.Context, first answer, r paging.Request) (answer, error) {
	a := first.ask
	a.page, a.limit, a.welcome = 1, r.Limit, 0
	switch {
	case r.Kind == paging.Newest:
		a.descending = !a.descending
	case r.Kind != paging.One && r.Start > 0:
		n := paging.NumberedAt(r.Start, r.Limit)
		a.page, a.limit = n.Number+1, n.Size
	}
	if a.page > 1 && l.anyBase && l.learned.base.Load() == unknown {
		return l.numbered(ctx, a, first)
	}
	return l.send(ctx, a)
}

// numbered asks for a page of calls after the first one, given that, where it is not known yet whether pages count from 0
// or from 1.
func (l *listing) numbered(ctx context.Context, a ask, first answer) (answer, error) {
	if n := len(first.rows); a.page == 2 && (a.limit == n-1 || n < 3) {
		return l.second(ctx, a, first, a.limit == n-1 && several(first.rows))
	}
	if err := l.learnBase(ctx, first); err != nil {
		return answer{}, err
	}
	switch {
	case l.learned.base.Load() != unknown:
		return l.send(ctx, a)
	case a.page == 2:
		return l.second(ctx, a, first, false)
	}
	return answer{}, wire.Broken(l.op, "nothing shows whether pages count from 0 or from 1: %d rows came", len(first.rows))
}

// learnBase finds out whether the pages of calls count from 0 or from 1, by a first page with several times, whose order
// stands still, or else by the beginning or the end of the list.
func (l *listing) learnBase(ctx context.Context, first answer) error {
	for _, descending := range []bool{first.descending, false, true} {
		if !several(first.rows) {
			var err error
			if first, err = l.send(ctx, ask{page: 1, limit: l.most(), descending: descending}); err != nil {
				return err
			}
		}
		a := first.ask
		a.page, a.limit = 2, max(len(first.rows)*3/4, 1) // which rows that are removed meanwhile do not move beyond the page
		if len(first.rows) > 1 {
			if _, err := l.second(ctx, a, first, true); err != nil || l.learned.base.Load() != unknown {
				return err
			}
		}
		first = answer{}
	}
	return nil
}

// second asks for the second page of calls, given the first one: under the number 1, and if the first row comes again, under
// the number 2. The page that is to begin with the last row of the first one shows from where pages count, wherever in the
// second half it begins: positions lie before the rows that they were counted by where rows are hidden.
func (l *listing) second(ctx context.Context, a ask, first answer, learns bool) (answer, error) {
	base, n := &l.learned.base, len(first.rows)
	a.probe = true
	ans, err := l.send(ctx, a)
	if err != nil || len(ans.rows) == 0 || n == 0 {
		return ans, err
	}
	at := first.placeOf(ans.rows[0])
	switch {
	case learns && (2*at >= n || at < 0 && !a.descending && clockOf(ans.rows[0]) >= clockOf(first.rows[n-1])):
		base.Store(fromZero)
		return ans, nil
	case ans.placeOf(first.rows[0]) < 0:
		return ans, nil
	}
	a.probe = false
	if ans, err = l.send(ctx, a); err == nil && len(ans.rows) > 0 && learns && 2*first.placeOf(ans.rows[0]) >= n {
		base.Store(fromOne)
	}
	return ans, err
}

// placeOf returns the last place of a row's id in an answer, -1 for none.
func (ans answer) placeOf(r connectors.Record) int {
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
