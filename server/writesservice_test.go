package server

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestAPersonsWordFitsTheWrite refuses ids where the record is known, and too many or too few of them, before anything is settled.
func TestAPersonsWordFitsTheWrite(t *testing.T) {
	n := newNotebook("Ann")
	r := writeTo(t, n)
	n.meet = func(m *meeting) { m.err = lost() }
	_, err := r.update("known", "1", "Eve")
	fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
	_, err = r.batch("new", "Bob", "Cyd")
	require.NoError(t, err)
	n.meet = nil
	executed := crmstreamv1.WriteState_WRITE_STATE_EXECUTED
	for id, ids := range map[string][]string{"known": {"2"}, "new": {"7"}} {
		for _, given := range [][]string{ids, append(ids, "8", "9")} {
			_, err := r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: id, Outcome: executed, Ids: given})
			fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")
			require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write(id).GetState())
		}
	}
	resp, err := r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "new", Outcome: executed, Ids: []string{"2", "3"}})
	require.NoError(t, err)
	require.Equal(t, []string{"2", "3"}, resp.GetWrite().GetIds())
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{
		Source: "main", RequestId: "known", Outcome: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED,
	})
	fails(t, err, codes.Unavailable, "WRITE_NOT_EXECUTED")
	r.noRow("known")
}
