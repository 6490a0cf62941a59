package paging_test

import (
	"errors"
	"strconv"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// maxPages is how many pages a reader takes before it gives up: no list of these tests has so many.
const maxPages = 500

var (
	errPlace   = errors.New("rows do not lie where they were asked for")
	errOrder   = errors.New("rows do not keep the order")
	errScript  = errors.New("the script has no more answers")
	errForever = errors.New("the list does not end")
)

// reading is what a list brought.
type reading struct {
	ids     []int
	notices []connectors.Notice
}

func (r *reading) add(rows []connectors.Record) {
	for _, row := range rows {
		r.ids = append(r.ids, idOf(row))
	}
}

func idOf(r connectors.Record) int {
	id, err := strconv.Atoi(string(r.ID))
	if err != nil {
		panic(err)
	}
	return id
}

func timeOf(r connectors.Record) int {
	t, err := strconv.Atoi(string(r.Key))
	if err != nil {
		panic(err)
	}
	return t
}

// reader reads a list by a rule, as a connector does.
type reader struct {
	*server
	size   int
	learns *paging.Server
}

// asking returns how the requests of a rule are asked, given that of the page.
func (r reader) asking(q request) func(paging.Request) (paging.Answer, error) {
	return func(a paging.Request) (paging.Answer, error) {
		n := q
		switch a.Kind {
		case paging.Page, paging.At:
			n.start, n.limit = a.Start, a.Limit
		case paging.One:
			n.start, n.limit = a.Start, 1
		case paging.Newest:
			n.start, n.limit, n.descending = 0, a.Limit, !q.descending
		}
		return r.ask(n), nil
	}
}

// keyset reads from beyond the last id. want is how many rows are wanted, 0 for all.
func (r reader) keyset(descending bool, want int) (got reading, err error) {
	q := request{limit: r.size, descending: descending}
	for range maxPages {
		left := max(want-len(got.ids), 0)
		if want > 0 {
			q.limit = min(r.size, left)
		}
		first := r.ask(q)
		rule := &paging.Keyset{Server: r.learns, Enough: want > 0 && len(first.Rows) >= left}
		page, v, err := paging.Decide(rule, first, r.asking(q))
		if err != nil {
			return got, err
		}
		for i, row := range page.Rows {
			id := idOf(row)
			if !descending && id <= q.after || descending && q.below > 0 && id >= q.below {
				return got, errPlace
			}
			if i > 0 && descending != (id < idOf(page.Rows[i-1])) && id != idOf(page.Rows[i-1]) {
				return got, errOrder
			}
		}
		got.notices = append(got.notices, v.Notices...)
		got.add(page.Rows)
		if v.Step == paging.End || want > 0 && len(got.ids) >= want {
			return got, nil
		}
		if last := idOf(page.Rows[len(page.Rows)-1]); descending {
			q.below = last
		} else {
			q.after = last
		}
	}
	return got, errForever
}

// seek reads from a time on that rows may share.
func (r reader) seek() (got reading, err error) {
	from := 0
	for range maxPages {
		q := request{from: from, limit: r.size}
		rule := &paging.Seek{Server: r.learns, Time: func(row connectors.Record) string { return string(row.Key) }}
		page, v, err := paging.Decide(rule, r.ask(q), r.asking(q))
		if err != nil {
			return got, err
		}
		for i, row := range page.Rows {
			if timeOf(row) < from {
				return got, errPlace
			}
			if i > 0 && timeOf(row) < timeOf(page.Rows[i-1]) {
				return got, errOrder
			}
		}
		got.notices = append(got.notices, v.Notices...)
		if v.Step == paging.End {
			got.add(page.Rows)
			return got, nil
		}
		last := timeOf(page.Rows[len(page.Rows)-1])
		switch v.Step {
		case paging.ReadOn:
			for _, row := range page.Rows {
				if timeOf(row) < last {
					got.add([]connectors.Record{row})
				}
			}
			from = last
			continue
		case paging.ReadBeyond:
			got.add(page.Rows)
		case paging.Ties:
			if err := r.settle(request{from: last, until: last + 1}, &got); err != nil {
				return got, err
			}
		}
		from = last + 1
	}
	return got, errForever
}

// settle reads what a request selects until it settles.
func (r reader) settle(q request, got *reading) error {
	rule := &paging.Settled{Server: r.learns, Size: r.size, Max: 10_000}
	q.limit = rule.First().Limit
	_, v, err := paging.Decide(rule, r.ask(q), r.asking(q))
	got.add(rule.Records())
	got.notices = append(got.notices, v.Notices...)
	return err
}

func (r reader) settled() (got reading, err error) {
	err = r.settle(request{}, &got)
	return got, err
}

// overlap reads by position, in pages that share rows.
func (r reader) overlap(reversible bool, shared int) (got reading, err error) {
	var last connectors.Record
	at, start := 0, 0
	for range maxPages {
		q := request{start: start, limit: r.size}
		rule := &paging.Overlap{Server: r.learns, Last: last, At: at, Reversible: reversible}
		page, v, err := paging.Decide(rule, r.ask(q), r.asking(q))
		if err != nil {
			return got, err
		}
		for i, row := range page.Rows {
			if i > 0 && idOf(row) < idOf(page.Rows[i-1]) {
				return got, errOrder
			}
		}
		got.notices = append(got.notices, v.Notices...)
		for _, row := range page.Rows {
			if last.ID == nil || row.Compare(last) > 0 {
				got.add([]connectors.Record{row})
			}
		}
		if v.Step == paging.End {
			return got, nil
		}
		if n := len(page.Rows); n > 0 && (last.ID == nil || page.Rows[n-1].Compare(last) > 0) {
			last = page.Rows[n-1]
		}
		at, start = rule.Place(), rule.Start(shared)
	}
	return got, errForever
}

// windows reads spans of ids, each of which is one page.
func (r reader) windows(low, high int) (got reading, err error) {
	for low < high {
		span := high - low
		for {
			q := request{after: low - 1, below: low + span, limit: r.size}
			page, v, err := paging.Decide(&paging.Window{Server: r.learns}, r.ask(q), r.asking(q))
			if err != nil {
				return got, err
			}
			for _, row := range page.Rows {
				if id := idOf(row); id < low || id >= low+span {
					return got, errPlace
				}
			}
			got.notices = append(got.notices, v.Notices...)
			if v.Step == paging.End {
				got.add(page.Rows)
				break
			}
			if span == 1 {
				if err := r.settle(q, &got); err != nil {
					return got, err
				}
				break
			}
			span /= 2
		}
		low += span
	}
	return got, nil
}
