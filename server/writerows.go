package server

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/internal/records"
)

// writeRow is one record of a call.
type writeRow struct {
	connectors.WriteRow
	// at begins the names of the row's fields in errors: "" or "requests[3].".
	at string
	// expected has what the record must have now, in the fields that expects names; unset are those that it must lack.
	expected       proto.Message
	expects, unset []string
	// asked says that the upstream was asked what the row needs, and unprepared is how that failed.
	asked      bool
	unprepared error
	// encoded is the row in the upstream's form, once it is ready.
	encoded connectors.EncodedRow
	ready   bool
}

// The parts of requests for one record that rows are made of.
type (
	namedRequest       interface{ GetId() string }
	conditionalRequest interface{ GetExpectedUnset() []string }
	maskedRequest      interface{ GetUpdateMask() []string }
)

// readRows makes rows of the request, and checks what can be checked without the upstream's catalogue.
func (w *writing) readRows() error {
	if !w.method.Kind.Batch() {
		row, err := w.newRow(w.req, "", 0)
		w.rows = []*writeRow{row}
		return err
	}
	var mistakes connectors.Mistakes
	seen := map[string]int{}
	list := w.req.ProtoReflect().Get(w.method.Request.Descriptor().Fields().ByName("requests")).List()
	for i := range list.Len() {
		at := fmt.Sprintf("requests[%d].", i)
		row, err := w.child(list.Get(i).Message().Interface(), at, i)
		if err == nil && row.ID != "" {
			if first, again := seen[row.ID]; again {
				err = connectors.Invalid(at+"id", "is also in requests[%d]: name each record once", first)
			}
			seen[row.ID] = i
		}
		if !mistakes.Add(err) {
			return err
		}
		w.rows = append(w.rows, row)
	}
	return mistakes.Err()
}

// child makes a row of one request of a batch.
func (w *writing) child(given proto.Message, at string, index int) (*writeRow, error) {
	child, ok := proto.Clone(given).(writeRequest)
	switch {
	case !ok:
		return nil, fmt.Errorf("a batch of %s has a %T", w.method.Name, given)
	case child.GetSource() != "" && child.GetSource() != w.source.name:
		return nil, connectors.Invalid(at+"source", "is %q, and that of the batch is %q: leave it out", child.GetSource(), w.source.name)
	}
	m := child.ProtoReflect()
	for _, name := range []protoreflect.Name{"request_id", "validate_only", "proof", "priority"} {
		if m.Has(m.Descriptor().Fields().ByName(name)) {
			return nil, connectors.Invalid(at+string(name), "belongs to the batch: leave it out")
		}
	}
	m.Set(m.Descriptor().Fields().ByName("source"), protoreflect.ValueOfString(w.source.name))
	if err := w.server.check(child); err != nil {
		return nil, within(at, err)
	}
	return w.newRow(child, at, index)
}

// newRow makes a row of a request for one record.
func (w *writing) newRow(req proto.Message, at string, index int) (*writeRow, error) {
	row := &writeRow{at: at}
	row.Request, row.Batch = req, w.method.Kind.Batch()
	m := req.ProtoReflect()
	if r, ok := req.(namedRequest); ok {
		row.ID = r.GetId()
	}
	if r, ok := req.(conditionalRequest); ok {
		if err := w.expectations(row, m, r.GetExpectedUnset()); err != nil {
			return nil, err
		}
	}
	field := m.Descriptor().Fields().ByNumber(2)
	if field == nil {
		return row, nil
	}
	if w.takesID() {
		row.ID = cmp.Or(idOf(m.Get(field).Message().Interface()), idOfRow(w.key, w.first+index))
	}
	row.Record = w.newRecord()
	proto.Merge(row.Record, m.Get(field).Message().Interface()) // a request that only clears fields may lack the record
	if err := row.masked(string(field.Name())); err != nil {
		return nil, err
	}
	return row, nil
}

// takesID reports whether the write creates records by ids that come with the request.
func (w *writing) takesID() bool {
	return w.write.Act == connectors.Create && slices.ContainsFunc(w.write.Fields, func(f connectors.WritableField) bool { return f.Name == "id" && f.OnCreate })
}

// expectations reads what the record must have and lack now.
func (w *writing) expectations(row *writeRow, m protoreflect.Message, unset []string) error {
	field := m.Descriptor().Fields().ByName("expected")
	if m.Has(field) {
		row.expected = proto.Clone(m.Get(field).Message().Interface())
		row.expects = comparable(row.expected.ProtoReflect())
	}
	paths, err := records.Mask(field.Message(), unset)
	if err != nil {
		return connectors.Invalid(row.at+"expected_unset", "%w", err)
	}
	row.unset = paths
	return nil
}

// masked sets the mask of a row that has a record, in the field with this name.
func (row *writeRow) masked(field string) error {
	m := row.Record.ProtoReflect()
	id := m.Descriptor().Fields().ByName("id")
	switch given := m.Get(id).String(); {
	case given == "" || given == row.ID:
	case row.ID == "":
		return connectors.Invalid(row.at+field+".id", "is given by the upstream: leave it out")
	default:
		return connectors.Invalid(row.at+field+".id", "must be unset or equal to id")
	}
	m.Clear(id)
	masked, ok := row.Request.(maskedRequest)
	if !ok || len(masked.GetUpdateMask()) == 0 {
		row.Mask = records.Set(m)
		if ok && len(row.Mask) == 0 && !setsMore(row.Request) {
			return connectors.Invalid(row.at+field, "there is nothing to update: set a field, or name the fields to clear in update_mask")
		}
		return nil
	}
	paths, err := records.Mask(m.Descriptor(), masked.GetUpdateMask())
	if err != nil {
		return connectors.Invalid(row.at+"update_mask", "%w", err)
	}
	row.Mask = slices.DeleteFunc(paths, func(path string) bool { return path == "id" })
	if len(row.Mask) == 0 && !setsMore(row.Request) {
		return connectors.Invalid(row.at+"update_mask", "there is nothing to update: name a field besides id")
	}
	return nil
}

// setsMore reports whether the request of an update sets values besides those of the record: fields of the method alone.
func setsMore(req proto.Message) bool {
	more := false
	req.ProtoReflect().Range(func(fd protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		more = fd.Number() >= firstOwnField
		return !more
	})
	return more
}

// firstOwnField is the first number of the fields that only one method has.
const firstOwnField = 20

// within returns an error of a row as an error of the request: with the row's place before its fields.
func within(at string, err error) error {
	var mistakes connectors.Mistakes
	var ce *connectors.Error
	switch {
	case at == "" || err == nil:
		return err
	case errors.As(err, &mistakes):
		placed := make(connectors.Mistakes, len(mistakes))
		for i, m := range mistakes {
			mistake := *m
			mistake.Field = at + mistake.Field
			placed[i] = &mistake
		}
		return placed
	case errors.As(err, &ce) && ce.Kind == connectors.KindInvalidRequest:
		placed := *ce
		placed.Field = strings.TrimSuffix(at+placed.Field, ".")
		return &placed
	}
	return err
}
