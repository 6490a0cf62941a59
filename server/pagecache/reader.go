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

// Reader reads the pages of a list for one call. It shares the pages that other calls of the same list have fetched or are
// fetching.
type Reader struct {
	cache *Cache
	list  string
	// since is the earliest reading that the call accepts. started is when the call began.
	since, started time.Time
	// keep is how long a page is kept.
	keep time.Duration
}

// Reader returns the reader of a call that begins now. list is a ListKey. staleness is the largest age of a page that the call accepts,
// and keep how long a page is kept for other calls. A page from before written is too old as well: it lacks what was written then.
func (c *Cache) Reader(list string, staleness, keep time.Duration, written time.Time) *Reader {
	now := time.Now()
	since := now.Add(-staleness)
	if written.After(since) {
		since = written
	}
	return &Reader{cache: c, list: list, since: since, started: now, keep: keep}
}

// ListKey returns a key of everything in a request on which its pages depend, besides their place, size and catalogue. fields
// are the list and the fields of the request that may not change between the calls of a scan. raw states whether records have
// the upstream's JSON.
func ListKey(source, account string, fields map[string]string, raw bool) string {
	parts := []string{source, account}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if name != "limit" { // the limit changes only the size of pages
			parts = append(parts, name+"="+fields[name])
		}
	}
	if raw {
		parts = append(parts, "include_raw")
	}
	return strings.Join(parts, "\x00")
}

// Fetch returns a Fetch that shares the pages of inner, which was opened with the catalogue known.
func (r *Reader) Fetch(inner connectors.Fetch, known *connectors.Catalogue) connectors.Fetch {
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		key := Key{
			List: r.list, Cursor: at.Cursor, Want: at.Want, Ahead: at.Ahead, Catalogue: known,
			Interactive: connectors.MeterFrom(ctx).Interactive,
		}
		page, began, err := r.page(ctx, key, at, inner)
		for errors.Is(err, connectors.ErrNoMemory) && !at.Early { // another reader fetched the page early and did not need it yet
			page, began, err = r.page(ctx, key, at, inner)
		}
		if began.Before(r.started) {
			page.ReadTime = began
		}
		return page, err
	}
}

func (r *Reader) page(ctx context.Context, key Key, at connectors.PageRequest, inner connectors.Fetch) (connectors.Page, time.Time, error) {
	return r.cache.Fetch(ctx, key, r.since, r.keep, func(ctx context.Context) (connectors.Page, error) { return inner(ctx, at) })
}
