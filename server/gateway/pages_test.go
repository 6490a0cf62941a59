package gateway_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/crmstream/crmstream/server/gateway"
)

func TestPages(t *testing.T) {
	ready := errors.New("stopping")
	srv := serve(t, nil, gateway.Options{
		Version: "v1.2.3",
		Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "up 1\n") }),
		Ready:   func() error { return ready },
	})
	require.Equal(t, "ok\n", get(t, srv, "/healthz").body)
	require.Equal(t, "up 1\n", get(t, srv, "/metrics").body)
	get(t, srv, "/readyz").requireError(t, http.StatusServiceUnavailable, "UNAVAILABLE")
	ready = nil
	require.Equal(t, "ok\n", get(t, srv, "/readyz").body)
	require.Equal(t, http.StatusMethodNotAllowed, ask(t, srv, http.MethodPost, "/docs", "").status)
	require.Equal(t, http.StatusNotFound, get(t, serve(t, nil, gateway.Options{}), "/metrics").status)

	var home struct {
		Name, Version string
		Services      []struct {
			Name                            string
			Lists, LookUps, Watches, Writes []struct{ Verb, Path, Use string }
		}
		Links []struct{ Href string }
	}
	got := get(t, srv, "/")
	require.Equal(t, "application/json", got.header.Get("Content-Type"))
	require.NoError(t, json.Unmarshal([]byte(got.body), &home))
	require.Equal(t, "v1.2.3", home.Version)
	uses, writes, watches := map[string][]string{}, map[string][]string{}, map[string][]string{}
	for _, service := range home.Services {
		for _, call := range append(service.Lists, service.LookUps...) {
			require.Equal(t, http.MethodGet, call.Verb)
			uses[service.Name] = append(uses[service.Name], call.Use)
		}
		for _, call := range service.Watches {
			watches[service.Name] = append(watches[service.Name], call.Verb+" "+call.Use)
		}
		for _, call := range service.Writes {
			writes[service.Name] = append(writes[service.Name], call.Verb+" "+call.Use)
		}
	}
	require.Equal(t, []string{
		"/v1/sources/{source}/contacts",
		"/v1/sources/{source}/contactLinks?contactIds={contactId}&contactIds={contactId}",
		"/v1/sources/{source}/contacts/{id}",
		"/v1/sources/{source}/contacts:batchGet?ids={id}&ids={id}",
	}, uses["contacts"])
	require.Equal(t, []string{
		"POST /v1/sources/{source}/contacts",
		"PATCH /v1/sources/{source}/contacts/{id}",
		"DELETE /v1/sources/{source}/contacts/{id}",
		"POST /v1/sources/{source}/contacts:batchCreate",
		"POST /v1/sources/{source}/contacts:batchUpdate",
		"POST /v1/sources/{source}/contacts:batchDelete",
	}, writes["contacts"])
	require.Equal(t, map[string][]string{
		"calls": {"GET /v1/sources/{source}/callRequests:watch"}, "events": {"GET /v1/sources/{source}/events:watch"},
		"sms": {"GET /v1/sources/{source}/outgoingSms:watch"},
	}, watches)
	require.Empty(t, writes["visits"])
	require.Contains(t, uses["visits"], "/v1/sources/{source}/visits/{id}?startFrom={startFrom}&startBefore={startBefore}")
	require.Equal(t, []string{"/v1/sources/{source}/forms/{id}"}, uses["forms"])
	require.Len(t, home.Links, 6)
	for _, link := range home.Links {
		require.Equal(t, http.StatusOK, get(t, srv, link.Href).status, link.Href)
	}
	html := get(t, srv, "/", "Accept: text/html,application/xhtml+xml,*/*;q=0.8")
	require.Equal(t, "text/html; charset=utf-8", html.header.Get("Content-Type"))
	require.Contains(t, html.body, `href="/docs"`)
	require.Contains(t, html.body, `<li>watch <a class="path" href="/docs#GET:%2fv1%2fsources%2f%7bsource%7d%2fevents%3awatch">`)
	require.Contains(t, html.body, `">/v1/sources/{source}/contacts:batchGet?ids={id}&amp;ids={id}</a>`)
	require.Contains(t, html.body, `href="/docs#PATCH:%2fv1%2fsources%2f%7bsource%7d%2fcontacts%2f%7bid%7d">PATCH /v1/sources/{source}/contacts/{id}</a>`)
}

func TestDocsAreSelfContained(t *testing.T) {
	got := get(t, serve(t, nil, gateway.Options{}), "/docs")
	require.Contains(t, got.body, "/v1/sources/{source}/contacts:list")
	require.Contains(t, got.body, "Only records with these ids. Deleted records are found only with <code>only_deleted</code>.")
	require.Contains(t, got.body, `<section id="Contact">`)
	_, watched, _ := strings.Cut(got.body, `<section id="GET:/v1/sources/{source}/events:watch">`)
	watched, _, _ = strings.Cut(watched, "</section>")
	require.NotContains(t, watched, "At least")
	for _, part := range []string{
		`<td><code>Last-Event-ID</code></td>`, `<td>json ndjson sse</td>`, `<td><code>wait</code></td>`,
		`<td><code>application/json</code></td><td><a href="#WatchEventsResponse">WatchEventsResponse</a></td>`,
		`<td><code>application/x-ndjson</code></td><td><a href="#PushedEvent">lines of PushedEvent</a></td>`,
		`<td><code>text/event-stream</code></td><td><a href="#PushedEvent">lines of PushedEvent</a></td>`,
	} {
		require.Contains(t, watched, part)
	}
	require.Contains(t, got.body, `<h2 id="FormsService">FormsService</h2>`)
	require.Contains(t, got.body, "At least: <code>/v1/sources/{source}/deals:batchGet?ids={id}&amp;ids={id}</code>")
	for _, command := range []string{
		`curl -X POST 'http://127.0.0.1:8080/v1/sources/{source}/contacts' -H 'Idempotency-Key: {requestId}' ` +
			`-H 'Content-Type: application/json' -d '{"lastName":"{lastName}"}'`,
		`curl -X PATCH 'http://127.0.0.1:8080/v1/sources/{source}/tasks/{id}' -H 'Idempotency-Key: {requestId}' ` +
			`-H 'Content-Type: application/json' -d '{"subject":"{subject}"}'`,
		`curl -X DELETE 'http://127.0.0.1:8080/v1/sources/{source}/deals/{id}' -H 'Idempotency-Key: {requestId}'`,
		`deals/{id}:update' -H 'Idempotency-Key: {requestId}' -H 'Content-Type: application/json' -d '{"deal":{"name":"{name}"}}'`,
		`deals/{id}:delete' -H 'Idempotency-Key: {requestId}' -H 'Content-Type: application/json' -d '{"expected":{"name":"{name}"}}'`,
		`deals:batchCreate' -H 'Idempotency-Key: {requestId}' -H 'Content-Type: application/json' -d '{"requests":[{"deal":{"name":"{name}"}}]}'`,
		`-d '{"requests":[{"id":"{id}","stockItem":{"name":"{name}"}}]}'`,
		`deals:batchDelete' -H 'Idempotency-Key: {requestId}' -H 'Content-Type: application/json' -d '{"requests":[{"id":"{id}"}]}'`,
	} {
		require.Contains(t, got.body, template.HTMLEscapeString(command)+"</code>")
	}
	require.NotContains(t, got.body, "<script")
	require.NotContains(t, got.body, "src=")
	css := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(got.body)
	sum := sha256.Sum256([]byte(css[1]))
	require.Contains(t, got.header.Get("Content-Security-Policy"), "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	require.Contains(t, got.header.Get("Content-Security-Policy"), "default-src 'none'")
	ids := map[string]bool{}
	for _, found := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(got.body, -1) {
		require.False(t, ids[found[1]], found[1])
		ids[found[1]] = true
	}
	for _, found := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(got.body, -1) {
		id, err := url.PathUnescape(found[1])
		require.NoError(t, err)
		require.True(t, ids[id], id)
	}
}

func TestOpenAPI(t *testing.T) {
	got := get(t, serve(t, nil, gateway.Options{}), "/openapi.json")
	published, err := os.ReadFile("../../gen/openapi/crmstream.openapi.json")
	require.NoError(t, err)
	require.Equal(t, string(published), got.body, "the binary serves another document than gen/ has")

	var doc struct {
		Paths      map[string]any
		Components map[string]map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(got.body), &doc))
	require.Contains(t, doc.Paths, "/v1/sources/{source}/visits:list")
	require.Contains(t, doc.Paths, "/v1/sources/{source}/visits:batchGet")
	refs := regexp.MustCompile(`"\$ref": "#/components/([^/]+)/([^"]+)"`).FindAllStringSubmatch(got.body, -1)
	require.NotEmpty(t, refs)
	for _, ref := range refs {
		require.Contains(t, doc.Components[ref[1]], ref[2])
	}
}

func TestNewRefusesABrokenDocument(t *testing.T) {
	_, err := gateway.New(t.Context(), dial(t, &fake{}), gateway.Options{OpenAPI: []byte("{")})
	require.ErrorContains(t, err, "OpenAPI")
}
