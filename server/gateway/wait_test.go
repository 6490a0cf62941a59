package gateway_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// slowConn is a connection to a list that says nothing for a time, then sends its message or fails. It has no socket, which
// would stop the clock of synctest.
type slowConn struct {
	grpc.ClientConnInterface
	wait time.Duration
	fail error
}

func (c slowConn) NewStream(ctx context.Context, _ *grpc.StreamDesc, _ string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return &slowStream{ctx: ctx, conn: c}, nil
}

type slowStream struct {
	grpc.ClientStream
	ctx  context.Context
	conn slowConn
	sent bool
}

func (s *slowStream) Context() context.Context     { return s.ctx }
func (s *slowStream) Header() (metadata.MD, error) { return nil, nil }

func (s *slowStream) SendMsg(any) error { return nil }
func (s *slowStream) CloseSend() error  { return nil }

func (s *slowStream) RecvMsg(m any) error {
	if s.sent {
		return io.EOF
	}
	s.sent = true
	select {
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	case <-time.After(s.conn.wait):
	}
	if s.conn.fail != nil {
		return s.conn.fail
	}
	proto.Merge(m.(proto.Message), last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
	return nil
}

// timedWriter records when the headers were written.
type timedWriter struct {
	*httptest.ResponseRecorder
	start time.Time
	after time.Duration
}

func (w *timedWriter) WriteHeader(code int) {
	w.after = time.Since(w.start)
	w.ResponseRecorder.WriteHeader(code)
}

func TestHeadersOfLinesWaitForAMessage(t *testing.T) {
	failure := status.Error(codes.Unavailable, "what happened")
	for name, test := range map[string]struct {
		conn   slowConn
		after  time.Duration
		status int
		cut    bool
	}{
		"quick message":  {conn: slowConn{wait: 300 * time.Millisecond}, after: 300 * time.Millisecond, status: 200},
		"slow message":   {conn: slowConn{wait: 15 * time.Second}, after: 5 * time.Second, status: 200},
		"quick failure":  {conn: slowConn{wait: 300 * time.Millisecond, fail: failure}, after: 300 * time.Millisecond, status: 503},
		"slow failure":   {conn: slowConn{wait: 15 * time.Second, fail: failure}, after: 5 * time.Second, status: 200, cut: true},
		"no more timers": {conn: slowConn{fail: failure}, status: 503},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handler, err := gateway.New(t.Context(), test.conn, gateway.Options{})
				require.NoError(t, err)
				w := &timedWriter{ResponseRecorder: httptest.NewRecorder(), start: time.Now()}
				req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+lines, nil)
				if test.cut {
					require.PanicsWithValue(t, http.ErrAbortHandler, func() { handler.ServeHTTP(w, req) })
				} else {
					handler.ServeHTTP(w, req)
				}
				time.Sleep(10 * time.Second) // a timer left running would write now
				require.Equal(t, test.after, w.after)
				require.Equal(t, test.status, w.Code)
			})
		})
	}
}

// TestDocumentsEndInTime answers a caller who gave no timeout although the list does not.
func TestDocumentsEndInTime(t *testing.T) {
	for header, want := range map[string]time.Duration{"": time.Minute, "5S": 5 * time.Second, "2M": 2 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			handler, err := gateway.New(t.Context(), slowConn{wait: time.Hour}, gateway.Options{})
			require.NoError(t, err)
			w := &timedWriter{ResponseRecorder: httptest.NewRecorder(), start: time.Now()}
			req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+contacts, nil)
			req.Header.Set("Grpc-Timeout", header)
			handler.ServeHTTP(w, req)
			require.Equal(t, want, w.after)
			require.Equal(t, http.StatusGatewayTimeout, w.Code)
		})
	}
}
