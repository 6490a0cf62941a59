package apro

import (
	"context"
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/paging"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// maxBatch is the most ids in one request of the operations that take only ids. The params may have 1000 elements; with fewer
// ids, servers can write the answer.
const maxBatch = 200

// fullInvoiceTable reads an invoice in full (accounts/get_full). Values that accounts/get has in flat keys are read from the
// objects here where the flat key is missing, so that a look-up always has all fields of the list.
var fullInvoiceTable = transcode.Must(transcode.New(&crmstreamv1.Invoice{}, slices.Concat(invoiceColumns, []transcode.Column{
	{Keys: []string{"client"}, Kind: transcode.Inline, Table: idOf("contact_id", "logo", "surname", "name", "patronymic", "secondname")},
	{Keys: []string{"client_company"}, Kind: transcode.Inline, Table: idOf("contact_company_id", companyKeys...)},
	{Keys: []string{"my_company"}, Kind: transcode.Inline, Table: idOf("own_company_id", companyKeys...)},
	{Keys: []string{"payer"}, Kind: transcode.Inline, Table: nameOf("payer")},
	{Keys: []string{"recipient"}, Kind: transcode.Inline, Table: nameOf("recipient")},
	transcode.Objects("lines", invoiceLineTable, "products").Writable(transcode.NotCleared, "product").Required(),
	transcode.Object("contact", invoiceContactTable, "client"),
	transcode.Object("contact_company", invoiceCompanyTable, "client_company"),
	transcode.Object("own_company", invoiceCompanyTable, "my_company"),
	transcode.Object("payer_party", invoicePartyTable, "payer"),
	transcode.Object("recipient_party", invoicePartyTable, "recipient"),
	transcode.Col("due_amount", transcode.Decimal, "to_pay"),
	transcode.Col("total_amount", transcode.Decimal, "total"),
})...))

// companyKeys are the keys of a company's payment details, except its id, in both spellings.
var companyKeys = []string{
	"name", "type", "bank_name", "bank_city", "bank_sity", "bik", "inn", "kpp", "ks", "rs", "ogrn", "email", "mail", "phone",
	"city", "sity", "legal_address", "legal_addres", "mail_address", "mail_addres",
}

// idOf returns a table that reads the id of an object into a field of the invoice. Other tables read the other keys.
func idOf(field string, others ...string) *transcode.Table {
	return transcode.Must(transcode.Part(&crmstreamv1.Invoice{},
		transcode.Col(field, transcode.Ref, "id"),
		transcode.Col("", transcode.Ignore, others...),
	))
}

// nameOf returns a table that reads the name of a party into a field of the invoice. Other tables read the other keys.
func nameOf(field string) *transcode.Table {
	return transcode.Must(transcode.Part(&crmstreamv1.Invoice{},
		transcode.Col(field, transcode.Text, "name"),
		transcode.Col("", transcode.Ignore, "client", "company", "type"),
	))
}

// invoiceLineTable reads a line. A new line needs name, quantity and price, and one without any of them is no line for the upstream
// ("Adding invoices").
var invoiceLineTable = transcode.Must(transcode.New(&crmstreamv1.InvoiceLine{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name").Writable(transcode.NotCleared).Required(),
	transcode.Col("quantity", transcode.Decimal, "count").Writable(transcode.NotCleared).Required().Unsigned(0),
	transcode.Col("price", transcode.Decimal, "price").Writable(transcode.NotCleared).Required().Unsigned(2),
	transcode.Col("amount", transcode.Decimal, "summary"),
	transcode.Col("stock_group_id", transcode.Ref, "stockgroup_id"),
))

var invoiceContactTable = transcode.Must(transcode.New(&crmstreamv1.InvoiceContact{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("last_name", transcode.Text, "surname"),
	transcode.Col("first_name", transcode.Text, "name"),
	transcode.Col("patronymic", transcode.Text, "patronymic", "secondname"),
	transcode.Col("logo", transcode.Text, "logo"),
))

var invoiceCompanyTable = transcode.Must(transcode.New(&crmstreamv1.InvoiceCompany{},
	transcode.Col("id", transcode.Ref, "id"),
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("kind_text", transcode.Ref, "type"), // "0" is none
	transcode.Col("bank_name", transcode.Text, "bank_name"),
	transcode.Col("bank_city", transcode.Text, "bank_city", "bank_sity"),
	transcode.Col("bik", transcode.Text, "bik"),
	transcode.Col("inn", transcode.Text, "inn"),
	transcode.Col("kpp", transcode.Text, "kpp"),
	transcode.Col("correspondent_account", transcode.Text, "ks"),
	transcode.Col("account", transcode.Text, "rs"),
	transcode.Col("ogrn", transcode.Text, "ogrn"),
	transcode.Col("email", transcode.Text, "email", "mail"),
	transcode.Col("phone", transcode.Text, "phone"),
	transcode.Col("city", transcode.Text, "city", "sity"),
	transcode.Col("legal_address", transcode.Text, "legal_address", "legal_addres"),
	transcode.Col("mail_address", transcode.Text, "mail_address", "mail_addres"),
))

// invoicePartyTable begins with the name, since a party that comes as text, as in accounts/get, is a name.
var invoicePartyTable = transcode.Must(transcode.New(&crmstreamv1.InvoiceParty{},
	transcode.Col("name", transcode.Text, "name"),
	transcode.Col("contact", transcode.Text, "client"),
	transcode.Col("company", transcode.Text, "company"),
	transcode.Col("kind_text", transcode.Text, "type"),
))

// getInvoices opens a look-up of invoices (accounts/get_full), also of inactive ones.
func (c *Client) getInvoices(req *crmstreamv1.BatchGetInvoicesRequest, _ *connectors.Catalogue) (connectors.Find, error) {
	ids, err := wire.RecordIDs("ids", req.GetIds())
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (connectors.Page, error) {
		fitting := &c.learned[opInvoicesFull].fitting
		return paging.ByIDs(ids, fitting.Bound(maxBatch), func(some []string) (connectors.Page, error) {
			var f wire.Form
			f.List(some, "ids")
			data, err := c.wire.Post(ctx, opInvoicesFull, f, "ids")
			if err != nil {
				fitting.Halve(len(some), err)
				return connectors.Page{}, err
			}
			fitting.Fits(len(some), len(data.Raw()))
			return c.fullInvoices(data, some, req.GetIncludeRaw())
		})
	}, nil
}

// fullInvoices reads an answer with the invoices of some ids. The documented sample is one invoice for a list of ids. It is not
// documented how several invoices come, so lists and maps are read as well. An id without an invoice is missing or has an empty
// value.
func (c *Client) fullInvoices(data transcode.JSON, ids []string, raw bool) (connectors.Page, error) {
	if wire.None(data) {
		return connectors.Page{}, nil
	}
	var page connectors.Page
	tc := &transcode.Context{Zone: c.zone, Raw: raw}
	r := rowReader{op: opInvoicesFull, table: fullInvoiceTable, asked: ids}
	r.Verify("ids", "id", ids...)
	if err := r.read(wire.AsList(data), tc, &page); err != nil {
		return connectors.Page{}, err
	}
	page.Notices = tc.Notices()
	sortRecords(&page)
	return page, nil
}
