package apro

import (
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stockTable reads a stock item (stock/filter). Rows need not show their type: then it is the one asked for.
var stockTable = transcode.Must(transcode.New(&crmstreamv1.StockItem{},
	transcode.ID("id", "id"),
	named("type_id", connectors.StockTypeNames, "type_name", "stock_type", "type"),
	named("category_id", connectors.StockCategoryNames, "category_name", "parent"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Checked("owner_id", transcode.Ref, "author", "employee_id"),
	transcode.Checked("additional_owner_ids", transcode.RefList, "additional_author", "additional_employee_id"),
	transcode.Checked("create_time", transcode.LocalTime, "date_add"),
	transcode.Col("update_time", transcode.LocalTime, "last_modify"),
	scanKey("activity_time", "stock_activity_date"),
	transcode.Col("activity_type", transcode.Text, "stock_activity_type"),
	transcode.Checked("contact_id", transcode.Ref, "customer_relation", "associated_with_customer", "related_with_customer"),
	transcode.Col("creator_id", transcode.Ref, "stock_creator_id"),
	transcode.Col("group_id", transcode.Ref, "group_id"),
	transcode.Col("quantity", transcode.Decimal, "count"),
	deletedColumn,
	customFields,
	transcode.Col("", transcode.Ignore, "copy", "log"),
))

// stockList declares what ListStockItems can do.
func (c *Client) stockList() connectors.List {
	list := seekList("stockItems", c.settings.PageSizes.Stock)
	list.Fields = append(list.Fields, "type_ids", "category_id", "include_subcategories", "search", "owner_id", "group_ids", "contact_id")
	list.Orders = []string{"type_id,activity_time", "-activity_time"}
	list.Unverifiable = []string{"search", "group_ids", "category_id with include_subcategories"}
	list.Needs = append(list.Needs, connectors.Need{Resource: connectors.ListOfStockTypes}, connectors.Need{Resource: connectors.ListOfStockCategories})
	list.Cost += " One request for the types unless type_ids names them, and at least one per type."
	list.Assumes = append(list.Assumes,
		"Types that are made during a scan may be missed by it.",
		"With several types, changed_until rests on this server's clock and the upstream's agreeing within changed_overlap.")
	return list
}

// stockItems opens a list of stock items. The upstream has no list across types, so a list walks them in the order of
// their ids. Look-ups need no type.
func (c *Client) stockItems(req *crmstreamv1.ListStockItemsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	asked, err := wire.SortedNumbers("type_ids", req.GetTypeIds())
	if err != nil {
		return nil, err
	}
	newest := req.GetOrder() == "-activity_time"
	if newest && len(asked) != 1 {
		return nil, connectors.Invalid("order", "the newest stock items are those of one type: name it in type_ids")
	}
	l, err := c.stockListing(req, known)
	switch {
	case err != nil:
		return nil, err
	case newest:
		return l.ofType(asked[0]).page, nil
	case len(req.GetIds()) > 0 && len(asked) == 0:
		return l.page, nil
	}
	return func(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
		return l.overTypes(ctx, asked, at)
	}, nil
}

// stockListing reads a request for stock items, whatever types it names.
func (c *Client) stockListing(req *crmstreamv1.ListStockItemsRequest, known *connectors.Catalogue) (*listing, error) {
	l, err := c.listing(opStock, "stock_activity_date", req, known)
	if err != nil {
		return nil, err
	}
	l.table, l.noun, l.maximum = stockTable, "stock items", c.settings.PageSizes.Stock
	f := &l.filters
	category := f.ID("category_id", req.GetCategoryId(), "category")
	if req.GetIncludeSubcategories() {
		f.Text("true", "nested")
	} else {
		f.Verify("category_id", "category_id", category...)
	}
	f.Text(req.GetSearch(), "search")
	f.Owner("owner_id", f.ID("owner_id", req.GetOwnerId(), "manager"))
	f.IDs("group_ids", req.GetGroupIds(), "groups")
	contact := f.ID("contact_id", req.GetContactId(), c.spellings("associated_with_customer", "related_with_customer")...)
	f.Verify("contact_id", "contact_id", contact...)
	return l, f.Err
}

// ofType returns the listing of one object type.
func (l *listing) ofType(id string) *listing {
	one := *l
	var f wire.Filters
	f.Verify("type_ids", "type_id", f.ID("type_ids", id, "type")...)
	f.Add(l.filters)
	one.filters = f
	one.prefix = connectors.NumberKey([]byte(id))
	one.constants = slices.Concat(l.constants, typeConstant(id, l.catalogue))
	return &one
}

var (
	typeIDField   = transcode.Constant[string]("type_id", &crmstreamv1.StockItem{})
	typeNameField = transcode.Constant[string]("type_name", &crmstreamv1.StockItem{})
)

// typeConstant is the fields type_id and, where the catalogue has it, type_name of the records of a request for one type.
func typeConstant(typeID string, catalogue *connectors.Catalogue) []byte {
	constant := typeIDField(typeID)
	if m, ok := catalogue.Meaning(connectors.StockTypeNames, []byte(typeID)); ok && m.Name != "" {
		constant = append(constant, typeNameField(m.Name)...)
	}
	return constant
}

// spellings returns the parameters that a filter is sent under: an unknown one is ignored by the server.
func (c *Client) spellings(english, intrum string) []string {
	switch c.settings.Dialect {
	case dialectEnglish:
		return []string{english}
	case dialectIntrum:
		return []string{intrum}
	default:
		return []string{english, intrum}
	}
}

// overTypes fetches a page of the stock items of one type: of those asked for, or of all.
func (l *listing) overTypes(ctx context.Context, asked []string, at connectors.PageRequest) (connectors.Page, error) {
	t, err := l.tour(ctx, at.Cursor, asked)
	if err != nil || len(t.types) == 0 {
		return connectors.Page{}, err
	}
	page, err := l.ofType(t.types[0]).page(ctx, connectors.PageRequest{Cursor: t.inner, Want: at.Want})
	if err == nil {
		err = t.distinct(page)
	}
	if err != nil {
		return connectors.Page{}, err
	}
	err = l.leave(ctx, t, &page, asked)
	return page, err
}
