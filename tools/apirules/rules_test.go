package apirules_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "github.com/crmstream/crmstream/gen/go/crmstream/options/v1"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// files returns the files of the API.
func files(t *testing.T) []protoreflect.FileDescriptor {
	t.Helper()
	var files []protoreflect.FileDescriptor
	for _, pkg := range []protoreflect.FullName{
		crmstreamv1.File_crmstream_v1_stream_proto.Package(), optionsv1.File_crmstream_options_v1_policy_proto.Package(),
	} {
		protoregistry.GlobalFiles.RangeFilesByPackage(pkg, func(file protoreflect.FileDescriptor) bool {
			files = append(files, file)
			return true
		})
	}
	require.Greater(t, len(files), 20)
	return files
}

// eachMethod visits all methods of the API.
func eachMethod(t *testing.T, visit func(t *testing.T, m protoreflect.MethodDescriptor)) {
	t.Helper()
	count := 0
	for _, file := range files(t) {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				count++
				t.Run(string(methods.Get(j).Name()), func(t *testing.T) { visit(t, methods.Get(j)) })
			}
		}
	}
	require.Greater(t, count, 50)
}

// eachMessage visits all messages of the API, nested ones included, but not those of maps.
func eachMessage(t *testing.T, visit func(m protoreflect.MessageDescriptor)) {
	t.Helper()
	var walk func(ms protoreflect.MessageDescriptors)
	walk = func(ms protoreflect.MessageDescriptors) {
		for i := range ms.Len() {
			if m := ms.Get(i); !m.IsMapEntry() {
				visit(m)
				walk(m.Messages())
			}
		}
	}
	for _, file := range files(t) {
		walk(file.Messages())
	}
}

// routes returns the HTTP rules of a method.
func routes(t *testing.T, m protoreflect.MethodDescriptor) []*annotations.HttpRule {
	t.Helper()
	rule, ok := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	require.True(t, ok && rule != nil, "the method has no HTTP route")
	return append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...)
}

// TestPolicies requires that each method states what a caller must be granted, and that it can be evaluated.
func TestPolicies(t *testing.T) {
	eachMethod(t, func(t *testing.T, m protoreflect.MethodDescriptor) {
		require.True(t, proto.HasExtension(m.Options(), optionsv1.E_Policy), "the method has no policy")
		policy := proto.GetExtension(m.Options(), optionsv1.E_Policy).(*optionsv1.Policy)
		if policy.GetAnyCaller() || policy.GetPublic() {
			require.NotEqual(t, policy.GetAnyCaller(), policy.GetPublic(), "a public method needs no caller")
			require.Zero(t, policy.GetVerb(), "who may call it does not depend on a grant")
			require.Empty(t, policy.GetResource()+policy.GetSourceField()+policy.GetResourceField())
			return
		}
		require.NotZero(t, policy.GetVerb())
		require.NotEmpty(t, policy.GetSourceField())
		named := []string{policy.GetSourceField()}
		if policy.GetResourceField() != "" {
			require.Empty(t, policy.GetResource(), "the request names the resource")
			named = append(named, policy.GetResourceField())
		}
		for _, name := range named {
			field := m.Input().Fields().ByName(protoreflect.Name(name))
			require.NotNil(t, field, "%s is no field of the request", name)
			require.Equal(t, protoreflect.StringKind, field.Kind(), "%s is no text", name)
			require.False(t, field.IsList(), "%s is a list", name)
		}
		if policy.GetResource() == "" {
			return
		}
		for _, route := range routes(t, m) {
			path := route.GetGet() + route.GetPost() + route.GetPatch() + route.GetDelete()
			rest, ok := strings.CutPrefix(path, "/v1/sources/{"+policy.GetSourceField()+"}/")
			require.True(t, ok, "%s is not below the source", path)
			if end := strings.IndexAny(rest, "/:"); end >= 0 {
				rest = rest[:end]
			}
			require.Equal(t, rest, policy.GetResource(), "the resource is called as in %s", path)
		}
	})
}
