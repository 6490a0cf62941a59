package administrate

import (
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// listQuery is a list request.
type listQuery struct {
	filters []filter
	order   []orderKey
	// limit is the largest number of rows in the answer; below 0 it is all.
	limit int64
}

// orderKey is one item of _order.
type orderKey struct {
	attribute  attribute
	descending bool
}

// parseList reads the arguments of a list request. All filters must hold, also repeated ones.
func (s *Server) parseList(args url.Values) (listQuery, error) {
	q := listQuery{limit: -1}
	if s.settings.DefaultLimit > 0 {
		q.limit = s.settings.DefaultLimit
	}
	for name, texts := range args {
		for _, text := range texts {
			if err := s.parseArgument(&q, name, text); err != nil {
				return listQuery{}, err
			}
		}
	}
	if top := s.settings.MaxLimit; top > 0 && (q.limit < 0 || q.limit > top) {
		q.limit = top
	}
	return q, nil
}

func (s *Server) parseArgument(q *listQuery, name, text string) error {
	switch name {
	case "_limit":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			return fmt.Errorf("_limit: %q is not a number of rows", text)
		}
		q.limit = n
	case "_order":
		for item := range strings.SplitSeq(text, ",") {
			attr, descending := strings.CutPrefix(item, "-")
			a, ok := findAttribute(attr)
			if !ok {
				if err := s.unknown("_order: " + item); err != nil {
					return err
				}
				continue
			}
			q.order = append(q.order, orderKey{a, descending})
		}
	default:
		f, known, err := parseFilter(name, text)
		if err != nil {
			return err
		}
		if !known {
			return s.unknown(name)
		}
		q.filters = append(q.filters, f)
	}
	return nil
}

// unknown returns the error for an unknown attribute or operator, or nil where the tenant ignores unknown ones.
func (s *Server) unknown(what string) error {
	if s.settings.UnknownFilter == unknownIgnore {
		return nil
	}
	return fmt.Errorf("unknown argument: %s", what)
}

// flushBytes is the number of bytes of an answer that are gathered before they are written.
const flushBytes = 64 << 10

// list answers with a bare array of tasks in list shape.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	s.churn()
	q, err := s.parseList(r.URL.Query())
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	buf := append(make([]byte, 0, flushBytes+8<<10), '[')
	first := true
	for t := range s.store.tasks(q) {
		if !first {
			buf = append(buf, ',')
		}
		first = false
		buf = s.shapes.appendListed(buf, &t)
		if len(buf) >= flushBytes {
			if _, err := w.Write(buf); err != nil {
				return // the client left
			}
			buf = buf[:0]
		}
	}
	_, _ = w.Write(append(buf, ']'))
}

// tasks yields the tasks of a list request in its order. Each row is read when it is yielded, unless rows must be sorted by
// something other than the id.
func (s *store) tasks(q listQuery) iter.Seq[task] {
	ids := s.between(idBounds(q.filters))
	switch {
	case len(q.order) == 0:
		return limited(s.matching(ids.shuffled(), q.filters), q.limit)
	case q.order[0].attribute.name != "id":
		return limited(s.sorted(s.matching(ids.ascending(), q.filters), q.order), q.limit)
	case q.order[0].descending:
		return limited(s.matching(ids.descending(), q.filters), q.limit)
	default:
		return limited(s.matching(ids.ascending(), q.filters), q.limit)
	}
}

// matching yields the tasks with the given ids that exist and match all filters.
func (s *store) matching(ids iter.Seq[int64], filters []filter) iter.Seq[task] {
	return func(yield func(task) bool) {
		for id := range ids {
			t, ok := s.get(id)
			if !ok || slices.ContainsFunc(filters, func(f filter) bool { return !f.matches(&t) }) {
				continue
			}
			if !yield(t) {
				return
			}
		}
	}
}

// sorted yields the tasks in the given order; equal tasks stay in the order of their ids. It stores only ids and sort keys, and
// reads each row again when it is yielded.
func (s *store) sorted(tasks iter.Seq[task], order []orderKey) iter.Seq[task] {
	type place struct {
		id   int64
		keys []value
	}
	return func(yield func(task) bool) {
		var places []place
		for t := range tasks {
			keys := make([]value, len(order))
			for i, k := range order {
				keys[i] = k.attribute.of(t)
			}
			places = append(places, place{t.id, keys})
		}
		slices.SortStableFunc(places, func(a, b place) int {
			for i, k := range order {
				c := a.keys[i].compare(b.keys[i])
				if k.descending {
					c = -c
				}
				if c != 0 {
					return c
				}
			}
			return 0
		})
		for _, p := range places {
			if t, ok := s.get(p.id); ok && !yield(t) {
				return
			}
		}
	}
}

// limited stops after n tasks, without reading one more; below 0 it never stops.
func limited(tasks iter.Seq[task], n int64) iter.Seq[task] {
	if n < 0 {
		return tasks
	}
	return func(yield func(task) bool) {
		if n == 0 {
			return
		}
		left := n
		for t := range tasks {
			left--
			if !yield(t) || left == 0 {
				return
			}
		}
	}
}
