package gateway_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
	"github.com/crmstream/crmstream/server/memory"
)

// flushed is what a client has received at a time.
type flushed struct {
	after time.Duration
	text  string
}

// flushWriter records when what was written becomes visible to a client.
type flushWriter struct {
	*httptest.ResponseRecorder
	start time.Time
	seen  []flushed
}

func (w *flushWriter) FlushError() error {
	text := w.Body.String()
	for _, before := range w.seen {
		text = strings.TrimPrefix(text, before.text)
	}
	if text != "" {
		w.seen = append(w.seen, flushed{time.Since(w.start), text})
	}
	return nil
}

// watchFor asks for a watch of a connection. cut says that the connection is cut at the end.
func watchFor(t *testing.T, conn timedConn, query string, cut bool, headers ...string) *flushWriter {
	t.Helper()
	handler, err := gateway.New(t.Context(), conn, gateway.Options{})
	require.NoError(t, err)
	w := &flushWriter{ResponseRecorder: httptest.NewRecorder(), start: time.Now()}
	req := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+events+query, http.NoBody)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Add(name, value)
	}
	if cut {
		require.PanicsWithValue(t, http.ErrAbortHandler, func() { handler.ServeHTTP(w, req) })
	} else {
		handler.ServeHTTP(w, req)
	}
	return w
}

// TestHeartbeatsComeAtOnce requires that each message of the server reaches the client in the moment in which it comes, and that the
// gateway adds no time and nothing of its own.
func TestHeartbeatsComeAtOnce(t *testing.T) {
	steps := []step{
		{message: beat("t0", 0)},
		{after: 15 * time.Second, message: beat("t0", 15)},
		{after: 15 * time.Second, message: beat("t0", 30)},
		{after: 7 * time.Second, message: &eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed("1")}, ResumeToken: "t1", CompleteUntil: at(37)}},
		{after: 15 * time.Second, message: ended("t1", 52, crmstreamv1.EndReason_END_REASON_WAIT)},
		{},
	}
	for format, event := range map[string]func(name, id, text string) string{
		"ndjson": func(_, _, text string) string { return text + "\n" },
		"sse": func(name, id, text string) string {
			return "id: " + id + "\nevent: " + name + "\ndata: " + text + "\n\n"
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			want := []flushed{
				{0, event("bookmark", "t0", bookmarkText("t0", 0))},
				{15 * time.Second, event("bookmark", "t0", bookmarkText("t0", 15))},
				{30 * time.Second, event("bookmark", "t0", bookmarkText("t0", 30))},
				{37 * time.Second, event("change", "t1", pushedText("1")) + event("bookmark", "t1", bookmarkText("t1", 37))},
				{52 * time.Second, event("bookmark", "t1", strings.Replace(bookmarkText("t1", 52), "}}", `,"end":"END_REASON_WAIT"}}`, 1))},
			}
			if format == "sse" {
				want = append([]flushed{{0, "retry: 3000\n\n"}}, want...)
			}
			require.Equal(t, want, watchFor(t, timedConn{steps: steps}, "?format="+format, false).seen)
		})
	}
}

// TestEventsBeginInTime requires the first bytes of a stream of events after five seconds, even if the server says nothing. A failure
// before that has a status of its own.
func TestEventsBeginInTime(t *testing.T) {
	expired := refusal(t, codes.OutOfRange, "CHANGES_EXPIRED")
	synctest.Test(t, func(t *testing.T) {
		w := watchFor(t, timedConn{steps: []step{{after: 15 * time.Second, message: ended("t", 1, crmstreamv1.EndReason_END_REASON_WAIT)}, {}}}, "", false, acceptEvents)
		require.Equal(t, flushed{5 * time.Second, "retry: 3000\n\n"}, w.seen[0])
		require.Equal(t, 15*time.Second, w.seen[1].after)
	})
	synctest.Test(t, func(t *testing.T) {
		w := watchFor(t, timedConn{steps: []step{{after: 4 * time.Second, fail: expired}}}, "", false, acceptEvents)
		require.Equal(t, http.StatusGone, w.Code)
		require.Equal(t, "application/json", w.Header().Get("Content-Type"))
		require.True(t, strings.HasPrefix(w.Body.String(), `{"error":`))
	})
	for format, cut := range map[string]bool{"sse": false, "ndjson": true} {
		synctest.Test(t, func(t *testing.T) {
			w := watchFor(t, timedConn{steps: []step{{after: 6 * time.Second, fail: expired}}}, "?format="+format, cut)
			require.Equal(t, http.StatusOK, w.Code)
			require.Equal(t, 6*time.Second, w.seen[len(w.seen)-1].after)
			require.Contains(t, w.seen[len(w.seen)-1].text, `{"error":{"code":410,`)
		})
	}
}

// TestWatchesHaveTime lets the server say nothing for an hour. A document has the time of its wait and that of other answers; lines and
// events end only if the caller says so.
func TestWatchesHaveTime(t *testing.T) {
	silent := timedConn{steps: []step{{after: time.Hour, fail: status.Error(codes.Unavailable, "an hour has passed")}}}
	for _, test := range []struct {
		query, timeout string
		after          time.Duration
		status         int
		cut            bool
	}{
		{"", "", 90 * time.Second, http.StatusGatewayTimeout, false},
		{"?wait=0s", "", time.Minute, http.StatusGatewayTimeout, false},
		{"?wait=60s", "", 2 * time.Minute, http.StatusGatewayTimeout, false},
		{"?wait=-100s", "", time.Minute, http.StatusGatewayTimeout, false},
		{"", "5S", 5 * time.Second, http.StatusGatewayTimeout, false},
		{"?format=ndjson", "", time.Hour, http.StatusOK, true},
		{"?format=sse", "", time.Hour, http.StatusOK, false},
		{"?format=ndjson", "20M", 20 * time.Minute, http.StatusOK, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			w := watchFor(t, silent, test.query, test.cut, "Grpc-Timeout: "+test.timeout)
			require.Equal(t, test.after, time.Since(began))
			require.Equal(t, test.status, w.Code)
		})
	}
}

// TestPollsWaitForMemory asks for more than there is.
func TestPollsWaitForMemory(t *testing.T) {
	large := &eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed(strings.Repeat("1", 1<<20))}, ResumeToken: "t"}
	for limit, status := range map[int64]int{1 << 10: http.StatusServiceUnavailable, 16 << 20: http.StatusOK} {
		synctest.Test(t, func(t *testing.T) {
			budget := memory.New(limit)
			handler, err := gateway.New(t.Context(), timedConn{steps: []step{{message: large}, {after: time.Hour}}}, gateway.Options{Memory: budget})
			require.NoError(t, err)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost"+events, http.NoBody))
			require.Equal(t, status, w.Code)
			require.Zero(t, budget.Used(), "it gives back what it took")
		})
	}
}
