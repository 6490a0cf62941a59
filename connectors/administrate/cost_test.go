package administrate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// TestWhatListsCost counts the requests of lists that are read page by page, twice by each client: no list is cheaper for what
// its client has learned.
func TestWhatListsCost(t *testing.T) {
	for name, test := range map[string]struct {
		rows, cap, limit int
		order            string
		want             int
	}{
		"no task":                           {want: 1},
		"one task, which shows no order":    {rows: 1, want: 3},
		"a page that is not full":           {rows: 40, want: 2},
		"a full page":                       {rows: 100, want: 2},
		"250 tasks":                         {rows: 250, want: 4},
		"250 tasks, cut to 60 at a time":    {rows: 250, cap: 60, want: 6},
		"the first 100 of 250":              {rows: 250, limit: 100, want: 1},
		"the newest 20":                     {rows: 250, limit: 20, order: "-id", want: 1},
		"the newest 20 of 20":               {rows: 20, limit: 20, order: "-id", want: 1},
		"the newest 20 of 12":               {rows: 12, limit: 20, order: "-id", want: 2},
		"the newest 20, cut to 7 at a time": {rows: 250, cap: 7, limit: 20, order: "-id", want: 3},
	} {
		t.Run(name, func(t *testing.T) {
			x := tenant{rows: max(test.rows, 1), cap: test.cap}
			if test.rows == 0 {
				x.deleted = func(int) bool { return true }
			}
			a := x.open(t, x.start(t))
			req := &crmstreamv1.ListTasksRequest{Order: test.order}
			for range 2 {
				ids, requests := a.scanned(t, req, scan.Options{Limit: test.limit, Descending: test.order != ""})
				require.Equal(t, test.want, requests)
				want := test.rows
				if test.limit > 0 {
					want = min(want, test.limit)
				}
				require.Len(t, ids, want)
			}
		})
	}
}
