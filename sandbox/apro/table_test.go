package apro

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLayoutIsABijection(t *testing.T) {
	for _, n := range []int64{0, 1, 2, 7, 8, 33, 100, 1001} {
		for _, parts := range []int64{1, 2, 3, 5} {
			t.Run(fmt.Sprintf("%d rows in %d parts", n, parts), func(t *testing.T) {
				l := &layout{seed: 5, n: n, parts: parts, firstID: 100, until: lastCreation, bulk: n * 2 / 5}
				sizes := int64(0)
				for p := range parts {
					sizes += l.partSize(p)
				}
				require.Equal(t, n, sizes)
				for g := range n {
					p, i := l.local(g)
					require.Less(t, i, l.partSize(p))
					require.Equal(t, g, l.global(p, i))
					require.Equal(t, i, partPlace(lanePlace(i), isDead(i)))
					back, ok := l.number(l.id(g))
					require.True(t, ok)
					require.Equal(t, g, back)
					if g > 0 {
						require.Greater(t, l.id(g), l.id(g-1))
						require.GreaterOrEqual(t, l.created(g), l.created(g-1))
					}
				}
			})
		}
	}
}

func TestIDsWithoutRow(t *testing.T) {
	l := &layout{seed: 5, n: 10, parts: 1, firstID: 100, until: lastCreation}
	taken := 0
	for id := int64(90); id < 150; id++ {
		if _, ok := l.number(id); ok {
			taken++
		}
	}
	require.Equal(t, 10, taken)
}

// sorted is the naive way to a list: every row by itself, sorted.
func sorted(t *table, q query) []row {
	rows := []row{}
	for id := t.layout.firstID; id < t.nextID; id++ {
		r, ok := t.find(id)
		if !ok || r.deleted && !q.dead || !r.deleted && !q.live || q.parts != nil && !slices.Contains(q.parts, r.part) {
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
	return rows
}

// TestPagesEqualTheNaiveList changes lists at random and compares every kind of page with the list that a plain
// sort of all rows gives.
func TestPagesEqualTheNaiveList(t *testing.T) {
	for _, c := range []struct {
		name        string
		n, parts    int64
		fixed, hard bool
		dated       bool
	}{
		{name: "one part", n: 200, parts: 1},
		{name: "three parts", n: 200, parts: 3},
		{name: "calls", n: 150, parts: 1, fixed: true, hard: true},
		{name: "invoices", n: 150, parts: 1, fixed: true, dated: true},
		{name: "empty", n: 0, parts: 2},
		{name: "few rows", n: 6, parts: 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			l := &layout{seed: 9, n: c.n, parts: c.parts, firstID: 50, until: lastCreation, bulk: c.n * 2 / 5}
			list := newTable(l, c.n/10)
			list.fixed, list.hard, list.dated = c.fixed, c.hard, c.dated
			for step := range 300 {
				now := present + int64(step/3)
				if id := l.firstID + random.Int64N(list.nextID-l.firstID+1); step%3 == 0 {
					list.insert(now)
				} else {
					// Ids without a live row are refused, which changes nothing.
					_ = list.change(id, now, func(r *row) { r.deleted = step%3 == 1 })
				}
				// A request may write a row without a new activity time, and move a stock item to another type.
				_ = list.replace(l.firstID+random.Int64N(list.nextID-l.firstID), func(r *row) {
					r.part, r.written = random.Int64N(c.parts), r.written.copied()
					if c.dated && step%2 == 0 {
						r.created = beginning + random.Int64N(present-beginning)/86400*86400
					}
				})
				q := randomQuery(random, list)
				want := sorted(list, q)
				rows, total := list.page(q)
				require.Equal(t, int64(len(want)), total)
				from := min(int(q.offset), len(want))
				require.Equal(t, want[from:min(from+int(q.limit), len(want))], append([]row{}, rows...), "%+v", q)
			}
		})
	}
}

func randomQuery(random *rand.Rand, t *table) query {
	q := query{
		by: []order{byID, byActivity, byCreation}[random.IntN(3)], desc: random.IntN(2) == 0, live: true, dead: !t.hard && random.IntN(2) == 0,
		windows: [orders]window{openWindow(), openWindow()},
		offset:  random.Int64N(100), limit: random.Int64N(50),
	}
	if random.IntN(2) == 0 {
		q.offset = 0
	}
	if random.IntN(3) == 0 {
		q.parts = []int64{random.Int64N(t.layout.parts)}
	}
	if random.IntN(2) == 0 {
		from := beginning + random.Int64N(present-beginning)
		q.windows[random.IntN(2)] = window{from, from + random.Int64N(present-beginning)}
	}
	if random.IntN(4) == 0 {
		q.filter(func(r *row) bool { return r.id%3 == 0 })
	}
	if random.IntN(5) == 0 {
		q.byIDs = true
		for id := t.layout.firstID; id < t.nextID; id++ {
			q.ids = append(q.ids, id)
		}
	}
	return q
}

func TestBaseActivityNeverFalls(t *testing.T) {
	for _, n := range []int64{1, 5, 40, 3000} {
		l := &layout{seed: 3, n: n, parts: 1, firstID: 10, until: lastCreation, bulk: n * 2 / 5}
		b := newBase(l, 0, false, n/5, l.bulk)
		same := map[int64]int64{}
		for rank := range b.n {
			r := b.row(byActivity, rank)
			require.Equal(t, r, b.row(byID, b.perm.Back(rank)))
			require.Equal(t, rank < n/5, r.activity == 0)
			if rank > 0 {
				require.GreaterOrEqual(t, r.activity, b.activity(rank-1))
			}
			if r.activity != 0 {
				require.GreaterOrEqual(t, r.activity, r.created)
				require.Less(t, r.activity, int64(present))
			}
			same[r.activity]++
		}
		if n == 3000 {
			require.Equal(t, int64(1200), same[b.activity(b.n/2)])
		}
	}
}
