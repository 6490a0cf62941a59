package gateway_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

const (
	endLine   = `{"summary":{"end":"END_REASON_END_OF_LIST","read":2,"delivered":2,"errors":0,"repeats":0,"outOfRange":0,"changedUntil":"","upstreamRequests":0,"sharedPages":0}}`
	pageLine  = `{"summary":{"end":"END_REASON_PAGE_SIZE","read":2,"delivered":2,"errors":0,"repeats":0,"outOfRange":0,"changedUntil":"","upstreamRequests":0,"sharedPages":0},"resumeToken":"t9"}`
	cutLine   = `{"error":{"code":500,"status":"DATA_LOSS","message":"what happened","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMITED","domain":"crmstream","metadata":{"resume_token":"t9"}}]}}`
	lines     = contacts + "?format=ndjson"
	heartbeat = ""
)

func TestLines(t *testing.T) {
	batch := &message{
		Contacts: []*crmstreamv1.Contact{contact("1"), contact("2")}, ResumeToken: "t1",
		Progress: &crmstreamv1.Progress{Records: 2, UpstreamRequests: 1},
	}
	odd := &message{
		ResumeToken: "t2", Progress: &crmstreamv1.Progress{},
		RecordErrors: []*crmstreamv1.RecordError{{Id: "7"}}, Notices: []*crmstreamv1.Notice{{Code: "ODD"}},
	}
	beat := &message{ResumeToken: "t2", Progress: &crmstreamv1.Progress{Records: 2}}
	for name, test := range map[string]struct {
		query    string
		messages []*message
		want     []string
	}{
		"empty": {messages: []*message{last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")}, want: []string{endLine}},
		"records": {
			messages: []*message{batch, odd, beat, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")},
			want: []string{
				contactText("1"), contactText("2"), `{"recordError":{"id":"7"}}`, `{"notice":{"code":"ODD"}}`, heartbeat, endLine,
			},
		},
		"checkpoints": {
			query:    "&checkpoints=true",
			messages: []*message{batch, odd, beat, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")},
			want: []string{
				contactText("1"), contactText("2"), `{"checkpoint":{"resumeToken":"t1","progress":{"records":2,"upstreamRequests":1}}}`,
				`{"recordError":{"id":"7"}}`, `{"notice":{"code":"ODD"}}`,
				`{"checkpoint":{"resumeToken":"t2","progress":{"records":0,"upstreamRequests":0}}}`,
				`{"checkpoint":{"resumeToken":"t2","progress":{"records":2,"upstreamRequests":0}}}`, endLine,
			},
		},
		"a page": {messages: []*message{last(crmstreamv1.EndReason_END_REASON_PAGE_SIZE, "t9")}, want: []string{pageLine}},
	} {
		t.Run(name, func(t *testing.T) {
			got := get(t, serve(t, send(nil, test.messages...), gateway.Options{}), lines+test.query)
			require.NoError(t, got.err)
			require.Equal(t, http.StatusOK, got.status)
			require.Equal(t, "application/x-ndjson", got.header.Get("Content-Type"))
			require.Equal(t, "no-store", got.header.Get("Cache-Control"))
			require.Equal(t, "no", got.header.Get("X-Accel-Buffering"))
			require.Equal(t, "nosniff", got.header.Get("X-Content-Type-Options"))
			require.Equal(t, test.want, strings.Split(strings.TrimSuffix(got.body, "\n"), "\n"))
		})
	}
}

func TestLinesFailByCut(t *testing.T) {
	record := &message{Contacts: []*crmstreamv1.Contact{contact("1")}, ResumeToken: "t1"}
	t.Run("status", func(t *testing.T) {
		got := get(t, serve(t, send(statusWith(t, codes.DataLoss, 0), record), gateway.Options{}), lines)
		require.Equal(t, http.StatusOK, got.status)
		require.ErrorIs(t, got.err, io.ErrUnexpectedEOF)
		require.Equal(t, contactText("1")+"\n"+cutLine+"\n", got.body)
	})
	t.Run("no summary", func(t *testing.T) {
		got := get(t, serve(t, send(nil, record), gateway.Options{}), lines)
		require.ErrorIs(t, got.err, io.ErrUnexpectedEOF)
		require.Contains(t, got.body, "incomplete")
	})
}

func TestLinesArriveOneByOne(t *testing.T) {
	next := make(chan *message)
	srv := serve(t, func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		for m := range next {
			if err := stream.Send(m); err != nil {
				return err
			}
		}
		return nil
	}, gateway.Options{})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+lines, nil)
	require.NoError(t, err)
	go func() { next <- &message{} }()
	resp, err := srv.Client().Do(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	require.Equal(t, "application/x-ndjson", resp.Header.Get("Content-Type"))

	reader := bufio.NewReader(resp.Body)
	expect := func(m *message, want string) {
		t.Helper()
		next <- m
		line, err := reader.ReadString('\n')
		require.NoError(t, err)
		require.Equal(t, want+"\n", line)
	}
	line, err := reader.ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "\n", line)
	expect(&message{Contacts: []*crmstreamv1.Contact{contact("1")}}, contactText("1"))
	expect(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""), endLine)
	close(next)
	_, err = reader.ReadByte()
	require.ErrorIs(t, err, io.EOF)
}

func TestClientLeavingCancelsTheCall(t *testing.T) {
	for _, format := range []string{"json", "ndjson"} {
		t.Run(format, func(t *testing.T) {
			cancelled, started := make(chan struct{}), make(chan struct{})
			srv := serve(t, func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
				defer close(cancelled)
				if err := stream.Send(&message{Contacts: []*crmstreamv1.Contact{contact("1")}}); err != nil {
					return err
				}
				close(started)
				<-stream.Context().Done()
				return stream.Context().Err()
			}, gateway.Options{})
			leave(t, srv, contacts+"?format="+format, started)
			<-cancelled
		})
	}
}

// leave asks for a target, and drops the connection once the server has started.
func leave(t *testing.T, srv *httptest.Server, target string, started <-chan struct{}) {
	t.Helper()
	ctx, cancel := contextWithCancel(t)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, srv.URL+target, http.NoBody)
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() {
		resp, err := srv.Client().Do(req)
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
			_ = resp.Body.Close() // the request was cancelled
		}
		done <- err
	}()
	<-started
	cancel()
	require.ErrorIs(t, <-done, context.Canceled)
}
