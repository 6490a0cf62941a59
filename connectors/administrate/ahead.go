package administrate

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors"
)

// slack returns the number of rows that callers who read ahead request in addition to a page. They make up for ids that no task
// has. Pages leave no gap if they are as many ids apart as they have rows. With slack such pages are no more than smaller pages
// one by one.
func slack(size int) int { return max(size/4, 2) }

// reach is how far an account's lists may be read ahead, as its server has shown. The zero value knows nothing. It is safe for
// concurrent use.
type reach struct {
	// highest is the highest id that findHighest has read.
	highest atomic.Uint64
	// none is set for servers that refuse the requests which reading ahead needs.
	none atomic.Bool
}

// place is where a page begins: after an id, 0 for the start.
type place struct {
	behind uint64
	// guessed reports whether the place was guessed: no page has ended there.
	guessed bool
}

// guessMark is at the end of the cursors of guessed places.
const guessMark = "~"

func parsePlace(cursor connectors.Cursor) (place, error) {
	if cursor == "" {
		return place{}, nil
	}
	text, guessed := strings.CutSuffix(string(cursor), guessMark)
	id, err := strconv.ParseUint(text, 10, 63)
	return place{id, guessed}, err
}

// guess returns the cursor of a guessed place.
func guess(id uint64) connectors.Cursor {
	return connectors.Cursor(strconv.FormatUint(id, 10) + guessMark)
}

// page requests a page. It is wider than its size if the caller reads ahead and the list has no filter, since the highest id of
// a filtered list would cost a request for each list. A server that refuses so many rows gets smaller requests, now and from
// then on.
func (q *query) page(ctx context.Context, size int, from place, ahead bool) (answer, error) {
	if ahead && len(q.filters) == 0 && !q.reach.none.Load() {
		a, err := q.wide(ctx, size, from)
		if !errors.Is(err, errRefused) {
			return a, err
		}
		q.reach.none.Store(true)
	}
	return q.after(ctx, size, from.behind)
}

// after requests the rows after an id, and checks that they are in order.
func (q *query) after(ctx context.Context, asked int, id uint64) (answer, error) {
	a, err := q.upTo(ctx, "id", asked, above(id))
	if err != nil {
		return answer{}, err
	}
	text := strconv.FormatUint(id, 10)
	connectors.FillKeys(a.page.Records, connectors.NumberKey([]byte(text)))
	err = a.ascends(text)
	return a, err
}

// wide requests a page with slack. The page includes the row before it while other pages may be read at the same time, which is
// not so after the highest id. Where only that row comes, the page is requested without it.
func (q *query) wide(ctx context.Context, size int, from place) (answer, error) {
	asked := size + slack(size)
	if from.behind > 0 && !from.guessed && from.behind < q.reach.highest.Load() {
		a, err := q.sharing(ctx, asked, from.behind)
		if err != nil || len(a.page.Records) > 0 {
			return a, err
		}
	}
	return q.after(ctx, asked, from.behind)
}

// maxAsked is how often a page is requested that does not begin where it should.
const maxAsked = 4

// sharing requests a page with the row before it, which it removes from the page. Where pages are read at the same time, an
// answer may belong to another request, and only that row shows this. An answer without the row is right if the next answer
// begins alike: then the row was deleted. Rejected: requesting the range between them, since its short answers would do more
// harm in the place of others.
func (q *query) sharing(ctx context.Context, asked int, row uint64) (answer, error) {
	latest := ""
	for range maxAsked {
		a, err := q.after(ctx, asked, row-1)
		i := slices.IndexFunc(a.page.Records, connectors.Record.Identified)
		if err != nil || i < 0 {
			return a, err
		}
		first := string(a.page.Records[i].ID)
		if first == strconv.FormatUint(row, 10) {
			a.page.Records = slices.Delete(a.page.Records, i, i+1)
			a.Rows = a.page.Records
			return a, nil
		}
		if first == latest {
			return a, nil
		}
		latest = first
	}
	return answer{}, failure(connectors.KindInconsistent, "the page from task %d on begins with another task: the answer may belong to another request", row)
}

// lookAhead sets the functions of a page that find the next pages to read, up to the highest id. The highest id is requested
// once, with the second page of the first list that needs it, so that the first page is not late and short lists cost nothing.
func (q *query) lookAhead(ctx context.Context, page *connectors.Page, size int, from place) error {
	last, err := strconv.ParseUint(string(page.Next), 10, 63)
	if err != nil {
		return nil // ids that are not numbers have no places between them
	}
	page.Joins = func(cursor connectors.Cursor) bool {
		p, err := parsePlace(cursor)
		return err == nil && p.behind < last
	}
	step := stride(page.Records, size)
	if step == 0 {
		return nil
	}
	if last > q.reach.highest.Load() {
		if from.behind == 0 {
			return nil
		}
		if err := q.findHighest(ctx, last); err != nil {
			return err
		}
	}
	highest := q.reach.highest.Load()
	page.Ahead = func(cursor connectors.Cursor) connectors.Cursor {
		p, err := parsePlace(cursor)
		if err != nil || p.behind+step >= highest {
			return ""
		}
		return guess(p.behind + step)
	}
	return nil
}

// stride returns the distance in ids at which pages are read: the number of the page's rows, less one that pages share, since a
// page of so many rows spans at least so many ids. It is 0 where ids are so sparse that this is less than size rows, for a page
// without slack, and for ids that are not numbers.
func stride(records []connectors.Record, size int) uint64 {
	if len(records) <= size {
		return 0
	}
	first, err1 := strconv.ParseUint(string(records[0].ID), 10, 63)
	behind, err2 := strconv.ParseUint(string(records[size].ID), 10, 63)
	step := uint64(len(records) - 1)
	if err1 != nil || err2 != nil || behind-first > step {
		return 0
	}
	return step
}

// findHighest requests the highest id, which is at least as high as the given one. If the server refuses the request or answers
// something else, its lists are read page by page from then on.
func (q *query) findHighest(ctx context.Context, read uint64) error {
	a, err := q.fetch(ctx, "-id", 1)
	if err != nil && !errors.Is(err, errRefused) {
		return err
	}
	if len(a.Rows) > 0 {
		if id, err := strconv.ParseUint(string(a.Rows[0].ID), 10, 63); err == nil && id >= read {
			q.reach.saw(id)
			return nil
		}
	}
	q.reach.none.Store(true)
	return nil
}

// saw raises the highest id to the given one.
func (r *reach) saw(id uint64) {
	for highest := r.highest.Load(); id > highest && !r.highest.CompareAndSwap(highest, id); {
		highest = r.highest.Load()
	}
}
