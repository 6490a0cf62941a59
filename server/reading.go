package server

import (
	"context"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/enrich"
	"github.com/crmstream/crmstream/server/pagecache"
)

// reading is the request of one call for a list, opened with the client that serves the source now. When the configuration
// changes during the call, the next page is fetched with the new client. It is safe for concurrent use.
type reading struct {
	server  *Server
	source  *source
	method  *api.Method
	req     listRequest
	request requestFields

	mu       sync.Mutex
	by       *serving
	enriched *enrich.Request
	pages    connectors.Fetch
}

// check opens the request before any request to the upstream, so that its mistakes are found early.
func (r *reading) check(ctx context.Context) error {
	_, enriched, _, err := r.open()
	if err != nil {
		return err
	}
	return enriched.Check(ctx)
}

// fetch fetches a page. If that fails, and the configuration was replaced meanwhile, it fetches the page with the new
// configuration: the old secret may have been withdrawn, and the new configuration may have another.
func (r *reading) fetch(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	for {
		by, _, pages, err := r.open()
		if err != nil {
			return connectors.Page{}, err
		}
		page, err := pages(ctx, at)
		if err == nil || ctx.Err() != nil || r.source.serving.Load() == by {
			return page, err
		}
	}
}

// schema returns the schema of the first message, nil before the definitions are read.
func (r *reading) schema() *crmstreamv1.Schema {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.enriched.Schema(r.req.GetResumeToken() == "")
}

// open returns what serves the source now, and the request and its Fetch, opened with it.
func (r *reading) open() (*serving, *enrich.Request, connectors.Fetch, error) {
	now := r.source.serving.Load()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.by == now {
		return now, r.enriched, r.pages, nil
	}
	list, ok := now.lists[r.method.Resource()]
	if !ok {
		return nil, nil, nil, unsupported(r.source, r.method)
	}
	r.by, r.enriched = now, now.enrich.Request(list, r.req, r.shared(now, list))
	r.pages = r.fetchOf(now, list)
	return now, r.enriched, r.pages, nil
}

// fetchOf returns the Fetch of the request: from the kept list where the list is kept, and else from the upstream. A request
// with an answer that is not kept reads the whole list for itself, with the same cursors. So include_raw may change between the
// calls of a scan.
func (r *reading) fetchOf(by *serving, list connectors.List) connectors.Fetch {
	if !list.Kept {
		return r.enriched.Fetch
	}
	enriched := r.enriched
	variant, isKept := catalogue.Variant(r.req)
	kept := &catalogue.Reader{
		Store: r.server.kept, Key: by.enrich.Key(list.Resource, variant), Age: by.enrich.Age, Most: maxStaleness(r.req),
		Read: catalogue.Whole(enriched.Fetch), Unkept: !isKept,
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if err := enriched.Define(ctx); err != nil { // for the schema, which a kept list has too
			return connectors.Page{}, err
		}
		return kept.Fetch(ctx, at)
	}
}

// shared returns the reader through which the request shares pages with other calls. It is nil for a kept list, since its pages
// are not shared.
func (r *reading) shared(by *serving, list connectors.List) *pagecache.Reader {
	if list.Kept {
		return nil
	}
	staleness := by.config.MaxStaleness
	if asked := maxStaleness(r.req); asked != nil {
		staleness = *asked
	}
	// What was written is in the next list. A write changes more than its own list: the time of the contact's latest activity, links.
	return r.server.pages.Reader(pagecache.ListKey(r.source.name, by.config.Account, r.request, r.req.GetIncludeRaw()), staleness, by.config.MaxStaleness, r.source.wrote.last())
}

// maxStaleness returns the largest age of pages that the request accepts, nil if the request has none.
func maxStaleness(req proto.Message) *time.Duration {
	r, ok := req.(interface{ GetMaxStaleness() *durationpb.Duration })
	if !ok || r.GetMaxStaleness() == nil {
		return nil
	}
	staleness := r.GetMaxStaleness().AsDuration()
	return &staleness
}
