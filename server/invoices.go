package server

import (
	"context"

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

// GetInvoice looks an invoice up.
func (s invoicesService) GetInvoice(ctx context.Context, req *crmstreamv1.GetInvoiceRequest) (*crmstreamv1.GetInvoiceResponse, error) {
	many := &crmstreamv1.BatchGetInvoicesRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetInvoiceResponse{}
	return resp, serveGet(ctx, s.server, "invoices", connectors.InvoiceGetter.GetInvoices, many, req.GetId(), resp)
}

// BatchGetInvoices looks several up.
func (s invoicesService) BatchGetInvoices(ctx context.Context, req *crmstreamv1.BatchGetInvoicesRequest) (*crmstreamv1.BatchGetInvoicesResponse, error) {
	resp := &crmstreamv1.BatchGetInvoicesResponse{}
	return resp, serveBatchGet(ctx, s.server, "invoices", connectors.InvoiceGetter.GetInvoices, req, resp)
}
