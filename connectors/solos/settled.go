package solos

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
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
	s, err := c.decode(l, a, place{})
	if err != nil {
		return connectors.Page{}, err
	}
	if l.single && s.readable() {
		return s.page(len(s.Rows), true), nil // every id that was asked for has come
	}
	s.Asked = a.asked
	t, err := c.decide(ctx, l, s, place{}, 0)
	page := t.page
	page.Next = t.next.cursor()
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

// settle reads a list whole, of which the first answer is there, again and again until it settles.
func (c *Client) settle(ctx context.Context, l *listing, first answer) (connectors.Page, error) {
	w := whole{listing: l, context: c.context(l), records: map[string]connectors.Record{}}
	rule := &paging.Settled{Server: &l.operation.server, Size: c.settings.PageSize, Max: maxSettled}
	ask := rule.First()
	page, err := w.take(first, ask)
	if err != nil {
		return connectors.Page{}, err
	}
	_, v, err := paging.Decide(rule, page, func(q paging.Request) (paging.Answer, error) {
		a, err := c.get(ctx, l, q.Start, q.Limit)
		if err != nil {
			return paging.Answer{}, err
		}
		return w.take(a, q)
	})
	if err != nil {
		return connectors.Page{}, err
	}
	return w.page(v.Notices), nil
}

// whole is a list as all readings show it.
type whole struct {
	listing *listing
	context *transcode.Context
	records map[string]connectors.Record // by id
	rows    int
	latest  answer
}

// take keeps the rows of an answer.
func (w *whole) take(a answer, q paging.Request) (paging.Answer, error) {
	records, err := w.listing.collect(a, w.context)
	if err != nil {
		return paging.Answer{}, err
	}
	for _, r := range records {
		w.records[string(r.ID)] = r
	}
	w.rows += len(records)
	w.latest = a
	return paging.Answer{Rows: records, Asked: a.asked, Before: q.Start, Total: paging.NoTotal}, nil
}

// page returns the page that all readings make. Who stops within it reads it again, whole even if its order were to look
// like that of ids by then.
func (w *whole) page(notices []connectors.Notice) connectors.Page {
	records, _ := connectors.Sort(slices.Collect(maps.Values(w.records)))
	return connectors.Page{
		Records: records,
		Total:   w.latest.plausible(len(records), true),
		Repeats: w.rows - len(records),
		Notices: append(w.context.Notices(), notices...),
		After:   func(int) connectors.Cursor { return settledWhole },
	}
}
