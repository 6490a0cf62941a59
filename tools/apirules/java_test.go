package apirules_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestFieldsHaveAccessorsOfTheirOwn refuses a field with the name of an accessor that Java's stubs add to another field: those of `text`
// are getText and getTextBytes, so a field text_bytes does not compile. buf does not see this.
func TestFieldsHaveAccessorsOfTheirOwn(t *testing.T) {
	checked := 0
	var check func(messages protoreflect.MessageDescriptors)
	check = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			m := messages.Get(i)
			check(m.Messages())
			for j := range m.Fields().Len() {
				fd := m.Fields().Get(j)
				for _, end := range javaEnds(fd) {
					require.Nil(t, m.Fields().ByName(fd.Name()+end), "%s: %s%s", m.FullName(), fd.Name(), end)
					checked++
				}
			}
		}
	}
	protoregistry.GlobalFiles.RangeFilesByPackage(crmstreamv1.File_crmstream_v1_stream_proto.Package(), func(file protoreflect.FileDescriptor) bool {
		check(file.Messages())
		return true
	})
	require.Greater(t, checked, 500)
}

// javaEnds returns the ends of further accessors of a field.
func javaEnds(fd protoreflect.FieldDescriptor) []protoreflect.Name {
	switch {
	case fd.IsMap():
		return []protoreflect.Name{"_map", "_count"}
	case fd.IsList():
		return []protoreflect.Name{"_list", "_count", "_bytes", "_builder"}
	case fd.Kind() == protoreflect.StringKind:
		return []protoreflect.Name{"_bytes"}
	case fd.Kind() == protoreflect.EnumKind:
		return []protoreflect.Name{"_value"}
	case fd.Message() != nil:
		return []protoreflect.Name{"_builder", "_or_builder"}
	}
	return nil
}
