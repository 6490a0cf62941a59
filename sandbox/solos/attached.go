package solos

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// branchQuery is a request for children: their kind and project, and the part of the list to return.
type branchQuery struct {
	branch
	// count and offset are not set where the operation has no pages.
	count, offset int64
	matches       []func(child) bool
}

// branchQuery reads the arguments of an operation that lists children.
func (s *Server) branchQuery(op string, args url.Values) (branchQuery, error) {
	q := branchQuery{branch: branch{op: op}, count: math.MaxInt64}
	var err error
	if q.project, err = parseNumber("id", argument(args, "id"), -1); err != nil {
		return q, err
	}
	if q.project < 0 {
		return q, fmt.Errorf("id: an unsigned integer is required")
	}
	if paged := op == OpActions || op == OpPayments; paged {
		p, err := s.query(paging{count: argument(args, "count"), offset: argument(args, "offset")})
		if err != nil {
			return q, err
		}
		q.count, q.offset = p.count, p.offset
		if args.Has("filter_id") {
			id, err := parseNumber("filter_id", argument(args, "filter_id"), 0)
			if err != nil {
				return q, err
			}
			q.matches = append(q.matches, func(c child) bool { return c.id() == id })
		}
	}
	if err := q.addDay(args); err != nil {
		return q, err
	}
	return q, q.addOwn(args)
}

// addDay reads filter_date.
func (q *branchQuery) addDay(args url.Values) error {
	of := childKinds[q.op].day
	if of == nil || !args.Has("filter_date") {
		return nil
	}
	wanted, err := parseDay("filter_date", args.Get("filter_date"))
	if err != nil {
		return err
	}
	q.matches = append(q.matches, func(c child) bool {
		d, ok := of(c)
		return ok && d == wanted
	})
	return nil
}

// addOwn reads the filter that only this operation has.
func (q *branchQuery) addOwn(args url.Values) error {
	key, ok := map[string]string{OpSteps: "filter_steps", OpActions: "filter_actions", OpPayments: "filter_type"}[q.op]
	if !ok || !args.Has(key) {
		return nil
	}
	var wanted []int64
	if q.op == OpPayments {
		incoming, err := parseSwitch(key, argument(args, key))
		if err != nil {
			return err
		}
		wanted = []int64{0}
		if incoming {
			wanted[0] = 1
		}
	} else {
		for part := range strings.SplitSeq(args.Get(key), "_") {
			id, err := strconv.ParseUint(part, 10, 63)
			if err != nil {
				return fmt.Errorf("%s: %q is not a list of ids joined by _", key, args.Get(key))
			}
			wanted = append(wanted, int64(id))
		}
	}
	of := childKinds[q.op].of
	q.matches = append(q.matches, func(c child) bool { return slices.Contains(wanted, of(c)) })
	return nil
}

// attached returns the handler of an operation that lists children.
func attached(op string) func(*Server, http.ResponseWriter, *http.Request) {
	return func(s *Server, w http.ResponseWriter, r *http.Request) {
		q, err := s.branchQuery(op, r.URL.Query())
		if err != nil {
			s.refuse(w, http.StatusBadRequest, err.Error())
			return
		}
		all, ok := s.children.list(q.branch)
		if !ok && s.settings.MissingID != missingNull {
			s.answerMissing(w, noProject)
			return
		}
		all = slices.DeleteFunc(all, func(c child) bool {
			return slices.ContainsFunc(q.matches, func(match func(child) bool) bool { return !match(c) })
		})
		if s.settings.ChildOrder == orderShuffled {
			shuffle(all)
		}
		total := int64(len(all))
		all = all[min(q.offset, total):]
		all = all[:min(q.count, int64(len(all)))]
		sendList(s, w, all, childKinds[op].write, total)
	}
}

// action answers with one event of any project.
func (s *Server) action(w http.ResponseWriter, r *http.Request) {
	id, err := parseNumber("id", argument(r.URL.Query(), "id"), -1)
	if err != nil || id < 0 {
		s.refuse(w, http.StatusBadRequest, "id: an unsigned integer is required")
		return
	}
	c, ok := s.children.find(OpActions, id)
	if !ok {
		s.answerMissing(w, noAction)
		return
	}
	s.sendOne(w, s.style.appendAction(nil, c))
}
