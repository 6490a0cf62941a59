package apro

import (
	"maps"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// contactWrites are the writes of contacts. The vendor's page has no address for them, and its library has these ("Adding contacts").
var contactWrites = &writable{
	resource: "contacts", object: "purchaser", record: "contact", table: contactTable,
	origins: []string{"online_consult", "manager_customer", "help_manager", "mobile"},
	unshown: []string{"comment"},
	assumes: []string{"The lists of e-mail addresses and telephone numbers of a write replace those of the contact."},
}

// activityWrites are the writes of activities. The addresses are those of the vendor's library ("Adding activities").
var activityWrites = &writable{
	resource: "activities", object: "applications", record: "activity", table: activityTable, origins: activityOrigins,
}

// dealWrites are the writes of deals. The addresses are those of the vendor's library ("Adding deals").
var dealWrites = &writable{
	resource: "deals", object: "sales", record: "deal", table: dealTable,
}

// stockWrites are the writes of stock items ("Adding objects").
var stockWrites = &writable{
	resource: "stockItems", object: "stock", record: "stock_item", table: stockTable,
}

// category returns the member with the category of a stock item that an update must have, none where the mask has the category. Without
// the item as it was before, the member only counts.
func (c *Client) category(w *writable, op transcode.Op, row connectors.WriteRow) ([]transcode.Member, error) {
	if op != transcode.OnUpdate || !c.resends(w, row) {
		return nil, nil
	}
	before, read := row.Before.(*crmstreamv1.StockItem)
	if read && before.GetCategoryId() == "" {
		return nil, connectors.Invalid("stock_item.category_id", "the upstream wants the category with each update, and the stock item has none: set the category")
	}
	return []transcode.Member{{Key: "parent", Value: transcode.Value{Kind: transcode.NumberValue, Text: before.GetCategoryId()}}}, nil
}

// resends reports whether an update needs the category that a stock item has.
func (c *Client) resends(w *writable, row connectors.WriteRow) bool {
	return w.table == stockTable && c.settings.ResendCategory && !slices.Contains(row.Mask, "category_id")
}

// needsBefore reports whether an update needs the record as it was before: for the files to add and to remove, or for the category. A
// custom field that is cleared may have files.
func (c *Client) needsBefore(w *writable, row connectors.WriteRow) bool {
	if c.resends(w, row) {
		return true
	}
	values := fieldsOf(row)
	return slices.ContainsFunc(row.Mask, func(path string) bool {
		key, custom := strings.CutPrefix(path, "fields.")
		return custom && (values[key] == nil || isFiles(values[key]))
	})
}

// whenBefore says when needsBefore holds.
func (c *Client) whenBefore(w *writable) string {
	if w.table == stockTable && c.settings.ResendCategory {
		return "unless the category and no files are written, and no custom field is cleared"
	}
	return "where files are written, or custom fields are cleared"
}

// refuseFiles refuses files of deals.
func (c *Client) refuseFiles(w *writable, row connectors.WriteRow) error {
	var mistakes connectors.Mistakes
	if w.table != dealTable || c.settings.UploadSales {
		return nil
	}
	values := fieldsOf(row)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if path := "fields." + key; isFiles(values[key]) && slices.Contains(row.Mask, path) {
			mistakes.Add(connectors.Invalid("deal."+path, "files of deals are refused, since the upstream documents no upload for them: "+
				"set upload_sales if this server has it"))
		}
	}
	return mistakes.Err()
}

// fieldsOf returns the custom fields of a row.
func fieldsOf(row connectors.WriteRow) map[string]*crmstreamv1.FieldValue {
	record, _ := row.Record.(interface {
		GetFields() map[string]*crmstreamv1.FieldValue
	})
	if record == nil {
		return nil
	}
	return record.GetFields()
}

func isFiles(value *crmstreamv1.FieldValue) bool {
	_, files := value.GetValue().(*crmstreamv1.FieldValue_Files)
	return files
}

// writeAssumptions returns what a write relies on without a document.
func (c *Client) writeAssumptions(w *writable, act connectors.Act) []string {
	assumed := []string{
		"SERVER_IS_OVERLOADED, and BAD_PARAMS for one record, mean that nothing was written.",
		"Lists and objects count as elements of a request.",
	}
	if act == connectors.Delete {
		return assumed
	}
	assumed = append(assumed,
		"The open end of a range is the empty text.",
		"A server ignores the spellings of keys that it does not have.")
	assumed = append(assumed, w.assumes...)
	if act == connectors.Create {
		return append(assumed, "The ids of the answer are in the order of the records.")
	}
	assumed = append(assumed, "The empty text clears a text, 0 clears a reference, and 0 in place of a list clears the additional owners.")
	if w.table == contactTable && c.settings.EmptyLists == emptyListsText {
		assumed = append(assumed, "The empty text in place of a list clears the list.")
	}
	return assumed
}
