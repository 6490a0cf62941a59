package changelog

import (
	"context"
	"sync"
)

// tail is the end of a log, at which readers wait.
type tail struct {
	mu     sync.Mutex
	last   uint64        // the highest sequence that is known
	grown  chan struct{} // is closed when last grows, or with the log
	closed bool
}

func newTail(last uint64) *tail { return &tail{last: last, grown: make(chan struct{})} }

// advance says that the log has an entry of this sequence.
func (t *tail) advance(seq uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if seq <= t.last || t.closed {
		return
	}
	t.last = seq
	close(t.grown)
	t.grown = make(chan struct{})
}

// restart replaces the last sequence, also by a lower one. All who wait look again.
func (t *tail) restart(last uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return
	}
	t.last = last
	close(t.grown)
	t.grown = make(chan struct{})
}

// close ends all waiting.
func (t *tail) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.closed = true
		close(t.grown)
	}
}

// ended reports whether the tail is closed.
func (t *tail) ended() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.closed
}

// wait waits until the last sequence is not the one before next.
func (t *tail) wait(ctx context.Context, next uint64) error {
	for {
		t.mu.Lock()
		last, grown, closed := t.last, t.grown, t.closed
		t.mu.Unlock()
		switch {
		case closed:
			return ErrClosed
		case last+1 != next:
			return nil
		}
		select {
		case <-grown:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
