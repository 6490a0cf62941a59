package server

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// rowErrors are the kinds of errors that refuse the rows of one upstream request. After any other error the later requests of a batch
// would fail as well.
var rowErrors = []connectors.Kind{connectors.KindInvalidRequest, connectors.KindRefused, connectors.KindNotFound, connectors.KindConflict}

// batch is the result of a batch so far.
type batch struct {
	*writing
	resp protoreflect.Message
	// certain says that nothing was executed so far, and first is why.
	certain bool
	first   error
}

// runBatch sends the rows in parts. Another call with the request id may send them at once, and cut them into other parts: then the call
// begins anew, with the parts that the other one has sent.
func (w *writing) runBatch(ctx context.Context) (proto.Message, error) {
	for {
		resp, err := w.runParts(ctx)
		switch {
		case !errors.Is(err, writes.ErrOverlaps):
			return resp, err
		case ctx.Err() != nil:
			return nil, ended(ctx, err)
		}
	}
}

// runParts sends the rows in as few upstream requests as their bounds permit, in order. Rows that an earlier call with this request id
// has sent are not sent again.
func (w *writing) runParts(ctx context.Context) (proto.Message, error) {
	kept, err := w.server.opts.Ledger.Parts(w.key)
	switch {
	case err != nil:
		return nil, err
	case len(kept) > 0 && (kept[0].Method != methodName(w.method) || kept[0].Digest != w.digest):
		return nil, writes.ErrReused // the parts are those of another batch
	}
	b := &batch{writing: w, resp: w.method.Response.New(), certain: true}
	unsent := w.unsent(kept)
	for from := 0; from < len(w.rows); {
		replay := len(kept) > 0 && kept[0].Key.Part == from
		to := len(w.rows)
		var part writes.Row
		switch {
		case replay:
			part, kept = kept[0], kept[1:]
			to = from + max(1, part.Count)
		case len(kept) > 0:
			to = kept[0].Key.Part
			fallthrough
		default:
			if err := w.encodeOnce(ctx, unsent); err != nil {
				if ctx.Err() != nil || b.certain && len(kept) == 0 {
					return nil, err
				}
				b.first = err
				b.refuse(from, to, crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, nil, err)
				from = to // an earlier call has sent other rows
				continue
			}
			to = w.cut(from, to)
		}
		if to > len(w.rows) {
			return nil, errors.New("the ledger has a part of a batch beyond the batch")
		}
		reply, err := w.server.gate.Do(ctx, w.part(from, to))
		if err = ended(ctx, err); errors.As(err, new(*writeCut)) || errors.Is(err, writes.ErrOverlaps) {
			return nil, err // the part may be under way, so that nothing can be said about its rows
		}
		if replay && (errors.Is(err, writes.ErrStopping) || errors.As(err, new(*writes.LedgerError))) {
			return nil, &writes.UnknownError{Row: part, Err: err} // an earlier call has sent the rows
		}
		if stop := b.take(ctx, from, to, reply, err); stop && !replay {
			b.skip(to, err)
			break
		}
		from = to
	}
	if b.certain {
		return nil, b.first
	}
	return b.finished(ctx), nil
}

// unsent returns the rows that are in none of the parts of earlier calls: only these are encoded, and the upstream is asked what they need.
func (w *writing) unsent(parts []writes.Row) []*writeRow {
	var rows []*writeRow
	for i, row := range w.rows {
		if !slices.ContainsFunc(parts, func(p writes.Row) bool { return p.Key.Part <= i && i < p.Key.Part+max(1, p.Count) }) {
			rows = append(rows, row)
		}
	}
	return rows
}

// cut returns the end of the rows from one on that fit into one upstream request.
func (w *writing) cut(from, to int) int {
	elements := 0
	for i := from; i < to; i++ {
		elements += w.rows[i].encoded.Elements
		if i > from && (w.write.MaxRows > 0 && i-from >= w.write.MaxRows || w.write.MaxElements > 0 && elements > w.write.MaxElements) {
			return i
		}
	}
	return to
}

// take adds the result of a part, and reports whether later parts must not be sent.
func (b *batch) take(ctx context.Context, from, to int, reply writes.Reply, err error) (stop bool) {
	var unknown *writes.UnknownError
	var unproved *writes.ProofError
	var rows *unprovedRows
	switch {
	case err == nil:
		b.certain = false
		part := b.method.Response.New()
		if err := proto.Unmarshal(reply.Answer, part.Interface()); err != nil {
			b.refuse(from, to, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, nil, err)
			return false
		}
		b.merge(part, reply.Replayed)
		return false
	case errors.As(err, &unknown):
		b.certain = false
		b.refuse(from, to, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, nil, err)
		return true
	case errors.Is(err, errProvedLater):
		b.certain = false
		part, err := b.pendingPart(ctx, from, to, err)
		if err == nil {
			b.merge(part, false)
		}
		return false
	case errors.As(err, &rows):
		b.certain = false
		b.merge(rows.resp, false)
		return false
	case errors.As(err, &unproved):
		b.certain = false
		b.refuse(from, to, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, unproved.Row.IDs, err)
		return false
	}
	if b.first == nil {
		b.first = err
	}
	b.refuse(from, to, crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, nil, err)
	return !slices.ContainsFunc(rowErrors, func(k connectors.Kind) bool { return errors.Is(err, &connectors.Error{Kind: k}) })
}

// merge adds the response of a part.
func (b *batch) merge(part protoreflect.Message, replayed bool) {
	field := part.Descriptor().Fields().ByName("upstream_requests")
	cost := part.Get(field).Int() + b.resp.Get(field).Int()
	proved, sent := receiptOf(part), receiptOf(b.resp)
	result, first := worse(sent.GetProof(), proved.GetProof()), sent.GetSentTime()
	proto.Merge(b.resp.Interface(), part.Interface())
	b.resp.Set(field, protoreflect.ValueOfInt32(int32(cost)))
	receipt := receiptOf(b.resp)
	receipt.Proof, receipt.Differences = result, nil
	receipt.Replayed = replayed && (first == nil || receipt.GetReplayed())
	if first != nil {
		receipt.SentTime = first
	}
}

// refuse adds results of rows without a response.
func (b *batch) refuse(from, to int, state crmstreamv1.WriteState, ids []string, err error) {
	o, message := classify(err)
	list := b.resp.Mutable(b.resp.Descriptor().Fields().ByName("results")).List()
	var each *refusedRows
	if errors.As(err, &each) {
		for i := from; i < to; i++ {
			b.addResult(b.resp, i, b.refusedResult(i-from, each))
		}
		return
	}
	refused := refusedBeside(err)
	for i := from; i < to; i++ {
		if result := refused[i-from]; result != nil {
			b.addResult(b.resp, i, proto.CloneOf(result)) // other calls with the request id have the same error
			continue
		}
		result := &crmstreamv1.WriteResult{
			Index: count(i), Id: b.rows[i].ID, State: state, Reason: o.reason, Message: valid(b.server.opts.Redactor.Text(message)),
		}
		if i-from < len(ids) {
			result.Id = ids[i-from]
		}
		var ce *connectors.Error
		if errors.As(err, &ce) {
			result.Field = ce.Field
		}
		list.Append(protoreflect.ValueOfMessage(result.ProtoReflect()))
	}
}

// skip adds results of the rows that were not sent, since an earlier request of the batch has ended with an error.
func (b *batch) skip(from int, err error) {
	var unknown *writes.UnknownError
	if errors.As(err, &unknown) {
		err = errNotSent
	}
	b.refuse(from, len(b.rows), crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, nil, err)
}

// errNotSent is why rows were not sent after a request of unknown outcome.
var errNotSent = &notSent{}

type notSent struct{}

func (*notSent) Error() string {
	return "not sent, since the outcome of an earlier request of the batch is unknown; send the batch again with the same request_id"
}
func (*notSent) Unwrap() error { return writes.ErrNotExecuted }

// finished returns the response of a batch of which something may have been executed.
func (b *batch) finished(ctx context.Context) proto.Message {
	spent := b.resp.Descriptor().Fields().ByName("upstream_requests")
	b.resp.Set(spent, protoreflect.ValueOfInt32(int32(b.resp.Get(spent).Int())+b.cost(ctx))) // parts without a response have cost something too
	receipt := receiptOf(b.resp)
	receipt.RequestId = b.key.RequestID
	if receipt.GetState() == crmstreamv1.WriteState_WRITE_STATE_UNSPECIFIED {
		receipt.State = crmstreamv1.WriteState_WRITE_STATE_EXECUTED
	}
	results := b.resp.Get(b.resp.Descriptor().Fields().ByName("results")).List()
	for i := range results.Len() {
		result, _ := results.Get(i).Message().Interface().(*crmstreamv1.WriteResult)
		if result.GetState() == crmstreamv1.WriteState_WRITE_STATE_UNKNOWN {
			receipt.State = crmstreamv1.WriteState_WRITE_STATE_UNKNOWN
		}
	}
	noteOnce(b.resp.Mutable(b.resp.Descriptor().Fields().ByName("notices")).List())
	b.fit()
	return b.resp.Interface()
}

// fit leaves only the ids of the last records, as many as make the response fit into a message.
func (b *batch) fit() {
	size := proto.Size(b.resp.Interface())
	if size <= maxAnswer {
		return
	}
	records := b.resp.Get(b.resp.Descriptor().Fields().ByNumber(1)).List()
	cut := 0
	for i := records.Len() - 1; i >= 0 && size > maxAnswer-1024; i-- {
		record := records.Get(i).Message().Interface()
		id := b.onlyID(idOf(record))
		size -= proto.Size(record) - proto.Size(id)
		records.Set(i, protoreflect.ValueOfMessage(id.ProtoReflect()))
		cut++
	}
	b.note(b.resp, []connectors.Notice{{Code: noticeCut, Message: fmt.Sprintf("the answer is too large: the last %d records have only their ids", cut)}})
}

// note adds notices to a response, each once.
func (w *writing) note(resp protoreflect.Message, notices []connectors.Notice) {
	list := resp.Mutable(resp.Descriptor().Fields().ByName("notices")).List()
	for _, n := range notices {
		list.Append(protoreflect.ValueOfMessage(noticeOf(n, w.server.opts.Redactor).ProtoReflect()))
	}
	noteOnce(list)
}

// noteOnce removes the notices that a list has already: rows of a batch have the same ones.
func noteOnce(list protoreflect.List) {
	seen, kept := map[[2]string]bool{}, 0
	for i := range list.Len() {
		n, _ := list.Get(i).Message().Interface().(*crmstreamv1.Notice)
		key := [2]string{n.GetCode(), n.GetMessage()}
		if seen[key] {
			continue
		}
		seen[key] = true
		list.Set(kept, list.Get(i))
		kept++
	}
	list.Truncate(kept)
}
