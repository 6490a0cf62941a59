package apro

import (
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// Orders of the ids of inserted rows, for Settings.InsertedOrder.
const (
	// AsSent is the order of the rows of the request.
	AsSent = "as_sent"
	// Reversed is the opposite order.
	Reversed = "reversed"
)

// Answers to a wrong row of an insertion, for Settings.InsertedFailures.
const (
	// FailuresNone refuses the request.
	FailuresNone = "none"
	// FailuresMissing leaves the id of the row out.
	FailuresMissing = "missing"
	// FailuresZero writes 0 as the id of the row.
	FailuresZero = "zero"
	// FailuresNull writes null as the id of the row.
	FailuresNull = "null"
)

// What a written list does to the present one, for Settings.ContactLists.
const (
	// Replace replaces the present list.
	Replace = "replace"
	// Merge adds to the present list.
	Merge = "merge"
)

// Effect is one row that a request created, changed or deleted.
type Effect = stage.Effect

// writing is how requests write the rows of one list.
type writing struct {
	insert, update, remove string // operations
	list                   string
	// assign writes the parameters of one row into the draft.
	assign func(d *draft)
}

// writings returns the lists that requests write.
func writings() []writing {
	return []writing{
		{opContactInsert, opContactUpdate, opContactDelete, ListContacts, (*draft).assignContact},
		{opActivityInsert, opActivityUpdate, opActivityDelete, ListActivities, (*draft).assignActivity},
		{opDealInsert, opDealUpdate, opDealDelete, ListDeals, (*draft).assignDeal},
		{opStockInsert, opStockUpdate, opStockDelete, ListStock, (*draft).assignStock},
	}
}

// draft is one row of a request, as it will be. The server's lock is held while there is a draft.
type draft struct {
	server *Server
	args   *args
	list   string
	row    row // with written of its own
	fresh  bool
	// missing reports that the row cannot be stored: an obligatory parameter is missing, or no row has the id.
	missing bool
	// wrong reports that the request is wrong: it lacks an obligatory parameter, or has a value that does not exist.
	wrong bool
}

// draft reads one row of a request.
func (s *Server) draft(w writing, a *args, fresh bool) *draft {
	d := &draft{server: s, args: a, list: w.list, fresh: fresh}
	if fresh {
		d.row = row{version: 1, written: (*written)(nil).copied()}
		d.row.written.made = true
	} else {
		id := wholeNumber(a.text("id"))
		found, ok := s.tables[w.list].find(id)
		d.row, d.wrong, d.missing = found, id <= 0, !ok || found.deleted
		d.row.written = found.written.copied()
	}
	w.assign(d)
	if !a.params.isArray() || s.strict(a) != nil {
		d.wrong, d.missing = true, true
	}
	return d
}

// rows returns the parameters of each row of a write. The keys of the rows do not matter.
func (s *Server) rows(a *args) ([]*args, error) {
	if !a.params.isArray() {
		return nil, badParams
	}
	ignored := slices.Concat(s.settings.Ignore, s.settings.IgnoredWrites)
	rows := make([]*args, len(a.params.keys))
	for i, key := range a.params.keys {
		rows[i] = &args{params: a.params.items[key], dialect: a.dialect, ignored: ignored}
	}
	return rows, nil
}

// insert returns the handler of an insertion, which answers with the ids of the new rows.
func (s *Server) insert(w writing) handler {
	return func(a *args) ([]byte, error) {
		ids, err := s.write(w, w.insert, true, a)
		if err != nil {
			return nil, err
		}
		if s.settings.InsertedOrder == Reversed {
			slices.Reverse(ids)
		}
		e := s.encoder(1)
		e.open('[')
		for _, id := range ids {
			switch {
			case id != 0 || s.settings.InsertedFailures == FailuresZero:
				e.int(id)
			case s.settings.InsertedFailures == FailuresNull:
				e.literal("null")
			}
		}
		e.close(']')
		return e.b, nil
	}
}

// update returns the handler of an update. Rows that do not exist or are deleted stay as they are, without a message.
func (s *Server) update(w writing) handler {
	return func(a *args) ([]byte, error) {
		_, err := s.write(w, w.update, false, a)
		return []byte("true"), err
	}
}

// write stores the rows of a request, one after the other, and returns their ids, 0 for a row that was not stored. One wrong row
// refuses the request, unless Settings.InsertedFailures has another answer for it.
func (s *Server) write(w writing, op string, fresh bool, a *args) (ids []int64, err error) {
	rows, err := s.rows(a)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	refused := -1
	if !fresh || s.settings.InsertedFailures == FailuresNone {
		refused = slices.IndexFunc(rows, func(row *args) bool { return s.draft(w, row, fresh).wrong })
	}
	if refused >= 0 {
		err = badParams
		if !s.settings.BadParamsAfterInsert {
			return nil, err
		}
		rows = rows[:refused+1]
	}
	for i, row := range rows {
		d, id := s.draft(w, row, fresh), int64(0)
		if !d.missing && (!d.wrong || i == refused) {
			id = s.store(d)
			s.record(op, a, i, id)
		}
		ids = append(ids, id)
	}
	return ids, err
}

// store stores a row and returns its id.
func (s *Server) store(d *draft) int64 {
	t, id := s.tables[d.list], d.row.id
	was := s.watched(d.list, id)
	if d.fresh {
		id = t.add(d.row, s.now())
	} else {
		// The row was found under the same lock, so it cannot be missing.
		_ = t.replace(id, func(r *row) {
			r.part, r.written = d.row.part, d.row.written
			s.edited(t, r)
		})
	}
	if d.list == ListContacts {
		s.world.named.Store(id, d.row.written)
	}
	s.announce(d.list, was, id, s.world.bySystem)
	return id
}

// edited records an edit in a row with written of its own, if requests change activity times.
func (s *Server) edited(t *table, r *row) {
	if s.settings.TouchesActivity {
		r.written.edits++
		t.touch(r, s.now())
	}
}

// remove returns the handler of a deletion. Ids that no row has, and deleted rows, do not change the answer.
func (s *Server) remove(w writing) handler {
	return func(a *args) ([]byte, error) {
		ids := a.params.ids()
		if len(ids) == 0 {
			return nil, badParams
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		t := s.tables[w.list]
		for i, id := range ids {
			was := s.watched(w.list, id)
			err := t.replace(id, func(r *row) {
				r.deleted = true
				r.written = r.written.copied()
				s.edited(t, r)
			})
			if err == nil {
				s.record(w.remove, a, i, id)
				s.announce(w.list, was, id, s.world.bySystem)
			}
		}
		return []byte("true"), nil
	}
}

func (s *Server) record(op string, a *args, row int, id int64) {
	s.Record(Effect{Op: op, Number: a.nth, Row: row, ID: strconv.FormatInt(id, 10)})
}
