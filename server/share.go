package server

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/pages"
	"github.com/crmstream/crmstream/server/scan"
)

// DefaultPageCache is how many bytes of shared pages are kept unless the options say otherwise.
const DefaultPageCache = 32 << 20

// sharer lets a call take pages that other readers of the same list have fetched, or are about to.
type sharer struct {
	cache *pages.Cache
	list  string
	// since is the oldest reading that the call takes.
	since, started time.Time
}

// share returns the sharer of a request, nil for lists that are kept, which need none.
func (s *Server) share(src *source, list connectors.List, req listRequest, binding scan.Binding) *sharer {
	if list.Kept {
		return nil
	}
	now := time.Now()
	sh := &sharer{cache: s.pages, list: listKey(src, req, binding), since: now.Add(-src.staleness), started: now}
	if r, ok := req.(interface{ GetMaxStaleness() *durationpb.Duration }); ok && r.GetMaxStaleness() != nil {
		sh.since = now.Add(-r.GetMaxStaleness().AsDuration())
	}
	return sh
}

// listKey names everything of a request that its pages depend on, besides their place, size and catalogue.
func listKey(src *source, req listRequest, binding scan.Binding) string {
	parts := []string{src.name, src.account}
	for _, name := range slices.Sorted(maps.Keys(binding)) {
		if name != "limit" { // which pages show in their size only
			parts = append(parts, name+"="+binding[name])
		}
	}
	if req.GetIncludeRaw() {
		parts = append(parts, "include_raw")
	}
	return strings.Join(parts, "\x00")
}

// fetch returns a Fetch that shares the pages of another one, which was opened with a catalogue.
func (sh *sharer) fetch(inner connectors.Fetch, known *connectors.Catalogue) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		key := pages.Key{
			List: sh.list, Cursor: at.Cursor, Want: at.Want, Ahead: at.Ahead, Catalogue: known,
			Interactive: connectors.MeterFrom(ctx).Interactive,
		}
		page, began, err := sh.cache.Fetch(ctx, key, sh.since, func(ctx context.Context) (connectors.Page, error) {
			return inner(ctx, at)
		})
		if began.Before(sh.started) {
			page.ReadTime = began
		}
		return page, err
	}
}
