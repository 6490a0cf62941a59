package paging

import (
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// found is what a look after the last row of a page has shown.
type found uint8

const (
	// looking means that another request is needed.
	looking found = iota
	// nothing means that no row follows.
	nothing
	// more means that a row follows.
	more
	// shifted means that rows have moved meanwhile.
	shifted
	// repeated means that the answers repeat the page for every position.
	repeated
)

// behind looks, by position, for the row after the rows of a page.
type behind struct {
	page  Answer
	asked Request
	again bool
	// none is how many places in a row after the page have shown no row.
	none int
	// row is the first row after the page. joined reports whether row came in one answer with rows of the page, and right after
	// as many as the page has. If it came after more of them, rows are hidden or change their order, and some may not have
	// come.
	row    connectors.Record
	joined bool
	// elsewhere says that rows of the page other than its last one came again: rows before them are hidden, or rows with the
	// same key change their order.
	elsewhere bool
}

// first returns the first request: for a page of several rows that begins with the last row, or if the page has fewer than
// three rows, for the rows after it. Where the page begins the list, both starts are multiples of their limits.
func (b *behind) first() Request {
	if n := len(b.page.Rows); n >= 3 {
		return b.ask(Request{Kind: At, Start: b.page.end() - 1, Limit: n - 1})
	}
	return b.after()
}

// after returns the request for the rows right after the page.
func (b *behind) after() Request {
	return b.ask(Request{Kind: At, Start: b.page.end(), Limit: max(len(b.page.Rows), 1)})
}

// further returns the request for the rows from a place on: the longest page that starts at a multiple of its length and is no
// longer than the page.
func (b *behind) further(start int) Request {
	return b.ask(Request{Kind: At, Start: start, Limit: NumberedAt(start, max(len(b.page.Rows), 1)).Size})
}

func (b *behind) ask(a Request) Request {
	b.asked = a
	return a
}

// take takes the answer to the last request, and returns the next request while the look goes on. Where a server hides rows
// after it has applied the limit, positions lie before the rows that they were counted by, and answers begin earlier.
func (b *behind) take(a Answer) (found, Request) {
	overlaps := b.asked.Start < b.page.end()
	switch {
	case len(a.Rows) == 0 && overlaps:
		return shifted, Request{}
	case len(a.Rows) == 0:
		if b.none += b.asked.Limit; b.none < len(b.page.Rows) { // this few rows may all be hidden
			return looking, b.further(b.asked.Start + b.asked.Limit)
		}
		return nothing, Request{}
	case sameRow(a.Rows[0], b.page.Rows[0]) && (!overlaps || len(b.page.Rows) > 1):
		if b.again {
			return repeated, Request{}
		}
		b.again = true
		return looking, b.asked
	case overlaps && !b.page.has(a.Rows[:1]):
		return shifted, Request{}
	}
	for i := range a.Rows {
		if !b.page.has(a.Rows[i : i+1]) {
			known := Answer{Rows: a.Rows[:i]}
			b.row, b.joined = a.Rows[i], overlaps && b.asked.Start+known.distinct() == b.page.end()
			return more, Request{}
		}
	}
	if !a.short() || overlaps && !a.has(b.page.Rows[len(b.page.Rows)-1:]) {
		return shifted, Request{}
	}
	b.none, b.elsewhere = 0, b.elsewhere || slices.ContainsFunc(a.Rows, func(r connectors.Record) bool { return !sameRow(r, b.page.last()) })
	return looking, b.further(b.asked.Start + len(a.Rows))
}
