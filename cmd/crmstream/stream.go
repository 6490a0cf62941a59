package main

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/api"
	"github.com/crmstream/crmstream/internal/wirejson"
)

// readStream makes one call of a method that streams, and gives each message to take. It returns nil when the server has ended the
// stream without an error.
func readStream(ctx context.Context, conn grpc.ClientConnInterface, m *api.Method, request proto.Message, take func(message) error) error {
	return receiveAll(ctx, conn, m, request, func() (any, func() error) {
		next := message{m.Response.New()}
		return next.Interface(), func() error { return take(next) }
	})
}

// encodedMessage is a message of a list with its records encoded.
type encodedMessage = wirejson.Message[proto.Message]

// readEncoded is readStream for messages with encoded records. Each message is valid until the next one.
func readEncoded(ctx context.Context, conn grpc.ClientConnInterface, m *api.Method, request proto.Message, take func(*encodedMessage) error) error {
	next := &encodedMessage{Parts: m.Response.New().Interface()}
	defer next.Release()
	return receiveAll(ctx, conn, m, request, func() (any, func() error) {
		return next, func() error { return take(next) }
	}, grpc.ForceCodecV2(wirejson.NewCodec()))
}

// receiveAll makes a call. into returns where the next message is read to, and what is done with it.
func receiveAll(ctx context.Context, conn grpc.ClientConnInterface, m *api.Method, request proto.Message, into func() (any, func() error), opts ...grpc.CallOption) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, m.Name, opts...)
	if err != nil {
		return err
	}
	// If SendMsg fails with io.EOF, RecvMsg returns the cause.
	if err := stream.SendMsg(request); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	for {
		next, take := into()
		err := stream.RecvMsg(next)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := take(); err != nil {
			return err
		}
	}
}

// sayNotices prints the notices of a message.
func (c *console) sayNotices(m message) {
	for _, notice := range parts[*crmstreamv1.Notice](m, "notices") {
		c.say("note: %s: %s", printable(notice.GetCode()), printable(notice.GetMessage()))
	}
}

// waitToResume prints why a stream has broken, and waits until it is to be resumed after that many failures in a row. It fails only
// when the context ends. of is printed last, and says how many tries there are.
func (c *console) waitToResume(ctx context.Context, err error, of string, failures int) error {
	wait, asked := retryDelay(failures, err)
	if asked > wait {
		c.say("The server asks to wait for %s; %s is the most this command waits.", asked, wait)
	}
	reason := printable(status.Convert(err).Message())
	if status.Code(err) == codes.Unavailable && len(status.Convert(err).Details()) == 0 {
		reason = "the server cannot be reached" // gRPC's text says no more
	}
	c.say("%s; resuming in %s%s", reason, wait.Round(100*time.Millisecond), of)
	return pause(ctx, wait)
}

// pause waits, unless the context ends.
func pause(ctx context.Context, wait time.Duration) error {
	select {
	case <-time.After(wait):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// longestDelay is the longest time that the command waits because the server asks for it. An upstream may announce hours, and a
// person may sit at the terminal.
const longestDelay = 5 * time.Minute

// retryDelay returns the wait after that many failures in a row: the time that the server asks for, up to longestDelay, or else
// a random time up to 8 seconds. asked is the time that the server asks for, 0 if it asks for none.
func retryDelay(failures int, err error) (wait, asked time.Duration) {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			asked = max(info.GetRetryDelay().AsDuration(), 0)
			return min(asked, longestDelay), asked
		}
	}
	most := 500 * time.Millisecond << min(failures-1, 4)
	return most/2 + rand.N(most/2), 0
}
