package server

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/pages"
	"github.com/crmstream/crmstream/server/scan"
)

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
		page, began, err := sh.page(ctx, key, at, inner)
		for errors.Is(err, connectors.ErrNoMemory) && !at.Early { // it was fetched for a reader who did not need it yet
			page, began, err = sh.page(ctx, key, at, inner)
		}
		if began.Before(sh.started) {
			page.ReadTime = began
		}
		return page, err
	}
}

func (sh *sharer) page(ctx context.Context, key pages.Key, at connectors.PageRequest, inner connectors.Fetch) (connectors.Page, time.Time, error) {
	return sh.cache.Fetch(ctx, key, sh.since, func(ctx context.Context) (connectors.Page, error) { return inner(ctx, at) })
}
