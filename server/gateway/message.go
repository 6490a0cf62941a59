package gateway

import (
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // registers the codec that listCodec extends
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// recordsNumber is the field number of the records in the messages of every list.
const recordsNumber = 1

// message is one message of a list: its records as they are encoded, the rest decoded.
type message struct {
	listResponse          // without its records
	records      [][]byte // parts of buffer
	buffer, rest []byte
}

// unmarshal reads an encoded message, reusing the memory of the one before.
func (m *message) unmarshal(data mem.BufferSlice) error {
	size := data.Len()
	if cap(m.buffer) < size {
		m.buffer = make([]byte, size)
	}
	m.buffer = m.buffer[:size]
	data.CopyTo(m.buffer)
	m.records, m.rest = m.records[:0], m.rest[:0]
	for in := m.buffer; len(in) > 0; {
		number, wire, tag := protowire.ConsumeTag(in)
		if tag < 0 {
			return errWire
		}
		size := protowire.ConsumeFieldValue(number, wire, in[tag:])
		if size < 0 {
			return errWire
		}
		if number == recordsNumber && wire == protowire.BytesType {
			record, _ := protowire.ConsumeBytes(in[tag:])
			m.records = append(m.records, record)
		} else {
			m.rest = append(m.rest, in[:tag+size]...)
		}
		in = in[tag+size:]
	}
	return proto.Unmarshal(m.rest, m.listResponse)
}

// listCodec is the proto codec that can also read messages of lists.
type listCodec struct{ encoding.CodecV2 }

// Unmarshal decodes a message.
func (c listCodec) Unmarshal(data mem.BufferSlice, v any) error {
	if m, ok := v.(*message); ok {
		return m.unmarshal(data)
	}
	return c.CodecV2.Unmarshal(data, v)
}
