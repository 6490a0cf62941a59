package apro

import (
	"slices"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/internal/transcode"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

const opInvoicePay = "accounts/set_pay"

// invoicePayment declares the payment of invoices ("API for setting invoice payment status"). The invoice is read before, so that the
// proof shows what the payment has added.
func (c *Client) invoicePayment() connectors.Write {
	return connectors.Write{
		Resource: "invoices", Act: connectors.Pay, Op: opInvoicePay, Settling: connectors.SettledByID, MaxRows: 1,
		NeedsBefore: func(connectors.WriteRow) bool { return true },
		Cost:        "One request, and one that reads the invoice before.",
		Assumes: slices.Concat(rowAssumptions[:1], []string{
			"An answer with stat 0 means that nothing was paid.",
			"The amount of a payment is added to what was paid.",
			"Without an amount, all that is due is paid.",
		}),
		Join: func(rows []connectors.EncodedRow) connectors.PlannedCall { return joinOne(opInvoicePay, rows) },
		Send: c.sender(c.wire.Write, c.invoiceAnswer),
	}
}

// encodePayment encodes a payment. A payment is not sent before the invoice was read.
func encodePayment(row connectors.WriteRow, req *crmstreamv1.SetInvoicePaymentRequest, _ *connectors.Catalogue) (connectors.EncodedRow, error) {
	var mistakes connectors.Mistakes
	_, err := connectors.ParseID("id", row.ID, 1)
	mistakes.Add(err)
	members := []transcode.Member{{Key: "id", Value: transcode.Value{Kind: transcode.NumberValue, Text: row.ID}}}
	if paid := req.GetExpected().GetPaidAmount(); paid != "" && !transcode.Unsigned(paid, 2) {
		mistakes.Add(connectors.Invalid("expected.paid_amount", "%.64q must be decimal digits, at most 2 of them after the point, such as 12.50", paid))
	}
	if req.Amount != nil {
		amount := req.GetAmount()
		if !transcode.Unsigned(amount, 2) || isZero(amount) {
			mistakes.Add(connectors.Invalid("amount", "%.64q must be decimal digits above zero, at most 2 of them after the point, such as 12.50", amount))
		}
		if req.GetExpected().GetPaidAmount() == "" {
			mistakes.Add(connectors.Invalid("expected.paid_amount", "is missing: state the amount that was paid until now, "+
				"without which a payment whose answer is lost could not be proved"))
		}
		members = append(members, transcode.Member{Key: "pay", Value: transcode.Value{Kind: transcode.TextValue, Text: amount}})
	}
	if len(mistakes) > 0 {
		return connectors.EncodedRow{}, mistakes
	}
	return encodedRow{value: transcode.Value{Kind: transcode.ObjectValue, Object: members}, unread: row.Before == nil}.counted(nil), nil
}
