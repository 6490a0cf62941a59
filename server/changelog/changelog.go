package changelog

import (
	"context"
	"iter"
	"time"
)

// Logs are all logs of a process: a JetStream, or a Memory in its place.
type Logs interface {
	// Log returns a log of the settings, or ErrUnknownLog.
	Log(name string) (Log, error)

	// Set replaces the settings, while the logs are in use. A log that is new in them is opened, and created if it was never there.
	// One that stays goes on, with its new bounds: entries above a smaller share go at once. One that is no longer in the settings is
	// closed, and its entries stay until their retention: it is the same log when it comes back before.
	//
	// After an error the logs are those of before, of which some may have their new bounds already, and Set can be called again.
	// An *UnavailableError means that the disk or the engine cannot work at the moment.
	Set(settings Settings) error

	// Close closes all logs. It waits for the entries that are being stored.
	Close() error
}

// Log is an ordered list of entries that are kept for a time. An entry has a sequence, one more than that of the entry before.
// All methods may be called concurrently.
//
// All errors of a log that is closed are ErrClosed. A log that cannot work at the moment answers with an *UnavailableError.
type Log interface {
	// Append stores an entry, and returns when the entry is on the disk. The context is asked before the entry is sent and not
	// after, since an entry that was sent can be stored whatever the caller does. The errors ErrConflict and ErrTooLarge mean
	// that nothing was stored. After an *UnavailableError the entry is stored or not, and a caller with a key appends again.
	Append(ctx context.Context, entry Entry) (Stored, error)

	// Read returns the entries after a position until the last one that there is, and then ends. It holds no more than one batch
	// in memory, and nothing on the side of the log: a slow reader costs nothing, until its position is no longer kept. An error
	// comes last, once. A position whose next entry is not there is an *ExpiredError, also in the middle: Read never jumps.
	Read(ctx context.Context, from Position) iter.Seq2[Record, error]

	// Wait is for a reader at the end, at the position where Read ended. It returns nil when there may be more to read, and the
	// cause of the context's end otherwise.
	Wait(ctx context.Context, from Position) error

	// Bounds returns what the log has at this moment.
	Bounds(ctx context.Context) (Bounds, error)

	// PositionAt returns a position with all entries after it that were stored at a time or later, and perhaps earlier ones if
	// the clock was set back. A time before which the log has lost entries, or had none yet, is an *ExpiredError.
	PositionAt(ctx context.Context, at time.Time) (Position, error)
}

// Entry is what is appended.
type Entry struct {
	// Kind is a word of the caller that says what the body is, of at most 255 bytes.
	Kind string
	// Body is the content. The log copies it.
	Body []byte
	// Key names the entry, "" for none. A log stores one of all entries with the same key that come within its Window, whatever
	// their contents; a repeat does not prolong the window.
	Key string
	// After, unless nil, is the sequence that the last entry of the log must have. An entry has a Key or an After and not both,
	// since NATS answers a repeat before it compares sequences or after, as it happens (nats-server 2242).
	After *uint64
}

// Stored is what became of an entry.
type Stored struct {
	// Sequence is that of the entry, or of the earlier entry with the same key.
	Sequence uint64
	// Repeated reports whether an earlier entry had the key, so that nothing was stored.
	Repeated bool
}

// Record is an entry that is read.
type Record struct {
	// Log is the identity of the log.
	Log      uint64
	Sequence uint64
	// Time is the moment at which the log stored the entry, by the clock of the log.
	Time time.Time
	Kind string
	// Body may be kept, and must not be changed.
	Body []byte
}

// After returns the position after the entry.
func (r Record) After() Position {
	return Position{Log: r.Log, Sequence: r.Sequence, Check: checkOf(r.Time)}
}

// Within returns the position after the first parts of the entry, at least one: a reader that goes on from there gets the
// entry again, and skips as many parts of it. What a part is the caller decides.
func (r Record) Within(parts uint32) Position {
	p := r.After()
	p.Part = parts
	return p
}

// Bounds is what a log has.
type Bounds struct {
	// First and Last are the sequences of the first and the last entry. First is Last+1 in a log without entries.
	First, Last uint64
	// Oldest and Newest are the times of these entries. In a log without entries Oldest is zero, and Newest is the time of the
	// last entry that there was, zero for none.
	Oldest, Newest time.Time
	// Start and End are the positions before the first and after the last entry.
	Start, End Position
	// Bytes is the size of the entries, with what the log adds to each.
	Bytes int64
	// MaxBytes is the share of the log, which is the most that Bytes may be: what is left of it takes new entries before old ones go.
	MaxBytes int64
	// Missing is the number of entries between the first and the last that the disk has lost.
	Missing int
}
