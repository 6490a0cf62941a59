package pagecache

import (
	"container/list"
	"context"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/flight"
	"github.com/crmstream/crmstream/server/memory"
)

// Key is the key of a page: readers with equal keys can have the same page.
type Key struct {
	// List is the list, and every field of its request on which its pages depend.
	List string
	// Cursor and Want are the page's place and size.
	Cursor connectors.Cursor
	Want   int
	// Ahead reports whether the page was requested in a way that permits reading ahead.
	Ahead bool
	// Catalogue has the definitions of the page's values.
	Catalogue *connectors.Catalogue
	// Interactive separates the readers with fetches that fail when a budget is empty from those that wait.
	Interactive bool
}

// Fetch fetches a page.
type Fetch func(context.Context) (connectors.Page, error)

// Cache keeps pages. It is safe for concurrent use.
type Cache struct {
	limit   int
	flights flight.Group[Key, *entry]

	mu     sync.Mutex
	size   int
	kept   map[Key]*list.Element // of *entry
	recent list.List             // most recently used first
}

// leastKept is how long a page is kept at least, so that those who wait for it can take it.
const leastKept = time.Second

// entry is a page, and when its fetch began.
type entry struct {
	key   Key
	page  connectors.Page
	began time.Time
	size  int

	// The cache's lock guards the following fields. The page is released when no reader has it and it is not kept. at is its place
	// while it is kept, nil else. Then over sets late: the page is dropped as soon as no reader has it.
	readers int
	at      *list.Element
	over    *time.Timer
	late    bool
}

// New returns a cache that keeps pages of up to limit bytes.
func New(limit int) *Cache { return &Cache{limit: limit, kept: map[Key]*list.Element{}} }

// Fetch returns the page of a key, if its fetch began at since or later, and when its fetch began. It fetches the page if none
// is kept and no other call fetches it, and keeps it for that long. The requests of a fetch count for the call that began it, and
// the page counts as shared for the other calls. The caller must release the page.
func (c *Cache) Fetch(ctx context.Context, key Key, since time.Time, keep time.Duration, fetch Fetch) (connectors.Page, time.Time, error) {
	fetched := false
	e, err := c.flights.Do(ctx, key, since,
		func() (*entry, bool) { return c.use(key, since) },
		func(ctx context.Context, began time.Time) (*entry, error) {
			fetched = true
			page, err := fetch(ctx)
			if err != nil {
				return nil, err
			}
			e := &entry{key: key, page: page, began: began, size: len(key.List) + len(key.Cursor) + memory.Size(page)}
			c.keep(e, max(keep, leastKept))
			return e, nil
		})
	if err != nil {
		return connectors.Page{}, time.Time{}, err
	}
	if !fetched {
		connectors.MeterFrom(ctx).Took()
	}
	page := e.page
	page.Release = c.lend(e)
	return page, e.began, nil
}

// lend counts a reader of a page, and returns the function that ends its reading, which has an effect once.
func (c *Cache) lend(e *entry) func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	e.readers++
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		e.readers--
		if e.at == nil {
			c.release(e)
		}
		c.expire(e)
		c.trim(c.limit)
	})
}

// release releases a page that no reader has and that is not kept. The caller holds the lock.
func (c *Cache) release(e *entry) {
	if e.readers == 0 && e.at == nil && e.page.Release != nil {
		e.page.Release()
	}
}

// Yield drops kept pages without readers, the least recently used first, until they had that many bytes or no such page is
// left.
func (c *Cache) Yield(bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for at := c.recent.Back(); at != nil && bytes > 0; {
		e, _ := at.Value.(*entry)
		before := at.Prev()
		if e.readers == 0 {
			bytes -= int64(e.size)
			c.drop(at)
		}
		at = before
	}
}

// use returns the kept page of a key, unless it is too old.
func (c *Cache) use(key Key, since time.Time) (*entry, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.kept[key]
	if at == nil {
		return nil, false
	}
	e, _ := at.Value.(*entry)
	if e.began.Before(since) {
		return nil, false
	}
	c.recent.MoveToFront(at)
	return e, true
}

// keep keeps a page for that long, unless a later one is kept. A page that is larger than the cache is kept as long as it is read.
func (c *Cache) keep(e *entry, long time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at := c.kept[e.key]; at != nil {
		if old, _ := at.Value.(*entry); old.began.After(e.began) {
			c.release(e)
			return
		}
		c.drop(at)
	}
	e.at = c.recent.PushFront(e)
	c.kept[e.key] = e.at
	c.size += e.size
	e.over = time.AfterFunc(long, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		e.late = true
		c.expire(e)
	})
	c.trim(max(c.limit, e.size))
}

// expire drops a kept page after its time, unless readers have it: they need its memory in any case. The caller holds the lock.
func (c *Cache) expire(e *entry) {
	if e.late && e.readers == 0 && e.at != nil {
		c.drop(e.at)
	}
}

// trim drops pages until at most limit bytes are kept. The caller holds the lock.
func (c *Cache) trim(limit int) {
	for c.size > limit {
		c.drop(c.recent.Back())
	}
}

// drop removes a kept page. The caller holds the lock.
func (c *Cache) drop(at *list.Element) {
	e, _ := c.recent.Remove(at).(*entry)
	delete(c.kept, e.key)
	c.size -= e.size
	e.at = nil
	e.over.Stop()
	c.release(e)
}
