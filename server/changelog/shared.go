package changelog

import (
	"context"
	"time"
)

// A batch of a reader has at most so many entries and about so many bytes.
const (
	batchEntries = 256
	batchBytes   = 256 << 10
)

// check returns the error of an entry that no log takes, or of a context that has ended.
func (c Config) check(ctx context.Context, entry Entry) error {
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case len(entry.Kind) > maxKind || entry.Key != "" && entry.After != nil:
		return ErrEntry
	case len(entry.Body) > c.MaxEntry:
		return ErrTooLarge
	}
	return nil
}

// placed returns the bounds with the positions of a log's identity.
func (b Bounds) placed(id uint64) Bounds {
	b.Start = Position{Log: id, Sequence: b.First - 1}
	b.End = Position{Log: id, Sequence: b.Last}
	if b.First <= b.Last {
		b.End.Check = checkOf(b.Newest)
	}
	return b
}

// before reports whether a time lies before what a log has: before an entry that went, or before the log was created.
// start is the sequence of its first entry ever.
func (b Bounds) before(at time.Time, start uint64, created time.Time) bool {
	if at.Before(created) {
		return true
	}
	known := b.Oldest
	if b.First > b.Last {
		known = b.Newest // all went
	}
	return b.First > start && at.Before(known)
}
