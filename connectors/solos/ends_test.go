package solos_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// TestAShortPageIsNotTheEnd reads lists of servers that send fewer rows than there are, page by page otherwise. Their newest
// row cannot be asked for, or is the oldest one, since they ignore the order.
func TestAShortPageIsNotTheEnd(t *testing.T) {
	const last = 60
	var all []string
	for id := 1; id <= last; id++ {
		all = append(all, fmt.Sprint(id))
	}
	for name, cut := range map[string]func(page, id int) bool{
		"caps that fall":      func(page, n int) bool { return page > 2 && n > 3 },
		"pages of any length": func(page, n int) bool { return n > 2+page*7%5 },
		"one row at a time":   func(_, n int) bool { return n > 1 },
	} {
		answers := func() func(offset, count int) string {
			page := 0
			return func(offset, count int) string {
				page++
				rows := ""
				for n := 1; n <= count && offset+n <= last && !cut(page, n); n++ {
					rows += fmt.Sprintf(`,{"id":%d}`, offset+n)
				}
				return "[" + (rows + " ")[min(1, len(rows)):] + "]"
			}
		}
		t.Run(name, func(t *testing.T) {
			ids, _, err := readWith(t.Context(), serve(t, answers()), &crmstreamv1.ListProjectsRequest{}, scan.Options{})
			require.NoError(t, err)
			require.Equal(t, all, ids)
			_, read := attachedTo(t, answers())
			ids, _, err = read()
			require.NoError(t, err)
			require.Equal(t, all, ids)
		})
	}
}
