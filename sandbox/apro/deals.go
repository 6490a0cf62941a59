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
	q.oneOf(a.get("type"), func(r *row) int64 { return w.dealType(r.id) })
	q.oneOf(a.get("stage"), w.dealStage)
	q.oneOf(a.get("customer"), w.customer)
	q.oneOf(a.get("manager"), func(r *row) int64 { return w.manager(r.id) })
	q.oneOf(a.get("groups"), func(r *row) int64 { return w.group(r.id) })
	q.searched(a, func(r *row) []string { return []string{w.dealName(r), w.surname(w.customer(r))} })
	q.conditions(w, a, ListDeals, w.dealScope)
	return s.list(a, s.tables[ListDeals], q, true, w.writeDeal)
}

func (w *world) dealType(id int64) int64 { return 1 + w.draw(id, saltKind, dealTypes) }

func (w *world) dealScope(r *row) scope { return scope{ListDeals, w.dealType(r.id)} }

func (w *world) dealName(r *row) string { return r.revised(w.pick(r.id, saltTitle, w.words.titles)) }

// dealStage changes with each change of the row. Stage ids of type t are 10t+1 to 10t+5.
func (w *world) dealStage(r *row) int64 {
	n := w.draw(r.id, saltStatus, dealStages) + r.version
	return w.dealType(r.id)*10 + 1 + n%dealStages
}

func (w *world) writeDeal(e *encoder, r *row) {
	e.number("id", r.id)
	e.number("customers_id", w.customer(r))
	e.number("employee_id", w.manager(r.id))
	w.helpers(e, "additional_employee_id", r.id)
	e.time("date_create", r.created)
	e.dualNumber("sales_type_id", "sale_type_id", w.dealType(r.id))
	e.dualNumber("sales_status_id", "sale_stage_id", w.dealStage(r))
	e.text("sale_name", w.dealName(r))
	e.text("sale_activity_type", w.event(r))
	e.time("sale_activity_date", r.activity)
	if e.dialect != English {
		e.id("publish", published(r))
	}
	w.fieldMap(e, w.dealScope(r), r)
}
