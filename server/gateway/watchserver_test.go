package gateway_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

const (
	events = "/v1/sources/apro/events:watch"
	sms    = "/v1/sources/apro/outgoingSms:watch"
	calls  = "/v1/sources/apro/callRequests:watch"

	acceptLines  = "Accept: application/x-ndjson"
	acceptEvents = "Accept: text/event-stream"
)

type (
	eventsRequest  = crmstreamv1.WatchEventsRequest
	eventsResponse = crmstreamv1.WatchEventsResponse
	eventsStream   = grpc.ServerStreamingServer[eventsResponse]
	watchScript    func(*eventsRequest, eventsStream) error
)

// watchServer is a gRPC server with events that follow a script, and fixed text messages and calls.
type watchServer struct {
	crmstreamv1.UnimplementedEventsServiceServer
	crmstreamv1.UnimplementedSmsServiceServer
	crmstreamv1.UnimplementedCallsServiceServer
	script watchScript
	sms    []*crmstreamv1.WatchOutgoingSmsResponse
	calls  []*crmstreamv1.WatchCallRequestsResponse
}

func (s *watchServer) WatchEvents(req *eventsRequest, stream eventsStream) error {
	return s.script(req, stream)
}

func (s *watchServer) WatchOutgoingSms(_ *crmstreamv1.WatchOutgoingSmsRequest, stream grpc.ServerStreamingServer[crmstreamv1.WatchOutgoingSmsResponse]) error {
	return sendAll(stream, nil, s.sms...)
}

func (s *watchServer) WatchCallRequests(_ *crmstreamv1.WatchCallRequestsRequest, stream grpc.ServerStreamingServer[crmstreamv1.WatchCallRequestsResponse]) error {
	return sendAll(stream, nil, s.calls...)
}

// sendAll sends messages, and ends well or with an error.
func sendAll[M any](stream grpc.ServerStreamingServer[M], end error, messages ...*M) error {
	for _, m := range messages {
		if err := stream.Send(m); err != nil {
			return err
		}
	}
	return end
}

// say is a script of messages that end well or with an error.
func say(end error, messages ...*eventsResponse) watchScript {
	return func(_ *eventsRequest, stream eventsStream) error { return sendAll(stream, end, messages...) }
}

// sayAndWait is a script of messages after which nothing comes.
func sayAndWait(messages ...*eventsResponse) watchScript {
	return func(_ *eventsRequest, stream eventsStream) error {
		if err := sendAll(stream, nil, messages...); err != nil {
			return err
		}
		<-stream.Context().Done()
		return stream.Context().Err()
	}
}

// serveWatch serves the gateway over a real socket, in front of a gRPC server that follows the script.
func serveWatch(t *testing.T, script watchScript) *httptest.Server {
	t.Helper()
	return serveWatches(t, &watchServer{script: script}, gateway.Options{})
}

func serveWatches(t *testing.T, s *watchServer, o gateway.Options) *httptest.Server {
	t.Helper()
	return serveConn(t, connect(t, func(srv *grpc.Server) {
		crmstreamv1.RegisterEventsServiceServer(srv, s)
		crmstreamv1.RegisterSmsServiceServer(srv, s)
		crmstreamv1.RegisterCallsServiceServer(srv, s)
	}), o)
}

// isInteractive reports whether a call says that somebody waits for its answer.
func isInteractive(ctx context.Context) bool {
	md, _ := metadata.FromIncomingContext(ctx)
	return len(md.Get("x-crmstream-interactive")) > 0
}

// at returns a time, as complete_until has it.
func at(second int64) *timestamppb.Timestamp {
	return &timestamppb.Timestamp{Seconds: 1796000000 + second}
}

func atText(second int64) string { return at(second).AsTime().Format(time.RFC3339) }

func pushed(id string) *crmstreamv1.PushedEvent {
	return &crmstreamv1.PushedEvent{Event: crmstreamv1.EventKind_EVENT_KIND_EDIT, ObjectId: id}
}

func pushedText(id string) string {
	return `{"pushedEvent":{"event":"EVENT_KIND_EDIT","objectId":"` + id + `"}}`
}

// beat returns a message without entries.
func beat(token string, second int64) *eventsResponse {
	return &eventsResponse{ResumeToken: token, CompleteUntil: at(second)}
}

func ended(token string, second int64, end crmstreamv1.EndReason) *eventsResponse {
	return &eventsResponse{ResumeToken: token, CompleteUntil: at(second), End: end}
}

func bookmarkText(token string, second int64) string {
	return `{"bookmark":{"resumeToken":"` + token + `","completeUntil":"` + atText(second) + `"}}`
}

// sse is an event of an event stream.
type sse struct{ name, id, data string }

// readEvents reads a stream of events by the rules of WHATWG (HTML, 9.2.6), and calls got for each. The id is the last one that came so
// far. An event without its empty line is none.
func readEvents(from io.Reader, got func(sse)) error {
	lines, now := bufio.NewReader(from), sse{}
	var data []string
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return err
		}
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case line == "" && len(data) == 0:
			now.name = ""
		case line == "":
			now.data = strings.Join(data, "\n")
			got(now)
			now.name, data = "", nil
		case name == "event":
			now.name = value
		case name == "data":
			data = append(data, value)
		case name == "id":
			now.id = value
		case name != "" && name != "retry":
			return fmt.Errorf("the line %q has no meaning in a stream of events", line)
		}
	}
}
