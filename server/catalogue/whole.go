package catalogue

import (
	"context"
	"errors"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

var errEndless = errors.New("the pages of the list do not end")

// maxPages is after how many pages a list is taken for one that never ends.
const maxPages = 10_000

// Whole returns a Read of all pages that fetch fetches.
func Whole(fetch func(context.Context, connectors.PageRequest) (connectors.Page, error)) Read {
	return func(ctx context.Context) (*List, error) {
		list := &List{Read: time.Now().UTC()}
		told := map[connectors.Notice]bool{}
		var at connectors.PageRequest
		for range maxPages {
			page, err := fetch(ctx, at)
			if err != nil {
				return nil, err
			}
			for _, r := range page.Records {
				if n := len(list.Records); n == 0 || list.Records[n-1].Compare(r) < 0 {
					list.Records = append(list.Records, r) // pages may overlap
				}
			}
			for _, n := range page.Notices {
				if !told[n] {
					told[n] = true
					list.Notices = append(list.Notices, n)
				}
			}
			if page.Next == "" {
				return list, nil
			}
			if page.Next == at.Cursor {
				break
			}
			at.Cursor = page.Next
		}
		return nil, &connectors.Error{Kind: connectors.KindInconsistent, Err: errEndless}
	}
}
