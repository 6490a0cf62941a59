package writes

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/crmstream/crmstream/internal/durable"
)

// maxRows is how many rows a ledger has.
const maxRows = 1_000_000

// maxEndings is how many rows a disk that fails may leave without their end.
const maxEndings = 1000

// File is the Ledger in a folder. A folder belongs to one process at a time, to which its owner has to see.
type File struct {
	dir   string
	clock func() moment
	sync  func(*os.File) error // (*os.File).Sync
	most  int

	mu sync.Mutex
	*index
	file    *os.File // the last segment; nil before the first line
	torn    bool     // the segment may end with a part of a line
	endings [][]byte // lines that end rows and could not be written yet; they stand before the next line that can be
	damaged int
	closed  bool
}

var _ Ledger = (*File)(nil)

// Open opens the ledger in a folder, and creates the folder if necessary. What was Sent is Unknown.
func Open(dir string) (*File, error) { return open(dir, systemClock(), (*os.File).Sync, maxRows) }

func open(dir string, clock func() moment, sync func(*os.File) error, most int) (*File, error) {
	if err := errors.Join(durable.MakeFolder(dir), durable.Sweep(dir, "")); err != nil {
		return nil, err
	}
	f := &File{dir: dir, clock: clock, sync: sync, most: most, index: newIndex()}
	var err error
	if f.segments, err = findSegments(dir); err != nil {
		return nil, err
	}
	for _, s := range f.segments {
		file, err := os.Open(filepath.Join(dir, s.name))
		if err != nil {
			return nil, err
		}
		damaged, err := f.load(s, file)
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, err
		}
		f.damaged += damaged
	}
	for _, open := range f.open {
		if open.row.State == Sent {
			open.row.State = Unknown
		}
	}
	f.expire(f.clock())
	f.evict(f.most + 1)
	return f, f.tidy()
}

// Damaged returns how many lines could not be read at start. A crash leaves at most one; more are a damaged disk, and a write
// may have lost its row.
func (f *File) Damaged() int { return f.damaged }

// Close closes the file. Then nothing can be read or stored.
func (f *File) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}

// Get returns the row of a key.
func (f *File) Get(key Key) (Row, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return Row{}, false, &LedgerError{os.ErrClosed}
	}
	now := f.clock()
	f.expire(now)
	e, found := f.rows[key.id()]
	if !found {
		return Row{}, false, nil
	}
	l, err := f.read(e.at)
	if err != nil {
		return Row{}, false, &LedgerError{err}
	}
	row := l.Row
	if open := f.open[key.id()]; open != nil {
		row = open.row
		row.Result = l.Result
		if open.request.segment != 0 {
			sent, err := f.read(open.request)
			if err != nil {
				return Row{}, false, &LedgerError{err}
			}
			row.Request, row.Before = sent.Request, sent.Before
		}
	}
	if row.Key != key {
		return Row{}, false, &LedgerError{errMisplaced}
	}
	return f.timed(row, e, now), true, nil
}

// Put stores a row.
func (f *File) Put(row Row) (Row, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return row, &LedgerError{os.ErrClosed}
	}
	now := f.clock()
	f.expire(now)
	row.Count = max(1, row.Count)
	if err := f.may(row); err != nil {
		return row, err
	}
	l := line{Row: row, moment: now}
	switch row.State {
	case Sent:
		l.SentTime = now.Wall.Round(0).UTC()
		l.Result, l.Answer = nil, nil
	case Unknown:
		l.Row = row.head()
	default:
		l.Request, l.Before = nil, nil
		if l.Answer != nil {
			l.Result = nil
		}
	}
	at, err := f.append(l)
	if err != nil {
		return f.failed(l), &LedgerError{err}
	}
	f.apply(l, at)
	row.SentTime = l.SentTime
	return f.timed(row, f.rows[row.Key.id()], now), nil
}

// may returns why a row cannot be stored.
func (f *File) may(row Row) error {
	key := row.Key.id()
	_, exists := f.rows[key]
	open := f.open[key]
	switch row.State {
	case Sent:
		if exists {
			return errTransition
		}
		if err := row.check(); err != nil {
			return err
		}
		if f.reuses(row) {
			return ErrReused
		}
		if f.overlaps(row) {
			return ErrOverlaps
		}
		if !f.evict(f.most) {
			return ErrFull
		}
		return nil
	case Unknown:
		if open == nil || open.row.State == Done {
			return errTransition
		}
		return nil
	case Done:
		if open == nil || open.row.State == Done && row.Answer == nil {
			return errTransition
		}
		return nil
	default:
		return errTransition
	}
}

// failed takes that a line could not be written, or perhaps was, and returns the row as it is now.
func (f *File) failed(l line) Row {
	key := l.Key.id()
	open := f.open[key]
	switch {
	case l.State == Sent:
		f.end(l.Key, l.moment)
		return l.Row
	case open.row.State == Done: // and stays so without the answer
	case l.State == Unknown:
		open.row = l.head()
	default:
		open.row.State, open.row.Asked = Unknown, false
	}
	e := f.rows[key]
	if !e.done {
		e.boot, e.wall, e.up = f.boot(l.Boot), l.Wall.UnixNano(), int64(l.Up)
		f.rows[key] = e
	}
	return f.timed(open.row, e, l.moment)
}

// end has the end of a row written before the next line.
func (f *File) end(key Key, now moment) {
	text, err := json.Marshal(line{Row: Row{Key: key, State: removed}, moment: now})
	if err == nil && len(f.endings) < maxEndings { // without its ending a row is Unknown at the next start
		f.endings = append(f.endings, text)
	}
}

// Remove ends a row.
func (f *File) Remove(key Key) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return &LedgerError{os.ErrClosed}
	}
	open := f.open[key.id()]
	if open == nil || open.row.State == Done {
		return errTransition
	}
	l := line{Row: Row{Key: key, State: removed}, moment: f.clock()}
	at, err := f.append(l)
	if err != nil {
		f.end(key, l.moment)
		f.drop(key.id())
		return &LedgerError{err}
	}
	f.apply(l, at)
	return nil
}

// Expire removes the rows that are no longer kept, and the files without rows.
func (f *File) Expire() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return &LedgerError{os.ErrClosed}
	}
	f.expire(f.clock())
	return f.tidy()
}

// timed returns a row with its times.
func (f *File) timed(row Row, e entry, now moment) Row {
	age, keep := f.age(e, now), KeepUnknown
	if e.done {
		keep = KeepDone
		if _, oldest, ok := f.oldest(); ok && len(f.rows) >= f.most {
			keep = min(keep, f.age(oldest, now)) // the oldest one goes next
		}
		keep = max(keep, age) // a part that is kept for another one
	}
	row.KeptUntil, row.SettleTime, row.Wait = now.Wall.Add(keep-age), time.Time{}, 0
	if row.State != Done && row.Again > 0 {
		row.Wait = row.Again - age
		row.SettleTime = now.Wall.Add(row.Wait)
	}
	return row
}
