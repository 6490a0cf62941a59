package server

import (
	"context"

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

// ListActivityTypes streams activity types from the source that the request names.
func (s activitiesService) ListActivityTypes(req *crmstreamv1.ListActivityTypesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListActivityTypesResponse]) error {
	return serveList(s.server, "activityTypes", connectors.ActivityTypeLister.ListActivityTypes, req, stream)
}

// GetActivity looks an activity up.
func (s activitiesService) GetActivity(ctx context.Context, req *crmstreamv1.GetActivityRequest) (*crmstreamv1.GetActivityResponse, error) {
	many := &crmstreamv1.BatchGetActivitiesRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetActivityResponse{}
	return resp, serveGet(ctx, s.server, "activities", connectors.ActivityGetter.GetActivities, many, req.GetId(), resp)
}

// BatchGetActivities looks several up.
func (s activitiesService) BatchGetActivities(ctx context.Context, req *crmstreamv1.BatchGetActivitiesRequest) (*crmstreamv1.BatchGetActivitiesResponse, error) {
	resp := &crmstreamv1.BatchGetActivitiesResponse{}
	return resp, serveBatchGet(ctx, s.server, "activities", connectors.ActivityGetter.GetActivities, req, resp)
}
