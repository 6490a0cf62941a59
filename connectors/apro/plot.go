package apro

import (
	"context"

	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// plot says which page to ask for.
type plot struct {
	page, limit int
	// fresh is how many rows behind the mark it should show.
	fresh int
	// seam tells that no page spans the mark, so that this one starts right behind it.
	seam bool
}

// plan returns the page that starts at least overlap rows before the mark and reaches furthest behind it, or just as far
// as is wanted.
func plan(read, overlap, size, want int) plot {
	var best plot
	for limit := 1; limit <= size; limit++ {
		before := max(read-overlap, 0) / limit
		fresh := (before+1)*limit - read
		if want > 0 {
			fresh = min(fresh, want)
		}
		if best.limit == 0 || fresh > best.fresh {
			best = plot{page: before + 1, limit: limit, fresh: fresh}
		}
	}
	return best
}

// smooth plans with the usual overlap, or with less where small pages allow no more. Pages start at multiples of their
// size, so for very small ones there are places that none spans.
func smooth(read, size, want int) plot {
	for overlap := min(anchor, max(size/2, 1)); overlap > 0; overlap /= 2 {
		if p := plan(read, overlap, size, want); p.fresh > 0 {
			return p
		}
	}
	return exactly(read, size)
}

// exactly returns the page of at most so many rows that starts at a place.
func exactly(start, most int) plot {
	limit := most
	for start%limit != 0 {
		limit--
	}
	return plot{page: start/limit + 1, limit: limit, fresh: limit, seam: true}
}

// near returns a page that starts at a place, or one or two rows before it where pages at the place itself are of few rows.
func near(start, most int) plot {
	best := exactly(start, most)
	for gap := 1; gap <= 2 && gap < start && best.limit < min(fewRows, most); gap++ {
		if p := exactly(start-gap, most); p.limit > best.limit+gap {
			best = p
		}
	}
	return best
}

// fewRows is a page so short that one which starts a little earlier is better.
const fewRows = 6

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
		return b.fetch(ctx, mark{}, plot{page: 1, limit: r.Limit}, other)
	case r.Kind == paging.One:
		return b.fetch(ctx, m, plot{page: r.Start + 1, limit: 1}, order)
	case r.Kind == paging.At && r.Start < latest.end():
		return b.fetch(ctx, m, plot{page: r.Start + 1, limit: 1}, order)
	case r.Kind == paging.At:
		s, err := b.planned(ctx, m, order, func(size int) plot { return near(r.Start, size) })
		if err != nil || s.Before >= r.Start || len(latest.Rows) == 0 || len(s.Rows) == 0 {
			return s, err
		}
		s.Rows = s.Rows[s.known(mark{last: latest.Rows[len(latest.Rows)-1]}):]
		if len(s.Rows) > 0 {
			return s, nil
		}
		// What came may have been cut to the rows before the place.
		return b.planned(ctx, m, order, func(size int) plot { return exactly(r.Start, size) })
	case latest.known(m) > 0:
		return b.planned(ctx, m, order, func(size int) plot { return near(r.Start, size) })
	default:
		return b.planned(ctx, m, order, func(size int) plot { return plan(r.Start, 0, size, 0) })
	}
}

// planned fetches a page that is planned by the longest one that the server is known to send, and that fits into an answer. Where
// fewer rows turn out to be possible, the page starts elsewhere, and is planned anew. A server that sends more rows than it says
// that it was asked for is not believed while nothing rests on it.
func (b *book) planned(ctx context.Context, m mark, order string, plan func(size int) plot) (sheet, error) {
	ceiling, fitting := &b.learned[opInvoices].ceiling, &b.learned[opInvoices].fitting
	for size := fitting.Bound(b.settings.PageSizes.Invoices); ; {
		if known := int(ceiling.Load()); known > 0 {
			size = min(size, known)
		}
		p := plan(size)
		s, err := b.fetch(ctx, m, p, order)
		if fewer, ok := fitting.Halve(p.limit, err); ok {
			size = fewer
			continue
		}
		if err != nil || s.took >= p.limit || p.page == 1 && len(s.Rows) > s.took {
			return s, err
		}
		ceiling.Store(int64(s.took))
		if p.page == 1 {
			return s, nil
		}
	}
}
