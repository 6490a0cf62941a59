package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures, or serves as one of the processes measured: "upstream ROWS", "ours URL", "b0 URL", "b1 URL".
func run(args []string) error {
	if len(args) == 2 {
		switch args[0] {
		case "upstream":
			return serveUpstream(args[1])
		case "ours":
			return serveOurs(args[1])
		case "b0":
			return serveUsual(args[1], 1)
		case "b1":
			return serveUsual(args[1], 100)
		}
	}
	if len(args) != 0 {
		return fmt.Errorf("unknown arguments %q: run it without any", args)
	}
	return measure(context.Background())
}

// figures are what one server process took to deliver a list.
type figures struct {
	records int
	took    time.Duration
	cpu     time.Duration
	peakKiB int
}

func (f figures) rate() float64 { return float64(f.records) / f.took.Seconds() }
func (f figures) perRecord() time.Duration {
	return f.cpu / time.Duration(max(f.records, 1))
}

func measure(ctx context.Context) error {
	const small, large = 10_000, 1_000_000
	if err := measureBatches(ctx); err != nil {
		return err
	}
	fmt.Println("whole path, upstream to client, 100,000 stock items in pages of 500, median of 3 runs:")
	all := map[string]figures{}
	for _, kind := range []string{"b0", "b1", "ours"} {
		f, err := median(ctx, kind, 100_000, 3)
		if err != nil {
			return err
		}
		all[kind] = f
		fmt.Printf("  %-5s %9.0f records/s  %8v cpu a record\n", kind, f.rate(), f.perRecord())
	}
	ours := all["ours"]
	for _, base := range []string{"b0", "b1"} {
		b := all[base]
		fmt.Printf("  against %s: rate x%.2f, cpu 1/%.2f\n", base, ours.rate()/b.rate(), float64(b.perRecord())/float64(ours.perRecord()))
	}
	fmt.Println("memory of the server process, by length of the list:")
	few, err := deliver(ctx, "ours", small)
	if err != nil {
		return err
	}
	many, err := deliver(ctx, "ours", large)
	if err != nil {
		return err
	}
	fmt.Printf("  peak at %d: %d KiB, at %d: %d KiB, ratio %.2f\n", small, few.peakKiB, large, many.peakKiB,
		float64(many.peakKiB)/float64(few.peakKiB))
	return nil
}

// median returns the figures of the run with the median rate.
func median(ctx context.Context, kind string, rows, runs int) (figures, error) {
	var all []figures
	for range runs {
		f, err := deliver(ctx, kind, rows)
		if err != nil {
			return f, err
		}
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b figures) int { return cmp.Compare(a.rate(), b.rate()) })
	return all[runs/2], nil
}

// deliver streams a whole list through a fresh upstream and a fresh server process.
func deliver(ctx context.Context, kind string, rows int) (figures, error) {
	upstream, err := start(ctx, "upstream", fmt.Sprint(rows))
	if err != nil {
		return figures{}, err
	}
	defer upstream.stop()
	server, err := start(ctx, kind, "http://"+upstream.address)
	if err != nil {
		return figures{}, err
	}
	defer server.stop()
	began := time.Now()
	records, err := discard(ctx, server.address)
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w", kind, err)
	}
	// One row in 33 is deleted, and in no list.
	if records < rows*9/10 || records > rows {
		return figures{}, fmt.Errorf("%s delivered %d records of %d", kind, records, rows)
	}
	f := figures{records: records, took: time.Since(began)}
	f.cpu, f.peakKiB, err = server.usage()
	return f, err
}

// discard reads the list of stock items and counts the records.
func discard(ctx context.Context, address string) (int, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(16<<20)))
	if err != nil {
		return 0, err
	}
	defer func() { _ = conn.Close() }()
	stream, err := crmstreamv1.NewStockServiceClient(conn).ListStockItems(ctx, &crmstreamv1.ListStockItemsRequest{Source: "bench"})
	if err != nil {
		return 0, err
	}
	records := 0
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		if err != nil {
			return records, err
		}
		records += len(m.GetStockItems())
	}
}
