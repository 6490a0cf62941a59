package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactsService serves ContactsService.
type contactsService struct {
	crmstreamv1.UnimplementedContactsServiceServer
	server *Server
}

// ListContacts streams contacts from the source that the request names.
func (s contactsService) ListContacts(req *crmstreamv1.ListContactsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListContactsResponse]) error {
	return serveList(s.server, "contacts", connectors.ContactLister.ListContacts, req, stream)
}
