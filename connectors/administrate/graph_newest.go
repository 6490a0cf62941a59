package administrate

import (
	"context"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// upperEnd is a place in a list that is read from its newest task down: all tasks from clock on have come.
type upperEnd struct {
	clock string // "" for the newest task
	// held says that rows before clock have come, which the next page should begin with.
	held bool
}

// last fetches the newest tasks, as many as wanted or as a page holds. If fewer come without proof that there are no more, it reads on
// below them.
func (r *graphRun) last(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone, Connector: "administrate", Op: opGraphTasks}
	}
	want := r.settings.PageSize
	if at.Want > 0 {
		want = min(want, at.Want)
	}
	got, err := paging.ReadNewest(want, func(from upperEnd, want int) (connectors.Page, upperEnd, bool, error) {
		got, next, ended, err := r.down(ctx, from, want)
		var repeats int
		got.Records, repeats = connectors.Sort(got.Records)
		got.Repeats += repeats
		return got, next, ended, err
	})
	if err != nil {
		return connectors.Page{}, err
	}
	var repeats int
	got.Records, repeats = connectors.Sort(got.Records)
	got.Repeats += repeats
	slices.Reverse(got.Records)
	got.Records = got.Records[:min(want, len(got.Records))]
	return got, nil
}

// down fetches the page before a place, and the place before its rows.
func (r *graphRun) down(ctx context.Context, from upperEnd, want int) (got connectors.Page, next upperEnd, ended bool, err error) {
	bound, p := r.schema.IsSet(r.by), page{limit: r.size(want), ordered: true, descending: true}
	if from.clock != "" {
		bound, p.near = r.schema.Compare(r.by, operations[connectors.OpLt], sentClock(from.clock, r.form())), shifted(from.clock, -time.Second)
	}
	ans, err := r.timed(ctx, p, bound)
	if err != nil {
		return got, next, false, err
	}
	if err := r.isBelow(ans, from); err != nil || different(ans.Rows) >= want {
		got.Records, got.Notices = ans.Rows, ans.notices
		return got, next, true, err
	}
	rule := &paging.Seek{Server: r.server, Held: from.held, Time: clockOf}
	ans, v, err := paging.Decide(rule, ans, r.answers(ctx, p, bound))
	if err == nil {
		err = r.isBelow(ans, from)
	}
	if err != nil {
		return got, next, false, err
	}
	got.Records, got.Notices = ans.Rows, append(ans.notices, v.Notices...)
	if v.Step == paging.End {
		if r.untimed != nil {
			err = r.addUntimed(ctx, &got, "")
		}
		return got, next, true, err
	}
	whole := paging.BeforeLastTime(ans.Rows, clockOf)
	switch {
	case v.Step == paging.ReadOn && whole > 0:
		got.Records = ans.Rows[:whole]
		return got, upperEnd{shifted(clockOf(ans.Rows[whole]), time.Second), true}, false, nil
	case len(ans.Rows) == 0:
		return got, next, false, r.failure(connectors.KindInconsistent, "the upstream has tasks before %s, but sends none of them", from.clock)
	case v.Step == paging.ReadBeyond && clockOf(ans.Rows[0]) != "":
		return got, upperEnd{clock: clockOf(ans.Rows[0])}, false, nil
	}
	clock := clockOf(ans.Rows[0])
	all, notices, err := r.second(ctx, clock, ans.Rows)
	got.Records, got.Notices = all, append(got.Notices, notices...)
	return got, upperEnd{clock: clock}, false, err
}

// different returns how many different tasks rows have.
func different(rows []connectors.Record) int {
	rows, _ = connectors.Sort(slices.Clone(rows))
	return len(rows)
}

// isBelow checks that all rows are before a place.
func (r *graphRun) isBelow(ans rows, from upperEnd) error {
	for _, row := range ans.Rows {
		if from.clock != "" && clockOf(row) >= from.clock {
			return r.failure(connectors.KindInconsistent, "the upstream ignored the filter for tasks before %s", from.clock)
		}
	}
	return nil
}
