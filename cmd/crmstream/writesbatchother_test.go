package main

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// TestOtherBatchesFitTheUpstream has an upstream that silently drops what is beyond its bound: every invoice has all its lines, and every
// call is imported (W6).
func TestOtherBatchesFitTheUpstream(t *testing.T) {
	d := startWith(t, map[string]string{"apro": `{"element_overflow":"drop","call_answers":"v2.9"}`})
	const invoices, calls = 200, 600
	var many []*crmstreamv1.CreateInvoiceRequest
	for i := range invoices {
		invoice := &crmstreamv1.Invoice{CreateDate: proto.String("2026-11-30"), ContactId: proto.String("10607"), OwnCompanyId: proto.String("1")}
		for k := range 1 + i%7 {
			invoice.Lines = append(invoice.Lines, &crmstreamv1.InvoiceLine{
				Name: proto.String(fmt.Sprintf("Item %d", k)), Quantity: proto.String("1"), Price: proto.String(fmt.Sprintf("%d.25", i)),
			})
		}
		many = append(many, &crmstreamv1.CreateInvoiceRequest{Invoice: invoice})
	}
	resp, err := crmstreamv1.NewInvoicesServiceClient(d.conn).BatchCreateInvoices(t.Context(), &crmstreamv1.BatchCreateInvoicesRequest{
		Source: "apro", RequestId: "invoices", Requests: many,
	})
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, resp.GetReceipt().GetProof())
	otherwise := 0
	for i, invoice := range resp.GetInvoices() {
		if len(invoice.GetLines()) != 1+i%7 || len(resp.GetResults()[i].GetDifferences()) > 0 {
			otherwise++
		}
	}

	var imports []*crmstreamv1.ImportCallRequest
	start := timestamppb.New(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
	for i := range calls {
		imports = append(imports, &crmstreamv1.ImportCallRequest{Call: &crmstreamv1.ImportedCall{
			FromPhone: proto.String(fmt.Sprintf("+7%d", i)), ToPhone: proto.String("imported"), StartTime: start, Direction: crmstreamv1.CallDirection_CALL_DIRECTION_IN,
		}})
	}
	imported, err := crmstreamv1.NewCallsServiceClient(d.conn).BatchImportCalls(t.Context(), &crmstreamv1.BatchImportCallsRequest{
		Source: "apro", RequestId: "calls", Requests: imports,
	})
	require.NoError(t, err)
	require.Len(t, imported.GetCalls(), calls)
	require.Greater(t, imported.GetUpstreamRequests(), int32(1))
	shown := map[string]bool{}
	stream, err := crmstreamv1.NewCallsServiceClient(d.conn).ListCalls(t.Context(), &crmstreamv1.ListCallsRequest{Source: "apro", StartFrom: "2026-11-30", ToPhone: "imported"})
	require.NoError(t, err)
	for m, err := range messages(stream) {
		require.NoError(t, err)
		for _, call := range m.GetCalls() {
			shown[call.GetFromPhone()] = true
		}
	}
	check.AtMost(t, "writes_invoices_otherwise", float64(otherwise), 0)
	check.AtLeast(t, "writes_invoices_in_batches", float64(len(resp.GetInvoices())), invoices)
	check.AtLeast(t, "writes_calls_in_batches", float64(len(shown)), calls)
}
