package paging

// stepBack asks for a page that starts earlier, twice as far back each time.
func (o *Overlap) stepBack(a Answer) Verdict {
	o.back = max(2*o.back, 2*(o.at-a.Before), 2)
	return o.ask(o.at-o.back, a.Asked)
}

// apart decides on a page that shares no row with those before. The page may begin right after them or lie beyond the end, or
// rows may have moved to places before it.
func (o *Overlap) apart(a Answer) (Verdict, error) {
	switch {
	case len(a.Rows) > 0 && (a.Before == o.at || o.sparse):
		o.under = 0
		return o.askBefore(), nil
	case len(a.Rows) > 0:
		return o.stepBack(a), nil
	case o.Reversible && o.at > 1 && o.pages > 1 && !o.passed: // a step back has not shown where rows have moved
		return o.askNewest(isEmpty)
	}
	if a.Before <= o.at && o.more {
		o.hollow = max(o.hollow, a.Before+a.Asked)
	}
	return o.stepBack(a), nil
}

// askBefore asks for the row right before the page, or before the places there that hide their rows.
func (o *Overlap) askBefore() Verdict {
	o.stage = aPageAgain
	return prove(Request{Kind: At, Start: o.page.Before - 1 - o.under, Limit: 1})
}

// sought takes the row before a page that has no known row. If it is the last record, no row was missed. An answer of one row
// cannot be cut, so a place without a row hides its row.
func (o *Overlap) sought(one Answer) (Verdict, error) {
	o.stage = aPage
	switch {
	case len(one.Rows) == 0 && o.under < max(o.page.Asked, o.after) && o.under+1 < o.page.Before:
		o.under++
		return o.askBefore(), nil
	case len(one.Rows) == 0 || !sameRow(one.Rows[0], o.Last):
		return o.stepBack(o.page), nil
	}
	return o.advanced(o.page, true)
}

// askNewest asks for the newest row.
func (o *Overlap) askNewest(why doubt) (Verdict, error) {
	if !o.Reversible {
		return Verdict{}, o.stuck()
	}
	o.doubt, o.stage = why, newestRow
	return prove(Request{Kind: Newest, Limit: 1}), nil
}

// look asks for the row after the page, and after the places that have shown no row.
func (o *Overlap) look(why doubt) Verdict {
	o.after = max(o.hollow-o.page.end(), 0)
	return o.askAfter(why)
}

// askAfter asks for the rows after the page, o.after places further on.
func (o *Overlap) askAfter(why doubt) Verdict {
	o.doubt, o.stage = why, aLook
	return prove(Request{Kind: At, Start: o.page.end() + o.after, Limit: o.page.Asked})
}

// newest takes the newest row: if it is the last that came, the list ends.
func (o *Overlap) newest(one Answer) (Verdict, error) {
	if len(one.Rows) == 0 && one.Asked < o.page.Asked {
		return prove(Request{Kind: Newest, Limit: o.page.Asked}), nil // that row is hidden
	}
	o.stage = aPage
	last := o.Last
	if len(o.page.Rows) > 0 {
		last = o.page.last()
	}
	if len(one.Rows) > 0 && sameRow(one.Rows[0], last) {
		o.Server.cuts.Store(false)
		return o.Server.ended(o.page)
	}
	o.more = len(one.Rows) > 0 && one.Rows[0].Identified() && o.order(one.Rows[0], last) > 0
	switch o.doubt {
	case isEmpty:
		o.passed = o.more
		return o.stepBack(o.page), nil
	case nothingCame: // the newest row may be new, or the order was ignored
		o.passed = true
		return o.nothingNew(o.page)
	case cameAgain:
		return Verdict{}, o.stuck()
	}
	o.Server.cuts.Store(true)
	return Verdict{Step: ReadOn}, nil
}

// looked takes the rows after the page.
func (o *Overlap) looked(a Answer) (Verdict, error) {
	o.stage = aPage
	switch {
	case len(a.Rows) == 0 && o.more:
		return o.lookPast(a), nil
	case len(a.Rows) == 0 && o.Reversible && !o.passed && (o.again || o.Server.skewed.Load()): // rows are hidden, maybe these
		return o.askNewest(o.doubt)
	case len(a.Rows) == 0:
		o.Server.cuts.Store(false)
		return o.Server.ended(o.page)
	case o.precedes(a, o.page) && o.order(a.last(), o.page.last()) <= 0:
		return o.trust(o.page), nil
	case o.page.has(a.Rows):
		// An old answer came again, or rows are hidden and the position lies before the row that it was counted by.
		if o.again {
			o.after += len(a.Rows)
		}
		if o.after > o.page.Asked {
			return o.askNewest(cameAgain)
		}
		o.again = true
		return o.askAfter(o.doubt), nil
	}
	o.Server.cuts.Store(true)
	if o.doubt == nothingCame {
		o.at, o.sparse = o.page.end()+o.after, true
		return o.ask(o.at, o.page.Asked), nil
	}
	return Verdict{Step: ReadOn}, nil
}

// lookPast looks after places that show no row although the newest row comes later: their rows are hidden. After twice as many
// places each time, the page is asked for again instead, since the newest row may be new and an earlier row removed.
func (o *Overlap) lookPast(a Answer) Verdict {
	o.hollow = max(o.hollow, a.Before+a.Asked)
	o.after = max(o.hollow-o.page.end(), o.after+1)
	if o.after <= max(o.reach, o.page.Asked) {
		return o.askAfter(o.doubt)
	}
	o.reach = 2 * o.after
	o.passed, o.more, o.hollow = false, false, 0
	return o.ask(o.page.end()-1, o.page.Asked)
}

// stands reports whether a page starts at the same place as the page before it, although a later place was asked for: pages by
// number start at multiples of their size.
func (o *Overlap) stands() bool { return o.pages > 1 && o.page.Before == o.before.Before }

// stuck returns the error of a server that ignores positions.
func (o *Overlap) stuck() error {
	return o.Server.incomplete("the upstream sends a page of %d rows again in place of the next one", len(o.page.Rows))
}

// ask asks for another page.
func (o *Overlap) ask(start, limit int) Verdict {
	return prove(Request{Kind: Page, Start: max(start, 0), Limit: limit})
}
