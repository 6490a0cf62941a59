package apro

import "slices"

const activityTypes = 4

// filterActivities answers applications/filter.
func (s *Server) filterActivities(a *args) ([]byte, error) {
	w := s.world
	q, err := s.filterQuery(a, opActivities, "request_activity_date")
	if err != nil {
		return nil, err
	}
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.supervisor(r) })
	q.oneOf(a.get("customer"), w.customer)
	q.oneOf(a.get("types"), w.activityType)
	q.oneWord(a.get("statuses"), w.status)
	q.searched(a, func(r *row) []string {
		return []string{w.surname(w.customer(r)), w.activityComment(r), w.activityName(r)}
	})
	q.conditions(w, a, ListActivities, w.activityScope)
	return s.list(a, s.tables[ListActivities], q, false, w.writeActivity)
}

// customer returns the contact of an activity or a deal; one row in thirty has none.
func (w *world) customer(r *row) int64 {
	return r.number(attrContact, w.reference(ListContacts, r.id, saltContact, 30))
}

func (w *world) activityType(r *row) int64 {
	return r.number(attrType, 1+w.draw(r.id, saltKind, activityTypes))
}

func (w *world) activityScope(r *row) scope { return scope{ListActivities, w.activityType(r)} }

func (w *world) activityName(r *row) string {
	return r.revised(attrName, w.pick(r.id, saltTitle, w.words.titles))
}

func (w *world) comment(id int64) string { return w.pick(id, saltSource+saltLane, w.words.comments) }

func (w *world) activityComment(r *row) string { return r.text(attrComment, w.comment(r.id)) }

// status changes with each change of the row by a user, so that rows leave one filter and enter another.
func (w *world) status(r *row) string {
	count := int64(len(w.words.statuses))
	n := w.draw(r.id, saltStatus, uint64(count)) + 1
	if set := slices.Index(w.words.statuses, r.text(attrStatus, w.words.statuses[n%count])); set >= 0 {
		n = int64(set)
	}
	return w.words.statuses[(n+r.version-r.writtenAt(attrStatus))%count]
}

func (w *world) writeActivity(e *encoder, r *row) {
	kind := w.activityType(r)
	e.id("id", r.id)
	e.id("employee_id", w.supervisor(r))
	w.helpers(e, "additional_employee_id", r)
	e.id("customer_id", w.customer(r))
	e.id("request_type_id", kind)
	e.text("request_type_name", activityTypeNames()[kind-1])
	e.text("source", r.text(attrSource, w.pick(r.id, saltSource, w.words.sources)))
	e.time("date_create", r.created)
	e.text("comment", w.activityComment(r))
	e.text("request_name", w.activityName(r))
	e.text("status", w.status(r))
	e.text("request_activity_type", w.event(r))
	e.time("request_activity_date", r.activity)
	if e.dialect != English {
		e.id("publish", published(r))
	}
	w.fieldMap(e, w.activityScope(r), r)
}
