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
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// step is what a server does after a time: it sends a message, fails, or, with neither, ends the call.
type step struct {
	after   time.Duration
	message proto.Message
	fail    error
}

// timedConn is a connection to a server that does one step after the other. It has no socket, which would stop the clock of synctest.
type timedConn struct {
	grpc.ClientConnInterface
	steps []step
}

// slowly returns a connection to a list that says nothing for a time, then sends its message or fails.
func slowly(wait time.Duration, fail error) timedConn {
	if fail != nil {
		return timedConn{steps: []step{{after: wait, fail: fail}}}
	}
	return timedConn{steps: []step{{after: wait, message: last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")}, {}}}
}

func (c timedConn) NewStream(ctx context.Context, _ *grpc.StreamDesc, _ string, options ...grpc.CallOption) (grpc.ClientStream, error) {
	s := &timedStream{ctx: ctx, steps: c.steps}
	for _, o := range options {
		if forced, ok := o.(grpc.ForceCodecV2CallOption); ok {
			s.codec = forced.CodecV2
		}
	}
	return s, nil
}

type timedStream struct {
	grpc.ClientStream
	ctx   context.Context
	codec encoding.CodecV2
	steps []step
}

func (s *timedStream) Context() context.Context     { return s.ctx }
func (s *timedStream) Header() (metadata.MD, error) { return nil, nil }

func (s *timedStream) SendMsg(any) error { return nil }
func (s *timedStream) CloseSend() error  { return nil }

func (s *timedStream) RecvMsg(m any) error {
	next := s.steps[0]
	s.steps = s.steps[1:]
	select {
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	case <-time.After(next.after):
	}
	switch {
	case next.fail != nil:
		return next.fail
	case next.message == nil:
		return io.EOF
	}
	encoded, err := s.codec.Marshal(next.message)
	if err != nil {
		return err
	}
	return s.codec.Unmarshal(encoded, m)
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
		conn   timedConn
		after  time.Duration
		status int
		cut    bool
	}{
		"quick message":  {conn: slowly(300*time.Millisecond, nil), after: 300 * time.Millisecond, status: 200},
		"slow message":   {conn: slowly(15*time.Second, nil), after: 5 * time.Second, status: 200},
		"quick failure":  {conn: slowly(300*time.Millisecond, failure), after: 300 * time.Millisecond, status: 503},
		"slow failure":   {conn: slowly(15*time.Second, failure), after: 5 * time.Second, status: 200, cut: true},
		"no more timers": {conn: slowly(0, failure), status: 503},
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
			handler, err := gateway.New(t.Context(), slowly(time.Hour, nil), gateway.Options{})
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
