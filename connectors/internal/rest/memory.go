package rest

import (
	"context"
	"sync"
	"time"
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

// minPatience and maxPatience bound how long an exchange with a slot of its budget waits for memory: the first time, and in the end, after
// twice as long each time. A request that is sent later after its slot was given than the grace of the budget (package quota) could
// reach the upstream in a fuller window. The grace is longer than maxPatience for windows of more than 20 seconds.
//
// slotPatience is how long an exchange with memory waits for a slot. It is longer than minPatience, since all exchanges that find no memory
// return their slots before, and shorter than maxPatience, so that an exchange gets the memory that others hold without a slot.
const minPatience, maxPatience, slotPatience = 10 * time.Millisecond, 2 * time.Second, time.Second

// ready gets a slot of the budget and the memory that the answer is expected to take. An exchange that waits for its budget, which may take
// an hour, holds no memory, since other sources need the memory. An exchange that waits for memory holds no slot, since a page that
// has memory may need the slot for its next answer. What does not come soon after the other is waited for alone. After an error of
// ready the exchange has neither.
func (x *exchange) ready(ctx context.Context) error {
	x.memory.Begin()
	for patience := minPatience; ; patience = min(2*patience, maxPatience) {
		if err := x.acquire(ctx); err != nil {
			return err
		}
		if soon(ctx, patience, x.expect) == nil {
			return nil
		}
		x.back()
		if err := x.expect(ctx); err != nil {
			return err
		}
		if soon(ctx, slotPatience, x.acquire) == nil {
			return nil
		}
		x.memory.Drop()
	}
}

// soon calls wait with a context that ends after that time. The context has no deadline of its own, since a budget refuses at once what
// it cannot serve before a deadline, and counts the refusal for the caller.
func soon(ctx context.Context, patience time.Duration, wait func(context.Context) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	defer time.AfterFunc(patience, end).Stop()
	return wait(ctx)
}

// expect takes the room that the next answer is expected to need, before the answer is asked for: an answer that waits for memory while
// it is read blocks a connection, which the upstream may close.
func (x *exchange) expect(ctx context.Context) error {
	x.room = x.sizes.expected(x.Op)
	return x.memory.Grow(ctx, weight*x.room)
}

// grow takes room until the body has room bytes.
func (x *exchange) grow(ctx context.Context, room int64) error {
	if room <= x.room {
		return nil
	}
	err := x.memory.Grow(ctx, weight*(room-x.room))
	if err == nil {
		x.room = room
	}
	return err
}
