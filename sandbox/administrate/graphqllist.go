package administrate

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// The documented sizes of pages: without first, and at most. A larger first is cut without a message.
const (
	pageDefault = 50
	pageMax     = 100
)

// connection is one page of a list.
type connection struct {
	total, start int64 // the number of all rows, and the position of the first one of the page
	nodes        []any
}

// edge is one row of a page.
type edge struct {
	position int64
	node     any
}

func (c *connection) edges() []any {
	edges := make([]any, len(c.nodes))
	for i, node := range c.nodes {
		edges[i] = edge{c.start + int64(i), node}
	}
	return edges
}

func (c *connection) end() int64 { return c.start + int64(len(c.nodes)) }

// cursor returns the cursor at a distance from the start, or null on an empty page.
func (c *connection) cursor(at int) any {
	if len(c.nodes) == 0 {
		return nil
	}
	return cursorOf(c.start + int64(at))
}

// page is the part of a list that a request wants.
type page struct{ start, size int64 }

// pageOf reads the arguments of a page, and checks its cost.
func (s *Server) pageOf(c graphql.Call) (page, error) {
	p := page{size: pageDefault}
	if first, ok := c.Args["first"].(int64); ok {
		p.size = min(first, pageMax)
	}
	offset, hasOffset := c.Args["offset"].(int64)
	after, hasAfter := c.Args["after"].(string)
	switch {
	case p.size < 0:
		return page{}, fmt.Errorf("first: is %d; use 0 or more", p.size)
	case offset < 0:
		return page{}, fmt.Errorf("offset: is %d; use 0 or more", offset)
	case hasOffset && hasAfter:
		return page{}, fmt.Errorf("use offset or after, not both")
	case hasAfter:
		position, err := positionOf(after)
		if err != nil {
			return page{}, err
		}
		p.start = position + 1
	default:
		p.start = offset
	}
	if most := s.settings.MaxLimit; most > 0 {
		p.size = min(p.size, most)
	}
	limit := int64(s.settings.GraphQL.Complexity)
	if cost := int64(c.Fields) * p.size; limit > 0 && cost > limit {
		return page{}, fmt.Errorf("the query is too complex: its cost is %d, the maximum is %d; select fewer fields or a smaller first", cost, limit)
	}
	return p, nil
}

// pick returns the items of a page.
func pick[T any](p page, items []T) []T {
	first := min(p.start, int64(len(items)))
	return items[first:min(first+p.size, int64(len(items)))]
}

// listTasks resolves Query.tasks.
func (s *Server) listTasks(c graphql.Call) (any, error) {
	p, err := s.pageOf(c)
	if err != nil {
		return nil, err
	}
	conditions, err := conditionsOf(s, s.taskColumns(), c.Args["filters"])
	if err != nil {
		return nil, err
	}
	keys, err := s.taskOrder(c.Args)
	if err != nil {
		return nil, err
	}
	s.churn()
	ids := s.ordered(conditions, keys)
	if every := s.settings.GraphQL.DeleteBetween; every > 0 && s.pages.Add(1)%every == 0 && len(ids) > 0 {
		_, _ = s.store.remove(ids[0]) // another request may have deleted it
		ids = s.ordered(conditions, keys)
	}
	found := &connection{total: int64(len(ids)), start: p.start}
	for _, id := range pick(p, ids) {
		if t, ok := s.store.get(id); ok {
			found.nodes = append(found.nodes, &t)
		}
	}
	return found, nil
}

// taskKey is one key of an order.
type taskKey struct {
	of         func(*task) value
	descending bool
}

// taskOrder reads the order of a list; there is none if it is absent or null.
func (s *Server) taskOrder(args map[string]any) ([]taskKey, error) {
	items, ok := args[orderMany].([]any)
	if !ok {
		items = []any{args[orderOne]}
	}
	if len(items) > maxConditions {
		return nil, fmt.Errorf("%s: there are %d keys; use %d at most", orderMany, len(items), maxConditions)
	}
	var keys []taskKey
	for _, item := range items {
		order, ok := item.(map[string]any)
		if !ok {
			continue
		}
		name, _ := order["field"].(string)
		c, ok := s.taskColumns()[name]
		if !ok {
			return nil, fmt.Errorf("order: there is no field %q", name)
		}
		keys = append(keys, taskKey{c.of, order["direction"] == "desc"})
	}
	return keys, nil
}

// ordered returns the ids of the tasks that fulfil all conditions. Without keys their order is arbitrary. Rows with equal keys are in
// an order that depends on the tenant alone, and is not that of ids.
func (s *Server) ordered(conditions []condition[*task], keys []taskKey) []int64 {
	type place struct {
		id   int64
		tie  uint64
		keys []value
	}
	var places []place
	var ids []int64
	for t := range s.store.where(conditions) {
		if len(keys) == 0 {
			ids = append(ids, t.id)
			continue
		}
		p := place{id: t.id, tie: stage.Draw(s.settings.Seed, t.id, saltTie), keys: make([]value, len(keys))}
		for i, k := range keys {
			p.keys[i] = k.of(t)
		}
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b place) int {
		for i, k := range keys {
			c := a.keys[i].compare(b.keys[i])
			if k.descending {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.tie, b.tie), cmp.Compare(a.id, b.id))
	})
	for _, p := range places {
		ids = append(ids, p.id)
	}
	return ids
}

// where yields the tasks that fulfil all conditions, in an arbitrary order.
func (s *store) where(conditions []condition[*task]) iter.Seq[*task] {
	return func(yield func(*task) bool) {
		for t := range s.tasks(listQuery{limit: -1}) {
			if holdAll(conditions, &t) && !yield(&t) {
				return
			}
		}
	}
}

func holdAll[T any](conditions []condition[T], row T) bool {
	return !slices.ContainsFunc(conditions, func(c condition[T]) bool { return !c(row) })
}

// listReferences returns the resolver of the list of a reference, which is in the order of numbers.
func (s *Server) listReferences(e entity) graphql.Resolver {
	columns := referenceColumns(e)
	return func(c graphql.Call) (any, error) {
		p, err := s.pageOf(c)
		if err != nil {
			return nil, err
		}
		conditions, err := conditionsOf(s, columns, c.Args["filters"])
		if err != nil {
			return nil, err
		}
		var numbers []int64
		for number := int64(1); number <= e.count; number++ {
			if holdAll(conditions, number) {
				numbers = append(numbers, number)
			}
		}
		found := &connection{total: int64(len(numbers)), start: p.start}
		for _, number := range pick(p, numbers) {
			found.nodes = append(found.nodes, reference{e, number})
		}
		return found, nil
	}
}
