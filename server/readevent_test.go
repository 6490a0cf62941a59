package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/changelog"
)

// pausing is a caller that takes its time for an event, and counts the events that are read at a time.
type pausing struct {
	caller
	now, most atomic.Int64
}

func (c *pausing) Inbound() connectors.Inbound {
	in := c.caller.Inbound()
	read := in.Webhook.Read
	in.Webhook.Read = func(body []byte, known *connectors.Catalogue) (*crmstreamv1.PushedEvent, error) {
		now := c.now.Add(1)
		defer c.now.Add(-1)
		for most := c.most.Load(); now > most && !c.most.CompareAndSwap(most, now); most = c.most.Load() {
		}
		time.Sleep(2 * time.Millisecond)
		return read(body, known)
	}
	return in
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return packed.String()
}

// TestFewLargeEventsAreReadAtATime bounds the memory of watches that all read what may be large.
func TestFewLargeEventsAreReadAtATime(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	slow := &pausing{}
	config := r.config
	config.Identity, config.Driver.New = "slow", func(connectors.Account, connectors.Settings) (connectors.Client, error) { return slow, nil }
	_, err := r.server.SetSources([]SourceConfig{config})
	require.NoError(t, err)
	const events, readers = 12, 16
	var group sync.WaitGroup
	for i := range events {
		group.Go(func() {
			require.Equal(t, http.StatusOK, r.push(gzipped(t, fmt.Sprintf("%d=x", i)), "Content-Encoding", "gzip"))
		})
	}
	for range readers {
		group.Go(func() {
			seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Limit: events})
			require.NoError(t, err)
			require.Len(t, seen.ids, events)
		})
	}
	group.Wait()
	require.EqualValues(t, largeAtOnce, slow.most.Load())
}

// TestReadingEndsWithItsReader waits for a place no longer than its reader does.
func TestReadingEndsWithItsReader(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	r.server.reading <- struct{}{}
	r.server.reading <- struct{}{}
	require.Equal(t, http.StatusOK, r.push(gzipped(t, "1=x"), "Content-Encoding", "gzip"), "the upstream does not wait")
	left := errors.New("left")
	ctx, leave := context.WithCancelCause(t.Context())
	leave(left)
	_, err := r.server.readEvent(ctx, "main", changelog.Record{Kind: "event gzip", Body: []byte("x")})
	require.ErrorIs(t, err, left)
	event, err := r.server.readEvent(ctx, "main", changelog.Record{Kind: "event", Body: []byte("1=x")})
	require.NoError(t, err)
	require.Equal(t, "1", event.GetObjectId())
}

// TestEventsOfARemovedSourceWait leaves them to the time when the source is back. They are not delivered as unreadable.
func TestEventsOfARemovedSourceWait(t *testing.T) {
	r := newWatchRig(t, newStore(t), t.TempDir())
	box := r.server.inbox.Box("main")
	bounds, err := box.Events.Bounds(t.Context())
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.push("1=x"))
	_, err = r.server.SetSources(nil)
	require.NoError(t, err)
	_, err = box.Events.Next(t.Context(), bounds.End)
	require.ErrorIs(t, err, errRemoved)
	_, err = r.server.SetSources([]SourceConfig{r.config})
	require.NoError(t, err)
	got, err := box.Events.Next(t.Context(), bounds.End)
	require.NoError(t, err)
	seen, err := r.watch(&crmstreamv1.WatchEventsRequest{Start: watchOldest, Limit: 1})
	require.NoError(t, err)
	require.Empty(t, seen.events[0].GetUnreadable())
	require.Equal(t, []string{"1"}, seen.ids)
	require.NotEmpty(t, got[0].Wire)
}
