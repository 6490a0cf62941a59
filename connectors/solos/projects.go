package solos

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// ListProjects fetches the projects behind the place that the cursor holds.
func (c *Client) ListProjects(ctx context.Context, req *crmstreamv1.ListProjectsRequest, at connectors.PageRequest) (connectors.Page, error) {
	l, err := c.listing(req)
	if err != nil {
		return connectors.Page{}, err
	}
	from, ok := parseCursor(at.Cursor)
	if !ok {
		return connectors.Page{}, l.errorf(connectors.KindCursorGone, "cursor %q", at.Cursor)
	}
	if l.descending {
		return c.newest(ctx, l, at.Want)
	}
	s, err := c.anchored(ctx, l, from, at.Want)
	if err != nil {
		return connectors.Page{}, err
	}
	ended := l.operation.short(s.rows, s.asked)
	page := s.page(ended)
	if ended {
		return page, nil
	}
	next := place{rows: s.end(), overlap: c.settings.Overlap, last: from.last}
	if s.rows < s.asked { // maybe cut: a longer overlap would leave no room for new rows
		next.overlap = min(next.overlap, s.rows-1)
	}
	if s.beyond(from) {
		next.last = string(s.last.ID)
	} else if next.rows > from.rows && from.rows > 0 {
		if err := c.advances(ctx, l, s); err != nil {
			return connectors.Page{}, err
		}
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

// advances checks that an upstream whose page held nothing new sends something else at a higher offset.
func (c *Client) advances(ctx context.Context, l *listing, s sheet) error {
	behind, err := c.read(ctx, l, s.end(), 1, place{})
	if err != nil {
		return err
	}
	if behind.readable() && behind.first.Compare(s.first) <= 0 {
		return l.errorf(connectors.KindInconsistent, "offset %d starts at project %q again: the upstream ignores the offset",
			behind.offset, behind.first.ID)
	}
	return nil
}

// newest fetches the one page of the descending order.
func (c *Client) newest(ctx context.Context, l *listing, want int) (connectors.Page, error) {
	count := c.settings.PageSize
	if want > 0 {
		count = min(count, want)
	}
	s, err := c.read(ctx, l, 0, count, place{})
	if err == nil && s.above > 0 && len(s.records) < count && s.rows == s.asked {
		// Rows behind the creation range have taken the places of rows that are wanted.
		s, err = c.read(ctx, l, 0, c.settings.PageSize, place{})
	}
	if err != nil {
		return connectors.Page{}, err
	}
	if s.above > 0 && s.above == s.outside && len(s.records) < count && s.rows == s.asked {
		return connectors.Page{}, connectors.Invalid("created_before",
			"too many projects were created on that day for the newest ones before it to fit a page: list them in the order of ids")
	}
	if !l.operation.short(s.rows, s.asked) && s.rows < s.asked { // maybe cut
		behind, err := c.read(ctx, l, s.end(), 1, place{})
		if err != nil {
			return connectors.Page{}, err
		}
		if behind.readable() && behind.first.Compare(s.last) < 0 {
			return connectors.Page{}, l.errorf(connectors.KindMisconfigured,
				"the upstream sends no more than %d projects at a time: set page_size to that", s.rows)
		}
	}
	return s.page(true), nil
}

// short reports whether a page ends the list: it is shorter than asked for, and than a page this operation has sent
// before or than two.
func (o *operation) short(rows, asked int) bool {
	o.pages.Saw(rows)
	return rows < min(asked, 2) || o.pages.Short(rows, asked)
}
