package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/check"
)

const (
	watchOldest = crmstreamv1.WatchStart_WATCH_START_OLDEST
	watchNow    = crmstreamv1.WatchStart_WATCH_START_NOW
)

var atOnce = durationpb.New(0)

// TestWatchMessagesAreAlike requires that all messages of watches have the fields of watchTail.
func TestWatchMessagesAreAlike(t *testing.T) {
	methods, err := api.Methods()
	require.NoError(t, err)
	tail := (&watchTail{}).ProtoReflect().Descriptor().Fields()
	watches := 0
	for _, m := range methods {
		if m.Kind != api.Watch {
			continue
		}
		watches++
		fields := m.Response.Descriptor().Fields()
		require.Equal(t, tail.Len(), fields.Len(), m.Name)
		for i := range tail.Len() {
			want, got := tail.Get(i), fields.ByNumber(tail.Get(i).Number())
			require.NotNil(t, got, "%s: %s", m.Name, want.Name())
			if want.Number() == 1 {
				require.True(t, got.IsList() && got.Kind() == protoreflect.MessageKind, m.Name)
				continue
			}
			require.Equal(t, []any{want.Name(), want.Kind(), want.Cardinality()}, []any{got.Name(), got.Kind(), got.Cardinality()}, m.Name)
		}
	}
	require.Equal(t, 3, watches)
}

// TestWatchBegins covers where a watch begins and ends.
func TestWatchBegins(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	for i := range 5 {
		require.Equal(t, http.StatusOK, r.push(fmt.Sprintf("%d=x", i)))
	}
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, []string{"0", "1", "2", "3", "4"}, seen.ids)
	require.Equal(t, crmstreamv1.EndReason_END_REASON_WAIT, seen.end)
	require.Len(t, seen.gaps, 1)
	require.Equal(t, crmstreamv1.GapCause_GAP_CAUSE_FEED_STARTED, seen.gaps[0].GetCause())

	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Limit: 2})
	require.NoError(t, err)
	require.Equal(t, []string{"0", "1"}, seen.ids)
	require.Equal(t, crmstreamv1.EndReason_END_REASON_LIMIT, seen.end)
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Limit: 2})
	require.NoError(t, err)
	require.Equal(t, []string{"2", "3"}, seen.ids)
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, []string{"4"}, seen.ids)
	require.Less(t, len(seen.token), 512)

	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{Start: watchNow, Wait: atOnce})
	require.NoError(t, err)
	require.Empty(t, seen.ids)
	require.Empty(t, seen.gaps)
	_, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Start: watchNow})
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	require.ErrorContains(t, err, "is set beside resume_token")
}

// TestWatchIsLive delivers what comes while a watch is open, and nothing twice when it resumes anywhere.
func TestWatchIsLive(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stream, err := r.events.WatchEvents(ctx, &crmstreamv1.WatchEventsRequest{Source: "main"})
	require.NoError(t, err)
	first, err := stream.Recv() // comes at once
	require.NoError(t, err)
	require.Empty(t, first.GetEvents())
	const events = 1000
	var pushes sync.WaitGroup
	for worker := range 8 {
		pushes.Go(func() {
			for i := range events / 8 {
				body := fmt.Sprintf("%d=%s", worker*events/8+i, strings.Repeat("x", rand.IntN(2000)))
				for range 3 {
					require.Equal(t, http.StatusOK, r.push(body))
				}
			}
		})
	}
	var live []string
	for len(live) < events {
		m, err := stream.Recv()
		require.NoError(t, err)
		for _, e := range m.GetEvents() {
			live = append(live, e.GetObjectId())
		}
	}
	pushes.Wait()
	sorted := slices.Clone(live)
	slices.Sort(sorted)
	require.Len(t, slices.Compact(sorted), events)

	// V6: from each position the same entries follow.
	all, err := r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: first.GetResumeToken(), Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, live, all.ids)
	token, different := first.GetResumeToken(), 0
	for i := range events {
		rest, err := r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: token, Wait: atOnce})
		require.NoError(t, err)
		if !slices.Equal(rest.ids, live[i:]) || !slices.EqualFunc(rest.events, all.events[i:], func(a, b *crmstreamv1.PushedEvent) bool { return proto.Equal(a, b) }) {
			different++
		}
		one, err := r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: token, Limit: 1})
		require.NoError(t, err)
		require.Equal(t, live[i:i+1], one.ids)
		token = one.token
	}
	check.AtMost(t, "watch_replays_different", float64(different), 0)
}

// TestWatchTokens refuses tokens of anything else.
func TestWatchTokens(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Wait: atOnce})
	require.NoError(t, err)
	// Of another method.
	stream, err := r.calls.WatchCallRequests(t.Context(), &crmstreamv1.WatchCallRequestsRequest{Source: "main", ResumeToken: seen.token})
	require.NoError(t, err)
	_, err = stream.Recv()
	require.ErrorContains(t, err, "is of another method or source")
	// At a list, and of a list.
	list, err := crmstreamv1.NewContactsServiceClient(r.conn).ListContacts(t.Context(), &crmstreamv1.ListContactsRequest{Source: "main", ResumeToken: seen.token})
	require.NoError(t, err)
	_, err = list.Recv()
	require.Equal(t, codes.InvalidArgument, status.Code(err))
	// Of nothing.
	accepted := 0
	for range 20_000 {
		forged := []byte(seen.token)
		forged[rand.IntN(len(forged))] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[rand.IntN(64)]
		if string(forged) == seen.token {
			continue
		}
		if _, err := r.server.opts.Tokens.OpenPosition(string(forged), requestFields{"method": "events", "source": digest([]byte("main"))}.ofWatch("")); err == nil {
			accepted++
		}
	}
	check.AtMost(t, "watch_forged_tokens_accepted", float64(accepted), 0)
	_, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: "A" + seen.token})
	require.ErrorContains(t, err, "damaged")
}

// TestWatchExpires ends a watch whose next events are not kept any more.
func TestWatchExpires(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Wait: atOnce})
	require.NoError(t, err)
	for i := range 20 { // the share of the log is 8 MiB
		require.Equal(t, http.StatusOK, r.push(fmt.Sprintf("%d=%s", i, strings.Repeat("x", 1<<20-10))))
	}
	_, err = r.watch(&crmstreamv1.WatchEventsRequest{ResumeToken: seen.token, Wait: atOnce})
	require.Equal(t, codes.OutOfRange, status.Code(err))
	info := infoOf(t, err)
	require.Equal(t, "CHANGES_EXPIRED", info.GetReason())
	_, err = time.Parse(time.RFC3339Nano, info.GetMetadata()["oldest_time"])
	require.NoError(t, err)
	require.Empty(t, info.GetMetadata()["resume_token"], "no token continues here")
	seen, err = r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Equal(t, "19", seen.ids[len(seen.ids)-1])
}

// TestWatchOfWhatIsNotReceived names the endpoint that the operator must configure, or says that there is none.
func TestWatchOfWhatIsNotReceived(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	bare := r.config
	bare.Inbound = map[string]EndpointConfig{connectors.SMSEndpoint: r.config.Inbound[connectors.SMSEndpoint]}
	_, err := r.server.SetSources([]SourceConfig{bare})
	require.NoError(t, err)
	_, err = r.watch(&crmstreamv1.WatchEventsRequest{})
	require.Equal(t, codes.FailedPrecondition, status.Code(err))
	require.Equal(t, "NOT_FOLLOWED", infoOf(t, err).GetReason())
	require.ErrorContains(t, err, "inbound.webhook")
	require.Equal(t, http.StatusNotFound, r.push("1=x"))

	other := bare
	other.Driver, other.Inbound, other.Identity = (&fake{}).driver(), nil, "two"
	_, err = r.server.SetSources([]SourceConfig{other})
	require.NoError(t, err)
	_, err = r.watch(&crmstreamv1.WatchEventsRequest{})
	require.Equal(t, codes.Unimplemented, status.Code(err))
	other.Inbound = bare.Inbound
	_, err = r.server.SetSources([]SourceConfig{other})
	require.ErrorContains(t, err, "inbound.sms: the connector fake has no such endpoint")
}

// TestUnreadableEvents delivers bodies that cannot be read, with what they are.
func TestUnreadableEvents(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	var packed, bomb bytes.Buffer
	for buffer, body := range map[*bytes.Buffer]string{&packed: "7=packed", &bomb: strings.Repeat("0", 5<<20)} {
		w := gzip.NewWriter(buffer)
		_, err := w.Write([]byte(body))
		require.NoError(t, err)
		require.NoError(t, w.Close())
	}
	for _, c := range []struct{ body, encoding string }{
		{"panic", ""}, {"nonsense \xff", ""}, {"", ""}, {strings.Repeat("y", 1<<20), ""}, {packed.String(), "gzip"}, {"7=plain", "gzip"}, {"7=plain", "br"}, {bomb.String(), "GZIP"},
	} {
		require.Equal(t, http.StatusOK, r.push(c.body, "Content-Encoding", c.encoding))
	}
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Wait: atOnce})
	require.NoError(t, err)
	require.Len(t, seen.events, 8)
	for i, want := range []string{"a fault of crmstream itself", "no equals sign", "no equals sign", "no equals sign", "", "it is not in its Content-Encoding", "its Content-Encoding is unknown", "it is larger than 4 MiB"} {
		require.Contains(t, seen.events[i].GetUnreadable(), want, i)
		require.Equal(t, want == "", seen.events[i].GetUnreadable() == "", i)
		require.NotNil(t, seen.events[i].GetReceiveTime())
	}
	require.Equal(t, "nonsense \uFFFD", seen.events[1].GetRaw())
	require.True(t, seen.events[1].GetRawReplaced())
	require.Len(t, seen.events[3].GetRaw(), 64<<10)
	require.Equal(t, "packed", seen.events[4].GetEventText())
}
