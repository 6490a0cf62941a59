package apro

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

const (
	// maxPasses is how often the rows of one time are read in the hope that they stand still.
	maxPasses = 8
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
	rows, end, err := l.span(ctx, clock, false, page)
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
	if next := shifted(end, time.Second); l.scope.before == "" || next < l.scope.before {
		page.Next = place{clock: next}.cursor()
	}
	return nil
}

// span gathers the rows of one second, whole. It asks for the second after it as well, since the upper end may not
// belong to what it bounds; end is the last second of which all rows are there.
func (l *listing) span(ctx context.Context, clock string, created bool, page *connectors.Page) (rows []connectors.Record, end string, err error) {
	s := sweep{ask: ask{from: clock, to: shifted(clock, time.Second), floor: clock, created: created, limit: l.maximum}}
	lower := &l.learned[l.op].lower
	if clock == zeroTime {
		s.from, s.to = "", firstMoment
	} else if lower.Load() != inclusive {
		s.from = shifted(clock, -time.Second)
	}
	rows, notices, err := l.gather(ctx, s)
	if clock == zeroTime && (errors.Is(err, errBeyond) || err == nil && len(rows) == 0) {
		// The server does not find rows without a time by an upper end alone, which would have told their total.
		rows, notices, err = l.gather(ctx, sweep{ask: ask{limit: l.maximum}, open: true})
	}
	if err != nil {
		return nil, "", err
	}
	page.Notices = append(page.Notices, notices...)
	page.Notices = append(page.Notices, connectors.Notice{
		Code:    noticeBulk,
		Message: fmt.Sprintf("%d %s %s were read as one page", len(rows), l.noun, when(clock)),
	})
	if clock == zeroTime {
		return rows, shifted(firstMoment, -time.Second), nil
	}
	end = clock
	for _, r := range rows {
		key := clockOf(r)
		if key < s.from || key > s.to {
			return rows, shifted(nextDay(s.to), -time.Second), nil // the server honours days only, so these are whole days
		}
		end = max(end, key)
		if string(r.Key) == s.from {
			lower.Store(inclusive)
		}
	}
	return rows, end, nil
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
	rows    map[string]connectors.Record // by id
	notices []connectors.Notice
	// total is how many rows the last pass was told of, without those it cannot tell apart; 0 where it was not told of these.
	total int
	// patience is how long it may still wait.
	patience time.Duration
}

// gather reads the pages of a sweep until it has all rows. A pass is complete when it took one page, or when its total
// stood still and as many different rows came; otherwise passes follow until one brings nothing new and no fewer rows are
// there than the total says. Rows that leave the sweep meanwhile are met again where they went.
func (l *listing) gather(ctx context.Context, s sweep) ([]connectors.Record, []connectors.Notice, error) {
	fitting := &l.learned[l.op].fitting
	s.limit, s.exact = fitting.Bound(s.limit), true // of all pages of a pass
	g := &gathering{listing: l, sweep: s, rows: map[string]connectors.Record{}, patience: patience}
	for pass := range maxPasses {
		if err := g.settle(ctx, pass); err != nil {
			return nil, nil, err
		}
		known := len(g.rows)
		complete, err := g.pass(ctx)
		for fewer, ok := fitting.Halve(g.sweep.limit, err); ok; fewer, ok = fitting.Halve(g.sweep.limit, err) {
			g.sweep.limit = fewer
			complete, err = g.pass(ctx)
		}
		if err != nil {
			return nil, nil, err
		}
		if complete || pass > 0 && len(g.rows) == known && known >= g.total {
			rows := make([]connectors.Record, 0, len(g.rows))
			for _, r := range g.rows {
				rows = append(rows, r)
			}
			return rows, g.notices, nil
		}
	}
	if len(g.rows) < g.total {
		return nil, nil, broken(l.op, "of %d %s %s only %d came, though read %d times", g.total, l.noun, when(s.to), len(g.rows), maxPasses)
	}
	return nil, nil, broken(l.op, "the %s %s do not stand still: read %d times, and still new ones came", l.noun, when(s.to), maxPasses)
}

// settle waits until the last second of a sweep has passed by the account's wall clock, and a second more for each pass
// that found it moving, as the upstream's clock may be behind. While that second lasts, rows come into it with each change,
// and the list would go on behind those that come after it was read. Times that lie further ahead are not waited for.
func (g *gathering) settle(ctx context.Context, pass int) error {
	last, err := g.instant(g.sweep.to)
	if err != nil {
		return nil // the sweep has no upper end, so that there is nothing to wait for
	}
	wait := time.Until(last.Add(time.Duration(pass+1) * time.Second))
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

// pass reads all pages once.
func (g *gathering) pass(ctx context.Context) (complete bool, err error) {
	if err := g.learnBase(ctx); err != nil {
		return false, err
	}
	seen := map[string]bool{}
	start := ""
	stood, read, twins, total := true, 0, 0, -1
	for page := 1; ; page++ {
		a := g.sweep.ask
		a.page = page
		ans, err := g.fetch(ctx, a)
		if err != nil {
			return false, err
		}
		g.notices = append(g.notices, ans.notices...)
		known := len(seen)
		same, ended, err := g.take(ans, seen)
		if err != nil {
			return false, err
		}
		switch {
		case page == 1:
			start = firstID(ans)
		case start != "" && start == firstID(ans) && len(seen) == known:
			return false, broken(g.op, "page %d of the %s %s is the first one again: the upstream ignores page numbers", page, g.noun, when(g.sweep.to))
		}
		read += len(ans.rows)
		twins += same
		stood = stood && len(seen) == known+len(ans.rows)
		if ans.total != nil {
			stood = stood && (page == 1 || *ans.total == total)
			total = *ans.total
		}
		if ended || len(ans.rows) == 0 || total >= 0 && read >= total || total < 0 && g.whole(ans) {
			if g.total = max(total-twins, 0); g.sweep.open {
				g.total = 0
			}
			return page == 1 && len(seen) >= g.total || stood && !g.sweep.open && len(seen) == total, nil
		}
	}
}

// take adds the rows of a page to those of all passes and of this one. twins counts those without an id that came before
// in this pass, which may be others that look the same; ended tells that a row behind those of an open sweep came.
func (g *gathering) take(ans answer, seen map[string]bool) (twins int, ended bool, err error) {
	for _, r := range ans.rows {
		switch key := clockOf(r); {
		case g.sweep.open && key != zeroTime:
			return twins, true, nil
		case g.sweep.from != "" && !g.sweep.open && day(key) < day(g.sweep.from), g.sweep.to != "" && day(key) > day(g.sweep.to):
			return twins, false, errBeyond
		}
		id := string(r.ID)
		if seen[id] && !r.Identified() {
			twins++
		}
		seen[id] = true
		g.rows[id] = r
	}
	if len(g.rows) > maxBulk {
		return twins, false, &connectors.Error{
			Kind: connectors.KindDataLost, Connector: name, Op: g.op,
			Err: fmt.Errorf("there are more than %d %s %s, too many to gather", maxBulk, g.noun, when(g.sweep.to)),
		}
	}
	return twins, false, nil
}

// learnBase finds out whether the pages of calls count from 0 or from 1, by asking for the page after the first one
// under the number that is the first one's if they count from 1.
func (g *gathering) learnBase(ctx context.Context) error {
	base := &g.learned[g.op].base
	if g.op != opCalls || base.Load() != unknown {
		return nil
	}
	a := g.sweep.ask
	a.page = 1
	ans, err := g.fetch(ctx, a)
	if err != nil || len(ans.rows) == 0 {
		return err
	}
	a.probe = true
	next, err := g.fetch(ctx, a)
	if err != nil {
		return err
	}
	if firstID(ans) == firstID(next) {
		base.Store(fromOne)
	} else {
		base.Store(fromZero)
	}
	return nil
}

// firstID returns the id of an answer's first row, "" for none.
func firstID(ans answer) string {
	if len(ans.rows) == 0 {
		return ""
	}
	return string(ans.rows[0].ID)
}
