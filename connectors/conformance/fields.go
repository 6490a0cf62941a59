package conformance

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/crmstream/crmstream/connectors"
)

// fields sets each declared request field in turn and requires the upstream to see a difference.
func (s Subject) fields(t *testing.T) {
	declared := s.declaration(t)
	names := slices.Clone(declared.Fields)
	if len(declared.Where) > 0 {
		names = append(names, "where")
	}
	plain := s.wire(t, s.Request())
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
		require.NotEqual(t, plain, s.wire(t, req), "field %q does not reach the upstream", name)
	}
	for name := range s.Samples {
		require.Contains(t, names, name, "a sample for a field that is not declared")
	}
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

// resource is the list's name in URLs, from the name of field 1 of its response.
func (s Subject) resource() string {
	request := s.Request().ProtoReflect().Descriptor()
	response := request.ParentFile().Messages().ByName(request.Name()[:len(request.Name())-len("Request")] + "Response")
	return response.Fields().ByNumber(1).JSONName()
}

// wire returns what the first page of a request sends upstream, last request first looked at. An error is part of it:
// a filter that the upstream obeyed and that excludes everything, or a wrong one, is a difference too.
func (s Subject) wire(t *testing.T, req proto.Message) string {
	t.Helper()
	recorder := &recorder{}
	rig := s.Open(t, Upstream{Rows: 50, recorder: recorder})
	_, err := rig.List(t.Context(), req, connectors.PageRequest{})
	if err != nil {
		require.NotErrorIs(t, err, &connectors.Error{Kind: connectors.KindInvalidRequest}, "the sample for the field is not valid")
	}
	recorder.mu.Lock()
	defer recorder.mu.Unlock()
	require.NotEmpty(t, recorder.seen)
	return fmt.Sprint(recorder.seen)
}
