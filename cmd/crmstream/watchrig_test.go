package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// play is what a fake server does in one call: it ends with the error after a number of messages, or says nothing more.
type play struct {
	after int
	err   error
	quiet bool
}

// fakeEvents is a server with a log of events, numbered from 1, that it sends in batches. The token of a place is t and the number of the
// event before it.
type fakeEvents struct {
	crmstreamv1.UnimplementedEventsServiceServer
	size, batch int
	plays       []play // of the calls in turn; later calls have none
	gaps        []*crmstreamv1.Gap
	notices     []*crmstreamv1.Notice

	mu       sync.Mutex
	requests []*crmstreamv1.WatchEventsRequest
}

// serveEvents serves the log on a socket and returns its address.
func serveEvents(t *testing.T, f *fakeEvents) (*fakeEvents, string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer()
	crmstreamv1.RegisterEventsServiceServer(server, f)
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(server.Stop)
	return f, listener.Addr().String()
}

func (f *fakeEvents) WatchEvents(req *crmstreamv1.WatchEventsRequest, stream grpc.ServerStreamingServer[crmstreamv1.WatchEventsResponse]) error {
	return f.watch(stream.Context(), req, stream.Send)
}

// begin notes a call and returns its play.
func (f *fakeEvents) begin(req *crmstreamv1.WatchEventsRequest) play {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, req)
	if n := len(f.requests); n <= len(f.plays) {
		return f.plays[n-1]
	}
	return play{after: -1}
}

// watch answers one call.
func (f *fakeEvents) watch(ctx context.Context, req *crmstreamv1.WatchEventsRequest, send func(*crmstreamv1.WatchEventsResponse) error) error {
	p := f.begin(req)
	at := f.size
	if token, ok := strings.CutPrefix(req.GetResumeToken(), "t"); ok {
		at, _ = strconv.Atoi(token)
	} else if req.GetStart() == crmstreamv1.WatchStart_WATCH_START_OLDEST {
		at = 0
	}
	left := int(req.GetLimit())
	for n := 0; ; n++ {
		if n == p.after {
			if p.quiet {
				<-ctx.Done()
			}
			return p.err
		}
		m := &crmstreamv1.WatchEventsResponse{}
		if n == 0 {
			m.Gaps, m.Notices = f.gaps, f.notices
		}
		for at < f.size && len(m.Events) < f.batch && m.End == 0 {
			at++
			m.Events = append(m.Events, &crmstreamv1.PushedEvent{ObjectId: strconv.Itoa(at), Event: crmstreamv1.EventKind_EVENT_KIND_EDIT})
			if left--; left == 0 {
				m.End = crmstreamv1.EndReason_END_REASON_LIMIT
			}
		}
		m.ResumeToken = "t" + strconv.Itoa(at)
		idle := len(m.Events) == 0
		if idle && req.GetWait() != nil {
			m.End = crmstreamv1.EndReason_END_REASON_WAIT
		}
		if err := send(m); err != nil || m.End != 0 {
			return err
		}
		if idle && n+1 != p.after {
			<-ctx.Done()
			return status.FromContextError(ctx.Err()).Err()
		}
	}
}

// tokens returns the tokens of the requests so far.
func (f *fakeEvents) tokens() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	tokens := make([]string, len(f.requests))
	for i, req := range f.requests {
		tokens[i] = req.GetResumeToken()
	}
	return tokens
}

// eventIDs returns the numbers of events that were printed, one a line. A last line without an end was cut, and does not count.
func eventIDs(t *testing.T, ndjson string) []int {
	t.Helper()
	numbers := []int{}
	for line := range strings.Lines(ndjson) {
		if !strings.HasSuffix(line, "\n") {
			break
		}
		numbers = append(numbers, eventID(t, []byte(line)))
	}
	return numbers
}

func eventID(t *testing.T, line []byte) int {
	t.Helper()
	var event struct{ ObjectID string }
	require.NoError(t, json.Unmarshal(line, &event), "%s", line)
	n, err := strconv.Atoi(event.ObjectID)
	require.NoError(t, err)
	return n
}

// upTo returns the numbers from 1 to n.
func upTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

// requireRepeatsOfOneBatch requires that what was taken after a crash goes on from the beginning of the batch in which the crash was, or
// from its end: no event is lost, and no event of another batch comes again.
func requireRepeatsOfOneBatch(t *testing.T, before, after []int, size, batch int) {
	t.Helper()
	require.Equal(t, upTo(len(before)), before)
	from := 1
	if len(after) > 0 {
		from = after[0]
	}
	if len(after) == 0 {
		require.Len(t, before, size)
		return
	}
	require.Equal(t, upTo(size)[from-1:], after)
	require.LessOrEqual(t, from, len(before)+1, "events are lost")
	require.Zero(t, (from-1)%batch, "a batch comes whole")
	require.GreaterOrEqual(t, from, len(before)/batch*batch+1-batch, "more than the cut batch comes again")
}

// reasoned returns an error of a server with a reason.
func reasoned(t *testing.T, code codes.Code, reason, text string, metadata map[string]string) error {
	t.Helper()
	s, err := status.New(code, text).WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: "crmstream", Metadata: metadata})
	require.NoError(t, err)
	return s.Err()
}

// localConn is a connection to a fakeEvents without a network, for tests in simulated time.
type localConn struct {
	grpc.ClientConnInterface
	server *fakeEvents
}

// NewStream implements grpc.ClientConnInterface.
func (c localConn) NewStream(ctx context.Context, _ *grpc.StreamDesc, _ string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return &localStream{ctx: ctx, server: c.server, sent: make(chan *crmstreamv1.WatchEventsResponse), ended: make(chan error, 1)}, nil
}

type localStream struct {
	ctx    context.Context
	server *fakeEvents
	sent   chan *crmstreamv1.WatchEventsResponse
	ended  chan error
}

// SendMsg sends the request, and so starts the call.
func (s *localStream) SendMsg(m any) error {
	req, ok := m.(*crmstreamv1.WatchEventsRequest)
	if !ok {
		return fmt.Errorf("%T is no request", m)
	}
	req, _ = proto.Clone(req).(*crmstreamv1.WatchEventsRequest)
	go func() {
		s.ended <- s.server.watch(s.ctx, req, func(m *crmstreamv1.WatchEventsResponse) error {
			select {
			case s.sent <- m:
				return nil
			case <-s.ctx.Done():
				return s.ctx.Err()
			}
		})
	}()
	return nil
}

// RecvMsg receives a message.
func (s *localStream) RecvMsg(m any) error {
	to, ok := m.(*crmstreamv1.WatchEventsResponse)
	if !ok {
		return fmt.Errorf("%T is no response", m)
	}
	select {
	case message := <-s.sent:
		proto.Reset(to)
		proto.Merge(to, message)
		return nil
	case err := <-s.ended:
		if err == nil {
			return io.EOF
		}
		return err
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	}
}

func (s *localStream) CloseSend() error             { return nil }
func (s *localStream) Context() context.Context     { return s.ctx }
func (s *localStream) Header() (metadata.MD, error) { return nil, nil }
func (s *localStream) Trailer() metadata.MD         { return nil }

// newWatching returns a watch of a fake server from the oldest event on, without a network.
func newWatching(t *testing.T, f *fakeEvents, con *console, out outlet, kept *checkpoint) *watching {
	t.Helper()
	m, err := findWatch("events")
	require.NoError(t, err)
	c := watchCommand{Source: "crm", Wait: "0s", Start: "oldest"}
	if kept != nil && kept.saved != "" {
		c.Start, c.ResumeToken = "", kept.saved
	}
	request, err := c.request(m)
	require.NoError(t, err)
	return &watching{
		con: con, conn: localConn{server: f}, method: m, request: request.ProtoReflect(), out: out, checkpoint: kept,
		silence: longestSilence, given: c.ResumeToken, token: c.ResumeToken,
	}
}
