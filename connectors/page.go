package connectors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Cursor says where a connector stands in a list. It is opaque outside its connector; "" is the start, and as
// Page.Next the end. Connectors must expect any text in it and answer nonsense with KindCursorGone.
type Cursor string

// PageRequest asks for one page.
type PageRequest struct {
	// Cursor is the place to read at.
	Cursor Cursor
	// Want is how many records the caller still needs; 0 means as many as a page holds. A page may hold more or fewer.
	Want int
	// Ahead tells that the caller reads the whole list, and ahead where pages say how. A page may then be asked for in a way
	// that makes this possible.
	Ahead bool
	// Early tells that nobody needs the page yet, so that it is read only if there is memory to spare (ErrNoMemory).
	Early bool
}

// Record is one encoded record of a page. Its slices share the page's buffer and must not be written to.
type Record struct {
	// ID is the upstream's id. For a record whose id cannot be read it is a digest of the record, so that its position
	// is still its own.
	ID []byte
	// Key is what the list is read in the order of; it sorts bytewise.
	Key []byte
	// Wire is the record as field 1 of its list's response message: tag, length and message.
	Wire []byte
	// Err is set, and Wire is nil, when the record could not be read.
	Err *RecordError
}

// RecordError tells what is wrong with a record.
type RecordError struct {
	// ID is the record's id, or "" when not even that could be read.
	ID string
	// Message says what is wrong, for people.
	Message string
	// Raw is the upstream's JSON of the record, at most MaxRawError bytes of it.
	Raw []byte
}

// MaxRawError is how much of an unreadable record is kept.
const MaxRawError = 64 << 10

// Notice tells something about a list that does not stop it. Code is a stable upper-case word.
type Notice struct {
	Code, Message string
}

// Page is one page of a list.
type Page struct {
	// Records are in (Key, ID) order, strictly ascending; in descending order when the request's order is descending.
	Records []Record
	// Next is where to read on; "" is the end of the list.
	Next Cursor
	// After returns a cursor from which all that comes behind Records[i] can be read, so that a reader who stopped there
	// need not read this page again. It may lead to that record, and to others at the same key, once more. nil, or an
	// empty cursor, means that the page must be read again.
	After func(i int) Cursor
	// Ahead returns the place of the page that is likely to follow on the one at from, which is Next or a result of Ahead,
	// this page's or that of one before it. It is "" where none can be told, or where reading there now could cost a request
	// that reading page by page does not. nil tells of no places.
	Ahead func(from Cursor) Cursor
	// Joins reports whether a page that is read at a place, which Ahead of some page returned, misses nothing of what lies
	// behind this one. It may hold some of this page's records once more. It is set where Ahead is, or was.
	Joins func(place Cursor) bool
	// Overlaps tells that this page, which was read at such a place, has the last record of the one it joins, unless that was
	// deleted in between. So an answer to another question is not taken for it.
	Overlaps bool
	// Release tells that nobody needs the records any more, so that their memory is free; nil where nobody waits to hear. It may be
	// called again.
	Release func()
	// ReadTime is when the page was read from the upstream, for one that was read before the call; the zero time is now.
	ReadTime time.Time
	// Total is the number of records of the whole list, or nil where this page does not tell.
	Total *int
	// Outside counts rows the upstream sent although they lie outside what was asked; they are not in Records.
	Outside int
	// Repeats counts rows that came twice within this page and were dropped.
	Repeats int
	// Notices are what the connector has to say of this page.
	Notices []Notice
	// ChangedUntil is set on the last page of a list that can tell changes: the changed_from of the next run.
	ChangedUntil string
}

// Compare orders records by (Key, ID), as every ascending page is.
func (r Record) Compare(other Record) int {
	return cmp.Or(bytes.Compare(r.Key, other.Key), bytes.Compare(r.ID, other.ID))
}

// Decode reads the message of a record into m, which is of its type.
func (r Record) Decode(m proto.Message) error {
	number, kind, n := protowire.ConsumeTag(r.Wire)
	if n < 0 || number != 1 || kind != protowire.BytesType {
		return errors.New("not a record")
	}
	body, n := protowire.ConsumeBytes(r.Wire[n:])
	if n < 0 {
		return protowire.ParseError(n)
	}
	return proto.Unmarshal(body, m)
}

// Identified reports whether the upstream's id could be read, so that ID is more than a digest.
func (r Record) Identified() bool { return r.Err == nil || r.Err.ID != "" }

// Sort brings records into (Key, ID) order and drops all but the last of those that share a position. It returns what
// is left and how many were dropped.
func Sort(records []Record) (sorted []Record, repeats int) {
	if !slices.IsSortedFunc(records, Record.Compare) {
		slices.SortStableFunc(records, Record.Compare)
	}
	kept := records[:0]
	for _, r := range records {
		if n := len(kept); n > 0 && kept[n-1].Compare(r) == 0 {
			kept[n-1] = r
			repeats++
			continue
		}
		kept = append(kept, r)
	}
	return kept, repeats
}

// Apart returns sorted records in which those that shared a position have one each: the second and later ones get keys right behind
// that of the first, in the order in which they stood.
func Apart(sorted []Record) []Record {
	var first Record
	n := uint32(0)
	for i := range sorted {
		r := &sorted[i]
		if i == 0 || r.Compare(first) != 0 {
			first, n = *r, 0
			continue
		}
		n++
		r.Key = KeyBehind(first.Key, n)
	}
	sorted, _ = Sort(sorted)
	return sorted
}

// NumberKey returns a key by which decimal ids sort as numbers; other ids sort behind them, as text.
func NumberKey(id []byte) []byte {
	digits := bytes.TrimLeft(id, "0")
	for _, c := range digits {
		if c < '0' || c > '9' || len(digits) > 32 {
			return append([]byte{0xff}, id...)
		}
	}
	return append([]byte{byte(len(digits))}, digits...)
}

// IsNumber reports whether an id is a decimal number, as NumberKey sorts them.
func IsNumber(id []byte) bool { return len(id) > 0 && NumberKey(id)[0] != 0xff }

// KeyBehind returns the key of the n-th row, counted from 1, that has no key of its own and came behind a row with the
// given one: above that row's, and below those of all higher ids or later times. Even rows with the same bytes so keep
// positions of their own.
func KeyBehind(key []byte, n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(key[:len(key):len(key)], 0xff), n)
}

// FillKeys gives each record of an ascending page that lacks a key, since its id could not be read, one behind the
// record it came behind; start stands for the record before the first.
func FillKeys(records []Record, start []byte) {
	key, n := start, uint32(0)
	for i := range records {
		switch r := &records[i]; {
		case r.Key == nil:
			n++
			r.Key = KeyBehind(key, n)
		case !bytes.Equal(r.Key, key):
			key, n = r.Key, 0
		}
	}
}
