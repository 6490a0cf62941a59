package apro

import (
	"slices"
	"strconv"
)

// commentLists returns the lists with comments on their rows, and the parent_type of each. The place of a list is part of the
// ids of its comments.
func commentLists() []struct{ list, parent string } {
	return []struct{ list, parent string }{
		{ListContacts, "customer"}, {ListStock, "stock"}, {ListActivities, "request"}, {ListDeals, "sale"},
	}
}

// mostComments is one more than the largest number of comments on a row.
const mostComments = 4

// thread is a row with comments.
type thread struct {
	place    int // in commentLists
	row      row
	customer int64
}

// commentsOf returns the handler of {object type}/comments for a list: a map from row id to comments. The comments of a contact
// include those of its stock items, activities and deals that are not deleted.
func (s *Server) commentsOf(list string) handler {
	return func(a *args) ([]byte, error) {
		ids, err := a.each("entity_id")
		if err != nil {
			return nil, err
		}
		return s.document(a, func(e *encoder) {
			threads := s.threads(list, ids)
			there := func(id int64) bool {
				return s.settings.EmptyComments || slices.ContainsFunc(threads[id], func(t thread) bool {
					return s.world.commentCount(t) > 0
				})
			}
			e.entries(ids, there, func(id int64) {
				e.open('[')
				for _, t := range threads[id] {
					s.world.writeComments(e, t)
				}
				e.close(']')
			})
		})
	}
}

// threads returns, for each requested id, the rows with comments that belong to it.
func (s *Server) threads(list string, ids []int64) map[int64][]thread {
	threads := map[int64][]thread{}
	for place, l := range commentLists() {
		if l.list == list {
			for _, id := range ids {
				if r, ok := s.find(list, id); ok {
					threads[id] = append(threads[id], thread{place, r, s.world.customerOf(list, &r)})
				}
			}
			continue
		}
		if list != ListContacts {
			continue
		}
		s.each(l.list, false, func(r *row) {
			if id := s.world.customerOf(l.list, r); id != 0 && slices.Contains(ids, id) {
				threads[id] = append(threads[id], thread{place, *r, id})
			}
		})
	}
	return threads
}

// customerOf returns the contact of a row, which may be the row itself; 0 for none.
func (w *world) customerOf(list string, r *row) int64 {
	switch list {
	case ListContacts:
		return r.id
	case ListStock:
		return w.owner(r)
	default:
		return w.customer(r)
	}
}

// commentCount returns the number of comments on a row; a row that a request created has none.
func (w *world) commentCount(t thread) int64 {
	if t.row.made() {
		return 0
	}
	return w.draw(t.row.id, saltComments+saltLane*uint64(t.place), mostComments)
}

// writeComments writes the comments on one row. Their ids are unique in the account; their dates are between the creation of
// the row and its last activity.
func (w *world) writeComments(e *encoder, t thread) {
	for k := range w.commentCount(t) {
		id := (t.row.id*mostComments+k)*int64(len(commentLists())) + int64(t.place)
		span := max(t.row.activity-t.row.created, 1)
		e.open('{')
		e.id("id", id)
		e.text("parent_type", commentLists()[t.place].parent)
		e.id("parent_id", t.row.id)
		e.text("text", w.pick(id, saltComments, w.words.comments))
		e.time("date", t.row.created+w.draw(id, saltModified, uint64(span)))
		e.id("customer_id", t.customer)
		e.id("author_id", w.manager(id))
		e.key("files")
		e.open('[')
		for n := range w.draw(id, saltLinks, 3) {
			name := w.words.files[(id+n)%int64(len(w.words.files))]
			e.open('{')
			e.id("id", id*2+n)
			e.id("parent", id)
			e.text("name", name)
			e.id("size", 1000+w.draw(id+n, saltMoney, 1_000_000))
			e.text("file", "/files/crm/ribbon/"+strconv.FormatInt(id*2+n, 16)+".png")
			e.close('}')
		}
		e.close(']')
		e.close('}')
	}
}
