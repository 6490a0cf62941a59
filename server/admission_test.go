package server

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

func TestLargeMetadataIsRefused(t *testing.T) {
	_, conn := serve(t, &fake{rows: 1})
	ctx := metadata.AppendToOutgoingContext(t.Context(), "x-large", strings.Repeat("x", maxMetadata))
	_, err := crmstreamv1.NewSourcesServiceClient(conn).ListSources(ctx, &crmstreamv1.ListSourcesRequest{})
	require.Error(t, err)
	ctx = metadata.AppendToOutgoingContext(t.Context(), "x-large", strings.Repeat("x", maxMetadata/2))
	_, err = crmstreamv1.NewSourcesServiceClient(conn).ListSources(ctx, &crmstreamv1.ListSourcesRequest{})
	require.NoError(t, err)
}

// TestTooMuchMetadataIsRefused opens calls with much metadata until no more are taken. Others are, and those too when one has ended.
func TestTooMuchMetadataIsRefused(t *testing.T) {
	f := &fake{rows: 1, before: func(ctx context.Context, _ connectors.PageRequest) error { <-ctx.Done(); return ctx.Err() }}
	s, conn := serve(t, f)
	ctx, cancel := context.WithCancel(t.Context())
	large := func(ctx context.Context) context.Context {
		return metadata.AppendToOutgoingContext(ctx, "x-large", strings.Repeat("x", maxMetadata*7/8))
	}
	ask := func(ctx context.Context) error {
		_, err := crmstreamv1.NewSourcesServiceClient(conn).ListSources(ctx, &crmstreamv1.ListSourcesRequest{})
		return err
	}
	require.NoError(t, ask(large(t.Context())))
	const least, calls = maxAllMetadata / maxMetadata, maxAllMetadata/maxMetadata + 64
	for range calls {
		_, err := crmstreamv1.NewContactsServiceClient(conn).ListContacts(large(ctx), &crmstreamv1.ListContactsRequest{Source: "main"})
		require.NoError(t, err) // which the stream tells
	}
	require.Eventually(t, func() bool { return ask(large(t.Context())) != nil }, 30*time.Second, 10*time.Millisecond)
	err := ask(large(t.Context()))
	require.Equal(t, codes.Unavailable, status.Code(err), err)
	require.Equal(t, "OVERLOADED", infoOf(t, err).GetReason())
	require.Eventually(t, func() bool { return s.admission.calls.Load() < int64(calls) }, 30*time.Second, 10*time.Millisecond) // refused ones end
	require.GreaterOrEqual(t, s.admission.calls.Load(), int64(least))
	require.NoError(t, ask(t.Context()))
	cancel()
	require.Eventually(t, func() bool { return ask(large(t.Context())) == nil }, 30*time.Second, 10*time.Millisecond)
	require.Eventually(t, func() bool { return s.admission.metadata.Load() == 0 }, 30*time.Second, 10*time.Millisecond)
}

// TestTooManyCallsAreRefused opens calls, over two connections, until no more are taken. Then others end, and there is room again.
func TestTooManyCallsAreRefused(t *testing.T) {
	f := &fake{rows: 1, before: func(ctx context.Context, _ connectors.PageRequest) error { <-ctx.Done(); return ctx.Err() }}
	s, conn := serve(t, f)
	second := connectTo(t, conn.Target())
	ctx, cancel := context.WithCancel(t.Context())
	for i := range maxCalls {
		to := conn
		if i%2 == 0 {
			to = second
		}
		_, err := crmstreamv1.NewContactsServiceClient(to).ListContacts(ctx, &crmstreamv1.ListContactsRequest{Source: "main"})
		require.NoError(t, err)
	}
	require.Eventually(t, func() bool { return s.admission.calls.Load() == maxCalls }, 30*time.Second, 10*time.Millisecond)
	_, err := crmstreamv1.NewSourcesServiceClient(conn).ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
	require.Equal(t, codes.Unavailable, status.Code(err), err)
	require.Equal(t, "OVERLOADED", infoOf(t, err).GetReason())
	cancel()
	require.Eventually(t, func() bool {
		runtime.Gosched()
		_, err := crmstreamv1.NewSourcesServiceClient(conn).ListSources(t.Context(), &crmstreamv1.ListSourcesRequest{})
		return err == nil
	}, 30*time.Second, 10*time.Millisecond)
}

// connectTo returns another connection to a server.
func connectTo(t *testing.T, target string) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, conn.Close()) })
	return conn
}

// infoOf returns what an error says of itself to programs.
func infoOf(t *testing.T, err error) *errdetails.ErrorInfo {
	t.Helper()
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	require.Fail(t, "no ErrorInfo", err)
	return nil
}
