package server

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestFullDisk refuses what cannot be stored, says so, and states a gap afterwards.
func TestFullDisk(t *testing.T) {
	logs, dir := newStore(t), t.TempDir()
	r := newWatchRig(t, logs, dir)
	require.Equal(t, http.StatusOK, r.push("1=x"))
	logs.full.Store(true)
	for range 3 {
		require.Equal(t, http.StatusServiceUnavailable, r.push("2=x"))
	}
	require.Equal(t, "0 unavailable 0 0", r.form(connectors.SMSEndpoint, "to", "+1", "text", "hi", "hash", "1"))
	_, err := r.sms.UpdateSmsStatus(t.Context(), &crmstreamv1.UpdateSmsStatusRequest{Source: "main", Id: "1", Status: crmstreamv1.SmsStatus_SMS_STATUS_SENT})
	require.Equal(t, codes.NotFound, status.Code(err))
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce}) // readers go on
	require.NoError(t, err)
	require.Equal(t, []string{"1"}, seen.ids)
	logs.full.Store(false)
	require.Equal(t, http.StatusOK, r.push("3=x"))
	r.server.stopInbound() // notes what was refused, as each minute does
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, []string{"3"}, seen.ids)
	require.Len(t, seen.gaps, 1)
	require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_REFUSED, seen.gaps[0].GetCause())
	require.EqualValues(t, 3, seen.gaps[0].GetCount())
}

// TestRestart resumes a watch on another server with the same logs, with the time between as a gap.
func TestRestart(t *testing.T) {
	logs, dir := newStore(t), t.TempDir()
	var token string
	t.Run("before", func(t *testing.T) {
		r := newWatchRig(t, logs, dir)
		require.Equal(t, http.StatusOK, r.push("1=x"))
		seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
		require.NoError(t, err)
		require.Equal(t, []string{"1"}, seen.ids)
		require.Equal(t, http.StatusOK, r.push("2=x"))
		token = seen.token
	})
	r := newWatchRig(t, logs, dir)
	require.Equal(t, http.StatusOK, r.push("3=x"))
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: token, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, []string{"2", "3"}, seen.ids)
	require.Len(t, seen.gaps, 1)
	require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN, seen.gaps[0].GetCause())
	require.True(t, seen.gaps[0].GetFrom().AsTime().Before(seen.gaps[0].GetTo().AsTime()))

	moved := r.config
	moved.Identity = "two"
	_, err = r.server.SetSources([]SourceConfig{moved})
	require.NoError(t, err)
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Wait: atOnce})
	require.NoError(t, err)
	require.Empty(t, seen.ids)
	require.Len(t, seen.gaps, 1)
	require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_ACCOUNT_CHANGED, seen.gaps[0].GetCause())
}

// TestRotatedToken changes the token of an endpoint while events come: both are taken while both are configured, and none is lost.
func TestRotatedToken(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	next := r.config
	next.Inbound = map[string]EndpointConfig{connectors.WebhookEndpoint: {Tokens: []connectors.Secret{connectors.NewSecret(strings.Repeat("D", 42) + "A")}}}
	both := next
	both.Inbound = map[string]EndpointConfig{connectors.WebhookEndpoint: {Tokens: append(slices.Clone(next.Inbound[connectors.WebhookEndpoint].Tokens), r.config.Inbound[connectors.WebhookEndpoint].Tokens...)}}
	for i, config := range []SourceConfig{r.config, both, next} {
		changes, err := r.server.SetSources([]SourceConfig{config})
		require.NoError(t, err)
		require.Equal(t, i > 0, changes.Any())
		want := http.StatusOK
		if i == 2 {
			want = http.StatusNotFound
		}
		require.Equal(t, want, r.push(fmt.Sprintf("%d=x", i)))
	}
}

// TestResetLogs refuses the positions of logs that were reset, and says in the new ones that they were.
func TestResetLogs(t *testing.T) {
	dir := t.TempDir()
	var token string
	t.Run("before", func(t *testing.T) {
		r := newWatchRig(t, newStore(t), dir)
		require.Equal(t, http.StatusOK, r.push("1=x"))
		seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
		require.NoError(t, err)
		token = seen.token
	})
	r := newWatchRig(t, newStore(t), dir) // the same state with other logs
	for range 3 {
		require.Equal(t, http.StatusOK, r.push(fmt.Sprintf("%d=x", rand.Int()))) // the sequences of the token are there again
	}
	_, err := r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: token, Wait: atOnce})
	require.Equal(t, codes.OutOfRange, status.Code(err))
	require.Equal(t, "CHANGES_EXPIRED", infoOf(t, err).GetReason())
	require.ErrorContains(t, err, "the log was replaced")
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Len(t, seen.ids, 3)
	require.Len(t, seen.gaps, 1)
	require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_STORE_RESET, seen.gaps[0].GetCause())
}

// TestEndpointsThatPause states a gap for the time in which an endpoint was not configured, while another one of the source was.
func TestEndpointsThatPause(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Len(t, seen.gaps, 1)
	rest := r.config
	rest.Inbound = map[string]EndpointConfig{connectors.SMSEndpoint: r.config.Inbound[connectors.SMSEndpoint], connectors.CallsEndpoint: r.config.Inbound[connectors.CallsEndpoint]}
	for _, config := range []SourceConfig{rest, r.config} {
		_, err := r.server.SetSources([]SourceConfig{config})
		require.NoError(t, err)
		require.Equal(t, len(config.Inbound) == 3, r.push("1=x") == http.StatusOK)
	}
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, []string{"1"}, seen.ids)
	causes := []crmstreamv1.GapCause{}
	for _, gap := range seen.gaps {
		causes = append(causes, gap.GetCause())
	}
	require.Contains(t, causes, crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN)
}
