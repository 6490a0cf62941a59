package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestBatchesCountWhatHasNoAnswer counts the upstream requests of parts that are refused, or have an unknown outcome.
func TestBatchesCountWhatHasNoAnswer(t *testing.T) {
	d := newDesk()
	r := writeToDesk(t, d)
	invoices := crmstreamv1.NewInvoicesServiceClient(r.conn)
	var rows []*crmstreamv1.CreateInvoiceRequest
	for range 3 * 3 { // three requests of three rows: the first is executed, the second refused, the third lost
		rows = append(rows, invoiceOf("1"))
	}
	for i := 3; i < 6; i++ {
		rows[i] = invoiceOf("")
	}
	sent := 0
	d.meet = func(string) (bool, error) {
		if sent++; sent == 3 {
			return true, deskBroken()
		}
		return true, nil
	}
	req := &crmstreamv1.BatchCreateInvoicesRequest{Source: "main", RequestId: "b", Requests: rows}
	got, err := invoices.BatchCreateInvoices(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, got.GetReceipt().GetState())
	require.EqualValues(t, 4, got.GetUpstreamRequests(), "three requests, and the proof of the first")
	lost := r.write("b").GetResults()[5] // of the parts that have rows in the ledger
	require.Equal(t, "WRITE_OUTCOME_UNKNOWN", reasonOf(lost.GetReason()))
	require.NotEmpty(t, lost.GetMessage())
	before := d.read
	got, err = invoices.BatchCreateInvoices(t.Context(), req)
	require.NoError(t, err)
	require.EqualValues(t, 2+1+d.read-before, got.GetUpstreamRequests(), "the stored answer, the rows that are sent again, and the search for the lost ones")
}
