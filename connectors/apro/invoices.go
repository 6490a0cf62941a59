package apro

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// invoiceTable reads an invoice (accounts/get).
var invoiceTable = transcode.Must(transcode.New(&crmstreamv1.Invoice{}, slices.Concat(invoiceColumns, []transcode.Column{
	transcode.Col("payer", transcode.Text, "payer"),
	transcode.Col("recipient", transcode.Text, "recipient"),
	transcode.Unmapped("lines", "contact", "contact_company", "own_company", "payer_party", "recipient_party", "due_amount",
		"total_amount"),
})...))

// invoiceColumns read the keys that accounts/get and accounts/get_full share. Where a key is written ("Adding invoices"), it has the same
// name.
var invoiceColumns = []transcode.Column{
	transcode.ID("id", "id"),
	transcode.Col("act_id", transcode.Ref, "act_id"),
	transcode.Col("owner_id", transcode.Ref, "author"),
	transcode.Col("owner_name", transcode.Text, "author_name"),
	transcode.Checked("active", transcode.Flag, "bill_active"),
	transcode.Checked("contact_id", transcode.Ref, "client_id").Writable(transcode.NotCleared).Required(),
	transcode.Checked("contact_company_id", transcode.Ref, "client_company_id").Writable(transcode.ClearByZero),
	transcode.Col("own_company_id", transcode.Ref, "my_company_id").Writable(transcode.NotCleared).Required(),
	transcode.Checked("create_date", transcode.Date, "date_create").Writable(transcode.NotCleared).Required(),
	transcode.Col("hash", transcode.Text, "hash"),
	transcode.Col("vat", transcode.Flag, "nds").Writable(transcode.NotCleared),
	transcode.Col("external_id", transcode.Text, "outer_id").Writable(transcode.ClearByText).Only(transcode.OnUpdate),
	transcode.Col("paid_amount", transcode.Decimal, "pay"),
	enum("payment_status", "payment_status_text", paymentStatuses, "pay_status"),
	transcode.Col("payment_date", transcode.Date, "payment_date"),
	transcode.Checked("deal_id", transcode.Ref, "sale_id").Writable(transcode.ClearByZero),
	transcode.Col("stock_group_id", transcode.Ref, "stockgroup_id").Writable(transcode.ClearByZero),
	transcode.Col("amount", transcode.Decimal, "summ"),
	enum("direction", "direction_text", invoiceDirections, "type").Writable(transcode.NotCleared),
}

var paymentStatuses = map[string]int32{
	"not":  int32(crmstreamv1.PaymentStatus_PAYMENT_STATUS_NOT_PAID),
	"part": int32(crmstreamv1.PaymentStatus_PAYMENT_STATUS_PARTLY_PAID),
	"full": int32(crmstreamv1.PaymentStatus_PAYMENT_STATUS_PAID),
}

var invoiceDirections = map[string]int32{
	"in":  int32(crmstreamv1.InvoiceDirection_INVOICE_DIRECTION_IN),
	"out": int32(crmstreamv1.InvoiceDirection_INVOICE_DIRECTION_OUT),
}

// invoiceList declares what ListInvoices can do.
func (c *Client) invoiceList() connectors.List {
	size := c.settings.PageSizes.Invoices
	return connectors.List{
		Resource: "invoices",
		Ops:      []string{opInvoices},
		Fields: []string{
			"ids", "created_from", "created_before", "direction", "active", "payment_status",
			"contact_id", "contact_company_id", "deal_id", "not_deal_id", "search",
		},
		Orders:       []string{"id", "-id"},
		PageMax:      size,
		Changes:      "The upstream keeps no time of change: read the list again and compare.",
		Guarantee:    "Every invoice that exists throughout the scan is delivered exactly once.",
		Cost:         fmt.Sprintf("One request per %d invoices, and one for the end unless a total is proven.", max(size-2*overlapRows, 1)),
		Assumes:      []string{"New invoices get higher ids than all older ones.", "The order by id and the page numbers are honoured (checked)."},
		Unverifiable: []string{"search"},
	}
}

// invoiceFilters returns a request's filters in the upstream's words (accounts/get). The vendor's page prints the upper end of
// the period as a second date_start by mistake: it is date_end. active has two spellings, and both are sent.
func (c *Client) invoiceFilters(req *crmstreamv1.ListInvoicesRequest) (wire.Filters, error) {
	var f wire.Filters
	ids, err := wire.SortedNumbers("ids", req.GetIds())
	f.Fail(err)
	f.Text(strings.Join(ids, ","), "ids")
	f.Verify("ids", "id", ids...)
	invoicePeriod(&f, req)
	direction, err := wordOf("direction", invoiceDirections, int32(req.GetDirection()))
	f.Fail(err)
	f.Text(direction, "type")
	f.Verify("direction", "direction", wire.NonEmpty(direction)...)
	if req.Active != nil {
		flag, accepted := "0", []string{"0", "false"}
		if req.GetActive() {
			flag, accepted = "1", []string{"1", "true"}
		}
		f.Set(flag, "active")
		f.Set(flag, "bill_active")
		f.Verify("active", "active", accepted...)
	}
	status, err := wordOf("payment_status", paymentStatuses, int32(req.GetPaymentStatus()))
	f.Fail(err)
	f.Text(status, "pay_status")
	f.Verify("payment_status", "payment_status", wire.NonEmpty(status)...)
	f.Verify("contact_id", "contact_id", f.ID("contact_id", req.GetContactId(), "client_id")...)
	f.Verify("contact_company_id", "contact_company_id", f.ID("contact_company_id", req.GetContactCompanyId(), "company_id")...)
	f.Verify("deal_id", "deal_id", f.ID("deal_id", req.GetDealId(), "sale_id")...)
	f.Exclude("not_deal_id", "deal_id", f.ID("not_deal_id", req.GetNotDealId(), "not_sale_id")...)
	if req.GetDealId() != "" && req.GetNotDealId() != "" {
		f.Fail(connectors.Invalid("not_deal_id", "the upstream ignores not_deal_id if deal_id is set: leave one of them out"))
	}
	f.Text(req.GetSearch(), "search")
	return f, f.Err
}

// invoicePeriod adds the bounds of the day of creation. The upstream's upper bound is inclusive.
func invoicePeriod(f *wire.Filters, req *crmstreamv1.ListInvoicesRequest) {
	from, err := connectors.ParseDay("created_from", req.GetCreatedFrom())
	f.Fail(err)
	before, err := connectors.ParseDay("created_before", req.GetCreatedBefore())
	f.Fail(err)
	f.Text(from, "date_start")
	if from != "" {
		f.Check("created_from", "create_date", func(have string) bool { return have >= from })
	}
	if before == "" || err != nil {
		return
	}
	f.Set(wire.Day(wire.Shifted(before+" 00:00:00", -24*time.Hour)), "date_end")
	f.Check("created_before", "create_date", func(have string) bool { return have < before })
}

// wordOf returns the upstream's word for the number of an enum, "" for none.
func wordOf(field string, words map[string]int32, n int32) (string, error) {
	if n == 0 {
		return "", nil
	}
	for word, number := range words {
		if number == n {
			return word, nil
		}
	}
	return "", connectors.Invalid(field, "%d is not a value of this field", n)
}

// invoices opens a list of invoices.
func (c *Client) invoices(req *crmstreamv1.ListInvoicesRequest, _ *connectors.Catalogue) (connectors.Fetch, error) {
	f, err := c.invoiceFilters(req)
	if err != nil {
		return nil, err
	}
	q := &invoiceQuery{Client: c, filters: f, raw: req.GetIncludeRaw()}
	if req.GetOrder() == "-id" {
		return q.newest, nil
	}
	return q.ascending, nil
}
