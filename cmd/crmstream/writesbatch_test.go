package main

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// phoned returns a request to create a contact with so many telephone numbers. Each is one element of the upstream's request; the contact,
// its name and the list are three more.
func phoned(name string, phones int) *crmstreamv1.CreateContactRequest {
	req := named(name)
	for i := range phones {
		req.Contact.Phones = append(req.Contact.Phones, &crmstreamv1.Phone{Number: proto.String(fmt.Sprintf("+44%04d", i))})
	}
	return req
}

// TestBatchesFitTheUpstream has an upstream that silently drops what is beyond its bound. Batches are cut so that nothing is dropped, and
// a record that cannot fit is refused before anything is sent (W6).
func TestBatchesFitTheUpstream(t *testing.T) {
	d := startWith(t, map[string]string{"apro": `{"element_overflow":"drop"}`})
	client := crmstreamv1.NewContactsServiceClient(d.conn)
	otherwise, rows := 0, 0
	for k, shape := range []struct{ contacts, phones, requests int }{
		{1, 896, 1}, {1, 897, 1}, {120, 10, 2}, {2, 447, 1}, {2, 448, 2}, {300, 1, 2},
	} {
		var all []*crmstreamv1.CreateContactRequest
		for i := range shape.contacts {
			all = append(all, phoned(fmt.Sprintf("Batch %d %d", k, i), shape.phones))
		}
		before := inserts(t, d)
		resp, err := client.BatchCreateContacts(t.Context(), &crmstreamv1.BatchCreateContactsRequest{Source: "apro", RequestId: fmt.Sprint("batch-", k), Requests: all})
		require.NoError(t, err)
		require.Equal(t, shape.requests, inserts(t, d)-before, "%+v", shape)
		require.Len(t, resp.GetResults(), shape.contacts)
		for i, contact := range resp.GetContacts() {
			rows++
			if contact.GetLastName() != fmt.Sprintf("Batch %d %d", k, i) || len(contact.GetPhones()) != shape.phones || len(resp.GetResults()[i].GetDifferences()) > 0 {
				otherwise++
			}
		}
		require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, resp.GetReceipt().GetProof(), "%+v", shape)
	}
	_, err := client.BatchCreateContacts(t.Context(), &crmstreamv1.BatchCreateContactsRequest{
		Source: "apro", RequestId: "large", Requests: []*crmstreamv1.CreateContactRequest{named("Small"), phoned("Large", 898)},
	})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, "requests[1]")
	require.ErrorContains(t, err, "901 elements")
	check.AtMost(t, "writes_batch_rows_otherwise", float64(otherwise), 0)
	check.AtLeast(t, "writes_batch_rows", float64(rows), 426)
}

// inserts returns how many requests to create contacts the upstream has seen.
func inserts(t *testing.T, d *counted) int {
	t.Helper()
	for _, e := range d.emulators {
		if e.name == "apro" {
			return int(e.instance.Requests()["purchaser/insert"])
		}
	}
	t.Fatal("there is no emulator of APRO")
	return 0
}
