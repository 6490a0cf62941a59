package timeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	// maxTies is how many rows may share one time.
	maxTies = 20_000
	// maxWait is how long the reading of ties waits altogether for their time to pass.
	maxWait = 5 * time.Second
)

// NoticeBulk is the code of the notice that many records share one time.
const NoticeBulk = "BULK_GATHERED"

// errBeyond is the error of rows outside the time asked for.
var errBeyond = errors.New("rows are outside the requested time")

// ties is a request for all rows of one time, or of a few days, on one or more pages.
type ties struct {
	Ask
	// open says that the rows are those without a time, at the beginning of a list that goes on after them, so that totals do
	// not count them alone.
	open bool
}

// excludes reports whether a row is outside the days asked for.
func (t *ties) excludes(r connectors.Record) bool {
	if t.open {
		return false
	}
	d := wire.Day(clockOf(r))
	return t.From != "" && d < wire.Day(t.From) || t.To != "" && d > wire.Day(t.To)
}

// readTies adds the records of a time that has more of them than a page, and other records in the range that came with them.
func (l *List) readTies(ctx context.Context, from position, clock string, page *connectors.Page) error {
	rows, _, last, err := l.tiesOf(ctx, clock, false, page)
	if errors.Is(err, errBeyond) {
		return l.unbounded(from)
	}
	if err != nil {
		return err
	}
	for _, r := range rows {
		switch key := clockOf(r); {
		case key < from.clock:
			page.Repeats++
		case l.Range.Before != "" && key >= l.Range.Before:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
	}
	l.beyondOf(last, page)
	return nil
}

// tiesOf returns all rows of one second. It also asks for the next second, since the period may exclude its upper end. All rows
// from first to last have come.
func (l *List) tiesOf(ctx context.Context, clock string, created bool, page *connectors.Page) (rows []connectors.Record, first, last string, err error) {
	if clock == wire.ZeroTime {
		rows, err = l.withoutTime(ctx, created, page)
		return rows, wire.ZeroTime, wire.ZeroTime, err
	}
	t := ties{Ask: Ask{From: clock, To: wire.Shifted(clock, time.Second), floor: clock, Created: created}}
	lower := &l.Learned.lower
	if lower.Load() != inclusive {
		t.From = wire.Shifted(clock, -time.Second)
	}
	rows, notices, err := l.settled(ctx, t)
	if err != nil {
		return nil, "", "", err
	}
	l.noteTies(page, clock, rows, notices)
	last, below, above := clock, false, false
	for _, r := range rows {
		key := clockOf(r)
		last, below, above = max(last, key), below || key < t.From, above || key > t.To
		if string(r.Key) == t.From {
			lower.Store(inclusive)
		}
	}
	if !below && !above {
		return rows, clock, last, nil
	}
	// The server compares only days.
	firstDay, lastDay := wire.Day(t.From)+" 00:00:00", wire.Shifted(wire.NextDay(t.To), -time.Second)
	if !below || !above {
		// This shows at one end only: all of these days is asked for, so that it does not matter how the server treats the
		// other end.
		rows, err = l.tiesOfDays(ctx, t, page)
	}
	return rows, firstDay, lastDay, err
}

// tiesOfDays returns the rows of all days that a request for ties touches.
func (l *List) tiesOfDays(ctx context.Context, t ties, page *connectors.Page) ([]connectors.Record, error) {
	t.From, t.To = wire.Shifted(wire.Day(t.From)+" 00:00:00", -time.Second), wire.NextDay(t.To)
	rows, notices, err := l.settled(ctx, t)
	page.Notices = append(page.Notices, notices...)
	return rows, err
}

// withoutTime returns all rows without a time.
func (l *List) withoutTime(ctx context.Context, created bool, page *connectors.Page) ([]connectors.Record, error) {
	rows, notices, err := l.settled(ctx, ties{Ask: Ask{To: wire.FirstMoment, floor: wire.ZeroTime, Created: created}})
	if errors.Is(err, errBeyond) || err == nil && len(rows) == 0 {
		// The server does not find rows without a time by an upper end alone, with which it would send their total.
		rows, notices, err = l.settled(ctx, ties{open: true})
	}
	if err != nil {
		return nil, err
	}
	l.noteTies(page, wire.ZeroTime, rows, notices)
	return rows, nil
}

// noteTies adds the notices of a reading of ties, and the notice that many records share a time.
func (l *List) noteTies(page *connectors.Page, clock string, rows []connectors.Record, notices []connectors.Notice) {
	page.Notices = append(page.Notices, notices...)
	if len(rows) < 2 {
		return
	}
	when := "around " + clock
	if clock <= wire.FirstMoment {
		when = "without a time"
	}
	page.Notices = append(page.Notices, connectors.Notice{
		Code: NoticeBulk, Message: fmt.Sprintf("%d %s %s were read as one page", len(rows), l.Noun, when),
	})
}

// tiesReading reads ties, pass after pass until paging.Settled ends.
type tiesReading struct {
	*List
	ties    ties
	rule    *paging.Settled
	notices []connectors.Notice
	// first is the first page of the present pass, and readings counts the passes that have begun.
	first    answer
	readings int
	// wait is how long the reading may still wait.
	wait time.Duration
}

// settled reads the pages of ties, pass after pass, until all of their rows have come. Rows that leave their time meanwhile
// come again at their new time.
func (l *List) settled(ctx context.Context, t ties) (rows []connectors.Record, notices []connectors.Notice, err error) {
	t.exact = true // pages have numbers, so all need the same size
	reading, err := rest.Fit(&l.Learned.fitting, l.most(), 1, func(rows int) (*tiesReading, error) {
		t.Limit = rows
		return l.settledBy(ctx, t)
	})
	if err != nil {
		return nil, nil, err
	}
	return reading.rule.Records(), reading.notices, nil
}

// settledBy is settled with pages of the request's size, or fewer rows if the server certainly gives only those.
func (l *List) settledBy(ctx context.Context, t ties) (*tiesReading, error) {
	rule := &paging.Settled{Server: l.server(), Size: t.Limit, ByNumber: true, Reversible: !t.open, Max: maxTies}
	reading := &tiesReading{List: l, ties: t, rule: rule, wait: maxWait}
	ask := func(r paging.Request) (answer, error) { return reading.answer(ctx, r) }
	first, err := ask(rule.First())
	if err != nil {
		return nil, err
	}
	rule.Size = min(rule.Size, l.sure())
	_, v, err := paging.Decide(rule, first, ask)
	reading.notices = append(reading.notices, v.Notices...)
	return reading, err
}

// answer sends a request of the rule. For open ties, a row with a time shows that the rows without a time have ended.
func (t *tiesReading) answer(ctx context.Context, r paging.Request) (answer, error) {
	first := t.first
	if r.Start == 0 {
		first = answer{Ask: t.ties.Ask}
		if r.Kind == paging.Page {
			if err := t.letPass(ctx); err != nil {
				return answer{}, err
			}
		}
	}
	ans, err := t.request(ctx, first, r)
	if err == nil {
		err = t.compares(ctx, ans)
	}
	if err != nil || r.Kind != paging.Page {
		return ans, err
	}
	if t.ties.open {
		ans.total = nil // counts the whole list
		if end := slices.IndexFunc(ans.rows, func(r connectors.Record) bool { return clockOf(r) != wire.ZeroTime }); end >= 0 {
			ans.rows, ans.beyond = ans.rows[:end], true
		}
	}
	if r.Start == 0 {
		t.first = ans
	}
	t.notices = append(t.notices, ans.notices...)
	if slices.ContainsFunc(ans.rows, t.ties.excludes) {
		return ans, errBeyond
	}
	return ans, nil
}

// letPass waits until the last second of the ties has passed by the account's wall clock, and one second more for each pass,
// since the upstream's clock may be late. While that second lasts, each change gives a row this time, and the list would go on
// beyond rows that come after the reading. letPass does not wait for times further ahead.
func (t *tiesReading) letPass(ctx context.Context) error {
	t.readings++
	last, err := wire.Instant(t.ties.To, t.Zone)
	if err != nil {
		return nil // without an upper end there is no time to wait for
	}
	wait := time.Until(last.Add(time.Duration(t.readings) * time.Second))
	if wait <= 0 || wait > t.wait {
		return nil
	}
	t.wait -= wait
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
