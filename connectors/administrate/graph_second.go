package administrate

import (
	"context"
	"fmt"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate/internal/schema"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
)

const (
	// maxSecond is how many tasks may share one second.
	maxSecond = 20_000
	// letPass is how long after a second its tasks are read, since more may come until it has passed.
	letPass = 2 * time.Second
)

// NoticeBulk is the code of the notice that many records share one time.
const NoticeBulk = "BULK_GATHERED"

// second returns all tasks of a second, which has more of them than a page, and those beside them on the page that were given this clock
// though they are of another second, since their own time cannot be read.
func (r *graphRun) second(ctx context.Context, clock string, beside []connectors.Record) ([]connectors.Record, []connectors.Notice, error) {
	if clock == "" {
		return nil, nil, r.failure(connectors.KindInconsistent, "tasks come after tasks of which no time can be read")
	}
	if wait := time.Until(r.instantOf(clock, r.form()).Add(letPass)); wait > 0 && wait <= 2*letPass {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, nil, context.Cause(ctx)
		}
	}
	before := r.schema.Compare(r.by, operations[connectors.OpLt], sentClock(shifted(clock, time.Second), r.form()))
	all, notices, err := r.settled(ctx, page{ordered: true, near: clock}, r.fromOn(clock), before)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range all {
		if clockOf(row) != clock {
			return nil, nil, r.failure(connectors.KindInconsistent, "task %q of %s came among those of %s: the upstream ignored the filter", row.ID, row.Key, clock)
		}
	}
	came := make(map[string]bool, len(all))
	for _, row := range all {
		came[string(row.ID)] = true
	}
	for _, row := range beside {
		if !came[string(row.ID)] {
			all = append(all, row)
		}
	}
	return all, append(notices, connectors.Notice{
		Code: NoticeBulk, Message: fmt.Sprintf("%d tasks of %s were read as one page", len(all), clock),
	}), nil
}

// behindClocks is a key that comes after all clocks.
const behindClocks = "~"

// addUntimed adds the tasks without a time to order by, under one key. In a list by creation they come first. In a list by changes they
// come last: a task that was created while the changes were read would otherwise be missing, and the next run would begin after it.
func (r *graphRun) addUntimed(ctx context.Context, got *connectors.Page, key string) error {
	without := *r
	without.filters = nil // untimed has all conditions
	all, notices, err := without.settled(ctx, page{}, r.untimed...)
	got.Notices = append(got.Notices, notices...)
	for i, row := range all {
		if clockOf(row) != "" {
			return r.failure(connectors.KindInconsistent, "task %q of %s came among those without a time: the upstream ignored the filter", row.ID, row.Key)
		}
		all[i].Key = []byte(key)
	}
	got.Records = append(got.Records, all...)
	return err
}

// settled reads the tasks that obey bounds, in the order of p, pass after pass, until all of them have come (paging.Settled).
func (r *graphRun) settled(ctx context.Context, p page, bounds ...schema.Filter) (all []connectors.Record, notices []connectors.Notice, err error) {
	all, err = rest.Fit(&r.fitting, r.settings.PageSize, 1, func(size int) ([]connectors.Record, error) {
		rule := &paging.Settled{Server: r.server, Size: size, Reversible: p.ordered, Max: maxSecond}
		notices = nil
		ask := func(req paging.Request) (rows, error) {
			asked := p
			asked.start, asked.limit = req.Start, max(req.Limit, 1)
			if req.Kind == paging.Newest {
				asked.start, asked.descending = 0, true
			}
			ans, err := r.ask(ctx, asked, bounds...)
			if req.Kind == paging.Page {
				notices = append(notices, ans.notices...)
			}
			return ans, err
		}
		first, err := ask(rule.First())
		if err != nil {
			return nil, err
		}
		_, v, err := paging.Decide(rule, first, ask)
		notices = append(notices, v.Notices...)
		return rule.Records(), err
	})
	return all, notices, err
}
