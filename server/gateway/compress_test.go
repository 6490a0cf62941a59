package gateway_test

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/gen/openapi"
	"github.com/crmstream/crmstream/server/gateway"
)

// unread is an answer that is not decoded and not read yet. It is closed at the end of the test.
type unread struct {
	status int
	header http.Header
	body   io.Reader
}

// open sends a request.
func open(t *testing.T, srv *httptest.Server, verb, target string, headers ...string) unread {
	t.Helper()
	transport := &http.Transport{DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	req, err := http.NewRequestWithContext(t.Context(), verb, srv.URL+target, http.NoBody)
	require.NoError(t, err)
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		req.Header.Add(name, value)
	}
	resp, err := (&http.Client{Transport: transport}).Do(req)
	require.NoError(t, err)
	t.Cleanup(func() { _ = resp.Body.Close() })
	return unread{resp.StatusCode, resp.Header, resp.Body}
}

// unzip reads a compressed answer.
func unzip(t *testing.T, resp unread) (string, error) {
	t.Helper()
	require.Equal(t, "gzip", resp.header.Get("Content-Encoding"))
	z, err := gzip.NewReader(resp.body)
	require.NoError(t, err)
	data, err := io.ReadAll(z)
	return string(data), err
}

func TestEncodingIsNegotiated(t *testing.T) {
	srv := serve(t, nil, gateway.Options{})
	const large, tiny = "/openapi.json", "/healthz"
	for _, test := range []struct {
		accept, target, want string
		refused              bool
	}{
		{accept: "gzip", target: large, want: "gzip"},
		{accept: "GZip ; q=0.1", target: large, want: "gzip"},
		{accept: "x-gzip", target: large, want: "gzip"},
		{accept: "br, zstd, gzip, deflate", target: large, want: "gzip"},
		{accept: "*", target: large, want: "gzip"},
		{accept: "br;q=1, *;q=0.2", target: large, want: "gzip"},
		{accept: "identity;q=0.5, gzip;q=0.5", target: large, want: "gzip"},
		{accept: "identity;q=0, gzip;q=0.1", target: large, want: "gzip"},
		{accept: "identity, gzip;q=0.5", target: large},
		{accept: "gzip;q=0", target: large},
		{accept: "gzip;q=0, *", target: large},
		{accept: "gzip;q=nonsense", target: large},
		{accept: "gzip;level=9", target: large},
		{accept: "br", target: large},
		{accept: "", target: large},
		{accept: "gzip", target: tiny},
		{accept: "gzip", target: "/v1/sources/apro"},
		{accept: "gzip", target: "/nothing"},
		{accept: "identity;q=0, gzip", target: tiny, want: "gzip"},
		{accept: "*;q=0, gzip", target: tiny, want: "gzip"},
		{accept: "identity;q=0", target: large, refused: true},
		{accept: "*;q=0", target: tiny, refused: true},
	} {
		t.Run(test.accept+test.target, func(t *testing.T) {
			resp := open(t, srv, http.MethodGet, test.target, "Accept-Encoding: "+test.accept)
			require.Contains(t, resp.header.Values("Vary"), "Accept-Encoding")
			require.Equal(t, test.refused, resp.status == http.StatusNotAcceptable)
			require.Equal(t, test.want, resp.header.Get("Content-Encoding"))
			if test.want == "" {
				require.NotEmpty(t, resp.header.Get("Content-Length")+resp.header.Get("Transfer-Encoding"))
				return
			}
			body, err := unzip(t, resp)
			require.NoError(t, err)
			require.Contains(t, []string{openapi.Document, "ok\n"}, body)
		})
	}
	head := open(t, srv, http.MethodHead, large, "Accept-Encoding: gzip")
	require.Empty(t, head.header.Get("Content-Encoding"))
	require.Equal(t, http.StatusOK, head.status)
}

// many returns a message of contacts that differ, one per line of about 100 bytes.
func many(n int) *message {
	m := &message{ResumeToken: "t"}
	for i := range n {
		m.Contacts = append(m.Contacts, contact(fmt.Sprintf("%d-%x", i, i*2654435761)))
	}
	return m
}

// TestCompressedAnswersAreTheSame compares documents, lines and pages with what is sent without compression, over sizes around
// those of the pieces.
func TestCompressedAnswersAreTheSame(t *testing.T) {
	for _, n := range []int{0, 1, 100, 700, 1000} {
		srv := serve(t, send(nil, many(n), last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")), gateway.Options{})
		for _, format := range []string{"json", "ndjson"} {
			target := contacts + "?format=" + format
			plain := open(t, srv, http.MethodGet, target, "Accept-Encoding: identity")
			want, err := io.ReadAll(plain.body)
			require.NoError(t, err)
			require.Empty(t, plain.header.Get("Content-Encoding"))
			got, err := unzip(t, open(t, srv, http.MethodGet, target, "Accept-Encoding: gzip, identity;q=0"))
			require.NoError(t, err)
			require.Equal(t, string(want), got, "%d as %s", n, format)
		}
	}
}

// TestCompressedLinesArriveAtOnce lets a list go on only when its client has read what was sent before.
func TestCompressedLinesArriveAtOnce(t *testing.T) {
	next := make(chan struct{})
	srv := serve(t, func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
		for i := range 3 {
			if err := stream.Send(&message{Contacts: []*crmstreamv1.Contact{contact(fmt.Sprint(i))}}); err != nil {
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
		return stream.Send(last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, ""))
	}, gateway.Options{})
	resp := open(t, srv, http.MethodGet, contacts+"?format=ndjson", "Accept-Encoding: gzip")
	z, err := gzip.NewReader(resp.body)
	require.NoError(t, err)
	lines := bufio.NewScanner(z)
	for i := range 3 {
		require.True(t, lines.Scan(), lines.Err())
		require.Equal(t, contactText(fmt.Sprint(i)), lines.Text())
		select {
		case next <- struct{}{}:
		case <-time.After(10 * time.Second):
			t.Fatal("the list does not wait for its client")
		}
	}
	require.True(t, lines.Scan())
	require.Contains(t, lines.Text(), `{"summary":`)
	require.False(t, lines.Scan())
	require.NoError(t, lines.Err(), "the stream has its end")
}

// TestCompressedLinesFailByCut checks that a list that failed can be distinguished from one that ended: its error is the last
// line, and the compressed stream has no end.
func TestCompressedLinesFailByCut(t *testing.T) {
	srv := serve(t, send(errors.New("oops"), many(300)), gateway.Options{})
	got, err := unzip(t, open(t, srv, http.MethodGet, contacts+"?format=ndjson", "Accept-Encoding: gzip"))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Equal(t, 301, strings.Count(got, "\n"))
	require.Contains(t, got[strings.LastIndex(strings.TrimSuffix(got, "\n"), "\n"):], `{"error":`)
}

// TestCompressedClientsHoldLittle checks that a client that stalls holds no compressor, which would be over 1 MiB for each.
func TestCompressedClientsHoldLittle(t *testing.T) {
	// A quarter of the least memory of a compressor: memory of other tests is freed while this test measures.
	const clients, bound = 40, 256 << 10
	held := func(encoding string) int64 {
		srv := serve(t, func(_ *crmstreamv1.ListContactsRequest, stream contactsStream) error {
			if err := stream.Send(many(500)); err != nil {
				return err
			}
			<-stream.Context().Done()
			return stream.Context().Err()
		}, gateway.Options{})
		before := heap()
		for range clients {
			resp := open(t, srv, http.MethodGet, contacts+"?format=ndjson", "Accept-Encoding: "+encoding)
			_, err := io.ReadFull(resp.body, make([]byte, 10))
			require.NoError(t, err)
		}
		return int64(heap() - before)
	}
	plain, compressed := held("identity"), held("gzip")
	t.Logf("%d KiB for each client, %d KiB compressed", plain/clients>>10, compressed/clients>>10)
	require.Less(t, (compressed-max(plain, 0))/clients, int64(bound))
}

// heap returns the bytes that are held: the least of several measurements, since handlers may not be at rest yet, and what is allocated
// while the collector runs counts as in use. Two collections empty the pools.
func heap() uint64 {
	least := uint64(math.MaxUint64)
	for range 10 {
		time.Sleep(20 * time.Millisecond)
		runtime.GC()
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		least = min(least, stats.HeapAlloc)
	}
	return least
}
