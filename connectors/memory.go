package connectors

import (
	"context"
	"errors"
)

// ErrNoMemory is the failure of a page that is read early (PageRequest.Early), while the pages of all calls use all the memory
// allowed.
var ErrNoMemory = errors.New("there is no memory for a page that is not needed yet")

// Memory grants the memory for reading one page. The answers of the page are read one after the other.
type Memory interface {
	// Begin begins the next answer, which has no memory yet. Of the answers before it, only the records are still needed.
	Begin()
	// Grow waits until the answer may take so many bytes more.
	Grow(ctx context.Context, bytes int64) error
	// Drop gives up what the answer has taken: the answer failed, or is not asked for yet.
	Drop()
	// Holds reports whether answers of the page have memory.
	Holds() bool
}

type memoryKey struct{}

// WithMemory returns a context that carries the memory.
func WithMemory(ctx context.Context, memory Memory) context.Context {
	return context.WithValue(ctx, memoryKey{}, memory)
}

// MemoryFrom returns the memory of the context, or a memory without a bound.
func MemoryFrom(ctx context.Context) Memory {
	if m, ok := ctx.Value(memoryKey{}).(Memory); ok {
		return m
	}
	return boundless{}
}

type boundless struct{}

func (boundless) Begin()                            {}
func (boundless) Grow(context.Context, int64) error { return nil }
func (boundless) Drop()                             {}
func (boundless) Holds() bool                       { return false }
