package catalogue

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
)

// Reader reads a kept list for one call. All pages of the call come from the same reading. It is not safe for concurrent use.
type Reader struct {
	// Store has the list under Key. A list that is older than Age is read again in the background; a list that is older than
	// Most is read again for this call.
	Store *Store
	Key   Key
	Age   time.Duration
	Most  *time.Duration
	// Read reads the list from its upstream.
	Read Read
	// Unkept reports whether the list is not kept: each call reads it for itself.
	Unkept bool

	list *List // the reading for this call, nil before its first page
}

// Variant returns the fields of a request for a kept list, besides the common ones, as the variant of the list's key. ok is
// false for a request with an answer that is not kept: a request with a filter, or for the upstream's JSON.
func Variant(req proto.Message) (text string, ok bool) {
	parts, ok := []string(nil), true
	fields := req.ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() { // in a fixed order, which Range has not
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

// Fetch returns the records after a cursor.
func (r *Reader) Fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if r.list == nil {
		list, err := r.read(ctx)
		if err != nil {
			return connectors.Page{}, err
		}
		r.list = list
	}
	records := r.list.Records
	if at.Cursor != "" {
		last, err := position(at.Cursor)
		if err != nil {
			return connectors.Page{}, err
		}
		for len(records) > 0 && records[0].Compare(last) <= 0 {
			records = records[1:]
		}
	}
	total := len(r.list.Records)
	page := connectors.Page{Records: records, Total: &total, Notices: r.list.Notices, ReadTime: r.list.Read}
	page.After = func(i int) connectors.Cursor { return cursorAfter(records[i]) }
	return page, nil
}

// read returns the whole list.
func (r *Reader) read(ctx context.Context) (*List, error) {
	if r.Unkept {
		return r.Read(ctx)
	}
	return r.Store.Get(ctx, r.Key, r.Age, r.Most, r.Read)
}

// cursorAfter returns the cursor after a record: the record's position, which is also valid in a later reading of the list.
func cursorAfter(r connectors.Record) connectors.Cursor {
	return connectors.Cursor(base64.RawURLEncoding.EncodeToString(r.Key) + "." + base64.RawURLEncoding.EncodeToString(r.ID))
}

// position returns the position in a cursor, as a record without content.
func position(c connectors.Cursor) (connectors.Record, error) {
	key, id, ok := strings.Cut(string(c), ".")
	k, err1 := base64.RawURLEncoding.DecodeString(key)
	i, err2 := base64.RawURLEncoding.DecodeString(id)
	if !ok || err1 != nil || err2 != nil {
		return connectors.Record{}, &connectors.Error{Kind: connectors.KindCursorGone}
	}
	return connectors.Record{Key: k, ID: i}, nil
}
