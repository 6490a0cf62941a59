package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"github.com/crmstream/crmstream/internal/check"
)

// rawClient is a client of HTTP/2 that writes whatever frames it likes, and reads nothing of use.
type rawClient struct {
	*http2.Framer
	conn    net.Conn
	encoder *hpack.Encoder
	block   bytes.Buffer
}

// dialRaw opens a connection and greets the server. What the server writes is thrown away.
func dialRaw(t *testing.T, address string) *rawClient {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	c := &rawClient{conn: conn, Framer: http2.NewFramer(conn, nil)}
	c.AllowIllegalWrites = true
	c.encoder = hpack.NewEncoder(&c.block)
	_, err = io.WriteString(conn, http2.ClientPreface)
	require.NoError(t, err)
	require.NoError(t, c.WriteSettings())
	go func() { _, _ = io.Copy(io.Discard, conn) }()
	return c
}

// headers returns the encoded headers of a call, with more besides.
func (c *rawClient) headers(target target, more ...hpack.HeaderField) []byte {
	c.block.Reset()
	for _, h := range append([]hpack.HeaderField{
		{Name: ":method", Value: target.method},
		{Name: ":scheme", Value: "http"},
		{Name: ":path", Value: target.path},
		{Name: ":authority", Value: "localhost"},
		{Name: "content-type", Value: "application/grpc"},
		{Name: "te", Value: "trailers"},
	}, more...) {
		_ = c.encoder.WriteField(h) // a buffer takes everything
	}
	return bytes.Clone(c.block.Bytes())
}

// large returns an encoded header of 12 KiB that nobody asked for.
func (c *rawClient) large() []byte {
	c.block.Reset()
	_ = c.encoder.WriteField(hpack.HeaderField{Name: "x", Value: strings.Repeat("~", 12<<10), Sensitive: true}) // not indexed
	return bytes.Clone(c.block.Bytes())
}

// target is what a listener is asked for.
type target struct{ address, method, path string }

// attack writes frames until it has written enough, or the server hangs up, which is as good.
type attack struct {
	name string
	run  func(c *rawClient, to target)
}

const attackFrames = 20_000

// attacks are those that are known to have felled servers, and frames that no client writes.
func attacks() []attack {
	each := func(n int, write func(i int) error) {
		for i := range n {
			if write(i) != nil {
				return
			}
		}
	}
	id := func(i int) uint32 { return uint32(2*i + 1) }
	return []attack{
		{"rapid_reset", func(c *rawClient, to target) {
			each(attackFrames, func(i int) error {
				err := c.WriteHeaders(http2.HeadersFrameParam{StreamID: id(i), BlockFragment: c.headers(to), EndHeaders: true})
				if err == nil {
					err = c.WriteRSTStream(id(i), http2.ErrCodeCancel)
				}
				return err
			})
		}},
		{"continuation", func(c *rawClient, to target) {
			fragment := c.large()
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: c.headers(to)})
			each(attackFrames, func(int) error { return c.WriteContinuation(1, false, fragment) })
		}},
		{"empty_continuation", func(c *rawClient, to target) {
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: c.headers(to)})
			each(attackFrames, func(int) error { return c.WriteContinuation(1, false, nil) })
		}},
		{"ping", func(c *rawClient, _ target) {
			each(attackFrames, func(i int) error { return c.WritePing(false, [8]byte{byte(i)}) })
		}},
		{"settings", func(c *rawClient, _ target) {
			each(attackFrames, func(i int) error {
				return c.WriteSettings(http2.Setting{ID: http2.SettingInitialWindowSize, Val: uint32(i)})
			})
		}},
		{"empty_data", func(c *rawClient, to target) {
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: c.headers(to), EndHeaders: true})
			each(attackFrames, func(int) error { return c.WriteData(1, false, nil) })
		}},
		{"priority", func(c *rawClient, _ target) {
			each(attackFrames, func(i int) error { return c.WritePriority(id(i), http2.PriorityParam{StreamDep: id(i) + 2}) })
		}},
		{"hpack_bomb", func(c *rawClient, to target) {
			large := hpack.HeaderField{Name: "x", Value: strings.Repeat("y", 4000)}
			bomb := c.headers(to, large)
			for range 8000 {
				_ = c.encoder.WriteField(large) // an index of one byte
			}
			bomb = append(bomb, c.block.Bytes()[len(bomb):]...)
			each(200, func(i int) error {
				return c.WriteHeaders(http2.HeadersFrameParam{StreamID: id(i), BlockFragment: bomb, EndHeaders: true})
			})
		}},
		{"huge_headers", func(c *rawClient, to target) {
			large := c.large()
			each(60, func(i int) error {
				_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: id(i), BlockFragment: c.headers(to)})
				for range (15 << 20) / len(large) {
					if err := c.WriteContinuation(id(i), false, large); err != nil {
						return err
					}
				}
				return c.WriteContinuation(id(i), true, nil)
			})
		}},
		{"windows", func(c *rawClient, to target) {
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: c.headers(to), EndHeaders: true})
			each(10, func(int) error { return c.WriteWindowUpdate(1, 1<<31-1) })
			each(10, func(int) error { return c.WriteWindowUpdate(0, 0) })
		}},
		{"malformed", func(c *rawClient, to target) {
			_ = c.WriteRawFrame(0xee, 0xff, 7, []byte("nobody knows this"))
			_ = c.WriteRawFrame(http2.FrameHeaders, 0xff, 1, []byte{0xff, 0xff, 0xff})
			_ = c.WriteRawFrame(http2.FrameSettings, 0, 1, []byte("odd"))
			_ = c.WriteData(9, true, []byte("no stream"))
			_ = c.WriteHeaders(http2.HeadersFrameParam{StreamID: 2, BlockFragment: c.headers(to), EndHeaders: true})
			_, _ = c.conn.Write([]byte{0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0}) // a frame of 16 MiB
			_, _ = c.conn.Write(bytes.Repeat([]byte("GET / HTTP/1.1\r\n"), 1000))
		}},
	}
}

// TestHTTP2Abuse attacks both listeners with frames while others ask. These are served all the time, and the server's memory
// stays within its bound.
func TestHTTP2Abuse(t *testing.T) {
	sandbox := startGated(t, "administrate", `{"rows": 300}`)
	server := serveText(t, buildBinary(t), fmt.Sprintf(stallConfig, sandbox.url))
	f := footprintOf(t, server)
	targets := map[string]target{
		"grpc": {server.grpc, "POST", "/crmstream.v1.SourcesService/ListSources"},
		"http": {strings.TrimPrefix(server.web, "http://"), "GET", "/v1/sources/crm/tasks?format=ndjson"},
	}
	conn, served := dial(t, server.grpc), 0
	ask := func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		r, err := openReader(ctx, conn, "tasks", "source=crm")
		require.NoError(t, err)
		require.NoError(t, r.drain())
		n, err := readDocument(ctx, server.web+"/v1/sources/crm/tasks?pageSize=100", "tasks")
		require.NoError(t, err)
		require.Equal(t, 100, n)
		served++
	}
	for _, a := range attacks() {
		for name, to := range targets {
			t.Run(a.name+"/"+name, func(t *testing.T) {
				done := make(chan struct{})
				for range 4 {
					c := dialRaw(t, to.address)
					go func() { a.run(c, to); done <- struct{}{} }()
				}
				for left := 4; left > 0; {
					ask(t)
					select {
					case <-done:
						left--
					default:
					}
				}
				ask(t)
			})
		}
	}
	check.AtLeast(t, "http2_served_meanwhile", float64(served), float64(2*5*len(attacks())))
	f.check(t, "http2_abuse")
}
