package server

import (
	"context"
	"errors"
	"sync"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// explainer reads the pages of one call with the catalogues that its list needs.
type explainer struct {
	server *Server
	source *source
	info   connectors.List
	req    proto.Message
	inner  fetch

	mu      sync.Mutex
	known   *meaning
	schema  *crmstreamv1.Schema
	notices []connectors.Notice
}

// rehearse finds the mistakes of a request whose catalogues would have to be read first, before anything is asked of the
// upstream. The others are found with the first page.
func (s *Server) rehearse(ctx context.Context, src *source, info connectors.List, list fetch) error {
	if s.knownMeaning(src, info) {
		return nil
	}
	rehearsal := connectors.WithCall(ctx, &connectors.Call{Rehearsal: true})
	if _, err := list(rehearsal, connectors.PageRequest{}); errors.Is(err, &connectors.Error{Kind: connectors.KindInvalidRequest}) {
		return err
	}
	return nil
}

// fetch fetches a page. The catalogues are read with the first one, while the stream tells that it waits; those that could
// not be read then are tried again with later pages.
func (e *explainer) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	known, notices, err := e.meaning(ctx)
	if err != nil {
		return connectors.Page{}, err
	}
	at.Catalogue = known.catalogue
	page, err := e.inner(ctx, at)
	page.Notices = append(notices[:len(notices):len(notices)], page.Notices...)
	return page, err
}

// meaning returns what is known of the values, and what is to be said of that.
func (e *explainer) meaning(ctx context.Context) (*meaning, []connectors.Notice, error) {
	e.mu.Lock()
	known, notices := e.known, e.notices
	e.mu.Unlock()
	if known != nil && known.complete {
		return known, notices, nil
	}
	known, err := e.server.readMeaning(ctx, e.source, e.info)
	if err != nil {
		return nil, nil, err
	}
	schema, cut := known.schema(e.req, e.source.zone)
	notices = append(cut, known.notices...)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.known, e.schema, e.notices = known, schema, notices
	return known, notices, nil
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
