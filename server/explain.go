package server

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

// explainer reads the pages of one call with the catalogues that its list needs.
type explainer struct {
	server *Server
	source *source
	list   connectors.List
	req    proto.Message
	// shared shares the pages with other calls, nil for a list that is kept.
	shared *pagecache.Reader
	// started is when the call began: older catalogues refuse nothing.
	started time.Time

	mu      sync.Mutex
	known   *meaning
	fetched connectors.Fetch // the request, opened with known
	schema  *crmstreamv1.Schema
	notices []connectors.Notice
}

// prepare opens the request before anything is asked, so that its mistakes are found first: with the catalogues where they
// are kept, and else without. What the kept ones do not know is left to be decided with newer ones, by the first page, while
// the stream says that it waits.
func (e *explainer) prepare(ctx context.Context) error {
	var known *connectors.Catalogue
	if e.server.knownMeaning(e.source, e.list) {
		kept, err := e.server.readMeaning(ctx, e.source, e.list, nil)
		if err != nil {
			return err
		}
		known = kept.catalogue
	}
	if _, err := e.open(known); !isUnknown(err) {
		return err
	}
	return nil
}

// isUnknown reports whether an error may be due to a catalogue that is too old.
func isUnknown(err error) bool {
	var ce *connectors.Error
	return errors.As(err, &ce) && ce.Unknown
}

// open opens the request with a catalogue.
func (e *explainer) open(known *connectors.Catalogue) (connectors.Fetch, error) {
	fetch, err := e.list.Open(e.req, known)
	if err != nil {
		return nil, err
	}
	if fetch = e.server.memory.Bounded(fetch, e.list.Kept); e.shared == nil {
		return fetch, nil
	}
	return e.shared.Fetch(fetch, known), nil
}

// fetch fetches a page. The catalogues are read with the first one, while the stream says that it waits; those that could
// not be read then are tried again with later pages.
func (e *explainer) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	fetch, notices, err := e.opened(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	page, err := fetch(ctx, at)
	page.Notices = append(notices[:len(notices):len(notices)], page.Notices...)
	return page, err
}

// opened returns the request opened with what is known of the values, and what is to be said of that.
func (e *explainer) opened(ctx context.Context) (connectors.Fetch, []connectors.Notice, error) {
	e.mu.Lock()
	known, fetch, notices := e.known, e.fetched, e.notices
	e.mu.Unlock()
	if known != nil && known.complete {
		return fetch, notices, nil
	}
	again, err := e.server.readMeaning(ctx, e.source, e.list, nil)
	if err != nil {
		return nil, nil, err
	}
	if known == nil || known.catalogue != again.catalogue {
		if fetch, err = e.open(again.catalogue); isUnknown(err) {
			if again, err = e.server.readMeaning(ctx, e.source, e.list, &e.started); err != nil {
				return nil, nil, err
			}
			fetch, err = e.open(again.catalogue)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	schema, cut := again.schema(e.req, e.source.zone)
	notices = append(cut, again.notices...)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known, e.fetched, e.schema, e.notices = again, fetch, schema, notices
	return fetch, notices, nil
}

// told returns the schema, nil before the first page was asked for. It has no definitions of fields unless the call is its
// scan's first.
func (e *explainer) told(first bool) *crmstreamv1.Schema {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.schema == nil || first {
		return e.schema
	}
	return &crmstreamv1.Schema{TimeZone: e.schema.GetTimeZone()}
}
