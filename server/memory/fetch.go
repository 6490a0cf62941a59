package memory

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
)

// Bounded returns a Fetch with pages that take their memory from the budget until they are released. Pages of lists that are
// kept whole, which are counted elsewhere, take it only until they are read.
func (b *Budget) Bounded(fetch connectors.Fetch, whole bool) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		lease := b.Lease(at.Early)
		held := false
		defer func() {
			if !held {
				lease.Release()
			}
		}()
		page, err := fetch(connectors.WithMemory(ctx, lease), at)
		if err == nil && !whole {
			held = true
			lease.Shrink(int64(Size(page)))
			page.Release = lease.Release
		}
		return page, err
	}
}

// Size returns about how much memory the records of a page take.
func Size(page connectors.Page) int {
	const perRecord, perPage = 160, 1024
	size := perPage + perRecord*len(page.Records)
	for i := range page.Records {
		r := &page.Records[i]
		size += len(r.ID) + len(r.Key) + len(r.Wire)
		if r.Err != nil {
			size += len(r.Err.ID) + len(r.Err.Message) + len(r.Err.Raw)
		}
	}
	return size
}
