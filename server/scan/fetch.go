package scan

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/crmstream/crmstream/connectors"
)

// fetching is the fetch of one page, under way or done.
type fetching struct {
	cursor connectors.Cursor
	done   chan struct{}
	page   connectors.Page
	err    error
}

// start fetches the page at a cursor in the background; want is how many records the call may still need from it, 0 or
// less for any number. A panic becomes an error, since nothing else would keep it from ending the process. The context
// must be cancelled before wait can be relied on.
func (s *Scan) start(ctx context.Context, cursor connectors.Cursor, want int) *fetching {
	f := &fetching{cursor: cursor, done: make(chan struct{})}
	at := connectors.PageRequest{Cursor: cursor, Want: max(want, 0)}
	go func() {
		defer close(f.done)
		defer func() {
			if p := recover(); p != nil {
				f.err = fmt.Errorf("panic while fetching a page: %v\n%s", p, debug.Stack())
			}
		}()
		f.page, f.err = s.fetch(ctx, at)
	}()
	return f
}

// wait returns when the fetch has ended, so that no call leaves a goroutine behind.
func (f *fetching) wait() { <-f.done }

// await returns the page once it is there. Meanwhile it sends an empty message whenever nothing was sent for a while.
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
		case <-s.beat.C:
			if err := s.emit(); err != nil {
				return connectors.Page{}, err
			}
			s.beat.Reset(nextBeat)
		}
	}
}
