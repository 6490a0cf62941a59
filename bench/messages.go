package main

import (
	"context"
	"errors"
	"net"
	"strconv"

	"google.golang.org/grpc"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// messages compares batches with messages of one record, without an upstream.
func (b *bench) messages(ctx context.Context) error {
	const rows = 100_000
	b.title("batches against a message for each of %d stored records, no upstream", rows)
	all, err := b.inTurn([]string{"single", "batches"}, func(role string) (f figures, err error) {
		server, err := b.start(ctx, role, strconv.Itoa(rows))
		if err != nil {
			return f, err
		}
		defer func() { err = errors.Join(err, server.stop()) }()
		return observe(server, nil, func() (int, error) { return discard(ctx, server.address, wanted()) })
	})
	if err != nil {
		return err
	}
	single, batches := all["single"], all["batches"]
	show("one record each", single)
	show("batches", batches)
	note("rate of batches against one each", "%8.2f", ratio(batches, single, figures.rate))
	note("server CPU of one each against batches", "%8.2f", ratio(single, batches, figures.perRecord))
	return nil
}

// single sends each record in a message of its own, as most services do.
type single struct {
	crmstreamv1.UnimplementedStockServiceServer
	item *crmstreamv1.StockItem
	rows int
}

// singly serves stored rows one by one.
func singly(rows string) (func(net.Listener) error, error) {
	item, n, err := storedItem(rows)
	if err != nil {
		return nil, err
	}
	s := grpc.NewServer()
	crmstreamv1.RegisterStockServiceServer(s, single{item: item, rows: n})
	return s.Serve, nil
}

// ListStockItems sends all rows.
func (s single) ListStockItems(_ *crmstreamv1.ListStockItemsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListStockItemsResponse]) error {
	for range s.rows {
		if err := stream.Send(&crmstreamv1.ListStockItemsResponse{StockItems: []*crmstreamv1.StockItem{s.item}}); err != nil {
			return err
		}
	}
	return nil
}
