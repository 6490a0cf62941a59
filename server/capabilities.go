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
	"activities":           has[connectors.ActivityLister],
	"activityTypes":        has[connectors.ActivityTypeLister],
	"branches":             has[connectors.BranchLister],
	"calendarEvents":       has[connectors.CalendarEventLister],
	"callStatuses":         has[connectors.CallStatusLister],
	"calls":                has[connectors.CallLister],
	"comments":             has[connectors.CommentLister],
	"contactLinks":         has[connectors.ContactLinkLister],
	"contacts":             has[connectors.ContactLister],
	"dealLinks":            has[connectors.DealLinkLister],
	"dealTypes":            has[connectors.DealTypeLister],
	"deals":                has[connectors.DealLister],
	"departments":          has[connectors.DepartmentLister],
	"dialogMessages":       has[connectors.DialogMessageLister],
	"dialogTypes":          has[connectors.DialogTypeLister],
	"fieldOptions":         has[connectors.FieldOptionLister],
	"fields":               has[connectors.FieldLister],
	"groups":               has[connectors.GroupLister],
	"invoices":             has[connectors.InvoiceLister],
	"phoneNumbers":         has[connectors.PhoneNumberLister],
	"preparations":         has[connectors.PreparationLister],
	"projectChecklists":    has[connectors.ProjectChecklistLister],
	"projectEvents":        has[connectors.ProjectEventLister],
	"projectGoods":         has[connectors.ProjectGoodLister],
	"projectPayments":      has[connectors.ProjectPaymentLister],
	"projectSteps":         has[connectors.ProjectStepLister],
	"projects":             has[connectors.ProjectLister],
	"publications":         has[connectors.PublicationLister],
	"stockCategories":      has[connectors.StockCategoryLister],
	"stockItems":           has[connectors.StockItemLister],
	"stockTypes":           has[connectors.StockTypeLister],
	"tasks":                has[connectors.TaskLister],
	"trunks":               has[connectors.TrunkLister],
	"unreadDialogMessages": has[connectors.UnreadDialogMessageLister],
	"users":                has[connectors.UserLister],
	"visitArrangements":    has[connectors.VisitArrangementLister],
	"visitControls":        has[connectors.VisitControlLister],
	"visits":               has[connectors.VisitLister],
}

// lookUps and batchLookUps tell, by resource, whether a client can look up one record, and many.
var (
	lookUps = map[string]func(connectors.Client) bool{
		"activities":     has[connectors.ActivityGetter],
		"calendarEvents": has[connectors.CalendarEventGetter],
		"contacts":       has[connectors.ContactGetter],
		"deals":          has[connectors.DealGetter],
		"forms":          has[connectors.FormGetter],
		"invoices":       has[connectors.InvoiceGetter],
		"projectEvents":  has[connectors.ProjectEventGetter],
		"projects":       has[connectors.ProjectGetter],
		"publications":   has[connectors.PublicationGetter],
		"stockItems":     has[connectors.StockItemGetter],
		"tasks":          has[connectors.TaskGetter],
		"visits":         has[connectors.VisitGetter],
	}
	batchLookUps = map[string]func(connectors.Client) bool{
		"activities": has[connectors.ActivityGetter],
		"contacts":   has[connectors.ContactGetter],
		"deals":      has[connectors.DealGetter],
		"invoices":   has[connectors.InvoiceGetter],
		"stockItems": has[connectors.StockItemGetter],
		"tasks":      has[connectors.TaskGetter],
		"visits":     has[connectors.VisitGetter],
	}
)

// checkCapabilities refuses a client whose declarations do not fit the interfaces it has, once, when it is added.
func checkCapabilities(client connectors.Client, lists map[string]connectors.List) error {
	for resource, list := range lists {
		if capable, known := capabilities[resource]; !known || !capable(client) {
			return fmt.Errorf("%T declares a list of %s that it cannot serve", client, resource)
		}
		if len(list.Orders) == 0 || slices.Contains(list.Orders, "") {
			return fmt.Errorf("%T declares a list of %s without its order", client, resource)
		}
		if list.Kept && len(list.Orders) > 1 {
			return fmt.Errorf("%T declares orders of %s, which is kept in one", client, resource)
		}
		for _, need := range list.Needs {
			if kept := lists[need.Resource]; needs[need.Resource] == nil || !kept.Kept {
				return fmt.Errorf("%T declares that %s need %s, which it does not keep", client, resource, need)
			}
		}
	}
	for resource, capable := range capabilities {
		if _, declared := lists[resource]; capable(client) && !declared {
			return fmt.Errorf("%T serves a list of %s that it does not declare", client, resource)
		}
	}
	return nil
}
