package apro

import (
	"fmt"
	"slices"
	"sort"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// order is a way to sort a list. Ids and creation times grow together, so they are one order.
type order int

const (
	byID order = iota
	byActivity
	orders // number of orders in which rows are kept
	// byCreation differs from byID where a request set creation times. Rows are kept by id and sorted when they are read.
	byCreation
)

// row is the present state of one row. All its other attributes are a function of these and the seed.
type row struct {
	id      int64
	version int64 // 1 is the base data; each change adds 1
	part    int64 // place of the object type, for stock
	created int64 // naive seconds
	// activity is the naive time of the last activity, for calls of the call; 0 is the zero date.
	activity int64
	// tie sorts rows with the same second of activity.
	tie     int64
	deleted bool
	written *written // what requests wrote, nil for nothing; shared by copies of the row and never modified
}

// key returns the time that date windows compare in an order.
func (r *row) key(by order) int64 {
	if by == byActivity {
		return r.activity
	}
	return r.created
}

// before reports whether r sorts before s.
func (r *row) before(s *row, by order) bool {
	if by == byActivity {
		if r.activity != s.activity {
			return r.activity < s.activity
		}
		if r.tie != s.tie {
			return r.tie < s.tie
		}
	}
	if by == byCreation && r.created != s.created {
		return r.created < s.created
	}
	return r.id < s.id
}

// lane is the rows of one part with the same publish state: the computed base rows without those that changed (holes), and the
// changed and new rows (extra). Both are sorted in each order, so binary search finds a page in a list of any length.
type lane struct {
	base  base
	holes [orders][]int64 // positions of base rows that have left
	extra [orders][]*row
}

// still returns the number of unchanged base rows.
func (l *lane) still() int64 { return l.base.n - int64(len(l.holes[byID])) }

// unchanged returns the k-th unchanged base row.
func (l *lane) unchanged(by order, k int64) row {
	holes := l.holes[by]
	m := sort.Search(len(holes), func(m int) bool { return holes[m]-int64(m) > k })
	return l.base.row(by, k+int64(m))
}

func (l *lane) add(r *row) {
	for by := range orders {
		at := sort.Search(len(l.extra[by]), func(i int) bool { return r.before(l.extra[by][i], by) })
		l.extra[by] = slices.Insert(l.extra[by], at, r)
	}
}

// drop removes a changed row from the lane, before it changes again.
func (l *lane) drop(r *row) {
	for by := range orders {
		at := sort.Search(len(l.extra[by]), func(i int) bool { return !l.extra[by][i].before(r, by) })
		l.extra[by] = slices.Delete(l.extra[by], at, at+1)
	}
}

// hollow removes a base row from the lane; place is its place among the lane's ids.
func (l *lane) hollow(place int64) {
	for by, pos := range l.base.positions(place) {
		at, _ := slices.BinarySearch(l.holes[by], pos)
		l.holes[by] = slices.Insert(l.holes[by], at, pos)
	}
}

// table is one list. It is not safe for concurrent use; the server's lock guards it.
type table struct {
	layout      *layout
	fixed       bool // a change does not change the activity time
	hard        bool // deleted rows disappear
	dated       bool // requests set creation times
	lanes       [][2]*lane
	changed     map[int64]*row // rows that differ from the base data, including those that disappeared
	nextID      int64
	lastCreated int64
	inserts     int64
}

// Lanes of a part.
const (
	live = 0
	dead = 1
)

// newTable returns the base data of a list; the first zero rows of the first part have no activity time.
func newTable(l *layout, zero int64) *table {
	t := &table{
		layout: l, changed: map[int64]*row{},
		nextID: l.firstID + l.n*idStep, lastCreated: l.created(max(l.n-1, 0)),
	}
	for p := range l.parts {
		bulk, zeroes := int64(0), int64(0)
		if p == 0 {
			bulk, zeroes = l.bulk, zero
		}
		t.lanes = append(t.lanes, [2]*lane{
			{base: newBase(l, p, false, zeroes, bulk)},
			{base: newBase(l, p, true, 0, 0)},
		})
	}
	return t
}

func (t *table) laneOf(r *row) *lane {
	if r.deleted {
		return t.lanes[r.part][dead]
	}
	return t.lanes[r.part][live]
}

// find returns the present state of the row with an id.
func (t *table) find(id int64) (row, bool) {
	if r, ok := t.changed[id]; ok {
		return *r, !t.gone(r)
	}
	g, ok := t.layout.number(id)
	if !ok {
		return row{}, false
	}
	p, i := t.layout.local(g)
	l := t.lanes[p][live]
	if isDead(i) {
		l = t.lanes[p][dead]
	}
	r := l.base.row(byID, lanePlace(i))
	return r, !t.gone(&r)
}

func (t *table) gone(r *row) bool { return t.hard && r.deleted }

// change applies edit to a row that is not deleted, as a change at the naive time now that users see: the version increases.
func (t *table) change(id, now int64, edit func(*row)) error {
	return t.replace(id, func(r *row) {
		r.version++
		t.touch(r, now)
		edit(r)
	})
}

// replace applies edit to a row that is not deleted, and moves the row to where its new state belongs.
func (t *table) replace(id int64, edit func(*row)) error {
	r, ok := t.find(id)
	if !ok || r.deleted {
		return fmt.Errorf("no row has id %d now", id)
	}
	if old, ok := t.changed[id]; ok {
		t.laneOf(old).drop(old)
	} else {
		g, _ := t.layout.number(id)
		_, i := t.layout.local(g)
		t.laneOf(&r).hollow(lanePlace(i))
	}
	edit(&r)
	t.changed[id] = &r
	if !t.gone(&r) {
		t.laneOf(&r).add(&r)
	}
	return nil
}

// touch sets the activity time, if a change of the list's rows does that.
func (t *table) touch(r *row, now int64) {
	if !t.fixed {
		r.activity = now
		r.tie = t.lateTie(r)
	}
}

// lateTie returns the tie of a changed row: after base rows of the same second, in no order of ids.
func (t *table) lateTie(r *row) int64 {
	const bits = 40
	return 1<<bits + int64(stage.Draw(t.layout.seed, r.id, saltTie+uint64(r.version)+uint64(r.edits())<<20)>>(64-bits))
}

// insert adds a row at the naive time now; parts take turns. Its id and creation time are the highest.
func (t *table) insert(now int64) int64 {
	t.inserts++
	return t.add(row{part: (t.inserts - 1) % t.layout.parts}, now)
}

// add adds a row with a part and perhaps written values, at the naive time now, and returns its id. The row of a table with set
// creation times may have one.
func (t *table) add(r row, now int64) int64 {
	if !t.dated || r.created == 0 {
		t.lastCreated = max(t.lastCreated, now)
		r.created = t.lastCreated
	}
	r.id, r.version, r.activity = t.nextID, 1, now
	r.tie = t.lateTie(&r)
	t.nextID++
	t.changed[r.id] = &r
	t.laneOf(&r).add(&r)
	return r.id
}
