package solos

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// state is the list that a project is in.
type state int

const (
	absent state = iota
	inActive
	inDeleted
)

// view is the set of lists that a request returns.
type view struct{ active, deleted bool }

func (v view) shows(s state) bool {
	return v.active && s == inActive || v.deleted && s == inDeleted
}

// query is a list request: its conditions, and the part of the list to return.
type query struct {
	view    view
	reverse bool
	offset  int64
	count   int64
	// createdFrom and createdBefore bound the creation; from is inclusive, before is exclusive.
	createdFrom, createdBefore int64
	// match reports whether a row matches; nil matches all rows.
	match condition
	// total reports whether the number of all matching rows is wanted.
	total bool
}

// everything returns a query without conditions.
func everything(v view) query {
	return query{view: v, count: math.MaxInt64, createdFrom: math.MinInt64, createdBefore: math.MaxInt64}
}

// store has the differences from the base projects. It is safe for concurrent use.
type store struct {
	base base

	mu sync.RWMutex
	// moved has the present list of base projects that changed lists, and of all added projects.
	moved map[int64]state
	// gone and come have the ids of moved for each list, in ascending order, for counting: base projects that left the list,
	// and projects that joined it.
	gone, come map[state][]int64
	// revisions counts the changes of projects.
	revisions map[int64]int64
	// added has the creation times of added projects, which never decrease; their ids follow the base without gaps.
	added []int64
	// churned counts the changes by churn.
	churned int64
}

func newStore(b base) *store {
	return &store{
		base: b, moved: map[int64]state{}, revisions: map[int64]int64{},
		gone: map[state][]int64{}, come: map[state][]int64{},
	}
}

// The caller of the methods from here to page holds the lock.

// end returns the first unused id.
func (s *store) end() int64 { return s.base.end() + int64(len(s.added)) }

func (s *store) state(id int64) state {
	if st, ok := s.moved[id]; ok {
		return st
	}
	if id >= s.base.end() {
		return absent
	}
	return s.base.state(id)
}

func (s *store) created(id int64) int64 {
	if i := id - s.base.end(); i >= 0 {
		return s.added[i]
	}
	return s.base.created(id)
}

func (s *store) project(id int64) project {
	return project{
		base: s.base, id: id, created: s.created(id), deleted: s.state(id) == inDeleted, revision: s.revisions[id],
	}
}

// below returns the number of rows of a view with an id below the given one.
func (s *store) below(v view, id int64) int64 {
	active, deleted := s.base.below(min(id, s.base.end()))
	n := int64(0)
	if v.active {
		n += active + before(s.come[inActive], id) - before(s.gone[inActive], id)
	}
	if v.deleted {
		n += deleted + before(s.come[inDeleted], id) - before(s.gone[inDeleted], id)
	}
	return n
}

func before(ids []int64, id int64) int64 {
	i, _ := slices.BinarySearch(ids, id)
	return int64(i)
}

// search returns the lowest id for which holds is true, or end; holds must stay true above that id.
func (s *store) search(holds func(id int64) bool) int64 {
	return 1 + int64(sort.Search(int(s.end()-1), func(i int) bool { return holds(int64(i) + 1) }))
}

// page returns the rows of a query at one moment, and the number of all its rows if that is wanted.
func (s *store) page(q query) (rows []project, total int64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	low := s.search(func(id int64) bool { return s.created(id) >= q.createdFrom })
	high := max(low, s.search(func(id int64) bool { return s.created(id) >= q.createdBefore }))
	if q.match == nil {
		return s.direct(q, low, high)
	}
	step, at := int64(1), low
	if q.reverse {
		step, at = -1, high-1
	}
	for ; at >= low && at < high && (q.total || int64(len(rows)) < q.count); at += step {
		if !q.view.shows(s.state(at)) {
			continue
		}
		p := s.project(at)
		if !q.match(p) {
			continue
		}
		if total >= q.offset && int64(len(rows)) < q.count {
			rows = append(rows, p)
		}
		total++
	}
	return rows, total
}

// direct is page for a query that lists all rows of a range of ids: it goes to the offset without reading the rows before it.
func (s *store) direct(q query, low, high int64) (rows []project, total int64) {
	first := s.below(q.view, low)
	total = s.below(q.view, high) - first
	if q.offset >= total || q.count == 0 {
		return nil, total
	}
	step, position := int64(1), first+q.offset
	if q.reverse {
		step, position = -1, first+total-1-q.offset
	}
	at := s.search(func(id int64) bool { return s.below(q.view, id+1) > position })
	rows = make([]project, 0, min(q.count, total-q.offset))
	for ; len(rows) < cap(rows); at += step {
		if q.view.shows(s.state(at)) {
			rows = append(rows, s.project(at))
		}
	}
	return rows, total
}

// move puts a project into another list.
func (s *store) move(id int64, to state) {
	from := s.state(id)
	if from != absent && !drop(s.come, from, id) {
		put(s.gone, from, id)
	}
	if !drop(s.gone, to, id) {
		put(s.come, to, id)
	}
	s.moved[id] = to
}

// drop removes an id from a sorted slice, and reports whether it was there.
func drop(ids map[state][]int64, of state, id int64) bool {
	i, found := slices.BinarySearch(ids[of], id)
	if found {
		ids[of] = slices.Delete(ids[of], i, i+1)
	}
	return found
}

// put adds an id to a sorted slice that does not contain it.
func put(ids map[state][]int64, of state, id int64) {
	i, _ := slices.BinarySearch(ids[of], id)
	ids[of] = slices.Insert(ids[of], i, id)
}

func (s *store) add(now int64) int64 {
	id := s.end()
	last := firstCreated
	if id > 1 {
		last = s.created(id - 1)
	}
	s.added = append(s.added, max(now, last))
	s.move(id, inActive)
	return id
}

// The methods below take the lock.

// get returns a project of either list.
func (s *store) get(id int64) (project, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.state(id) == absent {
		return project{}, false
	}
	return s.project(id), true
}

// insert adds an active project and returns its id.
func (s *store) insert(now int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(now)
}

// transfer moves a project from one list to the other.
func (s *store) transfer(id int64, from, to state) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state(id) != from {
		return fmt.Errorf("project %d is not in that list", id)
	}
	s.move(id, to)
	return nil
}

// touch changes a project of either list as a user does: its name shows a new revision.
func (s *store) touch(id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state(id) == absent {
		return fmt.Errorf("project %d does not exist", id)
	}
	s.revisions[id]++
	return nil
}

// churn makes n changes. In turn it deletes the lowest active project, adds one, and changes some active project.
func (s *store) churn(n int, now int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		step := s.churned
		s.churned++
		switch step % 3 {
		case 0:
			if id, ok := s.activeAt(0); ok {
				s.move(id, inDeleted)
			}
		case 1:
			s.add(now)
		default:
			all := s.below(view{active: true}, s.end())
			if all == 0 {
				continue
			}
			if id, ok := s.activeAt(int64(stage.Draw(s.base.seed, step, saltChurn) % uint64(all))); ok {
				s.revisions[id]++
			}
		}
	}
}

// activeAt returns the active project at a position, counted from 0 in the order of ids.
func (s *store) activeAt(position int64) (int64, bool) {
	v := view{active: true}
	if position >= s.below(v, s.end()) {
		return 0, false
	}
	return s.search(func(id int64) bool { return s.below(v, id+1) > position }), true
}
