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

// slack returns how many more rows than a page's are asked for by callers that read ahead. They make up for the ids that
// rows do not take: pages that many ids apart as they have rows leave no gap, and are no more than smaller ones one by one.
func slack(size int) int { return max(size/4, 2) }

// reach is how far an account's lists may be read ahead, as learned from its server. The zero value knows nothing. It is safe
// for concurrent use.
type reach struct {
	// highest is the highest id that was ever asked for.
	highest atomic.Uint64
	// none is set for servers that refuse what reading ahead needs.
	none atomic.Bool
}

// place is where a page begins: behind an id, 0 for the start.
type place struct {
	behind uint64
	// guessed tells that no page has ended there.
	guessed bool
}

// guessMark ends the cursors of guessed places.
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

// page asks for a page, wider than its size if the caller reads ahead and the list has no filter: how far filtered lists
// extend would have to be asked for each of them. A server that refuses so many rows is asked for less, this time and from
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

// after asks for the rows after an id, and checks that they are in order.
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

// wide asks for a page with slack, and with the row before it while others may be read at the same time, which none is after
// the highest id. Where that row comes alone, the page is asked for without it.
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

// maxAsked is how often a page is asked for that does not begin where it should.
const maxAsked = 4

// sharing asks for a page with the row before it, which it leaves out. Where pages are read at the same time, an answer could
// be that to another question, which nobody would notice but for this row. An answer without it is right if the next one
// begins alike: then the row was deleted. To ask whether anything lies in between instead would bring short answers about,
// which are worse to have in the place of others.
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
	return answer{}, failure(connectors.KindInconsistent, "what comes for tasks behind %d begins elsewhere, as if it belonged to another request", row)
}

// lookAhead lets a page of a list that goes on say where the next ones are to be read, up to the highest id. That is asked
// for once, with the second page of the first list that needs it, so that the first one is not late and short lists cost
// nothing.
func (q *query) lookAhead(ctx context.Context, page *connectors.Page, size int, from place) error {
	last, err := strconv.ParseUint(string(page.Next), 10, 63)
	if err != nil {
		return nil // ids that are no numbers have no places between them
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

// stride returns how many ids apart pages are read: so many as the page has rows, less one to share, since a page of so many
// rows spans no fewer ids. It is 0 where ids are so sparse that this is less than size rows, for a page without slack, and
// for ids that are no numbers.
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

// findHighest asks for the highest id, which is no lower than one already read. A server that refuses that, or answers
// something else, has its lists read page by page from then on.
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

// saw remembers an id.
func (r *reach) saw(id uint64) {
	for highest := r.highest.Load(); id > highest && !r.highest.CompareAndSwap(highest, id); {
		highest = r.highest.Load()
	}
}
