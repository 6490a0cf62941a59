package solos

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// childSpan is the number of ids that the children of one project have, per kind: the n-th child of a project, counted from 1,
// has the id project * childSpan + n. So an event is found by its id alone, and new children of a project have higher ids than
// all older ones.
const childSpan = 1000

// child is a record that belongs to a project. Its kind is the operation that lists it.
type child struct {
	project  project
	n        int64
	revision int64
}

func (c child) id() int64 { return c.project.id*childSpan + c.n }

// draw returns a number from 0 to n-1 for one attribute of the child.
func (c child) draw(salt uint64, n int64) int64 {
	return int64(stage.Draw(c.project.base.seed, c.id(), salt) % uint64(n))
}

// childKind describes one kind of children.
type childKind struct {
	// count returns the number of children that a project has at first.
	count func(project) int64
	// write appends a child as JSON.
	write func(style, []byte, child) []byte
	// day returns the day that filter_date compares, in seconds; false if there is none.
	day func(child) (int64, bool)
	// of returns the value that the kind's own filter compares.
	of func(child) int64
}

// childKinds are the kinds of children, by the operation that lists them.
var childKinds = map[string]childKind{
	OpSteps:      {count: project.stepCount, write: style.appendStep, day: child.stepDay, of: child.stepID},
	OpActions:    {count: project.actionCount, write: style.appendAction, day: child.actionDay, of: child.actionType},
	OpChecklists: {count: project.checklistCount, write: style.appendChecklist},
	OpGoods:      {count: project.goodCount, write: style.appendGood},
	OpPayments:   {count: project.paymentCount, write: style.appendPayment, day: child.paymentDay, of: child.paymentType},
}

// branch is the children of one kind of one project.
type branch struct {
	project int64
	op      string
}

// ListOf returns the name of a list of a project's children for IDs, Insert, Touch and Delete. op is the operation that lists
// the children: OpSteps, OpActions, OpChecklists, OpGoods or OpPayments.
func ListOf(project, op string) string { return ListProjects + "/" + project + "/" + op }

// parseBranch reads a name of ListOf, and reports false for any other text.
func parseBranch(list string) (branch, bool) {
	rest, found := strings.CutPrefix(list, ListProjects+"/")
	id, op, cut := strings.Cut(rest, "/")
	n, err := strconv.ParseInt(id, 10, 64)
	_, known := childKinds[op]
	return branch{project: n, op: op}, found && cut && err == nil && known
}

// growth is the difference between the present children of a branch and its first ones.
type growth struct {
	added     int64
	removed   map[int64]bool  // by n
	revisions map[int64]int64 // by n
}

// children has the differences from the base children. It is safe for concurrent use.
type children struct {
	store *store

	mu     sync.RWMutex
	growth map[branch]*growth
}

func newChildren(s *store) *children { return &children{store: s, growth: map[branch]*growth{}} }

// list returns the children of a branch in the order of their ids. It reports false when the project does not exist.
func (c *children) list(b branch) (all []child, ok bool) {
	p, ok := c.store.get(b.project)
	if !ok {
		return nil, false
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	g := c.growth[b]
	if g == nil {
		g = &growth{}
	}
	for n := int64(1); n <= childKinds[b.op].count(p)+g.added; n++ {
		if !g.removed[n] {
			all = append(all, child{project: p, n: n, revision: g.revisions[n]})
		}
	}
	return all, true
}

// find returns the child of a kind with an id.
func (c *children) find(op string, id int64) (child, bool) {
	all, _ := c.list(branch{project: id / childSpan, op: op})
	i, found := slices.BinarySearchFunc(all, id, func(x child, id int64) int { return cmp.Compare(x.id(), id) })
	if !found {
		return child{}, false
	}
	return all[i], true
}

// insert adds a child and returns its id. It reports false when the project does not exist, or has no room for one more child.
func (c *children) insert(b branch) (id int64, ok bool) {
	p, ok := c.store.get(b.project)
	if !ok {
		return 0, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	g := c.grow(b)
	n := childKinds[b.op].count(p) + g.added + 1
	if n >= childSpan {
		return 0, false
	}
	g.added++
	return b.project*childSpan + n, true
}

// change removes a child, or gives it a new revision.
func (c *children) change(b branch, id int64, remove bool) error {
	if _, ok := c.find(b.op, id); !ok || id/childSpan != b.project {
		return fmt.Errorf("%d is not in the list of %s of project %d", id, b.op, b.project)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if g := c.grow(b); remove {
		g.removed[id%childSpan] = true
	} else {
		g.revisions[id%childSpan]++
	}
	return nil
}

// grow returns the growth of a branch, so that the caller can change it. The caller holds the lock.
func (c *children) grow(b branch) *growth {
	g := c.growth[b]
	if g == nil {
		g = &growth{removed: map[int64]bool{}, revisions: map[int64]int64{}}
		c.growth[b] = g
	}
	return g
}

// shuffle sorts children in an order that is unrelated to their ids. The order of two children does not depend on other
// children.
func shuffle(all []child) {
	place := func(c child) uint64 { return stage.Draw(c.project.base.seed, c.id(), saltOrder) }
	slices.SortFunc(all, func(a, b child) int { return cmp.Compare(place(a), place(b)) })
}
