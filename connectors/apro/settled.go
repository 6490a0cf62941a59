package apro

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/rest"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	// maxSmallPage and minSmallPage bound the size of pages that are documented for dialogs and the organizer.
	maxSmallPage = 50
	minSmallPage = 10
	// maxAlbum is how many rows an album may have, since each call reads all of them, and mostly twice.
	maxAlbum = 40 * maxSmallPage
)

// album is a list that can be asked for only by page numbers, from 0, in an order that is not documented. So that no row is
// lost at a page's end, it is read whole until nothing is left that may have moved, and delivered as one page.
type album struct {
	*Client
	reading
	raw       bool
	constants []byte
}

// leaf is one page of an album: the records, and what they are to the rule.
type leaf struct {
	paging.Answer
	records []connectors.Record
}

// page reads the whole list.
func (a *album) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, gone(a.op)
	}
	return rest.Fit(&a.learned[a.op].fitting, maxSmallPage, minSmallPage, func(rows int) (connectors.Page, error) {
		return a.whole(ctx, rows)
	})
}

// whole reads the whole list in pages of so many rows.
func (a *album) whole(ctx context.Context, size int) (connectors.Page, error) {
	server := &a.learned[a.op].server
	rule := &paging.Settled{Server: server, Size: size, ByNumber: true, Max: maxAlbum}
	var all readings
	var tc *transcode.Context // of the latest reading
	ask := func(r paging.Request) (leaf, error) {
		if r.Start == 0 {
			tc = &transcode.Context{Zone: a.zone, Raw: a.raw, Constants: a.constants}
		}
		l, err := a.leaf(ctx, r, tc)
		if err != nil {
			return l, err
		}
		all.add(l.records, r.Start == 0)
		if server.Saw(l.Answer); server.Proven() && l.Total > maxAlbum {
			return l, overfull(a.op, l.Total)
		}
		return l, nil
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
	apart(&page)
	total := len(page.Records)
	page.Total = &total
	return page, nil
}

// leaf asks for a page.
func (a *album) leaf(ctx context.Context, r paging.Request, tc *transcode.Context) (l leaf, err error) {
	f := a.clone()
	f.set(strconv.Itoa(r.Start/r.Limit), "page")
	f.set(strconv.Itoa(r.Limit), "count")
	data, err := a.post(ctx, a.op, f, "")
	if err != nil {
		return l, err
	}
	list, total, err := listOf(a.op, data)
	if err != nil {
		return l, err
	}
	var page connectors.Page
	if err := a.read(list, tc, &page); err != nil {
		return l, err
	}
	a.learned[a.op].fitting.Fits(len(page.Records), len(data.Raw()))
	return leaf{
		Answer:  paging.Answer{Rows: occurrences(page.Records), Asked: r.Limit, Before: r.Start, Total: total},
		records: page.Records,
	}, nil
}

// occurrences returns rows under names of their own: those of one id and place differ in content, unless one came twice.
func occurrences(records []connectors.Record) []connectors.Record {
	contents := map[string][][]byte{}
	rows := make([]connectors.Record, len(records))
	for i, r := range records {
		place := placeOf(r)
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

// readings are what all readings of an album brought, since a row that moves may be missing in any of them.
type readings struct {
	n      int
	places []string // in the order in which they were first seen
	at     map[string]*standing
}

// standing are the records of one place, of the latest reading that had any.
type standing struct {
	reading int
	records []connectors.Record
}

// add adds a page, which begins a reading or goes on with the latest.
func (r *readings) add(page []connectors.Record, begins bool) {
	if begins {
		r.n++
	}
	if r.at == nil {
		r.at = map[string]*standing{}
	}
	for _, record := range page {
		place := placeOf(record)
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

// placeOf returns the position of a record as text.
func placeOf(r connectors.Record) string { return string(r.Key) + string(r.ID) }

// apart puts the records of an album in order. Those of the same bytes came twice, as a row does that moved to the next
// page; others that share a place are kept, each with one of its own.
func apart(page *connectors.Page) {
	connectors.FillKeys(page.Records, connectors.NumberKey(nil))
	slices.SortStableFunc(page.Records, func(a, b connectors.Record) int {
		return cmp.Or(a.Compare(b), bytes.Compare(a.Wire, b.Wire))
	})
	kept := page.Records[:0]
	var first, last connectors.Record
	n := uint32(0)
	for _, r := range page.Records {
		shares := len(kept) > 0 && r.Compare(first) == 0
		if shares && bytes.Equal(r.Wire, last.Wire) {
			page.Repeats++
			continue
		}
		if last = r; shares {
			n++
			r.Key = connectors.KeyBehind(first.Key, n)
		} else {
			first, n = r, 0
		}
		kept = append(kept, r)
	}
	page.Records, _ = connectors.Sort(kept)
}

// overfull is the error of an album with too many rows.
func overfull(op string, rows int) error {
	return &connectors.Error{
		Kind: connectors.KindDataLost, Connector: name, Op: op,
		Err: fmt.Errorf("there are %d rows, and more than %d are too many to be read whole", rows, maxAlbum),
	}
}

// emptyList is a list without rows.
var emptyList = transcode.MustParse("[]")

// listOf finds the rows of an answer, and their total, which is -1 where it is not told: an array, or an object with the
// rows as list, of which null is none.
func listOf(op string, data transcode.JSON) (list transcode.JSON, total int, err error) {
	total = -1
	if data.Kind() == '[' || empty(data) {
		list, err = listIn(op, data, data)
		return list, total, err
	}
	for name, value := range data.Members() {
		switch name {
		case "list":
			if list, err = listIn(op, value, data); err != nil {
				return list, total, err
			}
		case "total":
			if n, ok := value.Int(); ok && n >= 0 {
				total = n
			}
		}
	}
	if !list.List() {
		return list, total, malformedAt(op, "the answer is neither a list nor has one")
	}
	return list, total, nil
}
