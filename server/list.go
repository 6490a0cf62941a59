package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/scan"
)

// listRequest is the part that all list requests have in common.
type listRequest interface {
	proto.Message
	GetSource() string
	GetPageSize() int32
	GetLimit() int32
	GetResumeToken() string
	GetIncludeRaw() bool
	prioritised
}

// prioritised is a request with a priority, which says how the call uses a budget.
type prioritised interface {
	GetPriority() crmstreamv1.Priority
}

// serveList answers one call of a list.
func (s *Server) serveList(m *api.Method, req listRequest, stream grpc.ServerStream) error {
	src, err := s.source(stream.Context(), req.GetSource())
	if err != nil {
		return err
	}
	ctx, cancel := s.callContext(stream.Context(), src, req)
	defer cancel()
	note(ctx, src, m.Resource())
	s.charge(connectors.MeterFrom(ctx), src.name)
	by := src.serving.Load()
	list, ok := by.lists[m.Resource()]
	if !ok {
		return src.fail(unsupported(src, m))
	}
	opts, err := options(req, list)
	if err != nil {
		return src.fail(err)
	}
	if by.config.Budget == nil { // with a budget, a page that is fetched ahead and not needed would cost a request of other calls
		opts.Prefetch = cmp.Or(by.config.ParallelReads, DefaultParallelReads)
	}
	request := bind(req, list)
	info(ctx).filters = filtersOf(request)
	binding := request.ofCall(callerOf(ctx), src.identity)
	from := scan.State{Started: time.Now().UTC()}
	if token := req.GetResumeToken(); token != "" {
		if from, err = openToken(s.opts.Tokens, token, binding); err != nil {
			return src.fail(err)
		}
	}
	reading := &reading{server: s, source: src, method: m, req: req, request: request}
	if err := reading.check(ctx); err != nil {
		return src.fail(err)
	}
	out := &sender{
		stream: stream, server: s, source: src, resource: m.Resource(), binding: binding, meter: connectors.MeterFrom(ctx), call: info(ctx),
		final: opts.Descending, schema: reading.schema,
	}
	out.delivery.resumable = from
	walk := scan.New(reading.fetch, from, opts, out.send)
	resumable, cut, err := supervise(ctx, &out.delivery, s.memory.Pressed, func() error { return walk.Run(ctx) })
	if err == nil {
		return nil
	}
	if !cut { // the walk has ended, so that its state can be read
		resumable = walk.Resumable()
	}
	failure := src.fail(err)
	if !opts.Descending && !errors.Is(err, &connectors.Error{Kind: connectors.KindInvalidRequest}) {
		failure.token, _ = s.opts.Tokens.Seal(resumable, binding)
	}
	return failure
}

// maxDeadlineMargin is the longest time by which a call ends before its deadline. So the error of the call, which has the
// resume token, still reaches the client.
const maxDeadlineMargin = 250 * time.Millisecond

// callContext returns the context of a call of a source. The context ends with the stream, shortly before the stream's
// deadline, when the source is removed, or when the server stops.
func (s *Server) callContext(ctx context.Context, src *source, req prioritised) (context.Context, context.CancelFunc) {
	return s.contextUntil(ctx, req, s.stopping, src.removed)
}

// contextUntil returns the context of a call, which also ends with other contexts, by their causes.
func (s *Server) contextUntil(ctx context.Context, req prioritised, ends ...context.Context) (context.Context, context.CancelFunc) {
	call := &connectors.Meter{Caller: s.spender(ctx), Interactive: req.GetPriority() == crmstreamv1.Priority_PRIORITY_INTERACTIVE}
	if req.GetPriority() == crmstreamv1.Priority_PRIORITY_UNSPECIFIED {
		call.Interactive = len(metadata.ValueFromIncomingContext(ctx, api.InteractiveKey)) > 0
	}
	ctx, cancel := context.WithCancelCause(connectors.WithMeter(ctx, call))
	var stops []func() bool
	for _, end := range ends {
		stops = append(stops, context.AfterFunc(end, func() { cancel(context.Cause(end)) }))
	}
	release := func() {}
	if deadline, ok := ctx.Deadline(); ok {
		ctx, release = context.WithDeadline(ctx, deadline.Add(-min(time.Until(deadline)/10, maxDeadlineMargin)))
	}
	return ctx, func() {
		for _, stop := range stops {
			stop()
		}
		release()
		cancel(nil)
	}
}

// options returns the scan options of a request, after a check that the list supports all fields that are set.
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
	// A list in another order reads one page, so a page size works as a limit.
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

// unsupported returns the error of a method that the source's connector does not have.
func unsupported(src *source, m *api.Method) error {
	return &connectors.Error{
		Kind: connectors.KindUnsupported, Connector: src.driver.Name,
		Err: fmt.Errorf("source %q does not serve %s (%s): GetSource names what it serves", src.name, m.Desc.Name(), m.Resource()),
	}
}
