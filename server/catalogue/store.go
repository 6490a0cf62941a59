package catalogue

import (
	"container/list"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/flight"
)

const (
	// maxRecords is how long a list may be to be kept, and maxLists how many there may be: requests name some of them.
	maxRecords = 200_000
	maxLists   = 5000
	// How long Need remembers that a list cannot be read: a refusal, and anything that may pass.
	refusedFor, failedFor = 15 * time.Minute, time.Minute
)

// Key names a kept list.
type Key struct {
	// Source is the name of the account, and Account a digest of its configuration.
	Source, Account string
	// Resource is the list, and Variant what its request asks for: "" or, say, "resource=deals".
	Resource, Variant string
}

// List is a list as it was read. It must not be changed.
type List struct {
	// Read is when its reading began.
	Read time.Time
	// Records are in (Key, ID) order.
	Records []connectors.Record
	// Notices are what was to be said of them.
	Notices []connectors.Notice
}

// Read reads a whole list from its upstream.
type Read func(context.Context) (*List, error)

// Store keeps lists. It is safe for concurrent use.
type Store struct {
	dir     string
	log     *slog.Logger
	flights flight.Group[flightKey, *List]

	closing context.Context
	close   context.CancelFunc
	reads   sync.WaitGroup // in the background
	saving  sync.Mutex

	mu     sync.Mutex
	kept   map[Key]*list.Element // of *kept
	recent list.List             // most recently used first
}

// flightKey keeps calls apart that are refused when a budget is empty from those that wait for it.
type flightKey struct {
	Key
	interactive bool
}

// kept is what is known of one list.
type kept struct {
	key  Key
	load sync.Once // of the file

	// The rest is guarded by the store's lock.
	list       *List
	refreshing bool
	// failure is why the last read failed, and until when Need believes it.
	failure error
	until   time.Time
}

// Open returns a store over a folder, which it creates when it first writes; "" keeps lists in memory only.
func Open(dir string, log *slog.Logger) *Store {
	s := &Store{dir: dir, log: log, kept: map[Key]*list.Element{}}
	s.closing, s.close = context.WithCancel(context.Background())
	return s
}

// Close ends reads in the background and waits for them.
func (s *Store) Close() {
	s.mu.Lock() // so that no read begins behind the wait
	s.close()
	s.mu.Unlock()
	s.reads.Wait()
}

// Kept returns a list as it is kept, nil for one that is not. It is read anew in the background when it is older than age,
// for which the caller neither waits nor pays.
func (s *Store) Kept(key Key, age time.Duration, read Read) *List {
	e := s.entry(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.list != nil && time.Since(e.list.Read) > age {
		s.refresh(e, read)
	}
	return e.list
}

// Get returns a list. Without most, what is kept does, whatever its age; it is read anew in the background when it is older
// than age. With most, it is read when it is older than that.
func (s *Store) Get(ctx context.Context, key Key, age time.Duration, most *time.Duration, read Read) (*List, error) {
	if most == nil {
		if list := s.Kept(key, age, read); list != nil {
			return list, nil
		}
	}
	e := s.entry(key)
	since := time.Time{}
	if most != nil {
		since = time.Now().Add(-*most)
	}
	known := func() (*List, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return e.list, e.list != nil && !e.list.Read.Before(since)
	}
	same := flightKey{key, connectors.MeterFrom(ctx).Interactive}
	return s.flights.Do(ctx, same, since, known, func(ctx context.Context, _ time.Time) (*List, error) { return s.read(ctx, e, read) })
}

// Need is Get for lists that a caller can do without: a read that failed is not tried again for a while.
func (s *Store) Need(ctx context.Context, key Key, age time.Duration, read Read) (*List, error) {
	if err := s.failed(key); err != nil {
		return nil, err
	}
	return s.Get(ctx, key, age, nil, read)
}

// Known reports whether Need would answer at once: it has the list, or knows that it cannot be read.
func (s *Store) Known(key Key) bool {
	e := s.entry(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	return e.list != nil || time.Now().Before(e.until)
}

// failed returns why a list that is not kept could not be read a while ago, or nil.
func (s *Store) failed(key Key) error {
	e := s.entry(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.list == nil && time.Now().Before(e.until) {
		return e.failure
	}
	return nil
}

// entry returns what is known of a list, reading its file the first time, without holding up callers of other lists.
func (s *Store) entry(key Key) *kept {
	s.mu.Lock()
	at := s.kept[key]
	if at == nil {
		at = s.recent.PushFront(&kept{key: key})
		s.kept[key] = at
		s.trim()
	} else {
		s.recent.MoveToFront(at)
	}
	e, _ := at.Value.(*kept)
	s.mu.Unlock()
	e.load.Do(func() {
		list, err := s.load(key)
		if err != nil {
			s.log.Warn("a kept list cannot be loaded and will be read again", "source", key.Source, "list", key.Resource,
				"file", s.path(key), "error", err.Error())
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		e.list = list
	})
	return e
}

// trim forgets the lists that were not asked for the longest, with their files. The caller holds the lock.
func (s *Store) trim() {
	for s.recent.Len() > maxLists {
		e, _ := s.recent.Remove(s.recent.Back()).(*kept)
		delete(s.kept, e.key)
		s.remove(e.key)
	}
}

// refresh reads a list in the background, unless that is under way or failed a moment ago. The caller holds the lock.
func (s *Store) refresh(e *kept, read Read) {
	if e.refreshing || time.Now().Before(e.until) || s.closing.Err() != nil {
		return
	}
	e.refreshing = true
	s.reads.Go(func() {
		ctx := connectors.WithMeter(s.closing, &connectors.Meter{})
		fresh := func() (*List, bool) { return nil, false }
		_, err := s.flights.Do(ctx, flightKey{Key: e.key}, time.Time{}, fresh,
			func(ctx context.Context, _ time.Time) (*List, error) { return s.read(ctx, e, read) })
		if err != nil && s.closing.Err() == nil {
			s.log.Warn("a kept list cannot be read anew", "source", e.key.Source, "list", e.key.Resource, "error", err.Error())
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		e.refreshing = false
	})
}

// read reads a list and keeps it, or remembers that it could not.
func (s *Store) read(ctx context.Context, e *kept, read Read) (*List, error) {
	list, err := read(ctx)
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		e.failure, e.until = err, time.Now().Add(remembered(ctx, err))
		return nil, err
	}
	if len(list.Records) <= maxRecords {
		s.keep(e, list)
	}
	return list, nil
}

// keep keeps a list, unless a later reading of it has ended before, or the list was forgotten meanwhile: a file would stay that
// nothing bounds, or the one of a later reading would be lost.
func (s *Store) keep(e *kept, list *List) {
	s.saving.Lock()
	defer s.saving.Unlock()
	s.mu.Lock()
	late := e.list != nil && e.list.Read.After(list.Read)
	if !late {
		e.list, e.failure, e.until = list, nil, time.Time{}
	}
	at := s.kept[e.key]
	forgotten := at == nil || at.Value != e
	s.mu.Unlock()
	if late || forgotten {
		return
	}
	if err := s.save(e.key, list); err != nil {
		s.log.Warn("a kept list cannot be written", "source", e.key.Source, "list", e.key.Resource, "error", err.Error())
	}
}

// remembered returns how long a failure is believed: not at all where another caller may fare better.
func remembered(ctx context.Context, err error) time.Duration {
	is := func(kind connectors.Kind) bool { return errors.Is(err, &connectors.Error{Kind: kind}) }
	switch {
	case ctx.Err() != nil, is(connectors.KindRateLimited), is(connectors.KindInvalidRequest):
		return 0
	case is(connectors.KindForbidden), is(connectors.KindUnsupported), is(connectors.KindCredentialsRejected):
		return refusedFor
	default:
		return failedFor
	}
}
