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
	// occurrences is how often the first event takes place, once a week. Only the newer generation shows this.
	occurrences = 3
	// defaultPeriod is the period that the newer generation lists if the request names none.
	defaultPeriod = 30 * 86400
)

// event is an entry of the organizer, or one occurrence of it.
type event struct {
	id, queue, start, minutes int64 // start in naive seconds
	deleted                   bool
}

// events returns all entries in the order of their starts, which is unrelated to the order of ids.
func (s *Server) events() []event {
	w := s.world
	all := make([]event, eventCount)
	for i := range all {
		n := int64(i)
		all[i] = event{
			id: firstEventID + n*idStep + w.draw(n, saltID, idStep), minutes: 15 * (1 + n%8), deleted: n%13 == 5,
			start: present + (n*37%eventCount-eventCount/2)*86400 + 300*w.draw(n, saltMinute, 12*24),
		}
	}
	for i := range all {
		all[i].queue = 10 * all[i].id
	}
	for i := range int64(occurrences - 1) {
		if s.settings.Organizer == Organizer29 {
			again := all[0]
			again.queue, again.start = again.queue+i+1, again.start+(i+1)*7*86400
			all = append(all, again)
		}
	}
	slices.SortFunc(all, func(a, b event) int { return int(a.start - b.start) })
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
			e.open('{')
			e.text(strconv.FormatInt(firstManager+id%managers, 10), "root")
			for n := range id % 3 {
				e.text(strconv.FormatInt(firstManager+managers+n, 10), "simple")
			}
			e.close('}')
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
		s.world.oldEvent(e, v)
	}
	e.close('}')
}

// oldEvent writes an event of version 2.8: its start in parts, without a zone.
func (w *world) oldEvent(e *encoder, v event) {
	at := time.Unix(v.start, 0).UTC()
	e.id("id", v.id)
	e.text("title", w.pick(v.id, saltTitle, w.words.titles))
	e.id("publ", oneIf(!v.deleted))
	e.text("description", w.comment(v.id))
	e.id("allDay", oneIf(v.id%7 == 0))
	e.id("duration", v.minutes)
	e.text("remind_active", [...]string{"yes", "no"}[v.id%2])
	e.id("remind_before", 5*(v.id%4))
	e.text("year", at.Format("2006"))
	e.text("month", at.Format("01"))
	e.text("day", at.Format("02"))
	e.id("weekday", int64(at.Weekday()))
	e.text("hour", at.Format("15"))
	e.text("minute", at.Format("04"))
	e.text("textColor", "#000000")
	e.text("backgroundColor", "#EFEFEF")
	e.text("borderColor", "#EFEFEF")
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
	e.text("summary", w.pick(v.id, saltTitle, w.words.titles))
	e.text("description", w.comment(v.id))
	e.id("dtstart", v.start)
	e.id("dtend", v.start+v.minutes*60)
	e.text("dtoffset", "0")
	e.text("dtendoffset", "0")
	e.id("allday", 2-oneIf(v.id%7 == 0))
	e.text("is_reg", "0")
	e.text("bg-color", "#EFEFEF")
	e.text("b-color", "#EFEFEF")
	e.text("t-color", "#000000")
	e.key("alarms")
	e.open('[')
	e.close(']')
}
