package writes

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
)

const (
	// MaxPage is the most rows of one page.
	MaxPage = 1000
	// maxLooked is how many rows of the index are looked at for one page.
	maxLooked = 20_000
)

// ErrPosition is a position that Rows has not returned.
var ErrPosition = errors.New("page_token: is not one of this list; begin without one")

// Query says which rows are wanted.
type Query struct {
	// Caller wrote them. Everyone stands for all callers.
	Caller   string
	Everyone bool
	// Source is where they were written; "" for all sources.
	Source string
	// States are those wanted; none for all.
	States []State
	// Limit is the most rows of the page, from 1 to MaxPage.
	Limit int
	// After is the position that the page before has returned; "" for the first page.
	After string
}

// looks reports whether rows that are done are wanted, or others.
func (q Query) looks(done bool) bool {
	return len(q.States) == 0 || slices.ContainsFunc(q.States, func(s State) bool { return (s == Done) == done })
}

// wants reports whether a query wants a row.
func (x *index) wants(q Query, key id) bool {
	e, state := x.rows[key], Done
	if !e.done {
		state = x.open[key].row.State
	}
	o := x.owners[e.owner]
	return (q.Everyone || o.caller == q.Caller) && (q.Source == "" || o.source == q.Source) &&
		(len(q.States) == 0 || slices.Contains(q.States, state))
}

// position is a row in the order of Rows. The next page begins after it.
type position struct {
	done bool
	spot
}

func (p position) String() string {
	list := 'u'
	if p.done {
		list = 'd'
	}
	return fmt.Sprintf("%c%d.%d", list, p.segment, p.offset)
}

// parsePosition reads a position; "" is before all rows.
func parsePosition(text string) (p position, err error) {
	if text == "" {
		return position{spot: spot{1<<32 - 1, 1<<32 - 1}}, nil
	}
	var list rune
	if _, err := fmt.Sscanf(text, "%c%d.%d", &list, &p.segment, &p.offset); err != nil {
		return position{}, ErrPosition
	}
	if p.done = list == 'd'; p.String() != text {
		return position{}, ErrPosition
	}
	return p, nil
}

// lists reports whether a row is still where it is listed, which is among the rows that are done or among the others.
func (x *index) lists(l listed, done bool) bool {
	e := x.rows[l.id]
	return e.listed == l.at && e.done == done
}

// trim takes the rows out of undone that are there no longer, once they are most.
func (x *index) trim() {
	if len(x.undone) > 2*len(x.open)+100 {
		x.undone = slices.DeleteFunc(x.undone, func(l listed) bool { return !x.lists(l, false) })
	}
}

// page returns the rows of a page, and the position of the next one.
func (x *index) page(q Query, p position) (keys []id, next string) {
	looked := 0
	for ; ; p = (position{true, spot{1<<32 - 1, 1<<32 - 1}}) {
		list := x.undone
		if p.done {
			list = x.done
		}
		if !q.looks(p.done) {
			list = nil
		}
		i, _ := slices.BinarySearchFunc(list, p.spot, func(l listed, s spot) int { return l.at.compare(s) })
		for i--; i >= 0; i-- {
			l := list[i]
			wanted := x.lists(l, p.done) && x.wants(q, l.id)
			if wanted && len(keys) == q.Limit || looked == maxLooked {
				return keys, p.String()
			}
			if looked++; wanted {
				keys = append(keys, l.id)
			}
			p.spot = l.at
		}
		if p.done {
			return keys, ""
		}
	}
}

// Rows returns a page of rows.
func (f *File) Rows(q Query) (rows []Row, next string, err error) {
	p, err := parsePosition(q.After)
	if err != nil {
		return nil, "", err
	}
	q.Limit = min(max(1, q.Limit), MaxPage)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, "", &LedgerError{os.ErrClosed}
	}
	now := f.clock()
	f.expire(now)
	keys, next := f.page(q, p)
	for _, key := range keys {
		row, err := f.headOf(key, now)
		if err != nil {
			return nil, "", err
		}
		rows = append(rows, row)
	}
	return rows, next, nil
}

// Unknown returns the rows that are Unknown, the oldest first.
func (f *File) Unknown() []Row {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.clock()
	f.expire(now)
	var rows []Row
	for key, open := range f.open {
		if open.row.State == Unknown {
			rows = append(rows, f.timed(open.row, f.rows[key], now))
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(a.SentTime.Compare(b.SentTime), cmp.Compare(a.Key.RequestID, b.Key.RequestID), cmp.Compare(a.Key.Part, b.Key.Part))
	})
	return rows
}

// Reuses reports whether the request of a row is bound to another one.
func (f *File) Reuses(row Row) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.reuses(row)
}

// Parts returns the rows of a request.
func (f *File) Parts(key Key) (rows []Row, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, &LedgerError{os.ErrClosed}
	}
	now := f.clock()
	f.expire(now)
	for _, part := range f.all(key.id().request) {
		row, err := f.headOf(part, now)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// headOf returns a row without its payloads.
func (f *File) headOf(key id, now moment) (row Row, err error) {
	e := f.rows[key]
	if open := f.open[key]; open != nil {
		row = open.row
	} else if row, err = f.readHead(e.at); err != nil {
		return Row{}, &LedgerError{err}
	}
	if row.Key.id() != key {
		return Row{}, &LedgerError{errMisplaced}
	}
	return f.timed(row, e, now), nil
}
