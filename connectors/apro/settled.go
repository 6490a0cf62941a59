package apro

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	// maxSmallPage and minSmallPage are the documented bounds of page sizes for dialogs and the organizer.
	maxSmallPage = 50
	minSmallPage = 10
	// maxUnordered is the most rows of a list without an order, since each call reads all of them, usually twice.
	maxUnordered = 40 * maxSmallPage
)

// unordered is a list that can be read only by page numbers, from 0, in an order that is not documented. It is read whole until
// it settles, and delivered as one page, so that no row is lost at the end of a page.
type unordered struct {
	*Client
	rowReader
	raw       bool
	constants []byte
}

// unorderedPage is one page as the upstream sent it: its records, and the answer for the rule.
type unorderedPage struct {
	paging.Answer
	records []connectors.Record
}

// page reads the whole list.
func (u *unordered) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, wire.Gone(u.op)
	}
	return rest.Fit(&u.learned[u.op].fitting, maxSmallPage, minSmallPage, func(rows int) (connectors.Page, error) {
		return u.whole(ctx, rows)
	})
}

// whole reads the whole list in pages of size rows.
func (u *unordered) whole(ctx context.Context, size int) (connectors.Page, error) {
	server := &u.learned[u.op].server
	rule := &paging.Settled{Server: server, Size: size, ByNumber: true, Max: maxUnordered}
	var all readings
	var tc *transcode.Context // of the latest reading
	ask := func(r paging.Request) (unorderedPage, error) {
		if r.Start == 0 {
			tc = &transcode.Context{Zone: u.zone, Raw: u.raw, Constants: u.constants}
		}
		p, err := u.fetch(ctx, r, tc)
		if err != nil {
			return p, err
		}
		all.add(p.records, r.Start == 0)
		if server.Saw(p.Answer); server.Proven() && p.Total > maxUnordered {
			return p, tooMany(u.op, p.Total)
		}
		return p, nil
	}
	first, err := ask(rule.First())
	if err != nil {
		return connectors.Page{}, err
	}
	_, v, err := paging.Decide(rule, first, ask)
	if err != nil {
		return connectors.Page{}, err
	}
	page := connectors.Page{Records: all.records(), Notices: append(tc.Notices(), v.Notices...)}
	sortApart(&page)
	total := len(page.Records)
	page.Total = &total
	return page, nil
}

// fetch asks for a page of the list.
func (u *unordered) fetch(ctx context.Context, r paging.Request, tc *transcode.Context) (p unorderedPage, err error) {
	f := u.Clone()
	f.Set(strconv.Itoa(r.Start/r.Limit), "page")
	f.Set(strconv.Itoa(r.Limit), "count")
	data, err := u.wire.Post(ctx, u.op, f, "")
	if err != nil {
		return p, err
	}
	list, total, err := listOf(u.op, data)
	if err != nil {
		return p, err
	}
	var page connectors.Page
	if err := u.read(list, tc, &page); err != nil {
		return p, err
	}
	u.learned[u.op].fitting.Fits(len(page.Records), len(data.Raw()))
	return unorderedPage{
		Answer:  paging.Answer{Rows: occurrences(page.Records), Asked: r.Limit, Before: r.Start, Total: total},
		records: page.Records,
	}, nil
}

// occurrences returns rows with unique ids for the rule. Rows with the same position and different content get different ids; a
// row that came twice gets the same id.
func occurrences(records []connectors.Record) []connectors.Record {
	contents := map[string][][]byte{}
	rows := make([]connectors.Record, len(records))
	for i, r := range records {
		place := positionOf(r)
		same := func(content []byte) bool { return bytes.Equal(content, r.Wire) }
		n := slices.IndexFunc(contents[place], same)
		if n < 0 {
			n = len(contents[place])
			contents[place] = append(contents[place], r.Wire)
		}
		rows[i] = connectors.Record{ID: fmt.Appendf(nil, "%s %d", place, n), Err: r.Err}
	}
	return rows
}

// readings are the records of all readings of a list, since a row that moves may be missing in any reading.
type readings struct {
	n      int
	places []string // in the order in which they were first seen
	at     map[string]*standing
}

// standing are the records at one position, from the latest reading that had any.
type standing struct {
	reading int
	records []connectors.Record
}

// add adds a page; begins says that the page begins a new reading.
func (r *readings) add(page []connectors.Record, begins bool) {
	if begins {
		r.n++
	}
	if r.at == nil {
		r.at = map[string]*standing{}
	}
	for _, record := range page {
		place := positionOf(record)
		s := r.at[place]
		if s == nil {
			s = &standing{}
			r.at[place] = s
			r.places = append(r.places, place)
		}
		if s.reading != r.n {
			s.reading, s.records = r.n, nil
		}
		s.records = append(s.records, record)
	}
}

// records returns the records of all readings.
func (r *readings) records() (all []connectors.Record) {
	for _, place := range r.places {
		all = append(all, r.at[place].records...)
	}
	return all
}

// positionOf returns the position of a record as text.
func positionOf(r connectors.Record) string { return string(r.Key) + string(r.ID) }

// sortApart sorts the records of a list. It drops records with the same bytes: such a row came twice, since it moved to the
// next page. It keeps other records that share a position and gives each its own.
func sortApart(page *connectors.Page) {
	connectors.FillKeys(page.Records, connectors.NumberKey(nil))
	slices.SortStableFunc(page.Records, func(a, b connectors.Record) int {
		return cmp.Or(a.Compare(b), bytes.Compare(a.Wire, b.Wire))
	})
	rows := len(page.Records)
	page.Records = slices.CompactFunc(page.Records, func(a, b connectors.Record) bool {
		return a.Compare(b) == 0 && bytes.Equal(a.Wire, b.Wire)
	})
	page.Repeats += rows - len(page.Records)
	page.Records = connectors.Apart(page.Records)
}

// tooMany returns the error of a list with too many rows.
func tooMany(op string, rows int) error {
	return &connectors.Error{
		Kind: connectors.KindDataLost, Connector: wire.Name, Op: op,
		Err: fmt.Errorf("the list has %d rows, and this list can be read only up to %d", rows, maxUnordered),
	}
}

// listOf returns the rows of an answer, and their total, -1 if there is none. The answer is an array, or an object with the
// rows as list; null has no rows.
func listOf(op string, data transcode.JSON) (list transcode.JSON, total int, err error) {
	total = -1
	if data.Kind() == '[' || wire.Empty(data) {
		list, err = wire.ListIn(op, data, data)
		return list, total, err
	}
	for name, value := range data.Members() {
		switch name {
		case "list":
			if list, err = wire.ListIn(op, value, data); err != nil {
				return list, total, err
			}
		case "total":
			if n, ok := value.Int(); ok && n >= 0 {
				total = n
			}
		}
	}
	if !list.List() {
		return list, total, wire.MalformedAt(op, "the answer is not a list and has no list")
	}
	return list, total, nil
}
