package apro

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// overlapRows is how many rows a page shares with those before. So many rows may be removed before no overlap is left.
const overlapRows = 10

// Orders of invoices, in the upstream's words.
const (
	upwards   = "ASC"
	downwards = "DESC"
)

// invoiceQuery is a request for a list of invoices in the upstream's words. It does not change.
type invoiceQuery struct {
	*Client
	filters wire.Filters
	raw     bool
}

// position is a place in a list of invoices. The zero value is the start.
type position struct {
	// rows is the number of rows up to the last one, when it was read.
	rows int
	// last is that row; a cursor has only its id.
	last connectors.Record
}

// cursor returns the position as text, "" for a position at a row without an id.
func (p position) cursor() connectors.Cursor {
	if !p.last.Identified() {
		return ""
	}
	return connectors.Cursor(strconv.Itoa(p.rows) + "/" + string(p.last.ID))
}

func parsePosition(cursor connectors.Cursor) (position, error) {
	if cursor == "" {
		return position{}, nil
	}
	rows, last, _ := strings.Cut(string(cursor), "/")
	n, err := strconv.Atoi(rows)
	if _, bad := strconv.ParseUint(last, 10, 63); err != nil || bad != nil || n < 1 {
		return position{}, wire.Gone(opInvoices)
	}
	return position{n, connectors.Record{ID: []byte(last), Key: connectors.NumberKey([]byte(last))}}, nil
}

// ascending fetches the page after a position. If the page ends with rows without an id, the call reads on, since a cursor
// cannot name them.
func (q *invoiceQuery) ascending(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from, err := parsePosition(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	var page connectors.Page
	var positions []position // of the records
	for ended := false; !ended && page.Next == ""; {
		o, to, end, err := q.after(ctx, from, upwards, at.Want)
		if err != nil {
			return connectors.Page{}, err
		}
		if from.rows == 0 && o.Total >= 0 && q.learned[opInvoices].server.Proven() {
			page.Total = &o.Total
		}
		part, places := o.between(from, to)
		page.Records, positions = append(page.Records, part.Records...), append(positions, places...)
		page.Notices = append(page.Notices, part.Notices...)
		page.Repeats += part.Repeats
		if from, ended = to, end; !ended {
			page.Next = to.cursor()
		}
	}
	page.After = func(i int) connectors.Cursor { return positions[i].cursor() }
	return page, nil
}

// newest fetches the invoices with the highest ids, as many as wanted or as a page holds.
func (q *invoiceQuery) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, wire.Gone(opInvoices)
	}
	want := q.settings.PageSizes.Invoices
	if at.Want > 0 {
		want = min(want, at.Want)
	}
	page, err := paging.ReadNewest(want, func(from position, want int) (connectors.Page, position, bool, error) {
		o, to, ended, err := q.after(ctx, from, downwards, want)
		if err != nil {
			return connectors.Page{}, position{}, false, err
		}
		page, _ := o.between(from, to)
		return page, to, ended, nil
	})
	page.Records = page.Records[:min(len(page.Records), want)]
	return page, err
}

// after fetches the page after a position in an order, and returns the position where the list goes on, or reports that it
// ends. Removed rows shift pages, so a page starts some rows before the position.
func (q *invoiceQuery) after(ctx context.Context, from position, order string, want int) (o ordered, to position, ended bool, err error) {
	o, err = q.planned(ctx, from, order, func(size int) paging.Numbered {
		return paging.NumberedAcross(from.rows, overlapRows, size, want)
	})
	if err != nil {
		return o, position{}, false, err
	}
	rule := &paging.Overlap{
		Server: &q.learned[opInvoices].server, Last: from.last, At: from.rows, Descending: order == downwards, Reversible: true,
		Enough: want > 0 && len(o.Rows)-o.known(from) >= want,
	}
	latest := o
	o, v, err := paging.Decide(rule, o, func(r paging.Request) (ordered, error) {
		came, err := q.ask(ctx, r, from, latest)
		if r.Kind == paging.Page {
			latest = came
		}
		return came, err
	})
	o.notices = append(o.notices, v.Notices...)
	if err != nil || v.Step == paging.End {
		return o, position{}, true, err
	}
	to = position{rule.Place(), o.Rows[len(o.Rows)-1]}
	i := lastIdentified(o.Rows)
	if i >= o.known(from) {
		to = position{o.Before + i + 1, o.Rows[i]}
	}
	if i < 0 || order == downwards && i < o.known(from) {
		err = wire.Unidentified(opInvoices, len(o.Rows))
	}
	return o, to, false, err
}

// lastIdentified returns the index of the last row with a readable id, -1 for none.
func lastIdentified(rows []connectors.Record) int {
	for i, r := range slices.Backward(rows) {
		if r.Identified() {
			return i
		}
	}
	return -1
}
