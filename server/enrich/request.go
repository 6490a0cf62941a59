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

// Request is the request of one call for a list, opened with the definitions that the list needs. It is safe for concurrent use.
type Request struct {
	source *Source
	list   connectors.List
	req    proto.Message
	// shared shares the pages with other calls, nil for a list that is kept.
	shared *pagecache.Reader
	// started is when the call began: definitions that are older refuse nothing.
	started time.Time

	mu          sync.Mutex
	definitions *Definitions
	opened      connectors.Fetch // the request, opened with definitions
	schema      *crmstreamv1.Schema
	notices     []connectors.Notice
}

// Request returns a request for a list of the source, of a call that begins now. Its pages are shared with other calls by the
// reader, unless that is nil.
func (s *Source) Request(list connectors.List, req proto.Message, shared *pagecache.Reader) *Request {
	return &Request{source: s, list: list, req: req, shared: shared, started: time.Now()}
}

// Check opens the request before anything is asked, so that its mistakes are found first: with the definitions where they are
// kept, and else without. What the kept ones do not know is left to be decided with newer ones, by the first page, while the stream
// says that it waits.
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

// isUnknown reports whether an error may be due to definitions that are too old.
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

// Fetch fetches a page. The definitions are read with the first one; those that could not be read then are tried again with later
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

// Define reads the definitions that are not known yet. Call it for the schema where nothing is fetched.
func (r *Request) Define(ctx context.Context) error {
	_, _, err := r.define(ctx)
	return err
}

// define returns the request opened with the definitions, and what is to be said of those. It reads those that are not known yet.
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

// Schema returns the schema, nil before the definitions are read. It has no definitions of fields unless the call is its scan's
// first.
func (r *Request) Schema(first bool) *crmstreamv1.Schema {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.schema == nil || first {
		return r.schema
	}
	return &crmstreamv1.Schema{TimeZone: r.schema.GetTimeZone()}
}
