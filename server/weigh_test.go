package server

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/memory"
	"github.com/crmstream/crmstream/server/pages"
)

func TestPagesHoldMemoryUntilTheyAreReleased(t *testing.T) {
	s := &Server{memory: memory.New(1 << 20)}
	var fails error
	read := func(ctx context.Context, _ connectors.PageRequest) (connectors.Page, error) {
		require.NoError(t, connectors.MemoryFrom(ctx).Begin(ctx, 1<<19))
		require.EqualValues(t, 1<<19, s.memory.Used())
		return connectors.Page{Records: []connectors.Record{{Wire: make([]byte, 1000)}}}, fails
	}
	page, err := s.weighed(read, false)(t.Context(), connectors.PageRequest{})
	require.NoError(t, err)
	require.EqualValues(t, pages.Size(page), s.memory.Used(), "the answer has become records")
	page.Release()
	require.Zero(t, s.memory.Used())

	_, err = s.weighed(read, true)(t.Context(), connectors.PageRequest{})
	require.NoError(t, err)
	require.Zero(t, s.memory.Used(), "a list that is kept whole is counted elsewhere")
	fails = errors.New("away")
	_, err = s.weighed(read, false)(t.Context(), connectors.PageRequest{})
	require.ErrorIs(t, err, fails)
	require.Zero(t, s.memory.Used())
	require.Panics(t, func() {
		_, _ = s.weighed(func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
			_, _ = read(ctx, at)
			panic("oh")
		}, false)(t.Context(), connectors.PageRequest{})
	})
	require.Zero(t, s.memory.Used())
}

// TestWhoNeedsAPageReadsItHimself joins the fetch of a page that is given up for want of memory, since its reader did not need it
// yet.
func TestWhoNeedsAPageReadsItHimself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sh := &sharer{cache: pages.New(1 << 20)}
		fetch := sh.fetch(func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
			time.Sleep(time.Second)
			if at.Early {
				return connectors.Page{}, connectors.ErrNoMemory
			}
			return connectors.Page{Next: "next"}, nil
		}, nil)
		early := make(chan error)
		go func() {
			_, err := fetch(t.Context(), connectors.PageRequest{Early: true})
			early <- err
		}()
		synctest.Wait()
		page, err := fetch(t.Context(), connectors.PageRequest{})
		require.NoError(t, err)
		require.EqualValues(t, "next", page.Next)
		require.ErrorIs(t, <-early, connectors.ErrNoMemory)
	})
}
