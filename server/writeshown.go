package server

import (
	"errors"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/writes"
)

// executed returns the rows that the upstream has not refused.
func executed(rows []*writeRow, refused map[int]*crmstreamv1.WriteResult) []*writeRow {
	var rest []*writeRow
	for i, row := range rows {
		if refused[i] == nil {
			rest = append(rest, row)
		}
	}
	return rest
}

// lacked reports whether a row has a field that the upstream's answer does not show.
func (w *writing) lacked(row *writeRow) bool {
	return slices.ContainsFunc(row.Mask, func(path string) bool { return slices.Contains(w.write.AnswerLacks, path) })
}

// unread returns rows that no reading shows: each as it was sent, with its id and what the answer adds.
func (w *writing) unread(rows []*writeRow, shown []proto.Message) []proved {
	outcomes := make([]proved, len(rows))
	for i, row := range rows {
		record := w.onlyID(row.ID)
		records.Copy(record.ProtoReflect(), row.Record.ProtoReflect(), row.Mask)
		if len(shown) == len(rows) {
			proto.Merge(record, shown[i])
		}
		outcomes[i] = proved{record: record, id: row.ID, result: crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE}
	}
	return outcomes
}

// unproved returns the rows without a proof.
func (w *writing) unproved(rows []*writeRow) []proved {
	outcomes := make([]proved, len(rows))
	for i, row := range rows {
		outcomes[i] = proved{record: w.onlyID(row.ID), id: row.ID, result: crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED}
	}
	return outcomes
}

// onlyID returns a record that has only its id.
func (w *writing) onlyID(id string) proto.Message {
	m := w.newRecord()
	m.ProtoReflect().Set(m.ProtoReflect().Descriptor().Fields().ByName("id"), protoreflect.ValueOfString(id))
	return m
}

// add adds a row to a response.
func (w *writing) add(resp protoreflect.Message, index int, o proved) {
	field := resp.Descriptor().Fields().ByNumber(1)
	if !w.method.Kind.Batch() {
		resp.Set(field, protoreflect.ValueOfMessage(o.record.ProtoReflect()))
		receiptOf(resp).Differences = o.differences
		return
	}
	result := &crmstreamv1.WriteResult{
		Id: o.id, State: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Differences: o.differences,
	}
	switch {
	case o.err != nil:
		reason, text := classify(o.err)
		result.Reason, result.Message = reason.reason, valid(w.server.opts.Redactor.Text(text))
		var ce *connectors.Error
		if errors.As(o.err, &ce) {
			result.Field = ce.Field
		}
	case o.id == "":
		result.State, result.Reason = crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, crmstreamv1.ErrorReason_ERROR_REASON_WRITE_OUTCOME_UNKNOWN
		result.Message = "the upstream returned no id for this record: look whether it exists"
	default:
		resp.Mutable(field).List().Append(protoreflect.ValueOfMessage(o.record.ProtoReflect()))
	}
	w.addResult(resp, index, result)
}

// addResult adds the result of a row of a batch to a response.
func (w *writing) addResult(resp protoreflect.Message, index int, result *crmstreamv1.WriteResult) {
	result.Index = count(index)
	resp.Mutable(resp.Descriptor().Fields().ByName("results")).List().Append(protoreflect.ValueOfMessage(result.ProtoReflect()))
}

// beforeOf gives the rows their records as they were before the write, after a restart from the ledger.
func (w *writing) beforeOf(rows []*writeRow, done writes.Row) error {
	before, err := w.records(done.Before)
	if err != nil || len(before) != len(rows) {
		return err
	}
	for i, row := range rows {
		row.Before = before[i]
	}
	w.expectPayments(rows)
	return nil
}
