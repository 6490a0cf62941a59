package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// stopping is a server with three sources: one is slow, one has a small budget, and one has a long list.
const stopping = `listen: {grpc: "127.0.0.1:0", http: "127.0.0.1:0"}
budgets: [{name: small, requests: %d, window: 1h, reserve: 0}]
sources:
  - {name: slow, connector: administrate, time_zone: UTC, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}}
  - {name: paced, connector: apro, time_zone: UTC, budget: small, settings: {base_urls: ["%s"], api_key: "${APRO}"}}
  - {name: long, connector: administrate, time_zone: UTC, settings: {base_url: "%s", login: sandbox@example.com, password: "${ADMINISTRATE}"}}
`

// stoppedList is a list that is being read when the server stops.
type stoppedList struct {
	source, resource string
	stalls           bool // its readers take one message and then no more
}

var stoppedLists = []stoppedList{
	{source: "slow", resource: "tasks"},
	{source: "paced", resource: "contacts"},
	{source: "long", resource: "tasks", stalls: true},
}

// stopped is what a reader of such a list has when it has ended.
type stopped struct {
	list   stoppedList
	lines  bool     // it read over JSON
	ids    []string // of the records
	token  string   // to go on behind them
	info   *errdetails.ErrorInfo
	err    error
	ended  time.Time
	begun  chan struct{} // closed once it has a token
	gone   chan struct{} // closed once the server is gone, when readers that stall go on
	server process
}

// readersOfEach is how many readers a list has by gRPC, and as many over JSON.
const readersOfEach = 3

// TestStopEndsStreamsWithATokenThatResumes stops the real binary while readers wait for a slow upstream, wait for a budget, and
// stall. All of them end, with tokens with which another server over the same state gives each the rest, and nothing twice.
func TestStopEndsStreamsWithATokenThatResumes(t *testing.T) {
	slow, paced := startGated(t, "administrate", `{"rows": 900}`), startGated(t, "apro", `{"rows": 3000}`)
	long := startGated(t, "administrate", `{"rows": 15000}`)
	binary, config := buildBinary(t), filepath.Join(t.TempDir(), "crmstream.yaml")
	serve := func(budget int) process {
		text := fmt.Sprintf(stopping, budget, slow.url, paced.url, long.url)
		require.NoError(t, os.WriteFile(config, []byte(text), 0o600))
		return serveConfig(t, binary, config, filepath.Join(filepath.Dir(config), "log"))
	}
	slow.free.Store(2)
	first := serve(4)
	readers, wait := startReaders(t, first)
	<-slow.held
	settle(t, paced.requests)
	settle(t, long.requests)

	signalled := time.Now()
	require.NoError(t, first.cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, first.cmd.Wait(), "a stop that was asked for is a success")
	exited := time.Since(signalled)
	wait()
	slow.free.Store(math.MaxInt64)
	conn := dial(t, serve(1000).grpc)
	whole := map[stoppedList][]string{}
	for _, list := range stoppedLists {
		all, err := openReader(t.Context(), conn, list.resource, "source="+list.source)
		require.NoError(t, err)
		require.NoError(t, all.drain())
		whole[list] = all.ids
	}
	last := time.Duration(0)
	for _, r := range readers {
		r.check(t)
		rest, err := openReader(t.Context(), conn, r.list.resource, "source="+r.list.source, "resume_token="+r.token)
		require.NoError(t, err)
		require.NoError(t, rest.drain())
		requireSame(t, whole[r.list], append(r.ids, rest.ids...), r.list.source)
		require.NotEmpty(t, rest.ids, "%s: the whole list had been sent", r.list.source)
		if !r.list.stalls {
			last = max(last, r.ended.Sub(signalled))
		}
	}
	check.AtLeast(t, "stop_streams_resumed", float64(len(readers)), 2*readersOfEach*float64(len(stoppedLists)))
	check.Tell("stop_streams_ended_ms", float64(last.Milliseconds()))
	check.Tell("stop_process_ended_ms", float64(exited.Milliseconds()))
}

// startReaders starts the readers of all lists, and returns them when each has a token. wait, which is to be called once the
// server is gone, returns when all have ended.
func startReaders(t *testing.T, server process) (readers []*stopped, wait func()) {
	t.Helper()
	gone := make(chan struct{})
	var ending sync.WaitGroup
	for _, list := range stoppedLists {
		for i := range 2 * readersOfEach {
			r := &stopped{list: list, lines: i%2 == 1, begun: make(chan struct{}), gone: gone, server: server}
			conn := dial(t, server.grpc)
			readers = append(readers, r)
			ending.Go(func() {
				if r.lines {
					r.readLines(t.Context())
				} else {
					r.readMessages(t.Context(), conn)
				}
				r.ended = time.Now()
			})
		}
	}
	for _, r := range readers {
		<-r.begun
	}
	return readers, func() { close(gone); ending.Wait() }
}

// pause returns when a reader that has a token is to go on.
func (s *stopped) pause() {
	close(s.begun)
	if s.list.stalls {
		<-s.gone
	}
}

func (s *stopped) readMessages(ctx context.Context, conn grpc.ClientConnInterface) {
	r, err := openReader(ctx, conn, s.list.resource, "source="+s.list.source)
	for err == nil && r.token == "" {
		err = r.read()
	}
	s.pause()
	if err == nil {
		err = r.drain()
		s.ids, s.token = r.ids, r.token
	}
	s.err, s.info = err, infoOf(err)
}

func (s *stopped) readLines(ctx context.Context) {
	r, err := openLines(ctx, s.server.web+"/v1/sources/"+s.list.source+"/"+s.list.resource+"?")
	for err == nil && r.token == "" {
		err = r.read()
	}
	s.pause()
	if err == nil {
		err = r.drain()
		s.ids, s.token, s.info = r.ids[:r.kept], r.token, r.failure
	}
	s.err = err
}

// check requires that a reader was told to go on elsewhere. One that stalled cannot be told, but has the token of the last
// message that it took.
func (s *stopped) check(t *testing.T) {
	t.Helper()
	require.NotEmpty(t, s.token, "%s: %v", s.list.source, s.err)
	if s.lines {
		require.ErrorIs(t, s.err, io.ErrUnexpectedEOF)
	} else {
		require.Equal(t, codes.Unavailable, status.Code(s.err), s.err)
	}
	if !s.list.stalls {
		require.Equal(t, "SERVER_STOPPING", s.info.GetReason(), "%s: %v", s.list.source, s.err)
		require.Equal(t, s.token, s.info.GetMetadata()["resume_token"])
	}
}

// settle returns when a count has not changed for a while.
func settle(t *testing.T, count func() int) {
	t.Helper()
	before, same := -1, 0
	require.Eventually(t, func() bool {
		now := count()
		if same++; now != before {
			before, same = now, 0
		}
		return same == 10
	}, time.Minute, 30*time.Millisecond)
}
