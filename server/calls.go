package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// callsService serves CallsService.
type callsService struct {
	crmstreamv1.UnimplementedCallsServiceServer
	server *Server
}

// ListCalls streams calls from the source that the request names.
func (s callsService) ListCalls(req *crmstreamv1.ListCallsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListCallsResponse]) error {
	return serveList(s.server, "calls", connectors.CallLister.ListCalls, req, stream)
}
