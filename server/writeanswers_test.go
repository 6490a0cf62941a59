package server

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAnswersOfBatchesFit has records that are too large for one answer together: the last ones have only their ids.
func TestAnswersOfBatchesFit(t *testing.T) {
	r := writeTo(t, newNotebook())
	names := make([]string, 12)
	for i := range names {
		names[i] = strings.Repeat(string(rune('a'+i)), 320<<10)
	}
	resp, err := r.batch("large", names...)
	require.NoError(t, err)
	require.Less(t, proto.Size(resp), 4<<20)
	require.Len(t, resp.GetResults(), 12)
	require.Equal(t, names[0], resp.GetContacts()[0].GetLastName())
	require.NotEmpty(t, resp.GetContacts()[11].GetId())
	require.Empty(t, resp.GetContacts()[11].GetLastName())
	require.Equal(t, "ANSWER_CUT", resp.GetNotices()[len(resp.GetNotices())-1].GetCode())
	write := r.write("large")
	require.Len(t, write.GetResults(), 12)
}

// TestABatchSaysWhichRecordsAreNotShown updates a record that exists and one that does not. The answer is not kept: a replay reads again.
func TestABatchSaysWhichRecordsAreNotShown(t *testing.T) {
	n := newNotebook("Moore")
	r := writeTo(t, n)
	req := &crmstreamv1.BatchUpdateContactsRequest{Source: "main", RequestId: "two", Requests: []*crmstreamv1.UpdateContactRequest{
		change("", "1", "Muir"), change("", "99", "More"),
	}}
	for range 2 {
		resp, err := r.contacts.BatchUpdateContacts(t.Context(), req)
		require.NoError(t, err)
		require.Len(t, resp.GetResults(), 2)
		require.Equal(t, crmstreamv1.ErrorReason_ERROR_REASON_UNSPECIFIED, resp.GetResults()[0].GetReason())
		require.Equal(t, crmstreamv1.ErrorReason_ERROR_REASON_NOT_FOUND, resp.GetResults()[1].GetReason())
		require.Equal(t, "requests[1].id", resp.GetResults()[1].GetField())
		require.Len(t, resp.GetContacts(), 1)
		require.Equal(t, "Muir", resp.GetContacts()[0].GetLastName())
		sent, looked := n.requests()
		require.LessOrEqual(t, len(sent), 1)
		require.NotEmpty(t, looked)
	}
	sent, _ := n.requests()
	require.Empty(t, sent)
}
