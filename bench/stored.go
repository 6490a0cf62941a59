package main

import (
	"context"
	"fmt"
	"net"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server"
)

// stored is a connector without the cost of an upstream: every page has copies of the same encoded record.
type stored struct {
	record []byte // field 1 of a response
	rows   int
}

// storedSettings are settings without content.
type storedSettings struct{}

// Validate finds nothing wrong.
func (storedSettings) Validate() error { return nil }

// Secrets returns none.
func (storedSettings) Secrets() []*connectors.Secret { return nil }
func (storedSettings) Addresses() []string           { return nil }

// newStored returns our server with a source of so many stored rows.
func newStored(rows string) (*server.Server, error) {
	item, n, err := storedItem(rows)
	if err != nil {
		return nil, err
	}
	// Custom fields come in the order of their keys, as an upstream sends them, and not in the random order of a Go map.
	wire, err := proto.MarshalOptions{Deterministic: true}.Marshal(item)
	if err != nil {
		return nil, err
	}
	record := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)
	driver := connectors.Driver{Name: "stored", New: func(connectors.Account, connectors.Settings) (connectors.Client, error) {
		return stored{record: record, rows: n}, nil
	}}
	return newServer(driver, storedSettings{}, 0)
}

// storedItem returns the record of all stored rows, taken from the emulator, and reads the number of rows.
func storedItem(rows string) (item *crmstreamv1.StockItem, n int, err error) {
	if n, err = strconv.Atoi(rows); err != nil {
		return nil, 0, err
	}
	emulator, err := newEmulator()
	if err != nil {
		return nil, 0, err
	}
	list, err := samples(emulator, stockItems())
	if err != nil {
		return nil, 0, err
	}
	item, err = decodeItem(list[0])
	return item, n, err
}

// Lists returns the one list.
func (s stored) Lists() []connectors.List {
	declaration := connectors.List{Resource: "stockItems", Fields: []string{"type_ids"}, Orders: []string{"id"}}
	open := func(*crmstreamv1.ListStockItemsRequest, *connectors.Catalogue) (connectors.Fetch, error) {
		return s.fetch, nil
	}
	return []connectors.List{connectors.Of(declaration, open)}
}

// LookUps returns none.
func (s stored) LookUps() []connectors.LookUp { return nil }

// Writes returns none.
func (s stored) Writes() []connectors.Write { return nil }

// fetch returns the page at a cursor, which is the number of its first row.
func (s stored) fetch(_ context.Context, at connectors.PageRequest) (connectors.Page, error) {
	from := 0
	if at.Cursor != "" {
		var err error
		if from, err = strconv.Atoi(string(at.Cursor)); err != nil {
			return connectors.Page{}, &connectors.Error{Kind: connectors.KindCursorGone}
		}
	}
	const digits = 9
	end := min(from+pageRows, s.rows)
	keys := make([]byte, 0, pageRows*digits)
	page := connectors.Page{Records: make([]connectors.Record, 0, pageRows)}
	for i := from; i < end; i++ {
		keys = fmt.Appendf(keys, "%0*d", digits, i)
		key := keys[len(keys)-digits:]
		page.Records = append(page.Records, connectors.Record{ID: key, Key: key, Wire: s.record})
	}
	if end < s.rows {
		page.Next = connectors.Cursor(strconv.Itoa(end))
	}
	return page, nil
}

// batches serves stored rows as crmstream does.
func batches(rows string) (func(net.Listener) error, error) {
	s, err := newStored(rows)
	if err != nil {
		return nil, err
	}
	return s.Serve, nil
}
