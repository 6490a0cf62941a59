package apro

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	// maxBulk is how many rows may share one time.
	maxBulk = 20_000
	// patience is how long a gathering waits in all for its time to pass.
	patience = 5 * time.Second
)

// noticeBulk is the code of the notice that says that many records share one time.
const noticeBulk = "BULK_GATHERED"

// errBeyond is the error of rows outside of what a sweep asked for.
var errBeyond = errors.New("rows lie outside the time that was asked for")

// sweep is the reading of all rows of a span of time that no page holds.
type sweep struct {
	ask
	// open tells that the rows are those without a time, from the beginning of a list that goes on behind them. Its
	// totals then say nothing about them.
	open bool
}

// bulk delivers the records of a time that has more of them than a page, and whatever else came with them.
func (l *listing) bulk(ctx context.Context, from place, clock string, page *connectors.Page) error {
	rows, _, last, err := l.span(ctx, clock, false, page)
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
		case l.scope.before != "" && key >= l.scope.before:
			page.Outside++
		default:
			page.Records = append(page.Records, r)
		}
	}
	l.beyondOf(last, page)
	return nil
}

// span gathers the rows of one second, whole. It asks for the second after it as well, since the upper end may not
// belong to what it bounds; first and last are the outermost seconds of which all rows are there.
func (l *listing) span(ctx context.Context, clock string, created bool, page *connectors.Page) (rows []connectors.Record, first, last string, err error) {
	s := sweep{ask: ask{from: clock, to: shifted(clock, time.Second), floor: clock, created: created}}
	lower := &l.learned[l.op].lower
	if clock == zeroTime {
		s.from, s.to = "", firstMoment
	} else if lower.Load() != inclusive {
		s.from = shifted(clock, -time.Second)
	}
	rows, notices, err := l.gather(ctx, s)
	if clock == zeroTime && (errors.Is(err, errBeyond) || err == nil && len(rows) == 0) {
		// The server does not find rows without a time by an upper end alone, which would have told their total.
		rows, notices, err = l.gather(ctx, sweep{open: true})
	}
	if err != nil {
		return nil, "", "", err
	}
	page.Notices = append(page.Notices, notices...)
	if len(rows) > 1 {
		page.Notices = append(page.Notices, connectors.Notice{
			Code:    noticeBulk,
			Message: fmt.Sprintf("%d %s %s were read as one page", len(rows), l.noun, when(clock)),
		})
	}
	if clock == zeroTime {
		return rows, zeroTime, zeroTime, nil
	}
	last, below, above := clock, false, false
	for _, r := range rows {
		key := clockOf(r)
		last, below, above = max(last, key), below || key < s.from, above || key > s.to
		if string(r.Key) == s.from {
			lower.Store(inclusive)
		}
	}
	if below || above { // the server honours days only
		firstDay, lastDay := day(s.from)+" 00:00:00", shifted(nextDay(s.to), -time.Second)
		if below && above {
			return rows, firstDay, lastDay, nil
		}
		// At one end, as far as is seen: all of these days is asked for, so that it does not matter how the other end is meant.
		rows, err = l.days(ctx, s, page)
		return rows, firstDay, lastDay, err
	}
	return rows, clock, last, nil
}

// days gathers the rows of all days that a sweep touches.
func (l *listing) days(ctx context.Context, s sweep, page *connectors.Page) ([]connectors.Record, error) {
	s.from, s.to = shifted(day(s.from)+" 00:00:00", -time.Second), nextDay(s.to)
	rows, notices, err := l.gather(ctx, s)
	page.Notices = append(page.Notices, notices...)
	return rows, err
}

// when says in words which rows a sweep is of.
func when(clock string) string {
	if clock <= firstMoment {
		return "without a time"
	}
	return "around " + clock
}

// gathering is a sweep under way.
type gathering struct {
	*listing
	sweep   sweep
	rule    *paging.Settled
	notices []connectors.Notice
	// first is the first page of the present pass, and passes counts those that have begun.
	first  answer
	passes int
	// patience is how long it may still wait.
	patience time.Duration
}

// gather reads the pages of a sweep, pass after pass, until all of its rows have come. Rows that leave the sweep meanwhile are
// met again where they went.
func (l *listing) gather(ctx context.Context, s sweep) (rows []connectors.Record, notices []connectors.Notice, err error) {
	s.exact = true // since pages have numbers, all of them have one size
	g, err := rest.Fit(&l.learned[l.op].fitting, l.most(), 1, func(rows int) (*gathering, error) {
		s.limit = rows
		return l.gatherBy(ctx, s)
	})
	if err != nil {
		return nil, nil, err
	}
	return g.rule.Records(), g.notices, nil
}

// gatherBy is gather in pages of the sweep's size, or of what its first page shows that the server is sure to give.
func (l *listing) gatherBy(ctx context.Context, s sweep) (*gathering, error) {
	rule := &paging.Settled{Server: l.server(), Size: s.limit, ByNumber: true, Reversible: !s.open, Max: maxBulk}
	g := &gathering{listing: l, sweep: s, rule: rule, patience: patience}
	ask := func(r paging.Request) (answer, error) { return g.take(ctx, r) }
	first, err := ask(rule.First())
	if err != nil {
		return nil, err
	}
	rule.Size = min(rule.Size, l.sure())
	_, v, err := paging.Decide(rule, first, ask)
	g.notices = append(g.notices, v.Notices...)
	return g, err
}

// settle waits until the last second of a sweep has passed by the account's wall clock, and a second more for each pass
// before this one, as the upstream's clock may be late. While that second lasts, rows come into it with each change, and the
// list would go on beyond those that come after it was read. Times that lie further ahead are not waited for.
func (g *gathering) settle(ctx context.Context) error {
	g.passes++
	last, err := g.instant(g.sweep.to)
	if err != nil {
		return nil // the sweep has no upper end, so that there is nothing to wait for
	}
	wait := time.Until(last.Add(time.Duration(g.passes) * time.Second))
	if wait <= 0 || wait > g.patience {
		return nil
	}
	g.patience -= wait
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// take asks for a page. Rows after those of an open sweep show that it has ended.
func (g *gathering) take(ctx context.Context, r paging.Request) (answer, error) {
	from := g.first
	if r.Start == 0 {
		from = answer{ask: g.sweep.ask}
		if r.Kind == paging.Page {
			if err := g.settle(ctx); err != nil {
				return answer{}, err
			}
		}
	}
	ans, err := g.request(ctx, from, r)
	if err == nil {
		err = g.compares(ctx, ans)
	}
	if err != nil || r.Kind != paging.Page {
		return ans, err
	}
	if g.sweep.open {
		ans.total = nil // of the whole list
		if end := slices.IndexFunc(ans.rows, func(r connectors.Record) bool { return clockOf(r) != zeroTime }); end >= 0 {
			ans.rows, ans.beyond = ans.rows[:end], true
		}
	}
	if r.Start == 0 {
		g.first = ans
	}
	g.notices = append(g.notices, ans.notices...)
	if slices.ContainsFunc(ans.rows, g.sweep.excludes) {
		return ans, errBeyond
	}
	return ans, nil
}

// excludes reports whether a row lies outside the days of a sweep.
func (s *sweep) excludes(r connectors.Record) bool {
	d := day(clockOf(r))
	return !s.open && (s.from != "" && d < day(s.from) || s.to != "" && d > day(s.to))
}
