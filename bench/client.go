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
	"google.golang.org/protobuf/proto"

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

// discard reads a list over its own connection and counts the records.
func discard(ctx context.Context, address string, req proto.Message) (records int, err error) {
	conn, err := dial(address)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	stream, err := open(ctx, conn, req)
	if err != nil {
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

// dial returns a connection on which the messages of lists are counted.
func dial(address string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(16<<20), grpc.ForceCodecV2(counting{encoding.GetCodecV2("proto")})))
}

// open asks for a list.
func open(ctx context.Context, conn *grpc.ClientConn, req proto.Message) (grpc.ClientStream, error) {
	method := crmstreamv1.StockService_ListStockItems_FullMethodName
	if _, ok := req.(*crmstreamv1.ListContactsRequest); ok {
		method = crmstreamv1.ContactsService_ListContacts_FullMethodName
	}
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	if err != nil {
		return nil, err
	}
	return stream, errors.Join(stream.SendMsg(req), stream.CloseSend())
}
