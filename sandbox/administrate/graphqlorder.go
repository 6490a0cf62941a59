package administrate

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

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

// maxOrders is the number of lists whose order is kept.
const maxOrders = 8

// orders keeps the ids of lists in their order while no task changes, so that the pages of a large list cost one sorting. It is safe
// for concurrent use.
type orders struct {
	mu      sync.Mutex
	version int64 // of the store
	ids     map[string][]int64
}

func (o *orders) get(version int64, query string) ([]int64, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids, ok := o.ids[query]
	return ids, ok && version == o.version
}

func (o *orders) put(version int64, query string, ids []int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if version != o.version || len(o.ids) >= maxOrders || o.ids == nil {
		o.version, o.ids = version, map[string][]int64{}
	}
	o.ids[query] = ids
}

// ordered returns the ids of the tasks that fulfil all conditions, in the order of the keys. The query stands for both.
func (s *Server) ordered(query string, conditions []condition[*task], keys []taskKey) []int64 {
	version := s.store.changes()
	ids, ok := s.orders.get(version, query)
	if !ok {
		ids = s.sort(conditions, keys)
		s.orders.put(version, query, ids)
	}
	return ids
}

// sort returns the ids of the tasks that fulfil all conditions. Without keys their order is arbitrary. Rows with equal keys are in
// an order that depends on the tenant alone, and is not that of ids.
func (s *Server) sort(conditions []condition[*task], keys []taskKey) []int64 {
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
