package apro

import (
	"context"

	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// ask fetches what the rule wants to see, given the latest page. While the mark is looked for, a page may start anywhere before
// the place. Once one has joined what was read, it starts there: its first rows may be all that a server sends.
func (b *book) ask(ctx context.Context, r paging.Request, m mark, latest sheet) (sheet, error) {
	order := latest.order
	switch {
	case r.Kind == paging.Newest:
		other := downwards
		if order == downwards {
			other = upwards
		}
		return b.fetch(ctx, mark{}, paging.Numbered{Size: r.Limit}, other)
	case r.Kind == paging.One:
		return b.fetch(ctx, m, paging.Numbered{Number: r.Start, Size: 1}, order)
	case r.Kind == paging.At && r.Start < latest.end():
		return b.fetch(ctx, m, paging.Numbered{Number: r.Start, Size: 1}, order)
	case r.Kind == paging.At:
		s, err := b.planned(ctx, m, order, func(size int) paging.Numbered { return paging.NumberedNear(r.Start, size) })
		if err != nil || s.Before >= r.Start || len(latest.Rows) == 0 || len(s.Rows) == 0 {
			return s, err
		}
		s.Rows = s.Rows[s.known(mark{last: latest.Rows[len(latest.Rows)-1]}):]
		if len(s.Rows) > 0 {
			return s, nil
		}
		// What came may have been cut to the rows before the place.
		return b.planned(ctx, m, order, func(size int) paging.Numbered { return paging.NumberedAt(r.Start, size) })
	case latest.known(m) > 0:
		return b.planned(ctx, m, order, func(size int) paging.Numbered { return paging.NumberedNear(r.Start, size) })
	default:
		return b.planned(ctx, m, order, func(size int) paging.Numbered { return paging.NumberedBefore(r.Start, 0, size, 0) })
	}
}

// planned fetches a page that is planned by the longest one that the server is known to send, and that fits into an answer. Where
// fewer rows turn out to be possible, the page starts elsewhere, and is planned anew. A server that sends more rows than it says
// that it was asked for is not believed while nothing rests on it.
func (b *book) planned(ctx context.Context, m mark, order string, plan func(size int) paging.Numbered) (sheet, error) {
	ceiling, fitting := &b.learned[opInvoices].ceiling, &b.learned[opInvoices].fitting
	for size := fitting.Bound(b.settings.PageSizes.Invoices); ; {
		if known := int(ceiling.Load()); known > 0 {
			size = min(size, known)
		}
		p := plan(size)
		s, err := b.fetch(ctx, m, p, order)
		if fewer, ok := fitting.Halve(p.Size, err); ok {
			size = fewer
			continue
		}
		if err != nil || s.took >= p.Size || p.Number == 0 && len(s.Rows) > s.took {
			return s, err
		}
		ceiling.Store(int64(s.took))
		if p.Number == 0 {
			return s, nil
		}
	}
}
