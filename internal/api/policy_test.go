package api

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	optionsv1 "github.com/crmstream/crmstream/gen/go/crmstream/options/v1"
)

// TestMethodsWithoutAPolicyAreRefused declares methods as a proto could, with policies that could not be enforced.
func TestMethodsWithoutAPolicyAreRefused(t *testing.T) {
	read := optionsv1.Verb_VERB_READ
	for name, test := range map[string]struct {
		policy *optionsv1.Policy
		says   string
	}{
		"a list":                    {&optionsv1.Policy{Verb: read, Resource: "contacts", SourceField: "source"}, ""},
		"all callers":               {&optionsv1.Policy{AnyCaller: true}, ""},
		"public":                    {&optionsv1.Policy{Public: true}, ""},
		"none":                      {nil, "no policy"},
		"empty":                     {&optionsv1.Policy{}, "must name a verb"},
		"no source":                 {&optionsv1.Policy{Verb: read, Resource: "contacts"}, "must name a verb"},
		"no verb":                   {&optionsv1.Policy{Resource: "contacts", SourceField: "source"}, "must name a verb"},
		"public with a verb":        {&optionsv1.Policy{Public: true, Verb: read, SourceField: "source"}, "must name a verb"},
		"an unknown source field":   {&optionsv1.Policy{Verb: read, SourceField: "account"}, `"account"`},
		"a source field of numbers": {&optionsv1.Policy{Verb: read, SourceField: "limit"}, `"limit"`},
		"a resource field of many":  {&optionsv1.Policy{Verb: read, SourceField: "source", ResourceField: "ids"}, `"ids"`},
	} {
		t.Run(name, func(t *testing.T) {
			options := &descriptorpb.MethodOptions{}
			if test.policy != nil {
				proto.SetExtension(options, optionsv1.E_Policy, test.policy)
			}
			file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
				Name: proto.String("test.proto"), Package: proto.String("test"), Syntax: proto.String("proto3"),
				Dependency: []string{"crmstream/v1/contacts.proto"},
				Service: []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("S"), Method: []*descriptorpb.MethodDescriptorProto{{
					Name: proto.String("M"), InputType: proto.String(".crmstream.v1.ListContactsRequest"),
					OutputType: proto.String(".crmstream.v1.ListContactsResponse"), Options: options,
				}}}},
			}, protoregistry.GlobalFiles)
			require.NoError(t, err)
			m, err := newMethod(file.Services().Get(0).Methods().Get(0))
			if test.says == "" {
				require.NoError(t, err)
				require.Equal(t, test.policy.GetResource(), m.Resource())
				return
			}
			require.ErrorContains(t, err, test.says)
			require.ErrorContains(t, err, "/test.S/M")
		})
	}
}
