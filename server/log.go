package server

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
	"github.com/crmstream/crmstream/server/writes"
)

// callInfo is what the log states about a call, besides its end. Only the goroutine of the handler uses it, except for the
// counts.
type callInfo struct {
	id               string
	client           string // address, "" where it is not known
	source, resource string
	asked            asked
	filters          map[string]string
	records, total   atomic.Int64      // of this call, and of the list over all calls that resume it
	call             *connectors.Meter // nil for a call without a source
	write            *wroteRecords     // nil for a call that writes no records
}

// meter returns what has counted the cost of the call so far.
func (c *callInfo) meter() *connectors.Meter {
	if c.call == nil {
		return &connectors.Meter{}
	}
	return c.call
}

// wroteRecords is what the audit log has of a write: its request id, and the ids of its records as far as they are known.
type wroteRecords struct {
	id  string
	ids []string
}

type callInfoKey struct{}

// withRequestID returns a context with the caller's request id, or with a new id, and returns the id.
func withRequestID(ctx context.Context) (context.Context, string) {
	given := ""
	if values := metadata.ValueFromIncomingContext(ctx, api.RequestIDHeader); len(values) == 1 {
		given = values[0]
	}
	id := api.RequestID(given)
	return context.WithValue(ctx, callInfoKey{}, &callInfo{id: id}), id
}

// info returns the callInfo of a context. It is empty where the context has none.
func info(ctx context.Context) *callInfo {
	if c, ok := ctx.Value(callInfoKey{}).(*callInfo); ok {
		return c
	}
	return &callInfo{}
}

// note notes the source, the resource and the meter of a call, for the lines at its end.
func note(ctx context.Context, src *source, resource string) {
	c := info(ctx)
	c.source, c.resource, c.call = src.name, resource, connectors.MeterFrom(ctx)
}

// seconds returns a duration as logs have it: a number of seconds, rounded to what the text format shows without an exponent. A
// slog.Duration is a number of nanoseconds in JSON, and a text with units in the text format.
func seconds(d time.Duration) float64 {
	return float64(d.Round(100*time.Microsecond).Microseconds()) / 1e6
}

// levelOf returns the level of a call's line. An operator looks for faults of crmstream first, then for calls that failed. A
// client that leaves is neither.
func levelOf(code codes.Code) slog.Level {
	switch code {
	case codes.OK, codes.Canceled:
		return slog.LevelInfo
	case codes.Internal, codes.DataLoss, codes.Unknown:
		return slog.LevelError
	default:
		return slog.LevelWarn
	}
}

// logCall writes the log line of a call. The line has the cause, since the status of an internal fault hides the cause, and the
// stack if the call panicked.
func (s *Server) logCall(ctx context.Context, method string, start time.Time, cause, err error, stack []byte) {
	call, code := info(ctx), status.Code(err)
	attrs := []slog.Attr{
		slog.String("method", method),
		slog.String("code", code.String()),
		slog.Float64("took", seconds(time.Since(start))),
		slog.String("request_id", call.id),
	}
	if call.client != "" {
		attrs = append(attrs, slog.String("client", call.client))
	}
	if session := sessionOf(ctx); session != nil {
		attrs = append(attrs, slog.String("caller", session.Caller().Name), slog.String("credential", session.Credential()))
	}
	if call.source != "" {
		attrs = append(attrs, slog.String("source", call.source), slog.String("list", call.resource),
			slog.Int("upstream_requests", call.meter().Requests()), slog.Int("shared_pages", call.meter().Shared()))
	}
	if stack != nil {
		attrs = append(attrs, slog.String("stack", string(stack)))
	}
	if err != nil {
		attrs = append(attrs, failureOf(cause)...)
	}
	s.opts.Log.LogAttrs(ctx, levelOf(code), "call", attrs...)
}

// failureOf returns what the log states about an error: the text for callers, and the detail that callers do not get.
func failureOf(err error) []slog.Attr {
	attrs := []slog.Attr{slog.String("error", err.Error())}
	if unknown := (*writes.UnknownError)(nil); errors.As(err, &unknown) && unknown.Err != nil {
		attrs = append(attrs, slog.String("cause", unknown.Err.Error()))
	}
	if detail := connectors.Detail(err); detail != "" {
		attrs = append(attrs, slog.String("detail", detail))
	}
	return attrs
}

// logUpstream writes the line of an upstream request.
func (s *Server) logUpstream(ctx context.Context, src *source, x connectors.Exchange) {
	level := slog.LevelDebug
	attrs := []slog.Attr{
		slog.String("source", src.name),
		slog.String("op", x.Op),
		slog.Int("attempt", x.Attempt),
		slog.Int("status", x.Status),
		slog.Int("bytes", x.Bytes),
		slog.Float64("took", seconds(x.Duration)),
		slog.String("request_id", info(ctx).id),
	}
	if x.Err != nil {
		if !gaveUp(x.Err) {
			level = slog.LevelWarn
		}
		attrs = append(attrs, failureOf(x.Err)...)
	}
	s.opts.Log.LogAttrs(ctx, level, "upstream", attrs...)
}

// recordedEvery is a number of records of a list, over all calls that resume it. A call in which the list reaches another
// multiple of it gets a line in the audit log.
const recordedEvery = 1000

// asked is the source and the resource that a caller has requested, also if the caller may not have them.
type asked struct{ source, resource string }

// record writes the audit lines of a call that has ended: one for a refusal, one for a write, and one for many records. cause is the error of
// the call, and err its status. record returns an error if the log is required and a line cannot be written.
func (s *Server) record(ctx context.Context, method string, cause, err error) error {
	if s.opts.Audit == nil {
		return nil
	}
	call := info(ctx)
	line := audit.Line{
		Client: call.client, Method: method, Source: call.source, Resource: call.resource,
		Code: status.Code(err).String(), RequestID: call.id, Requests: call.meter().Requests(),
	}
	if line.Source == "" {
		line.Source, line.Resource = call.asked.source, call.asked.resource
	}
	if session := sessionOf(ctx); session != nil {
		line.Caller, line.Credential = session.Caller().Name, session.Credential()
	}
	var unwritten error
	if event := refusalOf(ctx, cause); event != "" {
		refusal := line
		o, _ := classify(cause)
		refusal.Event, refusal.Reason = event, reasonOf(o.reason)
		unwritten = s.opts.Audit.Write(refusal)
	}
	if call.write != nil {
		wrote := line
		wrote.Event, wrote.Write, wrote.IDs = audit.Wrote, call.write.id, call.write.ids
		if cause != nil {
			o, _ := classify(cause)
			wrote.Reason = reasonOf(o.reason)
		}
		unwritten = errors.Join(unwritten, s.opts.Audit.Write(wrote))
	}
	records, total := call.records.Load(), call.total.Load()
	if total/recordedEvery == (total-records)/recordedEvery {
		return unwritten
	}
	line.Event, line.Records, line.Total, line.Filters = audit.Listed, records, total, s.opts.Audit.Digest(call.filters)
	return errors.Join(unwritten, s.opts.Audit.Write(line))
}

// refusalOf returns the audit event of a call that was refused, else "". A call is refused because of its credential, or
// because its caller may not make it. The second includes a source that the caller may not see: for the caller it does not
// exist.
func refusalOf(ctx context.Context, cause error) audit.Event {
	var refused *access.Error
	switch {
	case errors.As(cause, &refused) && refused.Reason == access.AccessDenied:
		return audit.Denied
	case errors.As(cause, &refused) && refused.Reason != access.CallerLimited:
		return audit.Refused
	case errors.As(cause, new(*sourceError)) && sessionOf(ctx) != nil:
		return audit.Denied
	default:
		return ""
	}
}

// unfiltered are the names in a request's digests that select none of its records.
var unfiltered = []string{"method", boundCaller, "source", "limit"}

// filtersOf returns the digests of the filters among the digests of a request.
func filtersOf(binding map[string]string) map[string]string {
	filters := map[string]string{}
	for name, digest := range binding {
		if !slices.Contains(unfiltered, name) {
			filters[name] = digest
		}
	}
	return filters
}
