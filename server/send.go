package server

import (
	"math"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec of all other messages
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/redact"
	"github.com/crmstream/crmstream/server/scan"
)

// tail is a list response with everything but the records. All list responses have the same fields 2 to 7, which a test guards.
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
	// final reports whether the call has nothing to resume, even if the list has more records.
	final    bool
	started  bool
	delivery delivery[scan.State]
	// schema returns the schema for the first message, nil before the definitions are read.
	schema func() *crmstreamv1.Schema
}

// send sends one batch as a message. It blocks while the client is slow.
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
		o.started = t.Schema != nil // while the definitions are being read, messages have only progress
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

// recordError returns the API's form of a record's error. The id and the JSON belong to the record, which the caller may read:
// no secret in them is hidden.
func recordError(e *connectors.RecordError, hide *redact.Redactor) *crmstreamv1.RecordError {
	return &crmstreamv1.RecordError{Id: valid(e.ID), Message: valid(hide.Text(e.Message)), Raw: e.Raw}
}

// noticeOf returns the API's form of a notice. Its text may quote the upstream, so secrets in it are hidden.
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

// count returns n as an int32, at most the largest int32: the API has no int64, which JSON writes as a text.
func count[N int | float64](n N) int32 {
	return int32(min(n, N(math.MaxInt32)))
}

// frame is the response of a list or a look-up, with encoded records.
type frame struct {
	// records are the values of field 1, in order, with their tags. They are sent without a copy and never change: several readers share the
	// records of a page, and so do messages that wait for a slow reader.
	records [][]byte
	// tail is the message without field 1.
	tail proto.Message
}

// codec is the proto codec, extended by frames.
type codec struct{ encoding.CodecV2 }

// newCodec returns the codec of all of the server's messages.
func newCodec() codec { return codec{encoding.GetCodecV2("proto")} }

// Marshal encodes a message. For a frame, it encodes only the tail and returns it after the records. The result refers to the
// records, but not to the slice f.records.
func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	f, ok := v.(*frame)
	if !ok {
		return c.CodecV2.Marshal(v)
	}
	encoded, err := proto.Marshal(f.tail)
	if err != nil {
		return nil, err
	}
	parts := make([]mem.SliceBuffer, len(f.records)) // one allocation, to which the message has pointers
	message := make(mem.BufferSlice, 0, len(f.records)+1)
	for i, r := range f.records {
		parts[i] = r
		message = append(message, &parts[i])
	}
	return append(message, mem.SliceBuffer(encoded)), nil
}
