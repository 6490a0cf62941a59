package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// ascending fetches the page after a place of a list that comes in the order of ids.
func (c *Client) ascending(ctx context.Context, l *upstreamRequest, from place, want int) (connectors.Page, error) {
	page, next, err := c.after(ctx, l, from, want)
	page.Next = next.cursor()
	return page, err
}

// newest fetches the one page of the descending order: as many projects as are wanted, or as a page has. More is read below
// where projects created after the range took the place of others.
func (c *Client) newest(ctx context.Context, l *upstreamRequest, want int) (connectors.Page, error) {
	if want <= 0 || want > c.settings.PageSize {
		want = c.settings.PageSize
	}
	return paging.ReadNewest(want, func(from place, want int) (page connectors.Page, next place, ended bool, err error) {
		page, next, err = c.after(ctx, l, from, want)
		return page, next, next == place{}, err
	})
}

// minCount is the smallest number of requested rows: two rows show their order.
const minCount = 2

// after fetches the page after a place, in the order of ids, ascending or descending. It returns the place after the page,
// which is the zero place at the end of the list. Pages overlap, which proves that no row between them is missed
// (docs/design.md 6.1).
func (c *Client) after(ctx context.Context, l *upstreamRequest, from place, want int) (page connectors.Page, next place, err error) {
	overlap := from.overlap
	if fit := l.operation.fitting.Bound(c.settings.PageSize); fit <= overlap { // otherwise there is no room for new rows
		overlap = max(fit/2, int(from.run)+1)
	}
	offset := max(from.rows-overlap, 0)
	count := c.settings.PageSize
	if want > 0 {
		count = min(count, max(want+from.rows-offset, minCount))
	}
	o, err := c.read(ctx, l, offset, count, from)
	if err != nil {
		return connectors.Page{}, place{}, err
	}
	return c.decide(ctx, l, o, from, want)
}

// decide makes a page of the first answer for a place, or of a later answer if rows have moved. It returns the place after the
// page.
func (c *Client) decide(ctx context.Context, l *upstreamRequest, o ordered, from place, want int) (page connectors.Page, next place, err error) {
	rule := &paging.Overlap{
		Server: &l.operation.server, Last: from.position(), At: from.rows,
		Descending: l.descending, Reversible: l.reversible(), Enough: o.enough(want),
	}
	o, v, err := paging.Decide(rule, o, func(q paging.Request) (ordered, error) {
		switch q.Kind {
		case paging.Newest:
			return c.proof(ctx, l.reversed(), 0, q.Limit, place{})
		case paging.One:
			return c.proof(ctx, l, q.Start, q.Limit, place{})
		case paging.At:
			return c.proof(ctx, l, q.Start, q.Limit, from)
		}
		o, err := c.read(ctx, l, q.Start, q.Limit, from)
		rule.Enough = o.enough(want)
		return o, err
	})
	if err != nil {
		return connectors.Page{}, place{}, err
	}
	if o.Before > 0 && len(o.Rows) > 0 && !o.readable() && string(o.lastRow().ID) != from.digest {
		return connectors.Page{}, place{}, l.errorf(connectors.KindMalformedResponse, "none of %d rows has an id", len(o.Rows))
	}
	page = o.page(rule.Place(), v.Step == paging.End)
	page.Notices = append(page.Notices, v.Notices...)
	if v.Step != paging.End {
		next = o.after(from, l.descending)
		next.rows = rule.Place()
		next.overlap = max(rule.Place()-rule.Start(c.settings.Overlap), int(next.run)+1)
	}
	return page, next, nil
}
