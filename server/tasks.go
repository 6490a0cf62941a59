package server

import (
	"context"

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

// GetTask looks a task up.
func (s tasksService) GetTask(ctx context.Context, req *crmstreamv1.GetTaskRequest) (*crmstreamv1.GetTaskResponse, error) {
	many := &crmstreamv1.BatchGetTasksRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetTaskResponse{}
	return resp, serveGet(ctx, s.server, "tasks", connectors.TaskGetter.GetTasks, many, req.GetId(), resp)
}

// BatchGetTasks looks several up.
func (s tasksService) BatchGetTasks(ctx context.Context, req *crmstreamv1.BatchGetTasksRequest) (*crmstreamv1.BatchGetTasksResponse, error) {
	resp := &crmstreamv1.BatchGetTasksResponse{}
	return resp, serveBatchGet(ctx, s.server, "tasks", connectors.TaskGetter.GetTasks, req, resp)
}
