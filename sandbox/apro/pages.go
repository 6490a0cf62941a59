package apro

import (
	"iter"
	"math"
	"slices"
	"sort"
)

// window bounds a time; both ends are included.
type window struct{ from, until int64 }

func openWindow() window { return window{math.MinInt64, math.MaxInt64} }

func (w window) open() bool { return w == openWindow() }

func (w window) holds(t int64) bool { return w.from <= t && t <= w.until }

// query is a request for one page of a list.
type query struct {
	parts      []int64 // nil means every part
	live, dead bool    // publish states of the rows
	by         order
	desc       bool
	windows    [orders]window // on the key of each order
	ids        []int64        // only these rows, if byIDs is set
	byIDs      bool
	where      []func(*row) bool // all must hold
	offset     int64
	limit      int64
}

func (q *query) filter(keep func(*row) bool) { q.where = append(q.where, keep) }

func (q *query) keeps(r *row) bool {
	for _, keep := range q.where {
		if !keep(r) {
			return false
		}
	}
	return true
}

// page returns the rows of one page and the number of all matching rows. Without conditions it costs the page and a few binary
// searches; with a condition on anything but the time of the order it reads the whole window.
func (t *table) page(q query) (rows []row, total int64) {
	if q.byIDs {
		return t.lookup(q)
	}
	other := byActivity
	if q.by == byActivity {
		other = byID
	}
	if w := q.windows[other]; !w.open() {
		q.filter(func(r *row) bool { return w.holds(r.key(other)) })
	}
	m := t.merge(&q)
	if len(q.where) == 0 {
		total = m.len()
		if q.offset >= total || q.limit == 0 {
			return nil, total
		}
		for r := range m.rows(q.desc, q.offset) {
			if rows = append(rows, r); int64(len(rows)) == q.limit {
				break
			}
		}
		return rows, total
	}
	var at row // one for all, since conditions make the row that they look at escape to the heap
	for r := range m.rows(q.desc, 0) {
		if at = r; !q.keeps(&at) {
			continue
		}
		if total >= q.offset && int64(len(rows)) < q.limit {
			rows = append(rows, r)
		}
		total++
	}
	return rows, total
}

// lookup answers a query by ids.
func (t *table) lookup(q query) (rows []row, total int64) {
	slices.Sort(q.ids)
	for _, id := range slices.Compact(q.ids) {
		r, ok := t.find(id)
		if !ok || r.deleted && !q.dead || !r.deleted && !q.live {
			continue
		}
		if q.parts != nil && !slices.Contains(q.parts, r.part) {
			continue
		}
		if q.windows[byID].holds(r.created) && q.windows[byActivity].holds(r.activity) && q.keeps(&r) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.before(&b, q.by) != q.desc {
			return -1
		}
		return 1
	})
	total = int64(len(rows))
	from := min(q.offset, total)
	return rows[from:min(from+q.limit, total)], total
}

// run is a sorted sequence of rows of one lane, either computed or from its extra rows.
type run struct {
	lane   *lane
	by     order
	extra  bool
	lo, hi int64
}

func (r run) len() int64 { return r.hi - r.lo }

func (r run) at(k int64) row {
	if r.extra {
		return *r.lane.extra[r.by][r.lo+k]
	}
	return r.lane.unchanged(r.by, r.lo+k)
}

// search returns the first place in the run at which cond is true; cond must stay true after it.
func (r run) search(cond func(*row) bool) int64 {
	return int64(sort.Search(int(r.len()), func(k int) bool {
		at := r.at(int64(k))
		return cond(&at)
	}))
}

// cut returns the part of the run within a time window.
func (r run) cut(w window) run {
	if w.open() {
		return r
	}
	lo := r.search(func(x *row) bool { return x.key(r.by) >= w.from })
	hi := r.search(func(x *row) bool { return x.key(r.by) > w.until })
	return run{r.lane, r.by, r.extra, r.lo + lo, r.lo + max(lo, hi)}
}

// merged is several runs read as one sorted sequence.
type merged struct {
	runs []run
	by   order
}

// merge returns the rows that match a query's parts, publish states and time window, ascending in its order.
func (t *table) merge(q *query) merged {
	m := merged{by: q.by}
	for p, lanes := range t.lanes {
		if q.parts != nil && !slices.Contains(q.parts, int64(p)) {
			continue
		}
		for state, wanted := range [2]bool{live: q.live, dead: q.dead} {
			if !wanted || state == dead && t.hard {
				continue
			}
			l, kept := lanes[state], q.by.kept()
			m.add(run{l, kept, false, 0, l.still()}.cut(q.windows[kept]))
			m.add(t.late(l, kept, q))
		}
	}
	return m
}

func (m *merged) add(r run) {
	if r.len() > 0 {
		m.runs = append(m.runs, r)
	}
}

func (m *merged) len() int64 {
	n := int64(0)
	for _, r := range m.runs {
		n += r.len()
	}
	return n
}

// split returns how many of the first rows of the sequence are in each run. The place of a row in the sequence is its place in
// its run plus the number of earlier rows in all other runs, which binary search finds.
func (m *merged) split(first int64) []int64 {
	heads := make([]int64, len(m.runs))
	if len(m.runs) == 1 {
		heads[0] = first
		return heads
	}
	for i, r := range m.runs {
		heads[i] = int64(sort.Search(int(r.len()), func(k int) bool {
			x, place := r.at(int64(k)), int64(k)
			for j, other := range m.runs {
				if j != i {
					place += other.search(func(y *row) bool { return !y.before(&x, m.by) })
				}
			}
			return place >= first
		}))
	}
	return heads
}

// rows returns the sequence, ascending or descending, without its first offset rows; offset is at most its length.
func (m *merged) rows(desc bool, offset int64) iter.Seq[row] {
	return func(yield func(row) bool) {
		if desc {
			m.walk(m.split(m.len()-offset), -1, yield)
		} else {
			m.walk(m.split(offset), 1, yield)
		}
	}
}

// walk yields rows from the split heads on, one step (1 up, -1 down) at a time, to the end of all runs.
func (m *merged) walk(heads []int64, step int64, yield func(row) bool) {
	next := make([]row, len(m.runs))
	left := make([]bool, len(m.runs))
	load := func(i int) {
		k := heads[i]
		if step < 0 {
			k--
		}
		if left[i] = k >= 0 && k < m.runs[i].len(); left[i] {
			next[i] = m.runs[i].at(k)
		}
	}
	for i := range m.runs {
		load(i)
	}
	for {
		best := -1
		for i := range next {
			if left[i] && (best < 0 || next[i].before(&next[best], m.by) == (step > 0)) {
				best = i
			}
		}
		if best < 0 || !yield(next[best]) {
			return
		}
		heads[best] += step
		load(best)
	}
}
