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
	// maxRecords is the largest length of a kept list. maxLists is the largest number of kept lists, since requests can name
	// new ones.
	maxRecords = 200_000
	maxLists   = 5000
	// How long Need remembers that a list cannot be read: after a refusal, and after other failures, which may be temporary.
	refusedFor, failedFor = 15 * time.Minute, time.Minute
)

// Key is the name of a kept list.
type Key struct {
	// Source is the name of the account, and Account a digest of its configuration.
	Source, Account string
	// Resource is the resource of the list. Variant is the list's request: "" or, for example, "resource=deals".
	Resource, Variant string
}

// List is one reading of a list. It must not be changed.
type List struct {
	// Read is when the reading began.
	Read time.Time
	// Records are in (Key, ID) order.
	Records []connectors.Record
	// Notices are the notices about the records.
	Notices []connectors.Notice
}

// Read reads a whole list from its upstream.
type Read func(context.Context) (*List, error)

// Store keeps lists. It is safe for concurrent use.
type Store struct {
	// Meter returns what counts the requests of a reading of a source's list in the background. It is set before the first reading;
	// nil counts them nowhere.
	Meter func(source string) *connectors.Meter

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

// flightKey separates the calls that are refused when a budget is empty from those that wait.
type flightKey struct {
	Key
	interactive bool
}

// kept is what the store knows of one list.
type kept struct {
	key  Key
	load sync.Once // of the file

	// The store's lock guards the other fields.
	list *List
	// changed is when Forget was called last: what was read before is not kept.
	changed    time.Time
	refreshing bool
	// failure is the error of the last read. Need returns it until that time.
	failure error
	until   time.Time
}

// Open returns a store with its files in a folder, which it creates when it first writes; "" keeps lists in memory only.
func Open(dir string, log *slog.Logger) *Store {
	s := &Store{dir: dir, log: log, kept: map[Key]*list.Element{}}
	s.closing, s.close = context.WithCancel(context.Background())
	return s
}

// Close ends reads in the background and waits for them.
func (s *Store) Close() {
	s.mu.Lock() // so that no read begins after the wait
	s.close()
	s.mu.Unlock()
	s.reads.Wait()
}

// Kept returns a kept list, nil for a list that is not kept. A list that is older than age is read again in the background; the
// caller does not wait, and its meter does not count the requests.
func (s *Store) Kept(key Key, age time.Duration, read Read) *List {
	e := s.entry(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.list != nil && time.Since(e.list.Read) > age {
		s.refresh(e, read)
	}
	return e.list
}

// Get returns a list. Without most, it returns a kept list of any age, and reads a list that is older than age again in the
// background. With most, it reads a list that is older than most and waits.
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
	s.mu.Lock()
	if e.changed.After(since) {
		since = e.changed
	}
	s.mu.Unlock()
	known := func() (*List, bool) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return e.list, e.list != nil && !e.list.Read.Before(since)
	}
	same := flightKey{key, connectors.MeterFrom(ctx).Interactive}
	return s.flights.Do(ctx, same, since, known, func(ctx context.Context, _ time.Time) (*List, error) { return s.read(ctx, e, read) })
}

// Need is Get for lists that a caller can do without: after a failed read it does not try again for a while.
func (s *Store) Need(ctx context.Context, key Key, age time.Duration, read Read) (*List, error) {
	if err := s.failed(key); err != nil {
		return nil, err
	}
	return s.Get(ctx, key, age, nil, read)
}

// Known reports whether Need would return at once, with the list or with the failure of an earlier read.
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

// entry returns what the store knows of a list. The first time it reads the list's file, during which callers of other lists do
// not wait.
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

// trim removes the least recently used lists and their files. The caller holds the lock.
func (s *Store) trim() {
	for s.recent.Len() > maxLists {
		e, _ := s.recent.Remove(s.recent.Back()).(*kept)
		delete(s.kept, e.key)
		s.remove(e.key)
	}
}

// Forget drops a list that has changed. A reading of it that began before is not kept.
func (s *Store) Forget(key Key) {
	e := s.entry(key)
	s.saving.Lock()
	defer s.saving.Unlock()
	s.mu.Lock()
	e.list, e.changed = nil, time.Now()
	s.mu.Unlock()
	s.remove(key)
}

// forget drops what is kept in memory of a source's other accounts.
func (s *Store) forget(source, account string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, at := range s.kept {
		if key.Source == source && key.Account != account {
			s.recent.Remove(at)
			delete(s.kept, key)
		}
	}
}

// refresh reads a list in the background, unless that is under way or failed recently. The caller holds the lock.
func (s *Store) refresh(e *kept, read Read) {
	if e.refreshing || time.Now().Before(e.until) || s.closing.Err() != nil {
		return
	}
	e.refreshing = true
	s.reads.Go(func() {
		meter := &connectors.Meter{}
		if s.Meter != nil {
			meter = s.Meter(e.key.Source)
		}
		ctx := connectors.WithMeter(s.closing, meter)
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

// read reads a list and keeps it, or remembers the failure.
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

// keep keeps a list in memory and writes its file. If a later reading of the list has ended before, keep does neither. If the
// list was removed from the store meanwhile, keep writes no file, since nothing would bound the number of such files.
func (s *Store) keep(e *kept, list *List) {
	s.saving.Lock()
	defer s.saving.Unlock()
	s.mu.Lock()
	late := e.list != nil && e.list.Read.After(list.Read) || list.Read.Before(e.changed)
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

// remembered returns how long Need remembers a failure: not at all where another caller may succeed.
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
