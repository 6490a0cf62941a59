package server

import (
	"testing"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestBatchesNameTheirOperation in GetSource, where it is another than that of one record.
func TestBatchesNameTheirOperation(t *testing.T) {
	r := writeToDesk(t, newDesk())
	source, err := crmstreamv1.NewSourcesServiceClient(r.conn).GetSource(t.Context(), &crmstreamv1.GetSourceRequest{Source: "main"})
	require.NoError(t, err)
	ops := map[string]string{}
	for _, w := range source.GetSource().GetWrites() {
		ops[w.GetMethod()] = w.GetOp()
	}
	require.Equal(t, "create invoices", ops["crmstream.v1.InvoicesService/CreateInvoice"])
	require.Equal(t, "create all invoices", ops["crmstream.v1.InvoicesService/BatchCreateInvoices"])
	require.Equal(t, "create importedCalls", ops["crmstream.v1.CallsService/BatchImportCalls"])
}
