package server

import (
	"context"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// projectsService serves ProjectsService.
type projectsService struct {
	crmstreamv1.UnimplementedProjectsServiceServer
	server *Server
}

// ListProjects streams projects from the source that the request names.
func (s projectsService) ListProjects(req *crmstreamv1.ListProjectsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectsResponse]) error {
	return serveList(s.server, "projects", connectors.ProjectLister.ListProjects, req, stream)
}

// ListProjectSteps streams the steps of a project from the source that the request names.
func (s projectsService) ListProjectSteps(req *crmstreamv1.ListProjectStepsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectStepsResponse]) error {
	return serveList(s.server, "projectSteps", connectors.ProjectStepLister.ListProjectSteps, req, stream)
}

// ListProjectEvents streams the events of a project from the source that the request names.
func (s projectsService) ListProjectEvents(req *crmstreamv1.ListProjectEventsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectEventsResponse]) error {
	return serveList(s.server, "projectEvents", connectors.ProjectEventLister.ListProjectEvents, req, stream)
}

// ListProjectChecklists streams the checklists of a project from the source that the request names.
func (s projectsService) ListProjectChecklists(req *crmstreamv1.ListProjectChecklistsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectChecklistsResponse]) error {
	return serveList(s.server, "projectChecklists", connectors.ProjectChecklistLister.ListProjectChecklists, req, stream)
}

// ListProjectGoods streams the goods of a project from the source that the request names.
func (s projectsService) ListProjectGoods(req *crmstreamv1.ListProjectGoodsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectGoodsResponse]) error {
	return serveList(s.server, "projectGoods", connectors.ProjectGoodLister.ListProjectGoods, req, stream)
}

// ListProjectPayments streams the payments of a project from the source that the request names.
func (s projectsService) ListProjectPayments(req *crmstreamv1.ListProjectPaymentsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListProjectPaymentsResponse]) error {
	return serveList(s.server, "projectPayments", connectors.ProjectPaymentLister.ListProjectPayments, req, stream)
}

// GetProject looks a project up.
func (s projectsService) GetProject(ctx context.Context, req *crmstreamv1.GetProjectRequest) (*crmstreamv1.GetProjectResponse, error) {
	resp := &crmstreamv1.GetProjectResponse{}
	return resp, serveGet(ctx, s.server, "projects", connectors.ProjectGetter.GetProject, req, req.GetId(), resp)
}

// GetProjectEvent looks an event of a project up.
func (s projectsService) GetProjectEvent(ctx context.Context, req *crmstreamv1.GetProjectEventRequest) (*crmstreamv1.GetProjectEventResponse, error) {
	resp := &crmstreamv1.GetProjectEventResponse{}
	return resp, serveGet(ctx, s.server, "projectEvents", connectors.ProjectEventGetter.GetProjectEvent, req, req.GetId(), resp)
}
