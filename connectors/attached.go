package connectors

import (
	"context"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// A lister of what hangs on records, or stands apart from them. What is said of the lists in listers.go holds here too.
type (
	// ContactLinkLister is a connector with links of contacts.
	ContactLinkLister interface {
		ListContactLinks(ctx context.Context, req *crmstreamv1.ListContactLinksRequest, at PageRequest) (Page, error)
	}
	// DealLinkLister is a connector with links of deals.
	DealLinkLister interface {
		ListDealLinks(ctx context.Context, req *crmstreamv1.ListDealLinksRequest, at PageRequest) (Page, error)
	}
	// CommentLister is a connector with comments.
	CommentLister interface {
		ListComments(ctx context.Context, req *crmstreamv1.ListCommentsRequest, at PageRequest) (Page, error)
	}
	// ProjectStepLister is a connector with steps of projects.
	ProjectStepLister interface {
		ListProjectSteps(ctx context.Context, req *crmstreamv1.ListProjectStepsRequest, at PageRequest) (Page, error)
	}
	// ProjectEventLister is a connector with events of projects.
	ProjectEventLister interface {
		ListProjectEvents(ctx context.Context, req *crmstreamv1.ListProjectEventsRequest, at PageRequest) (Page, error)
	}
	// ProjectChecklistLister is a connector with checklists of projects.
	ProjectChecklistLister interface {
		ListProjectChecklists(ctx context.Context, req *crmstreamv1.ListProjectChecklistsRequest, at PageRequest) (Page, error)
	}
	// ProjectGoodLister is a connector with goods of projects.
	ProjectGoodLister interface {
		ListProjectGoods(ctx context.Context, req *crmstreamv1.ListProjectGoodsRequest, at PageRequest) (Page, error)
	}
	// ProjectPaymentLister is a connector with payments of projects.
	ProjectPaymentLister interface {
		ListProjectPayments(ctx context.Context, req *crmstreamv1.ListProjectPaymentsRequest, at PageRequest) (Page, error)
	}
	// VisitControlLister is a connector with control cards of visits.
	VisitControlLister interface {
		ListVisitControls(ctx context.Context, req *crmstreamv1.ListVisitControlsRequest, at PageRequest) (Page, error)
	}
	// VisitArrangementLister is a connector with arrangement cards of visits.
	VisitArrangementLister interface {
		ListVisitArrangements(ctx context.Context, req *crmstreamv1.ListVisitArrangementsRequest, at PageRequest) (Page, error)
	}
	// PublicationLister is a connector with publications.
	PublicationLister interface {
		ListPublications(ctx context.Context, req *crmstreamv1.ListPublicationsRequest, at PageRequest) (Page, error)
	}
	// CalendarEventLister is a connector with calendar events.
	CalendarEventLister interface {
		ListCalendarEvents(ctx context.Context, req *crmstreamv1.ListCalendarEventsRequest, at PageRequest) (Page, error)
	}
	// DialogMessageLister is a connector with messages of dialogs.
	DialogMessageLister interface {
		ListDialogMessages(ctx context.Context, req *crmstreamv1.ListDialogMessagesRequest, at PageRequest) (Page, error)
	}
	// UnreadDialogMessageLister is a connector with unread messages of dialogs.
	UnreadDialogMessageLister interface {
		ListUnreadDialogMessages(ctx context.Context, req *crmstreamv1.ListUnreadDialogMessagesRequest, at PageRequest) (Page, error)
	}
)
