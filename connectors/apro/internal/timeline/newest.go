package timeline

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// newest fetches the last records in the order of time, as many as wanted or as a page holds. If fewer come without proof that
// there are no more, it reads on below them.
func (l *List) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, resumer, error) {
	if at.Cursor != "" {
		return connectors.Page{}, nil, wire.Gone(l.Op)
	}
	want := min(cmp.Or(at.Want, l.Max), l.Max)
	d := newestReading{List: l, below: l.Range.Before, at: map[string]int{}}
	for ended := false; !ended && len(d.page.Records) < want; {
		var err error
		if ended, err = d.next(ctx, want); err != nil {
			return connectors.Page{}, nil, err
		}
	}
	descend(d.page.Records)
	d.page.Records = d.page.Records[:min(want, len(d.page.Records))]
	return d.page, nil, nil
}

// newestReading is a reading from the newest records down.
type newestReading struct {
	*List
	page connectors.Page
	at   map[string]int // indexes of the page's records, by id
	// below is the first clock of the records that have all come, "" for none. held says that rows below it have come, which
	// the next page should begin with.
	below string
	held  bool
}

// add adds records, each once, since a join of tables can make rows come twice.
func (d *newestReading) add(records []connectors.Record) {
	for _, r := range records {
		if at, ok := d.at[string(r.ID)]; ok && r.Identified() {
			d.page.Records[at] = r
			continue
		}
		d.at[string(r.ID)] = len(d.page.Records)
		d.page.Records = append(d.page.Records, r)
	}
}

// next reads the next page below, and reports whether enough records have come or the list ends.
func (d *newestReading) next(ctx context.Context, want int) (ended bool, err error) {
	a := d.size(Ask{From: d.Range.From, To: d.below, floor: d.Range.From, Descending: true}, want-len(d.page.Records))
	if a.From != "" && d.Learned.lower.Load() != inclusive {
		a.From = wire.Shifted(a.From, -time.Second)
	}
	ans, err := d.fetch(ctx, a)
	if err != nil {
		return false, err
	}
	rows, outside, err := d.cut(ans)
	if err != nil {
		return false, err
	}
	v := paging.Verdict{Step: paging.End}
	enough := d.with(rows) >= want
	if !enough {
		wanted := func(clock string) bool { return d.below == "" || clock < d.below }
		rule := &paging.Seek{Server: d.server(), Held: d.held, Time: times(ans.rows, wire.Shifted(d.below, -time.Second), wanted)}
		if ans, v, err = paging.Decide(rule, ans, d.asking(ctx, ans)); err != nil {
			return false, err
		}
		if rows, outside, err = d.cut(ans); err != nil {
			return false, err
		}
	}
	d.page.Notices = slices.Concat(d.page.Notices, ans.notices, v.Notices)
	d.page.Outside += outside
	switch {
	case enough:
		d.add(rows)
		return true, nil
	case v.Step == paging.End:
		d.add(rows)
		return true, d.untimed(ctx)
	}
	return d.goOn(ctx, ans, rows, v.Step)
}

// with returns the number of records including these.
func (d *newestReading) with(rows []connectors.Record) int {
	ids := map[string]bool{}
	for _, r := range rows {
		if _, ok := d.at[string(r.ID)]; !ok {
			ids[string(r.ID)] = true
		}
	}
	return len(d.page.Records) + len(ids)
}

// cut removes the rows outside the range, and checks that the others descend.
func (d *newestReading) cut(ans answer) (rows []connectors.Record, outside int, err error) {
	last := ""
	for _, r := range ans.rows {
		key := clockOf(r)
		switch {
		case last != "" && key > last:
			return nil, 0, wire.Broken(d.Op, "record %q of %s came after an older one: the upstream ignored the order", r.ID, key)
		case d.Range.Before != "" && wire.Day(key) > wire.Day(d.Range.Before):
			return nil, 0, wire.Ignored(d.Op, d.Range.BeforeField)
		case d.below != "" && wire.Day(key) > wire.Day(d.below):
			return nil, 0, wire.Broken(d.Op, "the upstream ignored the filter for records before %s", d.below)
		case ans.From != "" && wire.Day(key) < wire.Day(ans.From):
			return nil, 0, wire.Ignored(d.Op, d.Range.FromField)
		case key < d.Range.From, d.Range.Before != "" && key >= d.Range.Before:
			outside++
		case d.below == "" || key < d.below:
			rows = append(rows, r)
		}
		last = key
	}
	return rows, outside, nil
}

// goOn adds the rows of a page, and reports whether the list ends with them. The end of the page may have cut the rows of its
// last time, so these are left to the next page, or their time is read whole.
func (d *newestReading) goOn(ctx context.Context, ans answer, rows []connectors.Record, step paging.Step) (ended bool, err error) {
	if err := d.identified(ans); err != nil {
		return false, err
	}
	clock := wire.Shifted(d.below, -time.Second) // the time of all rows
	if len(rows) > 0 {
		clock = clockOf(rows[0])
	}
	kept := paging.BeforeLastTime(rows, clockOf)
	d.held = step == paging.ReadOn && kept > 0
	switch {
	case d.held:
		d.add(rows[:kept])
		d.below = wire.FirstMoment
		if last := clockOf(rows[kept]); last != wire.ZeroTime {
			d.below = wire.Shifted(last, time.Second)
		}
		return false, nil
	case step == paging.ReadBeyond:
		d.add(rows)
		d.below = clock
	default:
		all, first, _, err := d.tiesOf(ctx, clock, false, &d.page)
		if errors.Is(err, errBeyond) {
			return false, wire.Broken(d.Op, "the upstream ignored the filter for records around %s", clock)
		}
		if err != nil {
			return false, err
		}
		d.add(slices.DeleteFunc(all, func(r connectors.Record) bool {
			key := clockOf(r)
			return key < d.Range.From || d.below != "" && key >= d.below
		}))
		d.below = first
	}
	return d.below == wire.ZeroTime || d.below <= d.Range.From, nil
}

// untimed adds the records without a time, if the request has no bounds. An upper end excludes them, and later pages have one.
func (d *newestReading) untimed(ctx context.Context) error {
	if d.below == "" || d.Range.From+d.Range.Before != "" || d.DateField == "" {
		return nil
	}
	rows, notices, err := d.settled(ctx, ties{open: true})
	d.add(rows)
	d.page.Notices = append(d.page.Notices, notices...)
	return err
}

// descend brings records into descending (Key, ID) order.
func descend(records []connectors.Record) {
	slices.SortStableFunc(records, func(a, b connectors.Record) int { return b.Compare(a) })
}
