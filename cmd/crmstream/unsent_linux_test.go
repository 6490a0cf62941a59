package main

import (
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/internal/check"
)

// TestLittleWaitsInTheKernel writes to a client that takes nothing until the kernel takes no more.
func TestLittleWaitsInTheKernel(t *testing.T) {
	listener, err := listenTo("127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	client, err := net.Dial("tcp", listener.Addr().String())
	require.NoError(t, err)
	defer func() { _ = client.Close() }()
	require.NoError(t, client.(*net.TCPConn).SetReadBuffer(32<<10)) //nolint:forcetypeassert // the kind that Dial returns
	server, err := listener.Accept()
	require.NoError(t, err)
	defer func() { _ = server.Close() }()
	written := 0
	for chunk := make([]byte, 16<<10); err == nil; {
		require.NoError(t, server.SetWriteDeadline(time.Now().Add(300*time.Millisecond)))
		var n int
		n, err = server.Write(chunk)
		written += n
	}
	check.AtMost(t, "kernel_waits_kib", float64(written)/1024, 512)
}
