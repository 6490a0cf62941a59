package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// commentsService serves CommentsService.
type commentsService struct {
	crmstreamv1.UnimplementedCommentsServiceServer
	server *Server
}

// ListComments streams comments from the source that the request names.
func (s commentsService) ListComments(req *crmstreamv1.ListCommentsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListCommentsResponse]) error {
	return serveList(s.server, "comments", connectors.CommentLister.ListComments, req, stream)
}
