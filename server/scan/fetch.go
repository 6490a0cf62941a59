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
	cancel context.CancelFunc
	done   chan struct{}
	page   connectors.Page
	err    error
}

// start fetches the page at a cursor in the background; want is how many records the call may still need from it, 0 or
// less for any number. A panic becomes an error, since nothing else would keep it from ending the process.
func (s *Scan) start(ctx context.Context, cursor connectors.Cursor, want int) *fetching {
	ctx, cancel := context.WithCancel(ctx)
	f := &fetching{cursor: cursor, cancel: cancel, done: make(chan struct{})}
	at := connectors.PageRequest{Cursor: cursor, Want: max(want, 0), Ahead: s.opts.Prefetch > 1}
	s.fetches.Go(func() {
		defer close(f.done)
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				f.err = fmt.Errorf("panic while fetching a page: %v\n%s", p, debug.Stack())
			}
		}()
		f.page, f.err = s.fetch(ctx, at)
	})
	return f
}

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
