package server

import (
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
