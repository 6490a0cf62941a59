package timeline

import (
	"sync/atomic"
	"time"
)

// The largest pages of contacts, activities and deals. The vendor's page documents 50 rows. Servers of the INTRUM edition have
// given 500 since July 2017, and its public clients ask for 500.
const (
	DocumentedPage = 50
	IntrumPage     = 500
)

// cappedFor is how long a server is asked for no more rows than it has given. Then more are tried again, which costs nothing if
// the server cuts pages silently, and one request if it refuses them.
const cappedFor = time.Hour

// capacity is what the answers to one operation have shown about the largest page that a server gives. The zero value knows
// nothing. A capacity is safe for concurrent use. Its knowledge may only cost or save requests: a short page is never an end
// (package paging), and numbered pages have sizes that the server has given.
type capacity struct {
	// given is the most rows in one answer.
	given atomic.Int64
	// cut is how many rows came for the latest request for IntrumPage rows that came short although more rows may follow.
	cut atomic.Int64
	// ceiling is the size that pages are cut to, 0 if they are not; it holds until that second of unix time.
	ceiling, until atomic.Int64
}

// saw notes how many rows came for a request for the first rows of a list, or for some ids. total is nil if the answer has
// none.
func (k *capacity) saw(a Ask, came int, total *int) {
	for given := k.given.Load(); int64(came) > given; given = k.given.Load() {
		if k.given.CompareAndSwap(given, int64(came)) {
			break
		}
	}
	switch {
	case a.Page > 1, came >= a.Limit, came < DocumentedPage:
		return
	case total != nil && *total <= came, total == nil && len(a.IDs) > 0: // there may be no more rows
		return
	case came == DocumentedPage && total != nil && k.given.Load() == DocumentedPage:
		k.cap(DocumentedPage)
	case a.Limit == IntrumPage && k.cut.Swap(int64(came)) == int64(came):
		k.cap(came) // the second page of exactly this length: hidden rows rarely leave the same number
	}
}

// cap notes that the server gives no larger pages.
func (k *capacity) cap(rows int) {
	k.ceiling.Store(int64(rows))
	k.until.Store(time.Now().Add(cappedFor).Unix())
}

// bound returns how many rows to ask for: rows, or fewer if the server cuts pages.
func (k *capacity) bound(rows int) int {
	if ceiling := k.ceiling.Load(); ceiling > 0 && time.Now().Unix() < k.until.Load() {
		return min(rows, int(ceiling))
	}
	return rows
}

// most returns the most rows to ask for in a first page, where it does not matter how many come.
func (l *List) most() int {
	if !l.Grows || !l.Edition.Intrum() {
		return l.Max
	}
	return l.Learned.capacity.bound(IntrumPage)
}

// sure returns how many rows the server certainly gives, since they are documented or have come in one answer. If page N has a
// larger size, the server may count the pages before it in its own size or in ours.
func (l *List) sure() int {
	if !l.Grows {
		return l.Max
	}
	return min(l.most(), max(DocumentedPage, int(l.Learned.capacity.given.Load())))
}

// size returns a for the first page, with a size for the number of wanted rows, 0 for any number.
func (l *List) size(a Ask, want int) Ask {
	a.Page, a.Limit, a.larger = 1, l.most(), IntrumPage
	if want > 0 {
		a.Limit, a.larger = min(a.Limit, want+Spare), min(a.larger, want+Spare)
	}
	return a
}
