package gateway_test

import (
	"bufio"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestSlowWatchersLoseNothing lets a client read nothing for a time. The server cannot send on, and when the client reads again, all is
// there.
func TestSlowWatchersLoseNothing(t *testing.T) {
	const messages, each = 400, 100
	entry := strings.Repeat("x", 1<<10)
	for _, accept := range []string{acceptLines, acceptEvents} {
		var sent atomic.Int32
		srv := serveWatch(t, func(_ *eventsRequest, stream eventsStream) error {
			for i := range messages {
				m := &eventsResponse{ResumeToken: strconv.Itoa(i)}
				for j := range each {
					e := pushed(strconv.Itoa(i*each + j))
					e.Raw = entry
					m.Events = append(m.Events, e)
				}
				if err := stream.Send(m); err != nil {
					return err
				}
				sent.Add(1)
			}
			return stream.Send(ended("end", 1, crmstreamv1.EndReason_END_REASON_LIMIT))
		})
		resp := open(t, srv, http.MethodGet, events, accept)
		require.Equal(t, http.StatusOK, resp.status)
		stalled := int32(-1) // until nothing was sent for a while
		for stalled != sent.Load() {
			stalled = sent.Load()
			time.Sleep(200 * time.Millisecond)
		}
		require.Less(t, stalled, int32(messages/2), "the client holds the server up")
		next, lines := 0, bufio.NewScanner(resp.body)
		for lines.Scan() {
			if strings.Contains(lines.Text(), `"pushedEvent"`) {
				require.Contains(t, lines.Text(), `"objectId":"`+strconv.Itoa(next)+`"`)
				next++
			}
		}
		require.NoError(t, lines.Err())
		require.Equal(t, messages*each, next)
	}
}

// TestWatchesArriveAtOnce lets a watch go on only when its client has read what was sent before. Lines may be compressed, events never
// are.
func TestWatchesArriveAtOnce(t *testing.T) {
	for _, accept := range []string{acceptLines, acceptEvents} {
		next := make(chan struct{})
		srv := serveWatch(t, func(_ *eventsRequest, stream eventsStream) error {
			for i := range 3 {
				id := strconv.Itoa(i)
				if err := stream.Send(&eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed(id)}, ResumeToken: id, CompleteUntil: at(1)}); err != nil {
					return err
				}
				select {
				case <-next:
				case <-stream.Context().Done():
					return stream.Context().Err()
				case <-time.After(10 * time.Second):
					return errors.New("the client has not read what was sent")
				}
			}
			return stream.Send(ended("end", 1, crmstreamv1.EndReason_END_REASON_WAIT))
		})
		resp := open(t, srv, http.MethodGet, events, accept, "Accept-Encoding: gzip")
		body := resp.body
		if accept == acceptEvents {
			require.Empty(t, resp.header.Get("Content-Encoding"))
		} else {
			require.Equal(t, "gzip", resp.header.Get("Content-Encoding"))
			z, err := gzip.NewReader(resp.body)
			require.NoError(t, err)
			body = z
		}
		lines := bufio.NewReader(body)
		for i := range 3 {
			text := ""
			for !strings.Contains(text, bookmarkText(strconv.Itoa(i), 1)) {
				line, err := lines.ReadString('\n')
				require.NoError(t, err)
				text += line
			}
			require.Contains(t, text, pushedText(strconv.Itoa(i)))
			select {
			case next <- struct{}{}:
			case <-time.After(10 * time.Second):
				t.Fatal("the watch does not wait for its client")
			}
		}
		rest, err := io.ReadAll(lines)
		require.NoError(t, err)
		require.Contains(t, string(rest), `"end":"END_REASON_WAIT"`)
	}
}

// TestEventsAreNeverCompressed asks for nothing else, and gets nothing.
func TestEventsAreNeverCompressed(t *testing.T) {
	srv := serveWatch(t, func(*eventsRequest, eventsStream) error { return errors.New("the server was called") })
	body, err := unzip(t, open(t, srv, http.MethodGet, events, acceptEvents, "Accept-Encoding: gzip, identity;q=0"))
	require.NoError(t, err)
	require.Contains(t, body, `"code":406`)
	require.Contains(t, body, "text/event-stream is never compressed")

	large := &eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed(strings.Repeat("1", 10<<10))}, ResumeToken: "t", End: crmstreamv1.EndReason_END_REASON_WAIT}
	srv = serveWatch(t, say(nil, large))
	resp := open(t, srv, http.MethodGet, events, acceptEvents, "Accept-Encoding: gzip")
	require.Empty(t, resp.header.Get("Content-Encoding"))
	document, err := unzip(t, open(t, srv, http.MethodGet, events, "Accept-Encoding: gzip"))
	require.NoError(t, err)
	require.Contains(t, document, `"end":"END_REASON_WAIT"`)
}
