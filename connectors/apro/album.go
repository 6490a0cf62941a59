package apro

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

const (
	// albumPage is the size of pages asked for: the largest that is documented for dialogs and the organizer.
	albumPage = 50
	// maxReadings is how often an album is read in the hope that it stands still.
	maxReadings = 4
)

// album is a list that can be asked for only by page numbers, from 0, in an order that is not documented. So that no row is
// lost at a page's end, it is read whole until two readings agree, and delivered as one page.
type album struct {
	*Client
	op  string
	raw bool
	filters
	constants []byte
	reading
}

// page reads the whole list.
func (a *album) page(ctx context.Context) (connectors.Page, error) {
	a.reading.op, a.reading.filters = a.op, a.filters
	var before connectors.Page
	for reading := range maxReadings {
		p, err := a.turn(ctx)
		if err != nil {
			return connectors.Page{}, err
		}
		arrange(&p.page)
		if p.sound && (p.single || reading > 0 && slices.EqualFunc(before.Records, p.page.Records, sameID)) {
			total := len(p.page.Records)
			p.page.Total = &total
			return p.page, nil
		}
		before = p.page
	}
	return connectors.Page{}, broken(a.op, "the list does not stand still, or its total is wrong: read %d times, and no two readings agree", maxReadings)
}

func sameID(a, b connectors.Record) bool { return bytes.Equal(a.ID, b.ID) }

// turning is one reading of all pages of an album.
type turning struct {
	page connectors.Page
	// seen are the rows that came, by content: the organizer of version 2.9 may have one event at several times.
	seen map[string]bool
	// distinct counts the rows without those that came before; read counts all.
	distinct, read int
	// first is the length of the first page.
	first int
	// total is -1 where the upstream does not tell.
	total int
	// single tells that all rows came at one moment, sound that as many different ones came as there are.
	single, sound bool
}

// turn reads all pages once.
func (a *album) turn(ctx context.Context) (turning, error) {
	t := turning{seen: map[string]bool{}, total: -1}
	tc := &transcode.Context{Zone: a.zone, Raw: a.raw, Constants: a.constants}
	for number := 0; ; number++ {
		f := a.clone()
		f.set(strconv.Itoa(number), "page")
		f.set(strconv.Itoa(albumPage), "count")
		data, err := a.post(ctx, a.op, f, false)
		if err != nil {
			return t, err
		}
		known := len(t.page.Records)
		list := t.open(data)
		if err := a.read(list, tc, &t.page); err != nil {
			return t, err
		}
		if t.page.Notices = tc.Notices(); len(t.page.Records) > maxBulk {
			return t, &connectors.Error{
				Kind: connectors.KindDataLost, Connector: name, Op: a.op,
				Err: fmt.Errorf("there are more than %d records, too many to read at once", maxBulk),
			}
		}
		if t.ended(number, t.page.Records[known:]) {
			return t, nil
		}
	}
}

// open finds the rows and the total of an answer. Servers that send a bare list have no total.
func (t *turning) open(data []byte) []byte {
	list, ok := transcode.Member(data, "list")
	if !ok {
		return data
	}
	if member, ok := transcode.Member(data, "total"); ok {
		if n, ok := transcode.ScalarInt(member); ok && n >= 0 {
			t.total = n
		}
	}
	return list
}

// ended counts the rows of a page and reports whether it is the last one. A short page does not show that.
func (t *turning) ended(number int, rows []connectors.Record) bool {
	fresh := false
	for _, r := range rows {
		content := string(r.Wire)
		if r.Err != nil {
			content = string(r.ID)
		}
		known := t.seen[content]
		t.seen[content] = true
		fresh = fresh || !known
		if !known || !r.Identified() {
			t.distinct++
		}
	}
	t.read += len(rows)
	if number == 0 {
		t.first = len(rows)
	}
	switch {
	case t.total >= 0 && t.read >= t.total:
		t.single, t.sound = number == 0, t.distinct == t.total
	case len(rows) == 0:
		// The only page before may have been cut by its end while a row before it was removed, but not if it was short.
		t.single, t.sound = number == 0 || number == 1 && t.first < albumPage, t.total < 0 || t.distinct == t.total
	case !fresh:
		// The server ignores page numbers. It has sent all if it ignores the size of pages as well.
		t.single, t.sound = true, t.total < 0 && t.first > albumPage
	default:
		return false
	}
	return true
}
