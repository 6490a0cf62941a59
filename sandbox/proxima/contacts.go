package proxima

import (
	"maps"
	"slices"
)

// visited returns the ids of the clients that were ever visited, in ascending order. Those of base visits are found once, by
// reading visits until all clients have come, so a long list costs no more than a short one.
func (s *Server) visited() []int64 {
	s.findVisited.Do(func() {
		s.baseVisited = map[int64]struct{}{}
		for place := int64(0); place < s.list.base.rows && len(s.baseVisited) < contactRange; place++ {
			if id := s.list.base.contact(s.list.base.idAt(place)); id != 0 {
				s.baseVisited[id] = struct{}{}
			}
		}
	})
	met := maps.Clone(s.baseVisited)
	for _, id := range s.list.ownContacts() {
		met[id] = struct{}{}
	}
	return slices.Sorted(maps.Keys(met))
}

// contacts returns the rows of all clients that were ever visited.
func (s *Server) contacts() [][]cell {
	ids := s.visited()
	rows := make([][]cell, len(ids))
	for i, id := range ids {
		rows[i] = s.data.contact(id)
	}
	return rows
}

// ownContacts returns the clients of the visits that were inserted or changed.
func (l *list) ownContacts() []int64 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var ids []int64
	for _, v := range l.own {
		if v.contact != 0 {
			ids = append(ids, v.contact)
		}
	}
	return ids
}
