package apro

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// anchor is how many rows a page shares with those before, so that the removal of as many moves none to a place that was read.
const anchor = 10

// Orders of invoices, in the upstream's words.
const (
	upwards   = "ASC"
	downwards = "DESC"
)

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
	// last is that row, of which a cursor has the id alone. It has none at the start.
	last connectors.Record
}

// cursor returns the place of a mark, "" for one at a row without an id.
func (m mark) cursor() connectors.Cursor {
	if !m.last.Identified() {
		return ""
	}
	return connectors.Cursor(strconv.Itoa(m.read) + "/" + string(m.last.ID))
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
	return mark{n, connectors.Record{ID: []byte(last), Key: connectors.NumberKey([]byte(last))}}, nil
}

// sheet is one page of invoices as the upstream sent it.
type sheet struct {
	paging.Answer
	order string
	// took is how many rows the server says that it was asked for.
	took    int
	notices []connectors.Notice
}

// folder is what the sheets of one call bring.
type folder struct {
	connectors.Page
	marks []mark // of the records
}

// list fetches the page after a mark. It goes on after rows without an id within the call, since no cursor can name them.
func (b *book) list(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	m, err := parseMark(at.Cursor)
	if err != nil {
		return connectors.Page{}, err
	}
	var f folder
	for ended := false; !ended && f.Next == ""; {
		var s sheet
		start := m
		if s, m, ended, err = b.after(ctx, m, upwards, at.Want); err != nil {
			return connectors.Page{}, err
		}
		if start.read == 0 && s.Total >= 0 && b.learned[opInvoices].server.Proven() {
			f.Total = &s.Total
		}
		f.add(s, start, m)
		if !ended {
			f.Next = m.cursor()
		}
	}
	f.After = func(i int) connectors.Cursor { return f.marks[i].cursor() }
	return f.Page, nil
}

// newest fetches the invoices with the highest ids, as many as are wanted or as a page holds. A page with fewer is read on below.
func (b *book) newest(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if at.Cursor != "" {
		return connectors.Page{}, gone(opInvoices)
	}
	want := b.settings.PageSizes.Invoices
	if at.Want > 0 {
		want = min(want, at.Want)
	}
	var f folder
	var m mark
	for ended := false; !ended && len(f.Records) < want; {
		s, next, last, err := b.after(ctx, m, downwards, want-len(f.Records))
		if err != nil {
			return connectors.Page{}, err
		}
		f.add(s, m, next)
		m, ended = next, last
	}
	f.Records = f.Records[:min(len(f.Records), want)]
	return f.Page, nil
}

// end returns how many rows stand up to the last one of a sheet.
func (s *sheet) end() int { return s.Before + len(s.Rows) }

// add adds the rows of a sheet between two marks.
func (f *folder) add(s sheet, m, until mark) {
	known := s.known(m)
	f.Repeats += known
	f.Notices = append(f.Notices, s.notices...)
	for i, r := range s.Rows[known:] {
		here := mark{s.Before + known + i + 1, r}
		n := len(f.Records)
		switch {
		case s.beyond(r, until):
			return // the next page has it again
		case n > 0 && f.Records[n-1].Compare(r) == 0: // as a join of tables makes it come
			f.Repeats++
			f.Records[n-1], f.marks[n-1] = r, here
		default:
			f.Records, f.marks = append(f.Records, r), append(f.marks, here)
		}
	}
}

// beyond reports whether a row comes after a mark, in the order of the sheet; none does where no mark is.
func (s *sheet) beyond(r connectors.Record, m mark) bool {
	if m.last.ID == nil {
		return false
	}
	if s.order == downwards {
		return m.last.Compare(r) > 0
	}
	return r.Compare(m.last) > 0
}

// known returns how many rows do not come after a mark, which are the first ones.
func (s *sheet) known(m mark) int {
	if m.last.ID == nil {
		return 0
	}
	if i := slices.IndexFunc(s.Rows, func(r connectors.Record) bool { return s.beyond(r, m) }); i >= 0 {
		return i
	}
	return len(s.Rows)
}

// after fetches the page after a mark in an order, and returns the mark where the list goes on, or reports that it ends. Pages
// are places in the order of ids, which removals shift: so a page starts some rows before the mark.
func (b *book) after(ctx context.Context, m mark, order string, want int) (s sheet, next mark, ended bool, err error) {
	s, err = b.planned(ctx, m, order, func(size int) paging.Numbered {
		return paging.NumberedAcross(m.read, anchor, size, want)
	})
	if err != nil {
		return s, mark{}, false, err
	}
	rule := &paging.Overlap{
		Server: &b.learned[opInvoices].server, Last: m.last, At: m.read, Descending: order == downwards, Reversible: true,
		Enough: want > 0 && len(s.Rows)-s.known(m) >= want,
	}
	latest := s
	s, v, err := paging.Decide(rule, s, func(r paging.Request) (sheet, error) {
		came, err := b.ask(ctx, r, m, latest)
		if r.Kind == paging.Page {
			latest = came
		}
		return came, err
	})
	s.notices = append(s.notices, v.Notices...)
	if err != nil || v.Step == paging.End {
		return s, mark{}, true, err
	}
	next = mark{rule.Place(), s.Rows[len(s.Rows)-1]}
	i := lastIdentified(s.Rows)
	if i >= s.known(m) {
		next = mark{s.Before + i + 1, s.Rows[i]}
	}
	if i < 0 || order == downwards && i < s.known(m) {
		err = unidentified(opInvoices, len(s.Rows))
	}
	return s, next, false, err
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

// fetch asks for a page of invoices (accounts/get), of which rows are arranged by the mark that it is to overlap.
func (b *book) fetch(ctx context.Context, m mark, p paging.Numbered, order string) (sheet, error) {
	f := b.filters.clone()
	f.set("b.id", "order")
	f.set(order, "orderType")
	f.set(strconv.Itoa(p.Number+1), "page")
	f.set(strconv.Itoa(p.Size), "limit")
	s := sheet{order: order, took: p.Size}
	data, err := b.post(ctx, opInvoices, f, "")
	if err != nil {
		return s, askLess(err, opInvoices, p.Size)
	}
	s.Asked, s.Total = p.Size, paging.NoTotal
	if n, ok := numberAt(data, "limit"); ok && n > 0 {
		s.took = min(p.Size, n)
	}
	s.Before = p.Number * s.took
	if n, ok := numberAt(data, "total"); ok && n >= 0 {
		s.Total = n
	}
	list, _ := member(data, "list")
	if list, err = listIn(opInvoices, list, data); err != nil {
		return s, err
	}
	if err := b.read(list, &s); err != nil {
		return s, err
	}
	b.learned[opInvoices].fitting.Fits(len(s.Rows), len(data.Raw()))
	return s, s.arrange(m)
}

// read transcodes rows and verifies them by the filters.
func (b *book) read(list transcode.JSON, s *sheet) error {
	tc := &transcode.Context{Zone: b.zone, Raw: b.raw}
	err := invoiceTable.Rows(list, tc, func(row *transcode.Row) error {
		if err := b.filters.admit(opInvoices, row); err != nil {
			return err
		}
		row.Record.Key = nil
		if !row.Misplace() && row.Record.Identified() {
			row.Record.Key = connectors.NumberKey(row.Record.ID)
		}
		s.Rows = append(s.Rows, row.Record)
		return nil
	})
	s.notices = tc.Notices()
	return err
}

// arrange gives rows without an id keys where they stand, and checks the order that the marks rest on. Such rows at the
// top of a page that starts behind a mark stand behind that mark, and else they were read before.
func (s *sheet) arrange(m mark) error {
	start := connectors.NumberKey(nil)
	first := slices.IndexFunc(s.Rows, connectors.Record.Identified)
	if s.order == downwards {
		slices.Reverse(s.Rows)
		defer slices.Reverse(s.Rows)
	} else if m.last.ID != nil && (first < 0 || s.beyond(s.Rows[first], m)) {
		start = m.last.Key
	}
	connectors.FillKeys(s.Rows, start)
	for i := 1; i < len(s.Rows); i++ {
		if s.Rows[i-1].Compare(s.Rows[i]) > 0 {
			return broken(opInvoices, "invoice %q came behind %q: the upstream ignored the order", s.Rows[i].ID, s.Rows[i-1].ID)
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
