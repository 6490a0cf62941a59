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

// Cursor is a place in a list, opaque outside its connector. "" is the start, and as Page.Next the end. Connectors must expect
// any text in a cursor and return KindCursorGone for nonsense.
type Cursor string

// PageRequest asks for one page.
type PageRequest struct {
	// Cursor is the place to read at.
	Cursor Cursor
	// Want is how many records the caller still needs; 0 means as many as a page holds. A page may hold more or fewer.
	Want int
	// Ahead says that the caller reads the whole list, and reads pages in parallel where Page.Ahead allows it. The connector
	// may ask for the page in a way that makes this possible.
	Ahead bool
	// Early says that no caller needs the page yet, so that it is read only if there is memory to spare (ErrNoMemory).
	Early bool
}

// Record is one encoded record of a page. Its slices share the page's buffer and must not be written to.
type Record struct {
	// ID is the upstream's id. If the id cannot be read, ID is a digest of the record, so that the record still has its own
	// position.
	ID []byte
	// Key is the record's place in the order of the list; keys compare as bytes.
	Key []byte
	// Wire is the record as field 1 of its list's response message: tag, length and message.
	Wire []byte
	// Err is set, and Wire is nil, when the record could not be read.
	Err *RecordError
}

// RecordError says what is wrong with a record.
type RecordError struct {
	// ID is the record's id, or "" if the id could not be read.
	ID string
	// Message says what is wrong, for people.
	Message string
	// Raw is the upstream's JSON of the record, at most MaxRawError bytes of it.
	Raw []byte
}

// MaxRawError is how many bytes of an unreadable record are kept.
const MaxRawError = 64 << 10

// Notice is a fact about a list that does not stop it. Code is a stable upper-case word.
type Notice struct {
	Code, Message string
}

// Page is one page of a list.
type Page struct {
	// Records are in (Key, ID) order, strictly ascending; in descending order when the request's order is descending.
	Records []Record
	// Next is where to read on; "" is the end of the list.
	Next Cursor
	// After returns a cursor at which all records after Records[i] can be read, so that a reader who stopped there need not
	// read this page again. The page there may repeat Records[i] and others with its key. nil, or an empty cursor, means that
	// this page must be read again.
	After func(i int) Cursor
	// Ahead returns the likely place of the page after the page at from. from is Next, or a result of Ahead of this page or of
	// a page before it. The result is "" where the place cannot be guessed, or where reading there now could cost a request
	// that reading page by page does not. nil means that there are no guesses.
	Ahead func(from Cursor) Cursor
	// Joins reports whether a page read at a place that Ahead returned misses no record after this page. That page may repeat
	// some of this page's records. Joins is set where Ahead is set, or was on a page before.
	Joins func(place Cursor) bool
	// Overlaps says that this page, which was read at such a place, has the last record of the page it joins, unless that
	// record was deleted meanwhile. So an answer to another request is not taken for this page.
	Overlaps bool
	// Release frees the memory of the records, after which no caller may use them. It may be nil, and may be called again.
	Release func()
	// ReadTime is when the page was read from the upstream, for a page that was read before the call; the zero time is now.
	ReadTime time.Time
	// Total is the number of records of the whole list, or nil where this page does not say.
	Total *int
	// Outside counts rows that the upstream sent although the request excludes them; they are not in Records.
	Outside int
	// Repeats counts rows that came twice within this page and were dropped.
	Repeats int
	// Notices are facts about this page.
	Notices []Notice
	// ChangedUntil is set on the last page of a list that can be read by changes: the changed_from of the next run.
	ChangedUntil string
}

// Compare orders records by (Key, ID), as every ascending page is.
func (r Record) Compare(other Record) int {
	return cmp.Or(bytes.Compare(r.Key, other.Key), bytes.Compare(r.ID, other.ID))
}

// Decode decodes the message of a record into m, which must be of its type.
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

// Sort brings records into (Key, ID) order and drops all but the last of the records that share a position. It returns the rest
// and how many were dropped.
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

// Apart gives sorted records that share a position one position each. The second and later ones get keys right after the key of
// the first, in the same order.
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

// NumberKey returns a key by which decimal ids sort as numbers; other ids sort after them, as text.
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

// KeyBehind returns the key of the n-th row, counted from 1, that has no key of its own and came after a row with the given
// key. It is above the given key, and below the keys of all higher ids or later times. So even rows with the same bytes have
// different positions.
func KeyBehind(key []byte, n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(key[:len(key):len(key)], 0xff), n)
}

// FillKeys gives a key to each record of an ascending page that has none because its id could not be read: a key after that of
// the record before it. start is the key of the record before the first.
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
