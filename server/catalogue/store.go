package catalogue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/crmstream/crmstream/connectors"
)

const (
	// readTime is how long reading one list may take.
	readTime = 5 * time.Minute
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
	dir string
	log *slog.Logger

	closing context.Context
	close   context.CancelFunc
	reads   sync.WaitGroup

	mu    sync.Mutex
	kept  map[Key]*kept
	edits int
}

// kept is what is known of one list.
type kept struct {
	loaded bool // the file was looked for
	excess bool // there are too many to keep this one
	list   *List
	flight *flight
	// failure is why the last read failed, and until when Need believes it.
	failure error
	until   time.Time
}

// flight is a read under way.
type flight struct {
	done chan struct{}
	list *List
	err  error
}

// Open returns a store over a folder, which it creates when it first writes; "" keeps lists in memory only.
func Open(dir string, log *slog.Logger) *Store {
	s := &Store{dir: dir, log: log, kept: map[Key]*kept{}}
	s.closing, s.close = context.WithCancel(context.Background())
	return s
}

// Close ends reads under way and waits for them.
func (s *Store) Close() {
	s.mu.Lock() // so that no read begins behind the wait
	s.close()
	s.mu.Unlock()
	s.reads.Wait()
}

// Edits counts the lists that were read since the store was opened, so that what is made of them can be made anew.
func (s *Store) Edits() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.edits
}

// Kept returns a list as it is kept, nil for one that is not. It asks no upstream.
func (s *Store) Kept(key Key) *List {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entry(key).list
}

// Get returns a list. Without most, what is kept does, whatever its age; it is read anew in the background when it is older
// than age. With most, it is read when it is older than that.
func (s *Store) Get(ctx context.Context, key Key, age time.Duration, most *time.Duration, read Read) (*List, error) {
	s.mu.Lock()
	e := s.entry(key)
	old := time.Duration(1<<63 - 1)
	if e.list != nil {
		old = time.Since(e.list.Read)
	}
	switch {
	case e.list != nil && most == nil && old <= age, e.list != nil && most != nil && old <= *most:
		defer s.mu.Unlock()
		return e.list, nil
	case e.list != nil && most == nil:
		defer s.mu.Unlock()
		if !time.Now().Before(e.until) { // a read that failed a moment ago is not tried again with every call
			s.start(connectors.WithCall(s.closing, &connectors.Call{}), key, e, read)
		}
		return e.list, nil
	}
	f := s.start(context.WithoutCancel(ctx), key, e, read)
	s.mu.Unlock()
	return f.wait(ctx)
}

// Need is Get for lists that a caller can do without: a read that failed is not tried again for a while.
func (s *Store) Need(ctx context.Context, key Key, age time.Duration, read Read) (*List, error) {
	s.mu.Lock()
	e := s.entry(key)
	if e.list == nil && e.flight == nil && time.Now().Before(e.until) {
		defer s.mu.Unlock()
		return nil, e.failure
	}
	s.mu.Unlock()
	return s.Get(ctx, key, age, nil, read)
}

// Known reports whether Need would answer at once: it has the list, or knows that it cannot be read.
func (s *Store) Known(key Key) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.entry(key)
	return e.list != nil || time.Now().Before(e.until)
}

// entry returns what is known of a list, reading its file the first time. The caller holds the lock.
func (s *Store) entry(key Key) *kept {
	e := s.kept[key]
	if e == nil {
		e = &kept{excess: len(s.kept) >= maxLists}
		if e.excess {
			return e
		}
		s.kept[key] = e
	}
	if !e.loaded {
		e.loaded = true
		list, err := s.load(key)
		if err != nil {
			s.log.Warn("a kept list cannot be read and will be asked for again", "source", key.Source, "list", key.Resource, "error", err.Error())
		}
		e.list = list
	}
	return e
}

// start begins to read a list, unless that is under way. The caller holds the lock.
func (s *Store) start(ctx context.Context, key Key, e *kept, read Read) *flight {
	if e.flight != nil {
		return e.flight
	}
	f := &flight{done: make(chan struct{})}
	if s.closing.Err() != nil {
		f.err = context.Canceled
		close(f.done)
		return f
	}
	e.flight = f
	s.reads.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, readTime)
		defer cancel()
		stop := context.AfterFunc(s.closing, cancel)
		defer stop()
		f.list, f.err = protect(ctx, read)
		s.finish(key, e, f)
		close(f.done)
	})
	return f
}

// protect reads, and makes a panic an error, since nothing else would keep it from ending the process.
func protect(ctx context.Context, read Read) (list *List, err error) {
	defer func() {
		if p := recover(); p != nil {
			list, err = nil, fmt.Errorf("panic while reading a kept list: %v", p)
		}
	}()
	return read(ctx)
}

// finish takes over what was read.
func (s *Store) finish(key Key, e *kept, f *flight) {
	var writeErr error
	keeps := f.err == nil && !e.excess && len(f.list.Records) <= maxRecords
	if keeps {
		writeErr = s.save(key, f.list)
	}
	s.mu.Lock()
	e.flight = nil
	switch {
	case f.err != nil:
		e.failure, e.until = f.err, time.Now().Add(remembered(f.err))
	case keeps:
		e.list, e.failure, e.until = f.list, nil, time.Time{}
		s.edits++
	}
	s.mu.Unlock()
	for _, err := range []error{f.err, writeErr} {
		if err != nil && s.closing.Err() == nil {
			s.log.Warn("keeping a list", "source", key.Source, "list", key.Resource, "error", err.Error())
		}
	}
}

// remembered returns how long a failure is believed.
func remembered(err error) time.Duration {
	for _, kind := range []connectors.Kind{connectors.KindForbidden, connectors.KindUnsupported, connectors.KindCredentialsRejected} {
		if errors.Is(err, &connectors.Error{Kind: kind}) {
			return refusedFor
		}
	}
	return failedFor
}

// wait returns what was read, or the context's error.
func (f *flight) wait(ctx context.Context) (*List, error) {
	select {
	case <-f.done:
		return f.list, f.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}
