package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dealsService serves DealsService.
type dealsService struct {
	crmstreamv1.UnimplementedDealsServiceServer
	server *Server
}

// ListDeals streams deals from the source that the request names.
func (s dealsService) ListDeals(req *crmstreamv1.ListDealsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDealsResponse]) error {
	return serveList(s.server, "deals", connectors.DealLister.ListDeals, req, stream)
}
