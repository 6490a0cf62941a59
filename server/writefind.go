package server

import (
	"context"
	"errors"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// find looks the records of rows up.
func (w *writing) find(ctx context.Context, rows []*writeRow) (*found, error) {
	if f := w.prefetched; f != nil {
		w.prefetched = nil // what is read again must be read anew
		return f, nil
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return w.findIDs(ctx, ids)
}

// findIDs looks records up by their ids.
func (w *writing) findIDs(ctx context.Context, ids []string) (*found, error) {
	lookUp, ok := w.by.lookUps[w.write.Resource]
	if !ok {
		return w.findInList(ctx, ids)
	}
	known := w.by.enrich.KeptDefinitions(w.by.lists[w.write.Resource])
	find, err := lookUp.Open(requestOf(lookUp.Request(), w.source.name, ids), known.Catalogue)
	if err != nil {
		return nil, err
	}
	lease := w.server.memory.Lease(false)
	defer lease.Release()
	page, err := find(connectors.WithMemory(ctx, lease))
	if err != nil && !errors.Is(err, &connectors.Error{Kind: connectors.KindNotFound}) {
		return nil, err
	}
	f := newFound(w.source, ids, w.server.opts.Redactor)
	f.add(page, nil)
	return f, nil
}

// requestOf returns a request to look ids up.
func requestOf(kind protoreflect.MessageType, source string, ids []string) proto.Message {
	req := kind.New()
	fields := kind.Descriptor().Fields()
	req.Set(fields.ByName("source"), protoreflect.ValueOfString(source))
	many := fields.ByName("ids")
	for _, id := range ids {
		if many == nil {
			req.Set(fields.ByName("id"), protoreflect.ValueOfString(id))
			continue
		}
		req.Mutable(many).List().Append(protoreflect.ValueOfString(id))
	}
	return req.Interface()
}

// findInList looks records up in the list of the resource, for an upstream that has no look-up for them.
func (w *writing) findInList(ctx context.Context, ids []string) (*found, error) {
	if _, ok := w.list(); !ok {
		return nil, unsupported(w.source, w.method)
	}
	f := newFound(w.source, ids, w.server.opts.Redactor)
	left := len(f.ids)
	_, err := w.searchList(ctx, w.emptyRequest().Interface(), func(record proto.Message) bool {
		if id := idOf(record); slices.ContainsFunc(f.ids, func(want string) bool { return idKey(want) == idKey(id) }) {
			wire, err := proto.Marshal(record)
			if err != nil {
				return true // texts are valid
			}
			wire = protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), wire)
			f.add(connectors.Page{Records: []connectors.Record{{ID: []byte(id), Wire: wire}}}, nil)
			left--
		}
		return left > 0
	})
	return f, err
}
