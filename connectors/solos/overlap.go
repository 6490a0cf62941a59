package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// ascending fetches the page after a place of a list that comes in the order of ids.
func (c *Client) ascending(ctx context.Context, l *listing, from place, want int) (connectors.Page, error) {
	t, err := c.turn(ctx, l, from, want)
	page := t.page
	page.Next = t.next.cursor()
	return page, err
}

// newest fetches the one page of the descending order: as many projects as are wanted, or as a page holds. Fewer are read on
// below, since a short page may have been cut, and projects created after the range may have taken the places of others.
func (c *Client) newest(ctx context.Context, l *listing, want int) (page connectors.Page, err error) {
	if want <= 0 || want > c.settings.PageSize {
		want = c.settings.PageSize
	}
	for from := (place{}); ; {
		t, err := c.turn(ctx, l, from, want-len(page.Records))
		if err != nil {
			return connectors.Page{}, err
		}
		page.Records = append(page.Records, t.page.Records...)
		page.Notices = append(page.Notices, t.page.Notices...)
		page.Repeats += t.page.Repeats
		page.Outside += t.page.Outside
		page.Total = t.page.Total
		if t.next == (place{}) || len(page.Records) >= want {
			return page, nil
		}
		from = t.next
	}
}

// turn is a page, and the place after it; the zero place is the end of the list.
type turn struct {
	page connectors.Page
	next place
}

// minCount is how many rows are asked for at least: two rows show their order.
const minCount = 2

// turn fetches the page after a place, in the order of ids, either way. Pages overlap, which proves that no row between them
// is missed (docs/design.md 6.1).
func (c *Client) turn(ctx context.Context, l *listing, from place, want int) (turn, error) {
	overlap := from.overlap
	if fit := l.operation.fitting.Bound(c.settings.PageSize); fit <= overlap { // else there is no room for new rows
		overlap = max(fit/2, int(from.run)+1)
	}
	offset := max(from.rows-overlap, 0)
	count := c.settings.PageSize
	if want > 0 {
		count = min(count, max(want+from.rows-offset, minCount))
	}
	s, err := c.read(ctx, l, offset, count, from)
	if err != nil {
		return turn{}, err
	}
	return c.decide(ctx, l, s, from, want)
}

// decide makes a page of the answer that came first for a place, or of another one if rows have moved.
func (c *Client) decide(ctx context.Context, l *listing, s sheet, from place, want int) (turn, error) {
	rule := &paging.Overlap{
		Server: &l.operation.server, Last: from.position(), At: from.rows,
		Descending: l.descending, Reversible: l.reversible(), Enough: s.enough(want),
	}
	s, v, err := paging.Decide(rule, s, func(q paging.Request) (sheet, error) {
		switch q.Kind {
		case paging.Newest:
			return c.proof(ctx, l.reversed(), 0, q.Limit, place{})
		case paging.One:
			return c.proof(ctx, l, q.Start, q.Limit, place{})
		case paging.At:
			return c.proof(ctx, l, q.Start, q.Limit, from)
		}
		s, err := c.read(ctx, l, q.Start, q.Limit, from)
		rule.Enough = s.enough(want)
		return s, err
	})
	if err != nil {
		return turn{}, err
	}
	if s.Before > 0 && len(s.Rows) > 0 && !s.readable() && string(s.lastRow().ID) != from.digest {
		return turn{}, l.errorf(connectors.KindMalformedResponse, "none of %d rows has an id", len(s.Rows))
	}
	t := turn{page: s.page(rule.Place(), v.Step == paging.End)}
	t.page.Notices = append(t.page.Notices, v.Notices...)
	if v.Step != paging.End {
		t.next = s.after(from, l.descending)
		t.next.rows = rule.Place()
		t.next.overlap = max(rule.Place()-rule.Start(c.settings.Overlap), int(t.next.run)+1)
	}
	return t, nil
}

// enough reports whether the sheet has all records that are wanted, if so many are.
func (s sheet) enough(want int) bool { return want > 0 && len(s.records) >= want }
