package paging

import (
	"fmt"
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors"
)

// Server is what the answers to one operation have shown about its server. The zero value knows nothing. A Server is safe for
// concurrent use. Its knowledge may cost or save requests, and never changes which rows a list has.
type Server struct {
	// Connector and Op name the operation in errors.
	Connector, Op string
	// Least is the fewest rows that may be asked for, 0 for one.
	Least int

	totals atomic.Int32
	// cuts is set when the latest short page that was checked was not the last one.
	cuts atomic.Bool
	// skewed is set when positions have counted other rows than totals do: a row came twice, or a page was short although the
	// total says that more follow, as where rows are hidden.
	skewed atomic.Bool
	// begun is set when a list was read from its start. Until then hidden rows may lie before all pages that were read, so that
	// positions cannot be compared with totals.
	begun atomic.Bool
}

// What is known about totals.
const (
	unknown int32 = iota
	// proven totals count the list.
	proven
	// refuted totals count the rows of the page.
	refuted
)

// Saw notes what an answer shows. Decide calls Saw for each answer that it gets; a connector calls Saw for others.
func (s *Server) Saw(a Answer) {
	if a.Total > len(a.Rows) && a.Total > a.Asked {
		s.totals.Store(proven)
	}
	if a.doubled() || a.short() && a.Total > a.end() {
		s.skewed.Store(true)
	}
	if a.Before == 0 && a.Asked > 1 {
		s.begun.Store(true)
	}
}

// refute notes that the answer to a request for one row has not confirmed the total.
func (s *Server) refute() { s.totals.CompareAndSwap(unknown, refuted) }

// Proven reports whether totals were proven to count the list.
func (s *Server) Proven() bool { return s.totals.Load() == proven }

// missing returns how many more rows the total counts than came, 0 if there is no such total.
func (s *Server) missing(a Answer) int {
	if s.totals.Load() == refuted {
		return 0
	}
	return max(a.Total-a.came(), 0)
}

// complete reports whether the total equals the number of rows that came, so that the list ends there if the total is true.
func (s *Server) complete(a Answer) bool {
	if a.Total <= 0 || a.Total > a.end() {
		return false
	}
	if a.Before > 0 && (!s.begun.Load() || s.skewed.Load()) {
		return false
	}
	return a.Total == a.came()
}

// judge returns what the total of an answer means for the end of the list, by (d) of doc.go. ok is false where the total
// decides nothing.
func (s *Server) judge(a Answer, enough bool) (v Verdict, ok bool) {
	if !s.complete(a) {
		return Verdict{}, false
	}
	switch s.totals.Load() {
	case proven:
		return Verdict{Step: End}, true
	case unknown:
		if least := max(s.Least, 1); a.Total > least && !enough {
			return prove(Request{Kind: One, Start: a.Before, Limit: least}), true
		}
	}
	return Verdict{}, false
}

// confirmed reports whether the answer to a request for one row has the same total again.
func (s *Server) confirmed(a, one Answer) bool {
	if !s.Proven() {
		s.refute()
		return false
	}
	return one.Total == a.Total
}

// incomplete returns the error of a part that lacks rows, or may lack some.
func (s *Server) incomplete(format string, args ...any) error {
	return &connectors.Error{Kind: connectors.KindInconsistent, Connector: s.Connector, Op: s.Op, Err: fmt.Errorf(format, args...)}
}
