package pages

import (
	"container/list"
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

// Key names a page: readers with equal keys can have the same one.
type Key struct {
	// List is the list with everything of its request that its pages depend on.
	List string
	// Cursor and Want are the page's place and size.
	Cursor connectors.Cursor
	Want   int
	// Catalogue is what the page's values are explained by.
	Catalogue *connectors.Catalogue
	// Interactive keeps the readers apart whose fetches fail when a budget is empty, from those that wait.
	Interactive bool
}

// Fetch fetches a page.
type Fetch func(context.Context) (connectors.Page, error)

// Cache keeps pages. It is safe for concurrent use.
type Cache struct {
	limit int

	mu      sync.Mutex
	size    int
	kept    map[Key]*list.Element // of *entry
	recent  list.List             // most recently used first
	flights map[Key]*flight
}

// entry is a kept page.
type entry struct {
	key   Key
	page  connectors.Page
	began time.Time
	size  int
}

// flight is a fetch under way.
type flight struct {
	began    time.Time
	deadline time.Time // of the call that began it, the zero time for none
	cancel   context.CancelFunc
	done     chan struct{}
	waiting  int // readers
	call     *connectors.Call
	page     connectors.Page
	err      error
}

// New returns a cache that keeps so many bytes of pages.
func New(limit int) *Cache {
	return &Cache{limit: limit, kept: map[Key]*list.Element{}, flights: map[Key]*flight{}}
}

// Fetch returns the page of a key that was fetched since a time, and when its fetch began. It fetches the page if none is
// kept and nobody is about to. The requests of a fetch count for the call that began it.
func (c *Cache) Fetch(ctx context.Context, key Key, since time.Time, fetch Fetch) (connectors.Page, time.Time, error) {
	for {
		page, began, shared, err := c.share(ctx, key, since, fetch)
		if err == nil || !shared || ctx.Err() != nil {
			return page, began, err
		}
		// It failed for a caller with less time than this one has, which may be why.
	}
}

// share is Fetch; shared tells that the fetch was that of a call whose deadline came before this one's.
func (c *Cache) share(ctx context.Context, key Key, since time.Time, fetch Fetch) (_ connectors.Page, _ time.Time, shared bool, _ error) {
	c.mu.Lock()
	if e := c.use(key, since); e != nil {
		c.mu.Unlock()
		return e.page, e.began, false, nil
	}
	f := c.flights[key]
	if f == nil || f.began.Before(since) {
		f = c.start(ctx, key, fetch)
	} else {
		deadline, limited := ctx.Deadline()
		shared = !f.deadline.IsZero() && (!limited || f.deadline.Before(deadline))
		connectors.CallFrom(ctx).Follow(f.call)
		defer connectors.CallFrom(ctx).Follow(nil)
	}
	f.waiting++
	c.mu.Unlock()
	select {
	case <-f.done:
		c.leave(key, f)
		return f.page, f.began, shared, f.err
	case <-ctx.Done():
		c.leave(key, f)
		return connectors.Page{}, time.Time{}, false, context.Cause(ctx)
	}
}

// use returns the kept page of a key, nil for none or one that is too old. The caller holds the lock.
func (c *Cache) use(key Key, since time.Time) *entry {
	at := c.kept[key]
	if at == nil {
		return nil
	}
	e, _ := at.Value.(*entry)
	if e.began.Before(since) {
		return nil
	}
	c.recent.MoveToFront(at)
	return e
}

// start begins a fetch, in the place of one that is too old. The caller holds the lock.
func (c *Cache) start(ctx context.Context, key Key, fetch Fetch) *flight {
	f := &flight{began: time.Now(), done: make(chan struct{}), call: connectors.CallFrom(ctx)}
	detached := context.WithoutCancel(ctx)
	if deadline, limited := ctx.Deadline(); limited {
		f.deadline = deadline
		detached, f.cancel = context.WithDeadline(detached, deadline)
	} else {
		detached, f.cancel = context.WithCancel(detached)
	}
	c.flights[key] = f
	go func() {
		defer f.cancel()
		f.page, f.err = protect(detached, fetch)
		c.land(key, f)
		close(f.done)
	}()
	return f
}

// protect fetches, and makes a panic an error, since nothing else would keep it from ending the process.
func protect(ctx context.Context, fetch Fetch) (page connectors.Page, err error) {
	defer func() {
		if p := recover(); p != nil {
			page, err = connectors.Page{}, fmt.Errorf("panic while fetching a page: %v\n%s", p, debug.Stack())
		}
	}()
	return fetch(ctx)
}

// land keeps what a fetch brought.
func (c *Cache) land(key Key, f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.flights[key] == f {
		delete(c.flights, key)
	}
	size := sizeOf(key, f.page)
	if f.err != nil || size > c.limit {
		return
	}
	if old := c.kept[key]; old != nil {
		if e, _ := old.Value.(*entry); e.began.After(f.began) {
			return
		}
		c.drop(old)
	}
	c.kept[key] = c.recent.PushFront(&entry{key: key, page: f.page, began: f.began, size: size})
	for c.size += size; c.size > c.limit; {
		c.drop(c.recent.Back())
	}
}

// drop forgets a kept page. The caller holds the lock.
func (c *Cache) drop(at *list.Element) {
	e, _ := c.recent.Remove(at).(*entry)
	delete(c.kept, e.key)
	c.size -= e.size
}

// leave ends the wait of one reader; the last one ends the fetch.
func (c *Cache) leave(key Key, f *flight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting > 0 {
		return
	}
	f.cancel()
	if c.flights[key] == f {
		delete(c.flights, key) // else a reader who comes now would wait for what is being given up
	}
}

// sizeOf returns about how much memory a page keeps.
func sizeOf(key Key, page connectors.Page) int {
	const perRecord, perPage = 160, 1024
	size := perPage + len(key.List) + len(key.Cursor) + perRecord*len(page.Records)
	for i := range page.Records {
		r := &page.Records[i]
		size += len(r.ID) + len(r.Key) + len(r.Wire)
		if r.Err != nil {
			size += len(r.Err.ID) + len(r.Err.Message) + len(r.Err.Raw)
		}
	}
	return size
}
