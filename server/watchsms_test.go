package server

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
)

// outgoing reads a watch of text messages until its end.
func (r *watchRig) outgoing(req *crmstreamv1.WatchOutgoingSmsRequest) (messages []*crmstreamv1.OutgoingSms, token string) {
	r.t.Helper()
	req.Source = "main"
	stream, err := r.sms.WatchOutgoingSms(r.t.Context(), req)
	require.NoError(r.t, err)
	for {
		m, err := stream.Recv()
		if err != nil {
			return messages, token
		}
		messages, token = append(messages, m.GetMessages()...), m.GetResumeToken()
	}
}

func (r *watchRig) setStatus(id string, to crmstreamv1.SmsStatus, parts *int32) error {
	_, err := r.sms.UpdateSmsStatus(r.t.Context(), &crmstreamv1.UpdateSmsStatusRequest{Source: "main", Id: id, Status: to, PartCount: parts})
	return err
}

const (
	smsInProgress = crmstreamv1.SmsStatus_SMS_STATUS_IN_PROGRESS
	smsSent       = crmstreamv1.SmsStatus_SMS_STATUS_SENT
	smsDelivered  = crmstreamv1.SmsStatus_SMS_STATUS_DELIVERED
)

// TestOutgoingSMS sends a text message from the upstream to a worker and its status back.
func TestOutgoingSMS(t *testing.T) {
	logs, dir := newStore(t), t.TempDir()
	var id string
	t.Run("sent", func(t *testing.T) {
		r := newWatchRig(t, logs, dir)
		require.Equal(t, "0 hash 0 0", r.form(connectors.SMSEndpoint, "to", "+1", "text", "hi"))
		answer := r.form(connectors.SMSEndpoint, "to", "+1", "text", "hi "+strings.Repeat("ї", 70), "hash", "a")
		_, err := fmt.Sscan(answer, &id)
		require.NoError(t, err)
		require.Equal(t, id+"  0 0", answer)
		require.Equal(t, "0  1 2", r.form(connectors.SMSEndpoint, "id", id, "hash", "b"), "new, in two parts")
		require.Equal(t, "0  0 0", r.form(connectors.SMSEndpoint, "id", "999999999999", "hash", "c"), "not known")
		require.Equal(t, "0 hash 0 0", r.form(connectors.SMSEndpoint, "to", "+2", "text", "other", "hash", "a"), "the hash of another message")
		second := strings.Fields(r.form(connectors.SMSEndpoint, "to", "+1", "text", "hi "+strings.Repeat("ї", 70), "hash", "a"))[0]
		messages, _ := r.outgoing(&crmstreamv1.WatchOutgoingSmsRequest{Start: watchOldest, Wait: atOnce})
		require.Len(t, messages, 2)
		require.Equal(t, []string{id, second}, []string{messages[0].GetId(), messages[1].GetId()})
		require.Equal(t, id, messages[1].GetPossibleRepeatOf())
		require.Equal(t, "+1", messages[0].GetDestination())
		require.Equal(t, crmstreamv1.SmsStatus_SMS_STATUS_NEW, messages[0].GetStatus())

		// One of many workers gets the message.
		var granted atomic.Int64
		var workers sync.WaitGroup
		for range 20 {
			workers.Go(func() {
				if err := r.setStatus(id, smsInProgress, nil); err == nil {
					granted.Add(1)
				} else {
					require.Equal(t, codes.Aborted, status.Code(err))
				}
			})
		}
		workers.Wait()
		check.AtMost(t, "sms_claims_beyond_one", float64(granted.Load()-1), 0)
		require.EqualValues(t, 1, granted.Load())
		three := int32(3)
		require.NoError(t, r.setStatus(id, smsSent, &three))
		require.NoError(t, r.setStatus(id, smsSent, nil), "again changes nothing")
		require.Equal(t, codes.Aborted, status.Code(r.setStatus(id, smsInProgress, nil)), "back")
		require.Equal(t, "0  3 3", r.form(connectors.SMSEndpoint, "id", id, "hash", "d"))
		require.Equal(t, codes.NotFound, status.Code(r.setStatus("77", smsSent, nil)))
		require.ErrorContains(t, r.setStatus("x", smsSent, nil), "id:")
		require.ErrorContains(t, r.setStatus(id, crmstreamv1.SmsStatus_SMS_STATUS_NEW, nil), "status:")
	})
	r := newWatchRig(t, logs, dir) // the statuses are read from the log
	require.Equal(t, "0  3 3", r.form(connectors.SMSEndpoint, "id", id, "hash", "d"))
	require.NoError(t, r.setStatus(id, smsDelivered, nil))
	require.Equal(t, codes.Aborted, status.Code(r.setStatus(id, crmstreamv1.SmsStatus_SMS_STATUS_BLOCKED, nil)), "a final status stays")
	require.Equal(t, "0 hash 0 0", r.form(connectors.SMSEndpoint, "to", "+2", "text", "other", "hash", "a"), "hashes are remembered")
}

// TestTextsOfBytes keeps a text that is not UTF-8 as it was.
func TestTextsOfBytes(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	r.form(connectors.SMSEndpoint, "to", "+1", "text", "a\xffb", "hash", "1")
	messages, _ := r.outgoing(&crmstreamv1.WatchOutgoingSmsRequest{Start: watchOldest, Wait: atOnce})
	require.Len(t, messages, 1)
	require.Equal(t, "a\uFFFDb", messages[0].GetText())
	require.Equal(t, []byte("a\xffb"), messages[0].GetOriginalText())
}

// TestCallRequests delivers requests to place a call while a watch is open, and no request that was answered in the negative.
func TestCallRequests(t *testing.T) {
	logs := newStore(t)
	r := newWatchRig(t, logs, t.TempDir())
	require.Equal(t, "false", r.form(connectors.CallsEndpoint, "to", "+1"), "no watch is open")
	require.Equal(t, "false", r.form(connectors.CallsEndpoint, "from", "+1"), "no number")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stream, err := r.calls.WatchCallRequests(ctx, &crmstreamv1.WatchCallRequestsRequest{Source: "main", Start: watchOldest})
	require.NoError(t, err)
	first, err := stream.Recv()
	require.NoError(t, err)
	require.Empty(t, first.GetCallRequests())
	require.Equal(t, "true", r.form(connectors.CallsEndpoint, "to", "+2"))
	logs.full.Store(true)
	require.Equal(t, "false", r.form(connectors.CallsEndpoint, "to", "+3"))
	logs.full.Store(false)
	require.Equal(t, "true", r.form(connectors.CallsEndpoint, "to", "+4"))
	var numbers []string
	for len(numbers) < 2 {
		m, err := stream.Recv()
		require.NoError(t, err)
		for _, call := range m.GetCallRequests() {
			numbers = append(numbers, call.GetPhoneTo())
			require.Equal(t, time.Minute, call.GetExpireTime().AsTime().Sub(call.GetReceiveTime().AsTime()))
		}
	}
	require.Equal(t, []string{"+2", "+4"}, numbers)
	cancel()
	require.Eventually(t, func() bool { return r.form(connectors.CallsEndpoint, "to", "+5") == "false" }, 5*time.Second, 10*time.Millisecond, "the watch is closed")
}
