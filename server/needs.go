package server

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/catalogue"
)

// needs are the kept lists that explain values, by resource: how a client reads one of a source, of the resource that its
// request names.
var needs = map[string]func(client connectors.Client, source, of string) fetch{
	connectors.ListOfFields: func(client connectors.Client, source, of string) fetch {
		return bound(client, connectors.FieldLister.ListFields, &crmstreamv1.ListFieldsRequest{Source: source, Resource: of})
	},
	connectors.ListOfStockTypes: func(client connectors.Client, source, _ string) fetch {
		return bound(client, connectors.StockTypeLister.ListStockTypes, &crmstreamv1.ListStockTypesRequest{Source: source})
	},
	connectors.ListOfStockCategories: func(client connectors.Client, source, _ string) fetch {
		return bound(client, connectors.StockCategoryLister.ListStockCategories, &crmstreamv1.ListStockCategoriesRequest{Source: source})
	},
	connectors.ListOfDealTypes: func(client connectors.Client, source, _ string) fetch {
		return bound(client, connectors.DealTypeLister.ListDealTypes, &crmstreamv1.ListDealTypesRequest{Source: source})
	},
	connectors.ListOfCallStatuses: func(client connectors.Client, source, _ string) fetch {
		return bound(client, connectors.CallStatusLister.ListCallStatuses, &crmstreamv1.ListCallStatusesRequest{Source: source})
	},
}

// bound returns a list of a client with its request, nil when the client has no such list.
func bound[L any, R listRequest](client connectors.Client, list lister[L, R], req R) fetch {
	l, ok := client.(L)
	if !ok {
		return nil
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return list(l, ctx, req, at)
	}
}

// need returns the key of a kept list that another one needs, and how its pages are fetched. checkCapabilities made sure
// that there is one.
func (src *source) need(need connectors.Need) (catalogue.Key, fetch) {
	variant := ""
	if need.Of != "" {
		variant = "resource=" + need.Of
	}
	return src.keyOf(need.Resource, variant), needs[need.Resource](src.client, src.name, need.Of)
}
