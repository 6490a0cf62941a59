package server

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// plan returns the upstream requests that the call would send, and sends none of them. It asks and reads what the call would before.
func (w *writing) plan(ctx context.Context) (proto.Message, error) {
	if err := w.encodeOnce(ctx, w.rows); err != nil {
		return nil, err
	}
	before := slices.DeleteFunc(slices.Clone(w.rows), func(row *writeRow) bool { return !w.needsBefore(row) })
	if len(before) > 0 {
		if _, err := w.read(ctx, before); err != nil {
			return nil, err
		}
	}
	resp := w.method.Response.New()
	receipt := receiptOf(resp)
	receipt.RequestId, receipt.State = w.req.GetRequestId(), crmstreamv1.WriteState_WRITE_STATE_VALIDATED
	var notices []connectors.Notice
	for from := 0; from < len(w.rows); {
		to := w.cut(from, len(w.rows))
		var encoded []connectors.EncodedRow
		for _, row := range w.rows[from:to] {
			encoded = append(encoded, row.encoded)
			notices = append(notices, row.encoded.Notices...)
		}
		receipt.Requests = append(receipt.Requests, w.planned(w.write.Join(encoded), len(receipt.GetRequests())))
		from = to
	}
	w.note(resp, slices.Concat(w.known.Notices, notices))
	resp.Set(resp.Descriptor().Fields().ByName("upstream_requests"), protoreflect.ValueOfInt32(w.cost(ctx)))
	return resp.Interface(), nil
}

// planned returns a request as a receipt shows it. Some requests of the call go before it.
func (w *writing) planned(call connectors.PlannedCall, earlier int) *crmstreamv1.PlannedRequest {
	out := &crmstreamv1.PlannedRequest{
		Op: call.Op, Method: call.Method, Path: call.Path, ContentType: call.ContentType, Body: valid(string(call.ShownBody)),
		Elements: count(call.Elements), Rows: count(call.Rows),
	}
	if budget := w.by.config.Budget; budget != nil {
		if state := budget.State(); state.Left <= earlier && !state.Free.IsZero() {
			out.EarliestTime = timestamppb.New(state.Free)
		}
	}
	return out
}
