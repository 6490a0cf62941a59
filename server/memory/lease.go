package memory

import "context"

// kept is which part of what an answer takes while it is read is left of it as records: half the bytes that came, which while
// they are read take four times as much.
const kept = 8

// Lease is what one page takes. It is the connectors.Memory of the page's fetch.
type Lease struct {
	budget *Budget
	early  bool
	bytes  int64 // guarded by the budget's lock
}

// Begin begins an answer that is expected to take so many bytes. Of the answers before it, records are left.
func (l *Lease) Begin(ctx context.Context, bytes int64) error {
	l.budget.mu.Lock()
	left := l.bytes / kept
	l.budget.mu.Unlock()
	l.budget.shrink(l, left)
	return l.Grow(ctx, bytes)
}

// Grow waits until the page may take so many bytes more. It fails with the context's cause, and with connectors.ErrNoMemory
// for a page that nobody needs yet.
func (l *Lease) Grow(ctx context.Context, bytes int64) error { return l.budget.grow(ctx, l, bytes) }

// Shrink says how much the page takes, once it is read.
func (l *Lease) Shrink(bytes int64) { l.budget.shrink(l, bytes) }

// Release ends the lease. It may be called again.
func (l *Lease) Release() { l.budget.shrink(l, 0) }
