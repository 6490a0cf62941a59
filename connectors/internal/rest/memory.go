package rest

import (
	"context"
	"sync"

	"github.com/crmstream/crmstream/connectors"
)

// weight is how many bytes are taken for each of a body's: the body itself, which moves to twice the room as it grows, the places
// of its values, which take about one and a half times as much, and the records that they become.
const weight = 4

// sizes are how large the last bodies of each operation were, which tells how large the next one may be.
type sizes struct {
	mu   sync.Mutex
	last map[string]int64
}

// expected returns how much room the next body of an operation may need.
func (s *sizes) expected(op string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return max(s.last[op], firstBody)
}

// came remembers the size of a body.
func (s *sizes) came(op string, size int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]int64{}
	}
	s.last[op] = int64(size)
}

// granted is the room that one answer was granted so far.
type granted struct {
	memory connectors.Memory
	room   int64
}

// begin takes the room that the next answer is expected to need, before it is asked for: an answer that waits for memory on its
// way holds a connection, and an upstream may give it up.
func (o *operation) begin(ctx context.Context) (*granted, error) {
	a := &granted{memory: connectors.MemoryFrom(ctx), room: o.sizes.expected(o.Op)}
	return a, a.memory.Begin(ctx, weight*a.room)
}

// grow takes room for so many bytes of body in all.
func (a *granted) grow(ctx context.Context, room int64) error {
	if room <= a.room {
		return nil
	}
	err := a.memory.Grow(ctx, weight*(room-a.room))
	if err == nil {
		a.room = room
	}
	return err
}
