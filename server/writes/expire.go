package writes

import "slices"

// oldest returns the row that was done first.
func (x *index) oldest() (id, entry, bool) {
	for len(x.done) > 0 {
		first := x.done[0]
		if x.lists(first, true) {
			return first.id, x.rows[first.id], true
		}
		x.done = x.done[1:] // append copies what is left when the array is used up
	}
	return id{}, entry{}, false
}

// undecided reports whether a part of a batch is not done.
func (x *index) undecided(request [16]byte) bool {
	return len(x.parts[request]) > 0 && slices.ContainsFunc(x.all(request), func(key id) bool { return !x.rows[key].done })
}

// expire forgets the rows that are no longer kept. A part of a batch is kept while another one is undecided: a replay for the other part
// would send it again.
func (x *index) expire(now moment) {
	for key, open := range x.open {
		if open.row.State == Unknown && x.age(x.rows[key], now) >= KeepUnknown {
			x.drop(key)
		}
	}
	var held []listed
	i := 0
	for ; i < len(x.done); i++ {
		l := x.done[i]
		if !x.lists(l, true) {
			continue
		}
		if x.age(x.rows[l.id], now) < KeepDone {
			break
		}
		if n := len(held); n > 0 && held[n-1].id.request == l.id.request || x.undecided(l.id.request) {
			held = append(held, l)
		} else {
			x.drop(l.id)
		}
	}
	x.done = x.done[i-len(held):]
	copy(x.done, held)
}

// evict forgets the oldest rows that are done until there are fewer than most, and reports whether there are.
func (x *index) evict(most int) bool {
	for len(x.rows) >= most {
		key, _, ok := x.oldest()
		if !ok {
			return false
		}
		x.drop(key)
	}
	return true
}
