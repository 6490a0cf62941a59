package apro

import (
	"slices"
	"strconv"
)

// Workers. The possible supervisors of rows come first; the others are only in worker/filter.
const (
	workers      = "workers" // as the list of a scope
	firstManager = 40
	managers     = 20
	workerCount  = 28
)

func workerScope() scope { return scope{list: workers} }

// workerStatus returns a worker's status. Some supervisors of rows have left the company or are on leave.
func workerStatus(id int64) string {
	switch {
	case id%10 == 4:
		return "fired"
	case id%10 == 7:
		return "outstate"
	case id%20 == 2:
		return "notworking"
	case id == firstManager+managers+1:
		return "new"
	default:
		return "onstate"
	}
}

func workerDepartment(id int64) int64 { return 1 + id%departments }

func workerBranch(id int64) int64 { return id % (branches + 1) }

func (w *world) workerSurname(id int64) string { return w.pick(id, saltSurname, w.words.surnames) }

func (w *world) workerName(id int64) string { return w.pick(id, saltName, w.words.names) }

func workerEmail(id int64) string { return "worker" + strconv.FormatInt(id, 10) + "@example.org" }

func workerPhone(id int64) string { return "+7 (812) 555-10-" + strconv.FormatInt(id, 10) }

// filterWorkers answers worker/filter: a map by id. A request without statuses and ids returns those who work for the company
// now.
func (s *Server) filterWorkers(a *args) ([]byte, error) {
	q := query{}
	s.world.filterWorkers(a, &q)
	ids := a.get("id")
	var statuses []string
	if s.settings.WorkerStatus {
		statuses = a.get("status").list()
	}
	if len(statuses) == 0 && len(ids.ids()) == 0 {
		statuses = []string{"onstate", "outstate"}
	}
	if len(statuses) > 0 {
		q.filter(func(r *row) bool { return slices.Contains(statuses, workerStatus(r.id)) })
	}
	q.oneOf(ids, func(r *row) int64 { return r.id })
	return s.document(a, func(e *encoder) {
		start := len(e.b)
		e.open('{')
		for n := range int64(workerCount) {
			if r := (row{id: firstManager + n, version: 1}); q.keeps(&r) {
				e.key(strconv.FormatInt(r.id, 10))
				s.writeWorker(e, &r)
			}
		}
		if len(e.b) == start+1 {
			e.b = e.b[:start]
			e.emptyMap()
			return
		}
		e.close('}')
	})
}

func (w *world) filterWorkers(a *args, q *query) {
	q.oneOf(a.get("group"), func(r *row) int64 { return w.group(r.id) })
	q.oneOf(a.get("division_id"), func(r *row) int64 { return workerDepartment(r.id) })
	q.oneOf(a.get("suboffice_id"), func(r *row) int64 { return workerBranch(r.id) })
	q.part(a.text("surname"), func(r *row) string { return w.workerSurname(r.id) })
	q.part(a.text("name"), func(r *row) string { return w.workerName(r.id) })
	q.part(a.text("email"), func(r *row) string { return workerEmail(r.id) })
	q.part(digits(a.text("phone")), func(r *row) string { return digits(workerPhone(r.id)) })
	q.conditions(w, a, workers, func(*row) scope { return workerScope() })
}

// part adds the condition that a text of the row contains a part; an empty part is no condition.
func (q *query) part(part string, of func(*row) string) {
	if part != "" {
		q.filter(func(r *row) bool { return contains(of(r), part) })
	}
}

func (s *Server) writeWorker(e *encoder, r *row) {
	w := s.world
	e.open('{')
	e.id("id", r.id)
	e.avatars(r.id)
	kind := [...]string{"admin", "hr", "general manager", "simple"}[r.id%4]
	if e.dialect == Intrum && kind == "general manager" {
		kind = "generalmanager"
	}
	e.text("type", kind)
	e.id("division_id", workerDepartment(r.id))
	e.id("suboffice_id", workerBranch(r.id))
	e.text("post", [...]string{"Manager", "Риелтор", "Head of \"sales\"", ""}[r.id%4])
	e.id("boss", oneIf(r.id%5 == 0))
	e.text("name", w.workerName(r.id))
	e.text("surname", w.workerSurname(r.id))
	e.dual("patronymic", "secondname", w.pick(r.id, saltPatronymic, w.words.patronymics))
	e.addresses(r.id, w.mailKey("email", r.id))
	w.writeAbout(e, r.id)
	w.fieldMap(e, workerScope(), r)
	if r.id%3 > 0 {
		e.key("asterisk_short_number")
		e.open('[')
		for n := range r.id % 3 {
			e.quoted(100 + r.id + n)
		}
		e.close(']')
	}
	if s.settings.WorkerStatus {
		e.text("status", workerStatus(r.id))
	}
	e.close('}')
}

// avatars writes the picture in all sizes; one worker in five has none.
func (e *encoder) avatars(id int64) {
	e.key("avatars")
	if id%5 == 1 {
		e.emptyMap()
		return
	}
	e.open('{')
	for _, size := range []string{"original", "170", "55", "40", "30"} {
		suffix := size
		if size == "original" {
			suffix = ""
		}
		e.text(size, "/images/avatars/d0e2c1"+strconv.FormatInt(id, 16)+suffix+".jpg")
	}
	e.close('}')
}

// addresses writes internal and external e-mail addresses and phone numbers.
func (e *encoder) addresses(id int64, mailKey string) {
	list := func(key, member, text string, linked bool) {
		e.key(key)
		e.open('[')
		if text != "" {
			e.open('{')
			e.text(member, text)
			e.text("comment", [...]string{"", "личный"}[id%2])
			if linked {
				e.text("link", "")
			}
			e.close('}')
		}
		e.close(']')
	}
	outer := ""
	if id%3 == 0 {
		outer = "home." + workerEmail(id)
	}
	list("internalemail", mailKey, workerEmail(id), false)
	list("externalemail", mailKey, outer, false)
	list("internalphone", "phone", "", true)
	list("externalphone", "phone", "", true)
	list("mobilephone", "phone", workerPhone(id), true)
}

func (w *world) writeAbout(e *encoder, id int64) {
	if id%4 == 0 {
		e.null("birthday")
	} else {
		e.text("birthday", strconv.FormatInt(1960+id%40, 10)+"-08-09")
	}
	e.null("address")
	if id%2 == 0 {
		e.null("about")
	} else {
		e.text("about", w.comment(id))
	}
	e.null("hobby")
	registered := int64(0)
	if id%3 > 0 {
		registered = beginning - id*86400
	}
	e.dual("created_on", "created_at", timeText(registered))
	e.text("gender", [...]string{"male", "female"}[id%2])
}
