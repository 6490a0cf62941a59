package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server"
	"github.com/crmstream/crmstream/server/scan"
)

// stored is a connector whose upstream costs nothing: every page is made of the same encoded record.
type stored struct {
	record []byte
	rows   int
}

type noSettings struct{}

func (noSettings) Validate() error               { return nil }
func (noSettings) Secrets() []*connectors.Secret { return nil }

func (s stored) Lists() []connectors.List {
	return []connectors.List{{Resource: "stockItems", Orders: []string{"id"}}}
}

// ListStockItems returns pages of 500.
func (s stored) ListStockItems(_ context.Context, _ *crmstreamv1.ListStockItemsRequest, at connectors.PageRequest) (connectors.Page, error) {
	from := 0
	if at.Cursor != "" {
		if _, err := fmt.Sscan(string(at.Cursor), &from); err != nil {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone}
		}
	}
	page := connectors.Page{}
	for i := from; i < min(from+500, s.rows); i++ {
		key := fmt.Appendf(nil, "%09d", i)
		page.Records = append(page.Records, connectors.Record{ID: key, Key: key, Wire: s.record})
	}
	if from+500 < s.rows {
		page.Next = connectors.Cursor(fmt.Sprint(from + 500))
	}
	return page, nil
}

// single sends each record in a message of its own, as most services do.
type single struct {
	crmstreamv1.UnimplementedStockServiceServer
	item *crmstreamv1.StockItem
	rows int
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

// measureBatches compares messages of many records with messages of one, without any upstream.
func measureBatches(ctx context.Context) error {
	const rows = 300_000
	name, created := "House by the sea", "1"
	item := &crmstreamv1.StockItem{Id: "12345", Name: &name, TypeId: &created, Fields: map[string]*crmstreamv1.FieldValue{
		"470": {Value: &crmstreamv1.FieldValue_Decimal{Decimal: "2850000.00"}},
		"487": {Value: &crmstreamv1.FieldValue_Flag{Flag: true}},
	}}
	wire, err := proto.Marshal(item)
	if err != nil {
		return err
	}
	record := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)

	tokens, err := scan.NewTokens(scan.NewKey())
	if err != nil {
		return err
	}
	ours, err := server.New(server.Options{Tokens: tokens, Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry()})
	if err != nil {
		return err
	}
	driver := connectors.Driver{Name: "stored", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) {
		return stored{record: record, rows: rows}, nil
	}}
	if err := ours.AddSource(server.SourceConfig{Name: "bench", Driver: driver, Settings: noSettings{}, TimeZone: time.UTC}); err != nil {
		return err
	}
	plain := grpc.NewServer()
	crmstreamv1.RegisterStockServiceServer(plain, single{item: item, rows: rows})

	one, err := rateOf(ctx, plain.Serve, rows)
	if err != nil {
		return err
	}
	many, err := rateOf(ctx, ours.Serve, rows)
	if err != nil {
		return err
	}
	fmt.Printf("messages, no upstream, Go client and server in one process:\n  one record each: %.0f records/s, batches: %.0f records/s, ratio x%.1f\n",
		one, many, many/one)
	return nil
}

// rateOf returns the rate at which a client gets all rows from a server.
func rateOf(ctx context.Context, serve func(net.Listener) error, rows int) (float64, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	go func() { _ = serve(l) }() // ends with the process
	began := time.Now()
	records, err := discard(ctx, l.Addr().String())
	if err == nil && records != rows {
		err = fmt.Errorf("got %d records of %d", records, rows)
	}
	return float64(records) / time.Since(began).Seconds(), err
}
