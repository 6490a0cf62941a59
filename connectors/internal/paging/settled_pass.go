package paging

import "github.com/crmstream/crmstream/connectors"

// row is a row's latest record, and the pass and page that it came with.
type row struct {
	pass, page int
	latest     connectors.Record
}

// pass is what one reading of all pages has shown.
type pass struct {
	// read is how many rows have come. start and limit are what the latest page was asked for.
	read, start, limit int
	pages, shortest    int
	rows, fresh, twice int // different rows, rows that no pass had shown, and rows that stood on two pages
	fruitful           int // pages with rows that the pass had not shown
	first              Answer
	total              int
	unsteady           bool // the total changed from page to page
}

// counted reports whether the total is the number of rows of the pass, and did not change during the pass.
func (p *pass) counted() bool { return !p.unsteady && p.total == p.rows }

// take notes the rows of a page, and returns how many are new to the pass.
func (s *Settled) take(a Answer) (fresh int) {
	if s.rows == nil {
		s.rows = map[string]row{}
	}
	p := &s.pass
	if p.pages == 0 {
		p.total, p.limit, p.shortest, p.first = a.Total, a.Asked, len(a.Rows), a
	}
	p.unsteady = p.unsteady || a.Total != p.total
	p.pages++
	shared := p.read - p.start
	if s.byPage() {
		p.read += len(a.Rows)
	} else {
		p.read = max(p.read, p.start+len(a.Rows))
	}
	if len(a.Rows) > 0 {
		p.shortest = min(p.shortest, len(a.Rows))
		if shared < 0 && !s.byPage() {
			p.twice++ // rows may stand between the pages
		}
	}
	for i, r := range a.Rows {
		id := string(r.ID)
		seen, known := s.rows[id]
		if !known {
			p.fresh++
		}
		switch {
		case !known || seen.pass != s.passes:
			fresh++
			p.rows++
		case i >= shared && seen.page != p.pages && r.Identified(): // rows without an id may only look the same
			p.twice++
		}
		s.rows[id] = row{s.passes, p.pages, r}
	}
	if fresh > 0 {
		p.fruitful++
	}
	return fresh
}

// nextPage asks for the page right after what the pass has read.
func (s *Settled) nextPage(a Answer) Verdict {
	p := &s.pass
	switch p.start = p.read; {
	case s.byPage():
		p.start = p.pages * p.limit
	case s.ByNumber && (a.short() || p.start%p.limit != 0):
		p.start, p.limit = s.numbered(p.read, min(p.shortest, p.limit))
	}
	return s.page()
}

// page asks for the page that the pass has come to.
func (s *Settled) page() Verdict {
	return prove(Request{Kind: Page, Start: s.pass.start, Limit: s.pass.limit})
}

// byPage reports whether the pass reads page after page of one size. Where pages have numbers, every second pass over a
// reversible list does. Such a pass misses no row of a server that hides rows after it has applied the limit. The other passes
// miss no row of a server that cuts pages.
func (s *Settled) byPage() bool { return s.ByNumber && s.Reversible && s.passes%2 == 1 }

// numbered returns a page with a number, of at most most rows, that starts where the pass has come to. If there is no such
// page, it starts a little before, or in the first few rows of a list after that place.
func (s *Settled) numbered(read, most int) (start, limit int) {
	least := max(s.Server.Least, 1)
	most = max(most, least)
	for limit = most; limit >= least; limit-- {
		if read%limit == 0 {
			return read, limit
		}
	}
	start, limit = least, least
	for n := most; n >= least; n-- {
		if from := read / n * n; from > 0 && from+n > start+limit {
			start, limit = from, n
		}
	}
	return start, limit
}
