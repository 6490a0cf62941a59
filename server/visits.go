package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// visitsService serves VisitsService.
type visitsService struct {
	crmstreamv1.UnimplementedVisitsServiceServer
	server *Server
}

// ListVisits streams visits from the source that the request names.
func (s visitsService) ListVisits(req *crmstreamv1.ListVisitsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListVisitsResponse]) error {
	return serveList(s.server, "visits", connectors.VisitLister.ListVisits, req, stream)
}
