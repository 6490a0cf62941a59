package inproc

import (
	"context"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// stream is a streaming call. Each message is passed on when the other side receives it.
type stream struct {
	requests, answers chan mem.BufferSlice
	ended             chan struct{} // closed when the handler has returned
	header            *header
	err               error // of the handler, set before ended is closed
}

// NewStream begins a streaming call. A client that leaves before the end must end ctx, which releases the call.
func (c *Conn) NewStream(ctx context.Context, _ *grpc.StreamDesc, name string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	desc, ok := c.streams[name]
	if !ok {
		return nil, unknown(name)
	}
	serving, end, err := c.begin(ctx)
	if err != nil {
		return nil, err
	}
	s := &stream{requests: make(chan mem.BufferSlice), answers: make(chan mem.BufferSlice), ended: make(chan struct{})}
	s.header, serving = newHeader(serving, name)
	info := &grpc.StreamServerInfo{FullMethod: name, IsClientStream: desc.ClientStreams, IsServerStream: desc.ServerStreams}
	called, leave := context.WithCancel(ctx)
	go func() {
		defer leave()
		defer close(s.ended)
		defer end()
		s.err = c.opts.Stream(nil, &serverStream{stream: s, ctx: serving, codec: c.opts.Codec}, info, desc.Handler)
	}()
	return &clientStream{stream: s, ctx: called, caller: ctx, sends: c.opts.Codec, receives: clientCodec(c.opts.Codec, opts)}, nil
}

// serverStream is the handler's side of a stream.
type serverStream struct {
	*stream
	ctx   context.Context
	codec encoding.CodecV2
}

// Context returns the context of the call.
func (s *serverStream) Context() context.Context { return s.ctx }

// SendMsg returns when the client has received the message.
func (s *serverStream) SendMsg(m any) error {
	data, err := s.codec.Marshal(m)
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	select {
	case s.answers <- data:
		return nil
	case <-s.ctx.Done():
		data.Free()
		return status.FromContextError(s.ctx.Err()).Err()
	}
}

// RecvMsg receives the next message of the client, or io.EOF.
func (s *serverStream) RecvMsg(m any) error {
	select {
	case data, more := <-s.requests:
		if !more {
			return io.EOF
		}
		defer data.Free()
		return s.codec.Unmarshal(data, m)
	case <-s.ctx.Done():
		return status.FromContextError(s.ctx.Err()).Err()
	}
}

// SetHeader adds to the header of the answer.
func (s *serverStream) SetHeader(md metadata.MD) error { return s.header.SetHeader(md) }

// SendHeader adds to the header of the answer.
func (s *serverStream) SendHeader(md metadata.MD) error { return s.header.SendHeader(md) }

// SetTrailer does nothing: calls have no trailer.
func (s *serverStream) SetTrailer(metadata.MD) {}

// clientStream is the client's side of a stream. As in gRPC, one goroutine may send while another receives.
type clientStream struct {
	*stream
	ctx             context.Context
	caller          context.Context // does not end with the call
	sends, receives encoding.CodecV2
}

// Context returns a context that ends with the call, whichever side ends it.
func (s *clientStream) Context() context.Context { return s.ctx }

// SendMsg returns when the handler has received the message. io.EOF means that the handler receives no more messages: RecvMsg
// returns why.
func (s *clientStream) SendMsg(m any) error {
	data, err := s.sends.Marshal(m)
	if err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	select {
	case s.requests <- data:
		return nil
	case <-s.ended:
		err = io.EOF
	case <-s.caller.Done():
		err = io.EOF
	}
	data.Free()
	return err
}

// CloseSend informs the handler that no more messages come.
func (s *clientStream) CloseSend() error {
	close(s.requests)
	return nil
}

// RecvMsg receives the next message of the handler, its error, or io.EOF.
func (s *clientStream) RecvMsg(m any) error {
	select {
	case data := <-s.answers:
		defer data.Free()
		return s.receives.Unmarshal(data, m)
	case <-s.ended:
		if s.err == nil {
			return io.EOF
		}
		return asStatus(s.err)
	case <-s.caller.Done():
		return status.FromContextError(s.caller.Err()).Err()
	}
}

// Header returns the header of the answer when the handler has set it, and nothing if the call ends without: RecvMsg returns why.
func (s *clientStream) Header() (metadata.MD, error) {
	select {
	case <-s.header.set:
	case <-s.ended:
	case <-s.caller.Done():
	}
	return s.header.get(), nil
}

// Trailer returns nothing: calls have no trailer.
func (s *clientStream) Trailer() metadata.MD { return nil }
