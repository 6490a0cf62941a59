package server

import (
	"context"

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

// ListContactLinks streams what hangs on contacts from the source that the request names.
func (s contactsService) ListContactLinks(req *crmstreamv1.ListContactLinksRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListContactLinksResponse]) error {
	return serveList(s.server, "contactLinks", connectors.ContactLinkLister.ListContactLinks, req, stream)
}

// GetContact looks a contact up.
func (s contactsService) GetContact(ctx context.Context, req *crmstreamv1.GetContactRequest) (*crmstreamv1.GetContactResponse, error) {
	many := &crmstreamv1.BatchGetContactsRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetContactResponse{}
	return resp, serveGet(ctx, s.server, "contacts", connectors.ContactGetter.GetContacts, many, req.GetId(), resp)
}

// BatchGetContacts looks several up.
func (s contactsService) BatchGetContacts(ctx context.Context, req *crmstreamv1.BatchGetContactsRequest) (*crmstreamv1.BatchGetContactsResponse, error) {
	resp := &crmstreamv1.BatchGetContactsResponse{}
	return resp, serveBatchGet(ctx, s.server, "contacts", connectors.ContactGetter.GetContacts, req, resp)
}
