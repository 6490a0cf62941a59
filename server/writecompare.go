package server

import (
	"fmt"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/records"
)

// activityFields are the fields by which an upstream shows that a record was changed.
var activityFields = []protoreflect.Name{"activity_time", "update_time"}

// compared compares rows with the records that the upstream shows, nil for a record that it does not show.
func (w *writing) compared(rows []*writeRow, shown []proto.Message, result crmstreamv1.ProofResult) []proved {
	outcomes := make([]proved, len(rows))
	for i, row := range rows {
		o := proved{record: shown[i], id: row.ID, result: result}
		if row.ID == "" && shown[i] != nil {
			o.id = idOf(shown[i])
		}
		o.err = w.compare(row, &o)
		outcomes[i] = o
	}
	return outcomes
}

// compare compares one row with the record of its outcome.
func (w *writing) compare(row *writeRow, o *proved) error {
	switch w.write.Act {
	case connectors.Delete:
		return w.compareDeleted(row, o)
	case connectors.Undelete:
		return w.compareUndeleted(row, o)
	}
	if o.record == nil {
		if o.id == "" { // a record of a batch for which the upstream returned no id
			o.record, o.result = w.newRecord(), crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE
			return nil
		}
		return w.missing(row, o.id)
	}
	sent := w.visible(row.Mask)
	if len(sent) == 0 {
		o.result = crmstreamv1.ProofResult_PROOF_RESULT_UNAVAILABLE
		return nil
	}
	var equal int
	if o.differences, equal = records.Differences(row.Record.ProtoReflect(), o.record.ProtoReflect(), sent); len(o.differences) == 0 {
		return nil
	}
	untouched := w.write.Act != connectors.Create && equal == 0 && row.Before != nil && unchanged(row.Before, o.record, sent) &&
		(w.write.Act == connectors.Pay || sameActivity(row.Before, o.record)) // an invoice has no time of its latest change
	if untouched || w.proof == crmstreamv1.WriteProof_WRITE_PROOF_STRICT {
		return w.notApplied(fmt.Errorf("%s %s was written and does not show it: %s", w.write.Resource, o.id, fieldsOf(o.differences)))
	}
	o.result = crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS
	return nil
}

// compareDeleted checks that the upstream shows the record as deleted, or no longer.
func (w *writing) compareDeleted(row *writeRow, o *proved) error {
	if o.record == nil {
		if w.newRecord().ProtoReflect().Descriptor().Fields().ByName("deleted") != nil {
			return w.missing(row, row.ID)
		}
		o.record = w.onlyID(row.ID)
		return nil
	}
	deleted := o.record.ProtoReflect().Descriptor().Fields().ByName("deleted")
	if deleted == nil && o.result == crmstreamv1.ProofResult_PROOF_RESULT_ANSWER || deleted != nil && o.record.ProtoReflect().Get(deleted).Bool() {
		return nil
	}
	return w.notApplied(fmt.Errorf("%s %s was deleted and is still there", w.write.Resource, row.ID))
}

// compareUndeleted checks that the upstream does not show the record as deleted.
func (w *writing) compareUndeleted(row *writeRow, o *proved) error {
	switch {
	case o.record == nil:
		return w.missing(row, row.ID)
	case isDeleted(o.record):
		return w.notApplied(fmt.Errorf("%s %s was brought back and is still deleted", w.write.Resource, row.ID))
	}
	return nil
}

// isDeleted reports whether a record is marked as deleted.
func isDeleted(record proto.Message) bool {
	deleted := record.ProtoReflect().Descriptor().Fields().ByName("deleted")
	return deleted != nil && record.ProtoReflect().Get(deleted).Bool()
}

// missing returns the error of a record that the upstream shows nowhere.
func (w *writing) missing(row *writeRow, id string) error {
	if w.write.Act == connectors.Create {
		return w.notApplied(fmt.Errorf("the upstream created %s %s and does not show the record", w.write.Resource, id))
	}
	return &notShown{&connectors.Error{
		Kind: connectors.KindNotFound, Connector: w.source.driver.Name, Op: w.write.Op, Field: row.at + "id",
		Err: fmt.Errorf("the upstream accepted the write, and has no such record: %s %q", w.write.Resource, id),
	}}
}

func (w *writing) notApplied(err error) error {
	return &connectors.Error{Kind: connectors.KindNotApplied, Connector: w.source.driver.Name, Op: w.write.Op, Err: err}
}

// visible returns the fields of a mask that rows show again.
func (w *writing) visible(mask []string) []string {
	var seen []string
	for _, path := range mask {
		if !slices.Contains(w.write.Unshown, path) {
			seen = append(seen, path)
		}
	}
	return seen
}

// unchanged reports whether these fields are as they were. The time of the latest change alone does not say so: it is in seconds, and
// not all upstreams move it with each write.
func unchanged(before, after proto.Message, fields []string) bool {
	differences, _ := records.Differences(before.ProtoReflect(), after.ProtoReflect(), fields)
	return len(differences) == 0
}

// sameActivity reports whether the upstream's time of the latest change is as it was.
func sameActivity(before, after proto.Message) bool {
	for _, name := range activityFields {
		if fd := before.ProtoReflect().Descriptor().Fields().ByName(name); fd != nil && before.ProtoReflect().Has(fd) {
			return records.Same(before.ProtoReflect(), after.ProtoReflect(), string(name))
		}
	}
	return false
}

// idOf returns the id of a record.
func idOf(m proto.Message) string {
	return m.ProtoReflect().Get(m.ProtoReflect().Descriptor().Fields().ByName("id")).String()
}

// swapped puts records right if their ids came in another order than the rows: a row that reads otherwise than it was sent takes the
// record of another such row, if that has all its values.
func (w *writing) swapped(rows []*writeRow, shown []proto.Message) {
	differs := func(row, at int) bool {
		if shown[at] == nil {
			return true
		}
		return !w.shows(shown[at], rows[row])
	}
	for i := range rows {
		for j := i + 1; j < len(rows) && differs(i, i); j++ {
			if !differs(i, j) && differs(j, j) {
				shown[i], shown[j] = shown[j], shown[i]
				rows[i].ID, rows[j].ID = rows[j].ID, rows[i].ID
			}
		}
	}
}
