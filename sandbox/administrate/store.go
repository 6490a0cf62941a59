package administrate

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// store has the differences from the base tasks. It is safe for concurrent use.
type store struct {
	base base

	mu sync.RWMutex
	// changed has the present content of changed base tasks and of added tasks; a stored task is never modified.
	changed map[int64]task
	deleted map[int64]struct{}
	// added has the ids of added tasks, in ascending order. Ids are only appended, so a reader may keep a copy of the slice
	// without the lock.
	added []int64
	// next is the id of the next new task.
	next int64
	// lowest is a lower bound of the lowest id that exists.
	lowest int64
	// churned counts the changes by churn.
	churned int64
	// version counts all changes.
	version int64
	// now is the clock of changes; clock is the latest time that it has shown.
	now   func() int64
	clock int64
}

func newStore(b base, now func() int64) *store {
	s := &store{base: b, changed: map[int64]task{}, deleted: map[int64]struct{}{}, next: 1, lowest: 1, now: now}
	if b.rows > 0 {
		s.next = b.id(b.rows-1) + 1
	}
	return s
}

// changes returns the number of changes so far.
func (s *store) changes() int64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.version
}

// get returns the present task, and whether it exists.
func (s *store) get(id int64) (task, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.read(id)
}

// read is get for callers that hold the lock.
func (s *store) read(id int64) (task, bool) {
	if _, gone := s.deleted[id]; gone {
		return task{}, false
	}
	if t, ok := s.changed[id]; ok {
		return t, true
	}
	if !s.base.has(id) {
		return task{}, false
	}
	return s.base.task(id), true
}

// insert stores t with the next id and returns it with that id.
func (s *store) insert(t task) task {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(t)
}

func (s *store) add(t task) task {
	t.id = s.next
	s.next++
	s.put(t)
	s.added = append(s.added, t.id)
	return s.changed[t.id]
}

// put stores a new or changed task as of now.
func (s *store) put(t task) {
	s.version++
	s.clock = max(s.clock, s.now())
	t.changedOn = max(s.clock, s.changedOn(&t))
	s.changed[t.id] = t
}

// changedOn returns the time of the last change of a task, or of its creation if it was never changed. The time never goes back.
// createdOn is no such time, since clients choose it.
func (s *store) changedOn(t *task) int64 {
	if t.changedOn == 0 && s.base.has(t.id) {
		return s.base.moment(s.base.ranksBelow(t.id))
	}
	return t.changedOn
}

// update changes a task by calling change. If change fails, nothing is stored.
func (s *store) update(id int64, change func(*task) error) (task, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.read(id)
	if !ok {
		return task{}, errNoTask(id)
	}
	if err := change(&t); err != nil {
		return task{}, err
	}
	s.put(t)
	return s.changed[id], nil
}

// remove deletes a task and returns its last content.
func (s *store) remove(id int64) (task, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.drop(id)
}

func (s *store) drop(id int64) (task, error) {
	t, ok := s.read(id)
	if !ok {
		return task{}, errNoTask(id)
	}
	s.version++
	delete(s.changed, id)
	s.deleted[id] = struct{}{}
	return t, nil
}

// errNoTask is the error of an operation on a task that does not exist.
type errNoTask int64

func (e errNoTask) Error() string { return fmt.Sprintf("task %d does not exist", int64(e)) }

// touch changes a task as a user does: its subject shows a new revision.
func touch(t *task) {
	t.revision++
	t.subject = some(fmt.Sprintf("Revision %d: перезвонить, \"call back\"", t.revision))
}

// churn makes n changes. In turn it deletes the lowest task, inserts fresh, and changes some task.
func (s *store) churn(n int, fresh task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range n {
		step := s.churned
		s.churned++
		switch step % 3 {
		case 0:
			if id, ok := s.first(); ok {
				_, _ = s.drop(id)
			}
		case 1:
			s.add(fresh)
		default:
			s.touchFrom(int64(stage.Draw(s.base.seed, step, saltChurn) % uint64(s.next)))
		}
	}
}

// touchFrom changes the first task with an id of at least low.
func (s *store) touchFrom(low int64) {
	for id := low; id < s.next; id++ {
		if t, ok := s.read(id); ok {
			touch(&t)
			s.put(t)
			return
		}
	}
}

// first returns the lowest id that exists.
func (s *store) first() (int64, bool) {
	for ; s.lowest < s.next; s.lowest++ {
		if _, ok := s.read(s.lowest); ok {
			return s.lowest, true
		}
	}
	return 0, false
}

// span is a set of ids: the ids from low to high that a base task has or had, then those of added tasks. It is a snapshot: it
// does not have ids that are added later, and only get reports whether a row still exists.
type span struct {
	base           base
	firstRank, end int64 // base ranks [firstRank, end)
	added          []int64
}

// between returns the ids from low to high, both included.
func (s *store) between(low, high int64) span {
	s.mu.RLock()
	added := s.added
	s.mu.RUnlock()
	sp := span{base: s.base, firstRank: s.base.ranksBelow(low), end: s.base.rows}
	if high < math.MaxInt64 {
		sp.end = s.base.ranksBelow(high + 1)
		end, _ := slices.BinarySearch(added, high+1)
		added = added[:end]
	}
	first, _ := slices.BinarySearch(added, low)
	sp.added = added[first:]
	return sp
}

// ascending yields the ids in ascending order.
func (sp span) ascending() iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for rank := sp.firstRank; rank < sp.end; rank++ {
			if !yield(sp.base.id(rank)) {
				return
			}
		}
		for _, id := range sp.added {
			if !yield(id) {
				return
			}
		}
	}
}

// descending yields the ids in descending order.
func (sp span) descending() iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for _, id := range slices.Backward(sp.added) {
			if !yield(id) {
				return
			}
		}
		for rank := sp.end - 1; rank >= sp.firstRank; rank-- {
			if !yield(sp.base.id(rank)) {
				return
			}
		}
	}
}

// shuffled yields the ids in an arbitrary order, which is always the same for the same ids.
func (sp span) shuffled() iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for _, id := range slices.Backward(sp.added) {
			if !yield(id) {
				return
			}
		}
		n := sp.end - sp.firstRank
		if n <= 0 {
			return
		}
		order := stage.NewShuffle(sp.base.seed, n)
		for i := range n {
			if !yield(sp.base.id(sp.firstRank + order.Forward(i))) {
				return
			}
		}
	}
}
