package server

import (
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec that all other messages use
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
)

// frame is a list response whose records are encoded already.
type frame struct {
	// records are fields 1 of the message, in order. They are read when the frame is sent, and not kept.
	records [][]byte
	tail    *tail
}

// codec is the proto codec that can also send frames.
type codec struct {
	encoding.CodecV2
	pool mem.BufferPool
}

// newCodec returns a codec with a pool of finer tiers than grpc's own, which jumps from 32 KiB to 1 MiB and would hold
// a megabyte for each 256 KiB batch of each stream.
func newCodec() codec {
	return codec{
		CodecV2: encoding.GetCodecV2("proto"),
		pool:    mem.NewTieredBufferPool(256, 4<<10, 16<<10, 32<<10, 64<<10, 128<<10, 288<<10, 1<<20, 4<<20),
	}
}

// Marshal encodes a message, or lays out a frame.
func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	f, ok := v.(*frame)
	if !ok {
		return c.CodecV2.Marshal(v)
	}
	size := proto.Size(f.tail)
	for _, r := range f.records {
		size += len(r)
	}
	buf := c.pool.Get(size)
	at := 0
	for _, r := range f.records {
		at += copy((*buf)[at:], r)
	}
	if _, err := (proto.MarshalOptions{UseCachedSize: true}).MarshalAppend((*buf)[:at], f.tail); err != nil {
		c.pool.Put(buf)
		return nil, err
	}
	return mem.BufferSlice{mem.NewBuffer(buf, c.pool)}, nil
}
