package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// invoicesService serves InvoicesService.
type invoicesService struct {
	crmstreamv1.UnimplementedInvoicesServiceServer
	server *Server
}

// ListInvoices streams invoices from the source that the request names.
func (s invoicesService) ListInvoices(req *crmstreamv1.ListInvoicesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListInvoicesResponse]) error {
	return serveList(s.server, "invoices", connectors.InvoiceLister.ListInvoices, req, stream)
}
