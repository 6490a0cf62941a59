package paging

import "github.com/crmstream/crmstream/connectors"

// Overlap is the rule of lists that are read by position in the order of ids, ascending or descending, in pages that overlap. A
// removed row moves all rows after it, and the overlap shows that none was missed. The caller has checked that the rows of a
// page keep the order, and has given keys to those without an id.
type Overlap struct {
	Server *Server
	// Last is the last record that came, and At is the number of rows up to it; both are zero at the start.
	Last connectors.Record
	At   int
	// Descending says that the order is descending.
	Descending bool
	// Reversible says that the newest row can be asked for, in the opposite order.
	Reversible bool
	// Enough says that the page has all that the caller wants, so that an end need not be proved.
	Enough bool

	page, before Answer // the latest page and the one before it
	at           int    // the number of rows up to the last record, as far as pages have shown
	pages, back  int    // how many pages came, and how far before the last record the latest one was to start
	again        bool   // a page, or the rows after it, were asked for again
	after        int    // how far after the page the next row is looked for
	passed       bool   // the newest row is not the last that came
	more         bool   // the newest row comes after the last that came
	sparse       bool   // rows came after places at which none came, so that positions count hidden rows
	forth        int    // how far after the end of a page the next one is asked for, since pages by number came again
	hollow       int    // up to this place no row came after the last row
	reach        int    // how far after the page to look past hidden rows, before a page is asked for again
	under        int    // how many places right before the page hide their rows
	trusted      Answer // the page after which earlier rows came instead of the next page
	doubt
	stage
}

// doubt is why the newest row, or the row after the page, is asked for.
type doubt uint8

const (
	// isShort is the doubt whether a short page with new rows is the last one, or was cut.
	isShort doubt = iota
	// nothingCame is the doubt whether a page without new rows was cut to the rows it shares with pages before.
	nothingCame
	// cameAgain is the doubt whether a server that sends one page for several positions has sent all rows.
	cameAgain
	// isEmpty is the doubt whether an empty page lies beyond the end, or rows have moved to places before it.
	isEmpty
)

// Place returns the number of rows up to the last record that has come, for the rule of the next page.
func (o *Overlap) Place() int { return o.at }

// Start returns where the page after a verdict of ReadOn is to start, given how many rows two pages usually share. After a
// short page, the next page begins with the last record, so that it proves the end if no other row comes.
func (o *Overlap) Start(shared int) int {
	if o.page.short() {
		shared = 1
	}
	return max(o.at-shared, 0)
}

func (o *Overlap) server() *Server { return o.Server }

func (o *Overlap) most() int { return maxAsked }

func (o *Overlap) next(a Answer) (Verdict, error) {
	switch o.stage {
	case oneRow:
		if o.Server.confirmed(o.page, a) {
			return Verdict{Step: End}, nil
		}
		return Verdict{Step: ReadOn}, nil
	case newestRow:
		return o.newest(a)
	case aLook:
		return o.looked(a)
	case aPageAgain:
		return o.sought(a)
	case firstRow:
		o.stage = aPage
		if len(a.Rows) == 0 {
			return o.Server.ended(o.page)
		}
		return o.ask(0, o.page.Asked), nil
	}
	return o.taken(a)
}

// taken takes a page.
func (o *Overlap) taken(a Answer) (Verdict, error) {
	if o.pages == 0 {
		o.at = o.At
	}
	o.pages++
	o.before, o.page = o.page, a
	if n := len(o.trusted.Rows); n > 0 && a.repeats(o.trusted) && sameRow(a.last(), o.Last) {
		return o.Server.ended(a) // nothing has moved, and the server sends an earlier page for places beyond the end
	}
	o.trusted = Answer{}
	fresh := o.fresh(a)
	switch {
	case a.Before == 0 && len(a.Rows) == 0 && o.At > 0: // all rows that came were removed, or the answer is wrong
		o.stage = firstRow
		return prove(Request{Kind: One, Limit: 1}), nil
	case a.Before == 0 && len(a.Rows) == 0:
		if o.Server.missing(a) > 0 && o.pages == 1 {
			return o.ask(0, a.Asked), nil
		}
		return o.Server.ended(a)
	case fresh > 0 && o.pages > 1 && a.Before != o.before.Before && a.repeats(o.before): // an old answer came again
		return o.ask(a.Before, a.Asked), nil
	case a.Before > 0 && fresh == len(a.Rows): // no row that came before is on it
		return o.apart(a)
	case fresh > 0:
		return o.advanced(a, len(a.Rows)-fresh == o.at-a.Before)
	}
	return o.nothingNew(a)
}

// fresh counts the rows beyond the last record.
func (o *Overlap) fresh(a Answer) int {
	n := 0
	for _, r := range a.Rows {
		if Beyond(r, o.Last, o.Descending) {
			n++
		}
	}
	return n
}

// Beyond reports whether a row lies beyond the last record that came, in ascending or descending order of ids. If no record has
// come yet, every row does.
func Beyond(r, last connectors.Record, descending bool) bool {
	order := r.Compare(last)
	if descending {
		order = -order
	}
	return last.ID == nil || order > 0
}

// order compares two rows in the order of the list.
func (o *Overlap) order(a, b connectors.Record) int {
	if o.Descending {
		return b.Compare(a)
	}
	return a.Compare(b)
}

// advanced decides on a page with new rows. placed reports whether the page shares as many rows with those before as its
// position says. Otherwise rows have moved or are hidden, or the position was ignored, and a total proves nothing.
func (o *Overlap) advanced(a Answer, placed bool) (Verdict, error) {
	o.at = a.end()
	if a.Beyond {
		return Verdict{Step: End}, nil
	}
	if v, ok := o.Server.judge(a, o.Enough); ok && placed {
		o.stage = oneRow
		return v, nil
	}
	switch {
	case o.Enough || !a.short() || o.Server.missing(a) > 0 || o.Server.cuts.Load():
		return Verdict{Step: ReadOn}, nil
	case sameRow(a.Rows[0], a.last()):
		return o.look(isShort), nil // newest first proves nothing for a single row: a server that ignores the order sends the same
	case o.Reversible:
		return o.askNewest(isShort)
	}
	return Verdict{Step: ReadOn}, nil
}

// nothingNew decides on a page without new rows, by (c) of doc.go.
func (o *Overlap) nothingNew(a Answer) (Verdict, error) {
	switch {
	case o.pages > 1 && a.Before != o.before.Before && a.repeats(o.before):
		if o.again {
			return o.askNewest(cameAgain)
		}
		o.again = true
		return o.ask(a.Before, a.Asked), nil
	case o.pages > 1 && a.Before > o.before.Before && o.precedes(a, o.before):
		return o.trust(o.before), nil
	case !a.short() && len(a.Rows) > 1, !sameRow(a.last(), o.Last) && len(a.Rows) > 1:
		// The last record comes later, since rows were inserted or restored before it, or it was removed.
		o.at = max(o.at, a.end())
		if o.stands() {
			o.forth++
		} else {
			o.forth = 0
		}
		return o.ask(a.end()-1+o.forth, a.Asked), nil
	}
	o.at = a.end()
	switch {
	case !a.short() && o.hollow <= o.at: // a page of size one cannot hold the last record and another row
		return o.ask(o.at, a.Asked), nil
	case o.Reversible && o.at > 1 && !o.passed:
		return o.askNewest(nothingCame)
	case len(a.Rows) > 1 && a.short() && !o.stands() && o.hollow < o.at:
		return o.ask(o.at-1, a.Asked), nil // begin with the last record
	}
	return o.look(nothingCame), nil
}

// precedes reports whether an answer begins before another one in the order of the list, as far as ids show.
func (o *Overlap) precedes(a, other Answer) bool {
	return len(a.Rows) > 0 && len(other.Rows) > 0 && a.Rows[0].Identified() && o.order(a.Rows[0], other.Rows[0]) < 0
}

// trust asks for a page again, after the server sent earlier rows in place of the next page. Unless rows have moved, such an
// answer means that the place lies beyond the end.
func (o *Overlap) trust(page Answer) Verdict {
	o.trusted = page
	return o.ask(page.Before, page.Asked)
}
