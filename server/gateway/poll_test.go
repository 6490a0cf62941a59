package gateway_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// polled returns a document with such entries, without its end.
func polled(entries, token string, second int64, gaps, notices string) string {
	return `{"events":[` + entries + `],"resumeToken":"` + token + `","completeUntil":"` + atText(second) +
		`","gaps":[` + gaps + `],"notices":[` + notices + `]`
}

// bare returns an entry without its name, as documents have it.
func bare(id string) string {
	return strings.TrimSuffix(strings.TrimPrefix(pushedText(id), `{"pushedEvent":`), "}")
}

// TestPolls compares whole documents. Where the script waits for ever, a document that came was not waited for.
func TestPolls(t *testing.T) {
	entries := &eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed("1"), pushed("2")}, ResumeToken: "t2", CompleteUntil: at(2)}
	gap := &eventsResponse{ResumeToken: "t1", CompleteUntil: at(1), Gaps: []*crmstreamv1.Gap{{To: at(1)}}}
	odd := &eventsResponse{ResumeToken: "t1", CompleteUntil: at(1), Notices: []*crmstreamv1.Notice{{Code: "ODD"}}}
	limit := crmstreamv1.EndReason_END_REASON_LIMIT
	const endOfWait, endOfLimit = `,"end":"END_REASON_WAIT"}`, `,"end":"END_REASON_LIMIT"}`
	full := proto.Clone(entries).(*eventsResponse)
	full.End = limit
	for name, test := range map[string]struct {
		query  string
		script watchScript
		want   string
	}{
		"without a token at once":    {"", sayAndWait(beat("t0", 0)), polled("", "t0", 0, "", "") + "}"},
		"the default start at once":  {"?start=WATCH_START_NOW", sayAndWait(beat("t0", 0)), polled("", "t0", 0, "", "") + "}"},
		"whatever comes at once":     {"", sayAndWait(entries, beat("t3", 3)), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"the oldest waits":           {"?start=WATCH_START_OLDEST", sayAndWait(beat("t0", 0), entries), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"a token waits":              {"?resumeToken=t0", sayAndWait(beat("t0", 0), beat("t1", 1), entries), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"the first entries only":     {"?resumeToken=t0", sayAndWait(entries, entries), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"gaps do not wait":           {"?resumeToken=t0", sayAndWait(beat("t0", 0), gap), polled("", "t1", 1, `{"to":"`+atText(1)+`"}`, "") + "}"},
		"notices wait":               {"?resumeToken=t0", sayAndWait(odd, odd, entries), polled(bare("1")+","+bare("2"), "t2", 2, "", `{"code":"ODD"},{"code":"ODD"}`) + "}"},
		"nothing comes":              {"?resumeToken=t0", say(nil, beat("t0", 0), ended("t5", 5, crmstreamv1.EndReason_END_REASON_WAIT)), polled("", "t5", 5, "", "") + endOfWait},
		"an end with entries":        {"?resumeToken=t0&limit=2", say(nil, full), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + endOfLimit},
		"the end of a document":      {"?resumeToken=t0", say(nil, full), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"the end of a large request": {"?resumeToken=t0&limit=1001", say(nil, full), polled(bare("1")+","+bare("2"), "t2", 2, "", "") + "}"},
		"no completeUntil":           {"", sayAndWait(&eventsResponse{ResumeToken: "t"}), `{"events":[],"resumeToken":"t","gaps":[],"notices":[]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, serveWatch(t, test.script), events+test.query, "Grpc-Timeout: 10S")
			require.Equal(t, http.StatusOK, got.status, got.body)
			require.Equal(t, "application/json", got.header.Get("Content-Type"))
			require.Equal(t, "no-store", got.header.Get("Cache-Control"))
			require.Equal(t, test.want+"\n", got.body)
			require.True(t, json.Valid([]byte(got.body)))
		})
	}
}

// TestWatchRequests reads what the server is asked for.
func TestWatchRequests(t *testing.T) {
	asked := make(chan *eventsRequest, 1)
	interactive := make(chan bool, 1)
	srv := serveWatch(t, func(req *eventsRequest, stream eventsStream) error {
		asked <- req
		interactive <- isInteractive(stream.Context())
		return stream.Send(ended("t", 1, crmstreamv1.EndReason_END_REASON_WAIT))
	})
	oldest, now := crmstreamv1.WatchStart_WATCH_START_OLDEST, crmstreamv1.WatchStart_WATCH_START_NOW
	wait := durationpb.New
	for name, test := range map[string]struct {
		query   string
		headers []string
		want    *eventsRequest
	}{
		"a document":             {"", nil, &eventsRequest{Limit: 1000, Wait: wait(30 * time.Second)}},
		"with a wait":            {"?wait=60s", nil, &eventsRequest{Limit: 1000, Wait: wait(time.Minute)}},
		"that does not wait":     {"?wait=0s", nil, &eventsRequest{Limit: 1000, Wait: wait(0)}},
		"of few":                 {"?limit=7", nil, &eventsRequest{Limit: 7, Wait: wait(30 * time.Second)}},
		"of many":                {"?limit=5000", nil, &eventsRequest{Limit: 1000, Wait: wait(30 * time.Second)}},
		"what the server checks": {"?limit=-1&wait=-100000s", nil, &eventsRequest{Limit: -1, Wait: wait(-100000 * time.Second)}},
		"lines":                  {"?format=ndjson", nil, &eventsRequest{}},
		"lines with all":         {"?format=ndjson&limit=5000&wait=3600s&resume_token=a", nil, &eventsRequest{Limit: 5000, Wait: wait(time.Hour), ResumeToken: "a"}},
		"events":                 {"?start=WATCH_START_OLDEST", []string{acceptEvents}, &eventsRequest{Start: oldest}},
		"a header":               {"?format=sse", []string{"Last-Event-ID: b"}, &eventsRequest{ResumeToken: "b"}},
		"a header of lines":      {"?format=ndjson", []string{"last-event-id: b"}, &eventsRequest{ResumeToken: "b"}},
		"a header of a document": {"", []string{"Last-Event-ID: b"}, &eventsRequest{ResumeToken: "b", Limit: 1000, Wait: wait(30 * time.Second)}},
		"a header and a token":   {"?format=sse&resumeToken=a", []string{"Last-Event-ID: b"}, &eventsRequest{ResumeToken: "b"}},
		"a header and a start":   {"?format=sse&start=WATCH_START_OLDEST", []string{"Last-Event-ID: b"}, &eventsRequest{ResumeToken: "b"}},
		"an empty header":        {"?format=sse&start=WATCH_START_NOW", []string{"Last-Event-ID: "}, &eventsRequest{Start: now}},
		"an empty header, token": {"?format=sse&resumeToken=a", []string{"Last-Event-ID: "}, &eventsRequest{ResumeToken: "a"}},
		"a token and a start":    {"?format=sse&resumeToken=a&start=WATCH_START_NOW", nil, &eventsRequest{ResumeToken: "a", Start: now}},
	} {
		t.Run(name, func(t *testing.T) {
			got := get(t, srv, events+test.query, test.headers...)
			require.Equal(t, http.StatusOK, got.status, got.body)
			req, waited := <-asked, <-interactive
			test.want.Source = "apro"
			requireProto(t, test.want, req)
			require.Equal(t, got.header.Get("Content-Type") == "application/json", waited)
		})
	}
}

// TestPollsHaveAnyEntry sends an entry that grows as JSON. A reader that was refused could not pass it.
func TestPollsHaveAnyEntry(t *testing.T) {
	large := pushed("1")
	large.Raw = strings.Repeat("\x01", 3<<20) // the largest event
	srv := serveWatch(t, say(nil, &eventsResponse{Events: []*crmstreamv1.PushedEvent{large}, ResumeToken: "t", End: crmstreamv1.EndReason_END_REASON_LIMIT}))
	got := get(t, srv, events+"?resumeToken=t0&limit=1")
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, 3<<20, strings.Count(got.body, `\u0001`))
	require.Equal(t, http.StatusOK, get(t, srv, events, acceptLines).status)
}
