package apro

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/timeline"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// stockTable reads a stock item (stock/filter), and writes it (stock/insert and update). Rows need not show their type: then it is the
// type asked for.
var stockTable = transcode.Must(transcode.New(&crmstreamv1.StockItem{},
	transcode.ID("id", "id"),
	named("type_id", connectors.StockTypeNames, "type_name", "stock_type", "type"),
	named("category_id", connectors.StockCategoryNames, "category_name", "parent").Writable(transcode.NotCleared).Required(),
	transcode.Col("name", transcode.Text, "name").Writable(transcode.ClearByText),
	transcode.Checked("owner_id", transcode.Ref, "author", "employee_id").Writable(transcode.ClearByZero),
	transcode.Checked("additional_owner_ids", transcode.RefList, "additional_author", "additional_employee_id").
		Writable(transcode.ClearByFalse),
	transcode.Checked("create_time", transcode.LocalTime, "date_add"),
	transcode.Col("update_time", transcode.LocalTime, "last_modify"),
	scanKey("activity_time", "stock_activity_date"),
	transcode.Col("activity_type", transcode.Text, "stock_activity_type"),
	transcode.Checked("contact_id", transcode.Ref, "customer_relation", "associated_with_customer", "related_with_customer").
		Writable(transcode.ClearByZero, "associated_with_customer", "related_with_customer"),
	transcode.Col("creator_id", transcode.Ref, "stock_creator_id"),
	transcode.Col("group_id", transcode.Ref, "group_id"),
	transcode.Col("quantity", transcode.Decimal, "count"),
	deletedColumn,
	customFields.Writable(transcode.ClearByText),
	transcode.Col("", transcode.Ignore, "copy", "log"),
))

// stockList declares what ListStockItems can do.
func (c *Client) stockList() connectors.List {
	list := seekList("stockItems", opStock, c.settings.PageSizes.Stock)
	list.Fields = append(list.Fields, "type_ids", "category_id", "include_subcategories", "search", "owner_id", "group_ids", "contact_id")
	list.Orders = []string{"type_id,activity_time", "-activity_time"}
	list.Unverifiable = []string{"search", "group_ids", "category_id with include_subcategories"}
	list.Needs = append(list.Needs, connectors.Need{Resource: connectors.ListOfStockTypes}, connectors.Need{Resource: connectors.ListOfStockCategories})
	list.Cost += " One request for the types unless type_ids names them, and at least one per type."
	list.Assumes = append(list.Assumes,
		"A scan may miss types that are created while it runs.",
		"With several types, changed_until is right if the clocks of this server and the upstream agree within changed_overlap.")
	return list
}

// stockItems opens a list of stock items. The upstream has no list across types, so a list reads type after type, in the order
// of their ids. Look-ups need no type.
func (c *Client) stockItems(req *crmstreamv1.ListStockItemsRequest, known *connectors.Catalogue) (connectors.Fetch, error) {
	asked, err := wire.SortedNumbers("type_ids", req.GetTypeIds())
	if err != nil {
		return nil, err
	}
	newest := req.GetOrder() == "-activity_time"
	if newest && len(asked) != 1 {
		return nil, connectors.Invalid("order", "the newest stock items can be listed for one type only: name it in type_ids")
	}
	l, err := c.openStockItems(req, known)
	switch {
	case err != nil:
		return nil, err
	case newest:
		return ofType(l, asked[0]).Page, nil
	case len(req.GetIds()) > 0 && len(asked) == 0:
		return l.Page, nil
	}
	q := &stockQuery{Client: c, list: l, asked: asked}
	return q.page, nil
}

// openStockItems reads a request for stock items, without its types.
func (c *Client) openStockItems(req *crmstreamv1.ListStockItemsRequest, known *connectors.Catalogue) (*timeline.List, error) {
	l, err := c.openFilter(opStock, "stock_activity_date", req, known)
	if err != nil {
		return nil, err
	}
	l.Table, l.Noun, l.Max, l.PartByIDs = stockTable, "stock items", c.settings.PageSizes.Stock, true
	f := &l.Filters
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

// ofType returns the list of one object type.
func ofType(l *timeline.List, id string) *timeline.List {
	one := *l
	var f wire.Filters
	f.Verify("type_ids", "type_id", f.ID("type_ids", id, "type")...)
	f.Add(l.Filters)
	one.Filters = f
	one.Prefix = connectors.NumberKey([]byte(id))
	one.Constants = slices.Concat(l.Constants, typeConstant(id, l.Catalogue))
	return &one
}

var (
	typeIDField   = transcode.Constant[string]("type_id", &crmstreamv1.StockItem{})
	typeNameField = transcode.Constant[string]("type_name", &crmstreamv1.StockItem{})
)

// typeConstant returns the encoded fields type_id and, if the catalogue has it, type_name for the records of one type.
func typeConstant(typeID string, catalogue *connectors.Catalogue) []byte {
	constant := typeIDField(typeID)
	if m, ok := catalogue.Meaning(connectors.StockTypeNames, []byte(typeID)); ok && m.Name != "" {
		constant = append(constant, typeNameField(m.Name)...)
	}
	return constant
}

// spellings returns the parameters for a filter: in both spellings if the dialect is unknown, since servers ignore unknown
// parameters.
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

// stockQuery is a request for a list of stock items, type after type. It never changes after it is open.
type stockQuery struct {
	*Client
	list  *timeline.List
	asked []string // types, empty for all
}

// page fetches a page of the stock items of one type.
func (q *stockQuery) page(ctx context.Context, at connectors.PageRequest) (connectors.Page, error) {
	if err := q.list.Filters.Unnamed; err != nil {
		return connectors.Page{}, err // before a request for the types
	}
	t, err := q.readCursor(ctx, at.Cursor)
	if err != nil || len(t.types) == 0 {
		return connectors.Page{}, err
	}
	page, err := ofType(q.list, t.types[0]).Page(ctx, connectors.PageRequest{Cursor: t.inner, Want: at.Want})
	if err == nil {
		err = t.distinct(page)
	}
	if err != nil {
		return connectors.Page{}, err
	}
	err = q.goOn(ctx, t, &page)
	return page, err
}

// maxTypes is how many types a cursor has; later types are asked for again when the list reaches them.
const maxTypes = 40

// typesCursor is a place in a list that is read type after type.
type typesCursor struct {
	// types are the current type and the next ones, in ascending order.
	types []string
	// cut says that more types may follow after those in types.
	cut bool
	// opened is when the first type was finished, by our clock, and newest is the newest activity of the finished types; both
	// are values for changed_until. The earlier of the two is the changed_until of the whole list.
	opened, newest string
	// last is the id of the last record of the finished types, "" for none.
	last string
	// inner is the cursor within the current type.
	inner connectors.Cursor
}

func (t typesCursor) cursor() connectors.Cursor {
	types, mark := t.types, ""
	if len(types) > maxTypes {
		types = types[:maxTypes]
	}
	if t.cut || len(types) < len(t.types) {
		mark = "+"
	}
	return connectors.Cursor(strings.Join(types, ",") + mark + "|" + t.opened + "|" + t.newest + "|" + t.last + "|" + string(t.inner))
}

// within returns the cursor of a place within the current type, "" for an empty inner cursor.
func (t typesCursor) within(inner connectors.Cursor) connectors.Cursor {
	if inner == "" {
		return ""
	}
	t.inner = inner
	return t.cursor()
}

// readCursor reads a cursor. Without a cursor, the list starts with the types asked for, or with all types of the upstream.
func (q *stockQuery) readCursor(ctx context.Context, cursor connectors.Cursor) (typesCursor, error) {
	if cursor == "" {
		types, err := q.typesAfter(ctx, "", q.asked)
		return typesCursor{types: types}, err
	}
	parts := strings.SplitN(string(cursor), "|", 5)
	if len(parts) != 5 {
		return typesCursor{}, wire.Gone(opStock)
	}
	list, cut := strings.CutSuffix(parts[0], "+")
	types, err := wire.SortedNumbers("", strings.Split(list, ","))
	_, bad := wire.SortedNumbers("", wire.NonEmpty(parts[3]))
	if err != nil || bad != nil || !validInstant(parts[1]) || !validInstant(parts[2]) {
		return typesCursor{}, wire.Gone(opStock)
	}
	return typesCursor{types, cut, parts[1], parts[2], parts[3], connectors.Cursor(parts[4])}, nil
}

func validInstant(text string) bool {
	_, err := time.Parse(time.RFC3339, text)
	return text == "" || err == nil
}

// distinct returns an error if a page has the last record of the types before. Rows need not show their type, so this is how to
// recognize a server that ignores the type and sends the records of all types for each.
func (t typesCursor) distinct(page connectors.Page) error {
	if t.last != "" && slices.ContainsFunc(page.Records, func(r connectors.Record) bool { return string(r.ID) == t.last }) {
		return &connectors.Error{
			Kind: connectors.KindFilterIgnored, Connector: wire.Name, Op: opStock, Field: "type_ids",
			Err: fmt.Errorf("item %s came with another type as well as with type %s", t.last, t.types[0]),
		}
	}
	return nil
}

// goOn sets where a list goes on after a page of the current type.
func (q *stockQuery) goOn(ctx context.Context, t typesCursor, page *connectors.Page) error {
	several := t.opened != "" || len(t.types) > 1 || t.cut
	if several {
		page.Total = nil // of one type only
	}
	if after, here := page.After, t; after != nil {
		page.After = func(i int) connectors.Cursor { return here.within(after(i)) }
	}
	if page.Next != "" {
		t.inner = page.Next
		page.Next = t.cursor()
		return nil
	}
	if t.opened == "" {
		t.opened = time.Now().Add(-q.settings.ChangedOverlap).UTC().Format(time.RFC3339)
	}
	t.newest = max(t.newest, page.ChangedUntil)
	page.ChangedUntil = ""
	present := t.types[0]
	if last := lastIdentified(page.Records); last >= 0 {
		t.last = string(page.Records[last].ID)
	}
	t.types, t.inner = t.types[1:], ""
	if len(t.types) == 0 && t.cut {
		var err error
		if t.types, err = q.typesAfter(ctx, present, q.asked); err != nil {
			return err
		}
		t.cut = false
	}
	switch {
	case len(t.types) > 0:
		page.Next = t.cursor()
	case several:
		page.ChangedUntil = min(t.newest, t.opened)
	default:
		page.ChangedUntil = t.newest
	}
	return nil
}
