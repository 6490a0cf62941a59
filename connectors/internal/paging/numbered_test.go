package paging_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// TestNumberedPagesReachAcrossThePlace walks lists of any length with any page size: every page advances, and overlaps unless no
// page can.
func TestNumberedPagesReachAcrossThePlace(t *testing.T) {
	for _, size := range []int{1, 2, 3, 7, 20, 50, 1000} {
		for place := 0; place < 3000; {
			n := paging.NumberedAcross(place, 10, size, 0)
			end := n.Start() + n.Size
			require.LessOrEqual(t, n.Size, size)
			require.LessOrEqual(t, n.Start(), place)
			require.Greater(t, end, place)
			if size >= 50 && place > 0 {
				require.Less(t, n.Start(), place)
			}
			if size == 1000 && place > 0 {
				require.GreaterOrEqual(t, end-place, 950)
			}
			if n.Start() == place && place > 0 {
				require.Equal(t, paging.NumberedAt(place, size), n)
				for shorter := 1; shorter <= size; shorter++ {
					require.Zero(t, place%shorter, "else a page of %d rows spans the place", shorter)
				}
			}
			place = end
		}
	}
	require.Equal(t, paging.Numbered{Number: 0, Size: 10}, paging.NumberedAcross(0, 10, 1000, 10))
}

// TestNumberedNearStartsALittleEarlier takes a longer page over one that starts at the place.
func TestNumberedNearStartsALittleEarlier(t *testing.T) {
	require.Equal(t, paging.Numbered{Number: 2, Size: 30}, paging.NumberedAt(60, 50))
	require.Equal(t, paging.Numbered{Number: 61, Size: 1}, paging.NumberedAt(61, 50))
	require.Equal(t, paging.Numbered{Number: 2, Size: 30}, paging.NumberedNear(60, 50))
	require.Equal(t, paging.Numbered{Number: 2, Size: 30}, paging.NumberedNear(61, 50))
	require.Equal(t, paging.Numbered{Number: 2, Size: 31}, paging.NumberedNear(62, 50))
}
