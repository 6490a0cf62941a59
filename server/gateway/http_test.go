package gateway_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	"github.com/crmstream/crmstream/server/gateway"
)

func requireProto(t *testing.T, want, got proto.Message) {
	t.Helper()
	require.Empty(t, cmp.Diff(want, got, protocmp.Transform()))
}

func contextWithCancel(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	return ctx, cancel
}

func TestNegotiation(t *testing.T) {
	const json, ndjson = "application/json", "application/x-ndjson"
	srv := serve(t, send(nil, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")), gateway.Options{})
	for _, test := range []struct{ accept, query, want string }{
		{accept: "", want: json},
		{accept: "*/*", want: json},
		{accept: "application/*", want: json},
		{accept: "application/json", want: json},
		{accept: "application/json; charset=utf-8", want: json},
		{accept: "APPLICATION/X-NDJSON", want: ndjson},
		{accept: "application/x-ndjson, */*", want: ndjson},
		{accept: "application/x-ndjson;q=0.9, */*;q=0.8", want: ndjson},
		{accept: "application/x-ndjson;q=0.5, application/json", want: json},
		{accept: "application/x-ndjson, application/json", want: ndjson},
		{accept: "application/json, application/x-ndjson", want: json},
		{accept: "application/json;q=0, */*", want: ndjson},
		{accept: "text/event-stream, */*;q=0.1", want: json},
		{accept: "text/html,application/xhtml+xml,*/*;q=0.8", want: json},
		{accept: "nonsense, application/json", want: json},
		{accept: "text/html"},
		{accept: "application/json;q=0"},
		{accept: "application/json;q=2"},
		{accept: "*/*;q=0"},
		{accept: "text/html", query: "?format=json", want: json},
		{accept: "application/json", query: "?format=ndjson", want: ndjson},
	} {
		t.Run(test.accept+test.query, func(t *testing.T) {
			got := get(t, srv, contacts+test.query, "Accept: "+test.accept)
			require.Equal(t, []string{"Accept-Encoding", "Accept"}, got.header.Values("Vary"))
			if test.want == "" {
				message, _ := got.requireError(t, http.StatusNotAcceptable, "INVALID_ARGUMENT")
				require.Contains(t, message, "application/json or application/x-ndjson")
				return
			}
			require.Equal(t, http.StatusOK, got.status)
			require.Equal(t, test.want, got.header.Get("Content-Type"))
		})
	}
}

func TestUnary(t *testing.T) {
	srv := serve(t, nil, gateway.Options{})
	t.Run("list", func(t *testing.T) {
		got := get(t, srv, "/v1/sources", "Authorization: Bearer x", "Grpc-Metadata-Evil: 1", "Cookie: a=b")
		require.Equal(t, http.StatusOK, got.status)
		require.Equal(t, "application/json", got.header.Get("Content-Type"))
		var body struct {
			Sources []struct {
				Name   string
				Lists  []struct{ Resource string }
				Budget map[string]any
			}
		}
		require.NoError(t, json.Unmarshal([]byte(got.body), &body))
		require.Equal(t, "apro", body.Sources[0].Name)
		require.Equal(t, map[string]any{"name": "main", "limit": 200.0, "windowSeconds": 0.0, "used": 0.0, "remaining": 0.0}, body.Sources[0].Budget)
		for _, arrived := range body.Sources[0].Lists {
			require.Contains(t, []string{"x-request-id", "x-crmstream-interactive", "authorization", "x-crmstream-client-address", "grpc-accept-encoding"}, arrived.Resource)
		}
		for name := range got.header {
			require.False(t, strings.HasPrefix(name, "Grpc-"), name)
		}
	})
	t.Run("get", func(t *testing.T) {
		got := get(t, srv, "/v1/sources/apro")
		require.JSONEq(t, `{"source":{"name":"apro","connector":"","timeZone":"","lists":[],"docsUrl":"","lookUps":[],"batchLookUps":[],"watches":[],"writes":[]}}`, got.body)
		head := ask(t, srv, http.MethodHead, "/v1/sources/apro", "")
		require.Equal(t, http.StatusOK, head.status)
		require.Empty(t, head.body)
	})
	for name, test := range map[string]struct {
		verb, target, accept string
		status               int
		name, message        string
	}{
		"unknown source":    {target: "/v1/sources/none", status: 404, name: "NOT_FOUND", message: `no source "none"`},
		"escaped source":    {target: "/v1/sources/a%2Fb", status: 404, name: "NOT_FOUND", message: `no source "a/b"`},
		"unknown parameter": {target: "/v1/sources?pageSize=1", status: 400, name: "INVALID_ARGUMENT", message: "unknown parameter"},
		"source as query":   {target: "/v1/sources/apro?source=b", status: 400, name: "INVALID_ARGUMENT", message: "is in the path already"},
		"bad UTF-8":         {target: "/v1/sources/%ff", status: 400, name: "INVALID_ARGUMENT", message: "not valid UTF-8"},
		"wrong verb":        {verb: "POST", target: "/v1/sources", status: 405, name: "UNIMPLEMENTED", message: "use GET, HEAD"},
		"not acceptable":    {target: "/v1/sources", accept: "text/csv", status: 406, name: "INVALID_ARGUMENT", message: "application/json"},
		"empty source":      {target: "/v1/sources//contacts", status: 404, name: "NOT_FOUND"},
		"dots":              {target: "/v1/sources/%2e%2e/contacts", status: 404, name: "NOT_FOUND"},
		"nothing there":     {target: "/v2", status: 404, name: "NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			verb := test.verb
			if verb == "" {
				verb = http.MethodGet
			}
			got := ask(t, srv, verb, test.target, "", "Accept: "+test.accept, "X-HTTP-Method-Override: GET")
			message, _ := got.requireError(t, test.status, test.name)
			require.Contains(t, message, test.message)
		})
	}
}

func TestGuard(t *testing.T) {
	srv := serve(t, send(nil, last(crmstreamv1.EndReason_END_REASON_END_OF_LIST, "")), gateway.Options{Sites: func() gateway.Sites {
		return gateway.Sites{Hosts: []string{"Api.example.com", "one.example.com:81"}}
	}})
	host := strings.TrimPrefix(srv.URL, "http://")
	for name, test := range map[string]struct {
		target  string
		headers []string
		status  int
	}{
		"own address":         {status: 200},
		"localhost":           {headers: []string{"Host: localhost:1234"}, status: 200},
		"below localhost":     {headers: []string{"Host: crm.localhost"}, status: 200},
		"address":             {headers: []string{"Host: [::1]:80"}, status: 200},
		"neighbour":           {headers: []string{"Host: 192.168.0.7"}, status: 200},
		"configured":          {headers: []string{"Host: API.example.com:443"}, status: 200},
		"configured port":     {headers: []string{"Host: one.example.com:81"}, status: 200},
		"other port":          {headers: []string{"Host: one.example.com"}, status: 403},
		"foreign":             {headers: []string{"Host: evil.example"}, status: 403},
		"like localhost":      {headers: []string{"Host: localhost.evil.example"}, status: 403},
		"ends in localhost":   {headers: []string{"Host: evillocalhost"}, status: 403},
		"ends in a hyphen":    {headers: []string{"Host: evil-localhost:80"}, status: 403},
		"begins like it":      {headers: []string{"Host: localhost.evil"}, status: 403},
		"two ports":           {headers: []string{"Host: localhost:80:80"}, status: 403},
		"trailing dot":        {headers: []string{"Host: LOCALHOST.:80"}, status: 200},
		"two trailing dots":   {headers: []string{"Host: localhost.."}, status: 403},
		"dot alone":           {headers: []string{"Host: ."}, status: 403},
		"address as a name":   {headers: []string{"Host: 127.0.0.1.evil.example"}, status: 403},
		"address in hex":      {headers: []string{"Host: 0x7f000001"}, status: 403},
		"address as a number": {headers: []string{"Host: 2130706433"}, status: 403},
		"short address":       {headers: []string{"Host: 127.1"}, status: 403},
		"ends as configured":  {headers: []string{"Host: evilapi.example.com"}, status: 403},
		"below configured":    {headers: []string{"Host: evil.api.example.com"}, status: 403},
		"above configured":    {headers: []string{"Host: example.com"}, status: 403},
		"configured, dot":     {headers: []string{"Host: api.example.com."}, status: 200},
		"foreign, health":     {target: "/healthz", headers: []string{"Host: evil.example"}, status: 403},
		"own origin":          {headers: []string{"Origin: http://" + host}, status: 200},
		"own origin over TLS": {headers: []string{"Host: api.example.com", "Origin: https://api.example.com"}, status: 200},
		"foreign origin":      {headers: []string{"Origin: https://evil.example"}, status: 403},
		"other port's origin": {headers: []string{"Origin: http://127.0.0.1:1"}, status: 403},
		"null origin":         {headers: []string{"Origin: null"}, status: 403},
		"same origin":         {headers: []string{"Sec-Fetch-Site: same-origin"}, status: 200},
		"typed":               {headers: []string{"Sec-Fetch-Site: none"}, status: 200},
		"cross site":          {headers: []string{"Sec-Fetch-Site: cross-site"}, status: 403},
		"same site":           {headers: []string{"Sec-Fetch-Site: same-site"}, status: 403},
		"link to the API":     {headers: []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, status: 403},
		"link to a page":      {target: "/docs", headers: []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"}, status: 200},
		"script of a page":    {target: "/openapi.json", headers: []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"}, status: 403},
	} {
		t.Run(name, func(t *testing.T) {
			target := test.target
			if target == "" {
				target = contacts
			}
			got := get(t, srv, target, test.headers...)
			require.Equal(t, "nosniff", got.header.Get("X-Content-Type-Options"))
			if test.status == http.StatusForbidden {
				got.requireError(t, http.StatusForbidden, "PERMISSION_DENIED")
				return
			}
			require.Equal(t, test.status, got.status, got.body)
		})
	}
}

func TestRequestID(t *testing.T) {
	srv := serve(t, nil, gateway.Options{})
	require.Equal(t, "a.B_c-1", get(t, srv, "/healthz", "X-Request-Id: a.B_c-1").header.Get("X-Request-Id"))
	for _, bad := range []string{"", "a b", "a/b", strings.Repeat("x", 65)} {
		got := get(t, srv, "/nothing", "X-Request-Id: "+bad).header.Get("X-Request-Id")
		require.Regexp(t, `^[A-Za-z0-9._-]{16,64}$`, got)
		require.NotEqual(t, bad, got)
	}
}
