package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
	"google.golang.org/protobuf/proto"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestRequestsThatDoNotArriveAreCut begins calls whose requests never arrive whole, each over a connection of its own.
func TestRequestsThatDoNotArriveAreCut(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for twenty seconds")
	}
	server := serveText(t, buildBinary(t), fmt.Sprintf(stallConfig, "http://127.0.0.1:1"))
	list, err := proto.Marshal(&crmstreamv1.ListTasksRequest{Source: "crm"})
	require.NoError(t, err)
	whole := binary.BigEndian.AppendUint32([]byte{0}, uint32(len(list)))
	whole = append(whole, list...)
	const lists, unary = "/crmstream.v1.TasksService/ListTasks", "/crmstream.v1.SourcesService/ListSources"
	for name, c := range map[string]struct {
		path string
		sent []byte
	}{
		"nothing of a list":      {lists, nil},
		"a part of a list":       {lists, whole[:7]},
		"a list that never ends": {lists, whole}, // its stream, that is
		"nothing of a call":      {unary, nil},
		"a part of a call":       {unary, []byte{0, 0, 0}},
		"nothing for others":     {"/grpc.health.v1.Health/Check", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", server.grpc)
			require.NoError(t, err)
			defer func() { _ = conn.Close() }()
			framer, start := greet(t, conn), time.Now()
			var block bytes.Buffer
			encoder := hpack.NewEncoder(&block)
			for _, h := range [][2]string{
				{":method", "POST"},
				{":scheme", "http"},
				{":path", c.path},
				{":authority", "localhost"},
				{"content-type", "application/grpc"},
				{"te", "trailers"},
			} {
				require.NoError(t, encoder.WriteField(hpack.HeaderField{Name: h[0], Value: h[1]}))
			}
			require.NoError(t, framer.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block.Bytes(), EndHeaders: true}))
			if len(c.sent) > 0 {
				require.NoError(t, framer.WriteData(1, false, c.sent))
			}
			require.NoError(t, conn.SetReadDeadline(start.Add(time.Minute)))
			status := statusOf(t, framer)
			require.Equal(t, "4", status, "DEADLINE_EXCEEDED")
			assert.WithinDuration(t, start.Add(20*time.Second), time.Now(), 10*time.Second)
		})
	}
}

// greet begins HTTP/2.
func greet(t *testing.T, conn net.Conn) *http2.Framer {
	t.Helper()
	_, err := conn.Write([]byte(http2.ClientPreface))
	require.NoError(t, err)
	framer := http2.NewFramer(conn, conn)
	framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	require.NoError(t, framer.WriteSettings())
	return framer
}

// statusOf reads frames until one has the status of the call.
func statusOf(t *testing.T, framer *http2.Framer) string {
	t.Helper()
	for {
		frame, err := framer.ReadFrame()
		require.NoError(t, err)
		headers, ok := frame.(*http2.MetaHeadersFrame)
		if !ok {
			continue
		}
		for _, h := range headers.Fields {
			if h.Name == "grpc-status" {
				return h.Value
			}
		}
	}
}
