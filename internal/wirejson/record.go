package wirejson

import (
	"bytes"
	"errors"
	"iter"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// errWire is the error of an encoded message that cannot be read.
var errWire = errors.New("malformed protobuf message")

// Writer converts encoded records to JSON in the form of protojson, without decoding them to messages, which would take
// most of the time of a list. It is not safe for concurrent use.
type Writer struct {
	// Full adds the zeros, empty lists and empty maps of fields without presence, as protojson's EmitDefaultValues does.
	Full bool

	slots   []slot  // of the messages being written, the innermost last
	entries []entry // of the maps being written
}

// slot is the place of a field in the encoded message. A slot is small, since each message clears one for each of its fields.
// Its numbers have 32 bits, since no message is that large.
type slot struct {
	count      int32
	first      int32 // start of its first occurrence, with the tag
	start, end int32 // its last value, without the tag
}

// entry is one entry of a map.
type entry struct{ key, value []byte }

// Append appends the JSON of an encoded message by the rules of protobuf: the last occurrence of a scalar counts, occurrences
// of a message are merged, and a member of a oneof removes the other members.
func (w *Writer) Append(dst []byte, p *Plan, in []byte) ([]byte, error) {
	switch {
	case p.timestamp:
		return appendTimestamp(dst, in)
	case p.other != nil:
		return appendOther(dst, p.other, in)
	}
	base := len(w.slots)
	w.slots = append(w.slots, make([]slot, len(p.fields))...)
	defer func() { w.slots = w.slots[:base] }()
	if err := p.locate(w.slots[base:], in); err != nil {
		return dst, err
	}
	dst = append(dst, '{')
	empty := len(dst)
	for i := range p.fields {
		s, f := w.slots[base+i], &p.fields[i]
		unset := s.count == 0 || !f.presence && !f.list && f.mapValue == nil && isZero(f, in[s.start:s.end])
		if unset && (!w.Full || f.presence) {
			continue
		}
		before := len(dst)
		if before > empty {
			dst = append(dst, ',')
		}
		dst = append(dst, f.key...)
		value := len(dst)
		var err error
		if unset {
			dst, err = w.appendZero(dst, f)
		} else {
			dst, err = w.appendField(dst, f, in, s)
		}
		switch {
		case err != nil:
			return dst, err
		case len(dst) == value && w.Full: // a packed list without elements
			dst = append(dst, "[]"...)
		case len(dst) == value:
			dst = dst[:before]
		}
	}
	return append(dst, '}'), nil
}

// appendZero appends the value of a field without presence that the message lacks.
func (w *Writer) appendZero(dst []byte, f *planField) ([]byte, error) {
	switch {
	case f.mapValue != nil:
		return append(dst, "{}"...), nil
	case f.list:
		return append(dst, "[]"...), nil
	default:
		return w.appendValue(dst, f, nil)
	}
}

// locate fills the slots with the places of a message's fields.
func (p *Plan) locate(slots []slot, in []byte) error {
	for at := 0; at < len(in); {
		number, wire, tag := protowire.ConsumeTag(in[at:])
		if tag < 0 {
			return errWire
		}
		size := protowire.ConsumeFieldValue(number, wire, in[at+tag:])
		if size < 0 {
			return errWire
		}
		if int(number) < len(p.byNumber) && p.byNumber[number] > 0 {
			i := p.byNumber[number] - 1
			if f := &p.fields[i]; f.takes(wire) {
				for _, sibling := range f.siblings {
					slots[sibling].count = 0
				}
				s := &slots[i]
				if s.count == 0 {
					s.first = int32(at)
				}
				s.count++
				s.start, s.end = int32(at+tag), int32(at+tag+size)
			}
		}
		at += tag + size
	}
	return nil
}

// isZero reports whether a value equals that of an unset field without presence.
func isZero(f *planField, value []byte) bool {
	mask := byte(0xff)
	switch f.wire {
	case protowire.BytesType:
		payload, _ := protowire.ConsumeBytes(value)
		return len(payload) == 0
	case protowire.VarintType:
		mask = 0x7f // without the bits that say whether another byte follows
	}
	for _, b := range value {
		if b&mask != 0 {
			return false
		}
	}
	return true
}

// appendField appends the value of a field that the message has.
func (w *Writer) appendField(dst []byte, f *planField, in []byte, s slot) ([]byte, error) {
	switch {
	case f.mapValue != nil:
		return w.appendMap(dst, f, in[s.first:s.end])
	case f.list:
		return w.appendList(dst, f, in[s.first:s.end])
	case f.message != nil && s.count > 1:
		var merged []byte
		for _, value := range f.occurrences(in[s.first:s.end]) {
			payload, _ := protowire.ConsumeBytes(value)
			merged = append(merged, payload...)
		}
		return w.Append(dst, f.message, merged)
	default:
		return w.appendValue(dst, f, in[s.start:s.end])
	}
}

// occurrences yields the wire type and the value of each occurrence of the field in a message that locate has checked.
func (f *planField) occurrences(in []byte) iter.Seq2[protowire.Type, []byte] {
	return func(yield func(protowire.Type, []byte) bool) {
		for len(in) > 0 {
			n, wire, tag := protowire.ConsumeTag(in)
			size := protowire.ConsumeFieldValue(n, wire, in[tag:])
			if n == f.number && f.takes(wire) && !yield(wire, in[tag:tag+size]) {
				return
			}
			in = in[tag+size:]
		}
	}
}

// appendList appends a list, or nothing if the list is empty.
func (w *Writer) appendList(dst []byte, f *planField, in []byte) ([]byte, error) {
	open := byte('[')
	for wire, value := range f.occurrences(in) {
		packed := value
		if wire != f.wire {
			packed, _ = protowire.ConsumeBytes(value)
		}
		for len(packed) > 0 {
			size := protowire.ConsumeFieldValue(f.number, f.wire, packed)
			if size < 0 {
				return dst, errWire
			}
			var err error
			if dst, err = w.appendValue(append(dst, open), f, packed[:size]); err != nil {
				return dst, err
			}
			open, packed = ',', packed[size:]
		}
	}
	if open == '[' {
		return dst, nil
	}
	return append(dst, ']'), nil
}

// appendMap appends a map in the order of its keys. The last of several entries with the same key counts.
func (w *Writer) appendMap(dst []byte, f *planField, in []byte) ([]byte, error) {
	base := len(w.entries)
	defer func() { w.entries = w.entries[:base] }()
	for _, value := range f.occurrences(in) {
		payload, _ := protowire.ConsumeBytes(value)
		e, err := readEntry(payload, f.mapValue)
		if err != nil {
			return dst, err
		}
		w.entries = append(w.entries, e)
	}
	slices.SortStableFunc(w.entries[base:], func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	dst = append(dst, '{')
	for i, end := base, len(w.entries); i < end; i++ {
		e := w.entries[i]
		if i+1 < end && bytes.Equal(e.key, w.entries[i+1].key) {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = AppendText(dst, e.key); err != nil {
			return dst, err
		}
		if dst, err = w.appendValue(append(dst, ':'), f.mapValue, e.value); err != nil {
			return dst, err
		}
	}
	return append(dst, '}'), nil
}

// appendOther appends a message of a type with a JSON form of its own.
func appendOther(dst []byte, t protoreflect.MessageType, in []byte) ([]byte, error) {
	m := t.New().Interface()
	if err := proto.Unmarshal(in, m); err != nil {
		return dst, err
	}
	return AppendMessage(dst, protojson.MarshalOptions{}, m)
}
