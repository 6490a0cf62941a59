package server

import (
	"testing"

	"github.com/stretchr/testify/require"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/crmstream/crmstream/internal/api"
)

// TestEveryMethodIsRegistered compares what the server serves with what the protos declare.
func TestEveryMethodIsRegistered(t *testing.T) {
	s, _ := serve(t, &fake{})
	served := s.grpc.GetServiceInfo()
	methods, err := api.Methods()
	require.NoError(t, err)
	require.Len(t, methods, 111)
	for _, m := range methods {
		service := string(m.Desc.Parent().FullName())
		found := false
		for _, info := range served[service].Methods {
			if info.Name == string(m.Desc.Name()) {
				found = true
				require.Equal(t, m.Desc.IsStreamingServer(), info.IsServerStream, m.Name)
				require.Equal(t, m.Desc.IsStreamingClient(), info.IsClientStream, m.Name)
			}
		}
		require.True(t, found, m.Name)
	}
}

// TestReflection describes every service and the file of each, as tools ask for them.
func TestReflection(t *testing.T) {
	s, conn := serve(t, &fake{})
	stream, err := reflectionv1.NewServerReflectionClient(conn).ServerReflectionInfo(t.Context())
	require.NoError(t, err)
	ask := func(req *reflectionv1.ServerReflectionRequest) *reflectionv1.ServerReflectionResponse {
		require.NoError(t, stream.Send(req))
		resp, err := stream.Recv()
		require.NoError(t, err)
		require.Nil(t, resp.GetErrorResponse())
		return resp
	}
	list := ask(&reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}})
	names := map[string]bool{}
	for _, service := range list.GetListServicesResponse().GetService() {
		names[service.GetName()] = true
	}
	for name, info := range s.grpc.GetServiceInfo() {
		require.True(t, names[name], name)
		files := ask(&reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_FileContainingSymbol{
			FileContainingSymbol: name + "." + info.Methods[0].Name,
		}}).GetFileDescriptorResponse().GetFileDescriptorProto()
		var file descriptorpb.FileDescriptorProto
		require.NoError(t, proto.Unmarshal(files[0], &file))
		require.NotEmpty(t, file.GetService(), name)
	}
	require.NoError(t, stream.CloseSend())
}
