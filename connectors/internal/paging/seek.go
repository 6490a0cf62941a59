package paging

import "github.com/crmstream/crmstream/connectors"

// Seek is the rule of lists that are read in the order of a time that several rows may share, always as the first page of the
// rows from a time on. The end of the page may cut the rows of its last time: ReadOn says that the connector holds these rows
// back, and that the next page starts with them.
//
// The caller has checked that the rows keep the order.
type Seek struct {
	Server *Server
	// Enough says that the page has all that the caller wants, so that an end need not be proved.
	Enough bool
	// Held says that the page should begin with rows that were held back, so that an empty page does not mean that it starts
	// beyond the last row.
	Held bool
	// Time returns the time of a row.
	Time func(connectors.Record) string

	window Window
}

func (s *Seek) server() *Server { return s.Server }

func (s *Seek) most() int { return maxAsked }

func (s *Seek) next(a Answer) (Verdict, error) {
	w := &s.window
	w.Server, w.held = s.Server, s.Held
	page := w.stage == aPage || w.stage == aPageAgain
	switch {
	case page && s.several(a) && !a.Beyond:
		w.page = a
		if v, ok := s.Server.judge(a, s.Enough); ok {
			w.stage = oneRow
			return v, nil
		}
		return Verdict{Step: ReadOn}, nil
	case page && !a.Beyond && len(a.Rows) > 0 && (!a.short() || s.Enough):
		if v, ok := s.Server.judge(a, true); ok {
			return v, nil
		}
		return Verdict{Step: Ties}, nil
	case w.stage == oneRow && s.several(w.page) && !s.Server.confirmed(w.page, a):
		return Verdict{Step: ReadOn}, nil
	}
	v, err := w.next(a)
	if v.Step == End && w.stage == aLook && w.look.elsewhere { // these rows have one time, so that all of it has to be read
		return Verdict{Step: Ties}, nil
	}
	if v.Step == ReadOn {
		v.Step = Ties
		// A row of another time right after the page shows that all rows of the page's time came.
		if r := w.look.row; w.look.joined && s.Time(r) != s.Time(w.page.last()) {
			v.Step = ReadBeyond
		}
	}
	return v, err
}

// several reports whether the rows have several times.
func (s *Seek) several(a Answer) bool {
	return len(a.Rows) > 0 && s.Time(a.Rows[0]) != s.Time(a.last())
}

// BeforeLastTime returns the number of rows before those of the last time, which the end of a page may have cut. A connector
// whose rule says ReadOn holds the rows of the last time back.
func BeforeLastTime(rows []connectors.Record, time func(connectors.Record) string) int {
	kept := len(rows)
	for kept > 0 && time(rows[kept-1]) == time(rows[len(rows)-1]) {
		kept--
	}
	return kept
}
