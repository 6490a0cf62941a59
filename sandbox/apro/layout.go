package apro

import "github.com/crmstream/crmstream/sandbox/internal/stage"

// Spans of the base data, as naive seconds since 1970.
const (
	beginning    = 1325376000 // 2012-01-01 00:00:00
	lastCreation = 1577836800 // 2020-01-01 00:00:00: the last creation, the first activity
	present      = 1789862400 // 2026-09-20 00:00:00: all base data is older
	maxRows      = 100_000_000
	idStep       = 3  // ids have gaps: one number in three is an id
	deadEvery    = 33 // one base row of so many is deleted
	deadOffset   = 7
)

// layout computes the base rows of a list and their orders. All its functions are arithmetic, so a list of any length needs no
// table.
type layout struct {
	seed    uint64
	n       int64 // base rows
	parts   int64 // object types; the rows of the list are spread over them
	firstID int64
	until   int64 // end of the span of creation times
	bulk    int64 // number of rows created in one second
}

// id returns the id of the base row with number g in [0, n); ids grow with g.
func (l *layout) id(g int64) int64 {
	return l.firstID + g*idStep + int64(stage.Draw(l.seed, g, saltID)%idStep)
}

// number is the inverse of id; ok is false when no base row has the id.
func (l *layout) number(id int64) (g int64, ok bool) {
	if id < l.firstID {
		return 0, false
	}
	g = (id - l.firstID) / idStep
	return g, g < l.n && l.id(g) == id
}

// created returns the creation time of base row g; it never decreases as g grows. The rows of one bulk import share a second.
func (l *layout) created(g int64) int64 {
	if start := l.n / 5; g >= start && g < start+l.bulk {
		g = start
	}
	return spread(beginning, l.until, g, l.n)
}

// spread returns position k of n, evenly spread in a span without its ends.
func spread(from, until, k, n int64) int64 { return from + (until-from)*(k+1)/(n+1) }

// Parts: of ten successive rows six belong to part 0, the other four to the other parts in turn.

// partSize returns the number of base rows of part p.
func (l *layout) partSize(p int64) int64 {
	first := l.n/10*6 + min(l.n%10, 6)
	switch {
	case l.parts == 1:
		return l.n
	case p == 0:
		return first
	default:
		return max(0, (l.n-first-(p-1)+l.parts-2)/(l.parts-1))
	}
}

// global returns the row number of row i of part p.
func (l *layout) global(p, i int64) int64 {
	switch {
	case l.parts == 1:
		return i
	case p == 0:
		return i/6*10 + i%6
	default:
		k := i*(l.parts-1) + p - 1
		return k/4*10 + 6 + k%4
	}
}

// local is the inverse of global.
func (l *layout) local(g int64) (p, i int64) {
	if l.parts == 1 {
		return 0, g
	}
	if g%10 < 6 {
		return 0, g/10*6 + g%10
	}
	k := g/10*4 + g%10 - 6
	return 1 + k%(l.parts-1), k / (l.parts - 1)
}

// Deletion: of each 33 rows of a part the eighth is deleted in the base data.

func deadBelow(i int64) int64 { return (i + deadEvery - 1 - deadOffset) / deadEvery }

func isDead(i int64) bool { return i%deadEvery == deadOffset }

// lanePlace returns the position of row i of a part among the rows of the part with the same publish state.
func lanePlace(i int64) int64 {
	if isDead(i) {
		return i / deadEvery
	}
	return i - deadBelow(i)
}

// partPlace is the inverse of lanePlace.
func partPlace(pos int64, dead bool) int64 {
	if dead {
		return pos*deadEvery + deadOffset
	}
	i := pos / (deadEvery - 1) * deadEvery
	rest := pos % (deadEvery - 1)
	if rest >= deadOffset {
		rest++
	}
	return i + rest
}

// base computes the base rows of one lane: the rows of one part with the same publish state.
type base struct {
	list *layout
	part int64
	dead bool
	n    int64
	perm stage.Shuffle // place by id -> place by activity
	zero int64         // number of rows without activity time, the first by activity
	bulk int64         // number of rows that share one second of activity
}

func newBase(l *layout, part int64, dead bool, zero, bulk int64) base {
	n := deadBelow(l.partSize(part))
	if !dead {
		n = l.partSize(part) - n
	}
	salt := uint64(part)<<1 + saltLane
	if dead {
		salt++
	}
	return base{
		list: l, part: part, dead: dead, n: n, zero: zero, bulk: bulk,
		perm: stage.NewShuffle(stage.Draw(l.seed, l.firstID, salt), max(n, 1)),
	}
}

// row returns the row at a position of an order.
func (b *base) row(by order, pos int64) row {
	place, rank := pos, pos
	if by == byActivity {
		place = b.perm.Back(pos)
	} else {
		rank = b.perm.Forward(pos)
	}
	g := b.list.global(b.part, partPlace(place, b.dead))
	return row{
		id: b.list.id(g), version: 1, part: b.part, deleted: b.dead,
		created: b.list.created(g), activity: b.activity(rank), tie: rank,
	}
}

// positions returns the position of a row in each order; place is its place among the ids of the lane.
func (b *base) positions(place int64) [orders]int64 {
	return [orders]int64{byID: place, byActivity: b.perm.Forward(place)}
}

// activity returns the activity time at a rank; it never decreases as the rank grows. The rows of a bulk edit share one second,
// and sometimes a few other rows do.
func (b *base) activity(rank int64) int64 {
	if rank < b.zero {
		return 0
	}
	if start := (b.n - b.bulk) / 2; rank >= start && rank < start+b.bulk {
		rank = start
	} else if in := rank % 16; in < 5 && (rank < start || rank-in >= start+b.bulk) && rank-in >= b.zero {
		rank -= in
	}
	return spread(lastCreation, present, rank, b.n)
}
