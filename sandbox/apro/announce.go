package apro

import "slices"

// bySystem returns the subject of what requests of the API do. The page does not say who that is.
func (w *world) bySystem(*row) subject { return subject{kind: "system"} }

// pushing reports whether events of a kind are pushed. The caller holds the server's lock.
func (s *Server) pushing(event string) bool {
	chosen := s.settings.WebhookEvents
	return s.outgoing.receivers().Webhook != "" && (len(chosen) == 0 || slices.Contains(chosen, event))
}

// watched returns the present state of a row that is about to change, nil if nothing is pushed or the row does not exist. The caller
// holds the server's lock.
func (s *Server) watched(list string, id int64) *row {
	if s.outgoing.receivers().Webhook == "" {
		return nil
	}
	if r, ok := s.tables[list].find(id); ok {
		return &r
	}
	return nil
}

// announce pushes the change of a row from its former state, nil for a new row, to the present one. The caller holds the server's
// lock.
func (s *Server) announce(list string, was *row, id int64, by func(*row) subject) {
	if s.outgoing.receivers().Webhook == "" || objectOf(list) == "" {
		return
	}
	// The state of a call that is gone is still among the changed rows.
	now := s.tables[list].changed[id]
	if now == nil {
		return
	}
	e := s.webhookEncoder()
	s.snapshot(e, list, now)
	v := pushedEvent{
		by: by(now), event: eventEdit, object: objectOf(list), subtype: s.world.subtype(list, now), id: id, snapshot: e.b,
	}
	switch {
	case was == nil:
		v.event = eventCreate
	case now.deleted:
		v.event = eventDelete
	default:
		old := s.webhookEncoder()
		s.snapshot(old, list, was)
		v.former = formerValues(old.b, e.b)
		v.event = editEvent(v.object, v.former)
	}
	if s.pushing(v.event) {
		s.push(v)
	}
}
