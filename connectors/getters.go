package connectors

import (
	"context"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// DeletedCursor is the Next of the last page of a look-up's existing records, where the upstream has the deleted ones in a
// list of their own. The server then asks on with those ids only that are still missing.
const DeletedCursor Cursor = "deleted"

// A getter looks records up by their ids. Its pages are those of a list: the server asks for the next one until all ids
// are found or Next is "", so a getter that finds deleted records by a request of their own puts these on pages behind
// the others, from DeletedCursor on. Records of other ids than those asked for are left out. A record that does not exist is none of a page's; only
// where the upstream itself says so it may be KindNotFound instead. Ids that cannot be any of the upstream's are
// KindInvalidRequest and name the field "ids"; the server makes it "id" where one was asked for. No getter asks for a
// catalogue.
type (
	// StockItemGetter is a connector that looks stock items up, as many at a time as its upstream allows.
	StockItemGetter interface {
		GetStockItems(ctx context.Context, req *crmstreamv1.BatchGetStockItemsRequest, at PageRequest) (Page, error)
	}
	// ContactGetter is a connector that looks contacts up, as many at a time as its upstream allows.
	ContactGetter interface {
		GetContacts(ctx context.Context, req *crmstreamv1.BatchGetContactsRequest, at PageRequest) (Page, error)
	}
	// ActivityGetter is a connector that looks activities up, as many at a time as its upstream allows.
	ActivityGetter interface {
		GetActivities(ctx context.Context, req *crmstreamv1.BatchGetActivitiesRequest, at PageRequest) (Page, error)
	}
	// DealGetter is a connector that looks deals up, as many at a time as its upstream allows.
	DealGetter interface {
		GetDeals(ctx context.Context, req *crmstreamv1.BatchGetDealsRequest, at PageRequest) (Page, error)
	}
	// InvoiceGetter is a connector that looks invoices up, as many at a time as its upstream allows.
	InvoiceGetter interface {
		GetInvoices(ctx context.Context, req *crmstreamv1.BatchGetInvoicesRequest, at PageRequest) (Page, error)
	}
	// TaskGetter is a connector that looks tasks up, as many at a time as its upstream allows.
	TaskGetter interface {
		GetTasks(ctx context.Context, req *crmstreamv1.BatchGetTasksRequest, at PageRequest) (Page, error)
	}
	// VisitGetter is a connector that looks visits up, as many at a time as its upstream allows.
	VisitGetter interface {
		GetVisits(ctx context.Context, req *crmstreamv1.BatchGetVisitsRequest, at PageRequest) (Page, error)
	}
	// ProjectGetter is a connector that looks one project up.
	ProjectGetter interface {
		GetProject(ctx context.Context, req *crmstreamv1.GetProjectRequest, at PageRequest) (Page, error)
	}
	// ProjectEventGetter is a connector that looks one event of a project up.
	ProjectEventGetter interface {
		GetProjectEvent(ctx context.Context, req *crmstreamv1.GetProjectEventRequest, at PageRequest) (Page, error)
	}
	// PublicationGetter is a connector that looks one publication up.
	PublicationGetter interface {
		GetPublication(ctx context.Context, req *crmstreamv1.GetPublicationRequest, at PageRequest) (Page, error)
	}
	// FormGetter is a connector that looks one form up.
	FormGetter interface {
		GetForm(ctx context.Context, req *crmstreamv1.GetFormRequest, at PageRequest) (Page, error)
	}
	// CalendarEventGetter is a connector that looks one calendar event up.
	CalendarEventGetter interface {
		GetCalendarEvent(ctx context.Context, req *crmstreamv1.GetCalendarEventRequest, at PageRequest) (Page, error)
	}
)
