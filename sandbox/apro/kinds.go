package apro

// kind is a type of stock items, activities or deals.
type kind struct {
	id   int64
	name string
}

// kinds returns the types of a list: the types of rows, then the added types.
func (w *world) kinds(list string) []kind {
	var names []string
	count := int64(0)
	switch list {
	case ListStock:
		names, count = stockTypeNames(), w.types
	case ListActivities:
		names, count = activityTypeNames(), activityTypes
	case ListDeals:
		names, count = []string{"Sale", "Аренда & наём", `<b>Mortgage</b> "new"`}, dealTypes
	}
	var all []kind
	for n := range count {
		all = append(all, kind{n + 1, names[n%int64(len(names))]})
	}
	for i, name := range w.changes.Load().kinds[list] {
		all = append(all, kind{count + 1 + int64(i), name})
	}
	return all
}

// kindOf returns the type of a row.
func (w *world) kindOf(list string, r *row) kind {
	id := r.part + 1
	switch list {
	case ListActivities:
		id = w.activityType(r)
	case ListDeals:
		id = w.dealType(r)
	}
	for _, k := range w.kinds(list) {
		if k.id == id {
			return k
		}
	}
	return kind{id: id}
}

func stockTypeNames() []string {
	return []string{"Residential properties", "Properties overseas", "Коммерческая недвижимость"}
}

func activityTypeNames() []string {
	return []string{"Test", "Заявка", "Lead / site", "Call back"}
}

// listStockTypes answers stock/types.
func (s *Server) listStockTypes(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('[')
		for _, k := range s.world.kinds(ListStock) {
			e.open('{')
			e.id("id", k.id)
			e.text("name", k.name)
			e.groups((k.id - 1) % 3)
			e.close('}')
		}
		e.close(']')
	})
}

// groups writes the CRM groups that may use a type: the first count groups.
func (e *encoder) groups(count int64) {
	e.key("groups")
	e.open('[')
	for g := range count {
		e.quoted(firstGroup + g)
	}
	e.close(']')
}

// listActivityTypes answers applications/types.
func (s *Server) listActivityTypes(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('[')
		for _, k := range s.world.kinds(ListActivities) {
			e.open('{')
			e.id("id", k.id)
			e.text("name", k.name)
			e.id("service", oneIf(k.id == activityTypes))
			e.groups(k.id % 3)
			e.close('}')
		}
		e.close(']')
	})
}

// listDealTypes answers sales/types.
func (s *Server) listDealTypes(a *args) ([]byte, error) {
	return s.document(a, func(e *encoder) {
		e.open('[')
		for _, k := range s.world.kinds(ListDeals) {
			e.open('{')
			e.number("id", k.id)
			e.text("name", k.name)
			e.key("stages")
			e.open('[')
			if k.id <= dealTypes {
				s.world.writeStages(e, k.id)
			}
			e.close(']')
			e.close('}')
		}
		e.close(']')
	})
}

// Places of the stages that end a deal.
const (
	lostStage = 1
	wonStage  = 3
)

// stageName returns the present name of a stage.
func (w *world) stageName(id int64) string {
	if renamed, ok := w.changes.Load().stages[id]; ok {
		return renamed
	}
	return [dealStages]string{
		"Signing contract", "Registration, lost", "Аванс внесён", "Won & <b>paid</b>", "First contact ",
	}[(id-1)%10%dealStages]
}

// writeStages writes the stages of a type. Their order is not that of their ids. Only the two stages that end a deal state its
// outcome.
func (w *world) writeStages(e *encoder, kind int64) {
	positions := [dealStages]int64{12, 15, 13, 14, 11}
	for k := range positions {
		id := kind*10 + 1 + int64(k)
		e.open('{')
		e.number("id", id)
		e.text("name", w.stageName(id))
		e.text("color", [dealStages]string{"#EDF18A", "#B5D67D", "#AEEBE6", "#91C8EE", ""}[k])
		e.number("order", positions[k])
		if k == wonStage {
			e.flag("is_success", true)
		}
		if k == lostStage {
			e.flag("is_fail", true)
		}
		e.close('}')
	}
}
