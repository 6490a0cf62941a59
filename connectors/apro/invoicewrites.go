package apro

import (
	"fmt"
	"slices"
	"strings"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/apro/internal/wire"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// The operations that write invoices. For the second the vendor's page prints the address of the first, which would create invoices
// ("API for updating invoices"); the address here is that of the vendor's library.
const (
	opInvoiceAdd    = "accounts/add"
	opInvoiceUpdate = "accounts/update"
	opInvoiceEdit   = "accounts/edit"
)

// rowAssumptions are what all writes of rows rely on without a document.
var rowAssumptions = []string{
	"SERVER_IS_OVERLOADED, and BAD_PARAMS for one record, mean that nothing was written.",
	"Lists and objects count as elements of a request.",
}

// invoiceAssumptions are what all writes of invoices rely on without a document.
var invoiceAssumptions = []string{
	"An answer with stat 0 means that the invoice was not written.",
	"VAT is written as 1 or 0.",
}

// invoiceCreate declares the creation of invoices ("API for adding invoices").
func (c *Client) invoiceCreate() connectors.Write {
	return connectors.Write{
		Resource: "invoices", Act: connectors.Create, Op: opInvoiceAdd, Fields: fullInvoiceTable.Writable(), Settling: connectors.SettledByContent,
		MaxElements: wire.MaxElements, ListLacks: []string{"lines"},
		Cost: "One request for as many invoices as have 900 elements together: values, and the lists and objects around them.",
		Assumes: slices.Concat(rowAssumptions, invoiceAssumptions, []string{
			"The answers are in the order of the invoices.",
			"The day of creation is written as YYYY-MM-DD, as for changes.",
		}),
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinRows(opInvoiceAdd, rows) },
		Send: c.sender(c.wire.Write, c.invoiceAnswer),
	}
}

// encodeNewInvoice encodes an invoice to be created.
func (c *Client) encodeNewInvoice(row connectors.WriteRow, _ *crmstreamv1.CreateInvoiceRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	members, notices, err := c.invoiceMembers(row, transcode.OnCreate, known)
	return encodedRow{value: transcode.Value{Kind: transcode.ObjectValue, Object: members}}.counted(notices), err
}

// invoiceMembers returns what the masked fields of an invoice shall be.
func (c *Client) invoiceMembers(row connectors.WriteRow, op transcode.Op, known *connectors.Catalogue) ([]transcode.Member, []connectors.Notice, error) {
	var mistakes connectors.Mistakes
	if invoice, _ := row.Record.(*crmstreamv1.Invoice); slices.Contains(row.Mask, "lines") {
		for i, line := range invoice.GetLines() {
			if isZero(line.GetQuantity()) {
				mistakes.Add(connectors.Invalid(fmt.Sprintf("invoice.lines[%d].quantity", i), "%q must be above zero: leave the line out", line.GetQuantity()))
			}
		}
	}
	members, notices, err := fullInvoiceTable.Write(row.Record, row.Mask, transcode.WriteContext{
		Op: op, Zone: c.zone, Catalogue: known, Prefix: "invoice", Masked: namedFields(row),
	})
	if !mistakes.Add(err) {
		return nil, nil, err
	}
	return members, notices, mistakes.Err()
}

// isZero reports whether a decimal text is zero.
func isZero(text string) bool { return text != "" && strings.Trim(text, "0.") == "" }

// invoiceUpdate declares the change of invoices. One invoice is changed by accounts/edit, which takes more fields ("API for editing
// invoice parameters"), and several, or the stock group, by accounts/update ("API for updating invoices").
func (c *Client) invoiceUpdate() connectors.Write {
	return connectors.Write{
		Resource: "invoices", Act: connectors.Update, Op: opInvoiceEdit, BatchOp: opInvoiceUpdate, Fields: fullInvoiceTable.Writable(),
		Settling: connectors.SettledByID, MaxElements: wire.MaxElements,
		Cost: "One request for one invoice, and in a batch for as many as have 900 elements together: values, and the lists and objects around them.",
		Assumes: slices.Concat(rowAssumptions, invoiceAssumptions, []string{
			"Several invoices are changed at the address accounts/update, which the vendor's page does not print.",
			"The lines of a write replace those of the invoice.",
			"0 clears a reference, and the empty text the external id.",
			"What a request leaves out stays as it is.",
			"The answers are in the order of the invoices.",
		}),
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall {
			if first, _ := rows[0].Value.(encodedRow); first.op == opInvoiceEdit {
				return joinOne(opInvoiceEdit, rows)
			}
			return joinRows(opInvoiceUpdate, rows)
		},
		Send: c.sender(c.wire.Write, c.invoiceAnswer),
	}
}

// encodeInvoice encodes the changes of an invoice.
func (c *Client) encodeInvoice(row connectors.WriteRow, req *crmstreamv1.UpdateInvoiceRequest, known *connectors.Catalogue) (connectors.EncodedRow, error) {
	var mistakes connectors.Mistakes
	_, err := connectors.ParseID("id", row.ID, 1)
	mistakes.Add(err)
	op, err := invoiceUpdateOp(row, req)
	mistakes.Add(err)
	object := []transcode.Member{{Key: "bill_id", Value: transcode.Value{Kind: transcode.NumberValue, Text: row.ID}}}
	var notices []connectors.Notice
	if len(row.Mask) > 0 || req.Cash == nil {
		var members []transcode.Member
		members, notices, err = c.invoiceMembers(row, transcode.OnUpdate, known)
		if !mistakes.Add(err) {
			return connectors.EncodedRow{}, err
		}
		object = append(object, members...)
	}
	if req.Cash != nil {
		object = append(object, transcode.Member{Key: "is_cash", Value: transcode.Value{Kind: transcode.FlagValue, Flag: req.GetCash()}})
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	return encodedRow{value: transcode.Value{Kind: transcode.ObjectValue, Object: object}, op: op}.counted(notices), nil
}

// invoiceUpdateOp returns the operation that takes the changes of an invoice. No operation takes all fields.
func invoiceUpdateOp(row connectors.WriteRow, req *crmstreamv1.UpdateInvoiceRequest) (string, error) {
	var edited []string // what only accounts/edit takes
	for _, field := range []string{"create_date", "external_id"} {
		if slices.Contains(row.Mask, field) {
			edited = append(edited, "invoice."+field)
		}
	}
	if req.Cash != nil {
		edited = append(edited, "cash")
	}
	grouped := slices.Contains(row.Mask, "stock_group_id")
	var mistakes connectors.Mistakes
	switch {
	case row.Batch:
		for _, field := range edited {
			mistakes.Add(connectors.Invalid(field, "cannot be written in a batch: update the invoice by itself (UpdateInvoice)"))
		}
		return opInvoiceUpdate, mistakes.Err()
	case grouped && len(edited) > 0:
		return "", connectors.Invalid("invoice.stock_group_id", "cannot be written together with %s, which the upstream takes in another request: "+
			"write them one after the other", strings.Join(edited, ", "))
	case grouped:
		return opInvoiceUpdate, nil
	default:
		return opInvoiceEdit, nil
	}
}
