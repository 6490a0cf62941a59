package solos

import (
	"context"
	"errors"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

const (
	// settledWhole is the cursor within a list that is read whole, since the list does not come in the order of ids.
	settledWhole connectors.Cursor = "all"
	// maxSettled is the largest number of rows of such a list.
	maxSettled = 20_000
)

// paged returns the pages of a list without an order argument. While rows come in the order of ids, the list is read like
// projects, but always by full pages, since the order of a few rows shows little. Otherwise the list is one page.
func (c *Client) paged(l *upstreamRequest) connectors.Fetch {
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

// first fetches the first page. If rows are known to come in another order than that of ids, or show that here, the page is the
// whole list. The answer that shows the order is then the first answer of the whole list.
func (c *Client) first(ctx context.Context, l *upstreamRequest, whole bool) (connectors.Page, error) {
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

// start makes the first page of an answer with rows in the order of ids.
func (c *Client) start(ctx context.Context, l *upstreamRequest, a answer) (connectors.Page, error) {
	o, err := c.decode(l, a, 0, place{})
	if err != nil {
		return connectors.Page{}, err
	}
	if l.single && o.readable() {
		return o.page(len(o.Rows), true), nil // every requested id has come
	}
	page, next, err := c.decide(ctx, l, o, place{}, 0)
	page.Next = next.cursor()
	return page, err
}

// late returns the error of a list whose order turned out not to be that of ids after records were delivered.
func (l *upstreamRequest) late(err error) error {
	if !errors.Is(err, errOrder) {
		return err
	}
	l.operation.unordered.Store(true)
	return l.errorf(connectors.KindInconsistent, "%w: start the list again, which then reads all records at once", errOrder)
}

// settle reads a list whole, again and again, until two readings agree. first is the first answer. A call that stops within
// this page reads the list whole again, even if its order looks like that of ids by then.
func (c *Client) settle(ctx context.Context, l *upstreamRequest, first answer) (connectors.Page, error) {
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
