package server

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
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
	// oldest is the oldest one that it took, in nanoseconds since 1970.
	oldest atomic.Int64
}

// share returns the sharer of a request, nil for lists that are kept, which need none.
func (s *Server) share(src *source, info connectors.List, req listRequest, binding scan.Binding) *sharer {
	if info.Kept {
		return nil
	}
	now := time.Now()
	sh := &sharer{cache: s.pages, list: listKey(src, req, binding), since: now.Add(-src.staleness), started: now}
	sh.oldest.Store(now.UnixNano())
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

// fetch wraps a connector's list method.
func (sh *sharer) fetch(inner fetch) fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		key := pages.Key{
			List: sh.list, Cursor: at.Cursor, Want: at.Want, Ahead: at.Ahead, Catalogue: at.Catalogue,
			Interactive: connectors.CallFrom(ctx).Interactive,
		}
		page, began, err := sh.cache.Fetch(ctx, key, sh.since, func(ctx context.Context) (connectors.Page, error) {
			return inner(ctx, at)
		})
		if err == nil {
			sh.read(began.UnixNano())
		}
		return page, err
	}
}

// read takes note of when a page was read. Several are fetched at a time.
func (sh *sharer) read(began int64) {
	for oldest := sh.oldest.Load(); began < oldest && !sh.oldest.CompareAndSwap(oldest, began); {
		oldest = sh.oldest.Load()
	}
}

// readTime returns when the oldest page was read, where that was before the call started.
func (sh *sharer) readTime() (time.Time, bool) {
	oldest := sh.oldest.Load()
	return time.Unix(0, oldest), oldest < sh.started.UnixNano()
}
