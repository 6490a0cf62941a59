package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/internal/check"
	"github.com/crmstream/crmstream/server/access"
	"github.com/crmstream/crmstream/server/gateway"
)

// arrivals is a connection that serves nothing, and notes the metadata of all calls.
type arrivals struct {
	mu   sync.Mutex
	seen []metadata.MD
}

var errNothing = errors.New("nothing is served")

func (a *arrivals) note(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	md, _ := metadata.FromOutgoingContext(ctx)
	a.seen = append(a.seen, md)
	return errNothing
}

func (a *arrivals) Invoke(ctx context.Context, _ string, _, _ any, _ ...grpc.CallOption) error {
	return a.note(ctx)
}

func (a *arrivals) NewStream(ctx context.Context, _ *grpc.StreamDesc, _ string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, a.note(ctx)
}

// foreignHeaders are what clients may try to have believed.
var foreignHeaders = map[string]string{
	"Grpc-Metadata-Authorization":              "Bearer crms_00000000_x",
	"Grpc-Metadata-X-Crmstream-Client-Address": "6.6.6.6",
	"Grpc-Metadata-Evil":                       "1",
	"Grpc-Metadata-Evil-Bin":                   "AAAA",
	"Grpcgateway-Authorization":                "Bearer crms_00000000_x",
	"Grpcgateway-Evil":                         "1",
	"X-Crmstream-Client-Address":               "6.6.6.6",
	"X-Crmstream-Client-Cert":                  "spiffe://evil",
	"X-Crmstream-Interactive":                  "0",
	"X-Crmstream-Caller":                       "operator",
	"Crmstream-Key-Expires":                    "2030-01-01T00:00:00Z",
	"X-Forwarded-For":                          "6.6.6.6",
	"X-Forwarded-Host":                         "evil.example.com",
	"X-Real-Ip":                                "6.6.6.6",
	"Forwarded":                                "for=6.6.6.6",
	"X-Http-Method-Override":                   "DELETE",
	"Connection":                               "X-Request-Id, Authorization",
	"Cookie":                                   "authorization=Bearer x",
	"Proxy-Authorization":                      "Basic eA==",
	"Traceparent":                              "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
	"Te":                                       "trailers",
}

// TestForeignHeaders sends what others may try to have believed through the JSON API. None of it arrives at the gRPC server, and none
// is acted on.
func TestForeignHeaders(t *testing.T) {
	seen := &arrivals{}
	handler, err := gateway.New(t.Context(), seen, gateway.Options{Callers: true})
	require.NoError(t, err)
	srv := httptest.NewServer(handler)
	defer srv.Close()
	foreign, wrong, requests := 0, 0, 0
	for _, path := range []string{
		"/v1/sources", "/v1/sources/apro", "/v1/sources/apro/contacts", "/v1/sources/apro/contacts?format=ndjson", "/v1/sources/apro/contacts/1",
		"POST /v1/sources/apro/contacts:list", "POST /v1/sources/apro/contacts:batchGet",
	} {
		verb, target, post := strings.Cut(path, " ")
		if !post {
			verb, target = http.MethodGet, path
		}
		for _, names := range append([][]string{slices.Collect(maps.Keys(foreignHeaders))}, eachAlone(foreignHeaders)...) {
			r, err := http.NewRequestWithContext(t.Context(), verb, srv.URL+target, strings.NewReader(map[bool]string{true: `{"ids":["1"]}`}[strings.HasSuffix(target, "batchGet")]))
			require.NoError(t, err)
			for _, name := range names {
				r.Header.Set(name, foreignHeaders[name])
			}
			r.Header.Set("Authorization", "Bearer mine")
			r.Header.Set("X-Request-Id", "mine")
			if post {
				r.Header.Set("Content-Type", "application/json")
			}
			before := len(seen.seen)
			answer, err := srv.Client().Do(r)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.Len(t, seen.seen, before+1, "%s with %s: %d", path, names, answer.StatusCode)
			requests++
			for key, values := range seen.seen[before] {
				known := map[string]string{"authorization": "Bearer mine", "x-request-id": "mine", "x-crmstream-client-address": "127.0.0.1", "x-crmstream-interactive": "1"}
				if want, ok := known[key]; !ok {
					foreign++
					t.Errorf("%s with %s: the metadata key %s arrives", path, names, key)
				} else if !slices.Equal(values, []string{want}) {
					wrong++
					t.Errorf("%s with %s: %s is %q", path, names, key, values)
				}
			}
		}
	}
	check.AtMost(t, "access_foreign_metadata_keys", float64(foreign), 0)
	check.AtMost(t, "access_foreign_metadata_values", float64(wrong), 0)
	check.AtLeast(t, "access_foreign_header_requests", float64(requests), 100)
}

// eachAlone returns each name alone.
func eachAlone(of map[string]string) [][]string {
	var each [][]string
	for name := range of {
		each = append(each, []string{name})
	}
	return each
}

// TestForeignRequests sends requests that no client of ours sends, as they stand, to a server that has callers. One of the callers has a
// certificate, whose name others write into headers.
func TestForeignRequests(t *testing.T) {
	g := startGuardedBy(t, func(s *setup) {
		operator := *s.callers.table.Caller("operator")
		operator.Certificates = []string{"operator.example.com"}
		var err error
		s.callers.table, err = access.NewTable([]access.Caller{operator, *s.callers.table.Caller("warehouse")}, time.Now())
		require.NoError(t, err)
	})
	claims := metadata.AppendToOutgoingContext(t.Context(), "x-crmstream-client-cert", "operator.example.com", "grpcgateway-authorization", "Bearer "+g.key(t, "operator"))
	_, err := crmstreamv1.NewSourcesServiceClient(g.conn).ListSources(claims, &crmstreamv1.ListSourcesRequest{})
	require.Equal(t, codes.Unauthenticated, status.Code(err))
	plain := httptest.NewServer(g.app.http.Handler)
	defer plain.Close()
	key := "Bearer " + g.key(t, "operator")
	const size = 100 << 20
	for name, test := range map[string]struct {
		request string
		body    bool
		want    int
	}{
		"no credential":            {"GET /v1/sources HTTP/1.1\r\nHost: a\r\n\r\n", false, 401},
		"two credentials":          {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nAuthorization: " + key + "\r\nAuthorization: " + key + "\r\n\r\n", false, 401},
		"joined credentials":       {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nAuthorization: " + key + "," + key + "\r\n\r\n", false, 401},
		"in metadata":              {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nGrpc-Metadata-Authorization: " + key + "\r\n\r\n", false, 401},
		"in a cookie":              {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nCookie: authorization=" + key + "\r\n\r\n", false, 401},
		"in the query":             {"GET /v1/sources?authorization=" + strings.ReplaceAll(key, " ", "%20") + " HTTP/1.1\r\nHost: a\r\n\r\n", false, 400},
		"as a certificate":         {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nX-Crmstream-Client-Cert: operator.example.com\r\n\r\n", false, 401},
		"after Connection":         {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nConnection: Authorization\r\n\r\n", false, 401},
		"another method":           {"POST /v1/sources HTTP/1.1\r\nHost: a\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\nAuthorization: " + key + "\r\n\r\n", false, 405},
		"two hosts":                {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", false, 400},
		"two lengths":              {"POST /v1/sources/apro/contacts:list HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}}", false, 400},
		"a bad timeout":            {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nGrpc-Timeout: soon\r\nAuthorization: " + key + "\r\n\r\n", false, 400},
		"100 MiB":                  {fmt.Sprintf("POST /v1/sources/apro/contacts:list HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", size), true, 413},
		"100 MiB of unknown size":  {"POST /v1/sources/apro/contacts:list HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n6400000\r\n", true, 413},
		"a key, and nothing wrong": {"GET /v1/sources HTTP/1.1\r\nHost: a\r\nAuthorization: bearer " + strings.TrimPrefix(key, "Bearer ") + "\r\n\r\n", false, 200},
	} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", plain.Listener.Addr().String())
		require.NoError(t, err)
		_, err = io.WriteString(conn, test.request)
		require.NoError(t, err)
		if test.body {
			go func() { _, _ = io.CopyN(conn, blanks{}, size) }() // until the server has enough
		}
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		require.NoError(t, err, name)
		require.Equal(t, test.want, answer.StatusCode, name)
		_ = answer.Body.Close()
		require.NoError(t, conn.Close())
	}
}

// blanks are a body of blanks.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestClientsBehindProxies calls through a proxy that is trusted and through one that is not, by both doors.
func TestClientsBehindProxies(t *testing.T) {
	const listen = "listen: {grpc: \"127.0.0.1:0\", http: \"127.0.0.1:0\"}\nlog: {format: json}\n"
	for trusted, want := range map[string]string{"": "127.0.0.1", "trusted_proxies: [192.0.2.0/24]": "127.0.0.1", "trusted_proxies: [127.0.0.1]": "198.51.100.7"} {
		s := startAdministrated(t, listen+trusted)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.web+"/v1/sources", http.NoBody)
		require.NoError(t, err)
		r.Header.Set("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		s.stderr.waitFor(`"method":"/crmstream.v1.SourcesService/ListSources"`)
		conn := dial(t, s.grpc)
		ctx := metadata.AppendToOutgoingContext(t.Context(), "x-forwarded-for", "203.0.113.9, 198.51.100.7", "x-crmstream-client-address", "6.6.6.6")
		_, err = crmstreamv1.NewSourcesServiceClient(conn).GetSource(ctx, &crmstreamv1.GetSourceRequest{Source: "crm"})
		require.NoError(t, err)
		s.stderr.waitFor(`"method":"/crmstream.v1.SourcesService/GetSource"`)
		require.Equal(t, 2, strings.Count(s.stderr.String(), `"client":"`+want+`"`), "%s: %s", trusted, s.stderr)
	}
}

// TestFailuresCountByClient sends bad credentials through a proxy that is trusted. The answers to one client are delayed, and not those
// to another.
func TestFailuresCountByClient(t *testing.T) {
	g := startGuardedBy(t, func(s *setup) { s.proxies = readProxies(newDocument(""), []string{"127.0.0.1"}) })
	ask := func(client string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.web+"/v1/sources", http.NoBody)
		require.NoError(t, err)
		r.Header.Set("Authorization", "Bearer x")
		r.Header.Set("X-Forwarded-For", client)
		answer, err := g.client.Do(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		return answer.StatusCode
	}
	for range 10 {
		require.Equal(t, http.StatusUnauthorized, ask("198.51.100.7"))
	}
	for client, delayed := range map[string]bool{"198.51.100.7": true, "198.51.100.8": false} {
		start := time.Now()
		require.Equal(t, http.StatusUnauthorized, ask(client))
		require.Equal(t, delayed, time.Since(start) >= time.Second, client)
	}
}
