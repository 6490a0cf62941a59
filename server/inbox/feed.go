package inbox

import (
	"context"
	"slices"
	"sync"

	"github.com/crmstream/crmstream/server/changelog"
)

const (
	// windowBytes is the size of the newest entries that all readers of a feed share.
	windowBytes = 8 << 20
	// batchEntries and batchBytes bound what Next returns.
	batchEntries, batchBytes = 200, 256 << 10
)

// Entry is an entry of a log, for a watch.
type Entry struct {
	changelog.Record
	// Wire is what the feed's prepare has made of the entry, nil for an entry that is not for this feed.
	Wire []byte
}

// size is what an entry takes in the window, in bytes.
func (e Entry) size() int { return len(e.Body) + len(e.Wire) + 128 }

// Prepare reads an entry for watches: it returns nil for an entry that is not for the feed. An error ends the reading before the entry,
// and nothing of it is kept.
type Prepare func(context.Context, changelog.Record) ([]byte, error)

// Feed is a log as watches read it. It is safe for concurrent use.
type Feed struct {
	log     changelog.Log
	prepare Prepare

	loading sync.Mutex // held while the window grows
	mu      sync.RWMutex
	window  []Entry // the newest entries that were read, one after the other
	bytes   int
}

// newFeed returns a feed of a log. prepare is called once for each entry that comes into the window, and for each that a reader reads
// for itself.
func newFeed(log changelog.Log, prepare Prepare) *Feed {
	return &Feed{log: log, prepare: prepare}
}

// Next returns the next entries after a position, none at the end of the log. They follow the position without a break. An error is
// *changelog.ExpiredError, *changelog.UnavailableError, changelog.ErrClosed, the context's or that of the feed's prepare.
func (f *Feed) Next(ctx context.Context, from changelog.Position) ([]Entry, error) {
	if entries, known := f.shared(from); known {
		return entries, nil
	}
	if f.atEnd(from) { // those at the end of the window want the same entries
		f.loading.Lock()
		defer f.loading.Unlock()
		if entries, known := f.shared(from); known {
			return entries, nil // another reader has read them
		}
	}
	entries, err := f.read(ctx, from)
	if err != nil {
		return nil, err
	}
	f.keep(from, entries)
	return limited(entries), nil
}

// Wait returns when there may be entries after a position at the end of the log.
func (f *Feed) Wait(ctx context.Context, from changelog.Position) error { return f.log.Wait(ctx, from) }

// Bounds returns what the log has.
func (f *Feed) Bounds(ctx context.Context) (changelog.Bounds, error) { return f.log.Bounds(ctx) }

// shared returns the next entries if the window has them.
func (f *Feed) shared(from changelog.Position) ([]Entry, bool) {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if len(f.window) == 0 || from.Part != 0 {
		return nil, false
	}
	first := f.window[0]
	// The entry at the position is compared as well, since a position of another history has other entries.
	if from.Log != first.Log || from.Sequence < first.Sequence || from.Sequence >= f.window[len(f.window)-1].Sequence {
		return nil, false
	}
	at := int(from.Sequence - first.Sequence)
	if f.window[at].After() != from {
		return nil, false
	}
	return limited(f.window[at+1:]), true
}

// atEnd reports whether a position is at the end of the window.
func (f *Feed) atEnd(from changelog.Position) bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return len(f.window) > 0 && f.window[len(f.window)-1].After() == from
}

// limited returns the first entries, as many as a batch may have.
func limited(entries []Entry) []Entry {
	size := 0
	for i, e := range entries {
		if size += e.size(); i > 0 && (size > batchBytes || i == batchEntries) {
			return entries[:i:i]
		}
	}
	return entries[:len(entries):len(entries)]
}

// read reads entries from the log, a little more than a batch.
func (f *Feed) read(ctx context.Context, from changelog.Position) ([]Entry, error) {
	var entries []Entry
	size := 0
	for record, err := range f.log.Read(ctx, from) {
		var wire []byte
		if err == nil && ctx.Err() != nil { // a batch may take long to be prepared
			err = context.Cause(ctx)
		}
		if err == nil {
			wire, err = f.prepare(ctx, record)
		}
		if err != nil {
			if len(entries) > 0 {
				return entries, nil // the error comes again with the next batch
			}
			return nil, err
		}
		e := Entry{Record: record, Wire: wire}
		entries = append(entries, e)
		if size += e.size(); size > batchBytes || len(entries) == batchEntries {
			break
		}
	}
	return entries, nil
}

// keep puts entries into the window if they go on from its end. Entries of a place after the window replace it.
func (f *Feed) keep(from changelog.Position, entries []Entry) {
	if len(entries) == 0 {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.window); n > 0 {
		last := f.window[n-1]
		switch {
		case last.Log == entries[0].Log && entries[0].Sequence <= last.Sequence:
			return // a reader of older entries reads for itself
		case last.After() != from:
			f.window, f.bytes = nil, 0
		}
	}
	f.window = append(f.window, entries...)
	for _, e := range entries {
		f.bytes += e.size()
	}
	if f.bytes <= windowBytes {
		return
	}
	drop := 0
	for ; f.bytes > windowBytes*3/4 && drop < len(f.window)-1; drop++ {
		f.bytes -= f.window[drop].size()
	}
	f.window = slices.Clone(f.window[drop:]) // readers may still have the old one
}
