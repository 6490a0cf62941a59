package apro

import (
	"context"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// ordered is one page of invoices as the upstream sent it, in the order of ids.
type ordered struct {
	paging.Answer
	order string
	// took is the page size in the answer, at most the size asked for.
	took    int
	notices []connectors.Notice
}

// end returns the number of rows up to the last row of the page.
func (o *ordered) end() int { return o.Before + len(o.Rows) }

// beyond reports whether a row is after a position, in the order of the page. At the start every row is.
func (o *ordered) beyond(r connectors.Record, p position) bool {
	return paging.Beyond(r, p.last, o.order == downwards)
}

// known returns how many of the first rows are not after a position.
func (o *ordered) known(p position) int {
	if i := slices.IndexFunc(o.Rows, func(r connectors.Record) bool { return o.beyond(r, p) }); i >= 0 {
		return i
	}
	return len(o.Rows)
}

// between returns a page of the rows after one position up to another, or if the list ends, of all rows after it. It also
// returns the position of each record. A join of tables may send a row twice in succession; then the later one is kept.
func (o *ordered) between(from, to position) (page connectors.Page, positions []position) {
	known := o.known(from)
	page.Repeats, page.Notices = known, o.notices
	for i, r := range o.Rows[known:] {
		if to.last.ID != nil && o.beyond(r, to) {
			break // the next page has it again
		}
		if n := len(page.Records); n > 0 && page.Records[n-1].Compare(r) == 0 {
			page.Repeats++
			page.Records, positions = page.Records[:n-1], positions[:n-1]
		}
		page.Records = append(page.Records, r)
		positions = append(positions, position{o.Before + known + i + 1, r})
	}
	return page, positions
}

// ask sends a request of the rule, given the latest page. If the latest page has no row up to the position, the page may start
// anywhere before the place asked for. Otherwise it starts at the place or right before it, since its first rows may be all
// that a server sends.
func (q *invoiceQuery) ask(ctx context.Context, r paging.Request, from position, latest ordered) (ordered, error) {
	order := latest.order
	near := func(size int) paging.Numbered { return paging.NumberedNear(r.Start, size) }
	switch {
	case r.Kind == paging.Newest:
		other := downwards
		if order == downwards {
			other = upwards
		}
		return q.fetch(ctx, position{}, paging.Numbered{Size: r.Limit}, other)
	case r.Kind == paging.One, r.Kind == paging.At && r.Start < latest.end():
		return q.fetch(ctx, from, paging.Numbered{Number: r.Start, Size: 1}, order)
	case r.Kind == paging.At:
		o, err := q.planned(ctx, from, order, near)
		if err != nil || o.Before >= r.Start || len(latest.Rows) == 0 || len(o.Rows) == 0 {
			return o, err
		}
		o.Rows = o.Rows[o.known(position{last: latest.Rows[len(latest.Rows)-1]}):]
		if len(o.Rows) > 0 {
			return o, nil
		}
		// The server may have cut the page to the rows before the place.
		return q.planned(ctx, from, order, func(size int) paging.Numbered { return paging.NumberedAt(r.Start, size) })
	case latest.known(from) > 0:
		return q.planned(ctx, from, order, near)
	default:
		return q.planned(ctx, from, order, func(size int) paging.Numbered { return paging.NumberedBefore(r.Start, 0, size, 0) })
	}
}

// planned fetches the page that plan returns for the largest size that the server is known to send and that fits into an
// answer. If a smaller size turns out to be necessary, the page starts elsewhere, and planned calls plan again. If the first
// page has more rows than the size in its answer, that size is ignored.
func (q *invoiceQuery) planned(ctx context.Context, from position, order string, plan func(size int) paging.Numbered) (ordered, error) {
	ceiling, fitting := &q.learned[opInvoices].ceiling, &q.learned[opInvoices].fitting
	for size := fitting.Bound(q.settings.PageSizes.Invoices); ; {
		if known := int(ceiling.Load()); known > 0 {
			size = min(size, known)
		}
		p := plan(size)
		o, err := q.fetch(ctx, from, p, order)
		if fewer, ok := fitting.Halve(p.Size, err); ok {
			size = fewer
			continue
		}
		if err != nil || o.took >= p.Size || p.Number == 0 && len(o.Rows) > o.took {
			return o, err
		}
		ceiling.Store(int64(o.took))
		if p.Number == 0 {
			return o, nil
		}
	}
}

// fetch asks for a page of invoices (accounts/get). from is the position that the page should overlap.
func (q *invoiceQuery) fetch(ctx context.Context, from position, p paging.Numbered, order string) (ordered, error) {
	f := q.filters.Clone()
	f.Set("b.id", "order")
	f.Set(order, "orderType")
	f.Set(strconv.Itoa(p.Number+1), "page")
	f.Set(strconv.Itoa(p.Size), "limit")
	o := ordered{order: order, took: p.Size}
	data, err := q.wire.Post(ctx, opInvoices, f, "")
	if err != nil {
		return o, q.wire.AskLess(err, opInvoices, p.Size)
	}
	o.Asked, o.Total = p.Size, paging.NoTotal
	if n, ok := numberAt(data, "limit"); ok && n > 0 {
		o.took = min(p.Size, n)
	}
	o.Before = p.Number * o.took
	if n, ok := numberAt(data, "total"); ok && n >= 0 {
		o.Total = n
	}
	list, _ := wire.Member(data, "list")
	if list, err = wire.ListIn(opInvoices, list, data); err != nil {
		return o, err
	}
	if err := q.read(list, &o); err != nil {
		return o, err
	}
	q.learned[opInvoices].fitting.Fits(len(o.Rows), len(data.Raw()))
	return o, o.arrange(from)
}

// read transcodes rows and verifies them by the filters.
func (q *invoiceQuery) read(list transcode.JSON, o *ordered) error {
	tc := &transcode.Context{Zone: q.zone, Raw: q.raw}
	err := invoiceTable.Rows(list, tc, func(row *transcode.Row) error {
		if err := q.filters.Admit(opInvoices, row); err != nil {
			return err
		}
		row.Record.Key = nil
		if !row.Misplace() && row.Record.Identified() {
			row.Record.Key = connectors.NumberKey(row.Record.ID)
		}
		o.Rows = append(o.Rows, row.Record)
		return nil
	})
	o.notices = tc.Notices()
	return err
}

// arrange gives keys to rows without an id, after the row before them, and checks the order of the rows. At the top of a page,
// such rows come right after the position if the first row with an id is beyond it. Otherwise they were read before.
func (o *ordered) arrange(from position) error {
	start := connectors.NumberKey(nil)
	first := slices.IndexFunc(o.Rows, connectors.Record.Identified)
	if o.order == downwards {
		slices.Reverse(o.Rows)
		defer slices.Reverse(o.Rows)
	} else if from.last.ID != nil && (first < 0 || o.beyond(o.Rows[first], from)) {
		start = from.last.Key
	}
	connectors.FillKeys(o.Rows, start)
	for i := 1; i < len(o.Rows); i++ {
		if o.Rows[i-1].Compare(o.Rows[i]) > 0 {
			return wire.Broken(opInvoices, "invoice %q came after %q: the upstream ignored the order", o.Rows[i].ID, o.Rows[i-1].ID)
		}
	}
	return nil
}

// numberAt returns a member that is a whole number.
func numberAt(object transcode.JSON, key string) (int, bool) {
	member, ok := object.Member(key)
	if !ok {
		return 0, false
	}
	return member.Int()
}
