package wirejson

import (
	"encoding/binary"
	"io"
	"iter"
	"slices"
	"sync"

	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // registers the codec that Codec extends
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// RecordsNumber is the field number of the records in the messages of every list, and of the entries in those of every watch.
const RecordsNumber = 1

// Message is one message of a list or a watch: its records stay encoded, its other parts are decoded. The message releases its
// buffers when the next one arrives, or by Release.
type Message[R proto.Message] struct {
	// Parts is the message without its records, and Count is their number.
	Parts R
	Count int

	record []byte
	rest   []byte

	mu sync.Mutex
	// encoded is the part of the message that was not read yet, in the buffers in which it came, so that a client that stalls
	// does not occupy memory for a copy.
	encoded *mem.Reader
}

// unmarshal reads an encoded message. It reuses the memory of the message before.
func (m *Message[R]) unmarshal(data mem.BufferSlice) error {
	m.hold(data.Reader())
	m.Count, m.rest = 0, m.rest[:0]
	r := data.Reader()
	defer func() { _ = r.Close() }() // never fails
	for r.Remaining() > 0 {
		f, err := nextField(r)
		if err != nil {
			return err
		}
		if f.isRecord() {
			m.Count++
			_, err = r.Discard(f.size())
		} else {
			m.rest = protowire.AppendVarint(protowire.AppendTag(m.rest, f.number, f.kind), f.value)
			m.rest, err = appendRead(m.rest, r, f.size())
		}
		if err != nil {
			return err
		}
	}
	return proto.Unmarshal(m.rest, m.Parts)
}

// Records yields the records once; each record is valid until the next one.
func (m *Message[R]) Records() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for {
			more, err := m.next()
			if err != nil {
				yield(nil, err)
				return
			}
			if !more || !yield(m.record, nil) {
				return
			}
		}
	}
}

// next reads the next record into m.record and reports whether there was one.
func (m *Message[R]) next() (more bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.encoded != nil && m.encoded.Remaining() > 0 {
		f, err := nextField(m.encoded)
		switch {
		case err != nil:
			return false, err
		case f.isRecord():
			m.record, err = appendRead(m.record[:0], m.encoded, f.size())
			return true, err
		}
		if _, err := m.encoded.Discard(f.size()); err != nil {
			return false, err
		}
	}
	return false, nil
}

// Detach copies the part that was not read yet, since a server may reuse the memory of its messages once the call has ended. It
// may be called at any time.
func (m *Message[R]) Detach() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.encoded == nil || m.encoded.Remaining() == 0 {
		return
	}
	rest, err := appendRead(nil, m.encoded, m.encoded.Remaining())
	if err != nil {
		return // not possible: so many bytes remain
	}
	_ = m.encoded.Close() // never fails
	m.encoded = mem.BufferSlice{mem.SliceBuffer(rest)}.Reader()
}

// Release releases the buffers of the message.
func (m *Message[R]) Release() { m.hold(nil) }

// hold sets other buffers, nil for none, and releases the current ones.
func (m *Message[R]) hold(encoded *mem.Reader) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.encoded != nil {
		_ = m.encoded.Close() // never fails
	}
	m.encoded = encoded
}

// fieldStart is what an encoded field begins with.
type fieldStart struct {
	number protowire.Number
	kind   protowire.Type
	value  uint64 // the value of a varint, or the size of the content that follows
}

// isRecord reports whether the field is a record.
func (f fieldStart) isRecord() bool {
	return f.number == RecordsNumber && f.kind == protowire.BytesType
}

// size returns the size of the content that follows.
func (f fieldStart) size() int {
	if f.kind == protowire.BytesType {
		return int(f.value)
	}
	return 0
}

// nextField reads the start of a field. All fields of the messages of lists and watches have a size or are varints.
func nextField(r *mem.Reader) (fieldStart, error) {
	tag, err := binary.ReadUvarint(r)
	if err != nil {
		return fieldStart{}, errWire
	}
	value, err := binary.ReadUvarint(r)
	number, kind := protowire.DecodeTag(tag)
	sized := kind == protowire.BytesType
	if err != nil || number <= 0 || !sized && kind != protowire.VarintType || sized && value > uint64(r.Remaining()) {
		return fieldStart{}, errWire
	}
	return fieldStart{number, kind, value}, nil
}

// appendRead appends the next size bytes of r, which must have them.
func appendRead(dst []byte, r *mem.Reader, size int) ([]byte, error) {
	start := len(dst)
	dst = slices.Grow(dst, size)[:start+size]
	_, err := io.ReadFull(r, dst[start:])
	return dst, err
}

// Codec is gRPC's codec for protobuf, which also decodes a *Message.
type Codec struct{ encoding.CodecV2 }

// NewCodec returns the codec.
func NewCodec() Codec { return Codec{encoding.GetCodecV2("proto")} }

// Unmarshal decodes a message.
func (c Codec) Unmarshal(data mem.BufferSlice, v any) error {
	if m, ok := v.(interface {
		unmarshal(data mem.BufferSlice) error
	}); ok {
		return m.unmarshal(data)
	}
	return c.CodecV2.Unmarshal(data, v)
}
