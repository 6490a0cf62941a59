package writes

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// place is where a line is: in which segment, at which byte, of which length. The zero place is none.
type place struct{ segment, offset, length uint32 }

// spot is where a line begins. Later lines have higher spots.
type spot struct{ segment, offset uint32 }

func (p place) spot() spot { return spot{p.segment, p.offset} }

func (s spot) compare(o spot) int {
	return cmp.Or(cmp.Compare(s.segment, o.segment), cmp.Compare(s.offset, o.offset))
}

// owner is who wrote, and where.
type owner struct{ caller, source string }

// entry is what memory has of each row.
type entry struct {
	at     place
	listed spot   // the row's place in done or undone
	owner  uint32 // number of the owner
	count  uint32 // of the records of the part
	boot   uint16 // number of the start of the system
	done   bool
	bound  uint64 // of the row
	// wall and up are the moment when this state began, in nanoseconds.
	wall, up int64
}

// openRow is what memory has besides of a row that has no answer yet.
type openRow struct {
	row     Row // without payloads
	request place
}

// listed is a row in a list, with the spot of the line that put it there. The row is listed there no longer if its entry has another spot.
type listed struct {
	id id
	at spot
}

// segment is a file of lines.
type segment struct {
	number uint32
	name   string
	day    string
	// live is how many places of rows are in the file.
	live int
	// reaches is the oldest segment with a line that a line of this one supersedes, else the segment itself. Without this
	// segment that line would count again.
	reaches uint32
}

// index finds the lines of rows. It knows no files.
type index struct {
	rows     map[id]entry
	parts    map[[16]byte][]uint32 // the parts of batches but for the first, in their order
	open     map[id]*openRow
	done     []listed // in the order in which they were done
	undone   []listed // the others, in the order of their sending
	boots    []string
	owners   []owner
	numbers  map[owner]uint32 // of owners
	segments []*segment       // in the order of their numbers
}

func newIndex() *index {
	return &index{rows: map[id]entry{}, parts: map[[16]byte][]uint32{}, open: map[id]*openRow{}, boots: []string{""}, numbers: map[owner]uint32{}}
}

// line is one transition of a row, as a segment holds it.
type line struct {
	Row
	moment
}

// segment returns a segment by its number.
func (x *index) segment(number uint32) *segment {
	i, _ := slices.BinarySearchFunc(x.segments, number, func(s *segment, n uint32) int { return cmp.Compare(s.number, n) })
	return x.segments[i]
}

func (x *index) hold(p place) { x.segment(p.segment).live++ }

func (x *index) release(p place) {
	if p.segment != 0 {
		x.segment(p.segment).live--
	}
}

// boot returns the number of a start of the system.
func (x *index) boot(name string) uint16 {
	i := slices.Index(x.boots, name)
	if i < 0 {
		if i = len(x.boots); i > math.MaxUint16 {
			return 0 // the wall clock has to do
		}
		x.boots = append(x.boots, name)
	}
	return uint16(i)
}

// owner returns the number of an owner.
func (x *index) owner(o owner) uint32 {
	number, ok := x.numbers[o]
	if !ok {
		number = uint32(len(x.owners))
		x.numbers[o] = number
		x.owners = append(x.owners, o)
	}
	return number
}

// apply takes the transition of a line that is at a place.
func (x *index) apply(l line, at place) {
	key := l.Key.id()
	was, existed := x.rows[key]
	open := x.open[key]
	x.reach(at, was.at)
	if open != nil {
		x.reach(at, open.request)
	}
	if l.State == removed || l.State == Sent {
		x.drop(key)
		was, existed, open = entry{}, false, nil
	}
	if l.State == removed {
		return
	}
	if open == nil {
		open = &openRow{}
	}
	if l.State == Sent {
		open.request = at
		x.hold(at)
	}
	if l.Answer == nil {
		open.row = l.head()
		x.open[key] = open
	} else {
		x.release(open.request)
		delete(x.open, key)
	}
	now := entry{
		at: at, listed: was.listed, done: l.State == Done, owner: x.owner(owner{l.Key.Caller, l.Key.Source}), bound: l.bound(), count: uint32(l.Count),
		boot: x.boot(l.Boot), wall: l.Wall.UnixNano(), up: int64(l.Up),
	}
	switch {
	case was.done && now.done: // the answer of a row that was done before
		now.boot, now.wall, now.up = was.boot, was.wall, was.up
	case now.done:
		now.listed = at.spot()
		x.done = append(x.done, listed{key, now.listed})
	case !existed:
		now.listed = at.spot()
		x.undone = append(x.undone, listed{key, now.listed})
	}
	if existed {
		x.release(was.at)
	}
	x.hold(at)
	x.rows[key] = now
	x.trim()
	if parts := x.parts[key.request]; !existed && key.part > 0 {
		i, _ := slices.BinarySearch(parts, key.part)
		x.parts[key.request] = slices.Insert(parts, i, key.part)
	}
}

// all returns the keys of a request that have rows, in the order of their parts.
func (x *index) all(request [16]byte) (keys []id) {
	if _, ok := x.rows[id{request: request}]; ok {
		keys = append(keys, id{request: request})
	}
	for _, part := range x.parts[request] {
		keys = append(keys, id{request, part})
	}
	return keys
}

// reuses reports whether the request of a row is bound to another one. One part answers for all.
func (x *index) reuses(row Row) bool {
	key := row.Key.id()
	e, ok := x.rows[id{request: key.request}]
	if parts := x.parts[key.request]; !ok && len(parts) > 0 {
		e, ok = x.rows[id{key.request, parts[0]}]
	}
	return ok && e.bound != row.bound()
}

// overlaps reports whether a record of a row is also in another part of its request.
func (x *index) overlaps(row Row) bool {
	key := row.Key.id()
	for _, other := range x.all(key.request) {
		if other.part != key.part && int(other.part) < row.Key.Part+row.Count && row.Key.Part < int(other.part)+int(x.rows[other].count) {
			return true
		}
	}
	return false
}

// reach notes that a line supersedes one at another place.
func (x *index) reach(at, superseded place) {
	if superseded.segment != 0 {
		s := x.segment(at.segment)
		s.reaches = min(s.reaches, superseded.segment)
	}
}

// drop forgets a row.
func (x *index) drop(key id) {
	if open := x.open[key]; open != nil {
		x.release(open.request)
		delete(x.open, key)
	}
	if e, ok := x.rows[key]; ok {
		x.release(e.at)
		delete(x.rows, key)
		x.leave(key)
	}
}

// leave takes a row out of the parts of its batch.
func (x *index) leave(key id) {
	parts := x.parts[key.request]
	if i, ok := slices.BinarySearch(parts, key.part); ok {
		parts = slices.Delete(parts, i, i+1)
	}
	if len(parts) == 0 {
		delete(x.parts, key.request)
		return
	}
	x.parts[key.request] = parts
}

// age returns how long a row has been in its state. Within one start of the system the boot clock decides.
func (x *index) age(e entry, now moment) time.Duration {
	if boot := x.boots[e.boot]; boot != "" && boot == now.Boot {
		return now.Up - time.Duration(e.up)
	}
	return max(0, time.Duration(now.Wall.UnixNano()-e.wall))
}

// removable takes the segments out of the index that hold nothing any more, and returns them. The last one stays.
func (x *index) removable() (gone []*segment) {
	var kept []*segment
	for i, s := range x.segments {
		needed := slices.ContainsFunc(kept, func(older *segment) bool { return older.number >= s.reaches })
		if s.live > 0 || needed || i == len(x.segments)-1 {
			kept = append(kept, s)
		} else {
			gone = append(gone, s)
		}
	}
	x.segments = kept
	return gone
}
