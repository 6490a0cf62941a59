package server

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/server/changelog"
	"github.com/crmstream/crmstream/server/inbox"
	"github.com/crmstream/crmstream/server/scan"
)

// slowStore has logs in memory that take 50 ms for each entry that is read.
type slowStore struct{ *changelog.Memory }

func (s slowStore) Log(name string) (changelog.Log, error) {
	log, err := s.Memory.Log(name)
	return slowLog{log}, err
}

type slowLog struct{ changelog.Log }

func (l slowLog) Read(ctx context.Context, from changelog.Position) iter.Seq2[changelog.Record, error] {
	return func(yield func(changelog.Record, error) bool) {
		for record, err := range l.Log.Read(ctx, from) {
			time.Sleep(50 * time.Millisecond)
			if !yield(record, err) {
				return
			}
		}
	}
}

// sentTimes is a stream that notes when messages were sent.
type sentTimes struct {
	grpc.ServerStream
	times []time.Time
}

func (s *sentTimes) SendMsg(any) error {
	s.times = append(s.times, time.Now())
	return nil
}

// TestWatchBeatsWhileItReads has a watch of calls pass over a minute of events. Clients that hear nothing for 45 seconds would resume
// with the token that they have, and never come further.
func TestWatchBeatsWhileItReads(t *testing.T) {
	t.Parallel()
	tokens, err := scan.NewTokens(connectors.NewSecret(strings.Repeat("\a", scan.KeySize)))
	require.NoError(t, err)
	synctest.Test(t, func(t *testing.T) {
		memory, err := changelog.OpenMemory(changelog.Settings{MaxBytes: 64 << 20})
		require.NoError(t, err)
		box := openBox(t, slowStore{memory})
		for i := range 1200 {
			_, err := box.AddEvent(t.Context(), "", fmt.Append(nil, i))
			require.NoError(t, err)
		}
		bounds, err := box.Calls.Bounds(t.Context())
		require.NoError(t, err)
		stream := &sentTimes{times: []time.Time{time.Now()}}
		w := &watcher{
			server: &Server{opts: Options{Tokens: tokens}}, feed: watchFeeds()["callRequests"], box: box, stream: stream, call: &callInfo{},
			at: bounds.Start,
		}
		require.NoError(t, w.run(t.Context()))
		require.Greater(t, time.Since(stream.times[0]), time.Minute)
		for i, at := range stream.times[1:] {
			require.LessOrEqual(t, at.Sub(stream.times[i]), 2*heartbeat)
		}
	})
}

// openBox returns a box of a store.
func openBox(t *testing.T, store changelog.Logs) *inbox.Box {
	t.Helper()
	kept := inbox.DefaultSettings()
	kept.Bytes = 64 << 20
	none := func(string) inbox.Prepare {
		return func(context.Context, changelog.Record) ([]byte, error) { return nil, nil }
	}
	in, err := inbox.Open(store, kept, filepath.Join(t.TempDir(), "seen.json"), slog.New(slog.DiscardHandler), none)
	require.NoError(t, err)
	require.NoError(t, in.Set(t.Context(), []inbox.Source{{Name: "main", Events: true, Texts: true}}))
	return in.Box("main")
}
