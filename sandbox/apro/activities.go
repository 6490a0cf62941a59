package apro

const activityTypes = 4

// filterActivities answers applications/filter.
func (s *Server) filterActivities(a *args) ([]byte, error) {
	w := s.world
	q, err := s.filterQuery(a, opActivities, "request_activity_date")
	if err != nil {
		return nil, err
	}
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.manager(r.id) })
	q.oneOf(a.get("customer"), w.customer)
	q.oneOf(a.get("types"), func(r *row) int64 { return w.activityType(r.id) })
	q.oneWord(a.get("statuses"), w.status)
	q.searched(a, func(r *row) []string {
		return []string{w.surname(w.customer(r)), w.comment(r.id), w.activityName(r)}
	})
	q.conditions(w, a, ListActivities, w.activityScope)
	return s.list(a, s.tables[ListActivities], q, false, w.writeActivity)
}

// customer returns the contact of an activity or a deal; one row in thirty has none.
func (w *world) customer(r *row) int64 { return w.reference(ListContacts, r.id, saltContact, 30) }

func (w *world) activityType(id int64) int64 { return 1 + w.draw(id, saltKind, activityTypes) }

func (w *world) activityScope(r *row) scope { return scope{ListActivities, w.activityType(r.id)} }

func (w *world) activityName(r *row) string {
	return r.revised(w.pick(r.id, saltTitle, w.words.titles))
}

func (w *world) comment(id int64) string { return w.pick(id, saltSource+saltLane, w.words.comments) }

// status changes with each change of the row, so that rows leave one filter and enter another.
func (w *world) status(r *row) string {
	n := w.draw(r.id, saltStatus, uint64(len(w.words.statuses))) + r.version
	return w.words.statuses[n%int64(len(w.words.statuses))]
}

func (w *world) writeActivity(e *encoder, r *row) {
	kind := w.activityType(r.id)
	e.id("id", r.id)
	e.id("employee_id", w.manager(r.id))
	w.helpers(e, "additional_employee_id", r.id)
	e.id("customer_id", w.customer(r))
	e.id("request_type_id", kind)
	e.text("request_type_name", activityTypeNames()[kind-1])
	e.text("source", w.pick(r.id, saltSource, w.words.sources))
	e.time("date_create", r.created)
	e.text("comment", w.comment(r.id))
	e.text("request_name", w.activityName(r))
	e.text("status", w.status(r))
	e.text("request_activity_type", w.event(r))
	e.time("request_activity_date", r.activity)
	if e.dialect != English {
		e.id("publish", published(r))
	}
	w.fieldMap(e, w.activityScope(r), r)
}
