package scan

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/crmstream/crmstream/connectors"
)

// fetching is the fetch of one page, under way or done.
type fetching struct {
	cursor connectors.Cursor
	cancel context.CancelFunc
	done   chan struct{}
	page   connectors.Page
	err    error

	mu      sync.Mutex
	dropped bool
}

// drop marks the page as not needed, or not needed any more.
func (f *fetching) drop() {
	f.cancel()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dropped {
		return
	}
	f.dropped = true
	f.release()
}

// release releases the page, if it has come. The caller holds the lock.
func (f *fetching) release() {
	if f.page.Release != nil {
		f.page.Release()
	}
}

// take stores the result of the fetch, which is released at once if the page was dropped.
func (f *fetching) take(page connectors.Page, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.page, f.err = page, err
	if f.dropped {
		f.release()
	}
}

// start fetches the page at a cursor in the background. want is the number of records that the call may still need from it, 0
// or less for any number. early reports whether the call does not need the page yet. A panic becomes an error, since a panic
// would end the process.
func (s *Scan) start(ctx context.Context, cursor connectors.Cursor, want int, early bool) *fetching {
	ctx, cancel := context.WithCancel(ctx)
	f := &fetching{cursor: cursor, cancel: cancel, done: make(chan struct{})}
	at := connectors.PageRequest{Cursor: cursor, Want: max(want, 0), Ahead: s.opts.Prefetch > 1, Early: early}
	s.outstanding = append(s.outstanding, f)
	s.fetches.Go(func() {
		defer close(f.done)
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				f.err = fmt.Errorf("panic while fetching a page: %v\n%s", p, debug.Stack())
			}
		}()
		f.take(s.fetch(ctx, at))
	})
	return f
}

// await returns the page when it has come. Meanwhile it sends an empty message whenever no message was sent for a while.
func (s *Scan) await(ctx context.Context, f *fetching) (connectors.Page, error) {
	for {
		select {
		case <-f.done:
			if f.err != nil && ctx.Err() != nil {
				return connectors.Page{}, context.Cause(ctx)
			}
			return f.page, f.err
		case <-ctx.Done():
			return connectors.Page{}, context.Cause(ctx)
		case <-s.heartbeat.C:
			if err := s.emit(); err != nil {
				return connectors.Page{}, err
			}
			s.heartbeat.Reset(nextHeartbeat)
		}
	}
}

// forget drops a page that was read, or that is not needed.
func (s *Scan) forget(f *fetching) {
	f.drop()
	s.outstanding = slices.DeleteFunc(s.outstanding, func(other *fetching) bool { return other == f })
}
