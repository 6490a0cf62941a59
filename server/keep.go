package server

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/catalogue"
)

// keeper serves the pages of one call from a kept list.
type keeper struct {
	server    *Server
	source    *source
	key       catalogue.Key
	most      *time.Duration
	explainer *explainer
	read      catalogue.Read
	// passing tells that what is read is not kept.
	passing bool
	list    *catalogue.List // the one that this call is served from
}

// variant returns what a request of a kept list asks for besides the common fields, as the key of what is kept; ok is
// false for a request whose answer is not kept: one with a filter, or for the upstream's JSON.
func variant(req proto.Message) (text string, ok bool) {
	parts, ok := []string(nil), true
	fields := req.ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() { // in a fixed order, unlike Range
		fd := fields.Get(i)
		if !req.ProtoReflect().Has(fd) {
			continue
		}
		switch fd.Name() {
		case "source", "page_size", "limit", "resume_token", "max_staleness", "priority", "order":
		case "resource", "field_id", "parent_option_id":
			parts = append(parts, string(fd.Name())+"="+req.ProtoReflect().Get(fd).String())
		default:
			ok = false
		}
	}
	return strings.Join(parts, "&"), ok
}

// keep returns how the pages of a request are fetched: from what is kept, for a list that is, and else as explained. Requests
// for which nothing is kept are served alike, so that a scan may go on with another request's include_raw.
func (s *Server) keep(src *source, list connectors.List, req proto.Message, explainer *explainer) connectors.Fetch {
	if !list.Kept {
		return explainer.fetch
	}
	text, ok := variant(req)
	k := &keeper{
		server: s, source: src, key: src.keyOf(list.Resource, text),
		explainer: explainer, read: catalogue.Whole(explainer.fetch), passing: !ok,
	}
	k.most = maxStaleness(req)
	return k.fetch
}

// keyOf names a kept list of a source.
func (src *source) keyOf(resource, variant string) catalogue.Key {
	return catalogue.Key{Source: src.name, Account: src.account, Resource: resource, Variant: variant}
}

// fetch returns what is behind a cursor. All pages of a call are of the same reading.
func (k *keeper) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if k.list == nil {
		if _, _, err := k.explainer.opened(ctx); err != nil { // for the schema, even of what is kept
			return connectors.Page{}, err
		}
		list, err := k.whole(ctx)
		if err != nil {
			return connectors.Page{}, err
		}
		k.list = list
	}
	records := k.list.Records
	if at.Cursor != "" {
		stand, err := readStand(at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		for len(records) > 0 && records[0].Compare(stand) <= 0 {
			records = records[1:]
		}
	}
	total := len(k.list.Records)
	page := connectors.Page{Records: records, Total: &total, Notices: k.list.Notices, ReadTime: k.list.Read}
	page.After = func(i int) connectors.Cursor { return standAt(records[i]) }
	return page, nil
}

func (k *keeper) whole(ctx context.Context) (*catalogue.List, error) {
	if k.passing {
		return k.read(ctx)
	}
	return k.server.kept.Get(ctx, k.key, k.source.age, k.most, k.read)
}

// standAt returns the cursor behind a record: its position, so that it also holds for a later reading of the list.
func standAt(r connectors.Record) connectors.Cursor {
	return connectors.Cursor(base64.RawURLEncoding.EncodeToString(r.Key) + "." + base64.RawURLEncoding.EncodeToString(r.ID))
}

func readStand(c connectors.Cursor) (connectors.Record, error) {
	key, id, ok := strings.Cut(string(c), ".")
	k, err1 := base64.RawURLEncoding.DecodeString(key)
	i, err2 := base64.RawURLEncoding.DecodeString(id)
	if !ok || err1 != nil || err2 != nil {
		return connectors.Record{}, &connectors.Error{Kind: connectors.KindCursorGone}
	}
	return connectors.Record{Key: k, ID: i}, nil
}
