package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/server/enrich"
)

// TestALaterProofSharesNoRecord gives the records of the proof other keys, and leaves those of the call, which another goroutine may read.
func TestALaterProofSharesNoRecord(t *testing.T) {
	row := &writeRow{expected: &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"Brand": gibson()}}}
	row.Record = &crmstreamv1.Contact{Fields: map[string]*crmstreamv1.FieldValue{"Brand": gibson()}}
	row.Mask, row.expects, row.unset = []string{"fields.Brand"}, []string{"fields.Brand"}, []string{"fields.Brand"}
	w := &writing{one: updateContact(), rows: []*writeRow{row, {}}}
	second := w.again()
	second.known = &enrich.Definitions{Catalogue: brands(t)}
	for _, mine := range second.rows {
		require.NoError(t, second.typeRow(mine))
	}
	require.Equal(t, []string{"fields.25"}, second.rows[0].Mask)
	require.Nil(t, second.rows[1].Record, "a delete has no record")
	require.Nil(t, second.rows[1].expected)
	require.Equal(t, [][]string{{"fields.Brand"}, {"fields.Brand"}, {"fields.Brand"}}, [][]string{row.Mask, row.expects, row.unset})
	require.Equal(t, "Gibson", row.Record.(*crmstreamv1.Contact).GetFields()["Brand"].GetText())
	require.Equal(t, "Gibson", row.expected.(*crmstreamv1.Contact).GetFields()["Brand"].GetText())
}

// updateContact returns what a writing needs of the method for one record.
func updateContact() *api.Method {
	return &api.Method{
		Request: (&crmstreamv1.UpdateContactRequest{}).ProtoReflect().Type(), Response: (&crmstreamv1.UpdateContactResponse{}).ProtoReflect().Type(),
	}
}

// TestRefusedRowsAreNotProvedLater checks that rows which the upstream has refused are told at once where the others are proved later.
func TestRefusedRowsAreNotProvedLater(t *testing.T) {
	r := writeToDesk(t, newDesk())
	invoices := crmstreamv1.NewInvoicesServiceClient(r.conn)
	req := &crmstreamv1.BatchCreateInvoicesRequest{
		Source: "main", RequestId: "b", Proof: crmstreamv1.WriteProof_WRITE_PROOF_LATER,
		Requests: []*crmstreamv1.CreateInvoiceRequest{invoiceOf("1"), invoiceOf(""), invoiceOf("3")},
	}
	for range 2 {
		got, err := invoices.BatchCreateInvoices(t.Context(), req)
		require.NoError(t, err)
		require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_PENDING, got.GetReceipt().GetProof())
		require.Equal(t, []string{"EXECUTED 2", "NOT_EXECUTED INVALID_REQUEST", "EXECUTED 3"}, outcomesOf(got.GetResults()))
		require.Equal(t, "requests[1].invoice.contact_id", got.GetResults()[1].GetField())
		require.Equal(t, int32(1), got.GetResults()[1].GetIndex())
		require.Len(t, got.GetInvoices(), 2)
		write := r.write("b")
		require.Equal(t, []string{"EXECUTED 2", "NOT_EXECUTED INVALID_REQUEST", "EXECUTED 3"}, outcomesOf(write.GetResults()))
		require.Equal(t, int32(1), write.GetResults()[1].GetIndex())
		require.Equal(t, []string{"2", "3"}, write.GetIds())
	}
}
