package inproc_test

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	_ "google.golang.org/grpc/encoding/proto" // the codec of the tests
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/crmstream/crmstream/server/inproc"
)

// text is the message of all calls here.
type text = wrapperspb.StringValue

// service is a service of one unary method and one of streams.
type service struct {
	unary  func(context.Context, string) (string, error)
	stream func(grpc.ServerStream) error
	// inside is how many calls have entered and not left.
	inside atomic.Int32
	full   bool
}

// open returns a connection to the service.
func (s *service) open() *inproc.Conn {
	desc := &grpc.ServiceDesc{
		ServiceName: "test.Service",
		Methods: []grpc.MethodDesc{{MethodName: "Unary", Handler: func(
			_ any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor,
		) (any, error) {
			in := &text{}
			if err := decode(in); err != nil {
				return nil, err
			}
			return interceptor(ctx, in, &grpc.UnaryServerInfo{FullMethod: "/test.Service/Unary"}, func(ctx context.Context, _ any) (any, error) {
				out, err := s.unary(ctx, in.GetValue())
				return wrapperspb.String(out), err
			})
		}}},
		Streams: []grpc.StreamDesc{{
			StreamName: "Stream", ServerStreams: true, ClientStreams: true,
			Handler: func(_ any, stream grpc.ServerStream) error { return s.stream(stream) },
		}},
	}
	return inproc.New(inproc.Options{
		Services: []*grpc.ServiceDesc{desc},
		Codec:    encoding.GetCodecV2("proto"),
		Unary: func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			return handler(ctx, req)
		},
		Stream: func(srv any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
			return handler(srv, stream)
		},
		Enter: func(metadata.MD) (func(), error) {
			if s.full {
				return nil, status.Error(codes.Unavailable, "full")
			}
			s.inside.Add(1)
			return func() { s.inside.Add(-1) }, nil
		},
	})
}

// stream begins a stream of which the requests are sent.
func stream(ctx context.Context, t *testing.T, conn grpc.ClientConnInterface, requests ...string) grpc.ClientStream {
	t.Helper()
	s, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/test.Service/Stream")
	require.NoError(t, err)
	for _, r := range requests {
		require.NoError(t, s.SendMsg(wrapperspb.String(r)))
	}
	require.NoError(t, s.CloseSend())
	return s
}

// receive returns the next message of a stream.
func receive(s interface{ RecvMsg(any) error }) (string, error) {
	m := &text{}
	err := s.RecvMsg(m)
	return m.GetValue(), err
}

// code is the gRPC code of an error.
func code(err error) codes.Code { return status.Code(err) }

func TestUnary(t *testing.T) {
	detailed := status.Error(codes.NotFound, "no such thing")
	s := &service{unary: func(ctx context.Context, in string) (string, error) {
		switch in {
		case "missing":
			return "", detailed
		case "plain":
			return "", errors.New("of no status")
		case "wait":
			<-ctx.Done()
			return "", ctx.Err()
		case "invalid":
			return "\xff", nil
		}
		md, _ := metadata.FromIncomingContext(ctx)
		return in + "," + md["key"][0], nil
	}}
	conn := s.open()
	call := func(ctx context.Context, method, in string) (string, error) {
		out := &text{}
		err := conn.Invoke(metadata.AppendToOutgoingContext(ctx, "Key", "value"), method, wrapperspb.String(in), out)
		return out.GetValue(), err
	}
	out, err := call(t.Context(), "/test.Service/Unary", "in")
	require.NoError(t, err)
	require.Equal(t, "in,value", out)

	_, err = call(t.Context(), "/test.Service/Unary", "missing")
	require.Equal(t, detailed, err)
	for in, want := range map[string]codes.Code{"plain": codes.Unknown, "invalid": codes.Internal, "\xff": codes.Internal} {
		_, err = call(t.Context(), "/test.Service/Unary", in)
		require.Equal(t, want, code(err), in)
	}
	_, err = call(t.Context(), "/test.Service/Other", "in")
	require.Equal(t, codes.Unimplemented, code(err))

	canceled, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	_, err = call(canceled, "/test.Service/Unary", "wait")
	require.Equal(t, codes.Canceled, code(err))
	_, err = call(canceled, "/test.Service/Unary", "in")
	require.Equal(t, codes.Canceled, code(err), "of a caller that has left before")
	late, release := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer release()
	_, err = call(late, "/test.Service/Unary", "wait")
	require.Equal(t, codes.DeadlineExceeded, code(err))
	require.Zero(t, s.inside.Load())

	s.full = true
	_, err = call(t.Context(), "/test.Service/Unary", "in")
	require.Equal(t, codes.Unavailable, code(err))
}

// key is of a value in a caller's context.
type key struct{}

func TestServersSeeNoValuesOfCallers(t *testing.T) {
	var seen any
	conn := (&service{unary: func(ctx context.Context, _ string) (string, error) {
		seen = ctx.Value(key{})
		return "", nil
	}}).open()
	require.NoError(t, conn.Invoke(context.WithValue(t.Context(), key{}, "secret"), "/test.Service/Unary", &text{}, &text{}))
	require.Nil(t, seen)
}

func TestStreams(t *testing.T) {
	failure := status.Error(codes.DataLoss, "half of it")
	conn := (&service{stream: func(s grpc.ServerStream) error {
		for {
			in, err := receive(s)
			switch {
			case errors.Is(err, io.EOF):
				return nil
			case err != nil:
				return err
			case in == "fail":
				return failure
			}
			if err := s.SendMsg(wrapperspb.String(in + "!")); err != nil {
				return err
			}
		}
	}}).open()
	s, err := conn.NewStream(t.Context(), &grpc.StreamDesc{}, "/test.Service/Stream")
	require.NoError(t, err)
	for _, in := range []string{"a", "", "fail"} {
		require.NoError(t, s.SendMsg(wrapperspb.String(in)))
		if in != "fail" {
			out, err := receive(s)
			require.NoError(t, err)
			require.Equal(t, in+"!", out)
		}
	}
	_, err = receive(s)
	require.Equal(t, failure, err)
	_, err = receive(s)
	require.Equal(t, failure, err, "said again")
	require.Equal(t, io.EOF, s.SendMsg(&text{}), "nobody takes it")

	s = stream(t.Context(), t, conn)
	_, err = receive(s)
	require.Equal(t, io.EOF, err)
	_, err = conn.NewStream(t.Context(), &grpc.StreamDesc{}, "/test.Service/Unary")
	require.Equal(t, codes.Unimplemented, code(err))
}

// TestNothingWaits holds that a handler is never ahead of its client.
func TestNothingWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		conn := (&service{stream: func(s grpc.ServerStream) error {
			for range 3 {
				if err := s.SendMsg(wrapperspb.String("m")); err != nil {
					return err
				}
				sent++
			}
			return nil
		}}).open()
		s := stream(t.Context(), t, conn)
		for i := range 3 {
			synctest.Wait()
			require.Equal(t, i, sent)
			_, err := receive(s)
			require.NoError(t, err)
		}
		_, err := receive(s)
		require.Equal(t, io.EOF, err)
	})
}

// TestEitherSideMayLeave ends a stream from both sides while the other one waits for it.
func TestEitherSideMayLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sending error
		svc := &service{stream: func(s grpc.ServerStream) error {
			if in, _ := receive(s); in == "cut" { // as a supervisor does, while a message waits
				go func() { sending = s.SendMsg(wrapperspb.String("m")) }()
				time.Sleep(time.Second)
				return status.Error(codes.Aborted, "too slow")
			}
			sending = s.SendMsg(wrapperspb.String("m"))
			return sending
		}}
		conn := svc.open()
		slow := stream(t.Context(), t, conn, "cut")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		require.Equal(t, codes.Canceled, code(sending))
		_, err := receive(slow)
		require.Equal(t, codes.Aborted, code(err))

		ctx, leave := context.WithCancel(t.Context())
		left := stream(ctx, t, conn, "in")
		leave()
		synctest.Wait()
		require.Equal(t, codes.Canceled, code(sending))
		_, err = receive(left)
		require.Equal(t, codes.Canceled, code(err))
		require.Zero(t, svc.inside.Load())

		ctx, leave = context.WithTimeout(t.Context(), time.Second)
		defer leave()
		stream(ctx, t, conn, "in")
		time.Sleep(2 * time.Second)
		synctest.Wait()
		require.Equal(t, codes.DeadlineExceeded, code(sending))
	})
}

func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		conn := (&service{stream: func(s grpc.ServerStream) error {
			in, err := receive(s)
			if err != nil {
				return err
			}
			if in == "short" {
				time.Sleep(time.Second)
				return nil
			}
			<-s.Context().Done()
			return s.Context().Err()
		}}).open()
		short, long := stream(t.Context(), t, conn, "short"), stream(t.Context(), t, conn, "long")
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		go func() {
			time.Sleep(time.Second)
			_, err := conn.NewStream(t.Context(), &grpc.StreamDesc{}, "/test.Service/Stream")
			assert.Equal(t, codes.Unavailable, code(err))
		}()
		conn.Stop(ctx)
		require.Equal(t, 3*time.Second, time.Since(start))
		_, err := receive(short)
		require.Equal(t, io.EOF, err)
		_, err = receive(long)
		require.Equal(t, codes.Canceled, code(err))
		conn.Stop(ctx)
	})
}

// TestCallsEndOnBothSides holds that the context of a stream ends with its handler.
func TestCallsEndOnBothSides(t *testing.T) {
	conn := (&service{stream: func(grpc.ServerStream) error { return nil }}).open()
	s := stream(t.Context(), t, conn)
	<-s.Context().Done()
	_, err := receive(s)
	require.Equal(t, io.EOF, err)
}

// TestHeaders holds that clients get what handlers set, of calls that fail too.
func TestHeaders(t *testing.T) {
	conn := (&service{
		unary: func(ctx context.Context, in string) (string, error) {
			require.NoError(t, grpc.SetHeader(ctx, metadata.Pairs("key", in)))
			method, _ := grpc.Method(ctx)
			require.Equal(t, "/test.Service/Unary", method)
			if in == "fails" {
				return "", status.Error(codes.NotFound, "no such thing")
			}
			return in, nil
		},
		stream: func(s grpc.ServerStream) error {
			in, err := receive(s)
			if err != nil || in == "none" {
				return err
			}
			require.NoError(t, s.SetHeader(metadata.Pairs("key", in)))
			return s.SendMsg(wrapperspb.String("m"))
		},
	}).open()
	for _, in := range []string{"well", "fails"} {
		var md metadata.MD
		_ = conn.Invoke(t.Context(), "/test.Service/Unary", wrapperspb.String(in), &text{}, grpc.Header(&md))
		require.Equal(t, metadata.Pairs("key", in), md)
	}
	s := stream(t.Context(), t, conn, "in")
	md, err := s.Header()
	require.NoError(t, err)
	require.Equal(t, metadata.Pairs("key", "in"), md)
	_, err = receive(s)
	require.NoError(t, err)
	md, err = stream(t.Context(), t, conn, "none").Header()
	require.NoError(t, err)
	require.Empty(t, md)
	ctx, leave := context.WithCancel(t.Context())
	waits, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/test.Service/Stream")
	require.NoError(t, err)
	leave()
	md, err = waits.Header()
	require.NoError(t, err)
	require.Empty(t, md)
}
