package paging

import (
	"fmt"
	"math/bits"

	"github.com/crmstream/crmstream/connectors"
)

// maxPasses bounds how often a list is read in the hope that it settles.
const maxPasses = 24

// maxIgnored is how often a page may come in place of the next one, with positions not honoured, before the list fails.
const maxIgnored = 3

// Settled is the rule of lists, or of the rows of one time, that are read by position in an unknown or changing order. Such a
// list is read whole, pass after pass, until the passes agree. Records returns the rows of all passes.
//
// A pass ends with an empty page, with a page that has a row beyond the upper bound, or, unless the list is reversible, with a
// short page that has no row new to the pass. A pass is quiet if it has no row new to the list, and no row stood on two of its
// pages: then it has shown each place once.
//
// A list has moved if a row stood on two pages of a pass, came late, or did not come again. One quiet pass settles a list that
// never moved. A list that moved needs more quiet passes, the longer it is. If passes bring nothing new but rows still stand on
// two pages, the list ends with the notice END_UNPROVEN.
//
// A first page ends the list at once if a proven total says that it is whole, if it is empty, or if it has a row beyond the
// bound. For several pages a total proves only that the pass has ended: between two pages one row may have come and another
// gone. For rows that share a time, which may leave that time but not join it, a total that did not change during the first
// pass ends the list.
type Settled struct {
	Server *Server
	// Size is the number of rows to ask for.
	Size int
	// ByNumber says that pages have numbers and start at multiples of their size.
	ByNumber bool
	// Reversible says that the list has an order, though several rows may have the same place in it, so that the newest row can
	// be asked for.
	Reversible bool
	// Max is how many rows the list may have; all of them are kept.
	Max int

	rows map[string]row
	pass pass
	// passes counts the passes that have ended. Of the latest ones, quiet counts those in a row that were quiet, and still
	// those that brought nothing new.
	passes, quiet, still int
	moved                bool   // rows have moved during a pass, or between passes
	before               Answer // the page before, and the start that was asked for it (started)
	started              int
	again                bool
	ignored              int // how often a page came again and positions were not honoured
	stage
}

// Records returns the rows of all pages that came, in no order: of each id the latest one.
func (s *Settled) Records() []connectors.Record {
	records := make([]connectors.Record, 0, len(s.rows))
	for _, r := range s.rows {
		records = append(records, r.latest)
	}
	return records
}

// First returns the first request.
func (s *Settled) First() Request { return Request{Kind: Page, Limit: s.Size} }

func (s *Settled) server() *Server { return s.Server }

func (s *Settled) most() int { return 0 }

func (s *Settled) next(a Answer) (Verdict, error) {
	switch s.stage {
	case oneRow:
		return s.totalAgain(a), nil
	case aLook:
		return s.seen(a)
	}
	if s.cameAgain(a) {
		return s.repeated(a)
	}
	p := &s.pass
	s.again, s.before, s.started = false, a, p.start
	fresh := s.take(a)
	if p.counted() && s.passes == 0 && p.pages == 1 {
		if v, ok := s.judge(); ok {
			return v, nil
		}
	}
	switch {
	case len(s.rows) > s.Max:
		return Verdict{}, &connectors.Error{
			Kind: connectors.KindDataLost, Connector: s.Server.Connector, Op: s.Server.Op,
			Err: fmt.Errorf("the list has no order, and more than %d rows are too many to be read whole", s.Max),
		}
	case a.Beyond, len(a.Rows) == 0, a.short() && fresh == 0 && !s.Reversible, p.counted() && s.Server.Proven():
		return s.passed()
	case p.read > 2*(len(s.rows)+s.Size):
		return Verdict{}, s.Server.incomplete("%d rows came of %d: the upstream ignores the position", p.read, len(s.rows))
	}
	return s.nextPage(a), nil
}

// judge returns what the total of the latest pass means for all rows, by (d) of doc.go. ok is false where the total decides
// nothing.
func (s *Settled) judge() (v Verdict, ok bool) {
	v, ok = s.Server.judge(s.whole(), false)
	if v.Step == proof {
		s.stage = oneRow
	}
	return v, ok
}

// totalAgain takes the answer to a request for one row, which ends the list if it has the same total.
func (s *Settled) totalAgain(one Answer) Verdict {
	s.stage = aPage
	switch {
	case s.Server.confirmed(s.whole(), one):
		return Verdict{Step: End}
	case s.passes > 0:
		return s.nextPass()
	}
	s.pass.unsteady = true
	return s.nextPage(s.before)
}

// cameAgain reports whether a page has come again in place of the next one.
func (s *Settled) cameAgain(a Answer) bool {
	p := &s.pass
	return p.pages > 0 && p.start != s.started && len(a.Rows) > 0 && a.repeats(s.before) && (s.Reversible || len(a.Rows) > 1 || !a.short())
}

// repeated decides on a page that came again in place of the next one.
func (s *Settled) repeated(a Answer) (Verdict, error) {
	for _, r := range a.Rows {
		seen := s.rows[string(r.ID)]
		seen.latest = r
		s.rows[string(r.ID)] = seen
	}
	switch {
	case !s.again:
		s.again = true
		return s.page(), nil
	case s.Reversible && (s.pass.fruitful > 1 || !sameRow(a.Rows[0], s.pass.first.Rows[0])):
		// Positions are honoured, since other positions had other first rows: this position lies beyond the last row.
		return s.passed()
	case s.Reversible:
		s.stage = aLook
		return s.honoured(), nil
	}
	return s.positionIgnored(a)
}

// honoured tests whether positions are honoured, after the first page came again in place of the second. It asks for the second
// half of the page, or if the page has one row, for the newest row.
func (s *Settled) honoured() Verdict {
	if n := len(s.before.Rows); n > 1 {
		return prove(Request{Kind: At, Start: n / 2, Limit: n / 2})
	}
	return prove(Request{Kind: Newest, Limit: 1})
}

// seen takes the answer to honoured. Rows may have moved meanwhile, so one answer does not prove that positions are ignored.
func (s *Settled) seen(a Answer) (Verdict, error) {
	s.stage = aPage
	page := s.before.Rows
	if len(a.Rows) > 0 && sameRow(a.Rows[0], page[len(page)/2]) {
		return s.passed()
	}
	if s.ignored++; s.ignored < maxIgnored {
		s.moved = true
		return s.nextPass(), nil
	}
	return s.positionIgnored(s.before)
}

// passed decides at the end of a pass.
func (s *Settled) passed() (Verdict, error) {
	p := s.pass
	s.passes++
	first := s.passes == 1
	// A row that came before and did not come again is gone, which may have let another row slip past each pass.
	s.moved = s.moved || p.twice > 0 || !first && (p.fresh > 0 || p.rows < len(s.rows))
	s.still = run(s.still, !first && p.fresh == 0)
	s.quiet = run(s.quiet, !first && p.fresh == 0 && p.twice == 0)
	whole := s.whole()
	if first && s.Reversible && p.twice == 0 && p.counted() {
		if v, ok := s.judge(); ok {
			return v, nil
		}
	}
	open := s.Server.missing(whole) > 0 && s.still < 2
	switch {
	case first && p.pages == 1 && !open && (s.before.Beyond || len(s.rows) == 0):
		return Verdict{Step: End}, nil
	case s.quiet >= s.needed() && !open:
		return s.Server.ended(whole)
	case s.still >= 3+2*bits.Len(uint(p.pages)):
		v, err := s.Server.ended(whole)
		v.Notices = append(v.Notices, unproven("rows move from page to page while the list is read: each of the last %d readings brought nothing new", s.still))
		return v, err
	case s.passes == maxPasses:
		return Verdict{}, s.Server.incomplete("the list keeps changing: %d readings did not agree", maxPasses)
	}
	return s.nextPass(), nil
}

// needed returns how many quiet passes settle the list.
func (s *Settled) needed() int {
	if !s.moved {
		return 1
	}
	return 1 + bits.Len(uint(s.pass.pages))
}

func (s *Settled) nextPass() Verdict {
	s.pass, s.again = pass{}, false
	return prove(s.First())
}

// whole returns the rows of all passes as one answer.
func (s *Settled) whole() Answer {
	a := Answer{Asked: s.Size, Total: s.pass.total, Rows: make([]connectors.Record, 0, len(s.rows))}
	for id := range s.rows {
		a.Rows = append(a.Rows, connectors.Record{ID: []byte(id)})
	}
	return a
}

// positionIgnored decides on a server that sends one page for all positions. The server has sent the whole list if it also
// ignores the size.
func (s *Settled) positionIgnored(a Answer) (Verdict, error) {
	s.pass.total = a.Total
	whole := s.whole()
	switch {
	case s.pass.pages > 1 || len(a.Rows) <= a.Asked && (s.Reversible || !a.short()):
		return Verdict{}, s.Server.incomplete("the upstream sends a page of %d rows again in place of the next one", len(a.Rows))
	case len(a.Rows) > a.Asked:
		return s.Server.ended(whole)
	}
	v, err := s.Server.ended(whole)
	v.Notices = append(v.Notices, unproven("the upstream sends the same %d rows for each page", len(a.Rows)))
	return v, err
}

// run returns n+1, or 0 if the run has ended.
func run(n int, more bool) int {
	if !more {
		return 0
	}
	return n + 1
}
