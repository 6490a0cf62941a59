package pagecache

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/check"
)

// TestAPageIsKeptForItsTime keeps a page for a minute, which its use does not make longer. It once stayed until others needed its place.
func TestAPageIsKeptForItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s, released := New(1<<20), &source{}, 0
		fetch := func(ctx context.Context) (connectors.Page, error) {
			page, err := s.fetch(ctx)
			page.Release = func() { released++ }
			return page, err
		}
		read := func(keep time.Duration) connectors.Page {
			page, _, err := c.Fetch(t.Context(), Key{List: "l"}, time.Time{}, keep, fetch)
			require.NoError(t, err)
			return page
		}
		read(time.Minute).Release()
		time.Sleep(time.Minute - time.Second)
		require.EqualValues(t, "1", read(time.Minute).Next)
		require.Zero(t, released)
		time.Sleep(2 * time.Second)
		require.Len(t, c.kept, 1, "it is being read")
		require.EqualValues(t, "1", read(time.Minute).Next, "another reader may have it, too")

		c, s = New(1<<20), &source{}
		for range 3 {
			read(time.Minute).Release()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		check.AtMost(t, "pages_after_max_staleness", float64(len(c.kept)+c.recent.Len()+c.size), 0)
		require.Equal(t, 1, released)
		require.EqualValues(t, "2", read(time.Minute).Next)

		c, s, released = New(1<<20), &source{}, 0
		late := read(0)
		time.Sleep(time.Hour)
		require.Zero(t, released)
		late.Release()
		require.Equal(t, 1, released, "its last reader ends it")
		require.Empty(t, c.kept)
	})
}
