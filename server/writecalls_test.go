package server

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// TestReplaysHaveTheSameAnswer at once, after a restart, and with another proof or priority; with other contents they are refused.
func TestReplaysHaveTheSameAnswer(t *testing.T) {
	r := writeTo(t, newNotebook("Zoe"))
	first, err := r.create("a", "Ann")
	require.NoError(t, err)
	require.False(t, first.GetReceipt().GetReplayed())
	require.Equal(t, "a", first.GetReceipt().GetRequestId())
	require.WithinDuration(t, time.Now().Add(7*24*time.Hour), first.GetReceipt().GetKeptUntil().AsTime(), time.Minute)
	r.requests()
	r.store(&crmstreamv1.Contact{LastName: proto.String("other")})
	replay := creation("a", "Ann")
	same := func() {
		t.Helper()
		got, err := r.contacts.CreateContact(t.Context(), replay)
		require.NoError(t, err)
		require.True(t, got.GetReceipt().GetReplayed())
		got.GetReceipt().Replayed = false
		require.True(t, proto.Equal(first, got), "%v\n%v", first, got)
	}
	same()
	r.restart()
	same()
	replay.Proof, replay.Priority = crmstreamv1.WriteProof_WRITE_PROOF_STRICT, crmstreamv1.Priority_PRIORITY_BULK
	same()
	for _, other := range []*crmstreamv1.CreateContactRequest{
		creation("a", "Bob"), creation("a", ""), {Source: "main", RequestId: "a", Contact: replay.GetContact(), Origin: "mobile"},
	} {
		_, err := r.contacts.CreateContact(t.Context(), other)
		fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	}
	_, err = r.update("a", "1", "Ann")
	fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
	require.Equal(t, "Zoe Ann other", r.names())
}

// TestReplaysOfManyAtOnce calls each request id five times at once, and five times after a restart (W3).
func TestReplaysOfManyAtOnce(t *testing.T) {
	ids, replays := 500, 5
	if testing.Short() {
		ids = 100
	}
	r := writeTo(t, newNotebook(), func(_ *Options, c *SourceConfig) { c.Proof = crmstreamv1.WriteProof_WRITE_PROOF_NONE })
	answers := make([][]*crmstreamv1.CreateContactResponse, ids)
	for i := range answers {
		answers[i] = make([]*crmstreamv1.CreateContactResponse, 2*replays)
	}
	for round := range 2 {
		if round == 1 {
			r.restart()
		}
		var calls sync.WaitGroup
		slots := make(chan struct{}, 40)
		for n := range replays {
			for i := range ids {
				slots <- struct{}{}
				calls.Go(func() {
					defer func() { <-slots }()
					got, err := r.create(fmt.Sprint("id", i), fmt.Sprint("name", i))
					require.NoError(t, err)
					answers[i][round*replays+n] = got
				})
			}
		}
		calls.Wait()
	}
	executed, replayed, others := len(r.contactsOf()), 0, 0
	for _, of := range answers {
		for _, got := range of {
			if got.GetReceipt().GetReplayed() {
				replayed++
			}
			got.GetReceipt().Replayed = false
			if !proto.Equal(got, of[0]) {
				others++
			}
		}
	}
	refused := 0
	for i := range ids {
		if _, err := r.create(fmt.Sprint("id", i), "changed"); status.Code(err) == codes.AlreadyExists {
			refused++
		}
	}
	check.AtMost(t, "writes_replayed_effects_over", float64(executed-ids), 0)
	check.AtLeast(t, "writes_replayed", float64(replayed), float64(ids*(2*replays-1)))
	check.AtMost(t, "writes_replayed_otherwise", float64(others), 0)
	check.AtLeast(t, "writes_changed_refused", float64(refused), float64(ids))
}

// contactsOf returns the ids of all contacts.
func (n *notebook) contactsOf() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var ids []string
	for id := range n.contacts {
		ids = append(ids, id)
	}
	return ids
}

// TestUnknownOutcomes are told as such, and are never sent again.
func TestUnknownOutcomes(t *testing.T) {
	r := writeTo(t, newNotebook("Ann", "Bob"))
	r.meet = func(m *meeting) { m.executes, m.err = m.number%2 == 1, lost() }
	unknown := func(err error, requestID string) map[string]string {
		t.Helper()
		md := fails(t, err, codes.Unknown, "WRITE_OUTCOME_UNKNOWN")
		require.Equal(t, requestID, md["request_id"])
		require.NotEmpty(t, md["lookup"])
		require.Positive(t, detailOf[*errdetails.RetryInfo](t, err).GetRetryDelay().AsDuration())
		return md
	}
	_, err := r.create("create", "Cid")
	require.Empty(t, unknown(err, "create")["settle_time"], "a person decides")
	require.ErrorContains(t, err, "say with ResolveWrite")
	require.Contains(t, r.write("create").GetMessage(), "say with ResolveWrite")
	_, err = r.update("update", "1", "Eve")
	require.NotEmpty(t, unknown(err, "update")["settle_time"])
	require.ErrorContains(t, err, "to learn its outcome")
	require.Equal(t, "contacts 1", unknown(err, "update")["lookup"])
	known := r.write("update")
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, known.GetState())
	require.Equal(t, []string{"1"}, known.GetIds())
	require.NotNil(t, known.GetSettleTime())
	sent, _ := r.requests()
	require.Len(t, sent, 2)
	for range 3 {
		_, err = r.create("create", "Cid")
		unknown(err, "create")
		_, err = r.update("update", "1", "Eve")
		unknown(err, "update")
	}
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Len(t, looked, 1, "the verifier asks at the first replay")
	r.restart()
	_, err = r.create("create", "Cid")
	unknown(err, "create")
	require.Equal(t, "Ann Bob Cid", r.names())

	for _, c := range []struct {
		req  *crmstreamv1.ResolveWriteRequest
		code codes.Code
	}{
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create"}, codes.Unknown},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED, Ids: []string{"3"}}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_UNKNOWN}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "nobody's"}, codes.NotFound},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"3"}}, codes.OK},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"3"}}, codes.OK},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"4"}}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "create", Outcome: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "update", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"2"}}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "update", Ids: []string{"1"}}, codes.InvalidArgument},
		{&crmstreamv1.ResolveWriteRequest{RequestId: "update", Outcome: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED}, codes.Unavailable},
	} {
		c.req.Source = "main"
		_, err := r.writes.ResolveWrite(t.Context(), c.req)
		require.Equal(t, c.code, status.Code(err), "%v: %v", c.req, err)
	}
	got, err := r.create("create", "Cid")
	require.NoError(t, err)
	require.True(t, got.GetReceipt().GetReplayed())
	require.Equal(t, "Cid", got.GetContact().GetLastName(), "the record is read back")
	r.noRow("update")
	_, err = r.update("other", "1", "Eve")
	unknown(err, "other")
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{
		Source: "main", RequestId: "other", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"1"},
	})
	require.NoError(t, err, "the id of an update may be named")
	r.meet = nil
	_, err = r.update("update", "1", "Eve")
	require.NoError(t, err, "the same id may be sent again")
	require.Equal(t, "Eve Bob Cid", r.names())
}

// TestUpdatesAreSettledByTheirRecords has the answers to updates and deletes be lost, executed and not, and asks at the settle time (W2).
func TestUpdatesAreSettledByTheirRecords(t *testing.T) {
	for _, byItself := range []bool{true, false} {
		for _, executes := range []bool{true, false} {
			for _, deletes := range []bool{true, false} {
				t.Run(fmt.Sprintf("byItself=%t,executes=%t,deletes=%t", byItself, executes, deletes), func(t *testing.T) {
					n := newNotebook("Ann")
					n.needsBefore = true
					r := writeTo(t, n, func(o *Options, _ *SourceConfig) { o.Writes.Gate.SettleAfter = 300 * time.Millisecond })
					n.meet = func(m *meeting) { m.executes, m.err = executes, lost() }
					ask := func() error {
						var err error
						if deletes {
							_, err = r.contacts.DeleteContact(t.Context(), &crmstreamv1.DeleteContactRequest{Source: "main", RequestId: "id", Id: "1"})
						} else {
							_, err = r.update("id", "1", "Eve")
						}
						return err
					}
					require.Equal(t, codes.Unknown, status.Code(ask()))
					n.meet = nil
					r.requests()
					settled := func() bool {
						got, err := r.writes.GetWrite(t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: "id"})
						return status.Code(err) == codes.NotFound || err == nil && got.GetWrite().GetState() == crmstreamv1.WriteState_WRITE_STATE_EXECUTED
					}
					if byItself {
						require.Eventually(t, settled, 5*time.Second, 10*time.Millisecond)
					} else {
						require.Eventually(t, func() bool {
							_, err := r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "id"})
							return status.Code(err) != codes.Unknown
						}, 5*time.Second, 10*time.Millisecond)
						require.True(t, settled())
					}
					sent, _ := r.requests()
					require.Empty(t, sent, "the server sends nothing by itself")
					if !executes {
						r.noRow("id")
					}
					require.NoError(t, ask())
					sent, _ = r.requests()
					require.Equal(t, executes, len(sent) == 0)
					require.Equal(t, map[bool]string{true: "-", false: "Eve"}[deletes], r.names())
				})
			}
		}
	}
}

// TestWritesGoOnWithoutTheirCallers leaves at the moment of the write, and finds the answer by a replay.
func TestWritesGoOnWithoutTheirCallers(t *testing.T) {
	for _, leaves := range []bool{true, false} {
		r := writeTo(t, newNotebook())
		began, release := make(chan struct{}), make(chan struct{})
		r.meet = func(*meeting) { close(began); <-release }
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		want := codes.DeadlineExceeded
		if leaves {
			want = codes.Canceled
			go func() { <-began; cancel() }()
		}
		_, err := crmstreamv1.NewContactsServiceClient(r.server.Local()).CreateContact(ctx, creation("a", "Ann"))
		cancel()
		require.Equal(t, want, status.Code(err), err)
		if !leaves {
			require.ErrorContains(t, err, "send it again with the same request_id")
		}
		require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_IN_PROGRESS, r.write("a").GetState())
		close(release)
		got, err := r.create("a", "Ann")
		require.NoError(t, err)
		require.Equal(t, "Ann", got.GetContact().GetLastName())
		require.Equal(t, "Ann", r.names())
	}
}

// TestWritesWithAnEmptyBudget are refused, and nothing is sent.
func TestWritesWithAnEmptyBudget(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.slot = func(ctx context.Context) error {
		if !connectors.MeterFrom(ctx).Interactive {
			return nil
		}
		return &connectors.Error{Kind: connectors.KindRateLimited, Connector: "notebook", RetryAfter: 90 * time.Second, Err: errors.New("the budget is used up")}
	}
	_, err := r.create("a", "Ann")
	fails(t, err, codes.ResourceExhausted, "RATE_LIMITED")
	require.Equal(t, 90*time.Second, detailOf[*errdetails.RetryInfo](t, err).GetRetryDelay().AsDuration())
	r.noRow("a")
	bulk := creation("a", "Ann")
	bulk.Priority = crmstreamv1.Priority_PRIORITY_BULK
	_, err = r.contacts.CreateContact(t.Context(), bulk)
	require.NoError(t, err, "the class of a write is no part of its contents")
}
