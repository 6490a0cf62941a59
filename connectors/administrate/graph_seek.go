package administrate

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// spare is how many more rows than wanted are asked for, so that holding back the last second mostly costs no second request.
const spare = 5

// position is a place in a list: all tasks before clock have been delivered.
type position struct {
	clock string // "" for the first task
	// seen says that a task of exactly this second has come. Otherwise the clock was computed.
	seen bool
}

// A cursor is one of these marks and the position's clock.
const seenMark, computedMark = "=", ">"

func (p position) cursor() connectors.Cursor {
	if p.seen {
		return connectors.Cursor(seenMark + p.clock)
	}
	return connectors.Cursor(computedMark + p.clock)
}

// readPosition returns the position of a cursor.
func (r *graphRun) readPosition(ctx context.Context, cursor connectors.Cursor) (position, error) {
	if cursor == "" {
		return position{clock: r.from}, nil
	}
	clock, seen := strings.CutPrefix(string(cursor), seenMark)
	if !seen {
		clock = strings.TrimPrefix(string(cursor), computedMark)
	}
	if len(clock)+1 != len(cursor) || !validClock(clock) {
		return position{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opGraphTasks}
	}
	_, err := r.formOf(ctx, r.schema, r.by) // which another process may have learned
	return position{clock, seen}, err
}

// seek fetches the page from a second on. This is always a first page, so that no page can shift. The end of the page may have cut the
// tasks of its last second, so these are left to the next page, which starts with them.
func (r *graphRun) seek(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from, err := r.readPosition(ctx, at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	var got connectors.Page
	if at.Cursor == "" && r.untimed != nil && r.changedFrom == nil {
		if err := r.addUntimed(ctx, &got, ""); err != nil {
			return got, err
		}
	}
	ans, asked, err := r.after(ctx, from, r.size(at.Want))
	if err != nil {
		return got, err
	}
	rule := &paging.Seek{
		// An empty first page may be another query's answer, sent again: the newest row shows whether the list is empty.
		Server: r.server, Held: from.seen || at.Cursor == "", Enough: at.Want > 0 && paging.BeforeLastTime(ans.Rows, clockOf) >= at.Want,
		Time: func(row connectors.Record) string { return max(clockOf(row), from.clock) },
	}
	ans, v, err := paging.Decide(rule, ans, r.answers(ctx, page{ordered: true, near: from.clock}, r.fromOn(asked)))
	if err != nil {
		return got, err
	}
	got.Notices = slices.Concat(got.Notices, ans.notices, v.Notices)
	if at.Cursor == "" && from.clock == "" && r.server.Proven() && ans.Total >= 0 {
		total := ans.Total + len(got.Records)
		got.Total = &total
	}
	kept, err := r.cut(ans, asked, from, &got)
	if err != nil {
		return got, err
	}
	return got, r.goOn(ctx, from, kept, v.Step, &got)
}

// size returns how many rows to ask for.
func (r *graphRun) size(want int) int {
	if want > 0 {
		return min(want+spare, r.settings.PageSize)
	}
	return r.settings.PageSize
}

// fromOn returns the condition for tasks from a clock on.
func (r *graphRun) fromOn(clock string) schema.Filter {
	if clock == "" {
		return r.schema.IsSet(r.by)
	}
	return r.schema.Compare(r.by, operations[connectors.OpGe], sentClock(clock, r.form()))
}

// form returns the form of the times that order the list, which is known before a clock is sent.
func (r *graphRun) form() int32 { return r.forms[r.by].Load() }

// after asks for the first page from a position on. If no task came of the second that should come first, it asks from one second
// earlier: the server may compare what it does not show. asked is the clock that was asked for.
func (r *graphRun) after(ctx context.Context, from position, limit int) (ans rows, asked string, err error) {
	p := page{limit: limit, ordered: true, near: from.clock}
	ans, err = r.timed(ctx, p, r.fromOn(from.clock))
	if err != nil || !from.seen || slices.ContainsFunc(ans.Rows, func(row connectors.Record) bool { return clockOf(row) == from.clock }) {
		return ans, from.clock, err
	}
	asked = shifted(from.clock, -time.Second)
	ans, err = r.timed(ctx, p, r.fromOn(asked))
	return ans, asked, err
}

// answers returns the function that sends the requests of a rule for the tasks that obey bounds, in the order of p.
func (r *graphRun) answers(ctx context.Context, p page, bounds ...schema.Filter) func(paging.Request) (rows, error) {
	return func(req paging.Request) (rows, error) {
		asked := p
		asked.start, asked.limit = req.Start, max(req.Limit, 1)
		if req.Kind == paging.Newest {
			asked.start, asked.descending = 0, !p.descending
		}
		return r.fit(ctx, asked, bounds...)
	}
}

// cut removes the rows before the position, which may come only where they were asked for.
func (r *graphRun) cut(ans rows, asked string, from position, got *connectors.Page) ([]connectors.Record, error) {
	var kept []connectors.Record
	for _, row := range ans.Rows {
		switch clock := clockOf(row); {
		case clock >= from.clock:
			kept = append(kept, row)
		case clock < asked && from.clock == r.from && r.changedFrom != nil:
			return nil, &connectors.Error{Kind: connectors.KindFilterIgnored, Connector: "administrate", Op: opGraphTasks, Field: "changed_from"}
		case clock < asked:
			return nil, r.failure(connectors.KindInconsistent, "the upstream ignored the filter for tasks from %s on", asked)
		default:
			got.Repeats++
		}
	}
	return kept, nil
}

// goOn adds the rows of a page, and sets where the list goes on after them.
func (r *graphRun) goOn(ctx context.Context, from position, kept []connectors.Record, step paging.Step, got *connectors.Page) error {
	defer func() { r.finish(got) }()
	if step == paging.End {
		got.Records = append(got.Records, kept...)
		got.ChangedUntil = r.until(from, kept)
		if r.untimed != nil && r.changedFrom != nil {
			return r.addUntimed(ctx, got, behindClocks)
		}
		return nil
	}
	second := from.clock // that of all rows
	if len(kept) > 0 {
		second = clockOf(kept[0])
	}
	whole := paging.BeforeLastTime(kept, clockOf)
	switch {
	case step == paging.ReadOn && whole > 0:
		got.Records = append(got.Records, kept[:whole]...)
		got.Next = position{clockOf(kept[whole]), true}.cursor()
		return nil
	case step == paging.ReadBeyond && len(kept) > 0 && second != "":
		got.Records = append(got.Records, kept...)
	default:
		all, notices, err := r.second(ctx, second, kept)
		if err != nil {
			return err
		}
		got.Records, got.Notices = append(got.Records, all...), append(got.Notices, notices...)
	}
	got.Next = position{clock: shifted(second, time.Second)}.cursor()
	return nil
}

// finish brings the records of a page into order, and says where a reader goes on who stops within them.
func (r *graphRun) finish(got *connectors.Page) {
	var repeats int
	got.Records, repeats = connectors.Sort(got.Records)
	got.Repeats += repeats
	records := got.Records
	got.After = func(i int) connectors.Cursor {
		if clock := clockOf(records[i]); validClock(clock) {
			return position{clock, true}.cursor()
		}
		return ""
	}
}

// changedOverlap is how far changed_until is before the newest change that was read.
const changedOverlap = 10 * time.Minute

// until returns the changed_from of the next run, for the last page of a list by changes, by the present of this machine: if its clock is
// late, changes are only read again.
func (r *graphRun) until(from position, last []connectors.Record) string {
	if r.changedFrom == nil {
		return ""
	}
	clock := from.clock
	if n := len(last); n > 0 {
		clock = max(clock, clockOf(last[n-1]))
	}
	if clock == r.from {
		return r.changedFrom.at[0].UTC().Format(time.RFC3339) // nothing has changed: the bound itself is used again
	}
	return connectors.ChangedUntil(r.instantOf(clock, r.form()), time.Now(), changedOverlap)
}
