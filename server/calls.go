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

// ListCallStatuses streams call statuses from the source that the request names.
func (s callsService) ListCallStatuses(req *crmstreamv1.ListCallStatusesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListCallStatusesResponse]) error {
	return serveList(s.server, "callStatuses", connectors.CallStatusLister.ListCallStatuses, req, stream)
}

// ListTrunks streams telephone trunks from the source that the request names.
func (s callsService) ListTrunks(req *crmstreamv1.ListTrunksRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListTrunksResponse]) error {
	return serveList(s.server, "trunks", connectors.TrunkLister.ListTrunks, req, stream)
}

// ListPhoneNumbers streams telephone numbers from the source that the request names.
func (s callsService) ListPhoneNumbers(req *crmstreamv1.ListPhoneNumbersRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListPhoneNumbersResponse]) error {
	return serveList(s.server, "phoneNumbers", connectors.PhoneNumberLister.ListPhoneNumbers, req, stream)
}
