package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// usersService serves UsersService.
type usersService struct {
	crmstreamv1.UnimplementedUsersServiceServer
	server *Server
}

// ListUsers streams users from the source that the request names.
func (s usersService) ListUsers(req *crmstreamv1.ListUsersRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListUsersResponse]) error {
	return serveList(s.server, "users", connectors.UserLister.ListUsers, req, stream)
}

// ListDepartments streams departments from the source that the request names.
func (s usersService) ListDepartments(req *crmstreamv1.ListDepartmentsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDepartmentsResponse]) error {
	return serveList(s.server, "departments", connectors.DepartmentLister.ListDepartments, req, stream)
}

// ListBranches streams branches from the source that the request names.
func (s usersService) ListBranches(req *crmstreamv1.ListBranchesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListBranchesResponse]) error {
	return serveList(s.server, "branches", connectors.BranchLister.ListBranches, req, stream)
}

// ListGroups streams groups of users from the source that the request names.
func (s usersService) ListGroups(req *crmstreamv1.ListGroupsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListGroupsResponse]) error {
	return serveList(s.server, "groups", connectors.GroupLister.ListGroups, req, stream)
}
