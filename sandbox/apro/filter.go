package apro

import (
	"slices"
	"strings"
	"time"
)

// maximumOf returns the largest page of a paged operation. Servers of the intrum dialect have sent 500 rows of contacts,
// activities and deals for years, which the vendor's library and other public clients request; the page documents 50.
func maximumOf(op, dialect string) (rows int64, paged bool) {
	switch op {
	case opStock:
		return 500, true
	case opContacts, opActivities, opDeals:
		if dialect == Intrum {
			return 500, true
		}
		return 50, true
	case opInvoices, opCalls:
		return 1000, true
	default:
		return 0, false
	}
}

// filterQuery reads the parameters that the four big filters share. activity is the name of the list's activity time in
// order_field and date_field.
func (s *Server) filterQuery(a *args, op, activity string) (query, error) {
	q := query{windows: [orders]window{openWindow(), openWindow()}}
	if err := s.paging(a, op, 20, 1, &q); err != nil {
		return q, err
	}
	q.by, q.desc = byID, true
	if s.settings.DefaultActivityOrder {
		q.by = byActivity
	}
	switch a.text("order_field") {
	case activity:
		q.by = byActivity
	case "id":
		if s.settings.OrderByID {
			q.by = byID
		}
	}
	if strings.EqualFold(a.text("order"), "asc") {
		q.desc = false
	}
	switch publish := a.get("publish"); publish.scalar() {
	case "0":
		q.dead = true
	case "ignore":
		q.live, q.dead = true, true
	default:
		q.live = true
	}
	s.lookedUp(a, op, &q)
	dated := byID
	if a.text("date_field") == activity {
		dated = byActivity
	}
	if date := a.get("date"); date.isArray() {
		w, err := s.window(date.items["from"].scalar(), date.items["to"].scalar())
		if err != nil {
			return q, err
		}
		q.windows[dated] = w
	}
	return q, nil
}

// lookedUp reads the two parameters that name ids. In the INTRUM edition byid is a list only for contacts: PHP reads any other
// list as the number 1. There the two are joined by AND, and a search for stock items finds only items of the type of the first
// id.
func (s *Server) lookedUp(a *args, op string, q *query) {
	one, several := a.get("byid"), a.get("by_ids")
	if s.settings.Dialect != Intrum {
		q.setIDs(one)
		if s.settings.ByIDs {
			q.setIDs(several)
		}
		return
	}
	if op != opContacts && one.isArray() {
		one = &value{text: "1"}
	}
	if s.settings.ByIDs {
		q.setIDs(several)
	}
	if op == opStock && len(q.ids) > 0 {
		first, _ := s.find(ListStock, q.ids[0])
		q.ids = slices.DeleteFunc(q.ids, func(id int64) bool {
			r, _ := s.find(ListStock, id)
			return r.part != first.part
		})
	}
	if ids := one.ids(); len(ids) > 0 && q.byIDs {
		q.ids = slices.DeleteFunc(q.ids, func(id int64) bool { return !slices.Contains(ids, id) })
	} else {
		q.setIDs(one)
	}
}

func (q *query) setIDs(v *value) {
	if ids := v.ids(); len(ids) > 0 {
		q.ids, q.byIDs = append(q.ids, ids...), true
	}
}

// paging reads limit and page. base is the number of the first page; any smaller number means the first page.
func (s *Server) paging(a *args, op string, fallback, base int64, q *query) error {
	maximum, _ := maximumOf(op, s.settings.Dialect)
	if m, ok := s.settings.MaxLimit[op]; ok {
		maximum = m
	}
	q.limit = a.number("limit", min(fallback, maximum))
	if q.limit > maximum {
		if s.settings.LimitOverflow == Refuse {
			return badParams
		}
		q.limit = maximum
	}
	// A page number beyond any list would overflow the product.
	page := min(max(a.number("page", base), base)-base, maxRows)
	q.offset = page * q.limit
	return nil
}

// window reads the two ends of a period. As the upper end, a day without a time means the whole day.
func (s *Server) window(from, until string) (window, error) {
	w := openWindow()
	if from != "" {
		t, day, err := parseTime(from)
		if err != nil {
			return w, err
		}
		w.from = t
		if s.settings.ExclusiveLower {
			w.from++
		}
		if s.settings.DateOnly {
			w.from = day
		}
	}
	if until != "" {
		t, day, err := parseTime(until)
		if err != nil {
			return w, err
		}
		w.until = t
		whole := len(strings.TrimSpace(until)) == len(dateLayout)
		if (whole || s.settings.DateOnly) && t != 0 {
			w.until = day + 86399
		}
		if s.settings.ExclusiveUpper {
			w.until = t - 1
		}
	}
	return w, nil
}

// parseTime reads a naive time in the forms that clients send, and returns the time and its day. The zero date is 0.
func parseTime(text string) (seconds, day int64, err error) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, zeroDate) {
		return 0, 0, nil
	}
	for _, layout := range []string{timeLayout, dateLayout, "2006-01-02 15:04", "2006-01-02T15:04:05", "02.01.2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Unix(), t.Truncate(24 * time.Hour).Unix(), nil
		}
	}
	return 0, 0, badParams
}

// oneOf adds the condition that a number of the row is one of the ids in a parameter, if it was sent.
func (q *query) oneOf(v *value, of func(*row) int64) {
	if ids := v.ids(); len(ids) > 0 {
		q.filter(func(r *row) bool { return slices.Contains(ids, of(r)) })
	}
}

// oneWord adds the condition that a word of the row is one of the words in a parameter, if it was sent.
func (q *query) oneWord(v *value, of func(*row) string) {
	if words := v.list(); len(words) > 0 {
		q.filter(func(r *row) bool { return slices.Contains(words, of(r)) })
	}
}

// searched adds the condition that one of the row's texts contains the words of the parameter search.
func (q *query) searched(a *args, texts func(*row) []string) {
	if part := a.text("search"); part != "" {
		q.filter(func(r *row) bool {
			return slices.ContainsFunc(texts(r), func(t string) bool { return contains(t, part) })
		})
	}
}

// conditions adds the conditions on custom fields; of returns the scope of a row's fields.
func (q *query) conditions(w *world, a *args, list string, of func(*row) scope) {
	if keep, ok := w.conditions(a.get("fields"), list); ok {
		q.filter(func(r *row) bool { return keep(r, of(r)) })
	}
}

// list answers a filter: the rows of the page, and the total.
func (s *Server) list(a *args, t *table, q query, documentedNumber bool, write func(*encoder, *row)) ([]byte, error) {
	counted := a.get("count_total").flag()
	if err := s.strict(a); err != nil {
		return nil, err
	}
	rows, total := s.page(t, q)
	e := s.encoder(len(rows))
	e.open('{')
	e.key("list")
	e.open('[')
	for i := range rows {
		e.open('{')
		write(e, &rows[i])
		e.close('}')
	}
	e.close(']')
	e.key("count")
	switch form := s.settings.Count; {
	case form == CountOnRequest && !counted:
		e.literal("false")
	case form == CountText || form == CountDocumented && !documentedNumber:
		e.quoted(total)
	default:
		e.int(total)
	}
	e.close('}')
	return e.b, nil
}

// strict refuses requests with unknown parameters, if the settings require that.
func (s *Server) strict(a *args) error {
	if s.settings.UnknownParams == Refuse && a.unknown() != "" {
		return badParams
	}
	return nil
}
