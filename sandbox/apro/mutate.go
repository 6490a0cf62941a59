package apro

import (
	"fmt"
	"strconv"
)

// Lists by the names that IDs, Insert, Touch and Delete take.
const (
	ListStock      = "stockItems"
	ListContacts   = "contacts"
	ListActivities = "activities"
	ListDeals      = "deals"
	ListInvoices   = "invoices"
	ListCalls      = "calls"
)

// IDs returns the ids of the rows of a list that are not deleted, in ascending order. An unknown list has none.
func (s *Server) IDs(list string) []string {
	t, ok := s.tables[list]
	if !ok {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	m := t.merge(&query{live: true, by: byID, windows: [orders]window{openWindow(), openWindow()}})
	ids := make([]string, 0, m.len())
	for r := range m.rows(false, 0) {
		ids = append(ids, strconv.FormatInt(r.id, 10))
	}
	return ids
}

// find returns the present state of a row, deleted or not.
func (s *Server) find(list string, id int64) (row, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.tables[list].find(id)
}

// each calls visit, in the order of ids, for the deleted rows of a list or for the others. The row is the visitor's only during
// the call.
func (s *Server) each(list string, deleted bool, visit func(*row)) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m := s.tables[list].merge(&query{
		live: !deleted, dead: deleted, by: byID, windows: [orders]window{openWindow(), openWindow()},
	})
	var at row
	for r := range m.rows(false, 0) {
		at = r
		visit(&at)
	}
}

// Insert adds a row to a list as the upstream does, with the highest id and the newest times, and returns its id. Stock rows
// get the object types in turn. For an unknown list it returns "".
func (s *Server) Insert(list string) string {
	t, ok := s.tables[list]
	if !ok {
		return ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return strconv.FormatInt(s.inserted(list, t), 10)
}

// inserted adds a row as a user does. The caller holds the lock.
func (s *Server) inserted(list string, t *table) int64 {
	id := t.insert(s.now())
	s.announce(list, nil, id, s.world.byUser)
	return id
}

// changed changes a row as a user does. The caller holds the lock.
func (s *Server) changed(list string, t *table, id int64, edit func(*row)) error {
	was := s.watched(list, id)
	if err := t.change(id, s.now(), edit); err != nil {
		return err
	}
	s.announce(list, was, id, s.world.byUser)
	return nil
}

// Touch changes a row as a user does: its version increases and shows in its text, its status changes, and its activity time is
// now where the list has one. It fails for a row that does not exist or is deleted.
func (s *Server) Touch(list, id string) error {
	return s.change(list, id, func(*row) {})
}

// Delete deletes a row as the upstream does: the row gets a flag, but a call disappears. It fails for a row that does not exist
// or is deleted.
func (s *Server) Delete(list, id string) error {
	return s.change(list, id, func(r *row) { r.deleted = true })
}

func (s *Server) change(list, id string, edit func(*row)) error {
	t, ok := s.tables[list]
	if !ok {
		return fmt.Errorf("apro sandbox: no list is called %q", list)
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return fmt.Errorf("apro sandbox: %s: id %q is not a number", list, id)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.changed(list, t, n, edit); err != nil {
		return fmt.Errorf("apro sandbox: %s: %w", list, err)
	}
	return nil
}

// now returns the wall clock as naive seconds, but never a time within the base data.
func (s *Server) now() int64 {
	t := s.settings.Now()
	_, offset := t.Zone()
	return max(t.Unix()+int64(offset), present)
}

// churn changes the list of an operation as busy users do, by as many changes as the settings say. In turn it touches some row,
// deletes the row with the oldest activity, inserts a row, and deletes the row with the lowest id. An ascending reader has
// already passed the deleted rows, so a reader by page numbers loses rows.
func (s *Server) churn(op string) {
	list := listOf(op)
	t, ok := s.tables[list]
	if !ok || s.settings.Churn == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for range s.settings.Churn {
		turn := s.churns
		s.churns++
		by := byID
		if turn%4 == 1 {
			by = byActivity
		}
		m := t.merge(&query{live: true, by: by, windows: [orders]window{openWindow(), openWindow()}})
		if turn%4 == 2 || m.len() == 0 {
			s.inserted(list, t)
			continue
		}
		at, edit := int64(0), func(r *row) { r.deleted = true }
		if turn%4 == 0 {
			at, edit = s.world.draw(turn, saltChurn, uint64(m.len())), func(*row) {}
		}
		for r := range m.rows(false, at) {
			// The row was found under the same lock, so it cannot be missing.
			_ = s.changed(list, t, r.id, edit)
			break
		}
	}
}

func listOf(op string) string {
	switch op {
	case opStock:
		return ListStock
	case opContacts:
		return ListContacts
	case opActivities:
		return ListActivities
	case opDeals:
		return ListDeals
	case opInvoices:
		return ListInvoices
	case opCalls:
		return ListCalls
	default:
		return ""
	}
}
