package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// tasksService serves TasksService.
type tasksService struct {
	crmstreamv1.UnimplementedTasksServiceServer
	server *Server
}

// ListTasks streams tasks from the source that the request names.
func (s tasksService) ListTasks(req *crmstreamv1.ListTasksRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListTasksResponse]) error {
	return serveList(s.server, "tasks", connectors.TaskLister.ListTasks, req, stream)
}
