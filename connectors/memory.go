package connectors

import (
	"context"
	"errors"
)

// ErrNoMemory is the failure of a page that is asked for early, while the pages of all calls take the memory that they may.
var ErrNoMemory = errors.New("there is no memory for a page that nobody needs yet")

// Memory grants the memory that reading a page takes. It is of one page, whose answers are read one after the other.
type Memory interface {
	// Begin waits until an answer may be asked for that is expected to take so many bytes. Of the answers before it, no more
	// than the records are needed.
	Begin(ctx context.Context, bytes int64) error
	// Grow waits until the answer may take so many bytes more.
	Grow(ctx context.Context, bytes int64) error
}

type memoryKey struct{}

// WithMemory returns a context in which reading takes its memory from there.
func WithMemory(ctx context.Context, memory Memory) context.Context {
	return context.WithValue(ctx, memoryKey{}, memory)
}

// MemoryFrom returns the memory of the context, or one without a bound.
func MemoryFrom(ctx context.Context) Memory {
	if m, ok := ctx.Value(memoryKey{}).(Memory); ok {
		return m
	}
	return boundless{}
}

type boundless struct{}

func (boundless) Begin(context.Context, int64) error { return nil }
func (boundless) Grow(context.Context, int64) error  { return nil }
