package server

import (
	"context"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dealsService serves DealsService.
type dealsService struct {
	crmstreamv1.UnimplementedDealsServiceServer
	server *Server
}

// ListDeals streams deals from the source that the request names.
func (s dealsService) ListDeals(req *crmstreamv1.ListDealsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDealsResponse]) error {
	return serveList(s.server, "deals", connectors.DealLister.ListDeals, req, stream)
}

// ListDealTypes streams deal types with their stages from the source that the request names.
func (s dealsService) ListDealTypes(req *crmstreamv1.ListDealTypesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDealTypesResponse]) error {
	return serveList(s.server, "dealTypes", connectors.DealTypeLister.ListDealTypes, req, stream)
}

// ListDealLinks streams what hangs on deals from the source that the request names.
func (s dealsService) ListDealLinks(req *crmstreamv1.ListDealLinksRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDealLinksResponse]) error {
	return serveList(s.server, "dealLinks", connectors.DealLinkLister.ListDealLinks, req, stream)
}

// GetDeal looks a deal up.
func (s dealsService) GetDeal(ctx context.Context, req *crmstreamv1.GetDealRequest) (*crmstreamv1.GetDealResponse, error) {
	many := &crmstreamv1.BatchGetDealsRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetDealResponse{}
	return resp, serveGet(ctx, s.server, "deals", connectors.DealGetter.GetDeals, many, req.GetId(), resp)
}

// BatchGetDeals looks several up.
func (s dealsService) BatchGetDeals(ctx context.Context, req *crmstreamv1.BatchGetDealsRequest) (*crmstreamv1.BatchGetDealsResponse, error) {
	resp := &crmstreamv1.BatchGetDealsResponse{}
	return resp, serveBatchGet(ctx, s.server, "deals", connectors.DealGetter.GetDeals, req, resp)
}
