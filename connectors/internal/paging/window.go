package paging

// Window is the rule of a part that should fit one page, such as a window of time. End means that the page is the whole part.
// ReadOn means that the part has more rows and is to be read in smaller parts.
type Window struct {
	Server *Server

	page Answer
	stage
	look look
	held bool // as in Seek
	same int  // how often the page came empty
}

func (w *Window) server() *Server { return w.Server }

func (w *Window) most() int { return maxAsked }

func (w *Window) next(a Answer) (Verdict, error) {
	switch w.stage {
	case oneRow:
		if w.Server.confirmed(w.page, a) {
			return Verdict{Step: End}, nil
		}
		return w.lookAfter(), nil
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
	return w.lookAfter(), nil
}

// emptied takes the newest row after an empty page that should begin with rows that had come before. If there is no newest row,
// those rows are gone, and so are all after them. Otherwise the page is asked for again.
func (w *Window) emptied(newest Answer) (Verdict, error) {
	switch {
	case len(newest.Rows) == 0:
		return w.Server.ended(w.page)
	case w.same == maxSame:
		return Verdict{}, w.Server.incomplete("the upstream has newer records than those that it sent, but sends none of them")
	}
	w.stage = aPageAgain
	return prove(Request{Kind: Page, Limit: w.page.Asked}), nil
}

func (w *Window) lookAfter() Verdict {
	w.stage, w.look = aLook, look{page: w.page}
	return prove(w.look.first())
}

func (w *Window) looked(a Answer) (Verdict, error) {
	switch f, ask := w.look.take(a); f {
	case looking:
		return prove(ask), nil
	case nothing:
		if w.Server.missing(w.page) >= w.page.Asked {
			return Verdict{Step: ReadOn}, nil // the look may have met only hidden rows
		}
		return w.Server.ended(w.page)
	case repeated:
		w.stage = newestRow
		return prove(Request{Kind: Newest, Limit: 1}), nil
	default:
		return Verdict{Step: ReadOn}, nil
	}
}

// newestIs returns the verdict on a part if the server ignores positions: the part ends if the newest row is the last that
// came, with the same key. Otherwise rows have moved meanwhile, or the server has cut the page, and the part is read in smaller
// parts.
func newestIs(s *Server, newest, page Answer) (Verdict, error) {
	if len(newest.Rows) > 0 && newest.Rows[0].Compare(page.last()) == 0 {
		return s.ended(page)
	}
	return Verdict{Step: ReadOn}, nil
}
