package connectors

import (
	"context"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// A list interface fetches the page of one list at a place. The page is a pure function of the request, the place and the
// catalogue; errors are *Error or the context's. Implementations are safe for concurrent use, never change the request, and
// read only the fields their List declares.
type (
	// VisitLister is a connector with visits.
	VisitLister interface {
		ListVisits(ctx context.Context, req *crmstreamv1.ListVisitsRequest, at PageRequest) (Page, error)
	}
	// StockItemLister is a connector with stock items.
	StockItemLister interface {
		ListStockItems(ctx context.Context, req *crmstreamv1.ListStockItemsRequest, at PageRequest) (Page, error)
	}
	// ContactLister is a connector with contacts.
	ContactLister interface {
		ListContacts(ctx context.Context, req *crmstreamv1.ListContactsRequest, at PageRequest) (Page, error)
	}
	// ActivityLister is a connector with activities.
	ActivityLister interface {
		ListActivities(ctx context.Context, req *crmstreamv1.ListActivitiesRequest, at PageRequest) (Page, error)
	}
	// DealLister is a connector with deals.
	DealLister interface {
		ListDeals(ctx context.Context, req *crmstreamv1.ListDealsRequest, at PageRequest) (Page, error)
	}
	// InvoiceLister is a connector with invoices.
	InvoiceLister interface {
		ListInvoices(ctx context.Context, req *crmstreamv1.ListInvoicesRequest, at PageRequest) (Page, error)
	}
	// CallLister is a connector with calls.
	CallLister interface {
		ListCalls(ctx context.Context, req *crmstreamv1.ListCallsRequest, at PageRequest) (Page, error)
	}
	// ProjectLister is a connector with projects.
	ProjectLister interface {
		ListProjects(ctx context.Context, req *crmstreamv1.ListProjectsRequest, at PageRequest) (Page, error)
	}
	// TaskLister is a connector with tasks.
	TaskLister interface {
		ListTasks(ctx context.Context, req *crmstreamv1.ListTasksRequest, at PageRequest) (Page, error)
	}
)
