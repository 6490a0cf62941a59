package apro

import (
	"bytes"
	"cmp"
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
	// maxAlbumPages is how many pages one reading takes, since each call reads all of them, and mostly twice.
	maxAlbumPages = 40
)

// album is a list that can be asked for only by page numbers, from 0, in an order that is not documented. So that no row is
// lost at a page's end, it is read whole until two readings agree, and delivered as one page.
type album struct {
	*Client
	reading
	raw       bool
	constants []byte
}

// page reads the whole list.
func (a *album) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, gone(a.op)
	}
	var before connectors.Page
	fitting := &a.learned[a.op].fitting
	size := fitting.Bound(albumPage)
	for reading := range maxReadings {
		t, err := a.turn(ctx, size)
		for fewer, ok := fitting.Halve(size, err); ok; fewer, ok = fitting.Halve(size, err) {
			size = fewer
			t, err = a.turn(ctx, size)
		}
		if err != nil {
			return connectors.Page{}, err
		}
		apart(&t.page)
		if t.sound && (t.single || reading > 0 && slices.EqualFunc(before.Records, t.page.Records, samePlace)) {
			total := len(t.page.Records)
			t.page.Total = &total
			return t.page, nil
		}
		before = t.page
	}
	return connectors.Page{}, broken(a.op, "the list does not stand still, or its total is wrong: read %d times, and no two readings agree", maxReadings)
}

func samePlace(a, b connectors.Record) bool { return a.Compare(b) == 0 }

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
		shares := len(kept) > 0 && samePlace(r, first)
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

// turning is one reading of all pages of an album.
type turning struct {
	page connectors.Page
	// seen are the rows that came, by content: one event may have several times.
	seen map[string]bool
	// distinct counts the rows without those that came before; read counts all.
	distinct, read int
	// first is the length of the first page.
	first int
	// total is -1 where the upstream does not tell.
	total int
	// single tells that all rows came at one moment, sound that as many different ones came as there are.
	single, sound bool
	// stuck tells that a page was the first one again.
	stuck bool
}

// turn reads all pages of a size once.
func (a *album) turn(ctx context.Context, size int) (turning, error) {
	t := turning{seen: map[string]bool{}, total: -1}
	tc := &transcode.Context{Zone: a.zone, Raw: a.raw, Constants: a.constants}
	pages := &a.learned[a.op].pages
	for number := range maxAlbumPages {
		f := a.clone()
		f.set(strconv.Itoa(number), "page")
		f.set(strconv.Itoa(size), "count")
		data, err := a.post(ctx, a.op, f, "")
		if err != nil {
			return t, err
		}
		known := len(t.page.Records)
		var list transcode.JSON
		if list, t.total, err = listOf(a.op, data); err != nil {
			return t, err
		}
		if err := a.read(list, tc, &t.page); err != nil {
			return t, err
		}
		t.page.Notices = tc.Notices()
		rows := t.page.Records[known:]
		whole := number == 0 && pages.Short(len(rows), size)
		pages.Saw(len(rows))
		switch ended := t.ended(number, rows, whole); {
		case t.stuck:
			return t, broken(a.op, "page %d is the first one again: the upstream ignores page numbers", number)
		case ended:
			return t, nil
		case t.total > maxAlbumPages*t.first:
			return t, overfull(a.op)
		}
	}
	return t, overfull(a.op)
}

// overfull is the error of an album with too many pages.
func overfull(op string) error {
	return &connectors.Error{
		Kind: connectors.KindDataLost, Connector: name, Op: op,
		Err: fmt.Errorf("there are more than %d pages, too many to read at once", maxAlbumPages),
	}
}

// emptyList is a list without rows.
var emptyList = transcode.MustParse("[]")

// listOf finds the rows of an answer, and their total, which is -1 where it is not told: an array, or an object with the
// rows as list, of which null is none.
func listOf(op string, data transcode.JSON) (list transcode.JSON, total int, err error) {
	total = -1
	if data.Kind() == '[' || data.Kind() == '{' && none(data) {
		return data, total, nil
	}
	for name, value := range data.Members() {
		switch name {
		case "list":
			if list = value; none(value) {
				list = emptyList
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

// ended counts the rows of a page and reports whether it is the last one. whole tells that the page is known to be all
// there is; that it is short does not show that.
func (t *turning) ended(number int, rows []connectors.Record, whole bool) bool {
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
	case number > 0 && len(rows) > 0 && len(rows) == t.first && !fresh:
		// The server ignores page numbers. It has sent all if it ignores the size of pages as well.
		t.single, t.sound = true, t.total < 0 && t.first > albumPage
		t.stuck = !t.sound
	case t.total >= 0 && t.read >= t.total:
		t.single, t.sound = number == 0, t.distinct == t.total
	case len(rows) == 0, t.total < 0 && whole:
		// An empty page behind others may have been the next one until a row before it was removed.
		t.single, t.sound = number == 0, t.total < 0 || t.distinct == t.total
	case !fresh: // rows moved to this page
	default:
		return false
	}
	return true
}
