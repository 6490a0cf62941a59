package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// activitiesService serves ActivitiesService.
type activitiesService struct {
	crmstreamv1.UnimplementedActivitiesServiceServer
	server *Server
}

// ListActivities streams activities from the source that the request names.
func (s activitiesService) ListActivities(req *crmstreamv1.ListActivitiesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListActivitiesResponse]) error {
	return serveList(s.server, "activities", connectors.ActivityLister.ListActivities, req, stream)
}
