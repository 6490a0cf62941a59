package enrich

import (
	"context"
	"errors"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/pagecache"
)

// Request is the request of one call for a list, opened with the definitions that the list needs. It is safe for concurrent
// use.
type Request struct {
	source *Source
	list   connectors.List
	req    proto.Message
	// shared shares the pages with other calls, nil for a kept list.
	shared *pagecache.Reader
	// started is when the call began. A definition that is missing in definitions from before that time refuses no request.
	started time.Time

	mu          sync.Mutex
	definitions *Definitions
	opened      connectors.Fetch // the request, opened with the definitions
	schema      *crmstreamv1.Schema
	notices     []connectors.Notice
}

// Request returns a request of a call that begins now, for a list of the source. The reader shares its pages with other calls,
// unless it is nil.
func (s *Source) Request(list connectors.List, req proto.Message, shared *pagecache.Reader) *Request {
	return &Request{source: s, list: list, req: req, shared: shared, started: time.Now()}
}

// Check opens the request before any request to the upstream, so that its mistakes are found early. It uses the kept
// definitions, or none if some are not kept. If a name is missing in the kept definitions, the first page decides with newer
// definitions, while the stream reports that it waits.
func (r *Request) Check(ctx context.Context) error {
	var known *connectors.Catalogue
	if r.source.known(r.list) {
		kept, err := r.source.read(ctx, r.list, nil)
		if err != nil {
			return err
		}
		known = kept.Catalogue
	}
	if _, err := r.open(known); !isUnknown(err) {
		return err
	}
	return nil
}

// isUnknown reports whether the cause of an error may be that definitions are too old.
func isUnknown(err error) bool {
	var ce *connectors.Error
	return errors.As(err, &ce) && ce.Unknown
}

// open opens the request with a catalogue.
func (r *Request) open(known *connectors.Catalogue) (connectors.Fetch, error) {
	fetch, err := r.list.Open(r.req, known)
	if err != nil {
		return nil, err
	}
	if fetch = r.source.Memory.Bounded(fetch, r.list.Kept); r.shared == nil {
		return fetch, nil
	}
	return r.shared.Fetch(fetch, known), nil
}

// Fetch fetches a page. With the first page it reads the definitions; if some cannot be read, it tries them again with later
// pages.
func (r *Request) Fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	fetch, notices, err := r.define(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	page, err := fetch(ctx, at)
	page.Notices = append(notices[:len(notices):len(notices)], page.Notices...)
	return page, err
}

// Define reads the definitions that are not known yet. A call that fetches nothing needs it for the schema.
func (r *Request) Define(ctx context.Context) error {
	_, _, err := r.define(ctx)
	return err
}

// define returns the request opened with the definitions, and the notices about them. It reads the definitions that are not
// known yet.
func (r *Request) define(ctx context.Context) (connectors.Fetch, []connectors.Notice, error) {
	r.mu.Lock()
	known, fetch, notices := r.definitions, r.opened, r.notices
	r.mu.Unlock()
	if known != nil && known.complete {
		return fetch, notices, nil
	}
	again, err := r.source.read(ctx, r.list, nil)
	if err != nil {
		return nil, nil, err
	}
	if known == nil || known.Catalogue != again.Catalogue {
		if fetch, err = r.open(again.Catalogue); isUnknown(err) {
			if again, err = r.source.read(ctx, r.list, &r.started); err != nil {
				return nil, nil, err
			}
			fetch, err = r.open(again.Catalogue)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	schema, cut := again.schema(r.req, r.source.TimeZone)
	notices = append(cut, again.Notices...)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.definitions, r.opened, r.schema, r.notices = again, fetch, schema, notices
	return fetch, notices, nil
}

// Schema returns the schema, nil before the definitions are read. It has definitions of fields only in the first call of a
// scan.
func (r *Request) Schema(first bool) *crmstreamv1.Schema {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.schema == nil || first {
		return r.schema
	}
	return &crmstreamv1.Schema{TimeZone: r.schema.GetTimeZone()}
}
