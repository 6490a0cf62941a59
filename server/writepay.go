package server

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// addsTo reports whether a request pays an amount: an upstream that got it twice would pay twice.
func addsTo(req proto.Message) bool {
	payment, ok := req.(interface{ GetAmount() string })
	return ok && payment.GetAmount() != ""
}

// expectPayments gives payments what their invoices must show afterwards, by the invoices as they were before: the amount that was
// paid until then and the payment together, or without an amount all that was due. The proof and the settling compare that alone.
func (w *writing) expectPayments(rows []*writeRow) {
	if w.write.Act != connectors.Pay {
		return
	}
	for _, row := range rows {
		before, _ := row.Before.(*crmstreamv1.Invoice)
		request, _ := row.Request.(*crmstreamv1.SetInvoicePaymentRequest)
		row.Record, row.Mask = nil, nil
		if paid, ok := paidAfter(before, request.GetAmount()); ok {
			row.Record, row.Mask = &crmstreamv1.Invoice{PaidAmount: proto.String(paid)}, []string{"paid_amount"}
		}
	}
}

// refuseSettled refuses to pay all that is due of an invoice of which nothing is due: what an upstream makes of it is not known.
func (w *writing) refuseSettled(rows []*writeRow) error {
	if w.write.Act != connectors.Pay {
		return nil
	}
	for _, row := range rows {
		before, _ := row.Before.(*crmstreamv1.Invoice)
		due, known := new(big.Rat).SetString(before.GetDueAmount())
		if addsTo(row.Request) || !known || due.Sign() > 0 {
			continue
		}
		return &connectors.Error{
			Kind: connectors.KindRefused, Connector: w.source.driver.Name, Op: w.write.Op, Field: row.at + "id",
			Err: fmt.Errorf("nothing is due of the invoice %s: %s of %s are paid", row.ID, before.GetPaidAmount(), before.GetAmount()),
		}
	}
	return nil
}

// paidAfter returns the amount that an invoice shows as paid after a payment, and false for an invoice that does not say enough.
func paidAfter(before *crmstreamv1.Invoice, amount string) (string, bool) {
	if before == nil {
		return "", false
	}
	paid := cmp.Or(before.GetPaidAmount(), "0")
	if amount == "" && before.DueAmount == nil {
		return before.GetAmount(), before.Amount != nil
	}
	return sum(paid, cmp.Or(amount, before.GetDueAmount()))
}

// sum adds two decimal texts exactly.
func sum(a, b string) (string, bool) {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY || strings.ContainsAny(a+b, "eE/_") {
		return "", false
	}
	return new(big.Rat).Add(x, y).FloatString(max(decimals(a), decimals(b))), true
}

// decimals returns the number of digits after the point.
func decimals(text string) int {
	_, after, _ := strings.Cut(text, ".")
	return len(after)
}
