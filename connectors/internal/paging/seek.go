package paging

import "github.com/crmstream/crmstream/connectors"

// Whole is the rule of a part that is to be one page, such as a window of time: it ends, or ReadOn says that the part has more
// rows than the page, so that it is to be read in smaller parts.
type Whole struct {
	Server *Server

	page Answer
	stage
	look behind
	held bool // as in Seek
	same int  // how often the page came empty
}

// stage is what a rule waits for.
type stage uint8

const (
	aPage stage = iota
	aPageAgain
	oneRow
	aLook
	newestRow
	firstRow
)

func (w *Whole) server() *Server { return w.Server }

func (w *Whole) most() int { return maxAsked }

func (w *Whole) next(a Answer) (Verdict, error) {
	switch w.stage {
	case oneRow:
		if w.Server.confirmed(w.page, a) {
			return Verdict{Step: End}, nil
		}
		return w.lookBehind(), nil
	case aLook:
		return w.looked(a)
	case newestRow:
		if len(w.page.Rows) == 0 {
			return w.emptied(a)
		}
		return newestIs(w.Server, a, w.page)
	}
	first := w.stage == aPage
	w.page = a
	switch {
	case a.Beyond:
		return Verdict{Step: End}, nil
	case len(a.Rows) == 0 && w.Server.missing(a) > 0 && first:
		w.stage = aPageAgain
		return prove(Request{Kind: Page, Limit: a.Asked}), nil
	case len(a.Rows) == 0 && w.held:
		w.same++
		w.stage = newestRow
		return prove(Request{Kind: Newest, Limit: 1}), nil
	case len(a.Rows) == 0:
		return w.Server.ended(a)
	}
	if v, ok := w.Server.judge(a, false); ok {
		w.stage = oneRow
		return v, nil
	}
	if !a.short() && w.Server.missing(a) > 0 {
		return Verdict{Step: ReadOn}, nil
	}
	return w.lookBehind(), nil
}

// emptied takes the newest row after an empty page that was to begin with rows which had come before: without one they are gone,
// and so is all after them. Else the page is asked for again.
func (w *Whole) emptied(newest Answer) (Verdict, error) {
	switch {
	case len(newest.Rows) == 0:
		return w.Server.ended(w.page)
	case w.same == maxSame:
		return Verdict{}, w.Server.incomplete("the upstream has newer records than those that came, and sends none")
	}
	w.stage = aPageAgain
	return prove(Request{Kind: Page, Limit: w.page.Asked}), nil
}

func (w *Whole) lookBehind() Verdict {
	w.stage, w.look = aLook, behind{page: w.page}
	return prove(w.look.first())
}

func (w *Whole) looked(a Answer) (Verdict, error) {
	switch f, ask := w.look.take(a); f {
	case looking:
		return prove(ask), nil
	case nothing:
		if w.Server.missing(w.page) >= w.page.Asked {
			return Verdict{Step: ReadOn}, nil // rows that are hidden may be all that the look has met
		}
		return w.Server.ended(w.page)
	case repeated:
		w.stage = newestRow
		return prove(Request{Kind: Newest, Limit: 1}), nil
	default:
		return Verdict{Step: ReadOn}, nil
	}
}

// newestIs returns the verdict on a part whose server ignores positions: it ends if the newest row is the last that came, in
// its old place. Else rows have moved meanwhile, or the server has cut the page: the part is to be read in smaller ones.
func newestIs(s *Server, newest, page Answer) (Verdict, error) {
	if len(newest.Rows) > 0 && newest.Rows[0].Compare(page.last()) == 0 {
		return s.ended(page)
	}
	return Verdict{Step: ReadOn}, nil
}

// Seek is the rule of lists that are read in the order of a time that several rows may share, always as the first page of
// what is not below a place. The rows of a page's last time may be cut by its end: ReadOn says that they are to be held
// back, for the next page to start with.
//
// The caller has checked that the rows keep the order.
type Seek struct {
	Server *Server
	// Enough says that the page has all that the caller wants, so that an end need not be proved.
	Enough bool
	// Held says that the page is to begin with rows that were held back, so that an empty one is none from beyond the last row.
	Held bool
	// Time returns the time of a row.
	Time func(connectors.Record) string

	whole Whole
}

func (s *Seek) server() *Server { return s.Server }

func (s *Seek) most() int { return maxAsked }

func (s *Seek) next(a Answer) (Verdict, error) {
	w := &s.whole
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
	if v.Step == End && w.stage == aLook && w.look.elsewhere { // these rows have one time, so that only all of it tells
		return Verdict{Step: Ties}, nil
	}
	if v.Step == ReadOn {
		v.Step = Ties
		// A row of another time that follows shows that the rows of the page's are all there.
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
