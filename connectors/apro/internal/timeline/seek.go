package timeline

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// position is the place of a seek: all records below clock have been delivered.
type position struct {
	clock string // "" at the start of a list without lower bound
	// seen says that a record with exactly this time has come. Otherwise the time was computed.
	seen bool
}

// A cursor of a seek is one of these marks and the position's time.
const seenMark, computedMark = "=", ">"

func (p position) cursor() connectors.Cursor {
	if p.seen {
		return connectors.Cursor(seenMark + p.clock)
	}
	return connectors.Cursor(computedMark + p.clock)
}

// readPosition returns the position of a cursor. Without a cursor a seek starts at the request's lower bound. An upper bound
// without a lower one excludes records without activity time, which come first.
func (l *List) readPosition(cursor connectors.Cursor) (position, error) {
	if cursor == "" {
		if l.Range.From == "" && l.Range.Before != "" {
			return position{clock: wire.FirstMoment}, nil
		}
		return position{clock: l.Range.From}, nil
	}
	clock, seen := strings.CutPrefix(string(cursor), seenMark)
	if !seen {
		clock = strings.TrimPrefix(string(cursor), computedMark)
	}
	if len(clock)+1 != len(cursor) || !wire.ValidClock(clock) {
		return position{}, wire.Gone(l.Op)
	}
	return position{clock, seen}, nil
}

// seek fetches the page from a time on. This is always a first page, so that no page can shift. Rows that change move up, ahead
// of the reader. The end of the page may have cut the rows of its last time, so these are left to the next page, which starts
// with them.
func (l *List) seek(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	from, err := l.readPosition(at.Cursor)
	if err != nil {
		return connectors.Page{}, nil, err
	}
	var page connectors.Page
	if at.Cursor == "" && l.Range.changed && l.Untimed {
		if err := l.createdSince(ctx, l.Range.From, &page); err != nil {
			return page, nil, err
		}
	}
	want := at.Want
	if want > 0 && from.seen {
		want += Spare // for rows at the position itself, which may have been read
	}
	ans, err := l.after(ctx, from, want)
	if err != nil {
		return page, nil, err
	}
	ans, v, err := paging.Decide(&paging.Seek{
		Server: l.server(),
		Held:   from.seen,
		Enough: at.Want > 0 && paging.BeforeLastTime(l.within(ans.rows, from), clockOf) >= at.Want,
		Time:   times(ans.rows, from.clock, func(clock string) bool { return clock >= from.clock }),
	}, ans, l.asking(ctx, ans))
	if err != nil {
		return page, nil, err
	}
	page.Notices = slices.Concat(page.Notices, ans.notices, v.Notices)
	if at.Cursor == "" && from.clock == "" && l.server().Proven() {
		page.Total = ans.total
	}
	rows, err := l.cut(ans, from, &page)
	if err != nil {
		return page, nil, err
	}
	resume, err := l.goOn(ctx, from, ans, rows, v.Step, &page)
	return page, resume, err
}

// goOn adds the rows of a page, and sets where the list goes on after them.
func (l *List) goOn(ctx context.Context, from position, ans answer, rows []connectors.Record, step paging.Step, page *connectors.Page) (resumer, error) {
	if step == paging.End {
		page.Records = append(page.Records, rows...)
		page.ChangedUntil = l.until(from, rows)
		return resumeAt, nil
	}
	if err := l.identified(ans); err != nil {
		return nil, err
	}
	clock := from.clock // that of all rows
	if len(rows) > 0 {
		clock = clockOf(rows[0])
	}
	kept := paging.BeforeLastTime(rows, clockOf)
	switch {
	case step == paging.ReadOn && kept > 0:
		page.Next = position{clockOf(rows[kept]), true}.cursor()
		page.Records = append(page.Records, rows[:kept]...)
		return resumeAt, nil
	case step == paging.ReadBeyond && len(rows) > 0:
		l.beyondOf(clock, page)
		page.Records = append(page.Records, rows...)
		return resumeAt, nil
	}
	// The time is read separately. If all rows are before the position, since the server compares only days, this reads the
	// day.
	return nil, l.readTies(ctx, from, clock, page)
}

// beyondOf sets the next page to begin after a second.
func (l *List) beyondOf(clock string, page *connectors.Page) {
	next := wire.Shifted(clock, time.Second)
	if clock == wire.ZeroTime {
		next = wire.FirstMoment
	}
	if l.Range.Before == "" || next < l.Range.Before {
		page.Next = position{clock: next}.cursor()
	}
}

// resumer returns the cursor after a record of a page, before the prefix is added to its key: connectors.Page.After. A nil
// resumer means that the page must be read again.
type resumer func(connectors.Record) connectors.Cursor

// resumeAt returns the cursor of a record within a page. A record without a time has none, since such records are mostly read
// whole, as are those that changed_from finds by creation.
func resumeAt(r connectors.Record) connectors.Cursor {
	clock := clockOf(r)
	if clock <= wire.FirstMoment {
		return ""
	}
	return position{clock, len(r.Key) == len(wire.ClockFormat)}.cursor()
}

// times returns the function by which a rule gets the times of rows. A row that is not wanted has the time of the first wanted
// row, or the time none if no row is wanted.
func times(rows []connectors.Record, none string, wanted func(clock string) bool) func(connectors.Record) string {
	first := slices.IndexFunc(rows, func(r connectors.Record) bool { return wanted(clockOf(r)) })
	if first >= 0 {
		none = clockOf(rows[first])
	}
	return func(r connectors.Record) string {
		if clock := clockOf(r); wanted(clock) {
			return clock
		}
		return none
	}
}

// within returns the rows within the range.
func (l *List) within(rows []connectors.Record, from position) []connectors.Record {
	return slices.DeleteFunc(slices.Clone(rows), func(r connectors.Record) bool {
		clock := clockOf(r)
		return clock < from.clock || l.Range.Before != "" && clock >= l.Range.Before
	})
}

// cut removes the rows outside the range, and checks that the others ascend.
func (l *List) cut(ans answer, from position, page *connectors.Page) (rows []connectors.Record, err error) {
	last := ""
	for _, r := range ans.rows {
		key := clockOf(r)
		if key < last {
			return nil, wire.Broken(l.Op, "record %q of %s came after %s: the upstream ignored the order", r.ID, key, last)
		}
		last = key
		switch {
		case key < from.clock:
			if wire.Day(key) < wire.Day(ans.From) {
				return nil, l.unbounded(from)
			}
			if from.clock == l.Range.From {
				page.Outside++
			} else {
				page.Repeats++
			}
		case l.Range.Before != "" && key >= l.Range.Before:
			if wire.Day(key) > wire.Day(l.Range.Before) {
				return nil, wire.Ignored(l.Op, l.Range.BeforeField)
			}
			page.Outside++
		default:
			rows = append(rows, r)
		}
	}
	return rows, nil
}

// unbounded returns the error of rows below the lower end of the request.
func (l *List) unbounded(from position) error {
	if from.clock == l.Range.From {
		return wire.Ignored(l.Op, l.Range.FromField)
	}
	return wire.Broken(l.Op, "the upstream ignored the filter for records from %s on", from.clock)
}

// after asks for the first page from a position on. It is not documented whether a period includes its lower end, so the end
// counts as excluded until an answer includes it. A computed position is asked for from one second earlier. A seen position is
// asked for from one second earlier only if the record seen there is missing.
func (l *List) after(ctx context.Context, from position, want int) (answer, error) {
	lower := &l.Learned.lower
	known := lower.Load() // once: what other calls learn meanwhile does not apply to this request
	a := l.size(Ask{From: from.clock, To: l.Range.Before, floor: from.clock}, want)
	if from.clock > wire.FirstMoment && (known == exclusive || known == unknown && !from.seen) {
		a.From = wire.Shifted(from.clock, -time.Second)
	}
	ans, err := l.fetch(ctx, a)
	if err != nil || from.clock <= wire.FirstMoment || known != unknown {
		return ans, err
	}
	switch first := firstKey(ans); {
	case first == a.From:
		lower.Store(inclusive)
		if from.seen || len(ans.rows) < ans.Limit {
			return ans, nil
		}
		a.From = from.clock // without the rows of the second before, which may be many
		return l.fetch(ctx, a)
	case !from.seen || first != "" && first <= from.clock:
		return ans, nil
	}
	a.From = wire.Shifted(from.clock, -time.Second)
	if ans, err = l.fetch(ctx, a); err != nil {
		return ans, err
	}
	for _, r := range ans.rows {
		if string(r.Key) == from.clock {
			lower.Store(exclusive)
		}
	}
	return ans, nil
}

// firstKey returns the time of the first row that has its own, "" for none.
func firstKey(ans answer) string {
	for _, r := range ans.rows {
		if len(r.Key) == len(wire.ClockFormat) {
			return string(r.Key)
		}
	}
	return ""
}

// createdSince adds the records without activity time that were created since a time, as changed_from promises. They come first
// in the order of activity, so that a list without them costs one request.
func (l *List) createdSince(ctx context.Context, since string, page *connectors.Page) error {
	a := Ask{From: wire.Shifted(since, -time.Second), Created: true, Page: 1}
	rows, notices, err := l.settled(ctx, ties{Ask: a, open: true})
	if err != nil {
		return err
	}
	page.Notices = append(page.Notices, notices...)
	page.Records = append(page.Records, rows...)
	return nil
}
