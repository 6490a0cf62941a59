package connectors

import (
	"context"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// A kept lister is a connector with a catalogue: a list that the server keeps whole. What is said of the lists in listers.go holds here too.
type (
	// FieldLister is a connector with definitions of custom fields.
	FieldLister interface {
		ListFields(ctx context.Context, req *crmstreamv1.ListFieldsRequest, at PageRequest) (Page, error)
	}
	// FieldOptionLister is a connector with options of custom fields.
	FieldOptionLister interface {
		ListFieldOptions(ctx context.Context, req *crmstreamv1.ListFieldOptionsRequest, at PageRequest) (Page, error)
	}
	// StockTypeLister is a connector with stock types.
	StockTypeLister interface {
		ListStockTypes(ctx context.Context, req *crmstreamv1.ListStockTypesRequest, at PageRequest) (Page, error)
	}
	// StockCategoryLister is a connector with stock categories.
	StockCategoryLister interface {
		ListStockCategories(ctx context.Context, req *crmstreamv1.ListStockCategoriesRequest, at PageRequest) (Page, error)
	}
	// ActivityTypeLister is a connector with activity types.
	ActivityTypeLister interface {
		ListActivityTypes(ctx context.Context, req *crmstreamv1.ListActivityTypesRequest, at PageRequest) (Page, error)
	}
	// DealTypeLister is a connector with deal types.
	DealTypeLister interface {
		ListDealTypes(ctx context.Context, req *crmstreamv1.ListDealTypesRequest, at PageRequest) (Page, error)
	}
	// CallStatusLister is a connector with call statuses.
	CallStatusLister interface {
		ListCallStatuses(ctx context.Context, req *crmstreamv1.ListCallStatusesRequest, at PageRequest) (Page, error)
	}
	// TrunkLister is a connector with trunks.
	TrunkLister interface {
		ListTrunks(ctx context.Context, req *crmstreamv1.ListTrunksRequest, at PageRequest) (Page, error)
	}
	// PhoneNumberLister is a connector with phone numbers.
	PhoneNumberLister interface {
		ListPhoneNumbers(ctx context.Context, req *crmstreamv1.ListPhoneNumbersRequest, at PageRequest) (Page, error)
	}
	// UserLister is a connector with users.
	UserLister interface {
		ListUsers(ctx context.Context, req *crmstreamv1.ListUsersRequest, at PageRequest) (Page, error)
	}
	// DepartmentLister is a connector with departments.
	DepartmentLister interface {
		ListDepartments(ctx context.Context, req *crmstreamv1.ListDepartmentsRequest, at PageRequest) (Page, error)
	}
	// BranchLister is a connector with branches.
	BranchLister interface {
		ListBranches(ctx context.Context, req *crmstreamv1.ListBranchesRequest, at PageRequest) (Page, error)
	}
	// GroupLister is a connector with groups.
	GroupLister interface {
		ListGroups(ctx context.Context, req *crmstreamv1.ListGroupsRequest, at PageRequest) (Page, error)
	}
	// PreparationLister is a connector with preparations.
	PreparationLister interface {
		ListPreparations(ctx context.Context, req *crmstreamv1.ListPreparationsRequest, at PageRequest) (Page, error)
	}
	// DialogTypeLister is a connector with types of dialogs.
	DialogTypeLister interface {
		ListDialogTypes(ctx context.Context, req *crmstreamv1.ListDialogTypesRequest, at PageRequest) (Page, error)
	}
)
