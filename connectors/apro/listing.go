package apro

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// spare is how many more rows than wanted are asked for, so that holding back the last time of a page does not cost a
// second request.
const spare = 5

// listing is a list in time order as one request asks for it: one of the four filters, or calls. It never changes once it
// is open, since pages are fetched concurrently.
type listing struct {
	*account
	op string
	// learned is what answers to the operation taught.
	learned *learned
	table   *transcode.Table
	// noun names the records in notices.
	noun string
	// dateField is the upstream's name of the activity time, which periods must ask for; "" where rows have one time only.
	dateField string
	// maximum is the largest page in rows, as the list declares it. Where it grows, it is that of what is documented, and how
	// many rows to ask for is what the server was seen to give (capacity.go).
	maximum int
	grows   bool
	// query adds to a form with the filters the parameters of one ask.
	query func(*wire.Form, ask)
	// unpack finds the rows in data, and their total where there is one.
	unpack  func(data transcode.JSON) (rows transcode.JSON, total *int)
	filters wire.Filters
	// observe is shown every row before it is verified; nil is nobody.
	observe func(*transcode.Row)
	// blame is the request field that is to blame for refused parameters, "" for none.
	blame string
	scope scope
	// zeros tells that records without activity time are usual, so that changed_from asks for them by creation.
	zeros bool
	// anyBase tells that it is not documented whether pages count from 0 or from 1.
	anyBase bool
	// takesIDs tells that the server takes several ids, as the vendor's page says, and partByIDs that of those it may find some
	// only, whatever server it is.
	takesIDs, partByIDs bool
	// deleted tells that deleted records are asked for.
	deleted   bool
	constants []byte
	raw       bool
	// catalogue names and resolves the values of rows; nil knows nothing.
	catalogue *connectors.Catalogue
	// prefix goes before all keys.
	prefix []byte
}

// ask is one request for a page of a listing.
type ask struct {
	// from and to bound the time, or the creation if created is set; "" is no bound.
	from, to string
	created  bool
	// floor is the first clock that is wanted, which from may lie below; "" is none. It places rows that tell no time.
	floor string
	// page counts from 1.
	page, limit int
	// welcome is how many rows would be taken at most, of a server that turns out to give more than limit; 0 is no more.
	welcome int
	// exact tells that fewer rows than limit are of no use.
	exact bool
	// probe sends the number 1 even for the first page, where the number may be left out.
	probe      bool
	descending bool
	// ids asks for these records.
	ids []string
}

// answer is one page as the upstream sent it.
type answer struct {
	ask
	// rows are in the upstream's order. Their keys begin with a wall clock, unless ids were asked for.
	rows []connectors.Record
	// total is how many rows the filters have in all, nil where the upstream does not tell.
	total   *int
	notices []connectors.Notice
	// outside counts rows that were left out.
	outside int
	// older tells that a row was created before the day of from, and witness is the first time of a row that was created on
	// a day before it, "" for none (period.go).
	older   bool
	witness string
	// beyond tells that the answer, being in the order of time, has a row beyond the end of what the request asks for.
	beyond bool
}

// fetch asks for one page, verifies its rows by the filters and makes sure that the server compared the right time.
func (l *listing) fetch(ctx context.Context, a ask) (answer, error) {
	ans, err := l.send(ctx, a)
	if err == nil {
		err = l.compares(ctx, ans)
	}
	return ans, err
}

// send asks for one page and verifies its rows by the filters. Where a first page is too large for an answer, it asks for fewer
// rows, as the answer shows. The size of later pages says where they start, and is not changed.
func (l *listing) send(ctx context.Context, a ask) (answer, error) {
	if l.filters.Unnamed != nil {
		return answer{}, l.filters.Unnamed
	}
	if a.exact || a.page > 1 || len(a.ids) > 0 {
		return l.sendExactly(ctx, a)
	}
	return l.sendWelcome(ctx, a)
}

// sendExactly is send for as many rows as the question says.
func (l *listing) sendExactly(ctx context.Context, a ask) (answer, error) {
	f := l.filters.Clone()
	l.query(&f, a)
	data, err := l.wire.Exchange(ctx, l.op, f)
	if wire.RefusesParams(err) && l.untried(a) {
		return l.sendDocumented(ctx, a)
	}
	if err != nil {
		return answer{}, l.wire.AskLess(wire.Blamed(err, l.blame), l.op, a.limit)
	}
	rows, total := l.unpack(data)
	if rows, err = wire.ListIn(l.op, rows, data); err != nil {
		return answer{}, err
	}
	ans := answer{ask: a, total: total}
	err = l.read(rows, &ans)
	if err != nil {
		return ans, err
	}
	known, came := l.learned, len(ans.rows)+ans.outside
	known.fitting.Fits(came, len(data.Raw()))
	known.capacity.saw(a, came, total)
	ans.beyond = l.beyond(ans)
	return ans, nil
}

// read transcodes rows and verifies them by the filters.
func (l *listing) read(rows transcode.JSON, ans *answer) error {
	tc := &transcode.Context{Zone: l.zone, Raw: l.raw, Constants: l.constants, Catalogue: l.catalogue}
	ans.rows = slices.Grow(ans.rows, rows.Len())
	unsure := l.unsure(ans.ask)
	err := l.table.Rows(rows, tc, func(row *transcode.Row) error {
		if l.observe != nil {
			l.observe(row)
		}
		if l.grows {
			l.edition.Observe(row)
		}
		if l.remains(row, ans.ask) {
			ans.outside++
			return nil
		}
		if err := l.verify(row, ans.ask); err != nil {
			return err
		}
		key, ok := l.key(row, ans.ask)
		if !ok { // the record's trouble: the list goes on by the rows around it
			row.Fail(fmt.Sprintf("its time is %.64q, which no clock shows", key))
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

// fill gives the rows that have neither an id nor a time places where they came. Those that come first stand behind the
// first place that was asked for.
func (l *listing) fill(ans *answer) {
	start := []byte(cmp.Or(ans.floor, wire.ZeroTime))
	if len(ans.ids) > 0 {
		start = connectors.NumberKey([]byte(ans.ids[0]))
	}
	if ans.descending {
		slices.Reverse(ans.rows)
		defer slices.Reverse(ans.rows)
	}
	connectors.FillKeys(ans.rows, start)
}

// remains reports whether a row of a look-up of deleted records was not deleted, as its server sends that does not know
// publish. Such a record was found among the existing ones.
func (l *listing) remains(row *transcode.Row, a ask) bool {
	if !l.deleted || len(a.ids) == 0 {
		return false
	}
	published, _ := row.Check(columnPublished)
	return wire.Truthy(published)
}

// verify finds rows that the request's filters exclude, which a server sends that does not know a filter.
func (l *listing) verify(row *transcode.Row, a ask) error {
	if row.Record.Err != nil {
		return nil
	}
	if a.created && !l.scope.byCreation {
		if created, ok := row.Check(columnCreated); ok && created < wire.Day(a.from) {
			return wire.Ignored(l.op, l.scope.fromField)
		}
	}
	if err := l.filters.Admit(l.op, row); err != nil {
		return err
	}
	if len(a.ids) > 0 && !slices.Contains(a.ids, string(row.Record.ID)) {
		return wire.Ignored(l.op, "ids")
	}
	return nil
}

// key returns what a row sorts by in a listing: its id if ids were asked for, else its creation or its time. It is nil
// for a row that has no readable id and does not show that either.
func (l *listing) key(row *transcode.Row, a ask) ([]byte, bool) {
	switch {
	case !row.Record.Identified():
		column := columnTime
		if l.scope.byCreation {
			column = columnCreated
		}
		text, ok := row.CheckBytes(column)
		if clock, valid := wire.NormalClock(bytes.Clone(text)); ok && valid && len(a.ids) == 0 {
			return clock, true
		}
		return nil, true
	case len(a.ids) > 0:
		return connectors.NumberKey(row.Record.ID), true
	case l.scope.byCreation:
		created, _ := row.CheckBytes(columnCreated)
		return wire.NormalClock(bytes.Clone(created))
	default:
		return wire.NormalClock(row.Record.Key)
	}
}

// addPrefix puts the prefix of all keys before each, in one piece of memory.
func (l *listing) addPrefix(records []connectors.Record) {
	if len(l.prefix) == 0 {
		return
	}
	keys := make([]byte, 0, len(records)*(len(l.prefix)+len(wire.ClockFormat)))
	for i := range records {
		start := len(keys)
		keys = append(append(keys, l.prefix...), records[i].Key...)
		records[i].Key = keys[start:len(keys):len(keys)]
	}
}

// page fetches the page at a place, in the way that the request's scope selects.
func (l *listing) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	page, resume, err := l.way()(ctx, at)
	if err != nil {
		return connectors.Page{}, err
	}
	if l.scope.newestFirst {
		descend(page.Records)
	} else {
		var repeats int
		page.Records, repeats = connectors.Sort(page.Records)
		page.Repeats += repeats
	}
	l.addPrefix(page.Records)
	if resume != nil {
		page.After = func(i int) connectors.Cursor {
			r := page.Records[i]
			r.Key = r.Key[len(l.prefix):]
			return resume(r)
		}
	}
	return page, nil
}

// way returns how the request's scope is read.
func (l *listing) way() func(context.Context, connectors.PageRequest) (connectors.Page, resumer, error) {
	switch {
	case len(l.scope.ids) > 0:
		return l.lookUp
	case l.scope.newestFirst:
		return l.newest
	case l.scope.byCreation:
		return l.windows
	default:
		return l.seek
	}
}
