package server

import (
	"context"

	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stockService serves StockService.
type stockService struct {
	crmstreamv1.UnimplementedStockServiceServer
	server *Server
}

// ListStockItems streams stock items from the source that the request names.
func (s stockService) ListStockItems(req *crmstreamv1.ListStockItemsRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListStockItemsResponse]) error {
	return serveList(s.server, "stockItems", connectors.StockItemLister.ListStockItems, req, stream)
}

// ListStockTypes streams stock types from the source that the request names.
func (s stockService) ListStockTypes(req *crmstreamv1.ListStockTypesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListStockTypesResponse]) error {
	return serveList(s.server, "stockTypes", connectors.StockTypeLister.ListStockTypes, req, stream)
}

// ListStockCategories streams stock categories from the source that the request names.
func (s stockService) ListStockCategories(req *crmstreamv1.ListStockCategoriesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListStockCategoriesResponse]) error {
	return serveList(s.server, "stockCategories", connectors.StockCategoryLister.ListStockCategories, req, stream)
}

// GetStockItem looks a stock item up.
func (s stockService) GetStockItem(ctx context.Context, req *crmstreamv1.GetStockItemRequest) (*crmstreamv1.GetStockItemResponse, error) {
	many := &crmstreamv1.BatchGetStockItemsRequest{
		Source: req.GetSource(), Ids: []string{req.GetId()}, IncludeRaw: req.GetIncludeRaw(),
	}
	resp := &crmstreamv1.GetStockItemResponse{}
	return resp, serveGet(ctx, s.server, "stockItems", connectors.StockItemGetter.GetStockItems, many, req.GetId(), resp)
}

// BatchGetStockItems looks several up.
func (s stockService) BatchGetStockItems(ctx context.Context, req *crmstreamv1.BatchGetStockItemsRequest) (*crmstreamv1.BatchGetStockItemsResponse, error) {
	resp := &crmstreamv1.BatchGetStockItemsResponse{}
	return resp, serveBatchGet(ctx, s.server, "stockItems", connectors.StockItemGetter.GetStockItems, req, resp)
}
