package gateway_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

// feed are the messages of a watch that has everything.
func feed() []*eventsResponse {
	return []*eventsResponse{
		beat("t0", 0),
		{
			Events: []*crmstreamv1.PushedEvent{pushed("1"), pushed("2")}, ResumeToken: "t2", CompleteUntil: at(2),
			Gaps:    []*crmstreamv1.Gap{{From: at(0), To: at(1), Cause: crmstreamv1.GapCause_GAP_CAUSE_RECEIVER_DOWN}},
			Notices: []*crmstreamv1.Notice{{Code: "ODD"}},
		},
		beat("t2", 17),
		{
			Events: []*crmstreamv1.PushedEvent{pushed("3")}, ResumeToken: "t3", CompleteUntil: at(18),
			End: crmstreamv1.EndReason_END_REASON_LIMIT,
		},
	}
}

// TestWatchFormats compares whole answers. Clients take both spellings apart by the name of the only member of a line.
func TestWatchFormats(t *testing.T) {
	gap := `{"gap":{"from":"` + atText(0) + `","to":"` + atText(1) + `","cause":"GAP_CAUSE_RECEIVER_DOWN"}}`
	const notice = `{"notice":{"code":"ODD"}}`
	end := strings.Replace(bookmarkText("t3", 18), "}}", `,"end":"END_REASON_LIMIT"}}`, 1)
	srv := serveWatch(t, say(nil, feed()...))

	got := get(t, srv, events, acceptLines)
	require.NoError(t, got.err)
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, "application/x-ndjson", got.header.Get("Content-Type"))
	require.Equal(t, "no-store", got.header.Get("Cache-Control"))
	require.Equal(t, "no", got.header.Get("X-Accel-Buffering"))
	require.Equal(t, strings.Join([]string{
		bookmarkText("t0", 0), gap, notice, pushedText("1"), pushedText("2"), bookmarkText("t2", 2), bookmarkText("t2", 17),
		pushedText("3"), end, "",
	}, "\n"), got.body)

	got = get(t, srv, events, acceptEvents)
	require.NoError(t, got.err)
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, "text/event-stream", got.header.Get("Content-Type"))
	require.Equal(t, "no-cache, no-transform", got.header.Get("Cache-Control"))
	require.Equal(t, "no", got.header.Get("X-Accel-Buffering"))
	require.Equal(t, []string{"Accept-Encoding", "Accept"}, got.header.Values("Vary"))
	require.Equal(t, strings.Join([]string{
		"retry: 3000\n",
		"id: t0\nevent: bookmark\ndata: " + bookmarkText("t0", 0) + "\n",
		"event: gap\ndata: " + gap + "\n",
		"event: notice\ndata: " + notice + "\n",
		"event: change\ndata: " + pushedText("1") + "\n",
		"id: t2\nevent: change\ndata: " + pushedText("2") + "\n",
		"id: t2\nevent: bookmark\ndata: " + bookmarkText("t2", 2) + "\n",
		"id: t2\nevent: bookmark\ndata: " + bookmarkText("t2", 17) + "\n",
		"id: t3\nevent: change\ndata: " + pushedText("3") + "\n",
		"id: t3\nevent: bookmark\ndata: " + end + "\n", "",
	}, "\n"), got.body)

	for format, mediaType := range map[string]string{"ndjson": "application/x-ndjson", "sse": "text/event-stream", "json": "application/json"} {
		got = get(t, srv, events+"?format="+format, "Accept: text/html")
		require.Equal(t, mediaType, got.header.Get("Content-Type"))
	}
}

// TestEntriesAreNamedByTheirMessage watches the other kinds of entries.
func TestEntriesAreNamedByTheirMessage(t *testing.T) {
	srv := serveWatches(t, &watchServer{
		sms: []*crmstreamv1.WatchOutgoingSmsResponse{{
			Messages: []*crmstreamv1.OutgoingSms{{Id: "7", Text: "a\nb"}}, ResumeToken: "t", End: crmstreamv1.EndReason_END_REASON_WAIT,
		}},
		calls: []*crmstreamv1.WatchCallRequestsResponse{{
			CallRequests: []*crmstreamv1.CallRequest{{Id: "8"}}, ResumeToken: "t", End: crmstreamv1.EndReason_END_REASON_WAIT,
		}},
	}, gateway.Options{})
	const position = `"resumeToken":"t"`
	for target, want := range map[string]struct{ line, document string }{
		sms:   {`{"outgoingSms":{"id":"7","text":"a\nb"}}`, `{"messages":[{"id":"7","text":"a\nb"}],`},
		calls: {`{"callRequest":{"id":"8"}}`, `{"callRequests":[{"id":"8"}],`},
	} {
		bookmark := `{"bookmark":{` + position + `,"end":"END_REASON_WAIT"}}`
		require.Equal(t, want.line+"\n"+bookmark+"\n", get(t, srv, target, acceptLines).body)
		require.Equal(t, "retry: 3000\n\nid: t\nevent: change\ndata: "+want.line+"\n\nid: t\nevent: bookmark\ndata: "+bookmark+"\n\n",
			get(t, srv, target, acceptEvents).body)
		require.Equal(t, want.document+position+`,"gaps":[],"notices":[],"end":"END_REASON_WAIT"}`+"\n", get(t, srv, target).body)
	}
}

// refusal returns an error with a reason.
func refusal(t *testing.T, c codes.Code, reason string) error {
	t.Helper()
	st, err := status.New(c, "what happened").WithDetails(&errdetails.ErrorInfo{
		Reason: reason, Domain: "crmstream", Metadata: map[string]string{"oldest_time": "2026-11-29T17:00:00Z"},
	})
	require.NoError(t, err)
	return st.Err()
}

// TestWatchesThatFailAtOnce have a status of their own in every format.
func TestWatchesThatFailAtOnce(t *testing.T) {
	for reason, test := range map[string]struct {
		code   codes.Code
		status int
		name   string
	}{
		"CHANGES_EXPIRED": {codes.OutOfRange, http.StatusGone, "OUT_OF_RANGE"},
		"INVALID_REQUEST": {codes.OutOfRange, http.StatusBadRequest, "OUT_OF_RANGE"},
		"NOT_FOLLOWED":    {codes.FailedPrecondition, http.StatusBadRequest, "FAILED_PRECONDITION"},
		"SLOW_READER":     {codes.Aborted, http.StatusConflict, "ABORTED"},
		"LOG_UNAVAILABLE": {codes.Unavailable, http.StatusServiceUnavailable, "UNAVAILABLE"},
	} {
		srv := serveWatch(t, say(refusal(t, test.code, reason)))
		for _, format := range []string{"json", "ndjson", "sse"} {
			got := get(t, srv, events+"?format="+format, "Last-Event-ID: t1")
			_, details := got.requireError(t, test.status, test.name)
			require.Equal(t, reason, details[0]["reason"])
			require.Equal(t, map[string]any{"oldest_time": "2026-11-29T17:00:00Z"}, details[0]["metadata"])
		}
	}
}

// TestWatchesThatFailInTheMiddle end after what has come. Lines are cut, as those of lists are. Events end well, so that a browser
// connects again.
func TestWatchesThatFailInTheMiddle(t *testing.T) {
	for name, test := range map[string]struct {
		end        error
		code, says string
	}{
		"expired":  {refusal(t, codes.OutOfRange, "CHANGES_EXPIRED"), `"code":410,`, `"reason":"CHANGES_EXPIRED"`},
		"stopping": {refusal(t, codes.Unavailable, "SERVER_STOPPING"), `"code":503,`, `"reason":"SERVER_STOPPING"`},
		"no end":   {nil, `"code":500,`, "ended without a reason"},
	} {
		t.Run(name, func(t *testing.T) {
			srv := serveWatch(t, say(test.end, &eventsResponse{Events: []*crmstreamv1.PushedEvent{pushed("1")}, ResumeToken: "t1", CompleteUntil: at(1)}))
			got := get(t, srv, events, acceptLines)
			require.ErrorIs(t, got.err, io.ErrUnexpectedEOF)
			lines := strings.Split(got.body, "\n")
			require.Equal(t, []string{pushedText("1"), bookmarkText("t1", 1)}, lines[:2])
			require.True(t, strings.HasPrefix(lines[2], `{"error":{`+test.code), lines[2])
			require.Contains(t, lines[2], test.says)
			require.Equal(t, []string{""}, lines[3:])

			got = get(t, srv, events, acceptEvents)
			require.NoError(t, got.err, "the answer ends well")
			var all []sse
			require.ErrorIs(t, readEvents(strings.NewReader(got.body), func(e sse) { all = append(all, e) }), io.EOF)
			require.Equal(t, []sse{{"change", "t1", pushedText("1")}, {"bookmark", "t1", bookmarkText("t1", 1)}}, all[:2])
			require.Len(t, all, 3)
			require.Equal(t, sse{"error", "t1", lines[2]}, all[2])

			got = get(t, serveWatch(t, say(test.end, beat("t1", 1))), events+"?resumeToken=t0")
			require.NotEqual(t, http.StatusOK, got.status, "a document was not begun yet")
			require.Contains(t, got.body, test.code)
		})
	}
}

// TestWatchRefusals sends requests that reach no server.
func TestWatchRefusals(t *testing.T) {
	srv := serveWatch(t, func(req *eventsRequest, _ eventsStream) error {
		t.Errorf("the server was called: %v", req)
		return nil
	})
	for name, test := range map[string]struct {
		verb, target   string
		headers        []string
		status         int
		field, message string
	}{
		"unknown parameter":     {target: "?token=x", status: 400, field: "token", message: "unknown parameter"},
		"misspelt parameter":    {target: "?resumetoken=x", status: 400, field: "resumetoken", message: "did you mean resumeToken?"},
		"misspelt format":       {target: "?fromat=sse", status: 400, field: "fromat", message: "did you mean format?"},
		"one of lists":          {target: "?pageSize=3", status: 400, field: "pageSize", message: "unknown parameter"},
		"checkpoints":           {target: "?checkpoints=true", status: 400, field: "checkpoints", message: "unknown parameter"},
		"both spellings":        {target: "?resume_token=a&resumeToken=a", status: 400, field: "resumeToken", message: "given twice"},
		"source in the query":   {target: "?source=other", status: 400, field: "source", message: "is in the path already"},
		"not a number":          {target: "?limit=x", status: 400, field: "limit", message: "takes a whole number"},
		"not a start":           {target: "?start=OLDEST", status: 400, field: "start", message: "WATCH_START_OLDEST"},
		"not a time span":       {target: "?wait=30", status: 400, field: "wait", message: "takes a time span"},
		"a long wait":           {target: "?wait=60.000000001s", status: 400, field: "wait", message: "at most 60s in a JSON document, not 60.000000001s"},
		"unknown format":        {target: "?format=xml", status: 400, field: "format", message: "takes json or ndjson or sse"},
		"two ids":               {headers: []string{"Last-Event-ID: a", "Last-Event-ID: b"}, status: 400, field: "Last-Event-ID", message: "takes one value, not 2"},
		"two ids, one empty":    {headers: []string{"Last-Event-ID: a", "Last-Event-ID: "}, status: 400, field: "Last-Event-ID"},
		"two ids for events":    {headers: []string{"Last-Event-ID: a", "Last-Event-ID: a", acceptEvents}, status: 400, field: "Last-Event-ID"},
		"bad UTF-8 in the id":   {headers: []string{"Last-Event-ID: \xff"}, status: 400, field: "Last-Event-ID", message: "not valid UTF-8"},
		"a query beside the id": {target: "?start=x", headers: []string{"Last-Event-ID: a"}, status: 400, field: "start"},
		"another type":          {headers: []string{"Accept: text/html"}, status: 406, message: "application/json or application/x-ndjson or text/event-stream"},
		"another site":          {headers: []string{"Origin: https://evil.example"}, status: 403},
		"another host":          {headers: []string{"Host: evil.example"}, status: 403},
		"HEAD":                  {verb: "HEAD", status: 405},
		"POST":                  {verb: "POST", status: 405, message: "use GET"},
		"POST of a list":        {verb: "POST", target: ":list", status: 404},
		"the parameter of time": {headers: []string{"Grpc-Timeout: 5"}, status: 400, field: "grpc-timeout"},
	} {
		t.Run(name, func(t *testing.T) {
			verb := test.verb
			if verb == "" {
				verb = http.MethodGet
			}
			got := ask(t, srv, verb, events+test.target, "", test.headers...)
			if test.status == http.StatusMethodNotAllowed {
				require.Equal(t, "GET", got.header.Get("Allow"))
			}
			if verb == http.MethodHead {
				require.Equal(t, test.status, got.status)
				return
			}
			name := map[int]string{403: "PERMISSION_DENIED", 404: "NOT_FOUND", 405: "UNIMPLEMENTED"}[test.status]
			if name == "" {
				name = "INVALID_ARGUMENT"
			}
			message, details := got.requireError(t, test.status, name)
			require.Contains(t, message, test.message)
			require.Equal(t, test.field, violation(details))
		})
	}
}

// TestTokensWithLineEnds could end an event before its time. No server has such tokens.
func TestTokensWithLineEnds(t *testing.T) {
	for _, token := range []string{"a\nb", "a\rb", "a\x00b"} {
		got := get(t, serveWatch(t, say(nil, ended(token, 1, crmstreamv1.EndReason_END_REASON_WAIT))), events, acceptEvents)
		message, _ := got.requireError(t, http.StatusInternalServerError, "INTERNAL")
		require.Contains(t, message, "line end")
	}
}

// TestLeavingEndsTheWatch drops connections, and requires that the server learns it.
func TestLeavingEndsTheWatch(t *testing.T) {
	for _, format := range []string{"json", "ndjson", "sse"} {
		left, started := make(chan struct{}), make(chan struct{})
		srv := serveWatch(t, func(_ *eventsRequest, stream eventsStream) error {
			defer close(left)
			if err := stream.Send(beat("t1", 1)); err != nil {
				return err
			}
			close(started)
			<-stream.Context().Done()
			return stream.Context().Err()
		})
		leave(t, srv, events+"?resumeToken=t0&format="+format, started)
		<-left
	}
}
