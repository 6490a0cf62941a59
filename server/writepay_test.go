package server

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// payment returns a payment of the invoice 1.
func payment(requestID, amount, paidBefore string) *crmstreamv1.SetInvoicePaymentRequest {
	req := &crmstreamv1.SetInvoicePaymentRequest{Source: "main", RequestId: requestID, Id: "1"}
	if amount != "" {
		req.Amount = proto.String(amount)
	}
	if paidBefore != "" {
		req.Expected = &crmstreamv1.Invoice{PaidAmount: proto.String(paidBefore)}
	}
	return req
}

func TestPayments(t *testing.T) {
	for name, c := range map[string]struct {
		pays   func(*crmstreamv1.Invoice, string)
		req    *crmstreamv1.SetInvoicePaymentRequest
		proof  string
		fails  codes.Code
		reason string
		paid   string
	}{
		"an amount":       {nil, payment("a", "12.5", "30"), "READ_BACK", 0, "", "42.50"},
		"all that is due": {nil, payment("", "", ""), "READ_BACK", 0, "", "100.00"},
		"an amount that replaces": {
			func(i *crmstreamv1.Invoice, amount string) { i.PaidAmount = proto.String(amount) },
			payment("a", "12.5", "30"), "DIFFERS", 0, "", "12.5",
		},
		"nothing":         {func(*crmstreamv1.Invoice, string) {}, payment("a", "12.5", "30"), "", codes.DataLoss, "WRITE_NOT_APPLIED", "30.00"},
		"paid meanwhile":  {nil, payment("a", "12.5", "29"), "", codes.Aborted, "CONFLICT", "30.00"},
		"without an id":   {nil, payment("", "12.5", "30"), "", codes.InvalidArgument, "INVALID_REQUEST", "30.00"},
		"nothing is due":  {nil, payment("", "", ""), "", codes.FailedPrecondition, "WRITE_REFUSED", "100.00"},
		"no such invoice": {nil, &crmstreamv1.SetInvoicePaymentRequest{Source: "main", Id: "9"}, "", codes.NotFound, "NOT_FOUND", "30.00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk()
			d.pays = c.pays
			if name == "nothing is due" {
				add(d.invoices["1"], "70.00")
			}
			r := writeToDesk(t, d)
			got, err := crmstreamv1.NewInvoicesServiceClient(r.conn).SetInvoicePayment(t.Context(), c.req)
			require.Equal(t, c.paid, d.invoices["1"].GetPaidAmount())
			if c.fails != 0 {
				fails(t, err, c.fails, c.reason)
				return
			}
			require.NoError(t, err)
			require.Equal(t, "PROOF_RESULT_"+c.proof, got.GetReceipt().GetProof().String())
			require.Equal(t, int32(3), got.GetUpstreamRequests(), "a reading, the payment and the proof")
			if c.proof == "DIFFERS" {
				require.Equal(t, "42.50", got.GetReceipt().GetDifferences()[0].GetSent())
				require.Equal(t, "12.5", got.GetReceipt().GetDifferences()[0].GetFound())
			}
		})
	}
}

// TestLostPaymentsAreSettled checks that a payment whose answer was lost is settled by the amount that was paid before and is now.
func TestLostPaymentsAreSettled(t *testing.T) {
	for name, c := range map[string]struct {
		executes bool
		third    string // what another user pays meanwhile
		state    crmstreamv1.WriteState
		reason   string
	}{
		"executed":                  {true, "", crmstreamv1.WriteState_WRITE_STATE_EXECUTED, ""},
		"not executed":              {false, "", 0, "WRITE_NOT_EXECUTED"},
		"another payment came":      {false, "1", 0, "WRITE_OUTCOME_UNKNOWN"},
		"executed, and another too": {true, "1", 0, "WRITE_OUTCOME_UNKNOWN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk()
			d.meet = func(string) (bool, error) { return c.executes, deskBroken() }
			r := writeToDesk(t, d, func(o *Options, _ *SourceConfig) {
				o.Writes.Gate.WriteTimeout, o.Writes.Gate.SettleAfter, o.Writes.Gate.ReadingAge = 50*time.Millisecond, 100*time.Millisecond, 40*time.Millisecond
				o.Writes.ProofLag = []time.Duration{time.Millisecond}
			})
			_, err := crmstreamv1.NewInvoicesServiceClient(r.conn).SetInvoicePayment(t.Context(), payment("a", "12.50", "30"))
			fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
			d.mu.Lock()
			if c.third != "" {
				add(d.invoices["1"], c.third)
			}
			d.mu.Unlock()
			time.Sleep(200 * time.Millisecond) // until the upstream has had its time
			r.restart()
			got, err := r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "a"})
			if c.reason == "" {
				require.NoError(t, err)
				require.Equal(t, c.state, got.GetWrite().GetState())
			} else if status.Code(err) != codes.NotFound || c.reason != "WRITE_NOT_EXECUTED" { // the server has settled it by itself
				require.Contains(t, err.Error()+reasonIn(t, err), c.reason)
			}
			require.Equal(t, []string{"payments invoices"}, d.sent, "a payment is never sent again")
		})
	}
}

// reasonIn returns the reason of an error.
func reasonIn(t *testing.T, err error) string {
	t.Helper()
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(interface{ GetReason() string }); ok {
			return info.GetReason()
		}
	}
	return ""
}
