package apro

const (
	dealTypes  = 3
	dealStages = 5
)

// filterDeals answers sales/filter.
func (s *Server) filterDeals(a *args) ([]byte, error) {
	w := s.world
	q, err := s.filterQuery(a, opDeals, "sale_activity_date")
	if err != nil {
		return nil, err
	}
	q.oneOf(a.get("type"), w.dealType)
	q.oneOf(a.get("stage"), w.dealStage)
	q.oneOf(a.get("customer"), w.customer)
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.supervisor(r) })
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.searched(a, func(r *row) []string { return []string{w.dealName(r), w.surname(w.customer(r))} })
	q.conditions(w, a, ListDeals, w.dealScope)
	return s.list(a, s.tables[ListDeals], q, true, w.writeDeal)
}

func (w *world) dealType(r *row) int64 {
	return r.number(attrType, 1+w.draw(r.id, saltKind, dealTypes))
}

func (w *world) dealScope(r *row) scope { return scope{ListDeals, w.dealType(r)} }

func (w *world) dealName(r *row) string {
	return r.revised(attrName, w.pick(r.id, saltTitle, w.words.titles))
}

// dealStage changes with each change of the row by a user. Stage ids of type t are 10t+1 to 10t+5.
func (w *world) dealStage(r *row) int64 {
	first := w.dealType(r)*10 + 1
	n := r.number(attrStatus, first+w.draw(r.id, saltStatus, dealStages)+1) - first
	return first + (n+r.version-r.writtenAt(attrStatus))%dealStages
}

func (w *world) writeDeal(e *encoder, r *row) {
	e.number("id", r.id)
	e.number("customers_id", w.customer(r))
	e.number("employee_id", w.supervisor(r))
	w.helpers(e, "additional_employee_id", r)
	e.time("date_create", r.created)
	e.dualNumber("sales_type_id", "sale_type_id", w.dealType(r))
	e.dualNumber("sales_status_id", "sale_stage_id", w.dealStage(r))
	e.text("sale_name", w.dealName(r))
	e.text("sale_activity_type", w.event(r))
	e.time("sale_activity_date", r.activity)
	if e.dialect != English {
		e.id("publish", published(r))
	}
	w.fieldMap(e, w.dealScope(r), r)
}
