package apro

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

const (
	eventCount   = 130
	firstEventID = 500
	// lastEventID is at least the last id of the base data. Ids of new events are larger.
	lastEventID = firstEventID + eventCount*idStep
	// occurrences is how often the first event takes place, once a week. Only the newer generation shows this.
	occurrences = 3
	// defaultPeriod is the period that the newer generation lists if the request names none.
	defaultPeriod = 30 * 86400
)

// event is an entry of the organizer, or one occurrence of it.
type event struct {
	id, queue, start, minutes int64 // start in naive seconds
	deleted                   bool
	title, description        string
	allDay, remind            bool
	before                    int64 // minutes from the reminder to the start
	text, background, border  string
	users                     []participant
}

// participant is a worker who takes part in an event, as "root" (the initiator) or "simple".
type participant struct {
	id   int64
	role string
}

// baseEvent returns the n-th event of the base data.
func (w *world) baseEvent(n int64) event {
	id := firstEventID + n*idStep + w.draw(n, saltID, idStep)
	v := event{
		id: id, queue: 10 * id, minutes: 15 * (1 + n%8), deleted: n%13 == 5,
		start: present + (n*37%eventCount-eventCount/2)*86400 + 300*w.draw(n, saltMinute, 12*24),
		title: w.pick(id, saltTitle, w.words.titles), description: w.comment(id),
		allDay: id%7 == 0, remind: id%2 == 0, before: 5 * (id % 4),
		text: "#000000", background: "#EFEFEF", border: "#EFEFEF",
		users: []participant{{firstManager + id%managers, "root"}},
	}
	for i := range id % 3 {
		v.users = append(v.users, participant{firstManager + managers + i, "simple"})
	}
	return v
}

// events returns all entries in the order of their starts, which is unrelated to the order of ids.
func (s *Server) events() []event {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.presentEvents()
}

// presentEvents is events for callers that hold the server's lock.
func (s *Server) presentEvents() []event {
	all := make([]event, eventCount)
	for i := range all {
		all[i] = s.world.baseEvent(int64(i))
		if now, ok := s.channels.events[all[i].id]; ok {
			all[i] = now
		}
	}
	for i := range s.channels.newEvents {
		all = append(all, s.channels.events[lastEventID+i+1])
	}
	for i := range int64(occurrences - 1) {
		if s.settings.Organizer == Organizer29 {
			again := all[0]
			again.queue, again.start = again.queue+i+1, again.start+(i+1)*7*86400
			all = append(all, again)
		}
	}
	for i := range all {
		all[i].deleted = all[i].deleted || s.channels.removed[all[i].queue]
	}
	slices.SortFunc(all, func(a, b event) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.queue, b.queue)) })
	return all
}

// listEvents answers org_events/list: the events that are not deleted, unless publ says otherwise. publ is one of the filters.
// The newer generation has publ outside of the filters, which it does not know, and the bounds from and to, in unix seconds.
// Without bounds it lists the next 30 days.
func (s *Server) listEvents(a *args) ([]byte, error) {
	offset, limit, err := s.smallPage(a, 50)
	if err != nil {
		return nil, err
	}
	publ := "1"
	from, to := int64(0), int64(1<<62)
	if s.settings.Organizer == Organizer29 {
		publ = cmp.Or(a.text("publ"), publ)
		from, to = a.number("from", s.now()), a.number("to", s.now()+defaultPeriod)
	} else if filters := a.get("filters"); filters.isArray() {
		publ = cmp.Or(filters.items["publ"].scalar(), publ)
	}
	return s.document(a, func(e *encoder) {
		total := int64(0)
		e.open('{')
		e.key("list")
		e.open('[')
		for _, v := range s.events() {
			if publ != "all" && v.deleted != (publ == "0") || v.start < from || v.start > to {
				continue
			}
			if total >= offset && total < offset+limit {
				s.writeEvent(e, v)
			}
			total++
		}
		e.close(']')
		e.key("total")
		e.int(total)
		e.close('}')
	})
}

// getEvent answers org_events/get: an event, deleted or not, with its participants. Of several occurrences it returns the one
// that queue_id names, or the first.
func (s *Server) getEvent(a *args) ([]byte, error) {
	id, queue := a.number("id", -1), int64(-1)
	if s.settings.Organizer == Organizer29 {
		id, queue = a.number("event_id", id), a.number("queue_id", -1)
	}
	if id < 0 {
		return nil, badParams
	}
	return s.document(a, func(e *encoder) {
		for _, v := range s.events() {
			if v.id != id || queue >= 0 && v.queue != queue {
				continue
			}
			e.open('{')
			e.key("event")
			s.writeEvent(e, v)
			e.key("users")
			e.participants(v.users)
			e.close('}')
			return
		}
		e.emptyMap()
	})
}

func (s *Server) writeEvent(e *encoder, v event) {
	e.open('{')
	if s.settings.Organizer == Organizer29 {
		s.world.newEvent(e, v)
	} else {
		e.oldEvent(v)
	}
	e.close('}')
}

// participants writes a map from worker to role.
func (e *encoder) participants(users []participant) {
	if len(users) == 0 {
		e.emptyMap()
		return
	}
	e.open('{')
	for _, user := range users {
		e.text(strconv.FormatInt(user.id, 10), user.role)
	}
	e.close('}')
}

// oldEvent writes an event of version 2.8: its start in parts, without a zone.
func (e *encoder) oldEvent(v event) {
	at := time.Unix(v.start, 0).UTC()
	e.id("id", v.id)
	e.text("title", v.title)
	e.id("publ", oneIf(!v.deleted))
	e.text("description", v.description)
	e.id("allDay", oneIf(v.allDay))
	e.id("duration", v.minutes)
	e.text("remind_active", [...]string{"no", "yes"}[oneIf(v.remind)])
	e.id("remind_before", v.before)
	e.text("year", at.Format("2006"))
	e.text("month", at.Format("01"))
	e.text("day", at.Format("02"))
	e.id("weekday", int64(at.Weekday()))
	e.text("hour", at.Format("15"))
	e.text("minute", at.Format("04"))
	e.text("textColor", v.text)
	e.text("backgroundColor", v.background)
	e.text("borderColor", v.border)
}

// newEvent writes an event of version 2.9. Times are unix seconds, offsets are seconds east of UTC; allday is 1 for yes and 2
// for no.
func (w *world) newEvent(e *encoder, v event) {
	e.id("id", v.id)
	e.id("queue", v.queue)
	e.id("publ", oneIf(!v.deleted))
	e.text("uid", w.hash(v.id)+"@example.org")
	e.id("created", v.start-7*86400)
	e.id("last-modified", v.start-86400)
	e.id("author_id", firstManager+v.id%managers)
	e.text("summary", v.title)
	e.text("description", v.description)
	e.id("dtstart", v.start)
	e.id("dtend", v.start+v.minutes*60)
	e.text("dtoffset", "0")
	e.text("dtendoffset", "0")
	e.id("allday", 2-oneIf(v.allDay))
	e.text("is_reg", "0")
	e.text("bg-color", v.background)
	e.text("b-color", v.border)
	e.text("t-color", v.text)
	e.key("alarms")
	e.open('[')
	e.close(']')
}
