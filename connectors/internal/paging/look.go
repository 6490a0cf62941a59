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

// look searches, by position, for the row after the rows of a page.
type look struct {
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
func (l *look) first() Request {
	if n := len(l.page.Rows); n >= 3 {
		return l.ask(Request{Kind: At, Start: l.page.end() - 1, Limit: n - 1})
	}
	return l.after()
}

// after returns the request for the rows right after the page.
func (l *look) after() Request {
	return l.ask(Request{Kind: At, Start: l.page.end(), Limit: max(len(l.page.Rows), 1)})
}

// further returns the request for the rows from a place on: the longest page that starts at a multiple of its length and is no
// longer than the page.
func (l *look) further(start int) Request {
	return l.ask(Request{Kind: At, Start: start, Limit: NumberedAt(start, max(len(l.page.Rows), 1)).Size})
}

func (l *look) ask(a Request) Request {
	l.asked = a
	return a
}

// take takes the answer to the last request, and returns the next request while the look goes on. Where a server hides rows
// after it has applied the limit, positions lie before the rows that they were counted by, and answers begin earlier.
func (l *look) take(a Answer) (found, Request) {
	overlaps := l.asked.Start < l.page.end()
	switch {
	case len(a.Rows) == 0 && overlaps:
		return shifted, Request{}
	case len(a.Rows) == 0:
		if l.none += l.asked.Limit; l.none < len(l.page.Rows) { // this few rows may all be hidden
			return looking, l.further(l.asked.Start + l.asked.Limit)
		}
		return nothing, Request{}
	case sameRow(a.Rows[0], l.page.Rows[0]) && (!overlaps || len(l.page.Rows) > 1):
		if l.again {
			return repeated, Request{}
		}
		l.again = true
		return looking, l.asked
	case overlaps && !l.page.has(a.Rows[:1]):
		return shifted, Request{}
	}
	for i := range a.Rows {
		if !l.page.has(a.Rows[i : i+1]) {
			known := Answer{Rows: a.Rows[:i]}
			l.row, l.joined = a.Rows[i], overlaps && l.asked.Start+known.distinct() == l.page.end()
			return more, Request{}
		}
	}
	if !a.short() || overlaps && !a.has(l.page.Rows[len(l.page.Rows)-1:]) {
		return shifted, Request{}
	}
	l.none, l.elsewhere = 0, l.elsewhere || slices.ContainsFunc(a.Rows, func(r connectors.Record) bool { return !sameRow(r, l.page.last()) })
	return looking, l.further(l.asked.Start + len(a.Rows))
}
