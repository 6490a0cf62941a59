package quota

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// How long the upstream's word closes a budget: what it says, at most maxClosed; when it says nothing, defaultClosed
// or the window if that is shorter.
const (
	defaultClosed = 15 * time.Minute
	maxClosed     = time.Hour
)

// Budget keeps the budget of one account or of several that share it. It is safe for concurrent use.
type Budget struct {
	config Config
	opened time.Time // the origin of the books' times; with its monotonic clock, which no one sets

	mu          sync.Mutex
	books       books
	ledger      *ledger // nil for a budget in memory only
	interactive []*waiter
	bulk        queue
	underway    int // requests that have not been released
	timer       *time.Timer
	shut        bool
}

var _ connectors.Pacer = (*Budget)(nil)

// New opens a budget. Its ledger is a file in dir, which is created if need be; without a dir the budget forgets
// everything with the process. The configuration must be valid.
func New(config Config, dir string) (*Budget, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	b := &Budget{
		config: config,
		opened: time.Now(),
		books:  books{window: config.Window, limit: config.Requests, bulkLimit: config.bulk()},
	}
	if dir == "" {
		return b, nil
	}
	l, slots, err := openLedger(dir, config, b.opened)
	if err != nil {
		return nil, fmt.Errorf("budget %q: %w", config.Name, err)
	}
	b.ledger = l
	for _, s := range slots {
		b.books.take(s)
	}
	return b, nil
}

// Close refuses all who wait and all who come later, and closes the ledger.
func (b *Budget) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return nil
	}
	b.shut = true
	if b.timer != nil {
		b.timer.Stop()
	}
	for _, w := range slices.Concat(b.interactive, b.bulk.order()) {
		b.answer(w, b.closedError())
	}
	b.interactive, b.bulk = nil, queue{}
	return b.ledger.close()
}

// Acquire implements connectors.Pacer. The slot counts for a whole window from the moment Acquire returns.
func (b *Budget) Acquire(ctx context.Context) (release func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	call := connectors.CallFrom(ctx)
	w := &waiter{call: call, bulk: !call.Interactive, ready: make(chan error, 1)}
	w.deadline, _ = ctx.Deadline()
	if err := b.enter(w); err != nil {
		return nil, err
	}
	select {
	case err = <-w.ready:
	case <-ctx.Done():
		if b.leave(w) {
			return nil, ctx.Err()
		}
		err = <-w.ready // it was answered in the meantime
	}
	if err != nil {
		return nil, err
	}
	return sync.OnceFunc(b.release), nil
}

// Limited implements connectors.Pacer: it gives no slot for that long.
func (b *Budget) Limited(retryAfter time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d := cmp.Or(max(retryAfter, 0), min(defaultClosed, b.config.Window))
	b.books.close(b.now() + min(d, maxClosed))
	b.settle()
}

// Snapshot is a budget as it stands.
type Snapshot struct {
	Name   string
	Limit  int
	Window time.Duration
	// Used is the number of requests in the window that ends now.
	Used int
	// Left is how many requests an interactive caller could make now.
	Left int
	// Free is when the next request is free for an interactive caller; the zero time when one is free now.
	Free time.Time
}

// Snapshot returns the budget as it stands.
func (b *Budget) Snapshot() Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	free := b.books.free(now, false, 0)
	used := len(b.books.slots)
	s := Snapshot{Name: b.config.Name, Limit: b.config.Requests, Window: b.config.Window, Used: used}
	if free > now {
		s.Free = time.Now().Add(free - now)
	} else {
		s.Left = b.config.Requests - used
	}
	return s
}

func (b *Budget) now() time.Duration { return time.Since(b.opened) }

// enter puts the waiter in line, where it may be answered at once.
func (b *Budget) enter(w *waiter) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shut {
		return b.closedError()
	}
	if w.bulk {
		b.bulk.add(w)
	} else {
		b.interactive = append(b.interactive, w)
	}
	b.settle()
	return nil
}

// leave takes the waiter out of the line and reports whether it was still there.
func (b *Budget) leave(w *waiter) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i := slices.Index(b.interactive, w); i >= 0 {
		b.interactive = slices.Delete(b.interactive, i, i+1)
	} else if !b.bulk.remove(w) {
		return false
	}
	w.call.Wait(time.Time{})
	b.settle()
	return true
}

// release ends a request.
func (b *Budget) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.underway--
	b.settle()
}

func (b *Budget) closedError() error {
	return b.error(connectors.KindUnavailable, 0, errors.New("is closed"))
}

func (b *Budget) error(kind connectors.Kind, retryAfter time.Duration, cause error) error {
	return &connectors.Error{Kind: kind, RetryAfter: retryAfter, Err: fmt.Errorf("budget %q: %w", b.config.Name, cause)}
}
