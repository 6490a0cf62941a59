package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stockType is the type of all stock items that are read.
const stockType = "1"

// figures are the measurements of one delivery.
type figures struct {
	records  int
	took     time.Duration
	requests int // upstream
	// CPU time of the three processes.
	server, upstream, client time.Duration
	peak                     int // memory of the server in bytes
}

func (f figures) rate() float64      { return float64(f.records) / f.took.Seconds() }
func (f figures) perRecord() float64 { return f.server.Seconds() / float64(f.records) }
func (f figures) whole() float64     { return (f.server + f.client).Seconds() / float64(f.records) }
func (f figures) peakBytes() float64 { return float64(f.peak) }
func (f figures) peakMiB() float64   { return float64(f.peak) / (1 << 20) }

// complete returns an error unless all records were delivered.
func (f figures) complete(by string, records int) error {
	if f.records != records {
		return fmt.Errorf("%s delivered %d records of %d", by, f.records, records)
	}
	return nil
}

// wanted is the request of each reader of the whole list.
func wanted() *crmstreamv1.ListStockItemsRequest {
	return &crmstreamv1.ListStockItemsRequest{Source: sourceName, TypeIds: []string{stockType}}
}

// same returns n requests for the same list.
func same(n int) []*crmstreamv1.ListStockItemsRequest {
	all := make([]*crmstreamv1.ListStockItemsRequest, n)
	for i := range all {
		all[i] = wanted()
	}
	return all
}

// deliver starts an upstream and a server in a role, and reads the list with one reader for each request.
func (b *bench) deliver(ctx context.Context, role string, rows int, readers []*crmstreamv1.ListStockItemsRequest) (f figures, err error) {
	up, err := b.start(ctx, "upstream", strconv.Itoa(rows))
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, up.stop()) }()
	server, err := b.start(ctx, role, "http://"+up.address)
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	read := func() (records int, err error) { return readAll(ctx, server.address, readers) }
	f, err = observe(server, up, read)
	if err == nil {
		err = f.complete(role, rows*len(readers))
	}
	if err == nil {
		f.requests, err = requests(ctx, up.address)
	}
	return f, err
}

// observe measures a read. up is nil if there is no upstream.
func observe(server, up *process, read func() (records int, err error)) (f figures, err error) {
	clocks := []func() (time.Duration, error){
		func() (cpu time.Duration, err error) { cpu, f.peak, err = server.usage(); return cpu, err },
		func() (cpu time.Duration, err error) {
			if up != nil {
				cpu, _, err = up.usage()
			}
			return cpu, err
		},
		ownCPU,
	}
	before, err := readClocks(clocks)
	if err != nil {
		return f, err
	}
	began := time.Now()
	if f.records, err = read(); err != nil {
		return f, err
	}
	f.took = time.Since(began)
	after, err := readClocks(clocks)
	if err != nil {
		return f, err
	}
	f.server, f.upstream, f.client = after[0]-before[0], after[1]-before[1], after[2]-before[2]
	return f, nil
}

func readClocks(clocks []func() (time.Duration, error)) ([]time.Duration, error) {
	var all []time.Duration
	for _, clock := range clocks {
		t, err := clock()
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// readAll reads a list for each request, all at the same time, and returns the total number of records.
func readAll[R proto.Message](ctx context.Context, address string, readers []R) (records int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		records int
		err     error
	}
	results := make(chan result, len(readers))
	for _, req := range readers {
		go func() {
			n, err := discard(ctx, address, req)
			results <- result{n, err}
		}()
	}
	for range readers {
		r := <-results
		records += r.records
		if r.err != nil && err == nil {
			err = r.err
			cancel()
		}
	}
	return records, err
}

// requests returns how many requests an upstream has served.
func requests(ctx context.Context, address string) (n int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+requestsPath, nil)
	if err != nil {
		return 0, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, resp.Body.Close()) }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(string(text))
}

// inTurn delivers by each role one after the other, in each round.
func (b *bench) inTurn(names []string, deliver func(role string) (figures, error)) (map[string][]figures, error) {
	all := map[string][]figures{}
	for range b.rounds {
		for _, name := range names {
			f, err := deliver(name)
			if err != nil {
				return nil, err
			}
			all[name] = append(all[name], f)
		}
	}
	return all, nil
}
