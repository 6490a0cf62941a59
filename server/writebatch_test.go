package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// seven are the names of a batch that takes three requests.
var seven = []string{"A", "B", "C", "D", "E", "F", "G"}

// TestBatchesAreCut sends as few requests as the bounds permit, in order, and counts what they cost.
func TestBatchesAreCut(t *testing.T) {
	r := writeTo(t, newNotebook())
	got, err := r.batch("seven", seven...)
	require.NoError(t, err)
	sent, looked := r.requests()
	rows := make([]int, 0, 3)
	for _, call := range sent {
		rows = append(rows, call.rows)
	}
	require.Equal(t, []int{3, 3, 1}, rows)
	require.Equal(t, [][]string{{"1", "2", "3"}, {"4", "5", "6"}, {"7"}}, looked)
	require.Equal(t, []string{"EXECUTED 1", "EXECUTED 2", "EXECUTED 3", "EXECUTED 4", "EXECUTED 5", "EXECUTED 6", "EXECUTED 7"}, outcomesOf(got.GetResults()))
	require.Equal(t, strings.Join(seven, " "), r.names())
	require.EqualValues(t, 6, got.GetUpstreamRequests())
	require.Equal(t, crmstreamv1.ProofResult_PROOF_RESULT_READ_BACK, got.GetReceipt().GetProof())
	for i, c := range got.GetContacts() {
		require.Equal(t, seven[i], c.GetLastName())
		require.EqualValues(t, i, got.GetResults()[i].GetIndex())
	}
	long := &crmstreamv1.BatchUpdateContactsRequest{Source: "main"}
	for i, fields := range []int{3, 4, 1, 8} { // 4, 5, 2 and 9 elements
		long.Requests = append(long.Requests, &crmstreamv1.UpdateContactRequest{
			Id: fmt.Sprint(i + 1), Contact: &crmstreamv1.Contact{},
			UpdateMask: []string{"first_name", "patronymic", "type_id", "address", "name", "owner_id", "group_id", "company_id"}[:fields],
		})
	}
	_, err = r.contacts.BatchUpdateContacts(t.Context(), long)
	require.NoError(t, err)
	sent, _ = r.requests()
	rows = rows[:0]
	for _, call := range sent {
		rows = append(rows, call.rows)
	}
	require.Equal(t, []int{2, 1, 1}, rows, "at most 10 elements in a request")
}

// TestBatchesThatAreRefusedInPart has the second of three requests fail.
func TestBatchesThatAreRefusedInPart(t *testing.T) {
	limited := &connectors.Error{Kind: connectors.KindRateLimited, Connector: "notebook", RetryAfter: time.Minute, Err: errors.New("the budget is used up")}
	executed := []string{"EXECUTED 1", "EXECUTED 2", "EXECUTED 3"}
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"its rows":       {refusal(), append(executed[:3:3], "NOT_EXECUTED WRITE_REFUSED", "NOT_EXECUTED WRITE_REFUSED", "NOT_EXECUTED WRITE_REFUSED", "EXECUTED 4")},
		"the budget":     {limited, append(executed[:3:3], "NOT_EXECUTED RATE_LIMITED", "NOT_EXECUTED RATE_LIMITED", "NOT_EXECUTED RATE_LIMITED", "NOT_EXECUTED RATE_LIMITED")},
		"nothing known":  {lost(), append(executed[:3:3], "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "NOT_EXECUTED WRITE_NOT_EXECUTED")},
		"not our error":  {errors.New("strange"), append(executed[:3:3], "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "NOT_EXECUTED WRITE_NOT_EXECUTED")},
		"no error":       {nil, append(executed[:3:3], "EXECUTED 4", "EXECUTED 5", "EXECUTED 6", "EXECUTED 7")},
		"a panic":        {errPanics, append(executed[:3:3], "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "NOT_EXECUTED WRITE_NOT_EXECUTED")},
		"fewer ids":      {errFewerIDs, append(executed[:3:3], "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "NOT_EXECUTED WRITE_NOT_EXECUTED")},
		"an id missing":  {errNoID, append(executed[:3:3], "EXECUTED 4", "UNKNOWN WRITE_OUTCOME_UNKNOWN", "EXECUTED 6", "EXECUTED 7")},
		"ids in reverse": {errReversed, append(executed[:3:3], "EXECUTED 4", "EXECUTED 5", "EXECUTED 6", "EXECUTED 7")},
	} {
		t.Run(name, func(t *testing.T) {
			r := writeTo(t, newNotebook())
			r.meet = func(m *meeting) { m.fail(2, c.err) }
			got, err := r.batch("part", seven...)
			require.NoError(t, err)
			require.Equal(t, c.want, outcomesOf(got.GetResults()))
			require.Len(t, got.GetNotices(), 1, "what all rows have in common, once")
			for i, result := range got.GetResults() {
				require.EqualValues(t, i, result.GetIndex())
			}
			executed := map[string]string{}
			for _, c := range got.GetContacts() {
				executed[c.GetId()] = c.GetLastName()
			}
			for i, result := range got.GetResults() {
				if id := result.GetId(); result.GetState() == crmstreamv1.WriteState_WRITE_STATE_EXECUTED {
					require.Equal(t, seven[i], executed[id], "the result names the record of its row")
				}
			}
			unknown := strings.Contains(strings.Join(c.want, " "), "UNKNOWN")
			require.Equal(t, unknown, got.GetReceipt().GetState() == crmstreamv1.WriteState_WRITE_STATE_UNKNOWN)
		})
	}
}

// The ways in which a request of a notebook fails, besides errors.
var (
	errPanics   = errors.New("panics")
	errFewerIDs = errors.New("the answer has fewer ids than rows")
	errNoID     = errors.New("the answer lacks the second id")
	errReversed = errors.New("the answer has the ids in reverse")
)

// fail fails the request with a number.
func (m *meeting) fail(number int, err error) {
	if m.number != number {
		return
	}
	switch {
	case errors.Is(err, errPanics):
		panic("of the connector")
	case errors.Is(err, errFewerIDs):
		m.ids = func(ids []string) []string { return ids[:len(ids)-1] }
	case errors.Is(err, errNoID):
		m.ids = func(ids []string) []string { return []string{ids[0], "", ids[2]} }
	case errors.Is(err, errReversed):
		m.ids = func(ids []string) []string { return []string{ids[2], ids[1], ids[0]} }
	default:
		m.executes, m.err = err == nil, err
	}
}

// TestBatchesThatAreRefusedWhole are errors, if certainly nothing was executed.
func TestBatchesThatAreRefusedWhole(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) { m.executes, m.err = false, refusal() }
	_, err := r.batch("none", seven...)
	fails(t, err, codes.FailedPrecondition, "WRITE_REFUSED")
	r.noRow("none")
	r.meet = nil
	got, err := r.batch("none", seven...)
	require.NoError(t, err, "a refusal is not kept")
	require.Len(t, got.GetContacts(), 7)
}

// TestReplaysOfBatches go on where the batch stood: done rows come from the ledger, unknown ones are verified, unsent ones are sent.
func TestReplaysOfBatches(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) {
		if m.number == 2 {
			m.err = lost() // executed
		}
	}
	first, err := r.batch("again", seven...)
	require.NoError(t, err)
	require.Equal(t, "A B C D E F", r.names())
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("again").GetState())
	require.False(t, first.GetReceipt().GetReplayed())

	r.restart()
	r.meet = nil
	second, err := r.batch("again", seven...)
	require.NoError(t, err)
	require.Equal(t, "A B C D E F G", r.names(), "the part that was never sent is sent")
	want := outcomesOf(first.GetResults())
	want[6] = "EXECUTED 7"
	require.Equal(t, want, outcomesOf(second.GetResults()))
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, second.GetReceipt().GetState())

	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "again", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"4", "5"}})
	require.Equal(t, "ids", fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")["field"])
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "again", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"4", "5", "6", "7"}})
	require.Equal(t, "ids", fails(t, err, codes.InvalidArgument, "INVALID_REQUEST")["field"])
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_UNKNOWN, r.write("again").GetState(), "a wrong request settles nothing")
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "again", Outcome: crmstreamv1.WriteState_WRITE_STATE_EXECUTED, Ids: []string{"4", "5", "6"}})
	require.NoError(t, err)
	third, err := r.batch("again", seven...)
	require.NoError(t, err)
	require.Len(t, third.GetContacts(), 7)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, third.GetReceipt().GetState())
	r.requests()
	fourth, err := r.batch("again", seven...)
	require.NoError(t, err)
	require.True(t, fourth.GetReceipt().GetReplayed())
	third.GetReceipt().Replayed = true
	require.True(t, proto.Equal(third, fourth))
	sent, looked := r.requests()
	require.Empty(t, sent)
	require.Empty(t, looked)
	require.Equal(t, "A B C D E F G", r.names())
}

// TestBatchesUnderWay are in the least certain state of their parts.
func TestBatchesUnderWay(t *testing.T) {
	r := writeTo(t, newNotebook())
	var during *crmstreamv1.GetWriteResponse
	r.meet = func(m *meeting) {
		if m.number == 2 {
			during, _ = r.writes.GetWrite(t.Context(), &crmstreamv1.GetWriteRequest{Source: "main", RequestId: "id"})
		}
	}
	_, err := r.batch("id", seven...)
	require.NoError(t, err)
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_IN_PROGRESS, during.GetWrite().GetState())
	require.Equal(t, crmstreamv1.WriteState_WRITE_STATE_EXECUTED, r.write("id").GetState())
}

// TestBatchesThatWereNotExecutedInPart sends the part anew after a person has said so.
func TestBatchesThatWereNotExecutedInPart(t *testing.T) {
	r := writeTo(t, newNotebook())
	r.meet = func(m *meeting) { m.fail(2, lost()) } // not executed
	_, err := r.batch("again", seven...)
	require.NoError(t, err)
	_, err = r.writes.ResolveWrite(t.Context(), &crmstreamv1.ResolveWriteRequest{Source: "main", RequestId: "again", Outcome: crmstreamv1.WriteState_WRITE_STATE_NOT_EXECUTED})
	fails(t, err, codes.Unavailable, "WRITE_NOT_EXECUTED")
	got, err := r.batch("again", seven...)
	require.NoError(t, err)
	require.Equal(t, "A B C D E F G", r.names())
	for i, c := range got.GetContacts() {
		require.Equal(t, seven[i], c.GetLastName())
	}
}

// TestOtherBatchesUnderOneID are refused, whatever their sizes are.
func TestOtherBatchesUnderOneID(t *testing.T) {
	r := writeTo(t, newNotebook())
	_, err := r.batch("id", seven...)
	require.NoError(t, err)
	for n := range seven {
		_, err := r.batch("id", append([]string{"Z"}, seven[:n]...)...)
		fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	}
	_, err = r.batch("id", append(seven[:7:7], seven...)...)
	fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	_, err = r.create("id", "A")
	fails(t, err, codes.AlreadyExists, "REQUEST_ID_REUSED")
	require.Equal(t, strings.Join(seven, " "), r.names())
}

// TestBatchesCutByTheirDeadline are errors that say to ask again: the rows under way are not told as not executed.
func TestBatchesCutByTheirDeadline(t *testing.T) {
	for _, number := range []int{1, 2, 3} {
		t.Run(fmt.Sprint(number), func(t *testing.T) {
			r := writeTo(t, newNotebook())
			began, release := make(chan struct{}), make(chan struct{})
			r.meet = func(m *meeting) {
				if m.number == number {
					close(began)
					<-release
				}
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			local := crmstreamv1.NewContactsServiceClient(r.server.Local())
			got, err := local.BatchCreateContacts(ctx, creations("cut", seven...))
			<-began
			require.Equal(t, codes.DeadlineExceeded, status.Code(err), "%v %v", err, outcomesOf(got.GetResults()))
			require.ErrorContains(t, err, "send it again with the same request_id")
			close(release)
			whole, err := r.batch("cut", seven...)
			require.NoError(t, err)
			require.Len(t, whole.GetContacts(), 7)
			require.Equal(t, strings.Join(seven, " "), r.names())
		})
	}
}
