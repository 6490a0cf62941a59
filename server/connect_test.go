package server

import (
	"io"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestClientsThatSayNothingAreCut connects and sends a part of what HTTP/2 begins with.
func TestClientsThatSayNothingAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for ten seconds")
	}
	_, client := serve(t, &fake{})
	conn, err := net.Dial("tcp", client.Target())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	_, err = conn.Write([]byte("PRI * HT"))
	require.NoError(t, err)
	start := time.Now()
	require.NoError(t, conn.SetReadDeadline(start.Add(3*connectionTime)))
	_, _ = io.Copy(io.Discard, conn) // until the server hangs up, in whatever way
	require.WithinDuration(t, start.Add(connectionTime), time.Now(), connectionTime/2)
}
