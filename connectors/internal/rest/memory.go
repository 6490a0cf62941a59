package rest

import (
	"context"
	"sync"

	"github.com/crmstream/crmstream/connectors"
)

// weight is how many bytes of memory are taken for each byte of a body: for the body itself, which moves to twice the room as
// it grows, for the places of its values, about one and a half times as much, and for the records made of them.
const weight = 4

// sizes keeps the size of the last body of each operation, as the estimate for the next one.
type sizes struct {
	mu   sync.Mutex
	last map[string]int64
}

// expected returns the room that the next body of an operation may need.
func (s *sizes) expected(op string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return max(s.last[op], firstBody)
}

// came keeps the size of a body.
func (s *sizes) came(op string, size int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]int64{}
	}
	s.last[op] = int64(size)
}

// granted is the room that one answer has so far.
type granted struct {
	memory connectors.Memory
	room   int64
}

// begin takes the room that the next answer is expected to need, before it is asked for. An answer that waits for memory while
// it is read would block a connection, which the upstream may close.
func (o *operation) begin(ctx context.Context) (*granted, error) {
	a := &granted{memory: connectors.MemoryFrom(ctx), room: o.sizes.expected(o.Op)}
	return a, a.memory.Begin(ctx, weight*a.room)
}

// grow takes room until the body has room bytes.
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
