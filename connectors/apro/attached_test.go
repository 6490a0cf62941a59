package apro_test

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/conformance"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// byIDs is a read of what some ids name, as the tests use it: a look-up, or a list of what hangs on records.
type byIDs struct {
	name, op string
	// field is the request field with the ids.
	field string
	// read fetches a page.
	read func(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error)
}

func getStockItems(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.StockItemGetter).GetStockItems(ctx, &crmstreamv1.BatchGetStockItemsRequest{Ids: ids, IncludeRaw: raw}, at)
}

func getContacts(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.ContactGetter).GetContacts(ctx, &crmstreamv1.BatchGetContactsRequest{Ids: ids, IncludeRaw: raw}, at)
}

func getActivities(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.ActivityGetter).GetActivities(ctx, &crmstreamv1.BatchGetActivitiesRequest{Ids: ids, IncludeRaw: raw}, at)
}

func getDeals(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.DealGetter).GetDeals(ctx, &crmstreamv1.BatchGetDealsRequest{Ids: ids, IncludeRaw: raw}, at)
}

func getInvoices(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.InvoiceGetter).GetInvoices(ctx, &crmstreamv1.BatchGetInvoicesRequest{Ids: ids, IncludeRaw: raw}, at)
}

func listContactLinks(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.ContactLinkLister).ListContactLinks(ctx, &crmstreamv1.ListContactLinksRequest{ContactIds: ids, IncludeRaw: raw}, at)
}

func listDealLinks(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
	return c.(connectors.DealLinkLister).ListDealLinks(ctx, &crmstreamv1.ListDealLinksRequest{DealIds: ids, IncludeRaw: raw}, at)
}

// listComments reads the comments on one kind of records.
func listComments(parent crmstreamv1.CommentParent) func(context.Context, connectors.Client, []string, bool, connectors.PageRequest) (connectors.Page, error) {
	return func(ctx context.Context, c connectors.Client, ids []string, raw bool, at connectors.PageRequest) (connectors.Page, error) {
		return c.(connectors.CommentLister).ListComments(ctx, &crmstreamv1.ListCommentsRequest{Parent: parent, ParentIds: ids, IncludeRaw: raw}, at)
	}
}

// reads are all reads by ids, the look-ups first.
var reads = []byIDs{
	{"stock items", "stock/filter", "ids", getStockItems},
	{"contacts", "purchaser/filter", "ids", getContacts},
	{"activities", "applications/filter", "ids", getActivities},
	{"deals", "sales/filter", "ids", getDeals},
	{"invoices", "accounts/get_full", "ids", getInvoices},
	{"contact links", "purchaser/attach", "contact_ids", listContactLinks},
	{"deal links", "sales/details", "deal_ids", listDealLinks},
	{"comments on stock items", "stock/comments", "parent_ids", listComments(crmstreamv1.CommentParent_COMMENT_PARENT_STOCK_ITEM)},
	{"comments on contacts", "purchaser/comments", "parent_ids", listComments(crmstreamv1.CommentParent_COMMENT_PARENT_CONTACT)},
	{"comments on activities", "applications/comments", "parent_ids", listComments(crmstreamv1.CommentParent_COMMENT_PARENT_ACTIVITY)},
	{"comments on deals", "sales/comments", "parent_ids", listComments(crmstreamv1.CommentParent_COMMENT_PARENT_DEAL)},
}

// TestDocumentedSamplesByID reads the vendor's samples of the operations that take ids only.
func TestDocumentedSamplesByID(t *testing.T) {
	tests := []struct {
		folder   string
		ids      []string
		response proto.Message
		read     byIDs
	}{
		{"invoicesFull", []string{"112", "113"}, &crmstreamv1.ListInvoicesResponse{}, reads[4]},
		{"contactLinks", []string{"278057", "278056"}, &crmstreamv1.ListContactLinksResponse{}, reads[5]},
		{"dealLinks", []string{"468"}, &crmstreamv1.ListDealLinksResponse{}, reads[6]},
		{"comments", []string{"273955", "273954"}, &crmstreamv1.ListCommentsResponse{}, reads[8]},
	}
	for _, test := range tests {
		t.Run(test.folder, func(t *testing.T) {
			conformance.Golden(t, filepath.Join("testdata", test.folder), test.response, func(t *testing.T, body []byte) connectors.Page {
				client := answering(t, func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == "/base/sharedapi/"+test.read.op {
						_, _ = w.Write(body)
					}
				})
				page, err := test.read.read(t.Context(), client, test.ids, false, connectors.PageRequest{})
				require.NoError(t, err)
				require.Empty(t, page.Notices, "keys that the table does not know, or values it cannot read")
				return page
			})
		})
	}
}
