package apro

import "strconv"

// contactLinks are the ids of the records that are linked to one contact.
type contactLinks struct{ stock, archive, activities, deals []int64 }

// listContactLinks answers purchaser/attach: a map by contact. The map has no contacts without links, and no ids without a
// contact.
func (s *Server) listContactLinks(a *args) ([]byte, error) {
	ids, err := a.each("ids")
	if err != nil {
		return nil, err
	}
	return s.document(a, func(e *encoder) {
		links := s.linksOf(ids)
		e.entries(ids, func(id int64) bool { return links[id] != nil }, func(id int64) {
			l := links[id]
			e.open('{')
			e.ids("stock", l.stock)
			e.ids("stock_archive", l.archive)
			e.ids("request", l.activities)
			e.ids("sale", l.deals)
			if s.settings.Dialect == Intrum {
				s.typedLinks(e, ListStock, l.stock)
				s.typedLinks(e, ListActivities, l.activities)
				s.typedLinks(e, ListDeals, l.deals)
			}
			e.close('}')
		})
	})
}

// typedLinks writes a member with the type of each linked row, which servers of the INTRUM edition send with the plain ids.
func (s *Server) typedLinks(e *encoder, list string, ids []int64) {
	e.key(map[string]string{ListStock: "stock_extended", ListActivities: "request_extended", ListDeals: "sale_extended"}[list])
	e.open('[')
	for _, id := range ids {
		r, _ := s.find(list, id)
		kind := s.world.kindOf(list, &r)
		e.open('{')
		e.id("id", id)
		e.id("type_id", kind.id)
		e.text("type_name", kind.name)
		e.close('}')
	}
	e.close(']')
}

// linksOf finds the rows that belong to some contacts.
func (s *Server) linksOf(contacts []int64) map[int64]*contactLinks {
	wanted := map[int64]bool{}
	for _, id := range contacts {
		wanted[id] = id > 0
	}
	links := map[int64]*contactLinks{}
	collect := func(list string, deleted bool, owner func(*row) int64, into func(*contactLinks) *[]int64) {
		s.each(list, deleted, func(r *row) {
			id := owner(r)
			if !wanted[id] {
				return
			}
			if links[id] == nil {
				links[id] = &contactLinks{}
			}
			ids := into(links[id])
			*ids = append(*ids, r.id)
		})
	}
	w := s.world
	collect(ListStock, false, w.owner, func(l *contactLinks) *[]int64 { return &l.stock })
	collect(ListStock, true, w.owner, func(l *contactLinks) *[]int64 { return &l.archive })
	collect(ListActivities, false, w.customer, func(l *contactLinks) *[]int64 { return &l.activities })
	collect(ListDeals, false, w.customer, func(l *contactLinks) *[]int64 { return &l.deals })
	return links
}

// entries writes a map by id with the ids for which there reports true; the map may be empty.
func (e *encoder) entries(ids []int64, there func(int64) bool, write func(int64)) {
	some := false
	for _, id := range ids {
		if !there(id) {
			continue
		}
		if !some {
			e.open('{')
			some = true
		}
		e.key(strconv.FormatInt(id, 10))
		write(id)
	}
	if some {
		e.close('}')
	} else {
		e.emptyMap()
	}
}

// ids writes a member that is a list of ids, which are text.
func (e *encoder) ids(key string, ids []int64) {
	e.key(key)
	e.open('[')
	for _, id := range ids {
		e.quoted(id)
	}
	e.close(']')
}

// listDealLinks answers sales/details: a map by deal, including deleted deals. The invoices of a deal are those in force with
// its id as sale_id; the other links are drawn at random. Clients send the ids in the page's form, or as the whole of the
// params.
func (s *Server) listDealLinks(a *args) ([]byte, error) {
	name := "ids"
	if a.bare() {
		name = bareIDs
	}
	ids, err := a.each(name)
	if err != nil {
		return nil, err
	}
	w := s.world
	return s.document(a, func(e *encoder) {
		bills := map[int64][]int64{}
		s.each(ListInvoices, false, func(r *row) { bills[w.sale(r)] = append(bills[w.sale(r)], r.id) })
		deals := map[int64]row{}
		there := func(id int64) bool {
			r, ok := s.find(ListDeals, id)
			deals[id] = r
			return ok
		}
		e.entries(ids, there, func(id int64) {
			r := deals[id]
			e.open('{')
			e.ids("cocustomers", w.linked(ListContacts, &r, 1))
			e.ids("corequests", w.linked(ListActivities, &r, 2))
			e.ids("costock", w.linked(ListStock, &r, 3))
			e.ids("costockprimary", w.linked(ListStock, &r, 4))
			e.ids("cosales", w.linked(ListDeals, &r, 5))
			e.ids("bills", bills[id])
			blanks := w.draw(id, saltLinks, 3)
			if r.made() {
				blanks = 0
			}
			e.ids("blanks", []int64{7, 8}[:blanks])
			e.close('}')
		})
	})
}

// linked draws up to three rows of a list for a row, none for a row that a request created; lane distinguishes the draws of one
// row.
func (w *world) linked(list string, r *row, lane int64) []int64 {
	id := r.id
	salt := saltLinks + saltLane*uint64(lane)
	count := w.draw(id, salt, 4)
	if w.layouts[list].n == 0 || r.made() {
		count = 0
	}
	ids := make([]int64, count)
	for i := range ids {
		ids[i] = w.layouts[list].id(w.draw(id+int64(i), salt+1<<40, uint64(w.layouts[list].n)))
	}
	return ids
}
