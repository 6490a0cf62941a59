package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

func TestClientStreamsAreShownAsUnary(t *testing.T) {
	request := func(client *bool) *pluginpb.CodeGeneratorRequest {
		return &pluginpb.CodeGeneratorRequest{
			FileToGenerate: []string{"a.proto"}, Parameter: proto.String("x=1"),
			ProtoFile: []*descriptorpb.FileDescriptorProto{{Service: []*descriptorpb.ServiceDescriptorProto{{Method: []*descriptorpb.MethodDescriptorProto{
				{Name: proto.String("Upload"), ClientStreaming: client}, {Name: proto.String("List"), ServerStreaming: proto.Bool(true)},
			}}}}},
		}
	}
	wire, err := proto.Marshal(request(proto.Bool(true)))
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, run([]string{"cat"}, bytes.NewReader(wire), &out))
	got := &pluginpb.CodeGeneratorRequest{}
	require.NoError(t, proto.Unmarshal(out.Bytes(), got))
	require.True(t, proto.Equal(request(nil), got), got)

	require.Error(t, run(nil, bytes.NewReader(wire), &out))
	require.Error(t, run([]string{"cat"}, bytes.NewReader([]byte("no message")), &out))
}
