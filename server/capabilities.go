package server

import (
	"fmt"
	"slices"

	"github.com/crmstream/crmstream/connectors"
)

// has reports whether a client has a list interface.
func has[L any](client connectors.Client) bool {
	_, ok := client.(L)
	return ok
}

// capabilities tell, by resource, whether a client can serve a list.
var capabilities = map[string]func(connectors.Client) bool{
	"activities": has[connectors.ActivityLister],
	"calls":      has[connectors.CallLister],
	"contacts":   has[connectors.ContactLister],
	"deals":      has[connectors.DealLister],
	"invoices":   has[connectors.InvoiceLister],
	"projects":   has[connectors.ProjectLister],
	"stockItems": has[connectors.StockItemLister],
	"tasks":      has[connectors.TaskLister],
	"visits":     has[connectors.VisitLister],
}

// checkCapabilities refuses a client whose declarations do not fit the interfaces it has, once, when it is added.
func checkCapabilities(client connectors.Client, lists map[string]connectors.List) error {
	for resource, list := range lists {
		if capable, known := capabilities[resource]; !known || !capable(client) {
			return fmt.Errorf("%T declares a list of %s that it cannot serve", client, resource)
		}
		if len(list.Orders) == 0 || slices.Contains(list.Orders, "") {
			return fmt.Errorf("%T declares a list of %s without its order", client, resource)
		}
	}
	for resource, capable := range capabilities {
		if _, declared := lists[resource]; capable(client) && !declared {
			return fmt.Errorf("%T serves a list of %s that it does not declare", client, resource)
		}
	}
	return nil
}
