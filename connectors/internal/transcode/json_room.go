package transcode

import "sync"

// mostKept is the most values of a list that a Room keeps; a page of 500 rows has half as many.
const mostKept = 1 << 18

// Room keeps the memory of bodies that were released, for the bodies that follow. The zero Room is ready, and nil keeps nothing. A Room is
// safe for concurrent use.
type Room struct{ lists sync.Pool } // of *[]value

// take returns an empty list with room for n values or more.
func (r *Room) take(n int) []value {
	if r != nil {
		if kept, ok := r.lists.Get().(*[]value); ok && cap(*kept) >= n {
			return (*kept)[:0]
		}
	}
	return make([]value, 0, n)
}

// Release gives the memory of the body's values back to its Room, if it has one. After that no JSON of the body may be read: reading one
// panics, so that it cannot show the values of another body. Bodies that are not released cost nothing but their memory.
func (j JSON) Release() {
	if j.in == nil || j.in.room == nil {
		return
	}
	values := j.in.values
	j.in.values = nil
	if cap(values) > 0 && cap(values) <= mostKept {
		j.in.room.lists.Put(&values)
	}
}
