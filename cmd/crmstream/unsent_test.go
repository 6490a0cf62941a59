package main

import (
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestRefusedDialsCostNothing looks records up at a port where nobody listens, then at one that hangs up once it has the
// request, and then at the sandbox, which gets all of the documented budget but what the second one had.
func TestRefusedDialsCostNothing(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	port := listener.Addr().String()
	require.NoError(t, listener.Close())
	sandbox := startGated(t, "apro", `{"rows": 100}`)
	address, _, _ := serveHere(t, fmt.Sprintf("listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nsources:\n"+
		"  - {name: crm, connector: apro, time_zone: UTC, settings: {base_urls: [\"http://%s\"], api_key: \"${APRO}\"}}\n", port))
	b := &books{sandbox: sandbox, conn: dial(t, address)}

	for range 4 {
		require.Equal(t, codes.Unavailable, status.Code(b.get(t, "10001")))
	}
	require.Zero(t, b.told)
	require.Zero(t, b.source(t).GetUsed(), "nothing was sent")
	require.EqualValues(t, 200, b.source(t).GetRemaining())

	listener, err = net.Listen("tcp", port)
	require.NoError(t, err)
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 4096))
			_ = conn.Close()
		}
	})
	require.Equal(t, codes.Unavailable, status.Code(b.get(t, "10001")))
	require.NoError(t, listener.Close())
	serving.Wait()
	written := b.told
	require.Positive(t, written)
	require.EqualValues(t, written, b.source(t).GetUsed(), "the upstream may have counted what it was sent")

	listener, err = net.Listen("tcp", port)
	require.NoError(t, err)
	server := &http.Server{Handler: sandbox.Handler}
	serving.Go(func() { _ = server.Serve(listener) })
	t.Cleanup(func() { _ = server.Close(); serving.Wait() })
	for err == nil {
		_, err = crmstreamv1.NewContactsServiceClient(b.conn).GetContact(t.Context(), &crmstreamv1.GetContactRequest{Source: "crm", Id: "10001"})
		if status.Code(err) == codes.NotFound {
			err = nil
		}
	}
	require.Equal(t, codes.ResourceExhausted, status.Code(err), err)
	require.Equal(t, 200-written, sandbox.requests())
}
