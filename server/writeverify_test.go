package server

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/writes"
)

// TestAWriteInTheSameSecond changes a record in the second in which it was changed before, and the upstream normalises the value: the
// write was executed, although the time of the latest change is as it was.
func TestAWriteInTheSameSecond(t *testing.T) {
	for _, lose := range []bool{false, true} {
		n := newNotebook("Ann")
		n.needsBefore = true
		r := writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Writes.Gate.SettleAfter = 50 * time.Millisecond })
		n.change = func(c *crmstreamv1.Contact) {
			renamed(c)
			n.clock-- // the lock is held
		}
		if lose {
			n.meet = func(m *meeting) { m.err = lost() }
			_, err := r.update("id", "1", "Eve")
			require.Equal(t, codes.Unknown, status.Code(err))
			time.Sleep(300 * time.Millisecond)
			require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("id").GetState())
		} else {
			got, err := r.update("id", "1", "Eve")
			require.NoError(t, err)
			require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS, got.GetReceipt().GetProof())
		}
		require.Equal(t, "EVE", r.names())
	}
}

// TestAFieldThatIsNotShownDecidesNothing sends only that field, and loses the answer.
func TestAFieldThatIsNotShownDecidesNothing(t *testing.T) {
	n := newNotebook("Ann")
	n.needsBefore = true
	r := writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Writes.Gate.SettleAfter = 50 * time.Millisecond })
	n.change = func(*crmstreamv1.Contact) { n.clock-- }
	n.meet = func(m *meeting) { m.err = lost() }
	req := change("id", "1", "Eve")
	req.UpdateMask, req.Contact.Comment = []string{"comment"}, proto.String("hello")
	_, err := r.contacts.UpdateContact(t.Context(), req)
	require.Equal(t, codes.Unknown, status.Code(err))
	time.Sleep(300 * time.Millisecond)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("id").GetState())
}

// TestALostRequestDecidesNothing verifies a part of a batch whose request is not in the ledger any more.
func TestALostRequestDecidesNothing(t *testing.T) {
	r := writeTo(t, newNotebook("Ann"))
	src := (*r.server.sources.Load())["main"]
	row := writes.Row{
		Key: writes.Key{Source: "main", RequestID: "id"}, State: writes.Unknown, Count: 2, Class: writes.ByID, Account: accountOf(src),
		Method: strings.TrimPrefix(crmstreamv1.ContactsService_BatchDeleteContacts_FullMethodName, "/"), Over: true,
	}
	verdict, err := r.server.verify(connectors.WithMeter(t.Context(), &connectors.Meter{}), row)
	require.ErrorContains(t, err, "lost the request")
	require.Zero(t, verdict)
}
