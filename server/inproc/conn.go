// Package inproc serves the calls of a process to its own gRPC services, without HTTP/2 between them.
//
// # Decisions
//
// A call goes through the same handlers, interceptors and codecs as a call from outside, and its messages are encoded and
// decoded. Only the transport differs: an encoded message is passed on without a copy, when the other side receives it. So no
// message waits in a buffer, and a client that stalls costs no memory but its own. (gRPC over a pipe in memory has a window for
// each stream. github.com/fullstorydev/grpchan copies decoded messages, and its handlers cannot return while a client stalls.)
//
// Answers have the header metadata that a handler sets before all else, and no trailer: those of the services here are for clients outside.
package inproc

import (
	"context"
	"errors"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
)

// Options are the services that a connection calls. All fields are required.
type Options struct {
	Services []*grpc.ServiceDesc
	// Codec encodes the answers, and decodes the requests.
	Codec  encoding.CodecV2
	Unary  grpc.UnaryServerInterceptor
	Stream grpc.StreamServerInterceptor
	// Enter is called before a call with this metadata is served, and may refuse it. leave is called when the call has ended.
	Enter func(metadata.MD) (leave func(), err error)
}

// Conn is a connection to services in this process. It is safe for concurrent use.
type Conn struct {
	opts    Options
	unary   map[string]grpc.MethodDesc
	streams map[string]grpc.StreamDesc

	life context.Context // of all calls
	cut  context.CancelFunc

	mu      sync.Mutex
	stopped bool
	calls   sync.WaitGroup // is not increased after stopped
}

// New returns a connection.
func New(o Options) *Conn {
	c := &Conn{opts: o, unary: map[string]grpc.MethodDesc{}, streams: map[string]grpc.StreamDesc{}}
	c.life, c.cut = context.WithCancel(context.Background())
	for _, service := range o.Services {
		prefix := "/" + service.ServiceName + "/"
		for _, m := range service.Methods {
			c.unary[prefix+m.MethodName] = m
		}
		for _, s := range service.Streams {
			c.streams[prefix+s.StreamName] = s
		}
	}
	return c
}

// Stop refuses new calls, waits for the others until ctx ends, and then cancels them.
func (c *Conn) Stop(ctx context.Context) {
	c.mu.Lock()
	c.stopped = true
	c.mu.Unlock()
	stop := context.AfterFunc(ctx, c.cut)
	defer stop()
	c.calls.Wait()
	c.cut()
}

// begin begins a call. It returns the server's context of the call, and a function that ends the call.
func (c *Conn) begin(caller context.Context) (context.Context, func(), error) {
	if err := caller.Err(); err != nil {
		return nil, nil, status.FromContextError(err).Err()
	}
	md, _ := metadata.FromOutgoingContext(caller)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped {
		return nil, nil, status.Error(codes.Unavailable, "the server is stopping")
	}
	leave, err := c.opts.Enter(md)
	if err != nil {
		return nil, nil, err
	}
	c.calls.Add(1)
	ctx, release := c.serverContext(caller, md)
	return ctx, func() {
		release()
		leave()
		c.calls.Done()
	}, nil
}

// AuthInfo marks a call that comes from the server's own process.
type AuthInfo struct{}

// AuthType returns "inproc".
func (AuthInfo) AuthType() string { return "inproc" }

// address is the address of a caller in this process.
type address struct{}

func (address) Network() string { return "inproc" }
func (address) String() string  { return "inproc" }

// serverContext returns the context of a call on the server's side. It ends with the caller's context and has the caller's
// deadline and the metadata, but no other values of the caller.
func (c *Conn) serverContext(caller context.Context, md metadata.MD) (context.Context, func()) {
	here := peer.NewContext(c.life, &peer.Peer{Addr: address{}, AuthInfo: AuthInfo{}})
	ctx, cancel := context.WithCancel(metadata.NewIncomingContext(here, md))
	stop := context.AfterFunc(caller, func() {
		if !errors.Is(caller.Err(), context.DeadlineExceeded) { // this context has the same deadline
			cancel()
		}
	})
	if deadline, ok := caller.Deadline(); ok {
		timed, release := context.WithDeadline(ctx, deadline)
		return timed, func() { stop(); release(); cancel() }
	}
	return ctx, func() { stop(); cancel() }
}

// Invoke makes a unary call. It returns when the handler returns, so the handler must obey its context.
func (c *Conn) Invoke(ctx context.Context, name string, request, answer any, opts ...grpc.CallOption) error {
	method, ok := c.unary[name]
	if !ok {
		return unknown(name)
	}
	sent, err := c.opts.Codec.Marshal(request)
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	defer sent.Free()
	ctx, end, err := c.begin(ctx)
	if err != nil {
		return err
	}
	defer end()
	h, ctx := newHeader(ctx, name)
	returned, err := method.Handler(nil, ctx, func(v any) error { return c.opts.Codec.Unmarshal(sent, v) }, c.opts.Unary)
	for _, o := range opts {
		if wanted, ok := o.(grpc.HeaderCallOption); ok {
			*wanted.HeaderAddr = h.get()
		}
	}
	if err != nil {
		return asStatus(err)
	}
	encoded, err := c.opts.Codec.Marshal(returned)
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	defer encoded.Free()
	return asStatus(clientCodec(c.opts.Codec, opts).Unmarshal(encoded, answer))
}

// unknown returns the error of a call to a method that no service has.
func unknown(method string) error {
	return status.Errorf(codes.Unimplemented, "unknown method %s", method)
}

// asStatus converts an error into the status that gRPC would send.
func asStatus(err error) error {
	if _, ok := status.FromError(err); ok {
		return err
	}
	return status.FromContextError(err).Err()
}

// clientCodec returns the codec that the options of a call choose, or the usual one.
func clientCodec(usual encoding.CodecV2, opts []grpc.CallOption) encoding.CodecV2 {
	for _, o := range opts {
		if forced, ok := o.(grpc.ForceCodecV2CallOption); ok {
			return forced.CodecV2
		}
	}
	return usual
}
