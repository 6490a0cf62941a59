package timeline

import (
	"sync/atomic"
	"time"
)

// The largest pages of contacts, activities and deals. The vendor's page documents 50 rows. Servers of the INTRUM edition have
// given 500 since July 2017, and its public clients ask for no fewer.
const (
	DocumentedPage = 50
	IntrumPage     = 500
)

// cappedFor is how long a server is asked for no more rows than it was seen to give. Asking for more costs nothing where it cuts
// pages in silence, and one request where it refuses them.
const cappedFor = time.Hour

// capacity is what the answers to one operation have shown of the largest page that a server gives. The zero value knows
// nothing. It is safe for concurrent use. Whatever it knows may cost or save requests: a short page is never an end (package
// paging), and pages are counted in sizes that the server was seen to give.
type capacity struct {
	// given is the most rows that one answer had.
	given atomic.Int64
	// cut is how many rows the latest page had that was asked for in full and came short, although more rows may follow.
	cut atomic.Int64
	// ceiling is the page size that pages were seen to be cut to, until that second of unix time; 0 if they were not.
	ceiling, until atomic.Int64
}

// saw learns from an answer to a request for the first rows of a list, or for some ids, which tells a total or nil.
func (k *capacity) saw(a Ask, came int, total *int) {
	for given := k.given.Load(); int64(came) > given; given = k.given.Load() {
		if k.given.CompareAndSwap(given, int64(came)) {
			break
		}
	}
	switch {
	case a.Page > 1, came >= a.Limit, came < DocumentedPage:
		return
	case total != nil && *total <= came, total == nil && len(a.IDs) > 0: // no more may be there
		return
	case came == DocumentedPage && total != nil && k.given.Load() == DocumentedPage:
		k.cap(DocumentedPage)
	case a.Limit == IntrumPage && k.cut.Swap(int64(came)) == int64(came):
		k.cap(came) // the second page of just this length: rows that are hidden would rarely leave as many
	}
}

// cap notes that the server gives no larger pages.
func (k *capacity) cap(rows int) {
	k.ceiling.Store(int64(rows))
	k.until.Store(time.Now().Add(cappedFor).Unix())
}

// bound returns how many rows to ask for where so many would do.
func (k *capacity) bound(rows int) int {
	if ceiling := k.ceiling.Load(); ceiling > 0 && time.Now().Unix() < k.until.Load() {
		return min(rows, int(ceiling))
	}
	return rows
}

// most returns how many rows to ask for at most where a page begins a list, so that it does not matter how many come.
func (l *List) most() int {
	if !l.Grows || !l.Edition.Intrum() {
		return l.Max
	}
	return l.Learned.capacity.bound(IntrumPage)
}

// sure returns how many rows the server is sure to give, as far as that is documented or seen: page N of more rows may begin
// where the server's own size has it, or where ours has.
func (l *List) sure() int {
	if !l.Grows {
		return l.Max
	}
	return min(l.most(), max(DocumentedPage, int(l.Learned.capacity.given.Load())))
}

// size returns an ask for the first page, sized by how many rows are wanted, 0 for any number.
func (l *List) size(a Ask, want int) Ask {
	a.Page, a.Limit, a.welcome = 1, l.most(), IntrumPage
	if want > 0 {
		a.Limit, a.welcome = min(a.Limit, want+Spare), min(a.welcome, want+Spare)
	}
	return a
}
