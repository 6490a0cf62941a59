package stage

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// trueAnswer is what the staged operation answers when nothing breaks it.
var trueAnswer = strings.Repeat("true ", 1000)

// stageWith serves an operation whose requests all meet a fault.
func stageWith(t *testing.T, f Fault) *http.Request {
	t.Helper()
	f.Times = -1
	require.NoError(t, f.Validate())
	s := New(Settings{Faults: []Fault{f}}, func(http.ResponseWriter, *http.Request) (string, Answer) {
		return "list", func(w http.ResponseWriter, _ *http.Request, _ int64) {
			w.Header().Set("X-True", "yes")
			_, _ = io.WriteString(w, trueAnswer)
		}
	}, func(w http.ResponseWriter, status int) { http.Error(w, "own words", status) })
	server := httptest.NewUnstartedServer(s)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // aborted handlers are the point
	server.Start()
	t.Cleanup(server.Close)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, http.NoBody) // POSTs are not repeated
	require.NoError(t, err)
	return req
}

// reply is what came of an answer.
type reply struct {
	status int // 0 for no answer
	header http.Header
	body   string
}

// ask sends a request without following redirects and reads at most 1 MiB of the answer.
func ask(t *testing.T, req *http.Request) (reply, error) {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return reply{}, err
	}
	defer func() { require.NoError(t, resp.Body.Close()) }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return reply{status: resp.StatusCode, header: resp.Header, body: string(body)}, err
}

func TestFaultsThatAnswer(t *testing.T) {
	for kind, tt := range map[string]struct {
		fault  Fault
		status int
		header string // one that the answer has
		body   string
	}{
		"status":   {Fault{Status: 503}, 503, "Content-Type", "own words\n"},
		"redirect": {Fault{Location: "http://elsewhere.test/"}, 307, "Location", ""},
		"html":     {Fault{}, 200, "Content-Type", "<!DOCTYPE html><html><body>Maintenance</body></html>"},
		"empty":    {Fault{RetryAfter: 3}, 200, "Retry-After", ""},
		"garbage":  {Fault{}, 200, "Content-Type", "Warning: mysqli_connect(): too many connections"},
		"headers":  {Fault{}, 200, "X-True", trueAnswer},
		"endless":  {Fault{}, 200, "Content-Type", strings.Repeat(" ", 1<<20)},
		"bomb":     {Fault{}, 200, "Content-Type", strings.Repeat(" ", 1<<20)},
	} {
		t.Run(kind, func(t *testing.T) {
			tt.fault.Kind = kind
			got, err := ask(t, stageWith(t, tt.fault))
			require.NoError(t, err)
			require.Equal(t, tt.status, got.status)
			require.NotEmpty(t, got.header.Get(tt.header))
			require.True(t, tt.body == got.body, "%d bytes came", len(got.body))
		})
	}
}

func TestFaultsThatBreak(t *testing.T) {
	for kind, tt := range map[string]struct {
		answers bool // the status line and headers come
		body    int  // how much of the answer comes
		cause   error
	}{
		"drop":          {cause: io.EOF},
		"reset":         {cause: syscall.ECONNRESET},
		"reset_headers": {answers: true, cause: syscall.ECONNRESET},
		"reset_body":    {answers: true, body: len(trueAnswer) / 2, cause: syscall.ECONNRESET},
		"cut":           {answers: true, body: len(trueAnswer) / 2, cause: io.ErrUnexpectedEOF},
		"cut_chunk":     {answers: true, body: len(trueAnswer) / 2, cause: io.ErrUnexpectedEOF},
		"gzip":          {answers: true, body: len(trueAnswer), cause: gzip.ErrChecksum},
	} {
		t.Run(kind, func(t *testing.T) {
			got, err := ask(t, stageWith(t, Fault{Kind: kind}))
			require.ErrorIs(t, err, tt.cause)
			require.Equal(t, tt.answers, got.header.Get("X-True") == "yes")
			require.Equal(t, trueAnswer[:tt.body], got.body)
		})
	}
}

// deadClient is a client that takes no answer.
type deadClient struct{}

func (deadClient) Header() http.Header       { return http.Header{} }
func (deadClient) WriteHeader(int)           {}
func (deadClient) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestFaultsThatExecute counts how often each kind executes a request: once with Executes, and otherwise only where a true answer is
// sent.
func TestFaultsThatExecute(t *testing.T) {
	for kind := range breaks {
		for _, executes := range []bool{true, false} {
			effects := 0
			s := New(Settings{Faults: []Fault{{Kind: kind, Times: -1, Status: 502, Location: "http://elsewhere.test/", Executes: executes}}},
				func(http.ResponseWriter, *http.Request) (string, Answer) {
					return "create", func(w http.ResponseWriter, _ *http.Request, _ int64) { effects++; _, _ = io.WriteString(w, "done") }
				}, func(w http.ResponseWriter, status int) { http.Error(w, "own words", status) })
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			func() {
				defer func() { _ = recover() }() // aborted handlers are the point
				s.ServeHTTP(deadClient{}, httptest.NewRequestWithContext(ctx, http.MethodPost, "/", http.NoBody))
			}()
			switch {
			case executes:
				require.Equal(t, 1, effects, kind)
			case slices.Contains([]string{"drop", "hang", "reset", "status", "redirect", "html", "empty", "garbage", "endless", "bomb"}, kind):
				require.Zero(t, effects, kind)
			default:
				require.Equal(t, 1, effects, kind)
			}
		}
	}
}

func TestHangAnswersNothing(t *testing.T) {
	req := stageWith(t, Fault{Kind: "hang"})
	gone := errors.New("the client lost patience")
	req = req.WithContext(canceledAfterWriting(t, gone))
	_, err := ask(t, req)
	require.ErrorIs(t, err, gone)
}

func TestDripComesByteByByte(t *testing.T) {
	req := stageWith(t, Fault{Kind: "drip"})
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	require.NoError(t, err)
	defer func() { require.NoError(t, resp.Body.Close()) }()
	first := make([]byte, len(trueAnswer))
	n, err := resp.Body.Read(first)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix([]byte(trueAnswer), first[:n]))
	require.Less(t, n, len(trueAnswer), "the whole answer came at once")
}

func TestFaultsAreValidated(t *testing.T) {
	for want, f := range map[string]Fault{
		`kind "flood" is unknown`: {Kind: "flood"},
		`kind "" is unknown`:      {},
		"status 100":              {Kind: "status", Status: 100},
		"location is empty":       {Kind: "redirect"},
	} {
		require.ErrorContains(t, f.Validate(), want)
	}
}

func TestFaultsHit(t *testing.T) {
	for name, tt := range map[string]struct {
		fault Fault
		hits  []bool // of the first four requests
	}{
		"the first":    {Fault{}, []bool{true, false, false, false}},
		"the second":   {Fault{At: 2}, []bool{false, true, false, false}},
		"two in a row": {Fault{At: 2, Times: 2}, []bool{false, true, true, false}},
		"from then on": {Fault{At: 3, Times: -1}, []bool{false, false, true, true}},
		"another op":   {Fault{Op: "get", Times: -1}, []bool{false, false, false, false}},
	} {
		var hits []bool
		for n := range int64(len(tt.hits)) {
			hits = append(hits, tt.fault.Hits("list", n+1))
		}
		require.Equal(t, tt.hits, hits, name)
	}
}

// canceledAfterWriting returns a context that ends with a cause as soon as a request with it was written.
func canceledAfterWriting(t *testing.T, cause error) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancelCause(t.Context())
	t.Cleanup(func() { cancel(nil) })
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { cancel(cause) }})
}
