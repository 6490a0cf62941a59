package writes

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"time"
	"unicode/utf8"
)

const (
	// KeepDone is how long a row is kept after its write was executed, and KeepUnknown after its outcome became unknown.
	KeepDone, KeepUnknown = 7 * 24 * time.Hour, 30 * 24 * time.Hour
	// MaxPayload is the most bytes of a request, a reading, a result or an answer that a row holds.
	MaxPayload = 4 << 20
)

// Key names a request to write: who asks, of which source, and the caller's own id of the request.
type Key struct {
	Caller    string `json:"caller,omitempty"`
	Source    string `json:"source"`
	RequestID string `json:"request_id"`
	// Part is the index of the first record of a part of a batch; 0 for a single write. All parts are bound to one request.
	Part int `json:"part,omitempty"`
}

// id is a key in the index. Two requests with one id are as improbable as a broken SHA-256.
type id struct {
	request [16]byte
	part    uint32
}

func (k Key) id() id {
	hash := sha256.New()
	for _, text := range [...]string{k.Caller, k.Source, k.RequestID} {
		_, _ = fmt.Fprintf(hash, "%d:%s", len(text), text) // a hash never fails
	}
	return id{[16]byte(hash.Sum(nil)), uint32(k.Part)} // rows have no other parts: see fits
}

// fits reports whether a row can have the key's part.
func (k Key) fits() bool { return k.Part >= 0 && k.Part <= math.MaxInt32 }

// Digest is the SHA-256 of a request's contents.
type Digest [sha256.Size]byte

// MarshalText returns the digest in hexadecimal digits.
func (d Digest) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, d[:]), nil }

// UnmarshalText reads what MarshalText has written.
func (d *Digest) UnmarshalText(text []byte) error {
	if len(text) != 2*len(d) {
		return fmt.Errorf("a digest has %d digits, not %d", 2*len(d), len(text))
	}
	_, err := hex.Decode(d[:], text)
	return err
}

// State is where a write stands. A write that was certainly not executed has no row.
type State string

// The states.
const (
	// Sent is a write under way: a part of the request may have been sent. A row that is found so at start is Unknown.
	Sent State = "sent"
	// Done is a write that was executed.
	Done State = "done"
	// Unknown is a write that was perhaps executed.
	Unknown State = "unknown"
	// removed is the state of a line that ends a row. No Row has this state.
	removed State = "removed"
)

// Class is what settles a write of unknown outcome.
type Class string

// The classes.
const (
	// ByID is a write to a record that is known, which is read back.
	ByID Class = "by_id"
	// Marker is a write that put a marker into the record, for which the upstream is searched.
	Marker Class = "marker"
	// Content is a write whose record can be guessed by its contents: there are candidates, and a person decides.
	Content Class = "content"
	// None is a write that leaves nothing to read: a person decides.
	None Class = "none"
)

// settles reports whether the server settles such writes by itself.
func (c Class) settles() bool { return c == ByID || c == Marker }

// Row is what the ledger has of one write. The payloads are the handlers' own: this package never reads them.
type Row struct {
	Key   Key   `json:"key"`
	State State `json:"state"`
	// Count is how many records the part has; 1 for a single write.
	Count int `json:"count,omitempty"`
	// Method and Digest bind the request id, with all its parts, to one request. The digest is that of the whole request.
	Method string `json:"method,omitempty"`
	Digest Digest `json:"digest,omitzero"`
	Class  Class  `json:"class,omitempty"`
	// Account names the account of the source. The source may refer to another one later, which says nothing about this write.
	Account string `json:"account,omitempty"`
	// MarkerField is the field of the records that has the markers, for the class Marker. The source may have another one later.
	MarkerField string `json:"marker_field,omitempty"`
	// Resource and IDs name the records that are written; a create has the ids when it is Done.
	Resource string   `json:"resource,omitempty"`
	IDs      []string `json:"ids,omitempty"`
	// Candidates are ids that an Unknown write may have created.
	Candidates []string  `json:"candidates,omitempty"`
	SentTime   time.Time `json:"sent_time,omitzero"`
	// Request, and Before, which was read before the write, are what a verifier needs. A row has them until it has an Answer.
	Request []byte `json:"request,omitzero"`
	Before  []byte `json:"before,omitzero"`
	// Result is what the upstream answered, in a row that is Done and has no Answer.
	Result []byte `json:"result,omitzero"`
	// Answer is the caller's answer; nil for none, which is not an empty one.
	Answer []byte `json:"answer,omitzero"`
	// Asked says that the verifier has answered since the row became Unknown.
	Asked bool `json:"asked,omitempty"`
	// Over says that the settle time has come at least once: the upstream will not execute the write any more.
	Over bool `json:"over,omitempty"`
	// Again is how long after this state began the verifier is asked again; 0 for never.
	Again time.Duration `json:"again,omitempty"`

	// SettleTime is the end of Again, zero for never, and Wait how long that is from now; KeptUntil is when the row goes. The
	// ledger computes them by its clock.
	SettleTime time.Time     `json:"-"`
	Wait       time.Duration `json:"-"`
	KeptUntil  time.Time     `json:"-"`
}

// head returns a row without what stays on disk.
func (r Row) head() Row {
	r.Request, r.Before, r.Result, r.Answer = nil, nil, nil, nil
	return r
}

// bound is a short form of what a request id is bound to.
func (r Row) bound() uint64 {
	hash := sha256.Sum256(append(r.Digest[:], r.Method...))
	return binary.BigEndian.Uint64(hash[:])
}

// check returns why a row cannot be stored as Sent.
func (r Row) check() error {
	for name, text := range map[string]string{"source": r.Key.Source, "request_id": r.Key.RequestID, "method": r.Method} {
		if text == "" || !utf8.ValidString(text) {
			return fmt.Errorf("%s: must be text, and not empty", name)
		}
	}
	switch {
	case !r.Key.fits():
		return fmt.Errorf("part: must be from 0 to %d", math.MaxInt32)
	case !utf8.ValidString(r.Key.Caller):
		return fmt.Errorf("caller: must be text")
	case len(r.Request) > MaxPayload || len(r.Before) > MaxPayload:
		return ErrTooLarge
	}
	return nil
}
