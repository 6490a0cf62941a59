package server

import (
	"errors"
	"maps"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// refusedRows is the error of rows that the upstream has refused one by one, though it has executed others of the request, or none.
type refusedRows struct {
	rows   []*writeRow
	errors map[int]error
}

// newRefusedRows returns the errors of rows, placed in the request.
func newRefusedRows(rows []*writeRow, errs map[int]error) *refusedRows {
	r := &refusedRows{rows, map[int]error{}}
	for i, err := range errs {
		if i >= 0 && i < len(rows) {
			r.errors[i] = within(rows[i].at, err)
		}
	}
	return r
}

// all reports whether no row was executed.
func (r *refusedRows) all() bool { return len(r.errors) > 0 && len(r.errors) == len(r.rows) }

// others returns the ids of the rows with none for those that were refused, nil if no row was.
func (r *refusedRows) others() []string {
	if len(r.errors) == 0 {
		return nil
	}
	ids := make([]string, len(r.rows))
	for i, row := range r.rows {
		if r.errors[i] == nil {
			ids[i] = row.ID
		}
	}
	return ids
}

func (r *refusedRows) Error() string { return r.Unwrap().Error() }

// Unwrap returns all mistakes where every row has mistakes of the request, and else the first error.
func (r *refusedRows) Unwrap() error {
	var mistakes connectors.Mistakes
	for _, i := range slices.Sorted(maps.Keys(r.errors)) {
		if err := r.errors[i]; !mistakes.Add(err) {
			return err
		}
	}
	return mistakes
}

// refusedTag begins a refused row in the result of a row of the ledger: field 2, where records have field 1.
const refusedTag = 2<<3 | byte(protowire.BytesType)

// encodeRefused encodes refused rows for the ledger, so that a replay has them after a restart.
func (w *writing) encodeRefused(r *refusedRows) []byte {
	var all []byte
	for _, i := range slices.Sorted(maps.Keys(r.errors)) {
		wire, err := proto.Marshal(w.refusedResult(i, r))
		if err != nil {
			continue // texts are valid
		}
		all = protowire.AppendBytes(append(all, refusedTag), wire)
	}
	return all
}

// refusedResult returns the result of a row that the upstream has refused, by its index in the part.
func (w *writing) refusedResult(index int, r *refusedRows) *crmstreamv1.WriteResult {
	err := r.errors[index]
	o, message := classify(err)
	result := &crmstreamv1.WriteResult{
		Index: count(index), State: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, Reason: o.reason, Message: valid(w.server.opts.Redactor.Text(message)),
	}
	if w.write.Act != connectors.Create {
		result.Id = r.rows[index].ID
	}
	var ce *connectors.Error
	if errors.As(err, &ce) {
		result.Field = ce.Field
	}
	return result
}

// refusedIn returns the refused rows in a row of the ledger, by their index in the part.
func refusedIn(done writes.Row) map[int]*crmstreamv1.WriteResult {
	refused := map[int]*crmstreamv1.WriteResult{}
	for all := done.Result; len(all) > 0; {
		_, kind, n := protowire.ConsumeTag(all)
		if n < 0 {
			break
		}
		tag := all[0]
		body, m := protowire.ConsumeBytes(all[n:])
		if kind != protowire.BytesType || m < 0 {
			break
		}
		if result := new(crmstreamv1.WriteResult); tag == refusedTag && proto.Unmarshal(body, result) == nil {
			refused[int(result.GetIndex())] = result
		}
		all = all[n+m:]
	}
	return refused
}

// unprovedBeside is the error of a proof of a part of which the upstream has refused some rows. They are not executed, whatever becomes
// of the proof.
type unprovedBeside struct {
	refused map[int]*crmstreamv1.WriteResult
	err     error
}

func (e *unprovedBeside) Error() string { return e.err.Error() }
func (e *unprovedBeside) Unwrap() error { return e.err }

// besidesRefused returns the error of a proof with the refused rows of the part.
func besidesRefused(done writes.Row, err error) error {
	if err == nil {
		return nil
	}
	if refused := refusedIn(done); len(refused) > 0 {
		return &unprovedBeside{refused, err}
	}
	return err
}

// refusedBeside returns the refused rows of a part whose proof has ended with an error.
func refusedBeside(err error) map[int]*crmstreamv1.WriteResult {
	var beside *unprovedBeside
	if !errors.As(err, &beside) {
		return nil
	}
	return beside.refused
}

// executedIDs returns the ids of a row of the ledger, which has none for a row that the upstream has refused.
func executedIDs(row writes.Row) []string {
	return slices.DeleteFunc(slices.Clone(row.IDs), func(id string) bool { return id == "" })
}
