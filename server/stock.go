package server

import (
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
