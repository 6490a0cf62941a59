package solos

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	// gathered is the cursor within a list that is read whole, since it does not come in the order of ids.
	gathered connectors.Cursor = "all"
	// maxGathered is how many rows such a list may have.
	maxGathered = 20_000
	// maxPasses is how often it is read in the hope that it stands still.
	maxPasses = 3
)

// paged returns the pages of a list whose order cannot be asked for. As long as the rows come in the order of ids it is read
// like projects, though always by full pages, as the order of a few rows shows little. Else it is one page.
func (c *Client) paged(l *listing) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if at.Cursor == "" || at.Cursor == gathered {
			return c.first(ctx, l, at.Cursor == gathered)
		}
		from, err := l.place(at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		page, err := c.ascending(ctx, l, from, 0)
		if errors.Is(err, errOrder) {
			l.operation.unordered.Store(true)
			return connectors.Page{}, l.errorf(connectors.KindInconsistent,
				"%w: list from the start again, which reads all at once", errOrder)
		}
		return page, err
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
		return c.gather(ctx, l, a)
	}
	s, err := c.decode(l, a, place{})
	if errors.Is(err, errOrder) {
		l.operation.unordered.Store(true)
		return c.gather(ctx, l, a)
	}
	if err != nil {
		return connectors.Page{}, err
	}
	s.asked = a.asked
	return c.turn(ctx, l, s, place{})
}

// pass is a list as one reading of all its pages shows it.
type pass struct {
	records       map[string]connectors.Record // by id
	answers, rows int
	last          answer
	context       *transcode.Context
}

// gather reads a list whole, of which the first answer is there, until two readings in a row have the same ids or one answer
// holds it all.
func (c *Client) gather(ctx context.Context, l *listing, first answer) (connectors.Page, error) {
	var before pass
	for n := 1; ; n++ {
		p, err := c.pass(ctx, l, first)
		if err != nil {
			return connectors.Page{}, err
		}
		if p.answers == 1 || before.answers > 0 && p.agrees(before) {
			return p.page(), nil
		}
		if n == maxPasses {
			return connectors.Page{}, l.errorf(connectors.KindInconsistent,
				"the list has no order and does not stand still: read %d times, and each time other rows came", maxPasses)
		}
		before = p
		if first, err = c.get(ctx, l, 0, c.settings.PageSize); err != nil {
			return connectors.Page{}, err
		}
	}
}

// pass reads all pages once, from the first answer on.
func (c *Client) pass(ctx context.Context, l *listing, a answer) (pass, error) {
	p := pass{records: map[string]connectors.Record{}, context: c.context(l)}
	for {
		records, err := l.collect(a, p.context)
		if err != nil {
			return pass{}, err
		}
		known := len(p.records)
		for _, r := range records {
			p.records[string(r.ID)] = r
		}
		p.answers++
		p.rows += len(records)
		p.last = a
		switch {
		case l.operation.short(len(records), a.asked):
			return p, nil
		case len(p.records) == known:
			return pass{}, l.errorf(connectors.KindInconsistent,
				"the rows before offset %d came again: the upstream ignores the offset", p.rows)
		case p.rows > maxGathered:
			return pass{}, l.errorf(connectors.KindDataLost,
				"the list has no order, and with over %d rows it is too long to be read whole", maxGathered)
		}
		if a, err = c.get(ctx, l, p.rows, c.settings.PageSize); err != nil {
			return pass{}, err
		}
	}
}

// agrees reports whether two readings have the same ids.
func (p pass) agrees(other pass) bool {
	same := func(connectors.Record, connectors.Record) bool { return true }
	return maps.EqualFunc(p.records, other.records, same)
}

// page returns the page that a reading makes. Who stops within it reads it again, whole even if its order were to look
// like that of ids by then.
func (p pass) page() connectors.Page {
	records, _ := connectors.Sort(slices.Collect(maps.Values(p.records)))
	return connectors.Page{
		Records: records,
		Total:   p.last.plausible(len(records), true),
		Repeats: p.rows - len(records),
		Notices: p.context.Notices(),
		After:   func(int) connectors.Cursor { return gathered },
	}
}
