package apro

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// anchor is how many rows a page overlaps with what was read before, so that the removal of as many does not tear a hole.
const anchor = 10

// maxSteps is how many pages are asked for to find a place again.
const maxSteps = 24

// book is the list of invoices as one request asks for it. It never changes once it is open.
type book struct {
	*Client
	filters filters
	raw     bool
}

// mark is where a list of invoices stands.
type mark struct {
	// read is how many rows lay at or before the last one, when it was read.
	read int
	// last is the id of that row, "" at the start.
	last string
}

func (m mark) cursor() connectors.Cursor {
	return connectors.Cursor(strconv.Itoa(m.read) + "/" + m.last)
}

func parseMark(cursor connectors.Cursor) (mark, error) {
	if cursor == "" {
		return mark{}, nil
	}
	read, last, _ := strings.Cut(string(cursor), "/")
	n, err := strconv.Atoi(read)
	if _, bad := strconv.ParseUint(last, 10, 63); err != nil || bad != nil || n < 1 {
		return mark{}, gone(opInvoices)
	}
	return mark{n, last}, nil
}

// sheet is one page of invoices as the upstream sent it.
type sheet struct {
	rows []connectors.Record
	// start is how many rows lie before the first one.
	start   int
	total   int // -1 where the upstream does not tell
	notices []connectors.Notice
}

// list fetches the page behind a mark. Pages are places in the order of ids, which removals shift: so a page starts some
// rows before the mark, and if it does not show a row at or before it, an earlier one is asked for. New invoices are
// appended.
func (b *book) list(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	start, err := parseMark(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	m := start
	ceiling, fitting := &b.learned[opInvoices].ceiling, &b.learned[opInvoices].fitting
	size := fitting.Bound(b.settings.PageSizes.Invoices)
	back := 0        // how far behind the mark to look for it, once it is lost
	doubted := false // a page was not believed to be the last
	for range maxSteps {
		if c := int(ceiling.Load()); c > 0 {
			size = min(size, c)
		}
		p := smooth(m.read, size, at.Want)
		if back > 0 {
			p = plan(m.read, back, size, at.Want)
		}
		s, limited, err := b.fetch(ctx, p, "ASC")
		if fewer, ok := fitting.Halve(p.limit, err); ok {
			size = fewer
			continue
		}
		if err == nil {
			err = s.arrange(m.last)
		}
		if err != nil {
			return connectors.Page{}, err
		}
		if limited < p.limit {
			ceiling.Store(int64(limited))
			continue
		}
		joined, err := b.joined(ctx, s, p, m)
		if err != nil {
			return connectors.Page{}, err
		}
		if !joined {
			back = max(2*back, 2*anchor)
			continue
		}
		if s.fresh(m.last) == len(s.rows) {
			more, err := b.goesOn(ctx, s, p, start)
			switch {
			case err != nil:
				return connectors.Page{}, err
			case more && s.ended(p.limit) && doubted:
				return connectors.Page{}, broken(opInvoices,
					"page %d is told to be the last, but there is more behind invoice %s: the upstream ignores page numbers", p.page, m.last)
			case more && s.ended(p.limit):
				doubted = true // it may have been made since
				continue
			case more:
				m.read, back = s.start+len(s.rows), 0 // all of these were read; rows before them have gone
				continue
			}
		}
		return b.page(s, m)
	}
	return connectors.Page{}, broken(opInvoices, "the place of invoice %s was not found again in %d pages", m.last, maxSteps)
}

// joined reports whether a page leaves no gap behind the mark.
func (b *book) joined(ctx context.Context, s sheet, p plot, m mark) (bool, error) {
	if s.start == 0 || s.fresh(m.last) > 0 {
		return true, nil
	}
	if !p.seam {
		return false, nil
	}
	// The page starts right behind the mark. If the marked row still is the one before, nothing has shifted.
	one, _, err := b.fetch(ctx, plot{page: m.read, limit: 1}, "ASC")
	return err == nil && len(one.rows) == 1 && string(one.rows[0].ID) == m.last, err
}

// goesOn reports whether there is more behind the mark, given a page without anything new. One that is told to be the last
// is believed only if it ends with the marked row in its old place. Else the newest invoice is asked for, since a server that
// ignores page numbers would seem to have ended the list.
func (b *book) goesOn(ctx context.Context, s sheet, p plot, m mark) (bool, error) {
	n := len(s.rows)
	switch {
	case !s.ended(p.limit):
		return true, nil
	case s.start == 0, n > 0 && s.start+n == m.read && string(s.rows[n-1].ID) == m.last:
		return false, nil
	}
	newest, err := b.descending(ctx, plot{page: 1, limit: 1})
	return err == nil && len(newest.rows) > 0 && behind(newest.rows[0], m.last), err
}

// fresh returns the index of the first row behind an id.
func (s *sheet) fresh(last string) int {
	if i := slices.IndexFunc(s.rows, func(r connectors.Record) bool { return behind(r, last) }); i >= 0 {
		return i
	}
	return len(s.rows)
}

// ended reports whether the list ends with this page. Without a total only a page with nothing new can tell.
func (s *sheet) ended(limit int) bool {
	if s.total >= 0 {
		return s.start+len(s.rows) >= s.total
	}
	return len(s.rows) < limit
}

// page makes the page behind a mark of what was fetched for it.
func (b *book) page(s sheet, m mark) (connectors.Page, error) {
	fresh := s.fresh(m.last)
	page := connectors.Page{Records: s.rows[fresh:], Repeats: fresh, Notices: s.notices}
	page.After = func(i int) connectors.Cursor {
		if r := page.Records[i]; r.Identified() {
			return mark{s.start + fresh + i + 1, string(r.ID)}.cursor()
		}
		return ""
	}
	if m.last == "" && s.total >= 0 {
		page.Total = &s.total
	}
	if len(page.Records) == 0 || s.total >= 0 && s.ended(0) {
		return page, nil
	}
	last := lastIdentified(s.rows)
	if last < 0 {
		return page, unidentified(opInvoices, len(s.rows))
	}
	next := mark{s.start + len(s.rows), m.last}
	if last >= fresh {
		next = mark{s.start + last + 1, string(s.rows[last].ID)}
	}
	if next != m { // else only rows without an id are left, which were read
		page.Next = next.cursor()
	}
	return page, nil
}

// lastIdentified returns the index of the last row whose id could be read, -1 for none.
func lastIdentified(rows []connectors.Record) int {
	for i, r := range slices.Backward(rows) {
		if r.Identified() {
			return i
		}
	}
	return -1
}

// behind reports whether a row comes after an id, "" being before all.
func behind(r connectors.Record, last string) bool {
	return last == "" || bytes.Compare(r.Key, connectors.NumberKey([]byte(last))) > 0
}

// fetch asks for a page of invoices (accounts/get). limited is the size of page that the server says it used.
func (b *book) fetch(ctx context.Context, p plot, order string) (s sheet, limited int, err error) {
	f := b.filters.clone()
	f.set("b.id", "order")
	f.set(order, "orderType")
	f.set(strconv.Itoa(p.page), "page")
	f.set(strconv.Itoa(p.limit), "limit")
	data, err := b.post(ctx, opInvoices, f, "")
	if err != nil {
		return s, 0, err
	}
	s = sheet{total: -1}
	limited = p.limit
	if n, ok := numberAt(data, "limit"); ok && n > 0 {
		limited = min(p.limit, n)
	}
	s.start = (p.page - 1) * limited
	if n, ok := numberAt(data, "total"); ok && n >= 0 {
		s.total = n
	}
	list, _ := data.Member("list")
	if !list.List() {
		return s, 0, &connectors.Error{Kind: connectors.KindMalformedResponse, Connector: name, Op: opInvoices, Err: errors.New("the list is neither an array nor an object")}
	}
	if err = b.read(list, &s); err != nil {
		return s, limited, err
	}
	n := len(s.rows)
	b.learned[opInvoices].fitting.Fits(n, len(data.Raw()))
	switch {
	case s.start > 0 && n > limited:
		err = broken(opInvoices, "page %d has %d rows though %d were asked for, so that it is not known where it starts", p.page, n, limited)
	case n > 0 && s.start > 0 && s.total >= 0 && s.start+n > s.total:
		err = broken(opInvoices, "page %d of %d has %d rows, though there are only %d in all: the upstream ignores page numbers", p.page, limited, n, s.total)
	case n > 0 && n < limited && s.total > s.start+n:
		limited = n // cut without a word
	}
	return s, limited, err
}

// read transcodes rows and verifies them by the filters.
func (b *book) read(list transcode.JSON, s *sheet) error {
	tc := &transcode.Context{Zone: b.zone, Raw: b.raw}
	err := invoiceTable.Rows(list, tc, func(row *transcode.Row) error {
		if err := b.filters.admit(opInvoices, row); err != nil {
			return err
		}
		row.Record.Key = nil
		if row.Record.Identified() {
			row.Record.Key = connectors.NumberKey(row.Record.ID)
		}
		s.rows = append(s.rows, row.Record)
		return nil
	})
	s.notices = tc.Notices()
	return err
}

// arrange gives rows without an id keys where they stand, and checks the order that the marks rest on. Such rows at the
// top of a page that starts behind a mark stand behind that mark, and else they were read before.
func (s *sheet) arrange(last string) error {
	start := connectors.NumberKey(nil)
	first := slices.IndexFunc(s.rows, connectors.Record.Identified)
	if first < 0 || behind(s.rows[first], last) {
		start = connectors.NumberKey([]byte(last))
	}
	connectors.FillKeys(s.rows, start)
	for i := 1; i < len(s.rows); i++ {
		if s.rows[i-1].Compare(s.rows[i]) >= 0 {
			return broken(opInvoices, "invoice %q came behind %q: the upstream ignored the order", s.rows[i].ID, s.rows[i-1].ID)
		}
	}
	return nil
}

// numberAt returns a whole number of an object.
func numberAt(object transcode.JSON, key string) (int, bool) {
	member, ok := object.Member(key)
	if !ok {
		return 0, false
	}
	return member.Int()
}
