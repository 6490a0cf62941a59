package server

import (
	"context"
	"errors"
	"slices"

	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/audit"
)

// recordedEvery is after how many records of a list, over all calls that resume it, there is a line in the audit log.
const recordedEvery = 1000

// asked is what a caller has asked for, also where the caller may not have it.
type asked struct{ source, resource string }

// record writes the audit lines of a call that has ended: of a refusal, and of many records. cause is why the call failed, and err its
// status. The error is that a line is required and cannot be written.
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
	records, total := call.records.Load(), call.total.Load()
	if total/recordedEvery == (total-records)/recordedEvery {
		return unwritten
	}
	line.Event, line.Records, line.Total, line.Filters = audit.Listed, records, total, s.opts.Audit.Digest(call.filters)
	return errors.Join(unwritten, s.opts.Audit.Write(line))
}

// refusalOf returns whether a call was refused, and how: because of its credential, or because its caller may not make it. A source that
// a caller may not see is the latter: for callers it does not exist.
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

// unfiltered are the parts of what a list is bound to that choose none of its records.
var unfiltered = []string{"method", boundCaller, "source", "limit"}

// filtersOf returns the digests of the filters of a request, of what it is bound to.
func filtersOf(binding map[string]string) map[string]string {
	filters := map[string]string{}
	for name, digest := range binding {
		if !slices.Contains(unfiltered, name) {
			filters[name] = digest
		}
	}
	return filters
}
