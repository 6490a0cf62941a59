// Package flight lets calls that want the same value wait for one reading of it.
//
// # Decisions
//
// A reading belongs to the calls that wait for it: none of them can end it for the others, and it ends when the last one
// leaves. It has the deadline of the call that began it, since a budget refuses at once a call with a deadline that comes
// first. A waiter with more time begins again when the reading fails. The reading's requests count for the call that began it,
// and the other calls report the same waiting times as that call.
//
// No call gets the result of a reading that began before the time that the call accepts, even if the reading has not ended yet.
package flight

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Group has the readings under way, by key. The zero Group is ready; it is safe for concurrent use.
type Group[K comparable, V any] struct {
	mu      sync.Mutex
	flights map[K]*flight[V]
}

// flight is one reading.
type flight[V any] struct {
	began    time.Time
	deadline time.Time // of the call that began the reading, the zero time for none
	cancel   context.CancelFunc
	done     chan struct{}
	waiting  int // number of callers
	call     *connectors.Meter
	value    V
	err      error
}

// Do returns the value of kept, or the result of a reading that began at since or later. It calls kept first, and again before
// a reading begins, so that it does not miss a reading that has just ended; read itself stores its result.
func (g *Group[K, V]) Do(
	ctx context.Context, key K, since time.Time, kept func() (V, bool), read func(ctx context.Context, began time.Time) (V, error),
) (V, error) {
	for {
		value, hurried, err := g.try(ctx, key, since, kept, read)
		if err == nil || !hurried || ctx.Err() != nil {
			return value, err
		}
		// The reading may have failed since it had less time than this caller has.
	}
}

// try is Do once; hurried reports whether the reading had a deadline before this caller's.
func (g *Group[K, V]) try(
	ctx context.Context, key K, since time.Time, kept func() (V, bool), read func(context.Context, time.Time) (V, error),
) (_ V, hurried bool, _ error) {
	g.mu.Lock()
	if value, ok := kept(); ok {
		g.mu.Unlock()
		return value, false, nil
	}
	f := g.flights[key]
	if f == nil || f.began.Before(since) {
		f = g.start(ctx, key, read)
	} else {
		deadline, limited := ctx.Deadline()
		hurried = !f.deadline.IsZero() && (!limited || f.deadline.Before(deadline))
		connectors.MeterFrom(ctx).Follow(f.call)
		defer connectors.MeterFrom(ctx).Follow(nil)
	}
	f.waiting++
	g.mu.Unlock()
	defer g.leave(key, f)
	select {
	case <-f.done:
		return f.value, hurried, f.err
	case <-ctx.Done():
		var none V
		return none, false, context.Cause(ctx)
	}
}

// start begins a reading, and replaces one that is too old. The caller holds the lock.
func (g *Group[K, V]) start(ctx context.Context, key K, read func(context.Context, time.Time) (V, error)) *flight[V] {
	f := &flight[V]{began: time.Now(), done: make(chan struct{}), call: connectors.MeterFrom(ctx)}
	detached := context.WithoutCancel(ctx)
	if deadline, limited := ctx.Deadline(); limited {
		f.deadline = deadline
		detached, f.cancel = context.WithDeadline(detached, deadline)
	} else {
		detached, f.cancel = context.WithCancel(detached)
	}
	if g.flights == nil {
		g.flights = map[K]*flight[V]{}
	}
	g.flights[key] = f
	go func() {
		defer f.cancel()
		_ = deepen(f.began.Nanosecond())
		f.value, f.err = protect(detached, f.began, read)
		g.remove(key, f)
		close(f.done)
	}()
	return f
}

// protect calls read and converts a panic into an error, since a panic would end the process.
func protect[V any](ctx context.Context, began time.Time, read func(context.Context, time.Time) (V, error)) (value V, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic while reading: %v\n%s", p, debug.Stack())
		}
	}()
	return read(ctx, began)
}

// leave ends the wait of one caller; the last caller ends the reading.
func (g *Group[K, V]) leave(key K, f *flight[V]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.waiting--; f.waiting > 0 {
		return
	}
	if g.flights[key] == f {
		delete(g.flights, key) // otherwise a new caller would wait for a reading that is being cancelled
	}
	f.cancel()
}

func (g *Group[K, V]) remove(key K, f *flight[V]) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.flights[key] == f {
		delete(g.flights, key)
	}
}

// usualDepth is more than half of the stack that the reading of a page needs, so that a stack with room for it is large enough.
const usualDepth = 17 << 10

// deepen makes the goroutine's stack grow at once, while there is little on it. Otherwise it grows step by step in the midst of a reading,
// and all that is on it is copied and adjusted each time: a tenth of the CPU of a small page. The result only keeps the compiler from
// leaving the room out.
//
//go:noinline
func deepen(at int) byte {
	var room [usualDepth]byte
	room[uint(at)%usualDepth] = 1
	return room[uint(at+1)%usualDepth]
}
