package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/catalogue"
	"github.com/crmstream/crmstream/server/enrich"
	"github.com/crmstream/crmstream/server/pagecache"
	"github.com/crmstream/crmstream/server/scan"
)

// listRequest is what all list requests have in common.
type listRequest interface {
	proto.Message
	GetSource() string
	GetPageSize() int32
	GetLimit() int32
	GetResumeToken() string
	GetIncludeRaw() bool
	prioritised
}

// prioritised is a request that says how it uses a budget.
type prioritised interface {
	GetPriority() crmstreamv1.Priority
}

// serveList answers one call of a list.
func (s *Server) serveList(m *api.Method, req listRequest, stream grpc.ServerStream) error {
	ctx, cancel := s.callContext(stream.Context(), req)
	defer cancel()
	src, err := s.source(ctx, req.GetSource())
	if err != nil {
		return err
	}
	note(ctx, src, m.Resource())
	list, ok := src.lists[m.Resource()]
	if !ok {
		return src.fail(unsupported(src, m))
	}
	opts, err := options(req, list)
	if err != nil {
		return src.fail(err)
	}
	if src.budget == nil { // what is fetched ahead and not needed would be taken from others
		opts.Prefetch = src.parallel
	}
	binding := bind(req, list, callerOf(ctx))
	from := scan.State{Started: time.Now().UTC()}
	if token := req.GetResumeToken(); token != "" {
		if from, err = s.opts.Tokens.Open(token, binding); err != nil {
			return src.fail(tokenError(err))
		}
	}
	enriched := src.enrich.Request(list, req, s.pageReader(src, list, req, binding))
	if err := enriched.Check(ctx); err != nil {
		return src.fail(err)
	}
	out := &sender{
		stream: stream, server: s, source: src, resource: m.Resource(), binding: binding, meter: connectors.MeterFrom(ctx),
		final: opts.Descending, schema: func() *crmstreamv1.Schema { return enriched.Schema(req.GetResumeToken() == "") },
	}
	out.delivery.resumable = from
	walk := scan.New(s.fetchOf(src, list, req, enriched), from, opts, out.send)
	resumable, cut, err := s.supervise(ctx, &out.delivery, func() error { return walk.Run(ctx) })
	if err == nil {
		return nil
	}
	if !cut { // the walk has ended
		resumable = walk.Resumable()
	}
	failure := src.fail(err)
	if !opts.Descending && !errors.Is(err, &connectors.Error{Kind: connectors.KindInvalidRequest}) {
		failure.token, _ = s.opts.Tokens.Seal(resumable, binding)
	}
	return failure
}

// maxDeadlineMargin is how long before a call's deadline it is ended at the most, so that its error, which holds the token to
// resume with, still reaches the client.
const maxDeadlineMargin = 250 * time.Millisecond

// callContext returns the context of a call: it ends with the stream, shortly before its deadline, or when the server
// stops.
func (s *Server) callContext(ctx context.Context, req prioritised) (context.Context, context.CancelFunc) {
	call := &connectors.Meter{Interactive: req.GetPriority() == crmstreamv1.Priority_PRIORITY_INTERACTIVE}
	if req.GetPriority() == crmstreamv1.Priority_PRIORITY_UNSPECIFIED {
		call.Interactive = len(metadata.ValueFromIncomingContext(ctx, api.InteractiveKey)) > 0
	}
	ctx, cancel := context.WithCancelCause(connectors.WithMeter(ctx, call))
	stop := context.AfterFunc(s.stopping, func() { cancel(errStopping) })
	release := func() {}
	if deadline, ok := ctx.Deadline(); ok {
		ctx, release = context.WithDeadline(ctx, deadline.Add(-min(time.Until(deadline)/10, maxDeadlineMargin)))
	}
	return ctx, func() { stop(); release(); cancel(nil) }
}

// source returns the source of a name, if the caller may know it. The error tells no more than ListSources does.
func (s *Server) source(ctx context.Context, name string) (*source, error) {
	names := s.visible(ctx)
	if _, found := slices.BinarySearch(names, name); found {
		return s.sources[name], nil
	}
	return nil, unknownSource(ctx, name, names)
}

// fetchOf returns how the pages of a request are fetched: from what is kept, for a list that is, and else from the upstream.
// Requests for which nothing is kept are served alike, so that a scan may go on with another request's include_raw.
func (s *Server) fetchOf(src *source, list connectors.List, req listRequest, enriched *enrich.Request) connectors.Fetch {
	if !list.Kept {
		return enriched.Fetch
	}
	variant, isKept := catalogue.Variant(req)
	kept := &catalogue.Reader{
		Store: s.kept, Key: src.enrich.Key(list.Resource, variant), Age: src.enrich.Age, Most: maxStaleness(req),
		Read: catalogue.Whole(enriched.Fetch), Unkept: !isKept,
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		if err := enriched.Define(ctx); err != nil { // for the schema, even of what is kept
			return connectors.Page{}, err
		}
		return kept.Fetch(ctx, at)
	}
}

// pageReader returns what a call reads the pages of its list with, nil for a list that is kept, whose pages are not shared.
func (s *Server) pageReader(src *source, list connectors.List, req listRequest, binding scan.Binding) *pagecache.Reader {
	if list.Kept {
		return nil
	}
	staleness := src.staleness
	if asked := maxStaleness(req); asked != nil {
		staleness = *asked
	}
	return s.pages.Reader(pagecache.ListKey(src.name, src.enrich.Account, binding, req.GetIncludeRaw()), staleness)
}

// maxStaleness returns how old what is read may be, nil where the request does not say.
func maxStaleness(req proto.Message) *time.Duration {
	r, ok := req.(interface{ GetMaxStaleness() *durationpb.Duration })
	if !ok || r.GetMaxStaleness() == nil {
		return nil
	}
	staleness := r.GetMaxStaleness().AsDuration()
	return &staleness
}

// options reads the common fields of a request, after checking that the list honours all that are set.
func options(req listRequest, info connectors.List) (scan.Options, error) {
	opts := scan.Options{Limit: int(req.GetLimit()), PageSize: int(req.GetPageSize()), PageMax: info.PageMax}
	if err := checkFields(req, info); err != nil {
		return opts, err
	}
	if r, ok := req.(interface{ GetWhere() []string }); ok {
		if _, err := connectors.Conditions(r.GetWhere(), info.Where); err != nil {
			return opts, err
		}
	}
	order := ""
	if r, ok := req.(interface{ GetOrder() string }); ok {
		order = r.GetOrder()
	}
	if order == "" || order == info.Orders[0] {
		return opts, nil
	}
	// Another order reads one page, so that a page size is a limit.
	if opts.PageSize > 0 && (opts.Limit == 0 || opts.PageSize < opts.Limit) {
		opts.Limit = opts.PageSize
	}
	opts.PageSize, opts.Descending = 0, true
	if err := checkOrder(order, info, opts.Limit); err != nil {
		return opts, err
	}
	if req.GetResumeToken() != "" {
		return opts, connectors.Invalid("resume_token", "order %q reads a single page and has nothing to resume: leave it out", order)
	}
	return opts, nil
}

// unsupported is the error of a method that the source's connector does not have.
func unsupported(src *source, m *api.Method) error {
	return &connectors.Error{
		Kind: connectors.KindUnsupported, Connector: src.driver.Name,
		Err: fmt.Errorf("source %q does not serve %s (%s): GetSource names what it serves", src.name, m.Desc.Name(), m.Resource()),
	}
}
