package apro

import "slices"

// kept returns the order in which rows are kept that are read in an order.
func (by order) kept() order {
	if by == byCreation {
		return byID
	}
	return by
}

// late returns the changed rows of a lane within a query's time window, in the query's order; kept is the order in which the rows
// are kept. Where requests set creation times, those times do not grow with the ids, so the rows are looked at one by one.
func (t *table) late(l *lane, kept order, q *query) run {
	all := l.extra[kept]
	if !t.dated || kept == byActivity || q.by == byID && q.windows[byID].open() {
		return run{l, kept, true, 0, int64(len(all))}.cut(q.windows[kept])
	}
	var rows []*row
	for _, r := range all {
		if q.windows[byID].holds(r.created) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b *row) int {
		if a.before(b, q.by) {
			return -1
		}
		return 1
	})
	return run{&lane{extra: [orders][]*row{byID: rows}}, byID, true, 0, int64(len(rows))}
}
