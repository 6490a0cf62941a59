package conformance

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// Writes are the writes of one connector. The suite answers their requests itself.
type Writes struct {
	// Name distinguishes the mode from others in test output.
	Name string
	// Open returns a client whose requests a transport carries.
	Open func(t *testing.T, transport http.RoundTripper) connectors.Client
	// Samples are valid values of the declared fields, in JSON, by resource and field; a field without a sample fails the suite.
	Samples map[string]map[string]string
	// Before are records as they were before an update, in JSON, by resource.
	Before map[string]string
	// Executed returns an answer to a write of rows that was executed.
	Executed func(w connectors.Write, rows int) string
	// Refusals are answers to a write of one row that say that nothing was written, by name.
	Refusals map[string]Refusal
	// Secrets are the credentials that no output may show.
	Secrets []string
}

// Refusal is an answer that refuses a write.
type Refusal struct {
	Status int
	Body   string
	// Kind is what the error means.
	Kind connectors.Kind
}

// RunWrites runs the suite for each write, in virtual time.
func RunWrites(t *testing.T, s Writes) {
	t.Helper()
	for _, w := range s.Open(t, Unused(t)).Writes() {
		run(t, fmt.Sprintf("%s/%s %s", s.Name, w.Act, w.Resource), []step{
			{"declared fields are written", func(t *testing.T) { s.declared(t, w) }},
			{"undeclared fields are refused", func(t *testing.T) { s.undeclared(t, w) }},
			{"encoding is pure", func(t *testing.T) { s.pure(t, w) }},
			{"requests are of the declared operations", func(t *testing.T) { s.operations(t, w) }},
			{"rows and elements add up", func(t *testing.T) { s.joined(t, w) }},
			{"sending is called once, before the first byte", func(t *testing.T) { s.sending(t, w) }},
			{"nothing is sent after an error of sending", func(t *testing.T) { s.stopped(t, w) }},
			{"after a fault the write may have been executed", func(t *testing.T) { s.faults(t, w) }},
			{"after a refusal the write was not executed", func(t *testing.T) { s.refusals(t, w) }},
		})
	}
}

// marker is the marker of rows that have one.
const marker = "crmstream:aaaabbbb"

// row returns a row with samples of some fields, and the record before the write where the row needs that.
func (s Writes) row(t *testing.T, w connectors.Write, fields ...string) connectors.WriteRow {
	t.Helper()
	row := connectors.WriteRow{Request: w.Request().New().Interface()}
	if w.MarkerField != "" {
		row.Marker = marker
	}
	if w.Act != connectors.Create {
		row.ID = "10607"
	}
	if w.Act == connectors.Delete {
		return row
	}
	row.Record, row.Mask = s.record(t, w, fields...), s.paths(t, w, fields...)
	row.Request.ProtoReflect().Set(w.Request().Descriptor().Fields().ByNumber(2), protoreflect.ValueOfMessage(row.Record.ProtoReflect()))
	if w.NeedsBefore != nil && w.NeedsBefore(row) {
		s.unread(t, w, row)
		row.Before = s.record(t, w)
		require.NoError(t, protojson.Unmarshal([]byte(s.Before[w.Resource]), row.Before))
	}
	return row
}

// unread encodes a row without the record before the write, to find its mistakes and its elements.
func (s Writes) unread(t *testing.T, w connectors.Write, row connectors.WriteRow) {
	t.Helper()
	encoded, err := w.Encode(row, nil)
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
	record := w.Request().New().NewField(w.Request().Descriptor().Fields().ByNumber(2)).Message().Interface()
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

// names returns the fields that the write may set and that a condition holds for.
func names(w connectors.Write, holds func(connectors.WritableField) bool) []string {
	var fields []string
	for _, f := range w.Fields {
		if (w.Act == connectors.Create && f.OnCreate || w.Act == connectors.Update && f.OnUpdate) && holds(f) {
			fields = append(fields, f.Name)
		}
	}
	return fields
}

// base are the fields that a new record cannot be without, or else two of the fields.
func base(w connectors.Write) []string {
	required := names(w, func(f connectors.WritableField) bool { return f.Required })
	all := names(w, func(connectors.WritableField) bool { return true })
	if (w.Act == connectors.Update || len(required) == 0) && len(all) > 0 {
		return []string{all[0], all[len(all)-1]}
	}
	return required
}

// encode encodes rows and joins them.
func encode(t *testing.T, w connectors.Write, rows ...connectors.WriteRow) connectors.PlannedCall {
	t.Helper()
	encoded := make([]connectors.EncodedRow, len(rows))
	for i, row := range rows {
		var err error
		encoded[i], err = w.Encode(row, nil)
		require.NoError(t, err)
	}
	return w.Join(encoded)
}

// declared requires each declared field to change the body, and to be obligatory and clearable as declared.
func (s Writes) declared(t *testing.T, w connectors.Write) {
	if w.Act == connectors.Delete {
		return
	}
	needed := base(w)
	at := string(recordField(w).Name()) + "."
	written := names(w, func(connectors.WritableField) bool { return true })
	require.NotEmpty(t, written)
	for _, f := range w.Fields {
		if !slices.Contains(written, f.Name) {
			continue
		}
		with := needed
		if !slices.Contains(needed, f.Name) {
			with = append(slices.Clip(needed), f.Name)
		}
		without := slices.DeleteFunc(slices.Clone(with), func(name string) bool { return name == f.Name })
		row := s.row(t, w, with...)
		body := encode(t, w, row).Body
		if w.Act == connectors.Create && f.Required {
			requireMistake(t, w, s.row(t, w, without...), at+f.Name)
		} else {
			require.NotEqual(t, string(encode(t, w, s.row(t, w, without...)).Body), string(body), "%s is not written", f.Name)
		}
		if w.Act == connectors.Update {
			s.cleared(t, w, f, at)
		}
	}
}

// cleared requires a field to be cleared, or to be refused.
func (s Writes) cleared(t *testing.T, w connectors.Write, f connectors.WritableField, at string) {
	t.Helper()
	row := s.row(t, w, f.Name)
	full := encode(t, w, row).Body
	row.Record = s.record(t, w)
	if f.Clearable {
		require.NotEqual(t, string(full), string(encode(t, w, row).Body), "%s is not cleared", f.Name)
		return
	}
	requireMistake(t, w, row, at+f.Name)
}

// undeclared sets each field of the record that is not declared.
func (s Writes) undeclared(t *testing.T, w connectors.Write) {
	if w.Act == connectors.Delete {
		return
	}
	fields := recordField(w).Message().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		if fd.Name() == "id" || slices.Contains(names(w, func(connectors.WritableField) bool { return true }), string(fd.Name())) {
			continue
		}
		row := s.row(t, w, base(w)...)
		m := row.Record.ProtoReflect()
		if fd.IsList() || fd.Message() != nil {
			m.Mutable(fd)
		} else {
			m.Set(fd, m.NewField(fd))
		}
		row.Mask = append(row.Mask, string(fd.Name()))
		requireMistake(t, w, row, string(recordField(w).Name())+"."+string(fd.Name()))
	}
}

// recordField is the field of requests that has the record.
func recordField(w connectors.Write) protoreflect.FieldDescriptor {
	return w.Request().Descriptor().Fields().ByNumber(2)
}

// requireMistake requires a row to be refused for a field.
func requireMistake(t *testing.T, w connectors.Write, row connectors.WriteRow, field string) {
	t.Helper()
	_, err := w.Encode(row, nil)
	var mistakes connectors.Mistakes
	require.True(t, mistakes.Add(err), "%v", err)
	require.True(t, slices.ContainsFunc(mistakes, func(e *connectors.Error) bool { return e.Field == field }), "%s is not refused: %v", field, err)
}

// whole returns a row with all fields.
func (s Writes) whole(t *testing.T, w connectors.Write) connectors.WriteRow {
	t.Helper()
	return s.row(t, w, names(w, func(connectors.WritableField) bool { return true })...)
}

// pure encodes a row twice.
func (s Writes) pure(t *testing.T, w connectors.Write) {
	row := s.whole(t, w)
	given := row
	given.Mask = slices.Clone(row.Mask)
	for _, m := range []*proto.Message{&given.Request, &given.Record, &given.Before} {
		if *m != nil {
			*m = proto.Clone(*m)
		}
	}
	require.Equal(t, encode(t, w, row), encode(t, w, row))
	require.Equal(t, given.Mask, row.Mask)
	require.True(t, proto.Equal(given.Request, row.Request) && proto.Equal(given.Record, row.Record) && proto.Equal(given.Before, row.Before))
}

// joined joins as many rows as are allowed, up to three.
func (s Writes) joined(t *testing.T, w connectors.Write) {
	one := encode(t, w, s.whole(t, w))
	require.Equal(t, w.MarkerField != "", strings.Contains(string(one.Body), "aaaabbbb"), "the marker is written")
	rows := []connectors.WriteRow{s.whole(t, w)}
	for len(rows) < 3 && (w.MaxRows == 0 || len(rows) < w.MaxRows) {
		rows = append(rows, s.whole(t, w))
	}
	call := encode(t, w, rows...)
	require.Equal(t, len(rows), call.Rows)
	require.Equal(t, one.Elements*len(rows), call.Elements)
	require.Equal(t, []string{w.Op, one.Method, one.ContentType}, []string{call.Op, call.Method, call.ContentType})
	s.requireNoSecret(t, string(call.Body)+string(call.ShownBody)+call.Path)
}

// requireNoSecret requires a text to be without credentials.
func (s Writes) requireNoSecret(t *testing.T, text string) {
	t.Helper()
	for _, secret := range s.Secrets {
		require.NotContains(t, text, secret)
	}
}
