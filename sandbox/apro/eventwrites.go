package apro

import (
	"slices"
	"strconv"
)

// eventDraft is an event of a request, as it will be. The server's lock is held while there is a draft.
type eventDraft struct {
	server *Server
	args   *args
	event  event
	fresh  bool
	wrong  bool // the request lacks an obligatory parameter, or has a value that does not exist
}

// insertEvent answers org_events/insert with the new event. The newer organizer has other parameters, so it refuses these.
func (s *Server) insertEvent(a *args) ([]byte, error) {
	if s.settings.Organizer == Organizer29 {
		return nil, badParams
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := lastEventID + s.channels.newEvents + 1
	d := s.eventDraft(a, event{id: id, queue: 10 * id, text: "#000000", background: "#EFEFEF", border: "#EFEFEF"}, true)
	if d.wrong {
		return nil, badParams
	}
	s.channels.newEvents++
	return s.storeEvent(opEventInsert, a, d.event), nil
}

// updateEvent answers org_events/update with the event, deleted or not. To delete and restore an event a key needs the right to
// delete events, too.
func (s *Server) updateEvent(a *args) ([]byte, error) {
	if s.settings.Organizer == Organizer29 {
		return nil, badParams
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	present, known := s.present(a.get("event").member("id"))
	d := s.eventDraft(a, present, false)
	switch publ := d.args.get("publ"); {
	case !known || d.wrong:
		return nil, badParams
	case publ != nil && slices.Contains(s.settings.Denied, opEventDelete):
		return nil, accessDeny
	}
	return s.storeEvent(opEventUpdate, a, d.event), nil
}

// deleteEvent answers org_events/delete with the event. The newer organizer deletes the occurrence that queue names, and answers
// with nothing.
func (s *Server) deleteEvent(a *args) ([]byte, error) {
	a = s.writeArgs(a, a.params)
	id, queue := a.get("id"), (*value)(nil)
	if s.settings.Organizer == Organizer29 {
		queue = a.get("queue")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v, known := s.present(id)
	if !known || s.strict(a) != nil {
		return nil, badParams
	}
	if s.settings.Organizer == Organizer29 {
		return s.deleteOccurrence(a, v.id, wholeNumber(queue.scalar()))
	}
	if v.deleted {
		return s.eventAnswer(v), nil
	}
	v.deleted = true
	return s.storeEvent(opEventDelete, a, v), nil
}

func (s *Server) deleteOccurrence(a *args, id, queue int64) ([]byte, error) {
	all := s.presentEvents()
	at := slices.IndexFunc(all, func(v event) bool { return v.id == id && v.queue == queue })
	if at < 0 {
		return nil, badParams
	}
	if !all[at].deleted {
		s.channels.removed[queue] = true
		s.wrote(opEventDelete, a, strconv.FormatInt(id, 10))
	}
	e := s.encoder(1)
	e.emptyMap()
	return e.b, nil
}

// present returns the event, deleted or not, that an id names.
func (s *Server) present(id *value) (event, bool) {
	all := s.presentEvents()
	number := wholeNumber(id.scalar())
	at := slices.IndexFunc(all, func(v event) bool { return v.id == number })
	if at < 0 {
		return event{}, false
	}
	return all[at], true
}

// storeEvent stores an event and returns the answer with it.
func (s *Server) storeEvent(op string, a *args, v event) []byte {
	s.channels.events[v.id] = v
	s.wrote(op, a, strconv.FormatInt(v.id, 10))
	return s.eventAnswer(v)
}

func (s *Server) eventAnswer(v event) []byte {
	e := s.encoder(1)
	e.open('{')
	e.key("event")
	s.writeEvent(e, v)
	e.close('}')
	return e.b
}

// eventDraft reads the parameters of an event into its present state.
func (s *Server) eventDraft(a *args, present event, fresh bool) *eventDraft {
	a = s.writeArgs(a, a.params)
	d := &eventDraft{server: s, args: s.writeArgs(a, a.get("event")), event: present, fresh: fresh}
	d.text("title", &d.event.title)
	d.wrong = d.wrong || d.event.title == ""
	d.date()
	d.text("description", &d.event.description)
	d.word("allDay", "1", "0", &d.event.allDay)
	d.fives("duration", &d.event.minutes)
	d.word("remind_active", "yes", "no", &d.event.remind)
	d.fives("remind_before", &d.event.before)
	d.text("textColor", &d.event.text)
	d.text("backgroundColor", &d.event.background)
	d.text("borderColor", &d.event.border)
	if !fresh {
		_ = d.args.get("id")
		d.word("publ", "0", "1", &d.event.deleted)
	}
	d.participants(a.get("users"))
	d.wrong = d.wrong || s.strict(a) != nil || s.strict(d.args) != nil
	return d
}

// scalar returns a parameter that was sent as a text.
func (d *eventDraft) scalar(name string) (text string, sent bool) {
	v := d.args.get(name)
	d.wrong = d.wrong || v.isArray()
	return v.scalar(), v != nil
}

func (d *eventDraft) text(name string, to *string) {
	if text, sent := d.scalar(name); sent {
		*to = text
	}
}

// word reads one of two words.
func (d *eventDraft) word(name, yes, no string, to *bool) {
	if text, sent := d.scalar(name); sent {
		*to = text == yes
		d.wrong = d.wrong || text != yes && text != no
	}
}

// fives reads minutes, which are a multiple of 5.
func (d *eventDraft) fives(name string, to *int64) {
	if text, sent := d.scalar(name); sent {
		minutes, err := strconv.ParseInt(text, 10, 64)
		*to = minutes
		d.wrong = d.wrong || err != nil || minutes < 0 || minutes%5 != 0
	}
}

// date reads the start, without which a new event is wrong.
func (d *eventDraft) date() {
	text, sent := d.scalar("date")
	if !sent {
		d.wrong = d.wrong || d.fresh
		return
	}
	at, ok := eventDate(text, d.server.settings.EventZone)
	d.wrong = d.wrong || !ok
	d.event.start = roundedStart(at, d.server.settings.Now().Location())
}

// participants reads a map from worker to role. An empty text is an empty map, which cannot be sent.
func (d *eventDraft) participants(v *value) {
	if v == nil {
		return
	}
	d.wrong = d.wrong || v.text != ""
	var users []participant
	for _, key := range v.keys {
		user := participant{wholeNumber(key), v.items[key].scalar()}
		d.wrong = d.wrong || user.id == 0 || !isWorker(user.id) || user.role != "simple" && user.role != "root"
		users = append(users, user)
	}
	if d.server.settings.Participants == Merge {
		kept := slices.DeleteFunc(slices.Clone(d.event.users), func(p participant) bool {
			return slices.ContainsFunc(users, func(user participant) bool { return user.id == p.id })
		})
		users = append(kept, users...)
	}
	d.event.users = users
}
