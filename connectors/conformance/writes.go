package conformance

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

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
	// Needed are fields that a valid new record has besides the obligatory ones, by resource: one of several must be set.
	Needed map[string][]string
	// Before are records as they were before an update or a payment, in JSON, by resource.
	Before map[string]string
	// Apart are fields that are not written together with all others, or not in a batch, by act and resource: "update invoices".
	Apart map[string][]string
	// Payments are requests to pay, in JSON, by resource.
	Payments map[string]string
	// Executed returns an answer to a write of rows that was executed.
	Executed func(w connectors.Write, rows int) string
	// PartlyRefused returns an answer to a write of three rows of which the second was refused, "" for a write whose answers are not
	// about rows. nil stands for a connector without others.
	PartlyRefused func(w connectors.Write) string
	// Refusals are answers to a write of one row that say that nothing was written, by name.
	Refusals map[string]Refusal
	// Prepared answers the requests of Prepare, with status 200, and reports false for any other request: that is the write. nil stands for a
	// connector whose writes have no Prepare.
	Prepared func(*http.Request) (body string, ok bool)
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
			{"a row that cannot be prepared is refused", func(t *testing.T) { s.unprepared(t, w) }},
			{"requests are of the declared operations", func(t *testing.T) { s.operations(t, w) }},
			{"rows and elements add up", func(t *testing.T) { s.joined(t, w) }},
			{"sending is called once, before the first byte", func(t *testing.T) { s.sending(t, w) }},
			{"nothing is sent after an error of sending", func(t *testing.T) { s.stopped(t, w) }},
			{"after a fault the write may have been executed", func(t *testing.T) { s.faults(t, w) }},
			{"after a refusal the write was not executed", func(t *testing.T) { s.refusals(t, w) }},
			{"a refused row is named apart from the others", func(t *testing.T) { s.partlyRefused(t, w) }},
		})
	}
}

// declared requires each declared field to change the body, and to be obligatory and clearable as declared.
func (s Writes) declared(t *testing.T, w connectors.Write) {
	if recordField(w) == nil {
		return
	}
	needed := s.base(w)
	at := string(recordField(w).Name()) + "."
	written := names(w, func(connectors.WritableField) bool { return true })
	require.NotEmpty(t, written)
	if takesID(w) {
		row := s.row(t, w, needed...)
		body := s.encode(t, w, row).Body
		row.ID = strings.Repeat("7", len(row.ID))
		require.NotEqual(t, string(s.encode(t, w, row).Body), string(body), "the id is not written")
	}
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
		body := s.encode(t, w, row).Body
		switch {
		case w.Act == connectors.Create && f.Required:
			s.requireMistake(t, w, s.row(t, w, without...), at+f.Name)
		case w.Act == connectors.Create && slices.Contains(s.Needed[w.Resource], f.Name):
			_, err := s.encoded(t, w, s.row(t, w, without...))
			require.Error(t, err, "%s is not needed", f.Name)
		default:
			require.NotEqual(t, string(s.encode(t, w, s.row(t, w, without...)).Body), string(body), "%s is not written", f.Name)
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
	full := s.encode(t, w, row).Body
	row.Record = s.record(t, w)
	if f.Clearable {
		require.NotEqual(t, string(full), string(s.encode(t, w, row).Body), "%s is not cleared", f.Name)
		return
	}
	s.requireMistake(t, w, row, at+f.Name)
}

// undeclared sets each field of the record that is not declared.
func (s Writes) undeclared(t *testing.T, w connectors.Write) {
	if recordField(w) == nil {
		return
	}
	fields := recordField(w).Message().Fields()
	for i := range fields.Len() {
		fd := fields.Get(i)
		if fd.Name() == "id" || slices.Contains(names(w, func(connectors.WritableField) bool { return true }), string(fd.Name())) {
			continue
		}
		row := s.row(t, w, s.base(w)...)
		m := row.Record.ProtoReflect()
		if fd.IsList() || fd.Message() != nil {
			m.Mutable(fd)
		} else {
			m.Set(fd, m.NewField(fd))
		}
		row.Mask = append(row.Mask, string(fd.Name()))
		s.requireMistake(t, w, row, string(recordField(w).Name())+"."+string(fd.Name()))
	}
}

// requireMistake requires a row to be refused for a field.
func (s Writes) requireMistake(t *testing.T, w connectors.Write, row connectors.WriteRow, field string) {
	t.Helper()
	_, err := s.encoded(t, w, row)
	var mistakes connectors.Mistakes
	require.True(t, mistakes.Add(err), "%v", err)
	require.True(t, slices.ContainsFunc(mistakes, func(e *connectors.Error) bool { return e.Field == field }), "%s is not refused: %v", field, err)
}

// pure encodes a row twice, with the same answer of Prepare.
func (s Writes) pure(t *testing.T, w connectors.Write) {
	row, err := s.prepared(t, w, s.whole(t, w))
	require.NoError(t, err)
	given := row
	given.Mask = slices.Clone(row.Mask)
	for _, m := range []*proto.Message{&given.Request, &given.Record, &given.Before} {
		if *m != nil {
			*m = proto.Clone(*m)
		}
	}
	var calls [2]connectors.PlannedCall
	for i := range calls {
		encoded, err := w.Encode(row, nil)
		require.NoError(t, err)
		calls[i] = w.Join([]connectors.EncodedRow{encoded})
	}
	require.Equal(t, calls[0], calls[1])
	require.Equal(t, given.Mask, row.Mask)
	require.True(t, proto.Equal(given.Request, row.Request) && proto.Equal(given.Record, row.Record) && proto.Equal(given.Before, row.Before))
}

// joined joins as many rows as are allowed, up to three.
func (s Writes) joined(t *testing.T, w connectors.Write) {
	one := s.encode(t, w, s.whole(t, w))
	require.Equal(t, w.MarkerField != "", strings.Contains(string(one.Body), "aaaabbbb"), "the marker is written")
	n := 3
	if w.MaxRows > 0 {
		n = min(n, w.MaxRows)
	}
	call := s.encode(t, w, s.batch(t, w, n)...)
	require.Equal(t, n, call.Rows)
	require.Equal(t, one.Elements*n, call.Elements)
	require.Equal(t, []string{one.Method, one.ContentType}, []string{call.Method, call.ContentType})
	for _, c := range []connectors.PlannedCall{one, call} {
		s.requireNoSecret(t, string(c.Body)+string(c.ShownBody)+c.Path)
	}
}

// requireNoSecret requires a text to be without credentials.
func (s Writes) requireNoSecret(t *testing.T, text string) {
	t.Helper()
	for _, secret := range s.Secrets {
		require.NotContains(t, text, secret)
	}
}
