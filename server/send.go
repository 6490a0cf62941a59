package server

import (
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/scan"
)

// tail is the list response that carries everything but records. All lists have the same fields 2 to 7.
type tail = crmstreamv1.ListTasksResponse

// sender turns the batches of one call into messages.
type sender struct {
	stream   grpc.ServerStream
	server   *Server
	source   *source
	resource string
	binding  scan.Binding
	call     *connectors.Call
	// final tells that the call has nothing to resume, whatever is behind it.
	final   bool
	started bool
	// kept serves the pages, nil for lists that are read from the upstream; these have shared.
	kept   *keeper
	shared *sharer
	// explainer knows the schema, which is told once; first tells that the call is its scan's first.
	explainer *explainer
	first     bool
}

// send sends one batch. It blocks while the client is slow.
func (o *sender) send(b *scan.Batch) error {
	t := &tail{
		Progress: &crmstreamv1.Progress{
			Records:          count(b.State.Counts.Delivered),
			UpstreamRequests: count(o.call.Requests()),
		},
	}
	if b.State.Total != nil {
		total := count(*b.State.Total)
		t.Progress.Total = &total
	}
	if until := o.call.WaitingUntil(); !until.IsZero() {
		t.Progress.WaitEndTime = timestamppb.New(until)
	}
	if b.End != scan.EndOfList && b.End != scan.EndLimit && !o.final {
		token, err := o.server.opts.Tokens.Seal(b.State, o.binding)
		if err != nil {
			return err
		}
		t.ResumeToken = token
	}
	for _, e := range b.Errors {
		t.RecordErrors = append(t.RecordErrors, recordError(e))
	}
	for _, n := range b.Notices {
		t.Notices = append(t.Notices, noticeOf(n))
	}
	if !o.started {
		t.Schema = o.explainer.told(o.first)
		o.started = t.Schema != nil // while the catalogues are being read, messages only tell that
		if t.Schema == nil && b.End != 0 {
			t.Schema = &crmstreamv1.Schema{TimeZone: o.source.zone.String()}
		}
	}
	if b.End != 0 {
		t.Summary = o.summary(b)
	}
	if err := o.stream.SendMsg(&frame{records: b.Records, tail: t}); err != nil {
		return err
	}
	o.server.metrics.delivered(o.source, o.resource, len(b.Records))
	return nil
}

func recordError(e *connectors.RecordError) *crmstreamv1.RecordError {
	return &crmstreamv1.RecordError{Id: valid(e.ID), Message: valid(e.Message), Raw: e.Raw}
}

func noticeOf(n connectors.Notice) *crmstreamv1.Notice {
	return &crmstreamv1.Notice{Code: valid(n.Code), Message: valid(n.Message)}
}

var ends = map[scan.End]crmstreamv1.EndReason{
	scan.EndOfList:   crmstreamv1.EndReason_END_REASON_END_OF_LIST,
	scan.EndLimit:    crmstreamv1.EndReason_END_REASON_LIMIT,
	scan.EndPageSize: crmstreamv1.EndReason_END_REASON_PAGE_SIZE,
}

func (o *sender) summary(b *scan.Batch) *crmstreamv1.Summary {
	n := b.State.Counts
	summary := &crmstreamv1.Summary{
		End:              ends[b.End],
		StartTime:        timestamppb.New(b.State.Started.Truncate(time.Millisecond)),
		Read:             count(n.Read),
		Delivered:        count(n.Delivered),
		Errors:           count(n.Errors),
		Repeats:          count(n.Repeats),
		OutOfRange:       count(n.Outside),
		ChangedUntil:     b.ChangedUntil,
		UpstreamRequests: count(o.call.Requests()),
		Budget:           o.source.describeBudget(),
	}
	if o.kept != nil && o.kept.list != nil {
		summary.ReadTime = timestamppb.New(o.kept.list.Read.Truncate(time.Millisecond))
	}
	if o.shared != nil {
		if read, ok := o.shared.readTime(); ok {
			summary.ReadTime = timestamppb.New(read.Truncate(time.Millisecond))
		}
	}
	return summary
}
