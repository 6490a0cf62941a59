package server

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/pages"
)

// DefaultPageMemory is how many bytes pages may take unless the options say otherwise.
const DefaultPageMemory = 64 << 20

// weighed returns a Fetch whose pages take their memory from the server's budget: until they are released, or, of lists that are
// kept whole and so counted elsewhere, until they are read.
func (s *Server) weighed(fetch connectors.Fetch, whole bool) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		lease := s.memory.Lease(at.Early)
		held := false
		defer func() {
			if !held {
				lease.Release()
			}
		}()
		page, err := fetch(connectors.WithMemory(ctx, lease), at)
		if err == nil && !whole {
			held = true
			lease.Shrink(int64(pages.Size(page)))
			page.Release = lease.Release
		}
		return page, err
	}
}
