package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec of the messages
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// counting is a codec that adds the number of a message's records, its fields 1, to an *int. It decodes nothing.
type counting struct{ encoding.CodecV2 }

// Unmarshal adds the number of records. All fields of a list's messages are of the wire type that has a length.
func (c counting) Unmarshal(data mem.BufferSlice, v any) error {
	records, ok := v.(*int)
	if !ok {
		return c.CodecV2.Unmarshal(data, v)
	}
	r := data.Reader()
	defer func() { _ = r.Close() }() // never fails
	for r.Remaining() > 0 {
		tag, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		size, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		number, kind := protowire.DecodeTag(tag)
		if kind != protowire.BytesType {
			return fmt.Errorf("field %d has wire type %d", number, kind)
		}
		if _, err := r.Discard(int(size)); err != nil {
			return err
		}
		if number == 1 {
			*records++
		}
	}
	return nil
}

// discard reads the list of stock items over its own connection and counts the records.
func discard(ctx context.Context, address string, req *crmstreamv1.ListStockItemsRequest) (records int, err error) {
	codec := counting{encoding.GetCodecV2("proto")}
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(16<<20), grpc.ForceCodecV2(codec)))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, crmstreamv1.StockService_ListStockItems_FullMethodName)
	if err != nil {
		return 0, err
	}
	if err := errors.Join(stream.SendMsg(req), stream.CloseSend()); err != nil {
		return 0, err
	}
	for {
		switch err := stream.RecvMsg(&records); {
		case errors.Is(err, io.EOF):
			return records, nil
		case err != nil:
			return records, err
		}
	}
}
