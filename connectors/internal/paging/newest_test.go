package paging_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/paging"
)

// TestReadNewest reads on below pages that have fewer records than are wanted, as long as the list goes on.
func TestReadNewest(t *testing.T) {
	for name, test := range map[string]struct {
		pages []int // how many records each page has
		want  int
		asks  []int // how many records are wanted of each page
		came  int
	}{
		"one page":                 {pages: []int{5, 5}, want: 5, asks: []int{5}, came: 5},
		"more than are wanted":     {pages: []int{5, 5}, want: 3, asks: []int{3}, came: 5},
		"a short page":             {pages: []int{2, 5}, want: 5, asks: []int{5, 3}, came: 7},
		"a page without records":   {pages: []int{2, 0, 3}, want: 5, asks: []int{5, 3, 3}, came: 5},
		"fewer than are wanted":    {pages: []int{2, 1}, want: 5, asks: []int{5, 3}, came: 3},
		"none at all":              {pages: []int{0}, want: 5, asks: []int{5}},
		"the end on the last page": {pages: []int{5}, want: 5, asks: []int{5}, came: 5},
	} {
		t.Run(name, func(t *testing.T) {
			var asks []int
			page, err := paging.ReadNewest(test.want, func(from, want int) (page connectors.Page, next int, ended bool, err error) {
				asks = append(asks, want)
				page = connectors.Page{Records: make([]connectors.Record, test.pages[from]), Repeats: 1, Outside: 2, Notices: []connectors.Notice{{}}}
				return page, from + 1, from+1 == len(test.pages), nil
			})
			require.NoError(t, err)
			require.Equal(t, test.asks, asks)
			require.Len(t, page.Records, test.came)
			require.Equal(t, len(asks), page.Repeats)
			require.Equal(t, 2*len(asks), page.Outside)
			require.Len(t, page.Notices, len(asks))
		})
	}
	_, err := paging.ReadNewest(1, func(int, int) (connectors.Page, int, bool, error) { return connectors.Page{}, 0, false, errScript })
	require.ErrorIs(t, err, errScript)
}
