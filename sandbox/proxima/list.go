package proxima

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// list is the present state of the visits, or of the calendar events: the schedule without the ranks that are gone, and the
// visits that were inserted or changed. It is safe for concurrent use. Visits are never changed after a pointer to them was
// stored, so jobs can keep the pointers.
type list struct {
	base *schedule

	mu      sync.RWMutex
	gone    map[int64]struct{} // ranks that were deleted, or replaced by a changed copy
	own     map[int64]*visit   // inserted and changed visits by id
	byStart []*visit           // own, by start and id
	nextID  int64
	low     int64  // every rank below low is gone
	churned uint64 // number of churn steps done
}

func newList(base *schedule) *list {
	return &list{base: base, gone: map[int64]struct{}{}, own: map[int64]*visit{}, nextID: base.nextID()}
}

// query is the selection of a run. A nil ids or user filters nothing.
type query struct {
	from, till   int64 // seconds; till is exclusive
	test         string
	ids          []int64 // without repeats
	user         *int64
	withObserver bool
}

func (q *query) covers(start, end int64) bool {
	switch q.test {
	case testStart:
		return q.from <= start && start < q.till
	case testOverlap:
		return start < q.till && end >= q.from
	default:
		return q.from <= start && end < q.till
	}
}

func (q *query) wants(user, observer int64) bool {
	return q.user == nil || *q.user == user || q.withObserver && *q.user == observer
}

// snapshot is the rows of a query at one moment.
type snapshot struct {
	base  *schedule
	ranks []int64  // base visits
	own   []*visit // the others
	order stage.Shuffle
}

func (r *snapshot) len() int { return len(r.ranks) + len(r.own) }

// at returns the row at place i of the order in which the job lists the rows.
func (r *snapshot) at(i int) visit {
	n := r.order.Forward(int64(i))
	if n >= int64(len(r.ranks)) {
		return *r.own[n-int64(len(r.ranks))]
	}
	return r.base.visit(r.base.id(r.ranks[n]), r.base.start(r.ranks[n]))
}

// ids returns the ids of all rows, in no order.
func (r *snapshot) ids() []int64 {
	ids := make([]int64, 0, r.len())
	for _, rank := range r.ranks {
		ids = append(ids, r.base.id(rank))
	}
	for _, v := range r.own {
		ids = append(ids, v.id)
	}
	return ids
}

// read returns the present rows of a query. It costs the window, or the ids if there are any.
func (l *list) read(q *query) *snapshot {
	l.mu.RLock()
	defer l.mu.RUnlock()
	r := &snapshot{base: l.base}
	if q.ids != nil {
		l.readIDs(q, r)
	} else {
		l.readWindow(q, r)
	}
	r.order = stage.NewShuffle(stage.Draw(l.base.seed, 0, saltOrder), int64(max(r.len(), 1)))
	return r
}

func (l *list) readIDs(q *query, r *snapshot) {
	for _, id := range q.ids {
		if v, ok := l.own[id]; ok {
			if q.covers(v.start, v.end) && q.wants(v.user, v.observer) {
				r.own = append(r.own, v)
			}
		} else if rank, ok := l.base.rank(id); ok {
			l.readRank(q, r, rank)
		}
	}
}

func (l *list) readWindow(q *query, r *snapshot) {
	earliest := q.from
	if q.test == testOverlap {
		earliest -= longestVisit
	}
	for rank, end := l.base.search(earliest), l.base.search(q.till); rank < end; rank++ {
		l.readRank(q, r, rank)
	}
	first, _ := slices.BinarySearchFunc(l.byStart, earliest, func(v *visit, t int64) int { return cmp.Compare(v.start, t) })
	for _, v := range l.byStart[first:] {
		if v.start >= q.till {
			break
		}
		if q.covers(v.start, v.end) && q.wants(v.user, v.observer) {
			r.own = append(r.own, v)
		}
	}
}

// readRank adds a base visit if it exists and matches. It computes only what the query compares.
func (l *list) readRank(q *query, r *snapshot, rank int64) {
	if _, gone := l.gone[rank]; gone {
		return
	}
	start, id := l.base.start(rank), l.base.id(rank)
	if q.covers(start, start+l.base.length(id)) && (q.user == nil || q.wants(l.base.user(id), l.base.observer(id))) {
		r.ranks = append(r.ranks, rank)
	}
}

// ids returns the ids of all visits in ascending order.
func (l *list) ids() []int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	ids := make([]int64, 0, l.base.rows+int64(len(l.own)))
	for place := range l.base.rows {
		id := l.base.idAt(place)
		_, changed := l.own[id]
		_, gone := l.gone[l.base.dealt.Back(place)]
		if changed || !gone {
			ids = append(ids, id)
		}
	}
	for id := l.base.nextID(); id < l.nextID; id++ {
		if _, ok := l.own[id]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// insert adds a visit that is planned for the day after now, and returns its id.
func (l *list) insert(now time.Time) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.insertLocked(now)
}

func (l *list) insertLocked(now time.Time) int64 {
	id := l.nextID
	l.nextID++
	tomorrow := now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour).Unix()
	v := l.base.visit(id, tomorrow+slotTime(id%(slotsADay-16)))
	v.created = now.Unix()
	v.reopen(statePlanned)
	l.keep(&v)
	return id
}

// touch moves a visit by one to forty days and changes its specialisation text.
func (l *list) touch(id int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.touchLocked(id)
}

func (l *list) touchLocked(id int64) error {
	var v visit
	old, own := l.own[id]
	rank, base := l.base.rank(id)
	if _, gone := l.gone[rank]; !own && (!base || gone) {
		return fmt.Errorf("proxima sandbox: there is no row %d", id)
	}
	if own {
		v = *old
		l.drop(old)
	} else {
		v = l.base.visit(id, l.base.start(rank))
		l.gone[rank] = struct{}{}
	}
	v.changes++
	d := stage.Draw(l.base.seed, id+int64(v.changes), saltMove)
	shift := (1 + int64(d>>8%40)) * day
	// A moved visit stays within the years of the data, so that a scan of those years still finds it.
	if back := d%2 == 0; back && v.start-shift >= firstDay*day || !back && v.start+shift >= endDay*day {
		shift = -shift
	}
	v.start, v.end = v.start+shift, v.end+shift
	v.reopen(stateMoved)
	l.keep(&v)
	return nil
}

// remove deletes a visit for good.
func (l *list) remove(id int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if v, ok := l.own[id]; ok {
		l.drop(v)
		return nil
	}
	rank, ok := l.base.rank(id)
	if _, gone := l.gone[rank]; !ok || gone {
		return fmt.Errorf("proxima sandbox: there is no row %d", id)
	}
	l.gone[rank] = struct{}{}
	return nil
}

// churn makes n changes. In turn it touches some base visit, deletes the earliest base visit and inserts a visit.
func (l *list) churn(n int, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for range n {
		switch l.churned++; l.churned % 3 {
		case 1:
			if l.base.rows > 0 {
				rank := int64(stage.Draw(l.base.seed, int64(l.churned), saltChurn) % uint64(l.base.rows))
				_ = l.touchLocked(l.base.id(rank)) // a deleted visit is not touched
			}
		case 2:
			for ; l.low < l.base.rows; l.low++ {
				if _, gone := l.gone[l.low]; !gone {
					l.gone[l.low] = struct{}{}
					break
				}
			}
		default:
			l.insertLocked(now)
		}
	}
}

func (l *list) keep(v *visit) {
	l.own[v.id] = v
	at, _ := slices.BinarySearchFunc(l.byStart, v, byStart)
	l.byStart = slices.Insert(l.byStart, at, v)
}

func (l *list) drop(v *visit) {
	delete(l.own, v.id)
	if at, ok := slices.BinarySearchFunc(l.byStart, v, byStart); ok {
		l.byStart = slices.Delete(l.byStart, at, at+1)
	}
}

func byStart(a, b *visit) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id))
}
