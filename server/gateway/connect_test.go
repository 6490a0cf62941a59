package gateway_test

import (
	"context"
	"net"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/test/bufconn"

	"github.com/crmstream/crmstream/server/gateway"
)

// connect starts a gRPC server, to which register has added its services, and returns a connection to it.
func connect(t testing.TB, register func(*grpc.Server), options ...grpc.ServerOption) *grpc.ClientConn {
	t.Helper()
	listener := bufconn.Listen(1 << 20)
	srv := grpc.NewServer(append(options, grpc.WaitForHandlers(true))...)
	register(srv)
	served := make(chan error, 1)
	go func() { served <- srv.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:///gateway",
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }),
		grpc.WithTransportCredentials(insecure.NewCredentials()))
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, conn.Close())
		srv.Stop()
		require.NoError(t, <-served)
	})
	return conn
}

// serveConn serves the gateway over a real socket in front of a connection.
func serveConn(t *testing.T, conn grpc.ClientConnInterface, o gateway.Options) *httptest.Server {
	t.Helper()
	handler, err := gateway.New(t.Context(), conn, o)
	require.NoError(t, err)
	web := httptest.NewServer(handler)
	t.Cleanup(func() {
		web.Client().CloseIdleConnections()
		web.Close()
	})
	return web
}
