package server

import (
	"context"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// publicationsService serves PublicationsService.
type publicationsService struct {
	crmstreamv1.UnimplementedPublicationsServiceServer
	server *Server
}

// ListPublications streams publications from the source that the request names.
func (s publicationsService) ListPublications(req *crmstreamv1.ListPublicationsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListPublicationsResponse]) error {
	return serveList(s.server, "publications", connectors.PublicationLister.ListPublications, req, stream)
}

// GetPublication looks a publication up.
func (s publicationsService) GetPublication(ctx context.Context, req *crmstreamv1.GetPublicationRequest) (*crmstreamv1.GetPublicationResponse, error) {
	resp := &crmstreamv1.GetPublicationResponse{}
	return resp, serveGet(ctx, s.server, "publications", connectors.PublicationGetter.GetPublication, req, req.GetId(), resp)
}
