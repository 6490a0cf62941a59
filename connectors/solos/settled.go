package solos

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

const (
	// settledWhole is the cursor within a list that is read whole, since it does not come in the order of ids.
	settledWhole connectors.Cursor = "all"
	// maxSettled is how many rows such a list may have.
	maxSettled = 20_000
)

// paged returns the pages of a list whose order cannot be asked for. As long as the rows come in the order of ids it is read
// like projects, though always by full pages, as the order of a few rows shows little. Else it is one page.
func (c *Client) paged(l *listing) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if at.Cursor == "" || at.Cursor == settledWhole {
			return c.first(ctx, l, at.Cursor == settledWhole)
		}
		from, err := l.place(at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		page, err := c.ascending(ctx, l, from, 0)
		return page, l.late(err)
	}
}

// first fetches the first page, which is the whole list if its rows are known, or show, to come in another order than that
// of ids. The answer that shows it is the first one of the whole list.
func (c *Client) first(ctx context.Context, l *listing, whole bool) (connectors.Page, error) {
	a, err := c.get(ctx, l, 0, c.settings.PageSize)
	if err != nil {
		return connectors.Page{}, err
	}
	if whole || l.operation.unordered.Load() {
		return c.settle(ctx, l, a)
	}
	page, err := c.start(ctx, l, a)
	if errors.Is(err, errOrder) {
		l.operation.unordered.Store(true)
		return c.settle(ctx, l, a)
	}
	return page, err
}

// start makes the first page of an answer whose rows come in the order of ids.
func (c *Client) start(ctx context.Context, l *listing, a answer) (connectors.Page, error) {
	o, err := c.decode(l, a, 0, place{})
	if err != nil {
		return connectors.Page{}, err
	}
	if l.single && o.readable() {
		return o.page(len(o.Rows), true), nil // every id that was asked for has come
	}
	page, next, err := c.decide(ctx, l, o, place{}, 0)
	page.Next = next.cursor()
	return page, err
}

// late returns the error of a list that has shown another order than that of ids after some of it was delivered.
func (l *listing) late(err error) error {
	if !errors.Is(err, errOrder) {
		return err
	}
	l.operation.unordered.Store(true)
	return l.errorf(connectors.KindInconsistent, "%w: list from the start again, which reads all at once", errOrder)
}

// settle reads a list whole, of which the first answer is there, again and again until it settles. Who stops within this page
// reads it again, whole even if its order were to look like that of ids by then.
func (c *Client) settle(ctx context.Context, l *listing, first answer) (connectors.Page, error) {
	tc := c.context(l)
	came, latest := 0, first
	take := func(a answer, start int) (paging.Answer, error) {
		records, err := l.collect(a, tc)
		came, latest = came+len(records), a
		return paging.Answer{Rows: records, Asked: a.asked, Before: start, Total: paging.NoTotal}, err
	}
	rule := &paging.Settled{Server: &l.operation.server, Size: c.settings.PageSize, Max: maxSettled}
	page, err := take(first, 0)
	if err != nil {
		return connectors.Page{}, err
	}
	_, v, err := paging.Decide(rule, page, func(q paging.Request) (paging.Answer, error) {
		a, err := c.get(ctx, l, q.Start, q.Limit)
		if err != nil {
			return paging.Answer{}, err
		}
		return take(a, q.Start)
	})
	if err != nil {
		return connectors.Page{}, err
	}
	records, _ := connectors.Sort(rule.Records())
	return connectors.Page{
		Records: records,
		Total:   latest.plausible(len(records), true),
		Repeats: came - len(records),
		Notices: append(tc.Notices(), v.Notices...),
		After:   func(int) connectors.Cursor { return settledWhole },
	}, nil
}
