package pagecache

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Reader reads the pages of a list for one call, with those that other calls of the same list have fetched or are fetching.
type Reader struct {
	cache *Cache
	list  string
	// since is the oldest reading that the call takes, started when the call began.
	since, started time.Time
}

// Reader returns the reader of a call that begins now. list is a ListKey, and pages may be as old as staleness.
func (c *Cache) Reader(list string, staleness time.Duration) *Reader {
	now := time.Now()
	return &Reader{cache: c, list: list, since: now.Add(-staleness), started: now}
}

// ListKey names everything of a request that its pages depend on, besides their place, size and catalogue. fields are the list and
// the fields of the request that may not change between the calls of a scan, raw is whether records have the upstream's JSON.
func ListKey(source, account string, fields map[string]string, raw bool) string {
	parts := []string{source, account}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if name != "limit" { // which pages show in their size only
			parts = append(parts, name+"="+fields[name])
		}
	}
	if raw {
		parts = append(parts, "include_raw")
	}
	return strings.Join(parts, "\x00")
}

// Fetch returns a Fetch that shares the pages of another one, which was opened with a catalogue.
func (r *Reader) Fetch(inner connectors.Fetch, known *connectors.Catalogue) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		key := Key{
			List: r.list, Cursor: at.Cursor, Want: at.Want, Ahead: at.Ahead, Catalogue: known,
			Interactive: connectors.MeterFrom(ctx).Interactive,
		}
		page, began, err := r.page(ctx, key, at, inner)
		for errors.Is(err, connectors.ErrNoMemory) && !at.Early { // it was fetched for a reader who did not need it yet
			page, began, err = r.page(ctx, key, at, inner)
		}
		if began.Before(r.started) {
			page.ReadTime = began
		}
		return page, err
	}
}

func (r *Reader) page(ctx context.Context, key Key, at connectors.PageRequest, inner connectors.Fetch) (connectors.Page, time.Time, error) {
	return r.cache.Fetch(ctx, key, r.since, func(ctx context.Context) (connectors.Page, error) { return inner(ctx, at) })
}
