package server

import (
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec that all other messages use
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
)

// frame is a list response whose records are encoded already.
type frame struct {
	// records are fields 1 of the message, in order. They are sent from where they lie, and never change: readers of one
	// page share them, and so do messages that wait for a slow reader.
	records [][]byte
	tail    *tail
}

// codec is the proto codec that can also send frames.
type codec struct{ encoding.CodecV2 }

// newCodec returns the codec of all of the server's messages.
func newCodec() codec { return codec{encoding.GetCodecV2("proto")} }

// Marshal encodes a message, or lays out a frame. It keeps the records of a frame, not the slice that holds them.
func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	f, ok := v.(*frame)
	if !ok {
		return c.CodecV2.Marshal(v)
	}
	encoded, err := proto.Marshal(f.tail)
	if err != nil {
		return nil, err
	}
	parts := make([]mem.SliceBuffer, len(f.records)) // in one piece, of which the message has pointers
	message := make(mem.BufferSlice, 0, len(f.records)+1)
	for i, r := range f.records {
		parts[i] = r
		message = append(message, &parts[i])
	}
	return append(message, mem.SliceBuffer(encoded)), nil
}
