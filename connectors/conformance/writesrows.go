package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// marker is the marker of rows that have one.
const marker = "crmstream:aaaabbbb"

// row returns a row with samples of some fields, and the record before the write where the row needs that.
func (s Writes) row(t *testing.T, w connectors.Write, fields ...string) connectors.WriteRow {
	t.Helper()
	row := connectors.WriteRow{Request: w.Request().New().Interface(), ID: s.id(t, w)}
	if w.MarkerField != "" {
		row.Marker = marker
	}
	if w.Act == connectors.Pay {
		require.NoError(t, protojson.Unmarshal([]byte(s.Payments[w.Resource]), row.Request))
	}
	if held := recordField(w); held != nil {
		row.Record, row.Mask = s.record(t, w, fields...), s.paths(t, w, fields...)
		row.Request.ProtoReflect().Set(held, protoreflect.ValueOfMessage(row.Record.ProtoReflect()))
	}
	if s.needsBefore(t, w, row) {
		s.unread(t, w, row)
		row.Before = s.record(t, w)
		require.NoError(t, protojson.Unmarshal([]byte(s.Before[w.Resource]), row.Before))
	}
	return row
}

// id returns the id of a row: the sample, or for a write of records with ids of the upstream a number. New records have none, unless
// it comes with the request.
func (s Writes) id(t *testing.T, w connectors.Write) string {
	t.Helper()
	id := "10607"
	if sample, ok := s.Samples[w.Resource]["id"]; ok {
		require.NoError(t, json.Unmarshal([]byte(sample), &id))
	}
	if w.Act == connectors.Create && !takesID(w) {
		return ""
	}
	return id
}

// takesID reports whether the ids of new records come with the requests.
func takesID(w connectors.Write) bool {
	return slices.ContainsFunc(w.Fields, func(f connectors.WritableField) bool { return f.Name == "id" && f.OnCreate })
}

// unread encodes a row without the record before the write, to find its mistakes and its elements.
func (s Writes) unread(t *testing.T, w connectors.Write, row connectors.WriteRow) {
	t.Helper()
	encoded, err := s.encoded(t, w, row)
	require.NoError(t, err)
	require.True(t, w.MaxElements == 0 || encoded.Elements > 0)
	_, err = s.client(t, func(*http.Request) (*http.Response, error) {
		require.Fail(t, "a row was sent that lacks the record before")
		return nil, io.EOF
	}, w).Send(t.Context(), w.Join([]connectors.EncodedRow{encoded}), func(context.Context) error { return nil })
	require.Error(t, err)
}

// record returns a record with samples of fields.
func (s Writes) record(t *testing.T, w connectors.Write, fields ...string) proto.Message {
	t.Helper()
	held := recordField(w)
	if held == nil {
		held = w.Request().Descriptor().Fields().ByName("expected")
	}
	record := w.Request().New().NewField(held).Message().Interface()
	for _, field := range fields {
		sample, ok := s.Samples[w.Resource][field]
		require.True(t, ok, "%s.%s has no sample", w.Resource, field)
		one := proto.Clone(record)
		proto.Reset(one)
		require.NoError(t, protojson.Unmarshal(fmt.Appendf(nil, "{%q:%s}", field, sample), one))
		proto.Merge(record, one)
	}
	return record
}

// paths returns the paths of fields: of a map, those of the sample's keys.
func (s Writes) paths(t *testing.T, w connectors.Write, fields ...string) []string {
	t.Helper()
	paths := []string{}
	for _, field := range fields {
		one := s.record(t, w, field).ProtoReflect()
		fd := one.Descriptor().Fields().ByName(protoreflect.Name(field))
		if !fd.IsMap() {
			paths = append(paths, field)
			continue
		}
		one.Get(fd).Map().Range(func(k protoreflect.MapKey, _ protoreflect.Value) bool {
			paths = append(paths, field+"."+k.String())
			return true
		})
	}
	slices.Sort(paths)
	return paths
}

// names returns the fields that the write may set and that a condition holds for, except the id.
func names(w connectors.Write, holds func(connectors.WritableField) bool) []string {
	var fields []string
	for _, f := range w.Fields {
		if f.Name != "id" && (w.Act == connectors.Create && f.OnCreate || w.Act == connectors.Update && f.OnUpdate) && holds(f) {
			fields = append(fields, f.Name)
		}
	}
	return fields
}

// base are the fields that a new record cannot be without, or else two of the fields.
func (s Writes) base(w connectors.Write) []string {
	required := append(names(w, func(f connectors.WritableField) bool { return f.Required }), s.Needed[w.Resource]...)
	all := names(w, func(connectors.WritableField) bool { return true })
	if (w.Act == connectors.Update || len(required) == 0) && len(all) > 0 {
		return []string{all[0], all[len(all)-1]}
	}
	return required
}

// encode encodes rows and joins them.
func (s Writes) encode(t *testing.T, w connectors.Write, rows ...connectors.WriteRow) connectors.PlannedCall {
	t.Helper()
	encoded := make([]connectors.EncodedRow, len(rows))
	for i, row := range rows {
		var err error
		encoded[i], err = s.encoded(t, w, row)
		require.NoError(t, err)
	}
	return w.Join(encoded)
}

// recordField is the field of requests that has the record, nil for none.
func recordField(w connectors.Write) protoreflect.FieldDescriptor {
	return w.Request().Descriptor().Fields().ByNumber(2)
}

// whole returns a row with all fields that can be written together.
func (s Writes) whole(t *testing.T, w connectors.Write) connectors.WriteRow {
	t.Helper()
	return s.row(t, w, names(w, func(f connectors.WritableField) bool {
		return !slices.Contains(s.Apart[w.Act.String()+" "+w.Resource], f.Name)
	})...)
}

// batch returns several rows with all fields.
func (s Writes) batch(t *testing.T, w connectors.Write, n int) []connectors.WriteRow {
	t.Helper()
	rows := make([]connectors.WriteRow, n)
	for i := range rows {
		rows[i] = s.whole(t, w)
		rows[i].Batch = n > 1
	}
	return rows
}
