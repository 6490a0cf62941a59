package timeline

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// Ask is a request for one page of a list.
type Ask struct {
	// From and To bound the time, or the creation if Created is set; "" for no bound.
	From, To string
	Created  bool
	// floor is the first wanted clock, "" for none; From may be below it. Rows without a time or an id get their place there.
	floor string
	// Page counts from 1.
	Page, Limit int
	// larger is the most rows to ask for if the server gives more than Limit; 0 for no more.
	larger int
	// exact says that the page must be asked for with exactly Limit rows.
	exact bool
	// Probe asks for the second page of calls under the number 1, to find out whether pages count from 0.
	Probe      bool
	Descending bool
	// IDs asks for these records.
	IDs []string
}

// answer is one page as the upstream sent it.
type answer struct {
	Ask
	// rows are in the upstream's order. Their keys begin with a wall clock, unless ids were asked for.
	rows []connectors.Record
	// total is the number of rows on all pages, nil if the upstream does not say.
	total   *int
	notices []connectors.Notice
	// outside counts rows that were dropped.
	outside int
	// older says that a row was created before the day of From. witness is the earliest time of a row that was created on an
	// earlier day than that time, "" for none (datefield.go).
	older   bool
	witness string
	// beyond says that the answer is in the order of time and has a row beyond the end of the request's range.
	beyond bool
}

// send asks for one page and verifies its rows by the filters. If a first page is too large for an answer, send asks for fewer
// rows; answer.Limit says how many. The size of later pages decides where they start, and is not changed.
func (l *List) send(ctx context.Context, a Ask) (answer, error) {
	if l.Filters.Unnamed != nil {
		return answer{}, l.Filters.Unnamed
	}
	if a.exact || a.Page > 1 || len(a.IDs) > 0 {
		return l.sendExactly(ctx, a)
	}
	return l.sendLarger(ctx, a)
}

// sendExactly is send without a change of the page size.
func (l *List) sendExactly(ctx context.Context, a Ask) (answer, error) {
	f := l.Filters.Clone()
	l.Query(&f, a)
	data, err := l.Wire.Exchange(ctx, l.Op, f)
	if wire.RefusesParams(err) && l.untried(a) {
		return l.sendDocumented(ctx, a)
	}
	if err != nil {
		return answer{}, l.Wire.AskLess(wire.Blamed(err, l.Blame), l.Op, a.Limit)
	}
	defer data.Release() // the records have texts of their own
	rows, total := l.Unpack(data)
	if rows, err = wire.ListIn(l.Op, rows, data); err != nil {
		return answer{}, err
	}
	ans := answer{Ask: a, total: total}
	err = l.read(rows, &ans)
	if err != nil {
		return ans, err
	}
	known, came := l.Learned, len(ans.rows)+ans.outside
	known.fitting.Fits(came, len(data.Raw()))
	known.capacity.saw(a, came, total)
	ans.beyond = l.beyond(ans)
	return ans, nil
}

// sendLarger asks for as many rows as fit into an answer. If a full page shows that the server gives larger pages, sendLarger
// asks again for a larger one, so that a page does not depend on when this was found out.
func (l *List) sendLarger(ctx context.Context, a Ask) (answer, error) {
	fit := func(rows int) (answer, error) {
		a.Limit = rows
		return l.sendExactly(ctx, a)
	}
	fitting, asked := &l.Learned.fitting, a.Limit
	ans, err := rest.Fit(fitting, asked, 1, fit)
	larger := min(a.larger, l.most())
	if err != nil || !l.Grows || larger <= asked || len(ans.rows)+ans.outside < ans.Limit {
		return ans, err
	}
	return rest.Fit(fitting, larger, 1, fit)
}

// sendDocumented asks again for the documented number of rows, since a server may refuse larger pages. If the server refuses
// this page too, other parameters are at fault.
func (l *List) sendDocumented(ctx context.Context, a Ask) (answer, error) {
	a.Limit = DocumentedPage
	ans, err := l.sendExactly(ctx, a)
	if err == nil {
		l.Learned.capacity.cap(DocumentedPage)
	}
	return ans, err
}

// untried reports whether the server may refuse a request for a first page only for its size.
func (l *List) untried(a Ask) bool {
	return l.Grows && a.Page <= 1 && a.Limit > DocumentedPage && int64(a.Limit) > l.Learned.capacity.given.Load()
}

// read transcodes rows and verifies them by the filters.
func (l *List) read(rows transcode.JSON, ans *answer) error {
	tc := &transcode.Context{Zone: l.Zone, Raw: l.Raw, Constants: l.Constants, Catalogue: l.Catalogue}
	ans.rows = slices.Grow(ans.rows, rows.Len())
	unsure := l.unsure(ans.Ask)
	err := l.Table.Rows(rows, tc, func(row *transcode.Row) error {
		if l.Observe != nil {
			l.Observe(row)
		}
		if l.Grows {
			l.Edition.Observe(row)
		}
		if l.remains(row, ans.Ask) {
			ans.outside++
			return nil
		}
		if err := l.verify(row, ans.Ask); err != nil {
			return err
		}
		key, ok := l.key(row, ans.Ask)
		if !ok { // only the record fails: the list goes on
			row.Fail(fmt.Sprintf("its time %.64q is not a valid time", key))
			key = nil
		}
		row.Record.Key = key
		ans.rows = append(ans.rows, row.Record)
		if unsure {
			ans.observe(row, key)
		}
		return nil
	})
	ans.notices = tc.Notices()
	l.fill(ans)
	return err
}

// fill gives rows with neither an id nor a time keys after the row they came after. If they come first, their keys are after
// the first position asked for.
func (l *List) fill(ans *answer) {
	start := []byte(cmp.Or(ans.floor, wire.ZeroTime))
	if len(ans.IDs) > 0 {
		start = connectors.NumberKey([]byte(ans.IDs[0]))
	}
	if ans.Descending {
		slices.Reverse(ans.rows)
		defer slices.Reverse(ans.rows)
	}
	connectors.FillKeys(ans.rows, start)
}

// remains reports whether a row in a look-up of deleted records was not deleted. A server that does not know publish sends such
// rows, which the look-up of existing records has found.
func (l *List) remains(row *transcode.Row, a Ask) bool {
	if !l.Deleted || len(a.IDs) == 0 {
		return false
	}
	published, _ := row.Check(ColumnPublished)
	return wire.Truthy(published)
}

// verify returns an error for a row that the request's filters exclude: then the server does not know a filter.
func (l *List) verify(row *transcode.Row, a Ask) error {
	if row.Record.Err != nil {
		return nil
	}
	if a.Created && !l.Range.byCreation {
		if created, ok := row.Check(columnCreated); ok && created < wire.Day(a.From) {
			return wire.Ignored(l.Op, l.Range.FromField)
		}
	}
	if err := l.Filters.Admit(l.Op, row); err != nil {
		return err
	}
	if len(a.IDs) > 0 && !slices.Contains(a.IDs, string(row.Record.ID)) {
		return wire.Ignored(l.Op, "ids")
	}
	return nil
}

// key returns a row's sort key: its id if ids were asked for, else its creation or its time. The key is nil for a row with
// neither a readable id nor that time. key reports false for a time that no clock shows.
func (l *List) key(row *transcode.Row, a Ask) ([]byte, bool) {
	switch {
	case !row.Record.Identified():
		column := ColumnTime
		if l.Range.byCreation {
			column = columnCreated
		}
		text, ok := row.CheckBytes(column)
		if clock, valid := wire.NormalClock(bytes.Clone(text)); ok && valid && len(a.IDs) == 0 {
			return clock, true
		}
		return nil, true
	case len(a.IDs) > 0:
		return connectors.NumberKey(row.Record.ID), true
	case l.Range.byCreation:
		created, _ := row.CheckBytes(columnCreated)
		return wire.NormalClock(bytes.Clone(created))
	default:
		return wire.NormalClock(row.Record.Key)
	}
}

// beyond reports whether an answer has a row beyond the end of the request's range. Answers by creation are also in the order
// of activity, and answers by id have no order.
func (l *List) beyond(ans answer) bool {
	if ans.Created || len(ans.IDs) > 0 {
		return false
	}
	return slices.ContainsFunc(ans.rows, func(r connectors.Record) bool {
		if ans.Descending {
			return clockOf(r) < l.Range.From
		}
		return l.Range.Before != "" && clockOf(r) >= l.Range.Before
	})
}

// clockOf returns the wall clock that a record's key begins with. The key of a row without its own time is longer.
func clockOf(r connectors.Record) string { return string(r.Key[:len(wire.ClockFormat)]) }
