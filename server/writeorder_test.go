package server

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
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

// TestAProofThatCannotReadAgain says what it has read: the record did not show the write. A replay proves again.
func TestAProofThatCannotReadAgain(t *testing.T) {
	limited := &connectors.Error{Kind: connectors.KindRateLimited, Connector: "notebook", Err: errors.New("the budget is used up")}
	r := writeTo(t, newNotebook())
	r.look = func(_ context.Context, number int) error {
		if number == 1 {
			return &connectors.Error{Kind: connectors.KindNotFound}
		}
		return limited
	}
	_, err := r.create("id", "Ann")
	fails(t, err, codes.DataLoss, "WRITE_NOT_APPLIED")
	r.look = nil
	got, err := r.create("id", "Ann")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
	require.Equal(t, "Ann", r.names())
}
