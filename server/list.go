package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// interactiveKey is the metadata key of calls that somebody waits for, unless their request says otherwise: they fail rather
// than wait for a budget. The gateway sends it with documents.
const interactiveKey = "x-crmstream-interactive"

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

// fetch fetches a page of a list whose request is known.
type fetch = scan.Fetch

// lister is a method of a connector's list interface, as a function.
type lister[L any, R listRequest] func(L, context.Context, R, connectors.PageRequest) (connectors.Page, error)

// serveList answers one call of a list: L is the list interface that the source's connector must have.
func serveList[L any, R listRequest](s *Server, resource string, list lister[L, R], req R, stream grpc.ServerStream) error {
	ctx, cancel := s.callContext(stream.Context(), req)
	defer cancel()
	src, err := s.source(req.GetSource())
	if err != nil {
		return err
	}
	note(ctx, src, resource)
	inner := bound(src.client, list, req)
	if inner == nil {
		return src.fail(unsupported(src, resource))
	}
	info := src.lists[resource]
	opts, err := options(req, info)
	if err != nil {
		return src.fail(err)
	}
	if src.budget == nil { // what is fetched ahead and not needed would be taken from others
		opts.Prefetch = src.parallel
	}
	binding := bind(req, info)
	from := scan.State{Started: time.Now().UTC()}
	if token := req.GetResumeToken(); token != "" {
		if from, err = s.opts.Tokens.Open(token, binding); err != nil {
			return src.fail(tokenError(err))
		}
	}
	out := &sender{
		stream: stream, server: s, source: src, resource: resource, binding: binding,
		call: connectors.CallFrom(ctx), final: opts.Descending,
	}
	out.first = req.GetResumeToken() == ""
	pages, err := s.pagesOf(ctx, src, info, req, inner, out)
	if err != nil {
		return src.fail(err)
	}
	walk := scan.New(pages, from, opts, out.send)
	if err := walk.Run(ctx); err != nil {
		failure := src.fail(err)
		if !opts.Descending && !errors.Is(err, &connectors.Error{Kind: connectors.KindInvalidRequest}) {
			failure.token, _ = s.opts.Tokens.Seal(walk.Resumable(), binding)
		}
		return failure
	}
	return nil
}

// pagesOf returns how the pages of a request are fetched: from other readers, with the catalogues they need, or from what is
// kept. What the sender tells of these it is given.
func (s *Server) pagesOf(ctx context.Context, src *source, info connectors.List, req listRequest, inner fetch, out *sender) (fetch, error) {
	if err := s.rehearse(ctx, src, info, inner); err != nil {
		return nil, err
	}
	if out.shared = s.share(src, info, req, out.binding); out.shared != nil {
		inner = out.shared.fetch(inner)
	}
	out.explainer = &explainer{server: s, source: src, info: info, req: req, inner: inner}
	if out.kept = s.keep(src, info, req, out.explainer); out.kept != nil {
		return out.kept.fetch, nil
	}
	return out.explainer.fetch, nil
}

// maxFarewell is how long before a call's deadline it is ended at the most, so that its error, which holds the token to
// resume with, still reaches the client.
const maxFarewell = 250 * time.Millisecond

// callContext returns the context of a call: it ends with the stream, shortly before its deadline, or when the server
// stops.
func (s *Server) callContext(ctx context.Context, req prioritised) (context.Context, context.CancelFunc) {
	call := &connectors.Call{Interactive: req.GetPriority() == crmstreamv1.Priority_PRIORITY_INTERACTIVE}
	if req.GetPriority() == crmstreamv1.Priority_PRIORITY_UNSPECIFIED {
		call.Interactive = len(metadata.ValueFromIncomingContext(ctx, interactiveKey)) > 0
	}
	ctx, cancel := context.WithCancelCause(connectors.WithCall(ctx, call))
	stop := context.AfterFunc(s.stopping, func() { cancel(errStopping) })
	release := func() {}
	if deadline, ok := ctx.Deadline(); ok {
		ctx, release = context.WithDeadline(ctx, deadline.Add(-min(time.Until(deadline)/10, maxFarewell)))
	}
	return ctx, func() { stop(); release(); cancel(nil) }
}

func (s *Server) source(name string) (*source, error) {
	if src, ok := s.sources[name]; ok {
		return src, nil
	}
	return nil, unknownSource(name, s.names())
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

func unsupported(src *source, resource string) error {
	return &connectors.Error{
		Kind: connectors.KindUnsupported, Connector: src.driver.Name,
		Err: fmt.Errorf("source %q has no list of %s: GetSource tells which lists it has", src.name, resource),
	}
}
