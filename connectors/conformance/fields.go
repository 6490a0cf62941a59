package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// fields sets each declared request field in turn. It requires another request to the upstream, or where the connector applies
// the field itself, another answer.
func (s Subject) fields(t *testing.T) {
	names := s.declared(t)
	plain := s.ask(t, s.Request())
	for _, name := range names {
		sample, ok := s.Samples[name]
		require.True(t, ok, "no sample for the declared field %q", name)
		req := s.Request()
		field := req.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(name))
		require.NotNil(t, field, "the declared field %q is not in the request", name)
		set := proto.Clone(req)
		proto.Reset(set)
		require.NoError(t, protojson.Unmarshal(fmt.Appendf(nil, "{%q:%s}", field.JSONName(), sample), set), name)
		proto.Merge(req, set)
		got := s.ask(t, req)
		if slices.Contains(s.sole, name) {
			requireRefused(t, got, name)
			continue
		}
		require.NotErrorIs(t, got.err, &connectors.Error{Kind: connectors.KindInvalidRequest}, "the sample for the field %q is not valid", name)
		if slices.Contains(s.local, name) {
			require.NoError(t, got.err)
			require.NotEqual(t, plain.ids, got.ids, "field %q changes nothing", name)
			continue
		}
		require.NotEqual(t, plain.wire, got.wire, "field %q does not reach the upstream", name)
	}
	for name := range s.Samples {
		require.Contains(t, names, name, "a sample for a field that is not declared")
	}
}

// requireRefused requires a request to be refused for the value of a field, before the upstream is asked.
func requireRefused(t *testing.T, got asked, name string) {
	t.Helper()
	var refused *connectors.Error
	require.ErrorAs(t, got.err, &refused, "field %q takes another value", name)
	require.Equal(t, connectors.KindInvalidRequest, refused.Kind, "field %q", name)
	require.Equal(t, name, refused.Field)
	require.Empty(t, got.wire, "the upstream was asked for a wrong value of the field %q", name)
}

// undeclared sets each field that is not declared and requires that the connector does not read it: the server refuses such a
// field or honours it itself.
func (s Subject) undeclared(t *testing.T) {
	known := append(s.declared(t), "order", "include_raw") // List.Orders declares the first; all lists have the second
	plain := s.ask(t, s.Request())
	require.NoError(t, plain.err)
	for i := range s.Request().ProtoReflect().Descriptor().Fields().Len() {
		req := s.Request()
		field := req.ProtoReflect().Descriptor().Fields().Get(i)
		if slices.Contains(known, string(field.Name())) {
			continue
		}
		fill(req.ProtoReflect(), field)
		require.Equal(t, plain, s.ask(t, req), "field %q is read, but not declared", field.Name())
	}
}

// fill sets a field to a value that is valid in most fields.
func fill(m protoreflect.Message, field protoreflect.FieldDescriptor) {
	var value protoreflect.Value
	switch field.Kind() {
	case protoreflect.MessageKind:
		m.Mutable(field)
		return
	case protoreflect.BoolKind:
		value = protoreflect.ValueOfBool(true)
	case protoreflect.EnumKind:
		value = protoreflect.ValueOfEnum(1)
	case protoreflect.Int32Kind:
		value = protoreflect.ValueOfInt32(1)
	default:
		value = protoreflect.ValueOfString("1")
	}
	if field.IsList() {
		m.Mutable(field).List().Append(value)
		return
	}
	m.Set(field, value)
}

// declared returns the names of the request fields that the list honours.
func (s Subject) declared(t *testing.T) []string {
	t.Helper()
	declared := s.declaration(t)
	names := slices.Clone(declared.Fields)
	if len(declared.Where) > 0 {
		names = append(names, "where")
	}
	return names
}

func (s Subject) declaration(t *testing.T) connectors.List {
	t.Helper()
	resource := s.resource()
	for _, l := range s.Open(t, Upstream{Rows: 1}).Client.Lists() {
		if l.Resource == resource {
			require.NotEmpty(t, l.Orders)
			require.NotEmpty(t, l.Guarantee)
			require.NotEmpty(t, l.Cost)
			require.NotEmpty(t, l.Changes)
			return l
		}
	}
	require.Fail(t, "the client does not declare "+resource)
	return connectors.List{}
}

// resource returns the list's name in URLs, the JSON name of field 1 of its response.
func (s Subject) resource() string { return s.response().Fields().ByNumber(1).JSONName() }

// response returns the descriptor of the list's response message.
func (s Subject) response() protoreflect.MessageDescriptor {
	request := s.Request().ProtoReflect().Descriptor()
	name := strings.TrimSuffix(string(request.Name()), "Request") + "Response"
	return request.ParentFile().Messages().ByName(protoreflect.Name(name))
}

// asked is a request for a first page, as the upstream sees it, and its result.
type asked struct {
	wire []string // as recorder.asked returns it
	ids  []string
	err  error
}

// ask asks for the first page. The result may be an error: a filter that excludes all rows, or that is wrong, makes a
// difference too.
func (s Subject) ask(t *testing.T, req proto.Message) asked {
	t.Helper()
	recorder := &recorder{}
	rig := s.Open(t, Upstream{Rows: 50, recorder: recorder})
	page, err := Fetch(t.Context(), rig.Client, req, connectors.PageRequest{})
	got := asked{err: err}
	for _, r := range page.Records {
		got.ids = append(got.ids, string(r.ID))
	}
	got.wire = recorder.asked()
	require.True(t, err != nil || len(got.wire) > 0, "the list was read without a request")
	return got
}
