package server

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestIDsInAnotherOrderWithFieldsThatAreNotShown puts them right: a comment, which no contact shows, does not hide whose a record is.
func TestIDsInAnotherOrderWithFieldsThatAreNotShown(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) { m.fail(1, errReversed) }
	req := creations("id", "A", "B", "C")
	for _, one := range req.GetRequests() {
		one.Contact.Comment = proto.String("hello")
	}
	got, err := r.contacts.BatchCreateContacts(t.Context(), req)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
	require.Equal(t, []string{"EXECUTED 1", "EXECUTED 2", "EXECUTED 3"}, outcomesOf(got.GetResults()))
}
