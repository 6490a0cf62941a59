package apro

import (
	"errors"
	"fmt"
	"slices"
)

// PushAll pushes n events about different records of a kind, such as the events of an import, without changing the records. object
// and event are words of the page. Contacts, activities, stock items, deals and calls are those of the lists, in the order of ids,
// and from the first on again if there are fewer than n. Tasks, letters ("delivery") and documents ("blank") are invented. The
// other kinds have no snapshot on the page, so theirs is empty. The events come whether or not the settings choose them.
func (s *Server) PushAll(object, event string, n int) error {
	switch {
	case !slices.Contains(objectWords(), object):
		return fmt.Errorf("apro sandbox: object %q is unknown; use one of %q", object, objectWords())
	case !slices.Contains(eventWords(), event):
		return fmt.Errorf("apro sandbox: event %q is unknown; use one of %q", event, eventWords())
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.outgoing.receivers().Webhook == "" {
		return ErrNoReceiver
	}
	if list := listOfObject(object); list != "" {
		return s.pushRows(list, event, n)
	}
	for k := range int64(n) {
		s.push(s.recordEvent(object, event, firstRecord+k))
	}
	return nil
}

// pushRows pushes n events about rows of a list. The caller holds the server's lock.
func (s *Server) pushRows(list, word string, n int) error {
	m := s.tables[list].merge(&query{live: true, by: byID, windows: [orders]window{openWindow(), openWindow()}})
	if m.len() == 0 && n > 0 {
		return errors.New("apro sandbox: the list has no rows")
	}
	for n > 0 {
		for r := range m.rows(false, 0) {
			if n == 0 {
				break
			}
			n--
			now := r
			e := s.webhookEncoder()
			s.snapshot(e, list, &now)
			s.push(pushedEvent{
				by: s.world.byUser(&now), event: word, object: objectOf(list), subtype: s.world.subtype(list, &now), id: now.id,
				snapshot: e.b,
			})
		}
	}
	return nil
}

// recordEvent returns an event about a record that no list has.
func (s *Server) recordEvent(object, word string, id int64) pushedEvent {
	e := s.webhookEncoder()
	switch {
	case object == objectTask && word == eventStatus:
		s.world.task(id).writeStatus(e)
	case object == objectTask:
		s.world.task(id).write(e)
	case object == objectLetter:
		s.world.letter(id).write(e)
	case object == objectBlank:
		s.world.blank(id).write(e)
	}
	return pushedEvent{by: subject{"employee", firstManager + id%managers}, event: word, object: object, id: id, snapshot: e.b}
}
