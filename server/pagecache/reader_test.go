package pagecache

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
)

// TestWhoNeedsAPageReadsItHimself joins the fetch of a page that is given up for want of memory, since its reader did not need it
// yet.
func TestWhoNeedsAPageReadsItHimself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New(1<<20).Reader("l", 0, 0, time.Time{})
		fetch := r.Fetch(func(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
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
