package memory

import (
	"context"
	"time"
)

// kept is the ratio between the memory that an answer takes while it is read and the memory of its records: an answer of n
// bytes takes 4n while it is read, and n/2 as records.
const kept = 8

// Lease is the memory of one page. It is the connectors.Memory of the page's fetch.
type Lease struct {
	budget *Budget
	early  bool

	// The budget's lock guards the following fields.

	bytes   int64
	records int64     // what remains of these bytes when the answer under way is dropped
	idle    time.Time // when nothing more remained
	turn    int       // the place in the line, from the first wait for an answer on; 0 before
}

// Begin begins an answer. Of earlier answers only the records remain.
func (l *Lease) Begin() {
	l.budget.mu.Lock()
	if l.bytes > l.records {
		l.records, l.turn = l.bytes/kept, 0
	}
	l.budget.mu.Unlock()
	l.Drop()
}

// Drop gives up what the page has taken since Begin. The answer keeps its place in the line.
func (l *Lease) Drop() {
	l.budget.mu.Lock()
	records := l.records
	l.idle = time.Now()
	l.budget.mu.Unlock()
	l.budget.shrink(l, records)
}

// Holds reports whether the page has memory.
func (l *Lease) Holds() bool {
	l.budget.mu.Lock()
	defer l.budget.mu.Unlock()
	return l.bytes > 0
}

// Grow waits until the page may take that many more bytes. It fails with the context's cause, and with connectors.ErrNoMemory
// for a page that no call needs yet.
func (l *Lease) Grow(ctx context.Context, bytes int64) error { return l.budget.grow(ctx, l, bytes) }

// Shrink sets the memory that the page takes once it is read.
func (l *Lease) Shrink(bytes int64) { l.budget.shrink(l, bytes) }

// Release ends the lease. It may be called again.
func (l *Lease) Release() { l.budget.shrink(l, 0) }
