package server

import (
	"math"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec that all other messages use
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/scan"
)

// tail is the list response that carries everything but records. All have the same fields 2 to 7, which a test guards.
type tail = crmstreamv1.ListTasksResponse

// sender turns the batches of one call into messages.
type sender struct {
	stream   grpc.ServerStream
	server   *Server
	source   *source
	resource string
	binding  scan.Binding
	meter    *connectors.Meter
	call     *callInfo
	// final tells that the call has nothing to resume, whatever is behind it.
	final    bool
	started  bool
	delivery delivery
	// schema returns what the first message says of how to read the records, nil before that is known.
	schema func() *crmstreamv1.Schema
}

// send sends one batch. It blocks while the client is slow.
func (o *sender) send(b *scan.Batch) error {
	t := &tail{
		Progress: &crmstreamv1.Progress{
			Records:          count(b.State.Counts.Delivered),
			UpstreamRequests: count(o.meter.Requests()),
		},
	}
	if b.State.Total != nil {
		total := count(*b.State.Total)
		t.Progress.Total = &total
	}
	if until := o.meter.WaitingUntil(); !until.IsZero() {
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
		t.RecordErrors = append(t.RecordErrors, recordError(e, o.server.opts.Redactor))
	}
	for _, n := range b.Notices {
		t.Notices = append(t.Notices, noticeOf(n, o.server.opts.Redactor))
	}
	if !o.started {
		t.Schema = o.schema()
		o.started = t.Schema != nil // while the catalogues are being read, messages only tell that
		if t.Schema == nil && b.End != 0 {
			t.Schema = &crmstreamv1.Schema{TimeZone: o.source.zone.String()}
		}
	}
	if b.End != 0 {
		t.Summary = o.summary(b)
	}
	if !o.delivery.sends() {
		return errSlowReader
	}
	if err := o.stream.SendMsg(&frame{records: b.Records, tail: t}); err != nil {
		return err
	}
	o.delivery.taken(b.State)
	o.call.records.Add(int64(len(b.Records)))
	o.call.total.Store(int64(b.State.Counts.Delivered))
	o.server.metrics.delivered(o.source, o.resource, len(b.Records))
	return nil
}

// recordError returns what a caller gets of a record that could not be read. Its id and its JSON are the record, which is the
// caller's whatever it holds, and so as they came.
func recordError(e *connectors.RecordError, hide *redact.Redactor) *crmstreamv1.RecordError {
	return &crmstreamv1.RecordError{Id: valid(e.ID), Message: valid(hide.Text(e.Message)), Raw: e.Raw}
}

// noticeOf returns a notice, which may name what an upstream names.
func noticeOf(n connectors.Notice, hide *redact.Redactor) *crmstreamv1.Notice {
	return &crmstreamv1.Notice{Code: valid(n.Code), Message: valid(hide.Text(n.Message))}
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
		UpstreamRequests: count(o.meter.Requests()),
		Budget:           o.source.describeBudget(),
		SharedPages:      count(o.meter.Shared()),
	}
	if !b.ReadTime.IsZero() {
		summary.ReadTime = timestamppb.New(b.ReadTime.Truncate(time.Millisecond))
	}
	return summary
}

// count returns n as the API counts: at most as much as an int32 holds, since JSON would make a text of an int64.
func count[N int | float64](n N) int32 {
	return int32(min(n, N(math.MaxInt32)))
}

// frame is a list response whose records are encoded already.
type frame struct {
	// records are fields 1 of the message, in order. They are sent from where they lie, and never change: readers of one
	// page share them, and so do messages that wait for a slow reader.
	records [][]byte
	tail    *tail
}

// codec is the proto codec that can also send frames.
type codec struct{ encoding.CodecV2 }

// newCodec returns the codec of all of the server's messages.
func newCodec() codec { return codec{encoding.GetCodecV2("proto")} }

// Marshal encodes a message, or lays out a frame. It keeps the records of a frame, not the slice that holds them.
func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	f, ok := v.(*frame)
	if !ok {
		return c.CodecV2.Marshal(v)
	}
	encoded, err := proto.Marshal(f.tail)
	if err != nil {
		return nil, err
	}
	parts := make([]mem.SliceBuffer, len(f.records)) // in one piece, of which the message has pointers
	message := make(mem.BufferSlice, 0, len(f.records)+1)
	for i, r := range f.records {
		parts[i] = r
		message = append(message, &parts[i])
	}
	return append(message, mem.SliceBuffer(encoded)), nil
}
