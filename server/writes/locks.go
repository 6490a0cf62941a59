package writes

import (
	"context"
	"slices"
	"sync"
)

// record is what a lock is for.
type record struct{ source, resource, id string }

// locks let the writes to one record go one after the other, in the order in which they came. The zero locks are ready.
type locks struct {
	mu    sync.Mutex
	turns map[record]*turn
}

// turn is the lock of a record, and how many calls have or want it.
type turn struct {
	taken chan struct{} // has an element while the lock is taken; calls that wait are served first come, first served
	calls int
}

// take takes the locks of the records of a row, and returns what gives them back.
func (l *locks) take(ctx context.Context, source, resource string, ids []string) (give func(), err error) {
	var taken []record
	give = func() {
		for _, r := range taken {
			l.leave(r, true)
		}
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids))) // one order for all, or two calls could wait for each other
	for _, id := range ids {
		r := record{source, resource, id}
		select {
		case l.enter(r).taken <- struct{}{}:
			taken = append(taken, r)
		case <-ctx.Done():
			l.leave(r, false)
			give()
			return nil, context.Cause(ctx)
		}
	}
	return give, nil
}

func (l *locks) enter(r record) *turn {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.turns[r]
	if t == nil {
		if l.turns == nil {
			l.turns = map[record]*turn{}
		}
		t = &turn{taken: make(chan struct{}, 1)}
		l.turns[r] = t
	}
	t.calls++
	return t
}

func (l *locks) leave(r record, took bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.turns[r]
	if took {
		<-t.taken
	}
	if t.calls--; t.calls == 0 {
		delete(l.turns, r)
	}
}
