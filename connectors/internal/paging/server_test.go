package paging_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// record is a row of a simulated server.
type record struct {
	id, time int
	hidden   bool
}

// The totals that servers tell.
const (
	noTotals     = "none"
	trueTotals   = "of the list"
	pageTotals   = "of the page"
	zeroTotals   = "of 0"
	hiddenTotals = "with hidden rows"
	unhidTotals  = "of the page with hidden rows"
)

// maxChanges bounds the changes of a list, so that who reads a row with two requests gets to its end.
const maxChanges = 50

// server is a list in memory with the manners of servers.
type server struct {
	rows   []record
	random *rand.Rand
	// limit is the longest page, 0 for any; it is lowered to lowered from request lowerAt on.
	limit, lowerAt, lowered int
	// cut reports whether pages are cut at random, doubled which share of rows comes twice.
	cut     bool
	doubled int
	totals  string
	// repeat sends each so manieth answer again in place of the next one; 0 is none.
	repeat int
	// ignoresPosition, ignoresOrder and shuffled say what is not honoured.
	ignoresPosition, ignoresOrder, shuffled bool
	// churn is how many of ten requests come after a change. grows says that rows are only inserted.
	churn    int
	grows    bool
	byTime   bool
	requests int
	highest  int
	changes  int
	kept     paging.Answer
}

// variant returns a server of the same rows and manners, with other accidents.
func (s *server) variant() *server {
	v := *s
	v.rows = slices.Clone(s.rows)
	v.random = rand.New(rand.NewPCG(s.random.Uint64(), 1))
	return &v
}

// request asks for rows: those after an id, below an id, from a time on, or from a position on.
type request struct {
	after, below, from, until, start, limit int
	descending                              bool
}

// change inserts, deletes or edits a record.
func (s *server) change() {
	switch kind := s.random.IntN(3); {
	case kind == 0 || s.grows:
		s.rows = append(s.rows, record{id: s.nextID(), time: s.lastTime() + s.random.IntN(2)})
	case kind == 1:
		if len(s.rows) > 0 {
			i := s.random.IntN(len(s.rows))
			s.rows = slices.Delete(s.rows, i, i+1)
		}
	default:
		if s.byTime && len(s.rows) > 0 {
			s.rows[s.random.IntN(len(s.rows))].time = s.lastTime() + 1
		}
	}
}

// nextID returns an id that no record had.
func (s *server) nextID() int {
	s.highest += 1 + s.random.IntN(2)
	return s.highest
}

func (s *server) lastTime() int {
	last := 0
	for _, r := range s.rows {
		last = max(last, r.time)
	}
	return last
}

// ask answers a request.
func (s *server) ask(q request) paging.Answer {
	s.requests++
	if s.changes < maxChanges && s.random.IntN(10) < s.churn {
		s.changes++
		s.change()
	}
	if s.repeat > 0 && s.requests > 1 && s.requests%s.repeat == 0 {
		return paging.Answer{Rows: s.kept.Rows, Asked: q.limit, Before: q.start, Total: s.kept.Total}
	}
	matching := s.matching(q)
	total := len(matching)
	start := q.start
	if s.ignoresPosition {
		start = 0
	}
	limit := q.limit
	if s.limit > 0 {
		limit = min(limit, s.limit)
	}
	if s.lowerAt > 0 && s.requests >= s.lowerAt {
		limit = min(limit, s.lowered)
	}
	page := matching[min(start, total):min(start+limit, total)]
	withHidden := len(page)
	page = slices.DeleteFunc(slices.Clone(page), func(r record) bool { return r.hidden })
	if s.cut && len(page) > 1 {
		page = page[:max(1, len(page)-s.random.IntN(5))]
	}
	a := paging.Answer{Asked: q.limit, Before: q.start, Total: paging.NoTotal, Rows: make([]connectors.Record, len(page))}
	for i, r := range page {
		a.Rows[i] = s.record(r)
	}
	switch s.totals {
	case trueTotals:
		a.Total = len(slices.DeleteFunc(slices.Clone(matching), func(r record) bool { return r.hidden }))
	case pageTotals:
		a.Total = len(page)
	case zeroTotals:
		a.Total = 0
	case hiddenTotals:
		a.Total = total
	case unhidTotals:
		a.Total = withHidden
	}
	s.kept = a
	return a
}

// matching returns the rows that a request selects, in its order.
func (s *server) matching(q request) []record {
	var rows []record
	for _, r := range s.rows {
		if r.id > q.after && (q.below == 0 || r.id < q.below) && r.time >= q.from && (q.until == 0 || r.time < q.until) {
			rows = append(rows, r)
			if s.doubled > 0 && r.id%s.doubled == 0 {
				rows = append(rows, r)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b record) int {
		if s.byTime {
			return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.id*7919%101, b.id*7919%101), cmp.Compare(a.id, b.id))
		}
		return cmp.Compare(a.id, b.id)
	})
	if s.shuffled {
		s.random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
	if q.descending && !s.ignoresOrder {
		slices.Reverse(rows)
	}
	return rows
}

func (s *server) record(r record) connectors.Record {
	id := []byte(strconv.Itoa(r.id))
	key := connectors.NumberKey(id)
	if s.byTime {
		key = fmt.Appendf(nil, "%06d", r.time)
	}
	return connectors.Record{ID: id, Key: key}
}
