package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
)

// ascending fetches the page behind a place of a list that comes in the order of ids.
func (c *Client) ascending(ctx context.Context, l *listing, from place, want int) (connectors.Page, error) {
	s, err := c.anchored(ctx, l, from, want)
	if err != nil {
		return connectors.Page{}, err
	}
	return c.turn(ctx, l, s, from)
}

// turn makes a page of a sheet that was read from a place, and says where to read on.
func (c *Client) turn(ctx context.Context, l *listing, s sheet, from place) (connectors.Page, error) {
	ended := l.operation.short(s.rows, s.asked)
	beyond := s.beyond(from)
	if !beyond && s.end() > from.rows && from.rows > 0 {
		more, err := c.advances(ctx, l, s)
		if err != nil {
			return connectors.Page{}, err
		}
		ended = ended && !more
	}
	page := s.page(ended)
	if ended {
		return page, nil
	}
	next := place{rows: s.end(), overlap: c.settings.Overlap, last: from.last}
	if s.rows < s.asked || l.operation.fitting.Bound(c.settings.PageSize) <= next.overlap {
		next.overlap = min(next.overlap, max(s.rows-1, 1)) // maybe cut: a longer overlap would leave no room for new rows
	}
	if beyond {
		next.last = string(s.last.ID)
	}
	page.Next = next.cursor()
	return page, nil
}

// anchored fetches the page behind a place, with enough rows before it to prove that none is missed. It steps back until
// it has them or is at the start of the list.
func (c *Client) anchored(ctx context.Context, l *listing, from place, want int) (sheet, error) {
	for overlap := from.overlap; ; overlap *= 2 {
		offset := max(0, from.rows-overlap)
		count := c.settings.PageSize
		if want > 0 {
			count = min(count, want+from.rows-offset)
		}
		s, err := c.read(ctx, l, offset, count, from)
		if err != nil || offset == 0 || s.reaches(from) {
			return s, err
		}
	}
}

// advances checks that an upstream whose page held nothing new, though it reaches further than what was read, sends
// something else at a higher offset, and reports whether there is more.
func (c *Client) advances(ctx context.Context, l *listing, s sheet) (more bool, err error) {
	behind, err := c.read(ctx, l, s.end(), s.asked, place{})
	if err != nil || !behind.readable() {
		return false, err
	}
	if behind.first.Compare(s.first) <= 0 {
		return false, behind.restarted(l)
	}
	return true, nil
}

// restarted is the error of a sheet that starts where one before it did.
func (s sheet) restarted(l *listing) error {
	return l.errorf(connectors.KindInconsistent, "offset %d starts at %s %q again: the upstream ignores the offset",
		s.offset, l.operation.noun, s.first.ID)
}

// short reports whether a page ends the list: it is shorter than asked for, and than a page this operation has sent
// before or than two.
func (o *operation) short(rows, asked int) bool {
	o.pages.Saw(rows)
	return rows < min(asked, 2) || o.pages.Short(rows, asked)
}
