package server

import (
	"context"

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

// ListVisitControls streams the control cards of visits from the source that the request names.
func (s visitsService) ListVisitControls(req *crmstreamv1.ListVisitControlsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListVisitControlsResponse]) error {
	return serveList(s.server, "visitControls", connectors.VisitControlLister.ListVisitControls, req, stream)
}

// ListVisitArrangements streams the arrangement cards of visits from the source that the request names.
func (s visitsService) ListVisitArrangements(req *crmstreamv1.ListVisitArrangementsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListVisitArrangementsResponse]) error {
	return serveList(s.server, "visitArrangements", connectors.VisitArrangementLister.ListVisitArrangements, req, stream)
}

// ListPreparations streams preparations from the source that the request names.
func (s visitsService) ListPreparations(req *crmstreamv1.ListPreparationsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListPreparationsResponse]) error {
	return serveList(s.server, "preparations", connectors.PreparationLister.ListPreparations, req, stream)
}

// GetVisit looks a visit up.
func (s visitsService) GetVisit(ctx context.Context, req *crmstreamv1.GetVisitRequest) (*crmstreamv1.GetVisitResponse, error) {
	many := &crmstreamv1.BatchGetVisitsRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
		StartFrom: req.GetStartFrom(), StartBefore: req.GetStartBefore(),
	}
	resp := &crmstreamv1.GetVisitResponse{}
	return resp, serveGet(ctx, s.server, "visits", connectors.VisitGetter.GetVisits, many, req.GetId(), resp)
}

// BatchGetVisits looks several up.
func (s visitsService) BatchGetVisits(ctx context.Context, req *crmstreamv1.BatchGetVisitsRequest) (*crmstreamv1.BatchGetVisitsResponse, error) {
	resp := &crmstreamv1.BatchGetVisitsResponse{}
	return resp, serveBatchGet(ctx, s.server, "visits", connectors.VisitGetter.GetVisits, req, resp)
}
