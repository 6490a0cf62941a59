package apro

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dealTable reads a deal (sales/filter), and writes it (sales/insert and update). Real servers have other names for type and stage than
// the vendor's page, but take the page's.
var dealTable = transcode.Must(transcode.New(&crmstreamv1.Deal{},
	transcode.ID("id", "id"),
	transcode.Checked("contact_id", transcode.Ref, "customers_id").Writable(transcode.ClearByZero),
	transcode.Checked("owner_id", transcode.Ref, "employee_id").Writable(transcode.ClearByZero),
	transcode.Checked("additional_owner_ids", transcode.RefList, "additional_employee_id").Writable(transcode.ClearByFalse),
	named("type_id", connectors.DealTypeNames, "type_name", "sales_type_id", "sale_type_id").
		Writable(transcode.NotCleared),
	stageColumn.Writable(transcode.NotCleared),
	transcode.Checked("create_time", transcode.LocalTime, "date_create"),
	scanKey("activity_time", "sale_activity_date"),
	transcode.Checked(checkWord, transcode.Text, "sale_activity_type"),
	transcode.Col("name", transcode.Text, "sale_name").Writable(transcode.ClearByText),
	transcode.Col("creator_id", transcode.Ref, "sale_creator_id"),
	deletedColumn,
	customFields.Writable(transcode.ClearByText),
))

// stageColumn reads the stage of a deal, and with the catalogue its name and outcome.
var stageColumn = transcode.Column{
	Keys: []string{"sales_status_id", "sale_stage_id"}, Field: "stage_id", Kind: transcode.Ref, Check: "stage_id",
	Naming: connectors.DealStageNames, Name: "stage_name", Outcome: "outcome",
}

// dealList declares what ListDeals can do.
func (c *Client) dealList() connectors.List {
	list := c.filterList("deals", opDeals, c.settings.PageSizes.Deals)
	list.Fields = append(list.Fields, "search", "type_ids", "stage_ids", "contact_id", "owner_id")
	list.Unverifiable = []string{"search", "deleted, where rows do not show it"}
	list.Needs = append(list.Needs, connectors.Need{Resource: connectors.ListOfDealTypes})
	list.Cost += " Deals without activity time are read as one page; a list with changed_from reads them with a request of their own."
	return list
}

// deals opens a list of deals.
func (c *Client) deals(req *crmstreamv1.ListDealsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	return opened(c.openDeals(req, known))
}

// openDeals reads a request for deals.
func (c *Client) openDeals(req *crmstreamv1.ListDealsRequest, known *connectors.Catalogue) (*timeline.List, error) {
	l, err := c.openFilter(opDeals, "sale_activity_date", req, known)
	if err != nil {
		return nil, err
	}
	l.Table, l.Noun = dealTable, "deals"
	c.sized(l, c.settings.PageSizes.Deals)
	l.Untimed = true // new deals have no activity time yet
	f := &l.Filters
	f.Text(req.GetSearch(), "search")
	f.Verify("type_ids", "type_id", f.IDs("type_ids", req.GetTypeIds(), "type")...)
	f.Verify("stage_ids", "stage_id", f.IDs("stage_ids", req.GetStageIds(), "stage")...)
	f.Verify("contact_id", "contact_id", f.ID("contact_id", req.GetContactId(), "customer")...)
	f.Owner("owner_id", f.ID("owner_id", req.GetOwnerId(), "manager"))
	return l, f.Err
}
