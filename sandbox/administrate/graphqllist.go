package administrate

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/crmstream/crmstream/sandbox/internal/graphql"
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
	query, err := json.Marshal([]any{c.Args["filters"], c.Args[orderOne], c.Args[orderMany]})
	if err != nil {
		return nil, err
	}
	s.churn()
	ids := s.ordered(string(query), conditions, keys)
	if every := s.settings.GraphQL.DeleteBetween; every > 0 && s.pages.Add(1)%every == 0 && len(ids) > 0 {
		_, _ = s.store.remove(ids[0]) // another request may have deleted it
		ids = s.ordered(string(query), conditions, keys)
	}
	found := &connection{total: int64(len(ids)), start: p.start}
	for _, id := range pick(p, ids) {
		if t, ok := s.store.get(id); ok {
			found.nodes = append(found.nodes, &t)
		}
	}
	return found, nil
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
