package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/records"
	"github.com/crmstream/crmstream/server/writes"
)

// part returns the rows from one to another as a write of the gate, which sends them in one upstream request.
func (w *writing) part(from, to int) writes.Write {
	rows := w.rows[from:to]
	part := writes.Write{
		Key: w.key, Method: methodName(w.method), Digest: w.digest, Class: classes[w.write.Settling],
		Account: accountOf(w.source), Resource: w.write.Resource, MarkerField: w.write.MarkerField,
		Count: len(rows), Request: w.stored(rows),
		Validate: func(ctx context.Context) error { return w.encodeOnce(ctx, rows) },
		Send: func(ctx context.Context, sending func(context.Context) error) writes.Report {
			return w.send(ctx, rows, sending)
		},
		Prove: func(ctx context.Context, row writes.Row) ([]byte, error) {
			answer, err := w.prove(ctx, rows, from, row)
			return answer, besidesRefused(row, err)
		},
	}
	part.Key.Part = from
	for _, row := range rows {
		if row.ID != "" {
			part.IDs = append(part.IDs, row.ID)
		}
	}
	part.Read = func(ctx context.Context) ([]byte, error) { // after Validate, which gives custom fields their keys and types
		if !slices.ContainsFunc(rows, w.needsBefore) {
			return nil, nil
		}
		return w.read(ctx, rows)
	}
	return part
}

// accountOf returns the name of a source's account in the ledger.
func accountOf(src *source) string { return digest([]byte(src.identity)) }

// classes are the classes of the ledger for the ways of settling.
var classes = map[connectors.Settling]writes.Class{
	connectors.SettledByID: writes.ByID, connectors.SettledByMarker: writes.Marker, connectors.SettledByContent: writes.Content,
	connectors.SettledByPerson: writes.None,
}

// stored returns what a verifier needs of the rows after a restart: a request of the method with these rows alone.
func (w *writing) stored(rows []*writeRow) []byte {
	req := w.req.ProtoReflect()
	if w.method.Kind.Batch() {
		whole, many := req, req.Descriptor().Fields().ByName("requests")
		req = whole.New()
		whole.Range(func(fd protoreflect.FieldDescriptor, v protoreflect.Value) bool {
			if fd != many {
				req.Set(fd, v)
			}
			return true
		})
		list := req.Mutable(many).List()
		for _, row := range rows {
			list.Append(protoreflect.ValueOfMessage(row.Request.ProtoReflect()))
		}
	}
	wire, err := proto.Marshal(req.Interface())
	if err != nil {
		return nil // texts are valid: they came in a message
	}
	return wire
}

// needsBefore reports whether the record of a row is read before it is written.
func (w *writing) needsBefore(row *writeRow) bool {
	return row.expected != nil || len(row.unset) > 0 || w.write.NeedsBefore != nil && w.write.NeedsBefore(row.WriteRow)
}

// read reads the records of the rows, and checks what they must have. It returns the records as they were before the write.
func (w *writing) read(ctx context.Context, rows []*writeRow) (before []byte, err error) {
	found, err := w.find(ctx, rows)
	if err != nil {
		return nil, err
	}
	var conflicts []string
	for _, row := range rows {
		r, ok := found.found[idKey(row.ID)]
		if !ok || r.Err != nil {
			return nil, &connectors.Error{
				Kind: connectors.KindNotFound, Connector: w.source.driver.Name, Field: row.at + "id",
				Err: fmt.Errorf("source %q has no such record that can be read: %s %q", w.source.name, w.write.Resource, row.ID),
			}
		}
		record := w.newRecord()
		if err := r.Decode(record); err != nil {
			return nil, err
		}
		row.Before = record
		before = append(before, r.Wire...)
		conflicts = append(conflicts, conflictsOf(row)...)
		if w.write.NeedsBefore != nil && w.write.NeedsBefore(row.WriteRow) {
			if err := w.encodeRow(ctx, row); err != nil {
				return nil, err
			}
		}
	}
	w.expectPayments(rows)
	if err := w.refuseSettled(rows); err != nil && len(conflicts) == 0 {
		return nil, err
	}
	if len(conflicts) > 0 {
		return nil, &connectors.Error{
			Kind: connectors.KindConflict, Connector: w.source.driver.Name, Field: rows[0].at + "expected",
			Err: fmt.Errorf("nothing was written: %s; read the record again", strings.Join(conflicts, ", ")),
		}
	}
	return before, nil
}

// conflictsOf returns what a record has otherwise than the row expects.
func conflictsOf(row *writeRow) []string {
	var conflicts []string
	found := row.Before.ProtoReflect()
	if row.expected != nil {
		differences, _ := records.Differences(row.expected.ProtoReflect(), found, row.expects)
		for _, d := range differences {
			conflicts = append(conflicts, fmt.Sprintf("%s%s is %q, not %q", row.at, d.GetField(), d.GetFound(), d.GetSent()))
		}
	}
	for _, path := range row.unset {
		if fd, v, has := records.Value(found, path); has && !records.Empty(fd, v) {
			conflicts = append(conflicts, fmt.Sprintf("%s%s is %q, not unset", row.at, path, records.Text(fd, v, true)))
		}
	}
	return conflicts
}

// comparable returns the fields that are set, without those that catalogues, other records and the reading itself add to a record.
func comparable(m protoreflect.Message) []string {
	fields := m.Descriptor().Fields()
	return slices.DeleteFunc(records.Set(m), func(path string) bool {
		fd := fields.ByName(protoreflect.Name(path))
		switch {
		case fd == nil: // a custom field
			return false
		case fd.Message() != nil && !fd.IsList():
			return fd.Message().FullName() != "google.protobuf.Timestamp" // the record that an id names
		case path == "raw", path == "raw_replaced", path == "alterations":
			return true
		}
		return strings.HasSuffix(path, "_name") && path != "first_name" && path != "last_name"
	})
}

// newRecord returns an empty record of the resource.
func (w *writing) newRecord() proto.Message {
	return w.one.Response.New().NewField(w.one.Response.Descriptor().Fields().ByNumber(1)).Message().Interface()
}

// send sends rows in one upstream request.
func (w *writing) send(ctx context.Context, rows []*writeRow, sending func(context.Context) error) writes.Report {
	sent := false
	report := w.sendRows(ctx, rows, func(ctx context.Context) error {
		err := sending(ctx)
		sent = err == nil
		return err
	})
	if sent {
		w.source.wrote.now()
		w.forget()
		w.server.wrote.ended(w, report.Outcome, len(rows))
	}
	return report
}

func (w *writing) sendRows(ctx context.Context, rows []*writeRow, sending func(context.Context) error) writes.Report {
	encoded := make([]connectors.EncodedRow, len(rows))
	for i, row := range rows {
		encoded[i] = row.encoded
	}
	lease := w.server.memory.Lease(false)
	defer lease.Release()
	answer, err := w.write.Send(connectors.WithMemory(ctx, lease), w.write.Join(encoded), sending)
	var ce *connectors.Error
	switch {
	case errors.As(err, &ce) && !ce.Maybe:
		return writes.Report{Outcome: writes.Refused, Err: placed(rows, err)}
	case err != nil:
		return writes.Report{Outcome: writes.Maybe, Err: err}
	}
	w.said = append(w.said, answer.Notices...)
	refused := newRefusedRows(rows, answer.Refused)
	result := append(wires(answer.Records), w.encodeRefused(refused)...)
	switch {
	case refused.all():
		return writes.Report{Outcome: writes.Refused, Err: refused}
	case w.write.Act != connectors.Create:
		return writes.Report{Outcome: writes.Executed, Result: result, IDs: refused.others()}
	case w.takesID() && answer.IDs == nil:
		answer.IDs = make([]string, len(rows))
		for i, row := range rows {
			answer.IDs[i] = row.ID
		}
	}
	known := slices.DeleteFunc(slices.Clone(answer.IDs), func(id string) bool { return id == "" })
	if len(answer.IDs) != len(rows) || len(known) == 0 { // at least one row was not refused
		return writes.Report{Outcome: writes.Maybe, Candidates: known, Err: fmt.Errorf("the answer has %d ids for %d records", len(known), len(rows))}
	}
	return writes.Report{Outcome: writes.Executed, IDs: answer.IDs, Result: result}
}

// placed returns a refusal of one row with the row's place.
func placed(rows []*writeRow, err error) error {
	if len(rows) == 1 {
		return within(rows[0].at, err)
	}
	return err
}

// wires returns the encodings of records, one after the other.
func wires(records []connectors.Record) []byte {
	var all []byte
	for _, r := range records {
		all = append(all, r.Wire...)
	}
	return all
}

// records decodes what wires has encoded. Refused rows follow.
func (w *writing) records(all []byte) ([]proto.Message, error) {
	var records []proto.Message
	for len(all) > 0 && all[0] != refusedTag {
		n := protowire.ConsumeFieldValue(1, protowire.BytesType, all[1:]) + 1
		if all[0] != 1<<3|byte(protowire.BytesType) || n <= 1 {
			return nil, errors.New("a row of the ledger has no records where it should")
		}
		m := w.newRecord()
		if err := (connectors.Record{Wire: all[:n]}).Decode(m); err != nil {
			return nil, err
		}
		records, all = append(records, m), all[n:]
	}
	return records, nil
}
