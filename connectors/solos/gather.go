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
	// gathered is the cursor of a list that is read whole, since it does not come in the order of ids.
	gathered connectors.Cursor = "all"
	// maxGathered is how many rows such a list may have.
	maxGathered = 20_000
	// maxPasses is how often it is read in the hope that it stands still.
	maxPasses = 3
)

// paged fetches a page of a list whose order cannot be asked for. As long as the rows come in the order of ids it is read
// like projects, though always by full pages, as the order of a few rows shows little. Else it is one page.
func (c *Client) paged(ctx context.Context, l *listing, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor == gathered {
		return c.gather(ctx, l)
	}
	from, err := l.place(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	start := from == place{}
	if start && l.operation.unordered.Load() {
		return connectors.Page{Next: gathered}, nil
	}
	page, err := c.ascending(ctx, l, from, 0)
	if !errors.Is(err, errOrder) {
		return page, err
	}
	l.operation.unordered.Store(true)
	if start {
		return connectors.Page{Next: gathered}, nil
	}
	return connectors.Page{}, l.errorf(connectors.KindInconsistent,
		"%w: list from the start again, which reads all at once", errOrder)
}

// pass is a list as one reading of all its pages shows it.
type pass struct {
	records       map[string]connectors.Record // by id
	answers, rows int
	last          answer
	context       *transcode.Context
}

// gather reads a list whole, until two readings in a row have the same ids or one answer holds it all.
func (c *Client) gather(ctx context.Context, l *listing) (connectors.Page, error) {
	var before pass
	for range maxPasses {
		p, err := c.pass(ctx, l)
		if err != nil {
			return connectors.Page{}, err
		}
		if p.answers == 1 || before.answers > 0 && p.agrees(before) {
			return p.page(), nil
		}
		before = p
	}
	return connectors.Page{}, l.errorf(connectors.KindInconsistent,
		"the list has no order and does not stand still: read %d times, and each time other rows came", maxPasses)
}

// pass reads all pages once.
func (c *Client) pass(ctx context.Context, l *listing) (pass, error) {
	p := pass{records: map[string]connectors.Record{}, context: c.context(l)}
	for {
		count := c.settings.PageSize
		a, err := c.get(ctx, l, p.rows, count)
		if err != nil {
			return pass{}, err
		}
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
		case l.operation.short(len(records), count):
			return p, nil
		case len(p.records) == known:
			return pass{}, l.errorf(connectors.KindInconsistent,
				"the rows before offset %d came again: the upstream ignores the offset", p.rows)
		case p.rows > maxGathered:
			return pass{}, l.errorf(connectors.KindDataLost,
				"the list has no order, and with over %d rows it is too long to be read whole", maxGathered)
		}
	}
}

// agrees reports whether two readings have the same ids.
func (p pass) agrees(other pass) bool {
	same := func(connectors.Record, connectors.Record) bool { return true }
	return maps.EqualFunc(p.records, other.records, same)
}

// page returns the page that a reading makes.
func (p pass) page() connectors.Page {
	records, _ := connectors.Sort(slices.Collect(maps.Values(p.records)))
	return connectors.Page{
		Records: records,
		Total:   p.last.plausible(len(records), true),
		Repeats: p.rows - len(records),
		Notices: p.context.Notices(),
	}
}
