package changelog

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"
)

// perEntry is what an entry takes beside its frame and its key, as on the disk.
const perEntry = 64

type memoryEntry struct {
	frame []byte
	time  time.Time
	size  int64
}

type memoryKey struct {
	seq  uint64
	time time.Time
}

// memoryLog is a Log.
type memoryLog struct {
	id      uint64
	created time.Time
	start   uint64 // the sequence of the first entry that there ever was
	tail    *tail

	mu      sync.Mutex
	config  Config
	share   int64
	closed  bool
	entries []memoryEntry
	first   uint64 // the sequence of entries[0]
	newest  time.Time
	bytes   int64
	keys    map[string]memoryKey
}

// begin locks the log, and drops what is too old.
func (l *memoryLog) begin() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return ErrClosed
	}
	l.dropOld()
	return nil
}

func (l *memoryLog) dropOld() {
	now := time.Now()
	for len(l.entries) > 0 && now.Sub(l.entries[0].time) > l.config.Retention {
		l.drop()
	}
}

func (l *memoryLog) dropAbove() {
	for l.bytes > l.share {
		l.drop()
	}
}

// set gives the log its bounds.
func (l *memoryLog) set(c Config, share int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.config, l.share = c, share
	l.dropOld()
	l.dropAbove()
}

// close ends all reading and waiting.
func (l *memoryLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.tail.close()
}

// empty reports whether a closed log has no entries any more.
func (l *memoryLog) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dropOld()
	return len(l.entries) == 0
}

// again returns a closed log open, while those who have the closed one see it closed.
func (l *memoryLog) again() *memoryLog {
	l.mu.Lock()
	defer l.mu.Unlock()
	return &memoryLog{
		id: l.id, created: l.created, start: l.start, tail: newTail(l.first + uint64(len(l.entries)) - 1),
		entries: l.entries, first: l.first, newest: l.newest, bytes: l.bytes, keys: l.keys,
	}
}

func (l *memoryLog) drop() {
	l.bytes -= l.entries[0].size
	l.entries[0] = memoryEntry{}
	l.entries = l.entries[1:]
	l.first++
}

// Append implements Log.
func (l *memoryLog) Append(ctx context.Context, entry Entry) (Stored, error) {
	if err := l.begin(); err != nil {
		return Stored{}, err
	}
	defer l.mu.Unlock()
	if err := l.config.check(ctx, entry); err != nil {
		return Stored{}, err
	}
	now := time.Now()
	if known, ok := l.keys[entry.Key]; ok && entry.Key != "" && now.Sub(known.time) < l.config.Window {
		return Stored{Sequence: known.seq, Repeated: true}, nil
	}
	seq := l.first + uint64(len(l.entries))
	if entry.After != nil && *entry.After != seq-1 {
		return Stored{}, ErrConflict
	}
	frame := frameOf(entry.Kind, entry.Body)
	size := int64(len(frame) + len(entry.Key) + perEntry)
	l.entries = append(l.entries, memoryEntry{frame, now, size})
	l.bytes += size
	l.newest = now
	if entry.Key != "" {
		l.forget(now)
		l.keys[entry.Key] = memoryKey{seq, now}
	}
	l.dropAbove()
	l.tail.advance(seq)
	return Stored{Sequence: seq}, nil
}

// forget removes the keys that are out of the window, when there are many.
func (l *memoryLog) forget(now time.Time) {
	if len(l.keys)%1000 != 999 {
		return
	}
	for key, known := range l.keys {
		if now.Sub(known.time) >= l.config.Window {
			delete(l.keys, key)
		}
	}
}

// Read implements Log.
func (l *memoryLog) Read(ctx context.Context, from Position) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for {
			batch, err := l.batch(ctx, from)
			for _, r := range batch {
				if !yield(r, nil) {
					return
				}
				from = r.After()
			}
			if err != nil {
				yield(Record{}, err)
			}
			if err != nil || len(batch) == 0 {
				return
			}
		}
	}
}

// batch returns some entries after a position, none at the end.
func (l *memoryLog) batch(ctx context.Context, from Position) ([]Record, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err := l.begin(); err != nil {
		return nil, err
	}
	defer l.mu.Unlock()
	if err := l.expired(from); err != nil {
		return nil, err
	}
	at := int(from.next() - l.first)
	var records []Record
	for i, e := range l.entries[at:min(at+batchEntries, len(l.entries))] {
		kind, body, err := parseFrame(e.frame)
		if err != nil {
			return records, err
		}
		records = append(records, Record{Log: l.id, Sequence: l.first + uint64(at+i), Time: e.time, Kind: kind, Body: slices.Clone(body)})
	}
	return records, nil
}

// expired returns the error of a position that cannot be read from, or nil.
func (l *memoryLog) expired(from Position) error {
	b := l.bounds()
	switch next := from.next(); {
	case from.Log != l.id || from.Sequence > b.Last:
		return &ExpiredError{l.config.Name, Replaced, b.Oldest}
	case from.Sequence >= b.First && from.Check != 0 && from.Check != checkOf(l.entries[from.Sequence-l.first].time):
		return &ExpiredError{l.config.Name, Replaced, b.Oldest}
	case next < b.First:
		return &ExpiredError{l.config.Name, Dropped, b.Oldest}
	}
	return nil
}

// Wait implements Log.
func (l *memoryLog) Wait(ctx context.Context, from Position) error {
	if from.Log != l.id {
		return nil
	}
	return l.tail.wait(ctx, from.next())
}

// Bounds implements Log.
func (l *memoryLog) Bounds(ctx context.Context) (Bounds, error) {
	if ctx.Err() != nil {
		return Bounds{}, context.Cause(ctx)
	}
	if err := l.begin(); err != nil {
		return Bounds{}, err
	}
	defer l.mu.Unlock()
	return l.bounds(), nil
}

func (l *memoryLog) bounds() Bounds {
	b := Bounds{First: l.first, Last: l.first + uint64(len(l.entries)) - 1, Newest: l.newest, Bytes: l.bytes, MaxBytes: l.share}
	if len(l.entries) > 0 {
		b.Oldest = l.entries[0].time
	}
	return b.placed(l.id)
}

// PositionAt implements Log.
func (l *memoryLog) PositionAt(ctx context.Context, at time.Time) (Position, error) {
	if ctx.Err() != nil {
		return Position{}, context.Cause(ctx)
	}
	if err := l.begin(); err != nil {
		return Position{}, err
	}
	defer l.mu.Unlock()
	b := l.bounds()
	if b.before(at, l.start, l.created) {
		return Position{}, &ExpiredError{l.config.Name, Dropped, b.Oldest}
	}
	for i, e := range l.entries {
		if !e.time.Before(at) {
			return Position{Log: l.id, Sequence: l.first + uint64(i) - 1}, nil
		}
	}
	return b.End, nil
}
