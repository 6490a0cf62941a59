package server

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// proofCase is a write, what the upstream does with it, and what the proof says.
type proofCase struct {
	proof   crmstreamv1.WriteProof
	change  func(*crmstreamv1.Contact)
	look    func(n *notebook) func(ctx context.Context, number int) error
	meet    func(n *notebook) func(*meeting)
	act     connectors.Act
	mask    []string
	before  bool // the update expects something, so that the record is read before
	want    string
	looks   int
	failure string
	code    codes.Code
}

func renamed(c *crmstreamv1.Contact) { c.LastName = proto.String(strings.ToUpper(c.GetLastName())) }

// hides has the look-ups until a number find nothing.
func hides(until int) func(n *notebook) func(context.Context, int) error {
	return func(n *notebook) func(context.Context, int) error {
		return func(_ context.Context, number int) error {
			if number <= until {
				return &connectors.Error{Kind: connectors.KindNotFound}
			}
			return nil
		}
	}
}

func failing(err error) func(n *notebook) func(context.Context, int) error {
	return func(*notebook) func(context.Context, int) error {
		return func(context.Context, int) error { return err }
	}
}

// ignored has the upstream say yes and do nothing.
func ignored(*notebook) func(*meeting) {
	return func(m *meeting) { m.executes = false }
}

// TestProofs has the upstream do with a write what it can do, and requires the result that says so (W7).
func TestProofs(t *testing.T) {
	const strict, none = crmstreamv1.WriteProof_WRITE_PROOF_STRICT, crmstreamv1.WriteProof_WRITE_PROOF_NONE
	unavailable := &connectors.Error{Kind: connectors.KindUnavailable, Connector: "notebook", Err: errors.New("is down")}
	limited := &connectors.Error{Kind: connectors.KindRateLimited, Connector: "notebook", Err: errors.New("the budget is used up")}
	for name, c := range map[string]proofCase{
		"as sent":                       {act: connectors.Create, want: "READ_BACK", looks: 1},
		"as sent, strict":               {act: connectors.Create, proof: strict, want: "READ_BACK", looks: 1},
		"changed":                       {act: connectors.Create, change: renamed, want: "DIFFERS", looks: 1},
		"changed, strict":               {act: connectors.Create, change: renamed, proof: strict, failure: "WRITE_NOT_APPLIED", code: codes.DataLoss, looks: 3},
		"changed, unproved":             {act: connectors.Create, change: renamed, proof: none, want: "SKIPPED"},
		"not shown":                     {act: connectors.Create, look: hides(9), failure: "WRITE_NOT_APPLIED", code: codes.DataLoss, looks: 3},
		"shown late":                    {act: connectors.Create, look: hides(2), want: "READ_BACK", looks: 3},
		"unreadable":                    {act: connectors.Create, look: failing(unavailable), want: "SKIPPED", looks: 1},
		"unreadable, strict":            {act: connectors.Create, look: failing(unavailable), proof: strict, failure: "WRITE_NOT_APPLIED", code: codes.DataLoss, looks: 1},
		"no budget":                     {act: connectors.Create, look: failing(limited), want: "SKIPPED", looks: 1},
		"nothing that is shown":         {act: connectors.Update, mask: []string{"comment"}, want: "UNAVAILABLE", looks: 1},
		"updated as sent":               {act: connectors.Update, want: "READ_BACK", looks: 1},
		"updated otherwise":             {act: connectors.Update, change: renamed, want: "DIFFERS", looks: 1},
		"not updated":                   {act: connectors.Update, meet: ignored, want: "DIFFERS", looks: 1},
		"untouched":                     {act: connectors.Update, meet: ignored, before: true, failure: "WRITE_NOT_APPLIED", code: codes.DataLoss, looks: 4},
		"touched and otherwise":         {act: connectors.Update, change: renamed, before: true, want: "DIFFERS", looks: 2},
		"updated and in no list":        {act: connectors.Update, look: hides(9), failure: "NOT_FOUND", code: codes.NotFound, looks: 3},
		"deleted":                       {act: connectors.Delete, want: "READ_BACK", looks: 1},
		"not deleted":                   {act: connectors.Delete, meet: ignored, failure: "WRITE_NOT_APPLIED", code: codes.DataLoss, looks: 3},
		"deleted and in no list":        {act: connectors.Delete, look: hides(9), failure: "NOT_FOUND", code: codes.NotFound, looks: 3},
		"deleted, unproved":             {act: connectors.Delete, proof: none, want: "SKIPPED"},
		"one of two fields differs":     {act: connectors.Update, mask: []string{"last_name", "first_name"}, change: renamed, before: true, want: "DIFFERS", looks: 2},
		"one field shown, one never is": {act: connectors.Update, mask: []string{"last_name", "comment"}, want: "READ_BACK", looks: 1},
	} {
		t.Run(name, func(t *testing.T) { c.run(t) })
	}
}

func (c proofCase) run(t *testing.T) {
	n := newNotebook("Ann")
	n.change = c.change
	r := writeTo(t, n)
	if c.look != nil {
		n.look = c.look(n)
	}
	if c.meet != nil {
		n.meet = c.meet(n)
	}
	id, receipt, notices, err := c.send(r)
	sent, looked := r.requests()
	require.Len(t, sent, 1)
	require.Len(t, looked, c.looks)
	if c.failure != "" {
		md := fails(t, err, c.code, c.failure)
		require.Equal(t, "write", md["request_id"])
		require.Equal(t, id, md["id"])
		require.Equal(t, 1, strings.Count(err.Error(), "the upstream accepted the write"), err)
		require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, r.write("write").GetState())
		r.look, r.meet = nil, nil
		_, _, _, again := c.send(r)
		sent, looked := r.requests()
		require.Empty(t, sent, "a replay reads, and never writes: %v", again)
		require.NotEmpty(t, looked)
		return
	}
	require.NoError(t, err)
	require.Equal(t, "PROOF_RESULT_"+c.want, receipt.GetProof().String())
	require.Equal(t, c.want == "DIFFERS", len(receipt.GetDifferences()) > 0)
	require.Equal(t, c.want == "READ_BACK" || c.want == "DIFFERS", receipt.GetProvedTime() != nil)
	codes := ""
	for _, notice := range notices {
		codes += notice.GetCode() + " "
	}
	require.Equal(t, c.want == "DIFFERS", strings.Contains(codes, "WRITE_DIFFERS"), codes)
	require.Equal(t, c.want == "SKIPPED" && c.proof == 0, strings.Contains(codes, "WRITE_UNPROVED"), codes)
	known := r.write("write")
	require.Equal(t, receipt.GetProof(), known.GetProof())
	require.Len(t, known.GetDifferences(), len(receipt.GetDifferences()))
	for _, d := range receipt.GetDifferences() {
		require.Equal(t, "last_name", d.GetField())
		require.NotEqual(t, d.GetSent(), d.GetFound())
	}
}

// send makes the call of a case, and returns the id of its record.
func (c proofCase) send(r *writeRig) (string, *crmstreamv1.WriteReceipt, []*crmstreamv1.Notice, error) {
	switch c.act {
	case connectors.Create:
		req := creation("write", "Bob")
		req.Proof = c.proof
		got, err := r.contacts.CreateContact(r.t.Context(), req)
		return "2", got.GetReceipt(), got.GetNotices(), err
	case connectors.Update:
		req := change("write", "1", "Bob")
		req.Proof, req.UpdateMask = c.proof, c.mask
		req.Contact.Comment, req.Contact.FirstName = proto.String("hello"), proto.String("Bea")
		if c.mask == nil {
			req.UpdateMask = []string{"last_name"}
		}
		if c.before {
			req.Expected = &crmstreamv1.Contact{LastName: proto.String("Ann")}
		}
		got, err := r.contacts.UpdateContact(r.t.Context(), req)
		return "1", got.GetReceipt(), got.GetNotices(), err
	default:
		got, err := r.contacts.DeleteContact(r.t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", RequestId: "write", Id: "1", Proof: c.proof})
		return "1", got.GetReceipt(), got.GetNotices(), err
	}
}

// TestAnswersAreProofs need no reading where the answer shows the record.
func TestAnswersAreProofs(t *testing.T) {
	n := newNotebook("Ann")
	n.answers = true
	r := writeTo(t, n)
	got, err := r.create("a", "Bob")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_ANSWER, got.GetReceipt().GetProof())
	require.Equal(t, "Bob", got.GetContact().GetLastName())
	require.EqualValues(t, 1, got.GetUpstreamRequests())
	n.change = renamed
	got, err = r.create("b", "Cid")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_DIFFERS, got.GetReceipt().GetProof())
	require.Equal(t, "CID", got.GetReceipt().GetDifferences()[0].GetFound())
	strict := creation("c", "Dan")
	strict.Proof = crmstreamv1.WriteProof_WRITE_PROOF_STRICT
	_, err = r.contacts.CreateContact(t.Context(), strict)
	require.Equal(t, "4", fails(t, err, codes.DataLoss, "WRITE_NOT_APPLIED")["id"])
	deleted, err := r.contacts.DeleteContact(t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", Id: "1"})
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_ANSWER, deleted.GetReceipt().GetProof())
	_, looked := r.requests()
	require.Empty(t, looked)
}

// TestTheSourceSaysHowItsWritesAreProved unless the request does.
func TestTheSourceSaysHowItsWritesAreProved(t *testing.T) {
	r := writeTo(t, newNotebook(), func(_ *Options, c *SourceConfig) { c.Proof = crmstreamv1.WriteProof_WRITE_PROOF_NONE })
	got, err := r.create("a", "Ann")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED, got.GetReceipt().GetProof())
	require.True(t, proto.Equal(&crmstreamv1.Contact{Id: "1"}, got.GetContact()), "what was not read is not claimed")
	strict := creation("b", "Bob")
	strict.Proof = crmstreamv1.WriteProof_WRITE_PROOF_STRICT
	got, err = r.contacts.CreateContact(t.Context(), strict)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
}

// TestProofsThatTakeTooLong are no errors: the write was executed.
func TestProofsThatTakeTooLong(t *testing.T) {
	n := newNotebook()
	n.look = func(ctx context.Context, _ int) error {
		<-ctx.Done()
		return ctx.Err()
	}
	r := writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Writes.Gate.WriteTimeout = 200 * time.Millisecond })
	got, err := r.create("a", "Ann")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_SKIPPED, got.GetReceipt().GetProof())
	require.Equal(t, "1", got.GetContact().GetId())
}

// TestLaterProofs are made together, after the calls have returned.
func TestLaterProofs(t *testing.T) {
	r := writeTo(t, newNotebook(), func(_ *Options, c *SourceConfig) { c.Proof = crmstreamv1.WriteProof_WRITE_PROOF_LATER })
	names := make([]string, 0, laterMost-1)
	for range laterMost - 1 {
		names = append(names, "B")
	}
	got, err := r.batch("batch", names...)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_PENDING, got.GetReceipt().GetProof())
	require.Len(t, got.GetContacts(), len(names))
	require.EqualValues(t, (len(names)+notebookRows-1)/notebookRows, got.GetUpstreamRequests())
	require.Nil(t, got.GetReceipt().GetProvedTime())
	_, looked := r.requests()
	require.Empty(t, looked)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, r.write("batch").GetState())
	one, err := r.create("one", "A")
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_PENDING, one.GetReceipt().GetProof())
	require.EqualValues(t, 1, one.GetUpstreamRequests())
	require.Eventually(t, func() bool {
		return r.write("batch").GetProof() == crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK && r.write("one").GetProof() == crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK
	}, 5*time.Second, 10*time.Millisecond)
	_, looked = r.requests()
	require.Len(t, looked, 1)
	require.Len(t, looked[0], laterMost)
	again, err := r.create("one", "A")
	require.NoError(t, err)
	require.True(t, again.GetReceipt().GetReplayed())
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, again.GetReceipt().GetProof())
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
}

// TestLaterProofsDoNotHoldUpAStop leave their rows to the next call with the request id.
func TestLaterProofsDoNotHoldUpAStop(t *testing.T) {
	r := writeTo(t, newNotebook(), func(_ *Options, c *SourceConfig) { c.Proof = crmstreamv1.WriteProof_WRITE_PROOF_LATER })
	_, err := r.create("one", "A")
	require.NoError(t, err)
	began := time.Now()
	r.source.Proof = 0
	r.restart()
	require.Less(t, time.Since(began), laterWait)
	got, err := r.create("one", "A")
	require.NoError(t, err)
	require.True(t, got.GetReceipt().GetReplayed())
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
	require.Equal(t, "A", r.names())
}
