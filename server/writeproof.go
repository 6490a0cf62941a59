package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// The codes of notices about writes.
const (
	noticeCut      = "ANSWER_CUT"
	noticeDiffers  = "WRITE_DIFFERS"
	noticeUnproved = "WRITE_UNPROVED"
)

// errProvedLater is the end of a proof that is made after the call.
var errProvedLater = errors.New("the proof is made later")

// proved is what a proof has found of one row.
type proved struct {
	record      proto.Message // as it is returned
	id          string
	result      crmstreamv1.ProofResult
	differences []*crmstreamv1.FieldDifference
	err         error // why the upstream does not show the write
}

// firstError returns the first error of the rows that the upstream does not show.
func firstError(outcomes []proved) error {
	for _, o := range outcomes {
		if o.err != nil {
			return o.err
		}
	}
	return nil
}

// unprovedRows is the error of a part of a batch of which the upstream does not show all rows. The answer is not kept, so that a
// replay proves again.
type unprovedRows struct {
	resp protoreflect.Message
	err  error
}

func (e *unprovedRows) Error() string { return e.err.Error() }
func (e *unprovedRows) Unwrap() error { return e.err }

// prove proves rows that were executed, and returns the response about them, encoded.
func (w *writing) prove(ctx context.Context, rows []*writeRow, from int, done writes.Row) ([]byte, error) {
	shown, err := w.records(done.Result)
	switch {
	case err != nil:
		return nil, err
	case w.proof == crmstreamv1.WriteProof_WRITE_PROOF_LATER && len(shown) == 0:
		return nil, errProvedLater
	}
	w.typeRows()
	if w.write.Act == connectors.Create && !w.takesID() {
		for i, id := range done.IDs {
			rows[i].ID = id
		}
	}
	if err := w.beforeOf(rows, done); err != nil {
		return nil, err
	}
	refused := refusedIn(done)
	outcomes, notices, err := w.proofOf(ctx, executed(rows, refused), shown)
	if err == nil && !w.method.Kind.Batch() {
		err = firstError(outcomes)
	}
	if err != nil {
		w.server.wrote.failed(w, err)
		return nil, err
	}
	resp := w.method.Response.New()
	receipt := receiptOf(resp)
	receipt.RequestId, receipt.State = done.Key.RequestID, crmstreamv1.WriteState_WRITE_STATE_EXECUTED
	receipt.SentTime, receipt.KeptUntil = timestamppb.New(done.SentTime), timestamppb.New(done.KeptUntil.Truncate(time.Second))
	proofs := outcomes
	for i := range rows {
		if result := refused[i]; result != nil {
			w.addResult(resp, from+i, result)
			continue
		}
		o := proofs[0]
		proofs = proofs[1:]
		if o.err != nil {
			w.server.wrote.failed(w, o.err)
			w.add(resp, from+i, o)
			continue
		}
		receipt.Proof = worse(receipt.GetProof(), o.result)
		w.server.wrote.proved(w, o.result)
		if o.result == crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS {
			notices = append(notices, connectors.Notice{
				Code: noticeDiffers, Message: fmt.Sprintf("%s %s reads otherwise than it was sent: %s", w.write.Resource, o.id, fieldsOf(o.differences)),
			})
		}
		w.add(resp, from+i, o)
	}
	if p := receipt.GetProof(); p != crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED && p != crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE {
		receipt.ProvedTime = timestamppb.Now()
	}
	w.note(resp, slices.Concat(w.noticesOf(rows), notices))
	resp.Set(resp.Descriptor().Fields().ByName("upstream_requests"), protoreflect.ValueOfInt32(w.cost(ctx)))
	if err := firstError(outcomes); err != nil {
		return nil, &unprovedRows{resp, err}
	}
	return proto.Marshal(resp.Interface())
}

// noticesOf returns what encoding the rows has found. Rows that an earlier call has sent are not encoded again.
func (w *writing) noticesOf(rows []*writeRow) []connectors.Notice {
	if !rows[0].ready {
		return nil
	}
	notices := slices.Concat(w.known.Notices, w.said)
	for _, row := range rows {
		notices = append(notices[:len(notices):len(notices)], row.encoded.Notices...)
	}
	return notices
}

// worse returns the result that says less of a write.
func worse(a, b crmstreamv1.ProofResult) crmstreamv1.ProofResult {
	for _, result := range []crmstreamv1.ProofResult{
		crmstreamv1.ProofResult_PROOF_RESULT_PENDING,
		crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS, crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED, crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE,
		crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK,
	} {
		if a == result || b == result {
			return result
		}
	}
	return b
}

// fieldsOf returns the names of fields that differ.
func fieldsOf(differences []*crmstreamv1.FieldDifference) string {
	text := ""
	for i, d := range differences {
		if i > 0 {
			text += ", "
		}
		text += d.GetField()
	}
	return text
}

// proofOf compares the rows with what the upstream shows: its answer, or else the records read back.
func (w *writing) proofOf(ctx context.Context, rows []*writeRow, shown []proto.Message) ([]proved, []connectors.Notice, error) {
	switch {
	case w.write.Unread:
		return w.unread(rows, shown), nil, nil
	case len(shown) == len(rows) && !slices.ContainsFunc(rows, w.lacked):
		return w.compared(rows, shown, crmstreamv1.ProofResult_PROOF_RESULT_ANSWER), nil, nil
	case w.proof == crmstreamv1.WriteProof_WRITE_PROOF_NONE:
		return w.unproved(rows), nil, nil
	}
	outcomes, err := w.readBack(ctx, rows)
	if err != nil {
		return w.excused(rows, err)
	}
	for _, lag := range w.server.opts.Writes.ProofLag {
		if !lagging(firstError(outcomes)) {
			break
		}
		select {
		case <-time.After(lag):
		case <-ctx.Done():
			return outcomes, nil, nil
		}
		again, err := w.readBack(ctx, rows)
		if err != nil {
			return outcomes, nil, nil // the record was read, and did not show the write: a replay reads once more
		}
		outcomes = again
	}
	return outcomes, nil, nil
}

// lagging reports whether an upstream may show the write a little later.
func lagging(err error) bool {
	return errors.Is(err, &connectors.Error{Kind: connectors.KindNotApplied}) || errors.As(err, new(*notShown))
}

// notShown is a record that the upstream does not show.
type notShown struct{ err *connectors.Error }

func (e *notShown) Error() string { return e.err.Error() }
func (e *notShown) Unwrap() error { return e.err }

// excused returns the result of a proof that could not be made. The write was executed, so that is no error of the call, unless the
// proof is strict.
func (w *writing) excused(rows []*writeRow, err error) ([]proved, []connectors.Notice, error) {
	var ce *connectors.Error
	text := "the upstream took too long"
	switch {
	case w.proof == crmstreamv1.WriteProof_WRITE_PROOF_STRICT:
		return nil, nil, err
	case errors.As(err, &ce):
		text = ce.Error()
	case !errors.Is(err, context.DeadlineExceeded):
		return nil, nil, err
	}
	return w.unproved(rows), []connectors.Notice{{Code: noticeUnproved, Message: "the record was written, and could not be read back: " + text}}, nil
}

// readBack reads the records of the rows, and compares them.
func (w *writing) readBack(ctx context.Context, rows []*writeRow) ([]proved, error) {
	var named []*writeRow
	for _, row := range rows {
		if row.ID != "" {
			named = append(named, row)
		}
	}
	found, err := w.find(ctx, named)
	if err != nil {
		return nil, err
	}
	shown := make([]proto.Message, len(rows))
	for i, row := range rows {
		if r, ok := found.found[idKey(row.ID)]; ok && r.Err == nil {
			shown[i] = w.newRecord()
			if err := r.Decode(shown[i]); err != nil {
				return nil, err
			}
		}
	}
	if w.write.Act == connectors.Create {
		w.swapped(rows, shown)
	}
	return w.compared(rows, shown, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK), nil
}
